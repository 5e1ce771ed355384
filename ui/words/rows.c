/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* rows: how the rows of the details are put together: a label, and a value of one or several
 * sentences. */

#include "words/translate.h"
#include "words/words-private.h"

static void
detail_free (gpointer data)
{
    TfDetail *detail = data;

    g_free (detail->label);
    g_free (detail->value);
    g_free (detail);
}

GPtrArray *
tf_words_rows_new (void)
{
    return g_ptr_array_new_with_free_func (detail_free);
}

void
tf_words_add_row (GPtrArray *rows, char *label, char *value)
{
    TfDetail *detail = g_new (TfDetail, 1);

    detail->label = label;
    detail->value = value;
    g_ptr_array_add (rows, detail);
}

void
tf_words_add_sentence (GString *value, char *sentence)
{
    if (value->len > 0)
        g_string_append_c (value, ' ');
    g_string_append (value, sentence);
    g_free (sentence);
}

char *
tf_words_with_reason (const char *template, TfReason reason)
{
    const char *clause = tf_words_reason (reason);

    return tf_words_fill (template, "reason",
                          /* Translators: used in place of {reason}. */
                          clause != NULL ? clause : _ ("no reason is known"), NULL);
}
