/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* list-form: what mailing lists write into From when they cannot keep the author's address there.
 * Anybody can write that, and a List-Id too: it excuses only a list that the reader knows and that
 * has signed. */
#include "impersonation/impersonation.h"

/* "via" in the languages of list managers. */
static const char *const via_words[] = {"via",
                                        "v\xc3\xad"
                                        "a",
                                        "\xc3\xbc"
                                        "ber",
                                        "przez",
                                        "\xd1\x87\xd0\xb5\xd1\x80\xd0\xb5\xd0\xb7"};

static const char *const behalf_words[] = {"on behalf of", "im auftrag von",
                                           "au nom de",    "en nombre de",
                                           "namens",       "per conto di"};

char *
tf_list_id_read (const char *list_id)
{
    TfSpan text = tf_span_strip (tf_span_of (list_id));

    if (tf_span_has (text, '<')) { /* RFC 2919 §2 */
        TfCursor cursor = tf_cursor (tf_span_after_last (text, '<'));

        text = tf_span_strip (tf_cursor_take_until (&cursor, '>'));
    }
    return tf_span_dup_lower (text);
}

gboolean
tf_list_form_take_via (TfCursor *cursor)
{
    for (guint i = 0; i < G_N_ELEMENTS (via_words); i++) {
        TfCursor look = *cursor;

        if (tf_cursor_take_text (&look, via_words[i]) && tf_cursor_take (&look, ' ')) {
            *cursor = look;
            return TRUE;
        }
    }
    return FALSE;
}

/* Mailman ends an address that it masks with "---". */
static gboolean
is_between (guchar byte)
{
    return byte == ' ' || byte == '\'' || byte == '"' || byte == ')' || byte == '>' ||
           byte == ']' || byte == '(' || byte == '-';
}

static gboolean
ends_with (TfSpan text, const char *end)
{
    TfSpan tail = tf_span_of (end);

    text = tf_span_strip (text);
    if (tail.length > text.length)
        return FALSE;
    return tf_span_equal_nocase (
        tf_span (text.data + text.length - tail.length, tail.length), end);
}

gboolean
tf_list_form_is (TfSpan before, TfSpan behind)
{
    TfCursor cursor = tf_cursor (behind);

    for (guint i = 0; i < G_N_ELEMENTS (behalf_words); i++)
        if (ends_with (before, behalf_words[i]))
            return TRUE;
    return tf_cursor_take_while (&cursor, is_between).length > 0 &&
           tf_list_form_take_via (&cursor) && !tf_cursor_at_end (&cursor);
}
