/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* view-check: one check of the message that is shown. Each has a number, and only the newest
 * may paint: the result of an older one, or one that comes after the view is gone, is dropped. */
#include "gtk/view-private.h"

#include "client/silence.h"
#include "evaluate/report.h"
#include "gtk/ticket.h"
#include "words/translate.h"

#define PENDING_LINE_MS 2000 /* a faster check shows nothing in between */

/* ---- What is painted -------------------------------------------------------- */

gboolean
tf_view_is_unknown (const TfReport *report)
{
    return report->evidence.result == TF_EVIDENCE_UNKNOWN;
}

/* A check that nobody asked for does not replace what is shown. */
static gboolean
shows_checking (const TfView *self)
{
    return (self->cancellable != NULL || self->is_waiting) &&
           (self->report == NULL || self->visibly);
}

static void
paint_report (TfView *self)
{
    gboolean can_report = tf_session_peek_helpdesk (self->session) != NULL;

    if (self->banner != NULL)
        tf_banner_set_report_button (self->banner,
                                     can_report ? TF_BUTTON_REPORT : TF_BUTTON_SAVE);
    if (self->details != NULL)
        tf_details_set_can_report (self->details, can_report);
}

void
tf_view_paint_details (TfView *self)
{
    g_autofree char *notes = NULL;

    if (self->details == NULL)
        return;
    notes = tf_session_dup_notes (self->session);
    paint_report (self);
    tf_details_set_notes (self->details, notes);
    if (shows_checking (self))
        tf_details_set_report (self->details, NULL);
    else if (self->report != NULL)
        tf_details_set_report (self->details, self->report);
    else if (self->failure != NULL)
        tf_details_set_failed (self->details, self->failure);
    else
        tf_details_set_report (self->details, NULL);
    if (self->report != NULL && self->failure != NULL && !shows_checking (self))
        tf_details_set_not_again (self->details, self->failure);
}

static gboolean
has_no_banner (const TfView *self)
{
    return self->message.kind == TF_VIEW_EXEMPT ||
           (self->message.kind == TF_VIEW_OWN && !self->asked);
}

TfReport *
tf_view_peek_report (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), NULL);
    return has_no_banner (self) ? NULL : self->report;
}

const char *
tf_view_peek_failure (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), NULL);
    return self->report != NULL || has_no_banner (self) ? NULL : self->failure;
}

gboolean
tf_view_is_checking (TfView *self)
{
    g_return_val_if_fail (TF_IS_VIEW (self), FALSE);
    return self->report == NULL && (self->cancellable != NULL || self->is_waiting);
}

/* Silence means that the message was checked: one that was not has a line of its own, unless the
 * reader has told the program never to ask. */
static gboolean
is_unchecked (const TfView *self)
{
    return !tf_session_never_asks (self->session) &&
           tf_silence_is_unchecked (self->report);
}

/* The reader only wants to know how often something would have been shown. */
static gboolean
shows_nothing (const TfView *self)
{
    return tf_session_peek_preferences (self->session)->report_only;
}

static void
paint_found (TfView *self)
{
    TfTalk talk = tf_session_peek_preferences (self->session)->talk;

    if (tf_talk_includes (talk, self->report))
        tf_banner_set_report (self->banner, self->report);
    else
        tf_banner_set_nothing (self->banner);
}

static void
paint_banner (TfView *self)
{
    paint_report (self);
    if (self->banner == NULL)
        return;
    if (has_no_banner (self) || shows_nothing (self))
        tf_banner_set_nothing (self->banner);
    else if (self->report != NULL && is_unchecked (self))
        tf_banner_set_unchecked (self->banner, tf_session_may_ask (self->session));
    else if (self->report != NULL)
        paint_found (self);
    else if (self->failure != NULL)
        tf_banner_set_failed (self->banner, self->failure);
    else
        tf_banner_set_nothing (self->banner);
}

void
tf_view_forget_result (TfView *self)
{
    g_clear_pointer (&self->report, tf_report_unref);
    g_clear_pointer (&self->failure, g_free);
}

/* What is known about the message stays until a result that says more than "unknown" takes its
 * place: an alarm does not vanish because the program went offline. */
static const char *
why_known_stays (const TfView *self, const TfReport *report)
{
    if (self->report == NULL || tf_view_is_unknown (self->report) ||
        !tf_view_is_unknown (report))
        return NULL;
    return report->evidence.reason == TF_REASON_OFFLINE
               /* Translators: why a message could not be checked; so is "The DNS did not
                * answer.". */
               ? _ ("The DNS may not be asked now.")
               : _ ("The DNS did not answer.");
}

/* The end of the newest check. */
static void
end_check (TfView *self)
{
    g_clear_handle_id (&self->pending_id, g_source_remove);
    g_clear_object (&self->cancellable);
    self->is_waiting = FALSE;
    self->visibly = FALSE;
    paint_banner (self);
    tf_view_paint_details (self);
    tf_view_paint_setup (self);
    g_signal_emit_by_name (self, "changed");
}

/* A folder of the reader's own messages contains one that somebody else wrote. */
static gboolean
is_foreign_writing (const TfView *self, const TfReport *report)
{
    return self->message.kind == TF_VIEW_OWN && !tf_silence_is_own_writing (report);
}

void
tf_view_take_report (TfView *self, TfReport *report)
{
    const char *why = why_known_stays (self, report);

    if (is_foreign_writing (self, report))
        self->message.kind = TF_VIEW_RECEIVED;
    if (why == NULL)
        tf_view_forget_result (self);
    g_free (self->failure);
    self->failure = g_strdup (why);
    if (why == NULL)
        self->report = tf_report_ref (report);
    if (why == NULL && !has_no_banner (self))
        tf_session_count (self->session, report);
    end_check (self);
}

static void
take_failure (TfView *self, const char *failure)
{
    g_free (self->failure);
    self->failure = g_strdup (failure);
    end_check (self);
}

/* ---- One check -------------------------------------------------------------- */

void
tf_view_stop_check (TfView *self)
{
    self->number++;
    g_clear_handle_id (&self->pending_id, g_source_remove);
    g_clear_handle_id (&self->retry_id, g_source_remove);
    if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
    self->is_waiting = FALSE;
}

gboolean
tf_view_asks_dns (const TfView *self)
{
    if (self->asked || self->message.kind != TF_VIEW_RECEIVED)
        return self->asked;
    return self->message.is_answered || !tf_session_waits_for_reader (self->session);
}

static gboolean
on_retry_time (gpointer data)
{
    TfView *self = data;

    self->retry_id = 0;
    tf_view_check (self);
    return G_SOURCE_REMOVE;
}

static void
retry_later (TfView *self, TfVerifier *verifier, TfReport *report)
{
    guint seconds = tf_verifier_get_retry_seconds (verifier, report);

    if (seconds > 0 && tf_view_asks_dns (self) && tf_session_may_ask (self->session))
        self->retry_id = g_timeout_add_seconds (seconds, on_retry_time, self);
}

/* Owned. ERROR is that of reading the message. */
static char *
why_not_read (const GError *error)
{
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        return g_strdup (_ ("The message could not be read: its disk or server does not "
                            "answer."));
    /* Translators: what the system says, for example "No such file or directory". */
    return g_strdup_printf (_ ("The message could not be read: %s"), error->message);
}

static void
take_error (TfView *self, const GError *error)
{
    g_autofree char *why = why_not_read (error);

    g_message ("%s", why);
    take_failure (self, why);
}

static void
on_checked (GObject *verifier, GAsyncResult *result, gpointer data)
{
    g_autoptr (TfTicket) ticket = data;
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReport) report =
        tf_verifier_check_finish (TF_VERIFIER (verifier), result, &error);
    g_autoptr (TfView) self = tf_ticket_ref_object (ticket);

    if (self == NULL || self->number != ticket->number)
        return;
    if (report != NULL && is_foreign_writing (self, report)) {
        self->message.kind = TF_VIEW_RECEIVED;
        tf_view_check (self);
        return;
    }
    if (report == NULL) {
        take_error (self, error);
        return;
    }
    tf_view_take_report (self, report);
    retry_later (self, TF_VERIFIER (verifier), report);
}

static gboolean
on_pending_time (gpointer data)
{
    TfView *self = data;

    self->pending_id = 0;
    if (self->banner != NULL)
        tf_banner_set_checking (self->banner);
    return G_SOURCE_REMOVE;
}

/* The grey line is for a message about which nothing is known yet; a retry keeps what is
 * shown. */
static void
wait_for_pending_line (TfView *self)
{
    if (self->report != NULL || self->failure != NULL || has_no_banner (self) ||
        shows_nothing (self))
        return;
    self->pending_id = g_timeout_add (PENDING_LINE_MS, on_pending_time, self);
}

static void
check (TfView *self, TfVerifier *verifier, TfRequest *request)
{
    self->cancellable = g_cancellable_new ();
    tf_session_prepare (self->session, request, self->message.account,
                        tf_view_asks_dns (self));
    tf_request_set_remember (request, self->message.kind == TF_VIEW_RECEIVED);
    tf_request_set_afresh (request, self->afresh);
    self->afresh = FALSE;
    tf_verifier_check_async (verifier, request, self->cancellable, on_checked,
                             tf_ticket_new (G_OBJECT (self), self->number));
}

void
tf_view_check (TfView *self)
{
    TfVerifier *verifier = tf_session_get_verifier (self->session);
    const char *trouble = tf_session_peek_trouble (self->session);

    tf_view_stop_check (self);
    if (trouble != NULL) {
        take_failure (self, trouble);
        return;
    }
    if (verifier != NULL) {
        g_autoptr (TfRequest) request = self->message.open (self->message.data);

        if (request == NULL) {
            take_failure (self, _ ("The message could not be opened."));
            return;
        }
        check (self, verifier, request);
    }
    self->is_waiting = verifier == NULL;
    wait_for_pending_line (self);
    tf_view_paint_details (self);
}

void
tf_view_check_asked (TfView *self)
{
    if (self->message.open == NULL)
        return;
    self->asked = TRUE;
    self->visibly = TRUE;
    tf_view_check (self);
}

void
tf_view_check_again (TfView *self)
{
    self->afresh = TRUE;
    tf_view_check_asked (self);
}
