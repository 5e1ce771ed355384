/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* uris: the addresses of pages in a text. Those that a click opens are first: any number of others may stand before
 * them. They are read as a browser does, which knows more forms than there should be. */
#include <string.h>

#include "abuse/abuse-private.h"

#define SCHEME_BYTES 64 /* "https://", also with every sign as an entity */

static gboolean
is_uri_byte (guchar byte)
{
    return g_ascii_isgraph ((char)byte) && byte != '<' && byte != '>' && byte != '"' &&
           byte != '\'' && byte != '`' && byte != '{' && byte != '}' && byte != '|' &&
           byte != '^' && byte != '\\';
}

static gboolean
is_new (const GPtrArray *uris, const char *uri)
{
    return !g_ptr_array_find_with_equal_func ((GPtrArray *)uris, uri, g_str_equal, NULL);
}

/* Owned: TEXT with its entities decoded. */
static char *
decode_entities (TfSpan span)
{
    g_autofree char *text = tf_span_dup_utf8 (span);
    g_autoptr (GArray) view = tf_view_new (text);
    g_autoptr (GArray) decoded = tf_view_decode_entities (view);
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < decoded->len; i++)
        g_string_append_unichar (out, g_array_index (decoded, TfSeen, i).raw);
    return g_string_free (out, FALSE);
}

static gboolean
has_scheme (const char *uri)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://"};

    for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

/* Takes ownership of URI. */
static void
add_uri (GPtrArray *uris, char *uri)
{
    gsize length = strlen (uri);

    while (length > 0 && tf_span_has (tf_span_of (".,;:!?)]"), uri[length - 1]))
        uri[--length] = '\0';
    /* the names of document types are in every page */
    if (uris->len < TF_LIMIT_ABUSE_URIS && length <= TF_LIMIT_PATH_BYTES &&
        has_scheme (uri) &&
        (!g_str_has_prefix (uri, "http://www.w3.org/") ||
         tf_span_has (tf_span_of (uri), '@')) &&
        is_new (uris, uri))
        g_ptr_array_add (uris, uri);
    else
        g_free (uri);
}

/* ---- in attributes ----------------------------------------------------------------- */

/* Owned: the address VALUE as a browser reads it (WHATWG URL §4.4): without blanks around it and line ends in it, "\"
 * for "/", and in the scheme of the page if it has none. */
static char *
read_link (TfSpan value)
{
    g_autofree char *decoded = decode_entities (value);
    g_autoptr (GString) uri = g_string_new (NULL);
    gboolean has_colon = !tf_span_has (tf_span_of (decoded), ':');
    gboolean in_path = FALSE;

    g_strstrip (decoded);
    for (const char *at = decoded; *at != '\0'; at++) {
        has_colon |= *at == ':';
        in_path |= *at == '?' || *at == '#';
        if (*at == '\\' && !in_path && has_colon)
            g_string_append_c (uri, '/');
        else if (is_uri_byte ((guchar)*at))
            g_string_append_c (uri, *at);
        else if (*at != '\t' && *at != '\n' && *at != '\r')
            g_string_append_printf (uri, "%%%02X", (guchar)*at);
    }
    if (g_str_has_prefix (uri->str, "//"))
        g_string_prepend (uri, "http:");
    return g_strdup (uri->str);
}

/* The value of an attribute at CURSOR, which is behind its name; length 0: there is none. */
static TfSpan
take_value (TfCursor *cursor)
{
    char quote;

    tf_cursor_skip_fws (cursor);
    if (!tf_cursor_take (cursor, '='))
        return TF_SPAN_EMPTY;
    tf_cursor_skip_fws (cursor);
    quote = tf_cursor_peek (cursor);
    if (quote != '"' && quote != '\'')
        return tf_cursor_take_while (cursor, is_uri_byte);
    tf_cursor_next (cursor);
    return tf_cursor_take_until (cursor, quote);
}

static void
find_links (const char *text, GPtrArray *uris)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));

    while (!tf_cursor_at_end (&cursor) && uris->len < TF_LIMIT_ABUSE_URIS) {
        TfCursor value;

        if (!tf_cursor_take_text (&cursor, "href") &&
            !tf_cursor_take_text (&cursor, "action")) {
            tf_cursor_next (&cursor);
            continue;
        }
        value = cursor; /* what is quoted may have no end */
        value.end = value.at + MIN (value.end - value.at, TF_LIMIT_PATH_BYTES);
        add_uri (uris, read_link (take_value (&value)));
    }
}

/* ---- anywhere ---------------------------------------------------------------------- */

/* Whether one begins at AT. */
static gboolean
begins_uri (const TfCursor *at)
{
    TfCursor look = *at;
    g_autofree char *start = NULL;

    if (!tf_cursor_take_text (&look, "http") && !tf_cursor_take_text (&look, "ftp:") &&
        !tf_cursor_take_text (&look, "&#"))
        return FALSE;
    look = *at;
    start = decode_entities (tf_cursor_take_count (&look, SCHEME_BYTES));
    return has_scheme (start);
}

static void
find_in_text (const char *text, GPtrArray *uris)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));

    while (!tf_cursor_at_end (&cursor) && uris->len < TF_LIMIT_ABUSE_URIS) {
        TfSpan span;

        if (!begins_uri (&cursor)) {
            tf_cursor_next (&cursor);
            continue;
        }
        span = tf_cursor_take_while (&cursor, is_uri_byte);
        if (span.length <= TF_LIMIT_PATH_BYTES)
            add_uri (uris, decode_entities (span));
    }
}

void
tf_copy_find_uris (const char *text, GPtrArray *uris)
{
    find_links (text, uris);
    find_in_text (text, uris);
}
