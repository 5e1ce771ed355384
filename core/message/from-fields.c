/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* from-fields: everything that some program takes for a From field. Counted liberally, because
 * programs disagree about what one is. Leaves out: what is in it. */
#include "message/message-private.h"

/* Claws Mail cuts lines into pieces of 8,191 bytes; each piece is a new line to it. */
#define CLAWS_LINE 8190

static gboolean
is_junk (guchar byte)
{
    return byte <= ' ' || byte >= 0x7f;
}

static gboolean
is_line_junk (guchar byte)
{
    return is_junk (byte) && byte != '\r' && byte != '\n';
}

/* "From" and a colon, with only invisible characters between. Moves on only when it is there. */
static gboolean
take_from (TfCursor *cursor)
{
    TfCursor look = *cursor;

    tf_cursor_take_while (&look, is_line_junk);
    for (const char *letter = "from"; *letter; letter++) {
        if (g_ascii_tolower (tf_cursor_peek (&look)) != *letter)
            return FALSE;
        tf_cursor_next (&look);
        tf_cursor_take_while (&look, is_junk);
    }
    if (!tf_cursor_take (&look, ':'))
        return FALSE;
    *cursor = look;
    return TRUE;
}

static void
add_candidate (GArray *found, TfSpan value, gboolean regular)
{
    TfFromField field = {value, regular};

    g_array_append_val (found, field);
}

/* Lines that are not fields, and what is folded under them: RFC 7103 §7.2. */
static void
search_lines (GArray *found, TfSpan raw)
{
    TfCursor cursor = tf_cursor (raw);

    while (!tf_cursor_at_end (&cursor)) {
        if (take_from (&cursor))
            add_candidate (found, tf_cursor_rest (&cursor), FALSE);
        tf_cursor_take_until (&cursor, '\n');
        tf_cursor_take (&cursor, '\n');
    }
}

/* After a bare CR, which ends a line for some programs; to them, white space there is a fold.
 * Finding the end of each value would take quadratic time. */
static void
search_bare_cr (GArray *found, TfSpan raw)
{
    TfCursor cursor = tf_cursor (raw);

    for (tf_cursor_take_until (&cursor, '\r'); tf_cursor_take (&cursor, '\r');
         tf_cursor_take_until (&cursor, '\r')) {
        int byte = tf_cursor_peek (&cursor);
        gboolean read = found->len < TF_LIMIT_FROM_READ;
        TfCursor look = cursor;

        if (byte != '\n' && byte != ' ' && byte != '\t' && take_from (&look))
            add_candidate (
                found, read ? tf_cursor_take_until (&look, '\n') : TF_SPAN_EMPTY, FALSE);
    }
}

/* After the place where Claws Mail cuts a line. */
static void
search_long_line (GArray *found, TfSpan line)
{
    TfCursor cursor = tf_cursor (line);

    tf_cursor_take_count (&cursor, CLAWS_LINE);
    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_peek (&cursor);
        TfCursor look = cursor;

        if ((byte == 'f' || byte == 'F') && take_from (&look))
            add_candidate (found, tf_cursor_rest (&look), FALSE);
        tf_cursor_next (&cursor);
    }
}

static void
search_long_lines (GArray *found, TfSpan raw)
{
    TfCursor cursor = tf_cursor (raw);

    while (!tf_cursor_at_end (&cursor)) {
        search_long_line (found, tf_cursor_take_until (&cursor, '\n'));
        tf_cursor_take (&cursor, '\n');
    }
}

GArray *
tf_from_fields (const TfHeader *header)
{
    GArray *found = g_array_new (FALSE, FALSE, sizeof (TfFromField));

    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        if (tf_field_is (field, "From"))
            add_candidate (found, field->value, TRUE);
        if (field->name.length == 0)
            search_lines (found, field->raw);
        if (header->flags & TF_HEADER_BARE_CR)
            search_bare_cr (found, field->raw);
        if (header->flags & TF_HEADER_LONG_LINE)
            search_long_lines (found, field->raw);
    }
    return found;
}
