/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verifier: read the message, then ask, answer, evaluate again until there is a report.
 *
 *   queued → reading (worker) → evaluating (worker) ⇄ asking (main context) → returned
 *
 * One TfVerification is the data of its GTask; whoever still works for it holds the task, nobody
 * frees it by hand. Cancelling returns at once; a worker that is busy ends its step and finds
 * that nobody waits. Left out: retries, which are the client's (each is another verification). */
#include "io/io.h"
#include "io/patience.h"

struct _TfVerifier {
    GObject parent;
    TfResolver *resolver; /* NULL: nobody is asked */
    TfSettings *settings;
    TfPatience *patience;
    gint64 now;
    gboolean final;
    guint deadline_ms;
    GQueue queue; /* GTask, owned */
    guint n_running;
};

G_DEFINE_FINAL_TYPE (TfVerifier, tf_verifier, G_TYPE_OBJECT)

typedef struct {
    TfVerifier *self;
    GTask *task; /* borrowed: this is its data */
    TfSource *message;
    GSource *cancelled;
    gboolean returned;
    gboolean running;
    /* Of the worker while it works, else of the main context. */
    TfDossier *dossier;
    TfDns *dns;
    TfEvaluation evaluation;
    TfReport *report;
    GError *error;
    /* Of the main context. */
    GSource *deadline;
    gboolean expired;
    GCancellable *asking; /* of this round's look-ups */
    GPtrArray *questions; /* TfDnsQuestion */
    GPtrArray *answers;   /* TfDnsAnswer or NULL */
    guint n_unanswered;
    guint round;
} TfVerification;

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
    tf_source_unref (verification->message);
    g_clear_pointer (&verification->dossier, tf_dossier_unref);
    g_clear_pointer (&verification->dns, tf_dns_unref);
    g_clear_pointer (&verification->report, tf_report_unref);
    g_clear_error (&verification->error);
    g_clear_object (&verification->asking);
    g_clear_pointer (&verification->questions, g_ptr_array_unref);
    g_clear_pointer (&verification->answers, g_ptr_array_unref);
    g_free (verification);
}

static void start_queued (TfVerifier *self);

/* The place is free for the next message, once nothing works for this one any more. */
static void
leave (TfVerification *verification)
{
    if (!verification->running)
        return;
    verification->running = FALSE;
    verification->self->n_running--;
    start_queued (verification->self);
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
        g_task_return_pointer (verification->task, g_steal_pointer (&verification->report),
                               (GDestroyNotify)tf_report_unref);
}

/* ---- asking ------------------------------------------------------------------------------- */

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
    g_autoptr (TfDnsAnswer) answer
        = tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);

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
        tf_resolver_lookup_async (verification->self->resolver, question->type, question->name,
                                  verification->asking, on_looked_up, lookup);
    }
}

static void
ask (TfVerification *verification)
{
    TfVerifier *self = verification->self;
    guint n_questions;

    g_clear_pointer (&verification->questions, g_ptr_array_unref);
    g_clear_pointer (&verification->answers, g_ptr_array_unref);
    verification->questions = tf_dns_take_wanted (verification->dns);
    n_questions = verification->questions->len;
    verification->answers = g_ptr_array_new_with_free_func (answer_clear);
    g_ptr_array_set_size (verification->answers, (gint)n_questions);
    verification->n_unanswered = n_questions;
    if (self->settings->offline || self->resolver == NULL)
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

/* ---- the steps in a worker ---------------------------------------------------------------- */

static void
finish (TfVerification *verification)
{
    TfVerifier *self = verification->self;

    if (!self->settings->offline && self->resolver != NULL)
        tf_patience_note (self->patience, verification->dossier->sha256, verification->dns);
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
    TfVerification *verification = g_task_get_task_data (data);

    verification->report
        = tf_evaluate (verification->dossier, verification->self->settings, verification->dns,
                       &verification->evaluation);
}

static void
evaluate (TfVerification *verification)
{
    tf_worker_run (evaluate_work, evaluate_done, g_object_ref (verification->task));
}

static gint64
current_time (TfVerifier *self)
{
    gint64 now = self->now;

    if (now < 0 && self->resolver != NULL)
        now = tf_resolver_get_now (self->resolver);
    return now >= 0 ? now : g_get_real_time () / G_USEC_PER_SEC;
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
    verification->evaluation.now = current_time (self);
    verification->evaluation.final
        = verification->evaluation.final
          || tf_patience_is_over (self->patience, verification->dossier->sha256);
    verification->deadline = g_timeout_source_new (self->deadline_ms);
    g_source_set_callback (verification->deadline, on_deadline, verification, NULL);
    g_source_attach (verification->deadline, g_task_get_context (task));
    evaluate (verification);
}

static void
read_work (gpointer data)
{
    TfVerification *verification = g_task_get_task_data (data);

    verification->dossier = tf_dossier_read (
        verification->message, verification->self->settings->suffixes, &verification->error);
}

static void
start (TfVerification *verification)
{
    TfVerifier *self = verification->self;

    verification->running = TRUE;
    self->n_running++;
    tf_worker_run (read_work, read_done, g_object_ref (verification->task));
}

static void
start_queued (TfVerifier *self)
{
    while (self->n_running < TF_LIMIT_CONCURRENT_MESSAGES && !g_queue_is_empty (&self->queue)) {
        g_autoptr (GTask) task = g_queue_pop_head (&self->queue);

        start (g_task_get_task_data (task));
    }
}

/* ---- the public side ---------------------------------------------------------------------- */

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
    TfVerification *verification = data;
    TfVerifier *self = verification->self;
    g_autoptr (GTask) task = g_object_ref (verification->task);
    gboolean was_asking = verification->n_unanswered > 0;

    if (g_queue_remove (&self->queue, task))
        g_object_unref (task);
    verification->n_unanswered = 0;
    return_error (verification,
                  g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                       "The check of the message was cancelled"));
    if (was_asking)
        leave (verification);
    return G_SOURCE_REMOVE;
}

static void
watch_cancellable (TfVerification *verification)
{
    GCancellable *cancellable = g_task_get_cancellable (verification->task);

    if (cancellable == NULL)
        return;
    verification->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (verification->cancelled, G_SOURCE_FUNC (on_cancelled), verification,
                           NULL);
    g_source_attach (verification->cancelled, g_task_get_context (verification->task));
}

/* The clock of the answers file: an option of the caller's comes before it. */
static void
set_arrival (TfVerifier *self, TfSource *message)
{
    gint64 received_at = self->resolver != NULL ? tf_resolver_get_received_at (self->resolver) : -1;

    if (message->received_at < 0 && received_at >= 0)
        tf_source_set_received_at (message, received_at);
}

void
tf_verifier_verify_async (TfVerifier *self, TfSource *message, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
    TfVerification *verification;
    GTask *task;

    g_return_if_fail (TF_IS_VERIFIER (self));
    g_return_if_fail (message != NULL);
    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, tf_verifier_verify_async);
    verification = g_new0 (TfVerification, 1);
    verification->self = self;
    verification->task = task;
    verification->message = tf_source_ref (message);
    verification->dns = tf_dns_new ();
    verification->evaluation.final = self->final;
    g_task_set_task_data (task, verification, (GDestroyNotify)verification_free);
    set_arrival (self, message);
    watch_cancellable (verification);
    g_queue_push_tail (&self->queue, task);
    start_queued (self);
}

TfReport *
tf_verifier_verify_finish (TfVerifier *self, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (result, self), NULL);
    return g_task_propagate_pointer (G_TASK (result), error);
}

void
tf_verifier_set_now (TfVerifier *self, gint64 seconds)
{
    g_return_if_fail (TF_IS_VERIFIER (self));
    self->now = seconds;
}

void
tf_verifier_set_final (TfVerifier *self, gboolean final)
{
    g_return_if_fail (TF_IS_VERIFIER (self));
    self->final = final;
}

void
tf_io_set_deadline (TfVerifier *self, guint milliseconds)
{
    self->deadline_ms = milliseconds;
}

static void
finalize (GObject *object)
{
    TfVerifier *self = TF_VERIFIER (object);

    g_clear_object (&self->resolver);
    g_clear_pointer (&self->settings, tf_settings_unref);
    g_clear_pointer (&self->patience, tf_patience_free);
    G_OBJECT_CLASS (tf_verifier_parent_class)->finalize (object);
}

static void
tf_verifier_class_init (TfVerifierClass *class)
{
    G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
tf_verifier_init (TfVerifier *self)
{
    self->now = -1;
    self->deadline_ms = TF_LIMIT_DEADLINE_MS;
    self->patience = tf_patience_new ();
    g_queue_init (&self->queue);
}

TfVerifier *
tf_verifier_new (TfResolver *resolver, TfSettings *settings)
{
    TfVerifier *self;

    g_return_val_if_fail (resolver == NULL || TF_IS_RESOLVER (resolver), NULL);
    g_return_val_if_fail (settings != NULL, NULL);
    self = g_object_new (TF_TYPE_VERIFIER, NULL);
    self->resolver = resolver != NULL ? g_object_ref (resolver) : NULL;
    self->settings = tf_settings_ref (settings);
    return self;
}
