/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: what one message view of a client is doing: the message, its banner, its details. */
#include "gtk/view-private.h"

G_DEFINE_FINAL_TYPE (TfView, tf_view, G_TYPE_OBJECT)

/* ---- The message ------------------------------------------------------------ */

static void
close_details (TfView *self)
{
    if (self->details != NULL)
        gtk_widget_destroy (GTK_WIDGET (self->details));
}

static void
forget_message (TfView *self)
{
    Message message = self->message;

    self->message = (Message){0};
    tf_view_stop_check (self);
    tf_view_forget_result (self);
    tf_view_forget_care (self);
    self->asked = FALSE;
    self->afresh = FALSE;
    self->visibly = FALSE;
    g_free (message.account);
    if (message.free_data != NULL)
        message.free_data (message.data);
}

/* Takes over what MESSAGE owns. */
static void
begin_turn (TfView *self, Message message, TfReport *known)
{
    tf_view_clear (self);
    self->message = message;
    if (known != NULL && !tf_view_is_unknown (known))
        tf_view_take_report (self, known);
    else if (message.kind != TF_VIEW_EXEMPT)
        tf_view_check (self);
}

void
tf_view_show_answered (TfView *self, TfViewKind kind, const char *account,
                       TfReport *known, TfViewOpenFunc open, gpointer data,
                       GDestroyNotify free_data)
{
    g_return_if_fail (TF_IS_VIEW (self));
    g_return_if_fail (open != NULL);
    begin_turn (self, (Message){kind, g_strdup (account), TRUE, open, data, free_data},
                known);
}

void
tf_view_show (TfView *self, TfViewKind kind, const char *account, TfViewOpenFunc open,
              gpointer data, GDestroyNotify free_data)
{
    g_return_if_fail (TF_IS_VIEW (self));
    g_return_if_fail (open != NULL);
    begin_turn (self, (Message){kind, g_strdup (account), FALSE, open, data, free_data},
                NULL);
}

void
tf_view_clear (TfView *self)
{
    g_return_if_fail (TF_IS_VIEW (self));
    forget_message (self);
    close_details (self);
    if (self->banner == NULL)
        return;
    tf_banner_set_nothing (self->banner);
    tf_setup_bar_set_nothing (self->setup);
}

gboolean
tf_view_has_message (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), FALSE);
    return self->message.open != NULL;
}

gpointer
tf_view_peek_data (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), NULL);
    return self->message.data;
}

TfMark
tf_view_find_mark (TfView *self, TfMark now)
{
    const TfPreferences *preferences;
    const TfReport *report;

    g_return_val_if_fail (TF_IS_VIEW (self), now);
    preferences = tf_session_peek_preferences (self->session);
    report = tf_view_peek_report (self);
    if (!preferences->marks || preferences->report_only || report == NULL)
        return now;
    return tf_mark_after (now, report);
}

/* ---- The details ------------------------------------------------------------ */

/* The banner's own button shows what the banner is about, and asks nobody. */
static void
on_banner_details (TfView *self)
{
    GtkWidget *top = gtk_widget_get_toplevel (GTK_WIDGET (self->banner));

    if (tf_view_has_message (self))
        tf_view_open_details (self, GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL);
}

void
tf_view_check_sender (TfView *self, GtkWindow *parent)
{
    g_return_if_fail (TF_IS_VIEW (self));
    if (!tf_view_has_message (self))
        return;
    tf_view_open_details (self, parent);
    if (!tf_view_asks_dns (self))
        tf_view_check_asked (self);
}

/* ---- The session ------------------------------------------------------------ */

/* Whom one may ask has changed. A message that is not checked automatically stays unchecked. */
static void
on_session_changed (TfView *self)
{
    gboolean is_checked = self->report != NULL || self->failure != NULL ||
                          self->cancellable != NULL || self->is_waiting;

    if (self->message.open != NULL &&
        (is_checked || self->message.kind != TF_VIEW_EXEMPT))
        tf_view_check (self);
}

/* All that live; NULL: there was none yet. */
static GPtrArray *all;

/* ---- The object ------------------------------------------------------------- */

static void
on_banner_destroyed (TfView *self)
{
    g_clear_object (&self->banner);
    g_clear_object (&self->setup);
    g_clear_object (&self->area);
    tf_view_clear (self);
}

GtkWidget *
tf_view_get_banner (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), NULL);
    return self->area;
}

static void
tf_view_dispose (GObject *object)
{
    TfView *self = TF_VIEW (object);

    g_ptr_array_remove (all, self);
    forget_message (self);
    close_details (self);
    if (self->banner != NULL)
        g_signal_handlers_disconnect_by_data (self->banner, self);
    g_clear_object (&self->banner);
    g_clear_object (&self->setup);
    g_clear_object (&self->area);
    g_clear_object (&self->session);
    G_OBJECT_CLASS (tf_view_parent_class)->dispose (object);
}

static void
tf_view_class_init (TfViewClass *class)
{
    G_OBJECT_CLASS (class)->dispose = tf_view_dispose;
    g_signal_new ("changed", TF_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

const GPtrArray *
tf_view_peek_all (void)
{
    if (all == NULL)
        all = g_ptr_array_new ();
    return all;
}

/* What is packed into the client's window. */
static void
add_area (TfView *self)
{
    self->area = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
    self->banner = g_object_ref_sink (TF_BANNER (tf_banner_new ()));
    self->setup = g_object_ref_sink (TF_SETUP_BAR (tf_setup_bar_new ()));
    gtk_container_add (GTK_CONTAINER (self->area), GTK_WIDGET (self->banner));
    gtk_container_add (GTK_CONTAINER (self->area), GTK_WIDGET (self->setup));
    gtk_widget_show (self->area);
    g_signal_connect_object (self->setup, "use", G_CALLBACK (tf_view_use_offer), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->setup, "not-now", G_CALLBACK (tf_view_refuse_offer),
                             self, G_CONNECT_SWAPPED);
}

static void
tf_view_init (TfView *self)
{
    tf_view_peek_all ();
    g_ptr_array_add (all, self);
    add_area (self);
    g_signal_connect_object (self->banner, "details", G_CALLBACK (on_banner_details),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "report", G_CALLBACK (tf_view_report), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "check-now", G_CALLBACK (tf_view_check_asked),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "destroy", G_CALLBACK (on_banner_destroyed),
                             self, G_CONNECT_SWAPPED);
}

TfView *
tf_view_new (TfSession *session)
{
    TfView *self = g_object_new (TF_TYPE_VIEW, NULL);

    self->session = g_object_ref (session);
    g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (tf_session_get_accounts (session), "looked",
                             G_CALLBACK (tf_view_paint_setup), self, G_CONNECT_SWAPPED);
    return self;
}
