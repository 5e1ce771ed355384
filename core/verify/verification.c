/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verification: one message: read it, evaluate it in rounds until there is a report.
 *
 *   queued → reading → rounds of evaluation → returned
 *
 * Everything that works for a verification holds a reference to its task, whose data it is: it is
 * never freed by hand. Cancelling returns at once; a step that is running comes to its end, and
 * then the place is free for the next message. */
#include "verify/verification.h"

#include "verify/reading.h"
#include "verify/recalling.h"
#include "verify/rounds.h"

static void
destroy_source (GSource *source)
{
    g_source_destroy (source);
    g_source_unref (source);
}

static void
verification_free (TfVerification *verification)
{
    tf_request_unref (verification->request);
    tf_settings_unref (verification->settings);
    g_clear_pointer (&verification->dossier, tf_dossier_unref);
    tf_dns_unref (verification->dns);
    tf_knowledge_unref (verification->knowledge);
    g_object_unref (verification->ending);
    g_free (verification);
}

/* Frees the place for the next message, once nothing works for this one any more. */
static void
leave (TfVerification *verification)
{
    verification->self->n_running--;
    tf_verification_start_queued (verification->self);
}

/* Ends everything that could still call us; the task is returned only once. */
static gboolean
close_verification (TfVerification *verification)
{
    if (verification->returned)
        return FALSE;
    verification->returned = TRUE;
    g_clear_pointer (&verification->cancelled, destroy_source);
    g_cancellable_cancel (verification->ending);
    return TRUE;
}

static void
return_error (TfVerification *verification, GError *error)
{
    if (close_verification (verification))
        g_task_return_error (verification->task, error);
    else
        g_error_free (error);
}

gint64
tf_verification_get_clock (const TfVerifier *self)
{
    return g_get_monotonic_time () + self->clock_offset_us;
}

/* ---- evaluating -------------------------------------------------------------------- */

static gboolean
asks_anybody (const TfVerification *verification)
{
    return !verification->request->offline && verification->self->resolver != NULL;
}

/* A TfStep. */
static gpointer
evaluate (gpointer data, TfDns *dns)
{
    TfVerification *verification = data;

    return tf_evaluate (verification->dossier, verification->settings,
                        verification->knowledge, dns, &verification->evaluation);
}

/* Nothing is learned from a message that the reader did not receive, or from answers in a file that
 * says what was known. */
static void
learn (TfVerification *verification, TfReport *report)
{
    TfVerifier *self = verification->self;

    if (self->lessons != NULL && verification->request->remember &&
        (self->resolver == NULL || tf_resolver_peek_knowledge (self->resolver) == NULL))
        tf_lessons_add (self->lessons, report);
}

static void
return_report (TfVerification *verification, TfReport *report)
{
    if (asks_anybody (verification))
        tf_retries_note (verification->self->retries, verification->dossier,
                         verification->dns,
                         tf_verification_get_clock (verification->self));
    learn (verification, report);
    if (close_verification (verification))
        g_task_return_pointer (verification->task, report,
                               (GDestroyNotify)tf_report_unref);
    else
        tf_report_unref (report);
}

static void
on_evaluated (GObject *nobody, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    TfVerification *verification = g_task_get_task_data (task);
    GError *error = NULL;
    TfReport *report = tf_rounds_run_finish (result, &error);

    if (report != NULL)
        return_report (verification, report);
    else
        return_error (verification, error);
    leave (verification);
}

static void
start_rounds (TfVerification *verification)
{
    TfVerifier *self = verification->self;
    const TfRounds rounds = {
        .step = evaluate,
        .data = verification,
        .free_result = (GDestroyNotify)tf_report_unref,
        .dns = verification->dns,
        .resolver = asks_anybody (verification) ? self->resolver : NULL,
        .deadline_ms = self->deadline_ms,
    };

    if (!verification->evaluation.recalled)
        verification->evaluation.now =
            tf_request_get_time (verification->request, self->resolver);
    if (tf_retries_is_over (self->retries, verification->dossier,
                            tf_verification_get_clock (self)))
        verification->evaluation.final = TRUE;
    tf_rounds_run_async (&rounds, verification->ending, on_evaluated,
                         g_object_ref (verification->task));
}

/* ---- recalling --------------------------------------------------------------------- */

static void
turn_back (TfVerification *verification, gint64 checked)
{
    gint64 now = verification->request->now;

    verification->evaluation.recalled = TRUE;
    verification->evaluation.now = now >= 0 ? now : checked;
}

/* The earlier check of this message is done again, with the answers and the clock of then; what the
 * settings of today want beyond that is asked. */
static void
take_answers (TfVerification *verification, const TfRecollection *recollection)
{
    for (guint i = 0; i < recollection->answers->len; i++) {
        const TfRecalledAnswer *recalled = g_ptr_array_index (recollection->answers, i);

        tf_dns_remember (verification->dns, recalled->type, recalled->name,
                         recalled->answer);
    }
    turn_back (verification, recollection->checked);
}

static void
on_recalled (GObject *nobody, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    TfVerification *verification = g_task_get_task_data (task);
    g_autoptr (TfRecollection) recollection = tf_recalling_start_finish (result);

    if (recollection != NULL) {
        tf_knowledge_unref (verification->knowledge);
        verification->knowledge = tf_knowledge_ref (recollection->knowledge);
        if (recollection->checked >= 0)
            take_answers (verification, recollection);
    }
    start_rounds (verification);
}

/* What was recorded with the answers takes the place of the memory. */
static void
read_recorded (TfVerification *verification, const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++)
        tf_knowledge_read_line (verification->knowledge, g_ptr_array_index (lines, i));
}

static void
recall_recent (TfVerification *verification)
{
    TfVerifier *self = verification->self;
    gint64 checked;

    if (self->recent != NULL && !verification->request->afresh &&
        tf_recent_recall (self->recent, verification->dossier, verification->dns,
                          &checked))
        turn_back (verification, checked);
    start_rounds (verification);
}

static void
recall (TfVerification *verification)
{
    TfVerifier *self = verification->self;
    const GPtrArray *lines =
        self->resolver != NULL ? tf_resolver_peek_knowledge (self->resolver) : NULL;

    if (lines != NULL)
        read_recorded (verification, lines);
    if (lines != NULL)
        start_rounds (verification);
    else if (self->memory == NULL || !tf_worker_has_room ())
        recall_recent (verification);
    else
        tf_recalling_start_async (self->memory, verification->dossier,
                                  verification->request->afresh, verification->ending,
                                  on_recalled, g_object_ref (verification->task));
}

/* ---- reading ----------------------------------------------------------------------- */

static void
on_read (GObject *nobody, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    TfVerification *verification = g_task_get_task_data (task);
    GError *error = NULL;

    verification->dossier = tf_reading_start_finish (result, &error);
    if (verification->dossier != NULL) {
        recall (verification);
        return;
    }
    return_error (verification, error);
    leave (verification);
}

static void
start (TfVerification *verification)
{
    TfVerifier *self = verification->self;
    TfReading reading = {
        .request = verification->request,
        .settings = verification->settings,
        .known = tf_request_get_circumstances (verification->request, self->resolver),
        .limit_ms = self->read_limit_ms,
    };

    self->n_running++;
    reading.known.identify |= self->memory != NULL || self->recent != NULL;
    tf_reading_start_async (&reading, verification->ending, on_read,
                            g_object_ref (verification->task));
}

void
tf_verification_start_queued (TfVerifier *self)
{
    while (self->n_running < self->max_running && !g_queue_is_empty (&self->queue)) {
        g_autoptr (GTask) task = g_queue_pop_head (&self->queue);

        start (g_task_get_task_data (task));
    }
}

/* ---- from outside ------------------------------------------------------------------ */

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
    TfVerification *verification = data;
    g_autoptr (GTask) task = g_object_ref (verification->task);

    if (g_queue_remove (&verification->self->queue, task))
        g_object_unref (task); /* it had not been started */
    return_error (verification,
                  g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                       "The check of the message was cancelled"));
    return G_SOURCE_REMOVE;
}

static void
watch_cancellable (TfVerification *verification)
{
    GCancellable *cancellable = g_task_get_cancellable (verification->task);

    if (cancellable == NULL)
        return;
    verification->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_static_name (verification->cancelled, "truefrom: cancelled");
    g_source_set_callback (verification->cancelled, G_SOURCE_FUNC (on_cancelled),
                           verification, NULL);
    g_source_attach (verification->cancelled, g_task_get_context (verification->task));
}

void
tf_verification_new (TfVerifier *verifier, GTask *task, TfRequest *request,
                     TfSettings *settings)
{
    TfVerification *verification = g_new0 (TfVerification, 1);

    verification->self = verifier;
    verification->task = task;
    verification->request = tf_request_ref (request);
    verification->settings = tf_settings_ref (settings);
    verification->dns = tf_dns_new ();
    verification->knowledge = tf_knowledge_new ();
    verification->ending = g_cancellable_new ();
    verification->evaluation.keys = verifier->keys;
    verification->evaluation.final = request->final;
    g_task_set_task_data (task, verification, (GDestroyNotify)verification_free);
    watch_cancellable (verification);
}
