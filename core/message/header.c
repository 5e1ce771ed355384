/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* header: the header block split into fields, byte-exact (RFC 5322 §2.2). Every oddity is flagged and
 * none is repaired, because programs treat them differently (RFC 7103 §7.2). Leaves out: what any
 * field means. */
#include "message/message.h"

#include <string.h>

/* Claws Mail reads lines with fgets() into 8,192 bytes: one more than this, with its line end
 * and the NUL, does not fit. */
#define LONG_LINE 8189

/* ---- reading the block ----------------------------------------------------------- */

/** Block: the bytes so far, and where the line that is being read began. */
typedef struct {
    GByteArray *bytes;
    gsize line_start;
    guint flags;
    gboolean done;
} Block;

static gboolean
is_empty_line (TfSpan line)
{
    return line.length > 0 && line.length <= 2 && line.data[line.length - 1] == '\n' &&
           (line.length == 1 || line.data[0] == '\r');
}

static void
end_line (Block *block)
{
    TfSpan line = tf_span ((const char *)block->bytes->data + block->line_start,
                           block->bytes->len - block->line_start);

    block->done = is_empty_line (line);
    block->line_start = block->bytes->len;
}

/* Appends at most one line of CHUNK; returns how many bytes were taken. */
static gsize
take_line (Block *block, TfSpan chunk)
{
    TfCursor cursor = tf_cursor (chunk);
    gsize room = TF_LIMIT_HEADER_BYTES - block->bytes->len;
    gsize length = tf_cursor_take_until (&cursor, '\n').length;
    gboolean complete = tf_cursor_take (&cursor, '\n');

    length += complete ? 1 : 0;
    if (length > room) {
        block->flags |= TF_HEADER_TOO_LONG;
        block->done = TRUE;
        length = room;
        complete = FALSE;
    }
    g_byte_array_append (block->bytes, (const guint8 *)chunk.data, (guint)length);
    if (complete)
        end_line (block);
    return length;
}

static gboolean
read_block (TfReader *reader, Block *block, GError **error)
{
    while (!block->done) {
        TfSpan chunk = tf_reader_peek (reader, error);

        if (chunk.data == NULL)
            return FALSE;
        if (chunk.length == 0) {
            block->flags |= TF_HEADER_NO_END;
            return TRUE;
        }
        tf_reader_skip (reader, take_line (block, chunk));
    }
    return TRUE;
}

/* ---- splitting it ---------------------------------------------------------------- */

static gboolean
is_wsp (int byte)
{
    return byte == ' ' || byte == '\t';
}

static gboolean
is_wsp_byte (guchar byte)
{
    return is_wsp (byte);
}

/* RFC 5322 §2.2: printable ASCII without the colon. */
static gboolean
is_ftext (guchar byte)
{
    return byte >= 33 && byte <= 126 && byte != ':';
}

/** Ends: how many lines have which end. */
typedef struct {
    guint lines; /* that are not empty */
    guint crlf;  /* also CR CR LF */
    guint cr_crlf;
    guint lf;
} Ends;

/* Removes the line end from LINE; a CR that remains in it is bare. */
static inline void
note_end (TfSpan *line, Ends *ends)
{
    gsize length = line->length;

    if (length == 0 || line->data[length - 1] != '\n')
        return;
    *line = tf_span_without_line_end (*line);
    *(line->length + 2 == length ? &ends->crlf : &ends->lf) += 1;
}

static void
note_line (TfHeader *header, TfSpan line, Ends *ends)
{
    note_end (&line, ends);
    ends->lines += line.length > 0 ? 1 : 0;
    if (line.length > LONG_LINE)
        header->flags |= TF_HEADER_LONG_LINE | TF_HEADER_ENDS_EARLY;
    if (!tf_span_has (line, '\r'))
        return;
    header->flags |= TF_HEADER_BARE_CR;
    if (line.data[line.length - 1] == '\r' &&
        !tf_span_has (tf_span (line.data, line.length - 1), '\r'))
        ends->cr_crlf++;
    else
        header->flags |= TF_HEADER_ENDS_EARLY;
}

/* A header without any LF has line ends of another form, and no program cuts it short. */
static void
judge_ends (TfHeader *header, const Ends *ends)
{
    if (ends->cr_crlf > 0 && ends->cr_crlf < ends->lines)
        header->flags |= TF_HEADER_ENDS_EARLY;
    if (ends->crlf + ends->lf == 0 && !(header->flags & TF_HEADER_LONG_LINE))
        header->flags &= ~(guint)TF_HEADER_ENDS_EARLY;
    header->line_ends = ends->crlf > 0 && ends->lf > 0 ? TF_LINE_ENDS_MIXED
                        : ends->lf > 0                 ? TF_LINE_ENDS_LF
                                                       : TF_LINE_ENDS_CRLF;
}

/* A field begins; what is folded under it is added later. */
static void
begin_field (TfHeader *header, TfSpan line)
{
    TfCursor cursor = tf_cursor (line);
    TfField field = {line, TF_SPAN_EMPTY, line};
    TfSpan name = tf_cursor_take_while (&cursor, is_ftext);

    tf_cursor_take_while (&cursor, is_wsp_byte); /* RFC 5322 §4.5.8 */
    if (is_wsp ((guchar)line.data[0])) {
        header->flags |= TF_HEADER_STARTS_WITH_SPACE;
    } else if (name.length > 0 && tf_cursor_take (&cursor, ':')) {
        field.name = name;
        field.value = tf_cursor_rest (&cursor);
    } else {
        header->flags |= TF_HEADER_NON_HEADER_LINE;
    }
    g_array_append_val (header->fields, field);
}

static void
add_line (TfHeader *header, TfSpan line)
{
    TfField *last = NULL;

    if (header->fields->len > 0)
        last = &g_array_index (header->fields, TfField, header->fields->len - 1);
    if (last != NULL && is_wsp ((guchar)line.data[0])) {
        last->raw.length += line.length;
        last->value.length += line.length;
    } else if (header->fields->len < TF_LIMIT_FIELDS) {
        begin_field (header, line);
    } else {
        header->flags |= TF_HEADER_TOO_MANY_FIELDS;
    }
}

static TfSpan
next_line (TfCursor *cursor)
{
    const char *start = cursor->at;

    tf_cursor_take_until (cursor, '\n');
    tf_cursor_take (cursor, '\n');
    return tf_span (start, (gsize)(cursor->at - start));
}

static void
split (TfHeader *header)
{
    TfCursor cursor =
        tf_cursor (tf_span ((const char *)header->bytes->data, header->bytes->len));
    Ends ends = {0};

    if (tf_span_has (tf_cursor_rest (&cursor), '\0'))
        header->flags |= TF_HEADER_NUL;
    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = next_line (&cursor);

        note_line (header, line, &ends);
        if (!is_empty_line (line) && !(header->flags & TF_HEADER_TOO_MANY_FIELDS))
            add_line (header, line);
    }
    for (guint i = 0; i < header->fields->len; i++) {
        TfField *field = &g_array_index (header->fields, TfField, i);

        field->value = tf_span_without_line_end (field->value);
    }
    judge_ends (header, &ends);
}

TfHeader *
tf_header_read (TfReader *reader, GError **error)
{
    g_autoptr (TfHeader) header = g_new0 (TfHeader, 1);
    Block block = {0};

    header->bytes = block.bytes =
        g_byte_array_sized_new (4096); /* so its data is never NULL */
    header->fields = g_array_new (FALSE, FALSE, sizeof (TfField));
    if (!read_block (reader, &block, error))
        return NULL;
    header->flags = block.flags;
    split (header);
    return g_steal_pointer (&header);
}

void
tf_header_free (TfHeader *header)
{
    if (header == NULL)
        return;
    g_byte_array_unref (header->bytes);
    g_array_unref (header->fields);
    g_free (header);
}

/* ---- asking for fields ----------------------------------------------------------- */

const TfField *
tf_header_get (const TfHeader *header, guint index)
{
    return index < header->fields->len ? &g_array_index (header->fields, TfField, index)
                                       : NULL;
}

/* Called for every field and every name that matters, so the length is compared first. */
static inline gboolean
has_name (const TfField *field, const char *name, gsize length)
{
    return field->name.length == length && length > 0 &&
           g_ascii_strncasecmp (field->name.data, name, length) == 0;
}

gboolean
tf_field_is (const TfField *field, const char *name)
{
    return has_name (field, name, strlen (name));
}

gint
tf_header_find (const TfHeader *header, const char *name, guint from)
{
    gsize length = strlen (name);

    for (guint i = from; i < header->fields->len; i++)
        if (has_name (&g_array_index (header->fields, TfField, i), name, length))
            return (gint)i;
    return -1;
}

guint
tf_header_count (const TfHeader *header, const char *name)
{
    gsize length = strlen (name);
    guint count = 0;

    for (guint i = 0; i < header->fields->len; i++)
        count +=
            has_name (&g_array_index (header->fields, TfField, i), name, length) ? 1 : 0;
    return count;
}

char *
tf_header_dup_text (const TfHeader *header, const char *name)
{
    gint index = tf_header_find (header, name, 0);
    g_autoptr (GString) text = NULL;
    TfCursor cursor;
    int byte;

    if (index < 0)
        return NULL;
    text = g_string_new (NULL);
    cursor = tf_cursor (tf_span_strip (tf_header_get (header, (guint)index)->value));
    while ((byte = tf_cursor_next (&cursor)) >= 0) {
        if (byte == '\r' && tf_cursor_peek (&cursor) != '\n')
            g_string_append_c (text, ' ');
        else if (byte != '\r' && byte != '\n')
            g_string_append_c (text, (char)byte);
    }
    return tf_span_dup_utf8 (tf_span (text->str, text->len));
}
