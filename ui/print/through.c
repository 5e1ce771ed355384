/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* through: the words for what was read through in front of a message. */

#include "print/print.h"
#include "words/translate.h"

static const struct {
    const char *word;
    const char *sentence;
} rows[] = {
    {"byte-order-mark",
     /* Translators: a byte order mark is the character U+FEFF. */
     N_ ("A byte order mark stood in front of the message and was left out.")},
    {"blank-lines", N_ ("Empty lines stood in front of the message and were left out.")},
    {"length", N_ ("The message is in the form of Apple Mail; only its own bytes were "
                   "checked.")},
    {"mac-line-ends",
     N_ ("The file has the line ends of old Macs, which were replaced.")},
    {"utf-16", N_ ("The file is in UTF-16, and was converted.")},
    {"utf-16", N_ ("The file is in UTF-16, and was converted.")},
};

const char *
tf_print_through_word (guint bit)
{
    return bit < G_N_ELEMENTS (rows) ? rows[bit].word : NULL;
}

const char *
tf_print_through_sentence (guint bit)
{
    return _ (rows[bit].sentence);
}
