/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* copy: a redacted copy is written anew: nothing gets into it that was not decoded and searched. */
#include <string.h>

#include "abuse/abuse-private.h"

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

/* Owned (TfCopyPart): the parts of MESSAGE; if somebody may be in them who is not hidden, only a note. */
static GPtrArray *
redacted_parts (GBytes *message, const TfRedaction *redaction)
{
    GPtrArray *parts;
    TfCopyPart *note;

    if (!tf_redaction_has_gap (redaction))
        return tf_copy_parts (message, redaction);
    parts = g_ptr_array_new_with_free_func (tf_copy_part_free);
    note = g_new0 (TfCopyPart, 1);
    note->text = g_strdup ("[Left out of this report: the message names more recipients "
                           "than can be hidden in it]\n");
    g_ptr_array_add (parts, note);
    return parts;
}

static void
fill_redacted (TfAbuseCopy *copy, GBytes *message, const TfHeader *header,
               const TfRedaction *redaction, gboolean headers_only)
{
    g_autoptr (GPtrArray) parts = NULL;

    copy->n_left_out = tf_copy_fields (copy->bytes, header, redaction);
    parts = redacted_parts (message, redaction);
    g_string_append_len (copy->text, copy->bytes->str, (gssize)copy->bytes->len);
    for (guint i = 0; i < parts->len; i++) {
        const TfCopyPart *part = g_ptr_array_index (parts, i);

        tf_copy_find_uris (part->text, copy->uris);
        if (!headers_only)
            g_string_append_printf (copy->text, "\r\n%s", part->text);
    }
    if (!headers_only && parts->len > 0)
        add_parts (copy, parts);
    tf_redaction_allow (redaction, 10); /* for what is said about it */
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
