/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cursor: the one way foreign bytes are read. It cannot leave its span, and every read
 * either moves it on or says that it did not. */
#include "base/base.h"

#include <string.h>

gboolean
tf_cursor_take_text (TfCursor *cursor, const char *text)
{
    gsize length = strlen (text);

    if ((gsize)(cursor->end - cursor->at) < length)
        return FALSE;
    if (!tf_span_equal_nocase (tf_span (cursor->at, length), text))
        return FALSE;
    cursor->at += length;
    return TRUE;
}

TfSpan
tf_cursor_take_count (TfCursor *cursor, gsize count)
{
    const char *start = cursor->at;

    cursor->at += MIN (count, (gsize)(cursor->end - start));
    return tf_span (start, (gsize)(cursor->at - start));
}

static gboolean
is_fws (guchar byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

void
tf_cursor_skip_fws (TfCursor *cursor)
{
    tf_cursor_take_while (cursor, is_fws);
}

gboolean
tf_cursor_take_comment (TfCursor *cursor, TfSpan *ret_inside)
{
    TfCursor look = *cursor;
    guint depth = 1;

    if (!tf_cursor_take (&look, '('))
        return FALSE;
    while (depth > 0) {
        int byte = tf_cursor_next (&look);

        if (byte == '\\')
            byte = tf_cursor_next (&look) < 0 ? -1 : 0;
        if (byte < 0 || depth > TF_LIMIT_COMMENT_DEPTH)
            return FALSE;
        depth += byte == '(' ? 1 : 0;
        depth -= byte == ')' ? 1 : 0;
    }
    *ret_inside = tf_span (cursor->at + 1, (gsize)(look.at - cursor->at - 2));
    *cursor = look;
    return TRUE;
}

static gboolean
is_digit (guchar byte)
{
    return g_ascii_isdigit (byte);
}

gboolean
tf_cursor_take_number (TfCursor *cursor, guint max_digits, guint64 *ret_number)
{
    TfCursor look = *cursor;
    TfSpan digits = tf_cursor_take_while (&look, is_digit);
    guint64 number = 0;

    if (digits.length == 0 || digits.length > max_digits)
        return FALSE;
    for (gsize i = 0; i < digits.length; i++) {
        if (!g_uint64_checked_mul (&number, number, 10) ||
            !g_uint64_checked_add (&number, number, (guint64)(digits.data[i] - '0')))
            return FALSE;
    }
    *cursor = look;
    *ret_number = number;
    return TRUE;
}
