/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report: a message to the helpdesk in Evolution's composer. The message that is reported is attached
 * as bytes of no known type: as a message Evolution would take it apart and write another one. */
#include "truefrom-evolution.h"

#include <composer/e-msg-composer.h>
#include <libebook/libebook.h>
#include <shell/e-shell.h>

#include "gtk/notice.h"
#include "words/translate.h"

/** Draft: what is to be put into a composer once there is one. */
typedef struct {
    TfReportMail *mail;
    char *bytes; /* of the message that is reported */
    gsize length;
} Draft;

static void
draft_free (Draft *draft)
{
    tf_report_mail_free (draft->mail);
    g_free (draft->bytes);
    g_free (draft);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)

static void
address (EMsgComposer *composer, const TfReportMail *mail)
{
    EComposerHeaderTable *table = e_msg_composer_get_header_table (composer);
    EDestination *helpdesk = e_destination_new ();
    EDestination *list[] = {helpdesk, NULL};

    e_destination_set_email (helpdesk, mail->to);
    e_composer_header_table_set_destinations_to (table, list);
    e_composer_header_table_set_subject (table, mail->subject);
    g_object_unref (helpdesk);
}

/* The composer takes a text for HTML, in which a sender's words would be more than words. */
static void
write_text (EMsgComposer *composer, const char *text)
{
    CamelMimeFilterToHTMLFlags flags =
        CAMEL_MIME_FILTER_TOHTML_CONVERT_NL | CAMEL_MIME_FILTER_TOHTML_CONVERT_SPACES;
    g_autofree char *html = camel_text_to_html (text, flags, 0);

    e_msg_composer_set_body_text (composer, html, TRUE);
}

static void
attach (EMsgComposer *composer, const Draft *draft)
{
    g_autoptr (CamelMimePart) part = camel_mime_part_new ();

    camel_mime_part_set_content (part, draft->bytes, (int)draft->length,
                                 "application/octet-stream");
    camel_mime_part_set_encoding (part, CAMEL_TRANSFER_ENCODING_BASE64);
    camel_mime_part_set_disposition (part, "attachment");
    camel_mime_part_set_filename (part, "message.eml");
    e_msg_composer_attach (composer, part);
}

static void
fail (const GError *error)
{
    /* Translators: what the system says, for example "No such file or directory". */
    g_autofree char *sentence =
        g_strdup_printf (_ ("The report could not be written: %s"), error->message);

    g_message ("%s", sentence);
    tf_notice_show (NULL, sentence);
}

static void
on_composer (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (Draft) draft = data;
    g_autoptr (GError) error = NULL;
    EMsgComposer *composer = e_msg_composer_new_finish (result, &error);

    if (composer == NULL) {
        fail (error);
        return;
    }
    address (composer, draft->mail);
    write_text (composer, draft->mail->text);
    attach (composer, draft);
    gtk_window_present (GTK_WINDOW (composer));
}

static void
on_bytes (GObject *file, GAsyncResult *result, gpointer data)
{
    g_autoptr (Draft) draft = data;
    g_autoptr (GError) error = NULL;
    EShell *shell = e_shell_get_default ();

    if (!g_file_load_contents_finish (G_FILE (file), result, &draft->bytes,
                                      &draft->length, NULL, &error))
        fail (error);
    else if (shell != NULL)
        e_msg_composer_new (shell, on_composer, g_steal_pointer (&draft));
}

void
tf_evolution_report_compose (TfReportMail *mail, gpointer unused)
{
    g_autofree char *path = tf_report_mail_dup_file (mail);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    Draft *draft = g_new0 (Draft, 1);

    draft->mail = mail;
    g_file_load_contents_async (file, NULL, on_bytes, draft);
}
