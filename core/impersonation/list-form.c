/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* list-form: what mailing lists write into From when they may not keep the author there.
 * A List-Id of the same organization as From is what everybody can write; it
 * excuses the form and nothing else. */
#include "impersonation/impersonation.h"

/* As the list managers' translations have it. */
static const char *const via_words[] = {"via", "vía", "über", "przez", "через"};

gboolean
tf_list_id_matches (const char *list_id, const char *domain, const TfSuffixList *suffixes)
{
    TfSpan text = tf_span_strip (tf_span_of (list_id));
    g_autofree char *host = NULL;

    if (tf_span_has (text, '<')) {
        TfCursor cursor = tf_cursor (tf_span_after_last (text, '<'));

        text = tf_span_strip (tf_cursor_take_until (&cursor, '>'));
    }
    host = tf_domain_parse (text);
    return host && tf_suffix_list_same_organization (suffixes, host, domain);
}

static gboolean
is_between (guchar byte)
{
    return byte == ' ' || byte == '\'' || byte == '"' || byte == ')' || byte == '>' ||
           byte == ']';
}

static gboolean
is_no_space (guchar byte)
{
    return byte != ' ';
}

gboolean
tf_list_form_follows (TfSpan rest)
{
    TfCursor cursor = tf_cursor (rest);
    TfSpan gap = tf_cursor_take_while (&cursor, is_between);
    TfSpan word = tf_cursor_take_while (&cursor, is_no_space);

    if (gap.length == 0 || tf_cursor_at_end (&cursor))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (via_words); i++)
        if (tf_span_equal_nocase (word, via_words[i]))
            return TRUE;
    return FALSE;
}
