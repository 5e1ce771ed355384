/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view-care: what is not done by itself with a forged message. A reader who only counts is not kept
 * from anything. */
#include "gtk/view-private.h"

/** Link: one that waits for the answer of its reader. */
typedef struct {
    TfView *view;
    TfViewOpenLinkFunc open;
    gpointer data;
    GDestroyNotify free_data;
} Link;

static gboolean
is_careful (TfView *self)
{
    return !tf_session_peek_preferences (self->session)->report_only;
}

static gboolean
is_alarm (TfView *self)
{
    const TfReport *report = tf_view_peek_report (self);

    return report != NULL && tf_report_peek_level (report) == TF_LEVEL_ALARM;
}

gboolean
tf_view_holds_back (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), FALSE);
    return is_careful (self) && (is_alarm (self) || tf_view_is_checking (self));
}

gboolean
tf_view_asks_before_link (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), FALSE);
    return is_careful (self) && !self->opens_links && is_alarm (self);
}

static void
link_free (gpointer data, GClosure *closure)
{
    Link *link = data;

    if (link->free_data != NULL)
        link->free_data (link->data);
    g_object_unref (link->view);
    g_free (link);
}

static void
on_response (GtkDialog *dialog, int response, Link *link)
{
    TfView *self = link->view;

    g_object_ref (dialog); /* and with it LINK */
    self->opens_links = response == TF_QUESTION_YES;
    g_clear_weak_pointer (&self->question);
    gtk_widget_hide (GTK_WIDGET (dialog));
    if (self->opens_links)
        link->open (link->data);
    gtk_widget_destroy (GTK_WIDGET (dialog));
    g_object_unref (dialog);
}

void
tf_view_ask_before_link (TfView *self, GtkWindow *parent, TfViewOpenLinkFunc open,
                         gpointer data, GDestroyNotify free_data)
{
    Link *link;

    g_return_if_fail (TF_IS_VIEW (self));
    g_return_if_fail (tf_view_peek_report (self) != NULL);
    tf_view_forget_care (self);
    link = g_new0 (Link, 1);
    *link = (Link){g_object_ref (self), open, data, free_data};
    g_set_weak_pointer (&self->question,
                        TF_QUESTION (tf_question_new_link (parent, self->report)));
    g_signal_connect_data (self->question, "response", G_CALLBACK (on_response), link,
                           link_free, G_CONNECT_DEFAULT);
    gtk_window_present (GTK_WINDOW (self->question));
}

void
tf_view_forget_care (TfView *self)
{
    TfQuestion *question = self->question;

    g_clear_weak_pointer (&self->question);
    self->opens_links = FALSE;
    if (question != NULL)
        gtk_widget_destroy (GTK_WIDGET (question));
}
