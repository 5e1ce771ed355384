/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* copy-text: text is taken out of every encoding and charset, so that what is searched is what a reader would see.
 * What cannot be read is only described. */
#include <string.h>

#include "abuse/abuse-private.h"

#define NAME_CHARS 200

static TfSpan
field_value (const TfHeader *header, const char *name)
{
    gint index = tf_header_find (header, name, 0);

    return index >= 0 ? tf_header_get (header, (guint)index)->value : TF_SPAN_EMPTY;
}

static void
part_free (gpointer data)
{
    TfCopyPart *part = data;

    g_free (part->text);
    g_free (part);
}

/* ---- reading ----------------------------------------------------------------------- */

/* Encodings that tf_attached_find_own() has undone, or that are none. */
static gboolean
is_readable_encoding (TfSpan encoding)
{
    static const char *const words[] = {"",       "7bit",   "8bit",
                                        "binary", "base64", "quoted-printable"};
    TfSpan word = tf_span_strip (encoding);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (tf_span_equal_nocase (word, words[i]))
            return TRUE;
    return FALSE;
}

/* Owned: valid UTF-8 without NUL, at most LIMIT bytes. */
static char *
clean_text (const char *bytes, gsize length, gsize limit)
{
    g_autoptr (GString) text = g_string_new (NULL);
    char *valid;

    for (gsize i = 0; i < length && text->len < limit; i++)
        if (bytes[i] != '\0')
            g_string_append_c (text, bytes[i]);
    valid = g_utf8_make_valid (text->str, (gssize)text->len);
    if (text->len >= limit) { /* a character that was cut is no text */
        char *with_mark = g_strconcat (valid, "\n[...]\n", NULL);

        g_free (valid);
        return with_mark;
    }
    return valid;
}

/* Owned: BYTES from CHARSET (or NULL); NULL: it cannot be read for sure. */
static char *
text_of (GBytes *bytes, const char *charset, gsize limit)
{
    gsize length;
    gsize written = 0;
    const char *data = g_bytes_get_data (bytes, &length);
    g_autofree char *converted = NULL;

    length = MIN (length, 4 * limit); /* UTF-32 */
    if (charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0 ||
        g_ascii_strcasecmp (charset, "us-ascii") == 0)
        return clean_text (data, length, limit);
    converted = g_convert (data, (gssize)length, "UTF-8", charset, NULL, &written, NULL);
    return converted != NULL ? clean_text (converted, written, limit) : NULL;
}

static gboolean
is_attachment (const TfHeader *header)
{
    TfCursor cursor =
        tf_cursor (tf_span_strip (field_value (header, "Content-Disposition")));

    return tf_cursor_take_text (&cursor, "attachment");
}

/* Owned: its text; NULL: it is shown as a file. */
static char *
read_text (const TfAttached *attached, const char *type, gsize limit)
{
    g_autofree char *charset = NULL;

    if ((g_ascii_strcasecmp (type, "text/plain") != 0 &&
         g_ascii_strcasecmp (type, "text/html") != 0) ||
        is_attachment (attached->header) ||
        !is_readable_encoding (
            field_value (attached->header, "Content-Transfer-Encoding")))
        return NULL;
    charset = tf_mime_read_parameter (field_value (attached->header, "Content-Type"),
                                      "charset");
    return text_of (attached->bytes, charset, limit);
}

/* ---- describing -------------------------------------------------------------------- */

/* Owned: one line. */
static char *
one_line (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *line = g_string_new (NULL);
    guint n = 0;

    for (const char *at = valid; *at != '\0' && n < NAME_CHARS; n++) {
        gunichar c = g_utf8_get_char (at);

        g_string_append_unichar (line, g_unichar_isprint (c) ? c : ' ');
        at = g_utf8_next_char (at);
    }
    return g_string_free (line, FALSE);
}

/* Owned: what there is instead of a file. */
static char *
describe (const TfAttached *attached, const char *type)
{
    g_autofree char *name =
        tf_mime_read_file_name (field_value (attached->header, "Content-Disposition"),
                                field_value (attached->header, "Content-Type"));
    g_autofree char *shown = one_line (name != NULL ? name : "-");
    g_autofree char *shown_type = one_line (type);
    g_autofree char *sha256 =
        g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, attached->bytes);

    return g_strdup_printf (
        "[Left out of this report]\nName: %s\nType: %s\nSize: %" G_GSIZE_FORMAT
        " bytes\nSHA-256: %s\n",
        shown, shown_type, g_bytes_get_size (attached->bytes), sha256);
}

/* ---- parts ------------------------------------------------------------------------- */

static char *
type_of (const TfHeader *header)
{
    g_autofree char *boundary = NULL;
    TfSpan value = tf_span_strip (field_value (header, "Content-Type"));
    char *type = value.length > 0 ? tf_mime_read_type (value, &boundary) : NULL;

    return type != NULL ? type : g_strdup ("text/plain");
}

/* Owned: TEXT without anything of REDACTION. */
static char *
redact (const char *text, const TfRedaction *redaction)
{
    char *redacted = tf_redaction_apply (redaction, text);

    return redacted != NULL
               ? redacted
               : g_strdup ("[Left out of this report: it cannot be redacted]\n");
}

static void
add_part (GPtrArray *parts, const TfAttached *attached, const TfRedaction *redaction,
          gsize *left)
{
    TfCopyPart *part = g_new0 (TfCopyPart, 1);
    g_autofree char *type = type_of (attached->header);
    g_autofree char *text = *left > 0 ? read_text (attached, type, *left) : NULL;

    part->html = text != NULL && g_ascii_strcasecmp (type, "text/html") == 0;
    if (text == NULL)
        text = describe (attached, type);
    else
        *left -= MIN (*left, strlen (text));
    part->text = redact (text, redaction);
    g_ptr_array_add (parts, part);
}

GPtrArray *
tf_copy_parts (GBytes *message, const TfRedaction *redaction)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
    g_autoptr (GPtrArray) own = tf_attached_find_own (message);
    gsize left = TF_LIMIT_ABUSE_TEXT;

    for (guint i = 0; i < own->len && i < TF_LIMIT_ABUSE_PARTS; i++)
        add_part (parts, g_ptr_array_index (own, i), redaction, &left);
    return parts;
}

/* ---- addresses of pages ------------------------------------------------------------ */

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

/* Owned: of HTML, where "&" is written out; without a full stop or bracket behind it. */
static char *
clean_uri (TfSpan span)
{
    g_autofree char *text = tf_span_dup (span);
    g_auto (GStrv) pieces = g_strsplit (text, "&amp;", -1);
    char *uri = g_strjoinv ("&", pieces);
    gsize length = strlen (uri);

    while (length > 0 && tf_span_has (tf_span_of (".,;:!?)]"), uri[length - 1]))
        uri[--length] = '\0';
    return uri;
}

void
tf_copy_find_uris (const char *text, GPtrArray *uris)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));

    while (!tf_cursor_at_end (&cursor) && uris->len < TF_LIMIT_ABUSE_URIS) {
        TfCursor start = cursor;
        g_autofree char *uri = NULL;
        TfSpan span;

        if (!tf_cursor_take_text (&cursor, "http://") &&
            !tf_cursor_take_text (&cursor, "https://")) {
            tf_cursor_next (&cursor);
            continue;
        }
        tf_cursor_take_while (&cursor, is_uri_byte);
        span = tf_span (start.at, (gsize)(cursor.at - start.at));
        uri = span.length <= TF_LIMIT_PATH_BYTES ? clean_uri (span) : NULL;
        /* the names of document types are in every page */
        if (uri != NULL && !g_str_has_prefix (uri, "http://www.w3.org/") &&
            is_new (uris, uri))
            g_ptr_array_add (uris, g_steal_pointer (&uri));
    }
}
