/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* forms: what to say about a file that cannot be read or is not a message. */

#include "cli/cli.h"
#include "words/scan.h"
#include "words/translate.h"
#include "words/words.h"

char *
tf_cli_message_label (const TfCliMessage *message)
{
    return tf_words_place (message->file, message->is_mbox, message->index,
                           message->part);
}

void
tf_cli_complain_of_message (const TfCliMessage *message, const GError *error)
{
    g_autofree char *label = tf_cli_message_label (message);
    const GError *known = error != NULL ? error : message->error;

    if (known != NULL)
        /* Translators: {a} is the name of a file, {b} says what is wrong. */
        tf_cli_complain (N_ ("{a} could not be read: {b}."), label, known->message);
    else
        tf_cli_complain (tf_words_form (message->form), label, NULL);
}
