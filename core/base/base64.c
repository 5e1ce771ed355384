/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* base64: RFC 4648 §4, as DKIM wants it (RFC 6376 §2.10): folding white space may stand
 * anywhere, nothing else may. Leaves out: the URL alphabet, missing padding. */
#include "base/base.h"

static int
digit_value (int byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    if (byte == '+')
        return 62;
    return byte == '/' ? 63 : -1;
}

/* The next digit; -1 at anything else, which is not taken. */
static int
take_digit (TfCursor *cursor)
{
    int value;

    tf_cursor_skip_fws (cursor);
    value = digit_value (tf_cursor_peek (cursor));
    if (value >= 0)
        tf_cursor_next (cursor);
    return value;
}

/* COUNT padding characters and then nothing more. */
static gboolean
take_padding (TfCursor *cursor, guint count)
{
    for (guint i = 0; i < count; i++) {
        tf_cursor_skip_fws (cursor);
        if (!tf_cursor_take (cursor, '='))
            return FALSE;
    }
    tf_cursor_skip_fws (cursor);
    return tf_cursor_at_end (cursor);
}

GBytes *
tf_base64_decode (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    g_autoptr (GByteArray) bytes =
        g_byte_array_sized_new ((guint)(text.length / 4 * 3 + 3));
    guint32 group = 0;
    guint count = 0;
    int value;

    while ((value = take_digit (&cursor)) >= 0) {
        group = group << 6 | (guint32)value;
        if (++count % 4 > 0)
            continue;
        g_byte_array_append (
            bytes, (guint8[]){(guint8)(group >> 16), (guint8)(group >> 8), (guint8)group},
            3);
    }
    count %= 4;
    if (count == 1 || !take_padding (&cursor, count > 0 ? 4 - count : 0))
        return NULL;
    group <<= count > 0 ? 6 * (4 - count) : 0;
    if (count > 0)
        g_byte_array_append (
            bytes, (guint8[]){(guint8)(group >> 16), (guint8)(group >> 8)}, count - 1);
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
