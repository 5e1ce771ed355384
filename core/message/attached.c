/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* attached: RFC 2046, only as far as it leads to attached messages. Their bytes are taken exactly
 * as they are, because a signature covers bytes. A part that is named like a saved message
 * is one, whatever its type says. No recursion: the parts still to be searched are on a
 * stack. Leaves out: message/partial and external bodies. */
#include "message/message.h"

#include <string.h>

/** Entity: a message or a part of one. */
typedef struct {
    GBytes *bytes;
    char *part; /* "" for the whole message */
    gboolean is_message;
    gboolean in_digest; /* RFC 2046 §5.1.5: a message unless its type is given */
    guint depth;
} Entity;

typedef struct {
    GPtrArray *found; /* TfAttached */
    GQueue stack;     /* Entity */
    gboolean leaves;  /* what is wanted is what is neither a message nor made of parts */
    gboolean own;     /* of these, and of messages, only what is in the message itself */
    guint n_parts;
    gsize n_copied; /* how many bytes had to be decoded */
} Search;

static void
attached_free (gpointer data)
{
    TfAttached *attached = data;

    g_bytes_unref (attached->bytes);
    g_clear_pointer (&attached->header, tf_header_free);
    g_free (attached->part);
    g_free (attached);
}

/* Takes ownership of BYTES and PART. */
static Entity *
entity_new (GBytes *bytes, char *part, guint depth)
{
    Entity *entity = g_new0 (Entity, 1);

    *entity = (Entity){.bytes = bytes, .part = part, .depth = depth};
    return entity;
}

static void
entity_free (gpointer data)
{
    Entity *entity = data;

    g_bytes_unref (entity->bytes);
    g_free (entity->part);
    g_free (entity);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entity, entity_free)

static TfHeader *
read_header (GBytes *bytes)
{
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfReader) reader = tf_reader_new (source);

    return tf_header_read (reader, NULL);
}

static TfSpan
field_value (const TfHeader *header, const char *name)
{
    gint index = tf_header_find (header, name, 0);

    return index >= 0 ? tf_header_get (header, (guint)index)->value : TF_SPAN_EMPTY;
}

static char *
part_of (const Entity *entity, guint number)
{
    return *entity->part != '\0' ? g_strdup_printf ("%s.%u", entity->part, number)
                                 : g_strdup_printf ("%u", number);
}

/* ---- multipart ------------------------------------------------------------------- */

typedef enum { LINE_TEXT, LINE_DELIMITER, LINE_CLOSE } Line;

/* RFC 2046 §5.1.1: white space may follow. */
static Line
line_kind (TfSpan line, const char *boundary)
{
    TfCursor cursor = tf_cursor (tf_span_strip (line));
    gsize length = strlen (boundary);
    TfSpan given;
    Line kind;

    if (line.length < 2 || line.data[0] != '-' || line.data[1] != '-')
        return LINE_TEXT;
    tf_cursor_take_count (&cursor, 2);
    given = tf_cursor_take_count (&cursor, length);
    if (given.length != length || memcmp (given.data, boundary, length) != 0)
        return LINE_TEXT;
    kind = tf_cursor_take_text (&cursor, "--") ? LINE_CLOSE : LINE_DELIMITER;
    return tf_cursor_at_end (&cursor) ? kind : LINE_TEXT;
}

/* Owned (TfSpan): the parts, each without the line end before its delimiter, which belongs to the
 * delimiter. */
static GArray *
split (TfSpan body, const char *boundary)
{
    GArray *parts = g_array_new (FALSE, FALSE, sizeof (TfSpan));
    TfCursor cursor = tf_cursor (body);
    const char *start = NULL;

    while (!tf_cursor_at_end (&cursor) && parts->len < TF_LIMIT_PARTS) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');
        Line kind = line_kind (line, boundary);

        tf_cursor_take (&cursor, '\n');
        if (kind == LINE_TEXT)
            continue;
        if (start != NULL) {
            TfSpan part =
                tf_span_without_line_end (tf_span (start, (gsize)(line.data - start)));

            g_array_append_val (parts, part);
        }
        start = kind == LINE_DELIMITER ? cursor.at : NULL;
        if (kind == LINE_CLOSE)
            break;
    }
    if (start != NULL && tf_cursor_at_end (&cursor)) {
        TfSpan rest = tf_span (start, (gsize)(cursor.end - start));

        g_array_append_val (parts, rest);
    }
    return parts;
}

static GBytes *
slice (GBytes *whole, TfSpan span)
{
    const char *start = g_bytes_get_data (whole, NULL);

    return g_bytes_new_from_bytes (whole, (gsize)(span.data - start), span.length);
}

static void
push_parts (Search *search, const Entity *entity, TfSpan body, const char *boundary,
            gboolean is_digest)
{
    g_autoptr (GArray) parts = split (body, boundary);

    for (guint i = parts->len; i > 0; i--) {
        TfSpan part = g_array_index (parts, TfSpan, i - 1);
        Entity *inner = entity_new (slice (entity->bytes, part), part_of (entity, i),
                                    entity->depth + 1);

        inner->in_digest = is_digest;
        g_queue_push_head (&search->stack, inner);
    }
}

/* ---- the search ------------------------------------------------------------------ */

/* Owned: BODY without its encoding; *ret_copied counts the bytes that are not a slice of it. */
static GBytes *
decode (const Entity *entity, const TfHeader *header, TfSpan body, gsize *ret_copied)
{
    TfSpan encoding = field_value (header, "Content-Transfer-Encoding");
    GBytes *decoded = tf_mime_decode_body (encoding, body);

    if (decoded == NULL)
        return slice (entity->bytes, body);
    *ret_copied += g_bytes_get_size (decoded);
    return decoded;
}

static gboolean
looks_like_a_message (GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);

    return tf_form_of (tf_span (data, MIN (length, TF_READ_BLOCK))) == TF_FORM_MESSAGE;
}

/* Takes ownership of BYTES and PART. */
static void
add_found (Search *search, GBytes *bytes, char *part, TfThrough through)
{
    TfAttached *attached = g_new0 (TfAttached, 1);

    *attached = (TfAttached){.part = part, .bytes = bytes, .through = through};
    g_ptr_array_add (search->found, attached);
}

static TfAttached *
last_found (Search *search)
{
    return g_ptr_array_index (search->found, search->found->len - 1);
}

static void
add_leaf (Search *search, const Entity *entity, const TfHeader *header, TfSpan body)
{
    add_found (search, decode (entity, header, body, &search->n_copied),
               entity->is_message ? part_of (entity, 1) : g_strdup (entity->part), 0);
    if (search->own)
        last_found (search)->header = read_header (entity->bytes);
}

/* A part that is only named like a message may be anything. */
static void
push_message (Search *search, const Entity *entity, const TfHeader *header, TfSpan body,
              gboolean only_named)
{
    g_autoptr (GBytes) decoded = decode (entity, header, body, &search->n_copied);
    TfThrough through;
    g_autoptr (GBytes) bytes = tf_through_read (decoded, &through);
    char *part;
    Entity *inner;

    if ((through & TF_THROUGH_RECODED) != 0)
        search->n_copied += g_bytes_get_size (bytes);
    if (only_named && !looks_like_a_message (bytes))
        return;
    part = entity->is_message ? part_of (entity, 1) : g_strdup (entity->part);
    if (!search->leaves)
        add_found (search, g_bytes_ref (bytes), g_strdup (part), through);
    inner = entity_new (g_bytes_ref (bytes), part, entity->depth + 1);
    inner->is_message = TRUE;
    g_queue_push_head (&search->stack, inner);
}

static gboolean
is_message_type (const char *type)
{
    return g_ascii_strcasecmp (type, "message/rfc822") == 0 ||
           g_ascii_strcasecmp (type, "message/global") == 0 || /* RFC 6532 */
           g_ascii_strcasecmp (type, "message/news") == 0;     /* RFC 5537, obsolete */
}

/* Whether "name" or "filename" may be a parameter: in most messages neither is. */
static gboolean
may_name_a_file (TfSpan value)
{
    for (gsize i = 0; i + 4 <= value.length; i++)
        if (tf_lower (value.data[i]) == 'n' &&
            tf_span_equal_nocase (tf_span (value.data + i, 4), "name"))
            return TRUE;
    return FALSE;
}

/* Whether the part is a file that a mail program would save a message in. */
static gboolean
is_named_as_message (const TfHeader *header)
{
    TfSpan disposition = field_value (header, "Content-Disposition");
    TfSpan type = field_value (header, "Content-Type");
    g_autofree char *name = may_name_a_file (disposition) || may_name_a_file (type)
                                ? tf_mime_read_file_name (disposition, type)
                                : NULL;
    g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

    return lower != NULL &&
           (g_str_has_suffix (lower, ".eml") || g_str_has_suffix (lower, ".emlx"));
}

/* Owned; for a part without a type, the default of RFC 2046. */
static char *
type_of (const Entity *entity, const TfHeader *header, char **ret_boundary)
{
    TfSpan value = tf_span_strip (field_value (header, "Content-Type"));
    char *type = NULL;

    *ret_boundary = NULL;
    if (value.length > 0)
        type = tf_mime_read_type (value, ret_boundary);
    if (type == NULL)
        type = g_strdup (entity->in_digest ? "message/rfc822" : "text/plain");
    return type;
}

static void
look_into (Search *search, const Entity *entity)
{
    g_autoptr (TfHeader) header = read_header (entity->bytes);
    g_autofree char *boundary = NULL;
    g_autofree char *type = type_of (entity, header, &boundary);
    gsize length;
    const char *data = g_bytes_get_data (entity->bytes, &length);
    TfSpan body;

    if (data == NULL || entity->depth >= TF_LIMIT_PART_DEPTH)
        return;
    body = tf_span (data + header->bytes->len, length - header->bytes->len);
    if (g_ascii_strncasecmp (type, "multipart/", strlen ("multipart/")) == 0) {
        if (boundary != NULL)
            push_parts (search, entity, body, boundary,
                        g_ascii_strcasecmp (type, "multipart/digest") == 0);
    } else if (is_message_type (type) && !search->own) {
        push_message (search, entity, header, body, FALSE);
    } else if (search->leaves) {
        add_leaf (search, entity, header, body);
    } else if (is_named_as_message (header)) {
        push_message (search, entity, header, body, TRUE);
    }
}

gboolean
tf_attached_is_possible (const TfHeader *header)
{
    TfSpan value = tf_span_strip (field_value (header, "Content-Type"));
    gboolean is_text =
        value.length >= 5 && tf_span_equal_nocase (tf_span (value.data, 5), "text/");
    g_autofree char *boundary = NULL;
    g_autofree char *type =
        value.length > 0 && !is_text ? tf_mime_read_type (value, &boundary) : NULL;

    return is_named_as_message (header) ||
           (type != NULL && (is_message_type (type) || boundary != NULL));
}

/* SEARCH, a copy, says what is wanted. */
static GPtrArray *
find (GBytes *message, Search search, guint limit)
{
    Entity *whole = entity_new (g_bytes_ref (message), g_strdup (""), 0);

    whole->is_message = TRUE;
    search.found = g_ptr_array_new_with_free_func (attached_free);
    g_queue_push_head (&search.stack, whole);
    while (search.stack.length > 0 && search.n_parts < TF_LIMIT_PARTS &&
           search.found->len < limit && search.n_copied <= TF_LIMIT_ATTACHED_BYTES) {
        g_autoptr (Entity) entity = g_queue_pop_head (&search.stack);

        look_into (&search, entity);
        search.n_parts++;
    }
    g_queue_clear_full (&search.stack, entity_free);
    return search.found;
}

GPtrArray *
tf_attached_find (GBytes *message)
{
    return find (message, (Search){.stack = G_QUEUE_INIT}, TF_LIMIT_ATTACHED);
}

GPtrArray *
tf_attached_find_leaves (GBytes *message)
{
    return find (message, (Search){.stack = G_QUEUE_INIT, .leaves = TRUE},
                 TF_LIMIT_PARTS);
}

GPtrArray *
tf_attached_find_own (GBytes *message)
{
    return find (message, (Search){.stack = G_QUEUE_INIT, .leaves = TRUE, .own = TRUE},
                 TF_LIMIT_PARTS);
}
