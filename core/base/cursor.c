/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cursor: the one way foreign bytes are read. It cannot leave its span, and every reading
 * either moves on or says that it did not. */
#include "base/base.h"

#include <string.h>

TfCursor
tf_cursor (TfSpan span)
{
    const char *at = span.data ? span.data : "";

    return (TfCursor){at, at + (span.data ? span.length : 0)};
}

gboolean
tf_cursor_at_end (const TfCursor *cursor)
{
    return cursor->at == cursor->end;
}

int
tf_cursor_peek (const TfCursor *cursor)
{
    return cursor->at < cursor->end ? (guchar)*cursor->at : -1;
}

int
tf_cursor_next (TfCursor *cursor)
{
    return cursor->at < cursor->end ? (guchar)*cursor->at++ : -1;
}

gboolean
tf_cursor_take (TfCursor *cursor, char byte)
{
    if (tf_cursor_peek (cursor) != (guchar)byte)
        return FALSE;
    cursor->at++;
    return TRUE;
}

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
tf_cursor_take_until (TfCursor *cursor, char stop)
{
    const char *start = cursor->at;
    gsize left = (gsize)(cursor->end - start);
    const char *found = left > 0 ? memchr (start, stop, left) : NULL;

    cursor->at = found ? found : cursor->end;
    return tf_span (start, (gsize)(cursor->at - start));
}

TfSpan
tf_cursor_take_while (TfCursor *cursor, gboolean (*accept) (guchar byte))
{
    const char *start = cursor->at;

    while (cursor->at < cursor->end && accept ((guchar)*cursor->at))
        cursor->at++;
    return tf_span (start, (gsize)(cursor->at - start));
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

TfSpan
tf_cursor_rest (const TfCursor *cursor)
{
    return tf_span (cursor->at, (gsize)(cursor->end - cursor->at));
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
