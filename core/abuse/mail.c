/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mail: RFC 5965 §2: multipart/report of three parts. It is a draft: no server has seen it, and nobody is in To. */
#include <string.h>

#include "abuse/abuse-private.h"

/* RFC 2045 §6: what a message in a message may be. */
static const char *
encoding_of (const GString *bytes)
{
    gboolean has_high = FALSE;
    gsize line = 0;

    for (gsize i = 0; i < bytes->len; i++) {
        guchar byte = (guchar)bytes->str[i];

        line = byte == '\n' ? 0 : line + 1;
        if (byte == '\0' || line > 998)
            return "binary";
        has_high |= byte >= 0x80;
    }
    return has_high ? "8bit" : "7bit";
}

static const char *
domain_of (const char *from)
{
    return from != NULL ? tf_span_after_last (tf_span_of (from), '@').data
                        : "truefrom.invalid";
}

static void
write_head (GString *out, const TfAbuseMail *mail, const char *boundary)
{
    g_autofree char *date = tf_date_format (mail->now);
    g_autofree char *type = g_strdup_printf (
        "multipart/report; report-type=feedback-report; boundary=\"%s\"", boundary);
    g_autofree char *id = g_strdup_printf ("<%s.%" G_GINT64_FORMAT "@%s>",
                                           boundary + strlen ("=_truefrom_"), mail->now,
                                           domain_of (mail->from));

    if (mail->from != NULL)
        tf_write_field (out, "From", mail->from);
    tf_write_field (out, "To", "undisclosed-recipients:;");
    tf_write_field (out, "Subject", mail->subject);
    tf_write_field (out, "Date", date);
    tf_write_field (out, "Message-ID", id);
    tf_write_field (out, "X-Unsent", "1"); /* mail programs open it as a draft */
    tf_write_field (out, "MIME-Version", "1.0");
    tf_write_field (out, "Content-Type", type);
    g_string_append (out, "\r\n");
}

GString *
tf_abuse_mail_write (const TfAbuseMail *mail)
{
    GString *out = g_string_new (NULL);
    g_autoptr (GString) first = g_string_new (NULL);
    g_autoptr (GString) fields = g_string_new (mail->fields);
    const GString *const texts[] = {first, fields, mail->copy->bytes, NULL};
    g_autofree char *boundary = NULL;

    tf_write_text_part (first, "plain", mail->text);
    boundary = tf_write_boundary (texts);
    write_head (out, mail, boundary);
    g_string_append_printf (out, "--%s\r\n%s\r\n--%s\r\n", boundary, first->str,
                            boundary);
    g_string_append_printf (out,
                            "Content-Type: message/feedback-report\r\n\r\n%s\r\n--%s\r\n",
                            fields->str, boundary);
    g_string_append_printf (out,
                            "Content-Type: %s\r\nContent-Transfer-Encoding: %s\r\n\r\n",
                            mail->headers_only ? "text/rfc822-headers" : "message/rfc822",
                            encoding_of (mail->copy->bytes));
    g_string_append_len (out, mail->copy->bytes->str, (gssize)mail->copy->bytes->len);
    g_string_append_printf (out, "\r\n--%s--\r\n", boundary);
    return out;
}
