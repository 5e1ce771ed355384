/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* guard: each message that is answered has a view of its own, whose banner nobody sees: so the
 * check goes on when the original is closed, and the composer needs nothing of its window. Of
 * several messages the one with the highest level speaks. */
#include "gtk/guard.h"

#include "client/recipients.h"
#include "gtk/answered.h"
#include "gtk/banner.h"
#include "gtk/question.h"

/* Sending waits no longer than this for a check, from when the composer was opened. */
#define PATIENCE_MS 3000

struct _TfGuard {
    GObject parent;
    TfSession *session;
    TfReplyKind kind;
    TfGuardRecipientsFunc recipients; /* NULL once the banner is gone */
    gpointer data;
    TfBanner *banner;      /* NULL once it was destroyed */
    GPtrArray *views;      /* TfView */
    TfQuestion *question;  /* while it is asked */
    gboolean has_asked;    /* the question is about a report, and not about a check */
    gboolean is_expecting; /* a message that the client is looking for */
    char *not_found;       /* why it could not be found; or NULL */
    gint64 begun;
    guint paint_id;
    char *painted; /* all that the banner says: it is spoken once */
};

G_DEFINE_FINAL_TYPE (TfGuard, tf_guard, G_TYPE_OBJECT)

/* ---- what is known ----------------------------------------------------------------- */

static TfReport *
peek_report (TfGuard *self)
{
    TfView *worst = tf_answered_find_worst (self->views);

    return worst != NULL ? tf_view_peek_report (worst) : NULL;
}

static gboolean
is_checking (TfGuard *self)
{
    return self->is_expecting || tf_answered_are_checked (self->views);
}

static const char *
peek_failure (TfGuard *self)
{
    return self->not_found != NULL ? self->not_found
                                   : tf_answered_peek_failure (self->views);
}

static GStrv
read_recipients (TfGuard *self, const TfReport *report)
{
    g_auto (GStrv) fields =
        self->recipients != NULL ? self->recipients (self->data) : NULL;

    return fields != NULL ? tf_recipients_read ((const char *const *)fields, report)
                          : g_new0 (char *, 1);
}

/* Whom a reader forwards something to is not the message's choice. */
static GStrv
find_elsewhere (TfGuard *self, const TfReport *report, GStrv recipients)
{
    return self->kind == TF_REPLY_ANSWER
               ? tf_recipients_elsewhere ((const char *const *)recipients, report)
               : g_new0 (char *, 1);
}

/* The reader only wants to know how often something would have been shown. */
static gboolean
shows_nothing (const TfGuard *self)
{
    return tf_session_peek_preferences (self->session)->report_only;
}

/* ---- the banner -------------------------------------------------------------------- */

/* Whether this is something new to say. */
static gboolean
is_news (TfGuard *self, const char *heading, const char *text, const char *line)
{
    g_autofree char *all = g_strdup_printf (
        "%s\n%s\n%s", heading, text != NULL ? text : "", line != NULL ? line : "");

    if (g_strcmp0 (self->painted, all) == 0)
        return FALSE;
    g_free (self->painted);
    self->painted = g_steal_pointer (&all);
    return TRUE;
}

static void
paint_nothing (TfGuard *self)
{
    if (is_news (self, "", NULL, NULL))
        tf_banner_set_nothing (self->banner);
}

static void
paint_report (TfGuard *self, TfReport *report)
{
    g_auto (GStrv) recipients = read_recipients (self, report);
    g_auto (GStrv) elsewhere = find_elsewhere (self, report, recipients);
    g_autofree char *line = tf_words_reply_line (report, (const char *const *)elsewhere);
    g_autofree char *heading = NULL;
    g_autofree char *text = NULL;

    if (!tf_recipients_need_question (report)) {
        if (line == NULL)
            paint_nothing (self);
        else if (is_news (self, line, NULL, NULL))
            tf_banner_set_line (self->banner, line);
        return;
    }
    heading =
        tf_words_reply_heading (report, self->kind, (const char *const *)recipients);
    text = tf_words_reply_text (report);
    if (is_news (self, heading, text, line))
        tf_banner_set_answer (self->banner, report, heading, text, line);
}

static void
paint (TfGuard *self)
{
    TfReport *report = peek_report (self);
    const char *failure = peek_failure (self);

    if (self->banner == NULL)
        return;
    if (shows_nothing (self)) {
        paint_nothing (self);
        return;
    }
    if (failure != NULL && (report == NULL || !tf_recipients_need_question (report))) {
        if (is_news (self, failure, NULL, NULL))
            tf_banner_set_failed (self->banner, failure);
    } else if (report != NULL) {
        paint_report (self, report);
    } else {
        paint_nothing (self);
    }
}

static gboolean
on_paint_time (gpointer data)
{
    TfGuard *self = data;

    self->paint_id = 0;
    paint (self);
    return G_SOURCE_REMOVE;
}

/* The client may be about to fill in the recipients. */
static void
paint_soon (TfGuard *self)
{
    if (self->paint_id == 0 && self->banner != NULL)
        self->paint_id = g_idle_add (on_paint_time, self);
}

static void
on_details (TfGuard *self)
{
    GtkWidget *top = gtk_widget_get_toplevel (GTK_WIDGET (self->banner));
    TfView *worst = tf_answered_find_worst (self->views);

    if (worst != NULL)
        tf_view_check_sender (worst, GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL);
}

/* The reader goes from one field of the composer to another: the recipients may be new ones. */
static void
on_hierarchy_changed (TfGuard *self)
{
    GtkWidget *top = gtk_widget_get_toplevel (GTK_WIDGET (self->banner));

    if (GTK_IS_WINDOW (top))
        g_signal_connect_object (top, "set-focus", G_CALLBACK (paint_soon), self,
                                 G_CONNECT_SWAPPED);
}

/* ---- the question ------------------------------------------------------------------ */

/* FALSE: there is nothing to ask. */
static gboolean
fill_question (TfGuard *self, TfQuestion *question)
{
    TfReport *report = peek_report (self);
    g_auto (GStrv) recipients = NULL;
    g_auto (GStrv) elsewhere = NULL;

    if (report == NULL || !tf_recipients_need_question (report))
        return FALSE;
    recipients = read_recipients (self, report);
    elsewhere = find_elsewhere (self, report, recipients);
    tf_question_set_report (question, report, self->kind, (const char *const *)recipients,
                            (const char *const *)elsewhere);
    self->has_asked = TRUE;
    return TRUE;
}

static gboolean
needs_question (TfGuard *self)
{
    TfReport *report = peek_report (self);

    return is_checking (self) || (report != NULL && tf_recipients_need_question (report));
}

static gboolean
on_patience_end (gpointer data)
{
    TfGuard *self = data;

    if (self->question != NULL && is_checking (self) &&
        !fill_question (self, self->question))
        tf_question_set_unchecked (self->question);
    return G_SOURCE_REMOVE;
}

/* What the reader was asked about a report stays theirs to answer. */
static void
on_view_changed (TfGuard *self)
{
    paint_soon (self);
    if (self->question != NULL && !fill_question (self, self->question) &&
        !self->has_asked && !is_checking (self))
        gtk_dialog_response (GTK_DIALOG (self->question), TF_QUESTION_YES);
}

/* What comes of the check meanwhile is shown in the question, or answers it. */
static gboolean
ask (TfGuard *self, GtkWindow *composer)
{
    gint64 waited = (g_get_monotonic_time () - self->begun) / 1000;
    guint patience_id = g_timeout_add (
        (guint)CLAMP (PATIENCE_MS - waited, 0, PATIENCE_MS), on_patience_end, self);
    GSource *patience = g_main_context_find_source_by_id (NULL, patience_id);
    gint response;

    self->question = TF_QUESTION (g_object_ref (tf_question_new (composer)));
    self->has_asked = FALSE;
    fill_question (self, self->question);
    g_source_ref (patience);
    response = gtk_dialog_run (GTK_DIALOG (self->question));
    g_source_destroy (patience);
    g_source_unref (patience);
    gtk_widget_destroy (GTK_WIDGET (self->question));
    g_clear_object (&self->question);
    return response == TF_QUESTION_YES;
}

static void
learn (TfGuard *self)
{
    g_auto (GStrv) fields = NULL;

    if (self->recipients == NULL || !tf_answered_may_be_learned (self->views))
        return;
    fields = self->recipients (self->data);
    tf_session_learn_recipients (self->session, (const char *const *)fields);
}

gboolean
tf_guard_may_send (TfGuard *self, GtkWindow *composer)
{
    g_autoptr (TfGuard) held = NULL;

    g_return_val_if_fail (TF_IS_GUARD (self), TRUE);
    if (self->question != NULL)
        return FALSE;
    if (shows_nothing (self) || !needs_question (self)) {
        learn (self);
        return TRUE;
    }
    held = g_object_ref (self); /* the composer may be closed meanwhile */
    return ask (self, composer);
}

/* ---- the object -------------------------------------------------------------------- */

void
tf_guard_add_message (TfGuard *self, TfViewKind kind, const char *account,
                      TfReport *known, TfViewOpenFunc open, gpointer data,
                      GDestroyNotify free_data)
{
    TfView *view;

    g_return_if_fail (TF_IS_GUARD (self));
    self->is_expecting = FALSE;
    view = tf_view_new (self->session);
    g_ptr_array_add (self->views, view);
    g_signal_connect_object (view, "changed", G_CALLBACK (on_view_changed), self,
                             G_CONNECT_SWAPPED);
    tf_view_show_answered (view, kind == TF_VIEW_SILENT ? TF_VIEW_RECEIVED : kind,
                           account, known, open, data, free_data);
    paint (self);
    paint_soon (self);
}

void
tf_guard_expect_message (TfGuard *self)
{
    g_return_if_fail (TF_IS_GUARD (self));
    self->is_expecting = TRUE;
}

void
tf_guard_set_not_found (TfGuard *self, const char *why)
{
    g_return_if_fail (TF_IS_GUARD (self));
    self->is_expecting = FALSE;
    g_free (self->not_found);
    self->not_found = g_strdup (why);
    on_view_changed (self);
}

GtkWidget *
tf_guard_get_banner (TfGuard *self)
{
    g_return_val_if_fail (TF_IS_GUARD (self), NULL);
    return (GtkWidget *)self->banner;
}

static void
on_banner_destroyed (TfGuard *self)
{
    self->recipients = NULL;
    g_clear_handle_id (&self->paint_id, g_source_remove);
    g_clear_object (&self->banner);
}

static void
tf_guard_dispose (GObject *object)
{
    TfGuard *self = TF_GUARD (object);

    if (self->banner != NULL)
        g_signal_handlers_disconnect_by_data (self->banner, self);
    on_banner_destroyed (self);
    g_ptr_array_set_size (self->views, 0);
    g_clear_object (&self->session);
    G_OBJECT_CLASS (tf_guard_parent_class)->dispose (object);
}

static void
tf_guard_finalize (GObject *object)
{
    TfGuard *self = TF_GUARD (object);

    g_ptr_array_unref (self->views);
    g_free (self->painted);
    g_free (self->not_found);
    G_OBJECT_CLASS (tf_guard_parent_class)->finalize (object);
}

static void
tf_guard_class_init (TfGuardClass *class)
{
    G_OBJECT_CLASS (class)->dispose = tf_guard_dispose;
    G_OBJECT_CLASS (class)->finalize = tf_guard_finalize;
}

static void
tf_guard_init (TfGuard *self)
{
    self->views = g_ptr_array_new_with_free_func (g_object_unref);
    self->begun = g_get_monotonic_time ();
    self->banner = g_object_ref_sink (TF_BANNER (tf_banner_new ()));
    g_signal_connect_object (self->banner, "details", G_CALLBACK (on_details), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "hierarchy-changed",
                             G_CALLBACK (on_hierarchy_changed), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "destroy", G_CALLBACK (on_banner_destroyed),
                             self, G_CONNECT_SWAPPED);
}

TfGuard *
tf_guard_new (TfSession *session, TfReplyKind kind, TfGuardRecipientsFunc recipients,
              gpointer data)
{
    TfGuard *self = g_object_new (TF_TYPE_GUARD, NULL);

    self->session = g_object_ref (session);
    self->kind = kind;
    self->recipients = recipients;
    self->data = data;
    return self;
}
