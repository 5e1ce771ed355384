/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verification: one message: read it, then ask, answer, evaluate again until there is a
 * report.
 *
 *   queued → reading (worker) → evaluating (worker) ⇄ asking (main context) → returned
 *
 * Whoever works for a verification holds its task, whose data it is: nobody frees it by
 * hand. Cancelling returns at once; a worker that is busy ends its step and finds that
 * nobody waits. */
#include "verify/verification.h"

static void evaluate (TfVerification *verification);

static void
destroy_source (GSource *source)
{
    g_source_destroy (source);
    g_source_unref (source);
}

static void
answer_clear (gpointer answer)
{
    if (answer != NULL)
        tf_dns_answer_unref (answer);
}

static void
verification_free (TfVerification *verification)
{
    tf_request_unref (verification->request);
    tf_settings_unref (verification->settings);
    g_clear_pointer (&verification->dossier, tf_dossier_unref);
    g_clear_pointer (&verification->dns, tf_dns_unref);
    tf_knowledge_unref (verification->knowledge);
    g_clear_pointer (&verification->report, tf_report_unref);
    g_clear_error (&verification->error);
    g_clear_object (&verification->asking);
    g_clear_pointer (&verification->questions, g_ptr_array_unref);
    g_clear_pointer (&verification->answers, g_ptr_array_unref);
    g_free (verification);
}

/* The place is free for the next message, once nothing works for this one any more. */
static void
leave (TfVerification *verification)
{
    if (!verification->running)
        return;
    verification->running = FALSE;
    verification->self->n_running--;
    tf_verification_start_queued (verification->self);
}

/* Everything that could still call us ends here; the task is returned once. */
static gboolean
close_verification (TfVerification *verification)
{
    if (verification->returned)
        return FALSE;
    verification->returned = TRUE;
    g_clear_pointer (&verification->cancelled, destroy_source);
    g_clear_pointer (&verification->deadline, destroy_source);
    if (verification->asking != NULL)
        g_cancellable_cancel (verification->asking);
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

static void
return_report (TfVerification *verification)
{
    if (close_verification (verification))
        g_task_return_pointer (verification->task,
                               g_steal_pointer (&verification->report),
                               (GDestroyNotify)tf_report_unref);
}

/* ---- asking ------------------------------------------------------------------------ */

/** Lookup: one question of one round; holds the task. */
typedef struct {
    GTask *task;
    guint round;
    guint index;
} Lookup;

/* In the order they were asked, whatever the order they came in. */
static void
tell_round (TfVerification *verification)
{
    verification->round++;
    verification->n_unanswered = 0;
    for (guint i = 0; i < verification->questions->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (verification->questions, i);

        tf_dns_tell (verification->dns, question->type, question->name,
                     g_ptr_array_index (verification->answers, i));
    }
    evaluate (verification);
}

static void
take_answer (TfVerification *verification, guint index, TfDnsAnswer *answer)
{
    if (g_ptr_array_index (verification->answers, index) != NULL)
        return;
    g_ptr_array_index (verification->answers, index) = tf_dns_answer_ref (answer);
    if (--verification->n_unanswered == 0)
        tell_round (verification);
}

static void
on_looked_up (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Lookup *lookup = data;
    g_autoptr (GTask) task = lookup->task;
    TfVerification *verification = g_task_get_task_data (task);
    g_autoptr (TfDnsAnswer) answer =
        tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);

    /* A resolver that ended under us: as if nobody had answered. */
    if (answer == NULL)
        answer = tf_dns_answer_new (TF_DNS_TIMEOUT);
    if (!verification->returned && lookup->round == verification->round)
        take_answer (verification, lookup->index, answer);
    g_free (lookup);
}

static void
answer_all (TfVerification *verification, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (status);
    guint n_questions = verification->questions->len;

    for (guint i = 0; i < n_questions; i++) {
        if (g_ptr_array_index (verification->answers, i) == NULL)
            g_ptr_array_index (verification->answers, i) = tf_dns_answer_ref (answer);
    }
    tell_round (verification);
}

static void
look_up_all (TfVerification *verification)
{
    g_autoptr (GTask) task = g_object_ref (verification->task);

    g_clear_object (&verification->asking);
    verification->asking = g_cancellable_new ();
    for (guint i = 0; i < verification->questions->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (verification->questions, i);
        Lookup *lookup = g_new (Lookup, 1);

        lookup->task = g_object_ref (task);
        lookup->round = verification->round;
        lookup->index = i;
        tf_resolver_answer_async (verification->self->resolver, question,
                                  verification->asking, on_looked_up, lookup);
    }
}

static gboolean
asks_anybody (const TfVerification *verification)
{
    return !verification->request->offline && verification->self->resolver != NULL;
}

static void
ask (TfVerification *verification)
{
    guint n_questions;

    g_clear_pointer (&verification->questions, g_ptr_array_unref);
    g_clear_pointer (&verification->answers, g_ptr_array_unref);
    verification->questions = tf_dns_take_wanted (verification->dns);
    n_questions = verification->questions->len;
    verification->answers = g_ptr_array_new_with_free_func (answer_clear);
    g_ptr_array_set_size (verification->answers, (gint)n_questions);
    verification->n_unanswered = n_questions;
    if (!asks_anybody (verification))
        answer_all (verification, TF_DNS_NOTASKED);
    else if (verification->expired)
        answer_all (verification, TF_DNS_TIMEOUT);
    else if (verification->round >= TF_LIMIT_ROUNDS)
        answer_all (verification, TF_DNS_LIMIT);
    else
        look_up_all (verification);
}

static gboolean
on_deadline (gpointer data)
{
    TfVerification *verification = data;

    g_clear_pointer (&verification->deadline, destroy_source);
    verification->expired = TRUE;
    if (verification->n_unanswered == 0)
        return G_SOURCE_REMOVE; /* a worker is busy; the next questions are not asked */
    g_cancellable_cancel (verification->asking);
    answer_all (verification, TF_DNS_TIMEOUT);
    return G_SOURCE_REMOVE;
}

/* ---- the steps in a worker --------------------------------------------------------- */

static void
finish (TfVerification *verification)
{
    TfVerifier *self = verification->self;

    if (asks_anybody (verification))
        tf_retries_note_message (self->retries, verification->dossier, verification->dns);
    return_report (verification);
    leave (verification);
}

static void
fail (TfVerification *verification, GError *error)
{
    return_error (verification, error);
    leave (verification);
}

static void
evaluate_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    TfVerification *verification = g_task_get_task_data (task);

    if (verification->returned)
        leave (verification);
    else if (verification->report != NULL)
        finish (verification);
    else if (tf_dns_has_wanted (verification->dns))
        ask (verification);
    else
        fail (verification, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                 "The message could not be evaluated"));
}

static void
evaluate_work (gpointer data)
{
    TfVerification *self = g_task_get_task_data (data);

    self->report = tf_evaluate (self->dossier, self->settings, self->knowledge, self->dns,
                                &self->evaluation);
}

static void
evaluate (TfVerification *verification)
{
    tf_worker_run (evaluate_work, evaluate_done, g_object_ref (verification->task));
}

static void
read_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    TfVerification *verification = g_task_get_task_data (task);
    TfVerifier *self = verification->self;

    if (verification->returned) {
        leave (verification);
        return;
    }
    if (verification->dossier == NULL) {
        fail (verification, g_steal_pointer (&verification->error));
        return;
    }
    verification->evaluation.now =
        tf_request_get_time (verification->request, self->resolver);
    if (tf_retries_is_over_for (self->retries, verification->dossier))
        verification->evaluation.final = TRUE;
    verification->deadline = g_timeout_source_new (self->deadline_ms);
    g_source_set_callback (verification->deadline, on_deadline, verification, NULL);
    g_source_attach (verification->deadline, g_task_get_context (task));
    evaluate (verification);
}

/* A message of 300 MiB that nobody wants to see any more must not keep a worker. */
static gssize
read_unless_cancelled (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    TfVerification *verification = data;
    TfSource *message = verification->request->source;

    if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (verification->task),
                                              error))
        return -1;
    return message->read (message->data, buffer, length, error);
}

static void
read_work (gpointer data)
{
    TfVerification *verification = g_task_get_task_data (data);
    g_autoptr (TfSource) source =
        tf_source_new (read_unless_cancelled, verification, NULL);

    verification->dossier =
        tf_dossier_read (source, &verification->known, verification->settings->suffixes,
                         &verification->error);
}

void
tf_verification_start (TfVerification *verification)
{
    TfVerifier *self = verification->self;

    verification->running = TRUE;
    self->n_running++;
    tf_worker_run (read_work, read_done, g_object_ref (verification->task));
}

/* ---- from outside ------------------------------------------------------------------ */

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
    tf_verification_cancel (data);
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
tf_verification_new (TfVerifier *verifier, GTask *task, TfRequest *request)
{
    TfVerification *verification = g_new0 (TfVerification, 1);

    verification->self = verifier;
    verification->task = task;
    verification->request = tf_request_ref (request);
    verification->settings = tf_settings_ref (
        request->settings != NULL ? request->settings
                                  : tf_verifier_peek_default_settings (verifier));
    verification->known = tf_request_get_circumstances (request, verifier->resolver);
    verification->dns = tf_dns_new ();
    verification->knowledge = tf_knowledge_new ();
    verification->evaluation.keys = verifier->keys;
    verification->evaluation.final = request->final;
    g_task_set_task_data (task, verification, (GDestroyNotify)verification_free);
    watch_cancellable (verification);
}

void
tf_verification_cancel (TfVerification *verification)
{
    g_autoptr (GTask) task = g_object_ref (verification->task);
    gboolean was_asking = verification->n_unanswered > 0;

    if (g_queue_remove (&verification->self->queue, task))
        g_object_unref (task); /* it had not begun */
    verification->n_unanswered = 0;
    return_error (verification,
                  g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                       "The check of the message was cancelled"));
    if (was_asking)
        leave (verification);
}
