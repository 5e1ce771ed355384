/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* worker: two threads of our own. GLib's shared pool is not used: the clients put their
 * own waits there, and ours would stand behind them or they behind ours. A thread that
 * hangs is replaced, and ends when it comes back. */
#include "verify/verify.h"

#define MAX_THREADS  2
#define IDLE_SECONDS 5

struct _TfJob {
    TfWorkFunc work;
    TfWorkFunc done;
    gpointer data;
    GMainContext *context;
    /* With the lock. */
    gboolean begun;
    gboolean ended; /* DONE is on its way */
    gboolean given_up;
};

/* The only state shared by threads; it needs no set-up and no end. */
static GMutex lock;
static GCond job_came;
static GQueue jobs = G_QUEUE_INIT;
static guint n_threads; /* without the lost ones */
static guint n_idle;
static guint n_lost;

static void
job_free (TfJob *job)
{
    g_main_context_unref (job->context);
    g_free (job);
}

static gboolean
finish_job (gpointer data)
{
    TfJob *job = data;

    job->done (job->data);
    return G_SOURCE_REMOVE;
}

/* Called with the lock; JOB is the main context's from here on. */
static void
end_job (TfJob *job)
{
    g_autoptr (GSource) source = g_idle_source_new ();

    job->ended = TRUE;
    g_source_set_priority (source, G_PRIORITY_DEFAULT);
    g_source_set_static_name (source, "truefrom: work done");
    g_source_set_callback (source, finish_job, job, (GDestroyNotify)job_free);
    g_source_attach (source, job->context);
}

/* NULL: nothing came for a while. Called with the lock. */
static TfJob *
wait_for_job (void)
{
    gint64 until = g_get_monotonic_time () + IDLE_SECONDS * G_USEC_PER_SEC;
    gboolean in_time = TRUE;

    n_idle++;
    while (g_queue_is_empty (&jobs) && in_time)
        in_time = g_cond_wait_until (&job_came, &lock, until);
    n_idle--;
    return g_queue_pop_head (&jobs);
}

/* TRUE: it was given up meanwhile, and this thread has been replaced. Called with the lock. */
static gboolean
run_job (TfJob *job)
{
    gboolean lost;

    job->begun = TRUE;
    g_mutex_unlock (&lock);
    job->work (job->data);
    g_mutex_lock (&lock);
    lost = job->given_up;
    end_job (job);
    return lost;
}

static gpointer
thread_main (gpointer unused)
{
    gboolean lost = FALSE;
    TfJob *job;

    g_mutex_lock (&lock);
    while (!lost && (job = wait_for_job ()) != NULL)
        lost = run_job (job);
    if (lost)
        n_lost--;
    else
        n_threads--;
    g_mutex_unlock (&lock);
    return NULL;
}

/* Called with the lock. FALSE: there is no thread at all. */
static gboolean
have_thread (void)
{
    GThread *thread;

    if (n_threads == MAX_THREADS || g_queue_get_length (&jobs) <= n_idle)
        return TRUE;
    thread = g_thread_try_new ("truefrom", thread_main, NULL, NULL);
    if (thread == NULL)
        return n_threads > 0;
    n_threads++;
    g_thread_unref (thread);
    return TRUE;
}

TfJob *
tf_worker_run (TfWorkFunc work, TfWorkFunc done, gpointer data)
{
    TfJob *job = g_new0 (TfJob, 1);

    job->work = work;
    job->done = done;
    job->data = data;
    job->context = g_main_context_ref_thread_default ();
    g_mutex_lock (&lock);
    g_queue_push_tail (&jobs, job);
    if (have_thread ()) {
        g_cond_signal (&job_came);
    } else {
        g_queue_remove (&jobs, job);
        run_job (job); /* slow for the client, but better than no answer */
    }
    g_mutex_unlock (&lock);
    return job;
}

void
tf_worker_give_up (TfJob *job)
{
    g_mutex_lock (&lock);
    if (!job->begun) {
        g_queue_remove (&jobs, job);
        job->begun = TRUE;
        end_job (job);
    } else if (!job->ended && !job->given_up) {
        job->given_up = TRUE;
        n_lost++;
        n_threads--;
        have_thread ();
    }
    g_mutex_unlock (&lock);
}

gboolean
tf_worker_has_room (void)
{
    gboolean has_room;

    g_mutex_lock (&lock);
    has_room = n_lost < TF_LIMIT_LOST_THREADS;
    g_mutex_unlock (&lock);
    return has_room;
}
