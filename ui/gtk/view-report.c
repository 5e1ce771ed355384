/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view-report: the message that is shown goes to the helpdesk, or into a file, as it was checked. What
 * is reported is what was on the screen when the button was pressed, whatever is shown since. */
#include "gtk/view-private.h"

#include "client/report-mail.h"
#include "evidence/evidence.h"
#include "gtk/notice.h"
#include "verify/request.h"
#include "words/translate.h"

/** Errand: one message on its way out. */
typedef struct {
    GWeakRef view;
    TfRequest *request;
    TfReport *report;
    TfSettings *settings; /* with which it was checked; or NULL */
    char *helpdesk;       /* NULL: it is only to be saved */
} Errand;

static void
errand_free (Errand *errand)
{
    g_weak_ref_clear (&errand->view);
    tf_request_unref (errand->request);
    tf_report_unref (errand->report);
    g_clear_pointer (&errand->settings, tf_settings_unref);
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
        self->details = TF_DETAILS (tf_details_new (parent, self->session));
        g_signal_connect_object (self->details, "check-again",
                                 G_CALLBACK (tf_view_check_again), self,
                                 G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "report", G_CALLBACK (tf_view_report),
                                 self, G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "save-evidence",
                                 G_CALLBACK (tf_view_save_evidence), self,
                                 G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "use-offer",
                                 G_CALLBACK (tf_view_use_offer), self, G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "destroy",
                                 G_CALLBACK (on_details_destroyed), self,
                                 G_CONNECT_SWAPPED);
        tf_view_paint_details (self);
        tf_view_paint_setup (self);
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
    if (!tf_report_is_same_message (self->report, about)) {
        tf_notice_show (find_window (self), sentence);
        return;
    }
    tf_view_open_details (self, find_window (self));
    tf_details_set_status (self->details, sentence);
}

/* ---- an errand ---------------------------------------------------------------------- */

/* Owned, or NULL. */
static TfSettings *
dup_settings (TfView *self)
{
    const TfSettings *settings =
        tf_session_peek_settings (self->session, self->message.account);

    return settings != NULL ? tf_settings_ref ((TfSettings *)settings) : NULL;
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
    errand->settings = dup_settings (self);
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
say_saved (TfView *self, const Errand *errand, const char *file)
{
    g_autofree char *sentence = tf_words_evidence_saved (file);

    say (self, errand->report, sentence);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
    g_autoptr (Errand) errand = data;
    g_autoptr (GError) error = NULL;
    g_autofree char *made = tf_saving_finish (result, &error);
    g_autoptr (TfView) self = g_weak_ref_get (&errand->view);

    if (self != NULL && self->keeping == errand->report)
        self->keeping = NULL;
    if (self != NULL && made == NULL)
        say (self, errand->report, error->message);
    else if (self != NULL && errand->helpdesk != NULL)
        compose (self, errand, g_steal_pointer (&made));
    else if (self != NULL)
        say_saved (self, errand, made);
    else if (made != NULL && errand->helpdesk != NULL)
        tf_saving_remove_copy (made);
}

/* ---- to the helpdesk --------------------------------------------------------------- */

static void
report (TfView *self, const char *helpdesk)
{
    g_autofree char *id = g_uuid_string_random ();
    g_autofree char *name = g_strconcat ("truefrom-", id, NULL);
    Errand *errand = errand_new (self, helpdesk);

    if (errand == NULL)
        return;
    self->keeping = errand->report;
    tf_saving_copy_async (errand->request, errand->report, g_get_tmp_dir (), name,
                          on_written, errand);
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

/* ---- into a file -------------------------------------------------------------------- */

static void
save (TfView *self, Errand *errand, const char *file)
{
    const TfEvidenceSubject subject = {
        .report = errand->report,
        .settings = errand->settings,
        .known = &errand->request->known,
        .program = tf_session_peek_program (self->session),
        .asked = tf_session_peek_asked (self->session),
    };
    g_auto (GStrv) contents = tf_evidence_contents (&subject);

    self->keeping = errand->report;
    tf_saving_zip_async (errand->request, errand->report, file,
                         (const char *const *)contents, on_written, errand);
}

static void
on_file_chosen (GtkDialog *dialog, int response, gpointer data)
{
    g_autoptr (Errand) errand = data;
    g_autoptr (TfView) self = g_weak_ref_get (&errand->view);
    g_autofree char *file = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));

    g_signal_handlers_disconnect_by_data (dialog, errand);
    gtk_widget_destroy (GTK_WIDGET (dialog));
    if (response == GTK_RESPONSE_ACCEPT && file != NULL && self != NULL)
        save (self, g_steal_pointer (&errand), file);
}

static void
propose_file (GtkFileChooser *chooser, const TfReport *report)
{
    g_autofree char *stem = tf_words_evidence_name (report);
    g_autofree char *name = g_strconcat (stem, ".zip", NULL);
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
    dialog = gtk_file_chooser_dialog_new (
        /* Translators: the title of a dialog that asks where, and for a name. */
        _ ("Save evidence"), find_window (self), GTK_FILE_CHOOSER_ACTION_SAVE,
        _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Save"), GTK_RESPONSE_ACCEPT, NULL);
    gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
    gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
    propose_file (GTK_FILE_CHOOSER (dialog), errand->report);
    g_signal_connect (dialog, "response", G_CALLBACK (on_file_chosen), errand);
    /* The window that it belongs to may end it without an answer. */
    g_signal_connect_swapped (dialog, "destroy", G_CALLBACK (errand_free), errand);
    gtk_window_present (GTK_WINDOW (dialog));
}
