/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* base64: RFC 4648 §4, as DKIM uses it (RFC 6376 §2.10): folding white space is allowed
 * anywhere, and nothing else is. Leaves out: the URL alphabet, missing padding.
 *
 * A table rather than a chain of comparisons: with comparisons, reading keys and signatures took
 * a tenth of the time spent on a message. */
#include "base/base.h"

enum { OTHER = 0x40, SPACE = 0x41 }; /* not digits */

#define O OTHER
#define S SPACE
static const guint8 digits[256] = {
    O,  O,  O,  O,  O,  O,  O,  O,  O,  S,  S,  O,  O,  S,  O,  O,  /* HTAB LF CR */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    S,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  62, O,  O,  O,  63, /* SP + / */
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, O,  O,  O,  O,  O,  O,  /* 0 to 9 */
    O,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, /* A … */
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, O,  O,  O,  O,  O,  /* … Z */
    O,  26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, /* a … */
    41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, O,  O,  O,  O,  O,  /* … z */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* 0x80 and above */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
    O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  O,  /* */
};
#undef O
#undef S

/* COUNT padding characters, then the end. */
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

/* Decodes the digits up to the first byte that is neither digit nor white space; OUT has room for
 * three quarters of TEXT. */
static gsize
decode_digits (TfSpan text, guint8 *out, gsize *ret_read, gsize *ret_digits)
{
    guint32 bits = 0; /* the newest are at the bottom, the oldest fall out at the top */
    guint n_bits = 0;
    gsize n_out = 0, n_digits = 0, at;

    for (at = 0; at < text.length && digits[(guchar)text.data[at]] != OTHER; at++) {
        guint8 digit = digits[(guchar)text.data[at]];

        if (digit == SPACE)
            continue;
        bits = bits << 6 | digit;
        n_bits += 6;
        n_digits++;
        if (n_bits >= 8) {
            n_bits -= 8;
            out[n_out++] = (guint8)(bits >> n_bits);
        }
    }
    *ret_read = at;
    *ret_digits = n_digits;
    return n_out;
}

GBytes *
tf_base64_decode (TfSpan text)
{
    g_autofree guint8 *out = g_malloc (text.length / 4 * 3 + 3);
    gsize at, n_digits;
    gsize length = decode_digits (text, out, &at, &n_digits);
    TfCursor cursor = tf_cursor (tf_span (text.data + at, text.length - at));
    guint left_over = n_digits % 4;

    if (left_over == 1 || !take_padding (&cursor, left_over > 0 ? 4 - left_over : 0))
        return NULL;
    return g_bytes_new_take (g_steal_pointer (&out), length);
}
