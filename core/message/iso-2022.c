/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* iso-2022: names in raw ISO-2022-JP (RFC 1468), as some devices write them and old mail has them.
 * Between the escapes the bytes of "@", "<" or ":" are halves of characters. They are rewritten in
 * UTF-8, so that nobody reads an address there. Leaves out: what is encoded properly (RFC 2047). */
#include "message/message-private.h"

#define ESCAPE      '\x1b'
#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define BACK        "\x1b(B"       /* to ASCII */

/* What begins a stretch that is not ASCII: "$B", "$@", "$(D", "(I". */
static gboolean
take_start (TfCursor *cursor)
{
    TfCursor look = *cursor;
    gboolean starts;

    if (!tf_cursor_take (&look, ESCAPE))
        return FALSE;
    starts = tf_cursor_take_text (&look, "$B") || tf_cursor_take_text (&look, "$@") ||
             tf_cursor_take_text (&look, "$(") || tf_cursor_take_text (&look, "(I");
    if (starts)
        *cursor = look;
    return starts;
}

/* "(B" is ASCII, "(J" nearly. */
static gboolean
take_end (TfCursor *cursor)
{
    TfCursor look = *cursor;

    if (!tf_cursor_take (&look, ESCAPE) ||
        !(tf_cursor_take_text (&look, "(B") || tf_cursor_take_text (&look, "(J")))
        return FALSE;
    *cursor = look;
    return TRUE;
}

/* RFC 1468: a line ends in ASCII. FALSE: this one does not, or a plain address is in the
 * stretch. */
static gboolean
take_stretch (TfCursor *cursor, TfSpan *ret_stretch)
{
    TfCursor look = *cursor;
    const char *start = look.at;
    g_autoptr (GPtrArray) claims = NULL;

    if (!take_start (&look))
        return FALSE;
    while (!take_end (&look)) {
        int byte = tf_cursor_next (&look);

        if (byte < ' ' && byte != ESCAPE)
            return FALSE;
    }
    *ret_stretch = tf_span (start, (gsize)(look.at - start));
    claims = tf_address_find_claims (*ret_stretch);
    if (claims->len > 0)
        return FALSE;
    *cursor = look;
    return TRUE;
}

static void
append_text (GString *out, TfSpan stretch)
{
    g_autofree char *closed =
        g_strdup_printf ("%.*s" BACK, (int)stretch.length, stretch.data);
    g_autofree char *text =
        g_convert (closed, -1, "UTF-8", "ISO-2022-JP-3", NULL, NULL, NULL);

    g_string_append (out, text != NULL ? text : REPLACEMENT);
}

GString *
tf_iso_2022_read (TfSpan value)
{
    GString *out = NULL;
    TfCursor cursor = tf_cursor (value);
    const char *start = value.data;

    if (!tf_span_has (value, ESCAPE))
        return NULL;
    for (tf_cursor_take_until (&cursor, ESCAPE); !tf_cursor_at_end (&cursor);
         tf_cursor_take_until (&cursor, ESCAPE)) {
        const char *at = cursor.at;
        TfSpan stretch;

        if (!take_stretch (&cursor, &stretch)) {
            tf_cursor_next (&cursor);
            continue;
        }
        if (out == NULL)
            out = g_string_new (NULL);
        g_string_append_len (out, start, at - start);
        append_text (out, stretch);
        start = cursor.at;
    }
    if (out != NULL)
        g_string_append_len (out, start, cursor.end - start);
    return out;
}
