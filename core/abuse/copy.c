/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* copy: a redacted copy is written anew: nothing gets into it that was not decoded and searched. Its fields keep their
 * bytes where nothing had to be changed. */
#include <string.h>

#include "abuse/abuse-private.h"

#define LINE_BYTES 900 /* RFC 5322 §2.1.1: 998 */
#define NAME_BYTES 78

/* ---- fields ------------------------------------------------------------------------ */

/* Fields about parts that the copy has no more. */
static gboolean
is_about_parts (const char *name)
{
    return g_ascii_strncasecmp (name, "Content-", strlen ("Content-")) == 0 ||
           g_ascii_strcasecmp (name, "MIME-Version") == 0;
}

static gboolean
lists_recipients (const char *name)
{
    static const char *const names[] = {"to",        "cc",        "bcc",
                                        "resent-to", "resent-cc", "resent-bcc"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (name, names[i]) == 0)
            return TRUE;
    return FALSE;
}

/* RFC 5322 §2.2. */
static gboolean
is_field_name (const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if (!g_ascii_isgraph (*at) || *at == ':')
            return FALSE;
    return *name != '\0' && strlen (name) < NAME_BYTES;
}

/* Owned: VALUE in one line, as UTF-8. */
static char *
unfold (TfSpan value)
{
    g_autofree char *text = tf_span_dup_utf8 (value);
    g_autoptr (GString) line = g_string_new (NULL);

    for (const char *at = text; *at != '\0'; at++)
        if (*at != '\r' && *at != '\n')
            g_string_append_c (line, *at);
    return g_strstrip (g_strdup (line->str));
}

/* Whether the bytes of VALUE can stay as they are. */
static gboolean
is_plain (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');

        if (line.length > LINE_BYTES)
            return FALSE;
        line = tf_span_without_line_end (line);
        for (gsize i = 0; i < line.length; i++)
            if (!g_ascii_isprint (line.data[i]) && line.data[i] != '\t')
                return FALSE;
        if (tf_cursor_take (&cursor, '\n') && tf_cursor_peek (&cursor) != ' ' &&
            tf_cursor_peek (&cursor) != '\t' && !tf_cursor_at_end (&cursor))
            return FALSE;
    }
    return TRUE;
}

/* A value as it was, with line ends of our own. */
static void
write_plain (GString *out, const char *name, TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    g_string_append_printf (out, "%s:", name);
    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');

        tf_cursor_take (&cursor, '\n');
        line = tf_span_without_line_end (line);
        g_string_append_len (out, line.data, (gssize)line.length);
        g_string_append (out, "\r\n");
    }
    if (value.length == 0)
        g_string_append (out, "\r\n");
}

/* Owned: what is to be written instead of LINE, the value in one line; NULL: it cannot be written. Programs
 * join encoded words in two ways, so both are searched. */
static char *
redact_value (const char *line, const TfRedaction *redaction, gboolean *ret_changed)
{
    TfSpan span = tf_span_of (line);
    g_autofree char *every = tf_mime_decode_every_word (span);
    g_autofree char *joined = tf_mime_decode_words (span);
    char *redacted;

    *ret_changed = TRUE;
    if (tf_mime_has_utf7 (span))
        return NULL;
    if (tf_redaction_finds (redaction, joined))
        return tf_redaction_apply (redaction, joined);
    redacted = tf_redaction_apply (redaction, every);
    *ret_changed = redacted == NULL || !g_str_equal (redacted, every) ||
                   tf_redaction_finds (redaction, line);
    return redacted;
}

static void
add_field (GString *out, const TfField *field, const TfRedaction *redaction)
{
    g_autofree char *name = tf_span_dup_utf8 (field->name);
    g_autofree char *line = NULL;
    g_autofree char *value = NULL;
    gboolean changed;

    if (!is_field_name (name) || is_about_parts (name) ||
        field->value.length > TF_LIMIT_ABUSE_FIELD ||
        tf_redaction_finds (redaction, name) ||
        (tf_redaction_is_full (redaction) && lists_recipients (name)))
        return;
    line = unfold (field->value);
    value = redact_value (line, redaction, &changed);
    if (value == NULL)
        tf_write_field (out, name, "[left out]");
    else if (!changed && is_plain (field->value))
        write_plain (out, name, field->value);
    else
        tf_write_field (out, name, value);
}

static void
add_fields (GString *out, const TfHeader *header, const TfRedaction *redaction)
{
    for (guint i = 0; i < header->fields->len && out->len < TF_LIMIT_ABUSE_HEADER; i++)
        add_field (out, tf_header_get (header, i), redaction);
}

/* ---- the copy ---------------------------------------------------------------------- */

static void
add_parts (TfAbuseCopy *copy, const GPtrArray *parts)
{
    g_autoptr (GString) body = g_string_new (NULL);
    const GString *const texts[] = {body, NULL};
    g_autofree char *boundary = NULL;

    for (guint i = 0; i < parts->len; i++) {
        const TfCopyPart *part = g_ptr_array_index (parts, i);

        tf_write_text_part (body, part->html ? "html" : "plain", part->text);
        if (i + 1 < parts->len)
            g_string_append_c (body, '\0'); /* where a boundary will be */
    }
    g_string_append (copy->bytes, "MIME-Version: 1.0\r\n");
    if (parts->len == 1) {
        g_string_append_len (copy->bytes, body->str, (gssize)body->len);
        return;
    }
    boundary = tf_write_boundary (texts);
    g_string_append_printf (
        copy->bytes, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n",
        boundary, boundary);
    for (gsize i = 0; i < body->len; i++)
        if (body->str[i] != '\0')
            g_string_append_c (copy->bytes, body->str[i]);
        else
            g_string_append_printf (copy->bytes, "\r\n--%s\r\n", boundary);
    g_string_append_printf (copy->bytes, "\r\n--%s--\r\n", boundary);
}

static TfHeader *
read_header (GBytes *message)
{
    g_autoptr (TfSource) source = tf_source_new_bytes (message);
    g_autoptr (TfReader) reader = tf_reader_new (source);

    return tf_header_read (reader, NULL);
}

static void
fill_redacted (TfAbuseCopy *copy, GBytes *message, const TfHeader *header,
               const TfRedaction *redaction, gboolean headers_only)
{
    g_autoptr (GPtrArray) parts = tf_copy_parts (message, redaction);

    add_fields (copy->bytes, header, redaction);
    g_string_append_len (copy->text, copy->bytes->str, (gssize)copy->bytes->len);
    for (guint i = 0; i < parts->len; i++) {
        const TfCopyPart *part = g_ptr_array_index (parts, i);

        tf_copy_find_uris (part->text, copy->uris);
        if (!headers_only)
            g_string_append_printf (copy->text, "\r\n%s", part->text);
    }
    if (!headers_only && parts->len > 0)
        add_parts (copy, parts);
}

static void
fill_full (TfAbuseCopy *copy, GBytes *message, const TfHeader *header,
           gboolean headers_only)
{
    gsize length;
    const char *data = g_bytes_get_data (message, &length);
    g_autoptr (TfRedaction) nobody = tf_redaction_new ((const guint8 *)"", 0);
    g_autoptr (GPtrArray) parts = tf_copy_parts (message, nobody);

    if (headers_only)
        length = header->bytes->len;
    for (guint i = 0; i < parts->len; i++)
        tf_copy_find_uris (((TfCopyPart *)g_ptr_array_index (parts, i))->text,
                           copy->uris);
    g_string_append_len (copy->bytes, data, (gssize)length);
    g_string_append_len (copy->text, data, (gssize)length);
}

TfAbuseCopy *
tf_abuse_copy_new (GBytes *message, const TfRedaction *redaction, gboolean headers_only)
{
    TfAbuseCopy *copy = g_new0 (TfAbuseCopy, 1);
    g_autoptr (TfHeader) header = read_header (message);

    copy->bytes = g_string_new (NULL);
    copy->text = g_string_new (NULL);
    copy->uris = g_ptr_array_new_with_free_func (g_free);
    if (redaction != NULL)
        fill_redacted (copy, message, header, redaction, headers_only);
    else
        fill_full (copy, message, header, headers_only);
    return copy;
}

void
tf_abuse_copy_free (TfAbuseCopy *copy)
{
    g_string_free (copy->bytes, TRUE);
    g_string_free (copy->text, TRUE);
    g_ptr_array_unref (copy->uris);
    g_free (copy);
}
