/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-shape: whether a text can be given to a reader that works by recursion. json-glib takes more than
 * RFC 8259 allows (strings in single quotes, comments, halves of surrogate pairs), so whoever counts brackets must
 * first be sure that both see the same strings. */
#include "base/base.h"

/* Outside strings, besides white space and brackets: numbers, true, false, null, separators. */
#define OTHERS "+-.:,"

static gboolean
is_one_of (const char *bytes, int byte)
{
    TfCursor cursor = tf_cursor (tf_span_of (bytes));

    while (!tf_cursor_at_end (&cursor))
        if (tf_cursor_next (&cursor) == byte)
            return TRUE;
    return FALSE;
}

static gboolean
take_hex (TfCursor *cursor, guint *ret_unit)
{
    *ret_unit = 0;
    for (guint i = 0; i < 4; i++) {
        int digit = tf_cursor_at_end (cursor)
                        ? -1
                        : g_ascii_xdigit_value ((char)tf_cursor_next (cursor));

        if (digit < 0)
            return FALSE;
        *ret_unit = *ret_unit * 16 + (guint)digit;
    }
    return TRUE;
}

/* §7, what follows a backslash: a character beyond U+FFFF is a pair. */
static gboolean
take_escape (TfCursor *cursor)
{
    int byte = tf_cursor_at_end (cursor) ? 0 : tf_cursor_next (cursor);
    guint unit;

    if (byte != 'u')
        return is_one_of ("\"\\/bfnrt", byte);
    if (!take_hex (cursor, &unit))
        return FALSE;
    if (unit < 0xd800 || unit > 0xdfff)
        return TRUE;
    return unit < 0xdc00 && tf_cursor_take_text (cursor, "\\u") &&
           take_hex (cursor, &unit) && unit >= 0xdc00 && unit <= 0xdfff;
}

static gboolean
take_string (TfCursor *cursor)
{
    while (!tf_cursor_at_end (cursor)) {
        int byte = tf_cursor_next (cursor);

        if (byte == '"')
            return TRUE;
        if (byte == '\\' && !take_escape (cursor))
            return FALSE;
    }
    return FALSE;
}

/* What may stand outside strings, besides brackets. */
static gboolean
is_other (int byte)
{
    return g_ascii_isalnum (byte) || g_ascii_isspace (byte) || is_one_of (OTHERS, byte);
}

gboolean
tf_json_has_shape (TfSpan text, guint max_depth)
{
    TfCursor cursor = tf_cursor (text);
    guint depth = 0;

    while (!tf_cursor_at_end (&cursor) && depth <= max_depth) {
        int byte = tf_cursor_next (&cursor);
        gboolean good = TRUE;

        if (byte == '{' || byte == '[')
            depth++;
        else if (byte == '}' || byte == ']')
            depth -= depth > 0 ? 1 : 0;
        else
            good = byte == '"' ? take_string (&cursor) : is_other (byte);
        if (!good)
            return FALSE;
    }
    return depth <= max_depth;
}
