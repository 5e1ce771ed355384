/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view: what one message view of a client is doing. Each check has a number, and only the newest
 * one may paint: what comes back from an older one, or after the view is gone, is dropped. */
#include "gtk/view.h"

#include <glib/gi18n-lib.h>

#include "client/silence.h"
#include "gtk/banner.h"
#include "gtk/details.h"
#include "gtk/ticket.h"

#define PENDING_LINE_MS 2000 /* a faster check shows nothing in between */

/** Message: what is shown, as the client gave it to us. */
typedef struct {
    TfViewKind kind;
    TfViewOpenFunc open; /* NULL: nothing is shown */
    gpointer data;
    GDestroyNotify free_data;
} Message;

struct _TfView {
    GObject parent;
    TfVerifier *verifier; /* NULL: the settings give none */
    TfSettings *settings;
    gboolean may_ask;
    gboolean tells_unchecked; /* a message that nobody has checked is said to be so */
    TfBanner *banner;         /* NULL once it was destroyed */
    TfDetails *details;       /* while it is open */
    Message message;
    gboolean asked;  /* by the reader: the DNS may be asked */
    gboolean afresh; /* the next check takes nothing from the cache */
    guint64 number;  /* of the newest check */
    GCancellable *cancellable;
    guint pending_id;
    guint retry_id;
    TfReport *report; /* the newest result, or */
    char *failure;    /* why there is none */
};

G_DEFINE_FINAL_TYPE (TfView, tf_view, G_TYPE_OBJECT)

static void start_check (TfView *self);

/* ---- What is painted -------------------------------------------------------- */

static void
paint_details (TfView *self)
{
    if (!self->details)
        return;
    if (self->cancellable)
        tf_details_set_report (self->details, NULL);
    else if (self->failure)
        tf_details_set_failed (self->details, self->failure);
    else
        tf_details_set_report (self->details, self->report);
}

static gboolean
has_no_banner (const TfView *self)
{
    return self->message.kind == TF_VIEW_EXEMPT ||
           (self->message.kind == TF_VIEW_OWN && !self->asked);
}

/* Silence means that the message was checked: one that was not has a line of its own, unless the
 * reader has told the program never to ask. */
static gboolean
is_unchecked (const TfView *self)
{
    return self->tells_unchecked && tf_silence_is_unchecked (self->report);
}

static void
paint_banner (TfView *self)
{
    if (!self->banner)
        return;
    if (has_no_banner (self))
        tf_banner_set_nothing (self->banner);
    else if (self->failure)
        tf_banner_set_failed (self->banner, self->failure);
    else if (self->report && is_unchecked (self))
        tf_banner_set_unchecked (self->banner, self->may_ask);
    else
        tf_banner_set_report (self->banner, self->report);
}

static void
forget_result (TfView *self)
{
    g_clear_pointer (&self->report, tf_report_unref);
    g_clear_pointer (&self->failure, g_free);
}

/* The end of the newest check: REPORT or FAILURE is what came of it. */
static void
set_result (TfView *self, TfReport *report, const char *failure)
{
    g_clear_handle_id (&self->pending_id, g_source_remove);
    g_clear_object (&self->cancellable);
    forget_result (self);
    self->report = report ? tf_report_ref (report) : NULL;
    self->failure = g_strdup (failure);
    paint_banner (self);
    paint_details (self);
}

/* ---- One check -------------------------------------------------------------- */

/* After this nothing that is under way can paint any more. */
static void
stop_check (TfView *self)
{
    self->number++;
    g_clear_handle_id (&self->pending_id, g_source_remove);
    g_clear_handle_id (&self->retry_id, g_source_remove);
    if (self->cancellable)
        g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
}

static gboolean
asks_dns (const TfView *self)
{
    return self->may_ask && (self->asked || self->message.kind == TF_VIEW_RECEIVED);
}

static gboolean
on_retry_time (gpointer data)
{
    TfView *self = data;
    self->retry_id = 0;
    start_check (self);
    return G_SOURCE_REMOVE;
}

static void
retry_later (TfView *self, TfReport *report)
{
    guint seconds = tf_verifier_get_retry_seconds (self->verifier, report);
    if (seconds > 0 && asks_dns (self))
        self->retry_id = g_timeout_add_seconds (seconds, on_retry_time, self);
}

static void
on_checked (GObject *verifier, GAsyncResult *result, gpointer data)
{
    g_autoptr (TfTicket) ticket = data;
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReport) report =
        tf_verifier_check_finish (TF_VERIFIER (verifier), result, &error);
    g_autoptr (TfView) self = tf_ticket_ref_object (ticket);
    if (!self || self->number != ticket->number)
        return;
    if (self->message.kind == TF_VIEW_OWN && report &&
        !tf_silence_is_own_writing (report)) {
        self->message.kind = TF_VIEW_RECEIVED;
        start_check (self);
        return;
    }
    set_result (self, report, report ? NULL : _ ("The message could not be read."));
    if (report)
        retry_later (self, report);
}

static gboolean
on_pending_time (gpointer data)
{
    TfView *self = data;
    self->pending_id = 0;
    if (self->banner)
        tf_banner_set_checking (self->banner);
    return G_SOURCE_REMOVE;
}

/* The grey line is for a message of which nothing is known yet; a retry keeps what is
 * shown. */
static void
wait_for_pending_line (TfView *self)
{
    if (self->report || self->failure || has_no_banner (self))
        return;
    self->pending_id = g_timeout_add (PENDING_LINE_MS, on_pending_time, self);
}

/* A message that was moved meanwhile cannot be opened again: what is known of
 * it stays. */
static void
could_not_open (TfView *self)
{
    g_autoptr (TfReport) known = g_steal_pointer (&self->report);
    set_result (self, known, known ? NULL : _ ("The message could not be opened."));
}

static void
start_check (TfView *self)
{
    g_autoptr (TfRequest) request = NULL;
    stop_check (self);
    if (!self->verifier) {
        set_result (self, NULL,
                    _ ("The settings name a DNS server or a file that cannot be used."));
        return;
    }
    request = self->message.open (self->message.data);
    if (!request) {
        could_not_open (self);
        return;
    }
    self->cancellable = g_cancellable_new ();
    wait_for_pending_line (self);
    paint_details (self);
    tf_request_set_settings (request, self->settings);
    tf_request_set_offline (request, !asks_dns (self));
    tf_request_set_afresh (request, self->afresh);
    self->afresh = FALSE;
    tf_verifier_check_async (self->verifier, request, self->cancellable, on_checked,
                             tf_ticket_new (G_OBJECT (self), self->number));
}

/* ---- The message ------------------------------------------------------------ */

static void
close_details (TfView *self)
{
    if (self->details)
        gtk_widget_destroy (GTK_WIDGET (self->details));
}

static void
forget_message (TfView *self)
{
    Message message = self->message;
    self->message = (Message){0};
    stop_check (self);
    forget_result (self);
    self->asked = FALSE;
    if (message.free_data)
        message.free_data (message.data);
}

void
tf_view_show (TfView *self, TfViewKind kind, TfViewOpenFunc open, gpointer data,
              GDestroyNotify free_data)
{
    g_return_if_fail (TF_IS_VIEW (self));
    g_return_if_fail (open != NULL);
    tf_view_clear (self);
    self->message = (Message){kind, open, data, free_data};
    if (kind != TF_VIEW_EXEMPT)
        start_check (self);
}

void
tf_view_clear (TfView *self)
{
    g_return_if_fail (TF_IS_VIEW (self));
    forget_message (self);
    close_details (self);
    if (self->banner)
        tf_banner_set_nothing (self->banner);
}

gboolean
tf_view_has_message (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), FALSE);
    return self->message.open != NULL;
}

void
tf_view_set_verifier (TfView *self, TfVerifier *verifier, TfSettings *settings,
                      gboolean may_ask, gboolean tells_unchecked)
{
    g_return_if_fail (TF_IS_VIEW (self));
    g_set_object (&self->verifier, verifier);
    g_clear_pointer (&self->settings, tf_settings_unref);
    self->settings = settings ? tf_settings_ref (settings) : NULL;
    self->may_ask = may_ask;
    self->tells_unchecked = tells_unchecked;
}

/* ---- The details ------------------------------------------------------------ */

static void
check_because_asked (TfView *self)
{
    if (!tf_view_has_message (self))
        return;
    self->asked = TRUE;
    start_check (self);
}

static void
check_again (TfView *self)
{
    self->afresh = TRUE;
    check_because_asked (self);
}

static void
on_details_destroyed (TfView *self)
{
    self->details = NULL;
}

static void
open_details (TfView *self, GtkWindow *parent)
{
    if (!self->details) {
        self->details = TF_DETAILS (tf_details_new (parent));
        g_signal_connect_object (self->details, "check-again", G_CALLBACK (check_again),
                                 self, G_CONNECT_SWAPPED);
        g_signal_connect_object (self->details, "destroy",
                                 G_CALLBACK (on_details_destroyed), self,
                                 G_CONNECT_SWAPPED);
        paint_details (self);
    }
    gtk_window_present (GTK_WINDOW (self->details));
}

/* The banner's own button shows what the banner is about, and asks nobody. */
static void
on_banner_details (TfView *self)
{
    GtkWidget *top = gtk_widget_get_toplevel (GTK_WIDGET (self->banner));
    if (tf_view_has_message (self))
        open_details (self, GTK_IS_WINDOW (top) ? GTK_WINDOW (top) : NULL);
}

void
tf_view_check_sender (TfView *self, GtkWindow *parent)
{
    g_return_if_fail (TF_IS_VIEW (self));
    if (!tf_view_has_message (self))
        return;
    open_details (self, parent);
    if (!self->asked && self->message.kind != TF_VIEW_RECEIVED)
        check_because_asked (self);
}

/* ---- The object ------------------------------------------------------------- */

static void
on_banner_destroyed (TfView *self)
{
    g_clear_object (&self->banner);
    tf_view_clear (self);
}

GtkWidget *
tf_view_get_banner (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), NULL);
    return (GtkWidget *)self->banner;
}

static void
tf_view_dispose (GObject *object)
{
    TfView *self = TF_VIEW (object);
    forget_message (self);
    close_details (self);
    if (self->banner)
        g_signal_handlers_disconnect_by_data (self->banner, self);
    g_clear_object (&self->banner);
    g_clear_object (&self->verifier);
    g_clear_pointer (&self->settings, tf_settings_unref);
    G_OBJECT_CLASS (tf_view_parent_class)->dispose (object);
}

static void
tf_view_class_init (TfViewClass *class)
{
    G_OBJECT_CLASS (class)->dispose = tf_view_dispose;
}

static void
tf_view_init (TfView *self)
{
    self->banner = g_object_ref_sink (TF_BANNER (tf_banner_new ()));
    g_signal_connect_object (self->banner, "details", G_CALLBACK (on_banner_details),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "check-now", G_CALLBACK (check_because_asked),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->banner, "destroy", G_CALLBACK (on_banner_destroyed),
                             self, G_CONNECT_SWAPPED);
}

TfView *
tf_view_new (void)
{
    return g_object_new (TF_TYPE_VIEW, NULL);
}
