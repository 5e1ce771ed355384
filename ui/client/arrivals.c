/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrivals: one check at a time, so that a message that is opened meanwhile never waits for these. Between
 * two of them there is a pause for each question, which leaves the greater part of what may be asked in a
 * second to the reader. */
#include "client/arrivals.h"

#include "client/arrival-queue.h"
#include "evaluate/report.h"
#include "verify/verify.h"

/* The filters of the client move junk away first. */
#define FIRST_MS    3000
#define QUESTION_MS 100
/* A look-up failed, or the message is still being fetched. */
#define AGAIN_MS 30000
#define TRIES    3
/* So many in a row without an answer: it is our network. */
#define UNANSWERED 3
#define PREPARE_MS 10000 /* the same as for reading a message */

/** Checking: the message that is being checked. */
typedef struct _Checking {
    TfArrivals *arrivals; /* NULL: nobody waits for it any more */
    const TfArrivalsClient *client;
    TfArrival *arrival;
    GCancellable *cancellable;
    TfJob *job; /* until the worker is done */
    guint limit_id;
} Checking;

struct _TfArrivals {
    TfSession *session;
    gulong changed;
    const TfArrivalsClient *client;
    TfArrivalQueue *queue;
    Checking *checking;
    gint64 next; /* monotonic, microseconds: no check before */
    guint wake_id;
    guint n_unanswered; /* in a row */
    guint first_ms;
    guint question_ms;
    guint again_ms;
};

static void
drop (TfArrivals *self, TfArrival *arrival)
{
    tf_arrival_queue_release (self->queue, arrival);
    tf_arrival_free (arrival);
}

gboolean
tf_arrivals_are_wanted (TfArrivals *self)
{
    return tf_session_checks_arrivals (self->session);
}

static gboolean
may_check (TfArrivals *self)
{
    return tf_arrivals_are_wanted (self) && tf_session_may_ask (self->session);
}

/* ---- whose turn it is -------------------------------------------------------------- */

static gboolean on_wake (gpointer data);

/* Does nothing if there is nothing to do; called after every change. */
static void
schedule (TfArrivals *self)
{
    gint64 now = g_get_monotonic_time ();
    gint64 due;

    g_clear_handle_id (&self->wake_id, g_source_remove);
    if (self->checking != NULL || tf_arrival_queue_count (self->queue) == 0 ||
        !may_check (self))
        return;
    due = MAX (tf_arrival_queue_get_due (self->queue), self->next);
    self->wake_id = g_timeout_add ((guint)(MAX (due - now, 0) / 1000 + 1), on_wake, self);
}

static void
rest (TfArrivals *self, guint milliseconds)
{
    self->next = g_get_monotonic_time () + (gint64)milliseconds * 1000;
}

/* ---- one check --------------------------------------------------------------------- */

static void
checking_free (Checking *checking)
{
    if (checking->arrival != NULL)
        tf_arrival_free (checking->arrival);
    g_object_unref (checking->cancellable);
    g_free (checking);
}

/* Owned: its message. What still works for it frees it at its end. */
static TfArrival *
leave (Checking *checking)
{
    checking->arrivals->checking = NULL;
    checking->arrivals = NULL;
    g_clear_handle_id (&checking->limit_id, g_source_remove);
    return g_steal_pointer (&checking->arrival);
}

/* The check has ended without a result. */
static void
try_again_later (TfArrivals *self, TfArrival *arrival)
{
    if (++arrival->n_tries >= TRIES) {
        drop (self, arrival);
        return;
    }
    arrival->due = g_get_monotonic_time () + (gint64)self->again_ms * 1000;
    tf_arrival_queue_put_back (self->queue, arrival);
}

static gboolean
is_unanswered (const TfReport *report)
{
    return report->evidence.result == TF_EVIDENCE_UNKNOWN &&
           report->evidence.reason == TF_REASON_DNS;
}

static void
take_report (TfArrivals *self, TfArrival *arrival, const TfReport *report)
{
    guint n_questions = report->recalled ? 0 : tf_dns_count_questions (report->dns);

    rest (self, self->question_ms * MAX (n_questions, 1));
    if (!is_unanswered (report)) {
        self->n_unanswered = 0;
        tf_session_keep_arrived (self->session, report);
        drop (self, arrival);
        return;
    }
    try_again_later (self, arrival);
    if (++self->n_unanswered >= UNANSWERED)
        rest (self, self->again_ms);
}

static void
on_checked (GObject *verifier, GAsyncResult *result, gpointer data)
{
    Checking *checking = data;
    TfArrivals *self = checking->arrivals;
    g_autoptr (TfReport) report =
        tf_verifier_check_finish (TF_VERIFIER (verifier), result, NULL);

    if (self != NULL) {
        TfArrival *arrival = leave (checking);

        if (report != NULL) {
            take_report (self, arrival, report);
        } else {
            rest (self, self->question_ms);
            try_again_later (self, arrival);
        }
        schedule (self);
    }
    checking_free (checking);
}

/* FALSE: there is nothing to check. */
static gboolean
begin_check (Checking *checking, TfVerifier *verifier)
{
    TfArrivals *self = checking->arrivals;
    g_autofree char *account = NULL;
    g_autoptr (TfRequest) request =
        self->client->open (checking->arrival->data, &account);

    if (request == NULL)
        return FALSE;
    tf_session_prepare (self->session, request, account, TRUE);
    tf_verifier_check_async (verifier, request, checking->cancellable, on_checked,
                             checking);
    return TRUE;
}

static void
check (Checking *checking)
{
    TfArrivals *self = checking->arrivals;
    TfVerifier *verifier =
        may_check (self) ? tf_session_get_verifier (self->session) : NULL;

    if (verifier != NULL && begin_check (checking, verifier))
        return;
    if (verifier != NULL) {
        drop (self, leave (checking));
        schedule (self);
    } else { /* the session will say when that has changed */
        tf_arrival_queue_put_back (self->queue, leave (checking));
    }
    checking_free (checking);
}

/* ---- before it --------------------------------------------------------------------- */

/* What is read and built when settings are first made takes longer than the main loop can spare. */
static gpointer
warm_up (gpointer unused)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    tf_settings_load_suffixes (settings);
    tf_settings_add_own (settings, "me@example.org");
    return NULL;
}

static void
prepare_work (gpointer data)
{
    static GOnce once = G_ONCE_INIT;
    Checking *checking = data;

    g_once (&once, warm_up, NULL);
    if (checking->client->prepare != NULL)
        checking->client->prepare (checking->arrival->data);
}

static void
prepare_done (gpointer data)
{
    Checking *checking = data;

    checking->job = NULL;
    g_clear_handle_id (&checking->limit_id, g_source_remove);
    if (checking->arrivals != NULL)
        check (checking);
    else
        checking_free (checking);
}

/* The worker still uses the message, and frees it if it ever comes back. */
static void
abandon (Checking *checking)
{
    TfArrivals *self = checking->arrivals;

    g_clear_handle_id (&checking->limit_id, g_source_remove);
    tf_arrival_queue_release (self->queue, checking->arrival);
    self->checking = NULL;
    checking->arrivals = NULL;
    g_cancellable_cancel (checking->cancellable);
}

static gboolean
on_prepare_limit (gpointer data)
{
    Checking *checking = data;
    TfArrivals *self = checking->arrivals;

    checking->limit_id = 0;
    abandon (checking);
    tf_worker_give_up (checking->job);
    rest (self, self->again_ms);
    schedule (self);
    return G_SOURCE_REMOVE;
}

static void
begin (TfArrivals *self, TfArrival *arrival)
{
    Checking *checking = g_new0 (Checking, 1);

    checking->arrivals = self;
    checking->client = self->client;
    checking->arrival = arrival;
    checking->cancellable = g_cancellable_new ();
    self->checking = checking;
    checking->limit_id = g_timeout_add (PREPARE_MS, on_prepare_limit, checking);
    checking->job = tf_worker_run (prepare_work, prepare_done, checking);
}

static gboolean
on_wake (gpointer data)
{
    TfArrivals *self = data;
    TfArrival *arrival = NULL;

    self->wake_id = 0;
    if (!tf_worker_has_room ())
        rest (self, self->again_ms);
    else if (may_check (self))
        arrival = tf_arrival_queue_take (self->queue, g_get_monotonic_time ());
    if (arrival != NULL)
        begin (self, arrival);
    else
        schedule (self);
    return G_SOURCE_REMOVE;
}

/* ---- from outside ------------------------------------------------------------------ */

/* Nobody may be asked any more, not even by a check that has begun. */
static void
stop_check (TfArrivals *self)
{
    Checking *checking = self->checking;

    if (checking == NULL || checking->job != NULL)
        return; /* what is prepared looks by itself */
    g_cancellable_cancel (checking->cancellable);
    tf_arrival_queue_put_back (self->queue, leave (checking));
}

static void
on_session_changed (TfArrivals *self)
{
    if (!may_check (self))
        stop_check (self);
    if (!tf_arrivals_are_wanted (self))
        tf_arrival_queue_clear (self->queue);
    self->n_unanswered = 0;
    schedule (self);
}

gboolean
tf_arrivals_is_old (gint64 date)
{
    return date >= 0 && date < g_get_real_time () / G_USEC_PER_SEC - TF_LONG_AGO;
}

void
tf_arrivals_add (TfArrivals *self, const char *key, gint64 date, gpointer data)
{
    gint64 due = g_get_monotonic_time () + (gint64)self->first_ms * 1000;

    if (!tf_arrivals_are_wanted (self) || tf_arrivals_is_old (date)) {
        self->client->free_data (data);
        return;
    }
    tf_arrival_queue_add (self->queue, key, due, data, self->client->free_data);
    if (self->wake_id == 0)
        schedule (self);
}

guint
tf_arrivals_count (const TfArrivals *self)
{
    return tf_arrival_queue_count (self->queue);
}

void
tf_arrivals_set_pace (TfArrivals *self, guint first_ms, guint question_ms, guint again_ms)
{
    self->first_ms = first_ms;
    self->question_ms = question_ms;
    self->again_ms = again_ms;
}

TfArrivals *
tf_arrivals_new (TfSession *session, const TfArrivalsClient *client)
{
    TfArrivals *self = g_new0 (TfArrivals, 1);

    self->session = g_object_ref (session);
    self->client = client;
    self->queue = tf_arrival_queue_new ();
    tf_arrivals_set_pace (self, FIRST_MS, QUESTION_MS, AGAIN_MS);
    self->changed = g_signal_connect_swapped (session, "changed",
                                              G_CALLBACK (on_session_changed), self);
    return self;
}

void
tf_arrivals_free (TfArrivals *self)
{
    g_signal_handler_disconnect (self->session, self->changed);
    g_clear_handle_id (&self->wake_id, g_source_remove);
    if (self->checking != NULL)
        abandon (self->checking);
    tf_arrival_queue_free (self->queue);
    g_object_unref (self->session);
    g_free (self);
}
