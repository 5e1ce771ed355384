/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-prepare: what must be done to JSON text before json-glib sees it: no deep nesting
 * (it reads by recursion), and no NUL inside a string (it hands strings on without a
 * length). */
#include "dns/dns-zone.h"

/* An honest file is three levels deep. */
#define MAX_DEPTH 8

static gboolean
bad_json (GError **error, const char *what)
{
    g_set_error_literal (error, TF_DNS_ERROR, TF_DNS_ERROR_JSON, what);
    return FALSE;
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
    return TRUE; /* json-glib says where it should have ended */
}

char *
tf_dns_json_prepare (TfSpan text, GError **error)
{
    g_autoptr (GString) out = g_string_sized_new (text.length);
    TfCursor cursor = tf_cursor (text);
    guint depth = 0;

    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_next (&cursor);

        g_string_append_c (out, (char)byte);
        if (byte == '"' && !copy_string (&cursor, out, error))
            return NULL;
        if (byte == '{' || byte == '[')
            depth++;
        if ((byte == '}' || byte == ']') && depth > 0)
            depth--;
        if (depth > MAX_DEPTH) {
            bad_json (error, "The answers are nested too deeply");
            return NULL;
        }
    }
    return g_string_free (g_steal_pointer (&out), FALSE);
}
