/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view-report: the message that is shown goes to the helpdesk, or into a folder, as it was checked. What
 * is reported is what was on the screen when the button was pressed, whatever is shown since. */
#include "gtk/view-private.h"

#include <glib/gi18n-lib.h>

#include "client/evidence.h"
#include "client/report-mail.h"
#include "gtk/notice.h"

/** Errand: one message on its way out. */
typedef struct {
    GWeakRef view;
    TfRequest *request;
    TfReport *report;
    char *replay;   /* how it is checked again, in the folder */
    char *helpdesk; /* NULL: it is only to be saved */
} Errand;

static void
errand_free (Errand *errand)
{
    g_weak_ref_clear (&errand->view);
    tf_request_unref (errand->request);
    tf_report_unref (errand->report);
    g_free (errand->replay);
    g_free (errand->helpdesk);
    g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

/* ---- the details ------------------------------------------------------------------- */

static void
on_details_destroyed (TfView *self)
{
    self->details = NULL;
}

void
tf_view_open_details (TfView *self, GtkWindow *parent)
{
    if (self->details == NULL) {
        self->details = TF_DETAILS (tf_details_new (parent));
        g_signal_connect_object (self->details, "check-again",
                                 G_CALLBACK (tf_view_check_again), self,
                                 G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "report", G_CALLBACK (tf_view_report),
                                 self, G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "save-evidence",
                                 G_CALLBACK (tf_view_save_evidence), self,
                                 G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "destroy",
                                 G_CALLBACK (on_details_destroyed), self,
                                 G_CONNECT_SWAPPED);
        tf_view_paint_details (self);
    }
    gtk_window_present (GTK_WINDOW (self->details));
}

static GtkWindow *
find_window (TfView *self)
{
    GtkWidget *widget =
        self->details != NULL ? GTK_WIDGET (self->details) : (GtkWidget *)self->banner;
    GtkWidget *top = widget != NULL ? gtk_widget_get_toplevel (widget) : NULL;

    return GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL;
}

/* In the details of the message that it is about, which are opened for it; when another one is shown
 * by now, in a window of its own. */
static void
say (TfView *self, const TfReport *about, const char *sentence)
{
    if (self->report != about) {
        tf_notice_show (find_window (self), sentence);
        return;
    }
    tf_view_open_details (self, find_window (self));
    tf_details_set_status (self->details, sentence);
}

/* ---- an errand ---------------------------------------------------------------------- */

static char *
make_replay (TfView *self)
{
    g_auto (GStrv) options =
        tf_evidence_options (self->report, tf_session_peek_settings (self->session));

    return tf_words_replay (TF_EVIDENCE_ANSWERS, TF_EVIDENCE_MESSAGE,
                            (const char *const *)options);
}

/* NULL: there is nothing to report, or this report is already on its way. */
static Errand *
errand_new (TfView *self, const char *helpdesk)
{
    Errand *errand;
    TfRequest *request;

    if (self->message.open == NULL || self->report == NULL ||
        self->keeping == self->report)
        return NULL;
    request = self->message.open (self->message.data);
    if (request == NULL) {
        say (self, self->report, _ ("The message could not be opened."));
        return NULL;
    }
    errand = g_new0 (Errand, 1);
    g_weak_ref_init (&errand->view, self);
    errand->request = request;
    errand->report = tf_report_ref (self->report);
    errand->replay = make_replay (self);
    errand->helpdesk = g_strdup (helpdesk);
    return errand;
}

/* ---- written ----------------------------------------------------------------------- */

static void
compose (TfView *self, const Errand *errand, char *folder)
{
    g_autofree char *subject = tf_words_mail_subject (errand->report);
    g_autofree char *text =
        tf_words_mail_text (errand->report, tf_session_peek_program (self->session));

    tf_session_compose (self->session,
                        tf_report_mail_new (errand->helpdesk, subject, text, folder));
}

static void
say_saved (TfView *self, const Errand *errand, const char *folder)
{
    g_autofree char *replay =
        tf_words_replay (TF_EVIDENCE_ANSWERS, TF_EVIDENCE_MESSAGE, NULL);
    g_autofree char *sentence = tf_words_evidence_saved (folder, replay);

    say (self, errand->report, sentence);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (Errand) errand = data;
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = tf_evidence_write_finish (result, &error);
    g_autoptr (TfView) self = g_weak_ref_get (&errand->view);

    if (self != NULL && self->keeping == errand->report)
        self->keeping = NULL;
    if (self != NULL && folder == NULL)
        say (self, errand->report, error->message);
    else if (self != NULL && errand->helpdesk != NULL)
        compose (self, errand, g_steal_pointer (&folder));
    else if (self != NULL)
        say_saved (self, errand, folder);
    else if (folder != NULL && errand->helpdesk != NULL)
        tf_evidence_remove (folder);
}

/* ---- to the helpdesk --------------------------------------------------------------- */

static void
report (TfView *self, const char *helpdesk)
{
    static const char *const no_more[] = {NULL};
    g_autofree char *id = g_uuid_string_random ();
    g_autofree char *name = g_strconcat ("truefrom-", id, NULL);
    Errand *errand = errand_new (self, helpdesk);

    if (errand == NULL)
        return;
    self->keeping = errand->report;
    tf_evidence_write_async (errand->request, errand->report, g_get_tmp_dir (), name,
                             no_more, on_written, errand);
}

void
tf_view_report (TfView *self)
{
    const char *helpdesk = tf_session_peek_helpdesk (self->session);

    if (helpdesk != NULL)
        report (self, helpdesk);
    else
        tf_view_save_evidence (self);
}

/* ---- into a folder ----------------------------------------------------------------- */

static void
save (TfView *self, Errand *errand, const char *folder)
{
    g_autofree char *parent = g_path_get_dirname (folder);
    g_autofree char *name = g_path_get_basename (folder);
    g_autofree char *answers = tf_evidence_answers (errand->report);
    g_autofree char *text = tf_words_evidence_text (
        errand->report, tf_session_peek_program (self->session), errand->replay);
    const char *files[] = {TF_EVIDENCE_ANSWERS, answers, TF_EVIDENCE_REPORT, text, NULL};

    self->keeping = errand->report;
    tf_evidence_write_async (errand->request, errand->report, parent, name, files,
                             on_written, errand);
}

static void
on_folder_chosen (GtkDialog *dialog, int response, gpointer data)
{
    g_autoptr (Errand) errand = data;
    g_autoptr (TfView) self = g_weak_ref_get (&errand->view);
    g_autofree char *folder = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));

    g_signal_handlers_disconnect_by_data (dialog, errand);
    gtk_widget_destroy (GTK_WIDGET (dialog));
    if (response == GTK_RESPONSE_ACCEPT && folder != NULL && self != NULL)
        save (self, g_steal_pointer (&errand), folder);
}

static void
propose_folder (GtkFileChooser *chooser, const TfReport *report)
{
    g_autofree char *name = tf_words_evidence_name (report);
    const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

    gtk_file_chooser_set_current_folder (chooser, documents != NULL ? documents
                                                                    : g_get_home_dir ());
    gtk_file_chooser_set_current_name (chooser, name);
}

void
tf_view_save_evidence (TfView *self)
{
    Errand *errand = errand_new (self, NULL);
    GtkWidget *dialog;

    if (errand == NULL)
        return;
    /* Translators: the title of a dialog that asks where, and for a name. */
    dialog = gtk_file_chooser_dialog_new (
        _ ("Save evidence in a new folder"), find_window (self),
        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Save"),
        GTK_RESPONSE_ACCEPT, NULL);
    gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
    gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
    propose_folder (GTK_FILE_CHOOSER (dialog), errand->report);
    g_signal_connect (dialog, "response", G_CALLBACK (on_folder_chosen), errand);
    /* The window that it belongs to may end it without an answer. */
    g_signal_connect_swapped (dialog, "destroy", G_CALLBACK (errand_free), errand);
    gtk_window_present (GTK_WINDOW (dialog));
}
