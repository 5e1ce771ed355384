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
    if (value->len > 0) {
        /* Translators: two sentences, one after the other. */
        char *both = tf_words_fill (C_ ("two sentences", "{first} {second}"), "first",
                                    value->str, "second", sentence, NULL);

        g_string_truncate (value, 0);
        g_free (sentence);
        sentence = both;
    }
    g_string_append (value, sentence);
    g_free (sentence);
}

void
tf_words_add_item (GString *list, const char *item)
{
    g_autofree char *first = g_strdup (list->str);
    g_autofree char *both = NULL;

    if (list->len > 0)
        /* Translators: two items of a list; {first} may be several. */
        both = tf_words_fill (C_ ("two items", "{first}, {second}"), "first", first,
                              "second", item, NULL);
    g_string_assign (list, both != NULL ? both : item);
}

char *
tf_words_with_reason (const char *template, TfReason reason)
{
    const char *clause = tf_words_reason (reason);

    return tf_words_fill (template, "reason",
                          /* Translators: used in place of {reason}. */
                          clause != NULL ? clause : _ ("no reason is known"), NULL);
}
