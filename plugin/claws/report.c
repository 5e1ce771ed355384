/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report: a message to the helpdesk in the client's composer. The message that is reported is attached
 * as bytes of no known type: as a message the client would take apart and write again. */
#include "truefrom-claws.h"

#include "compose.h"

/* The subject line and the text are filled as by hand, so the client asks before it drops them. */
static void
fill (Compose *composer, const TfReportMail *mail)
{
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (composer->text));
    GtkTextIter start;

    compose_entry_append (composer, mail->to, COMPOSE_TO, PREF_MAILTO);
    gtk_entry_set_text (GTK_ENTRY (composer->subject_entry), mail->subject);
    gtk_text_buffer_get_start_iter (buffer, &start);
    gtk_text_buffer_insert (buffer, &start, mail->text, -1);
    gtk_text_buffer_get_start_iter (buffer, &start);
    gtk_text_buffer_place_cursor (buffer, &start);
    gtk_widget_grab_focus (composer->text);
}

void
tf_claws_report_compose (TfReportMail *mail, gpointer unused)
{
    AttachInfo attachment = {.content_type = (char *)"application/octet-stream"};
    g_autofree char *file = tf_report_mail_dup_file (mail);
    GList files = {.data = &attachment};
    Compose *composer;

    attachment.file = file;
    composer = compose_new (NULL, NULL, &files);
    if (composer == NULL) {
        tf_report_mail_free (mail);
        return;
    }
    fill (composer, mail);
    /* Not before: the client reads the file whenever it saves or sends what is being written. */
    g_signal_connect_swapped (composer->window, "destroy",
                              G_CALLBACK (tf_report_mail_free), mail);
}
