/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-prepare: what must be done to JSON text before json-glib sees it: no deep nesting
 * (it reads by recursion), no NUL inside a string (it passes strings on without a length),
 * and no member twice (it silently keeps the last). */
#include "dns/dns-zone.h"

/* An honest file is three levels deep. */
#define MAX_DEPTH 8

static gboolean
bad_json (GError **error, const char *what)
{
    g_set_error_literal (error, TF_DNS_ERROR, TF_DNS_ERROR_JSON, what);
    return FALSE;
}

/* What is only cut off, or not of one of its parts, json-glib says better, with its line. */
static gboolean
bad_shape (TfSpan text, GError **error)
{
    return bad_json (error, "The answers are nested too deeply, or are no JSON");
}

static gboolean
no_byte (GError **error)
{
    return bad_json (error, "U+E000 stands for no byte");
}

static gboolean
copy_escape (TfCursor *cursor, GString *out, GError **error)
{
    if (tf_cursor_take_text (cursor, "u0000")) {
        g_string_append (out, "\\ue000");
        return TRUE;
    }
    if (tf_cursor_take_text (cursor, "ue000"))
        return no_byte (error);
    g_string_append_c (out, '\\');
    if (!tf_cursor_at_end (cursor))
        g_string_append_c (out, (char)tf_cursor_next (cursor));
    return TRUE;
}

static gboolean
copy_string (TfCursor *cursor, GString *out, GError **error)
{
    while (!tf_cursor_at_end (cursor)) {
        int byte;

        if (tf_cursor_take_text (cursor, "\xee\x80\x80"))
            return no_byte (error);
        byte = tf_cursor_next (cursor);
        if (byte == '\\') {
            if (!copy_escape (cursor, out, error))
                return FALSE;
            continue;
        }
        g_string_append_c (out, (char)byte);
        if (byte == '"')
            return TRUE;
    }
    return TRUE; /* json-glib will say where it should have ended */
}

/** Members: the names already seen in the objects of the two outer levels. */
typedef struct {
    GHashTable *names; /* in the file */
    GHashTable *types; /* of one name */
} Members;

static GHashTable *
set_new (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
is_space (guchar byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* STRING, with its quotes, has just been read. FALSE: it names a member that the object has
 * already. */
static gboolean
note_member (Members *members, guint depth, TfCursor cursor, const char *string,
             GError **error)
{
    GHashTable *set = depth == 1 ? members->names : members->types;
    gsize length = strlen (string);

    tf_cursor_take_while (&cursor, is_space);
    if (depth < 1 || depth > 2 || length < 2 || tf_cursor_peek (&cursor) != ':' ||
        g_hash_table_add (set, g_strndup (string + 1, length - 2)))
        return TRUE;
    g_set_error (error, TF_DNS_ERROR, TF_DNS_ERROR_FORM, "%.*s: is there twice",
                 (int)length - 2, string + 1);
    return FALSE;
}

/* FALSE: too deep. */
static gboolean
note_depth (Members *members, int byte, guint *depth, GError **error)
{
    if (byte == '{' || byte == '[')
        *depth += 1;
    if ((byte == '}' || byte == ']') && *depth > 0)
        *depth -= 1;
    if (byte == '{' && *depth == 2)
        g_hash_table_remove_all (members->types);
    return *depth <= MAX_DEPTH || bad_json (error, "The answers are nested too deeply");
}

static gboolean
prepare (TfCursor *cursor, Members *members, GString *out, GError **error)
{
    guint depth = 0;

    while (!tf_cursor_at_end (cursor)) {
        int byte = tf_cursor_next (cursor);
        gsize start = out->len;

        g_string_append_c (out, (char)byte);
        if (byte == '"' &&
            (!copy_string (cursor, out, error) ||
             !note_member (members, depth, *cursor, out->str + start, error)))
            return FALSE;
        if (!note_depth (members, byte, &depth, error))
            return FALSE;
    }
    return TRUE;
}

char *
tf_dns_json_prepare (TfSpan text, GError **error)
{
    g_autoptr (GString) out = g_string_sized_new (text.length);
    TfCursor cursor = tf_cursor (text);
    Members members = {set_new (), set_new ()};
    gboolean good = (tf_json_has_shape (text, MAX_DEPTH) || bad_shape (text, error)) &&
                    prepare (&cursor, &members, out, error);

    g_hash_table_unref (members.names);
    g_hash_table_unref (members.types);
    return good ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
