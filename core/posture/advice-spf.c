/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* advice-spf: the least change of an SPF record, word by word (RFC 7208 §12). */
#include "posture/posture-private.h"

typedef enum { WORD_OTHER, WORD_ALL, WORD_PTR, WORD_REDIRECT } WordKind;

static WordKind
kind_of (TfSpan word)
{
    TfCursor cursor = tf_cursor (word);

    if (tf_cursor_take_text (&cursor, "redirect="))
        return WORD_REDIRECT;
    if (!tf_cursor_take (&cursor, '+') && !tf_cursor_take (&cursor, '-') &&
        !tf_cursor_take (&cursor, '?'))
        tf_cursor_take (&cursor, '~');
    if (tf_span_equal_nocase (tf_cursor_rest (&cursor), "all"))
        return WORD_ALL;
    if (tf_cursor_take_text (&cursor, "ptr") &&
        (tf_cursor_at_end (&cursor) || tf_cursor_peek (&cursor) == ':'))
        return WORD_PTR;
    return WORD_OTHER;
}

static void
append (GString *out, TfSpan word)
{
    if (word.length == 0)
        return;
    g_string_append (out, out->len > 0 ? " " : "");
    g_string_append_len (out, word.data, (gssize)word.length);
}

char *
tf_posture_spf_close (const char *text)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));

    do {
        TfSpan word = tf_cursor_take_until (&cursor, ' ');

        if (kind_of (word) != WORD_ALL)
            append (out, word);
    } while (tf_cursor_take (&cursor, ' '));
    append (out, tf_span_of ("~all"));
    return g_string_free (out, FALSE);
}

char *
tf_posture_spf_without_ptr (const char *text)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));

    do {
        TfSpan word = tf_cursor_take_until (&cursor, ' ');

        if (kind_of (word) != WORD_PTR)
            append (out, word);
    } while (tf_cursor_take (&cursor, ' '));
    return g_string_free (out, FALSE);
}

char *
tf_posture_spf_until_all (const char *text)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));
    gboolean ended = FALSE;

    do {
        TfSpan word = tf_cursor_take_until (&cursor, ' ');
        WordKind kind = kind_of (word);

        if (!ended && kind != WORD_REDIRECT)
            append (out, word);
        ended |= kind == WORD_ALL;
    } while (tf_cursor_take (&cursor, ' '));
    return g_string_free (out, FALSE);
}
