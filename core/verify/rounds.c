/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* rounds: ask, answer, run the step again.
 *
 *   stepping (worker) ⇄ asking (main context) → returned
 *
 * Everything that works for a run holds a reference to its task, whose data it is: it is never
 * freed by hand. The answers are written down in the order of the questions, whatever order they
 * came in, so that the same answers give the same result. */
#include "verify/rounds.h"

#include "verify/verify.h"

/** Run: the data of one run's task. */
typedef struct {
    TfRounds rounds;
    GTask *task; /* borrowed: this is its data */
    GSource *cancelled;
    GSource *deadline;
    gboolean expired;
    gboolean stepping; /* a worker is busy with it */
    gpointer result;
    GCancellable *asking; /* of this round's look-ups */
    GPtrArray *questions; /* TfDnsQuestion */
    GPtrArray *answers;   /* TfDnsAnswer or NULL */
    guint n_unanswered;
    guint round;
} Run;

static void start_step (Run *run);

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
run_free (Run *run)
{
    g_clear_object (&run->rounds.resolver);
    g_clear_object (&run->asking);
    g_clear_pointer (&run->questions, g_ptr_array_unref);
    g_clear_pointer (&run->answers, g_ptr_array_unref);
    g_free (run);
}

/* Ends everything that could still call us. */
static void
close_run (Run *run)
{
    g_clear_pointer (&run->cancelled, destroy_source);
    g_clear_pointer (&run->deadline, destroy_source);
    run->n_unanswered = 0;
    run->round++;
    if (run->asking != NULL)
        g_cancellable_cancel (run->asking);
}

/* ---- asking ------------------------------------------------------------------------ */

/** Lookup: one question of one round; holds the task. */
typedef struct {
    GTask *task;
    guint round;
    guint index;
} Lookup;

static void
tell_round (Run *run)
{
    run->round++;
    run->n_unanswered = 0;
    for (guint i = 0; i < run->questions->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (run->questions, i);

        tf_dns_tell (run->rounds.dns, question->type, question->name,
                     g_ptr_array_index (run->answers, i));
    }
    start_step (run);
}

static void
take_answer (Run *run, guint index, TfDnsAnswer *answer)
{
    if (g_ptr_array_index (run->answers, index) != NULL)
        return;
    g_ptr_array_index (run->answers, index) = tf_dns_answer_ref (answer);
    if (--run->n_unanswered == 0)
        tell_round (run);
}

static void
on_looked_up (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Lookup *lookup = data;
    g_autoptr (GTask) task = lookup->task;
    Run *run = g_task_get_task_data (task);
    g_autoptr (TfDnsAnswer) answer =
        tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);

    /* The resolver was disposed meanwhile: as if nobody had answered. */
    if (answer == NULL)
        answer = tf_dns_answer_new (TF_DNS_TIMEOUT);
    if (lookup->round == run->round)
        take_answer (run, lookup->index, answer);
    g_free (lookup);
}

static void
answer_all (Run *run, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (status);

    for (guint i = 0; i < run->questions->len; i++) {
        if (g_ptr_array_index (run->answers, i) == NULL)
            g_ptr_array_index (run->answers, i) = tf_dns_answer_ref (answer);
    }
    tell_round (run);
}

static void
look_up_all (Run *run)
{
    g_autoptr (GTask) task = g_object_ref (run->task);
    guint round = run->round;

    g_clear_object (&run->asking);
    run->asking = g_cancellable_new ();
    for (guint i = 0; i < run->questions->len && run->round == round; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (run->questions, i);
        Lookup *lookup = g_new (Lookup, 1);

        lookup->task = g_object_ref (task);
        lookup->round = round;
        lookup->index = i;
        tf_resolver_answer_async (run->rounds.resolver, question, run->asking,
                                  on_looked_up, lookup);
    }
}

static void
ask (Run *run)
{
    guint n_questions;

    g_clear_pointer (&run->questions, g_ptr_array_unref);
    g_clear_pointer (&run->answers, g_ptr_array_unref);
    run->questions = tf_dns_take_wanted (run->rounds.dns);
    n_questions = run->questions->len;
    run->answers = g_ptr_array_new_with_free_func (answer_clear);
    g_ptr_array_set_size (run->answers, (gint)n_questions);
    run->n_unanswered = n_questions;
    if (run->rounds.resolver == NULL)
        answer_all (run, TF_DNS_NOTASKED);
    else if (run->expired)
        answer_all (run, TF_DNS_TIMEOUT);
    else if (run->round >= TF_LIMIT_ROUNDS)
        answer_all (run, TF_DNS_LIMIT);
    else
        look_up_all (run);
}

static gboolean
on_deadline (gpointer data)
{
    Run *run = data;

    g_clear_pointer (&run->deadline, destroy_source);
    run->expired = TRUE;
    if (run->n_unanswered == 0)
        return G_SOURCE_REMOVE; /* a worker is busy; the next questions are not asked */
    g_cancellable_cancel (run->asking);
    answer_all (run, TF_DNS_TIMEOUT);
    return G_SOURCE_REMOVE;
}

/* ---- stepping ---------------------------------------------------------------------- */

static gboolean
is_cancelled (const Run *run)
{
    return g_cancellable_is_cancelled (g_task_get_cancellable (run->task));
}

static void
return_cancelled (Run *run)
{
    close_run (run);
    g_task_return_new_error (run->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The check was cancelled");
}

static void
return_result (Run *run)
{
    close_run (run);
    g_task_return_pointer (run->task, g_steal_pointer (&run->result),
                           run->rounds.free_result);
}

static void
step_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    Run *run = g_task_get_task_data (task);

    run->stepping = FALSE;
    if (run->result != NULL)
        return_result (run); /* the task itself reports whether it was cancelled */
    else if (is_cancelled (run))
        return_cancelled (run);
    else if (tf_dns_has_wanted (run->rounds.dns))
        ask (run);
    else {
        close_run (run);
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                                 "The message could not be evaluated");
    }
}

static void
step_work (gpointer data)
{
    Run *run = g_task_get_task_data (data);

    run->result = run->rounds.step (run->rounds.data, run->rounds.dns);
}

static void
start_step (Run *run)
{
    run->stepping = TRUE;
    tf_worker_run (step_work, step_done, g_object_ref (run->task));
}

/* ---- from outside ------------------------------------------------------------------ */

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
    Run *run = data;

    if (!run->stepping)
        return_cancelled (run);
    return G_SOURCE_REMOVE;
}

static GSource *
watch (GTask *task, GSource *source, GSourceFunc function, gpointer data)
{
    g_source_set_static_name (source, "truefrom: rounds");
    g_source_set_callback (source, function, data, NULL);
    g_source_attach (source, g_task_get_context (task));
    return source;
}

void
tf_rounds_run_async (const TfRounds *rounds, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
    Run *run = g_new0 (Run, 1);

    g_task_set_source_tag (task, tf_rounds_run_async);
    run->rounds = *rounds;
    if (run->rounds.resolver != NULL)
        g_object_ref (run->rounds.resolver);
    run->task = task;
    g_task_set_task_data (task, run, (GDestroyNotify)run_free);
    run->deadline =
        watch (task, g_timeout_source_new (rounds->deadline_ms), on_deadline, run);
    if (cancellable != NULL)
        run->cancelled = watch (task, g_cancellable_source_new (cancellable),
                                G_SOURCE_FUNC (on_cancelled), run);
    start_step (run);
}

gpointer
tf_rounds_run_finish (GAsyncResult *result, GError **error)
{
    return g_task_propagate_pointer (G_TASK (result), error);
}
