/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* worker: two threads of our own. GLib's shared pool is not used: the clients put their
 * own waits there, and ours would stand behind them or they behind ours. */
#include "verify/verify.h"

#define MAX_THREADS  2
#define IDLE_SECONDS 5

typedef struct {
    TfWorkFunc work;
    TfWorkFunc done;
    gpointer data;
    GMainContext *context;
} Job;

/* The only state shared by threads; it needs no set-up and no end. */
static GMutex lock;
static GCond job_came;
static GQueue jobs = G_QUEUE_INIT;
static guint n_threads;
static guint n_idle;

static void
job_free (Job *job)
{
    g_main_context_unref (job->context);
    g_free (job);
}

static gboolean
finish_job (gpointer data)
{
    Job *job = data;

    job->done (job->data);
    return G_SOURCE_REMOVE;
}

static void
run_job (Job *job)
{
    g_autoptr (GSource) source = g_idle_source_new ();

    job->work (job->data);
    g_source_set_priority (source, G_PRIORITY_DEFAULT);
    g_source_set_static_name (source, "truefrom: work done");
    g_source_set_callback (source, finish_job, job, (GDestroyNotify)job_free);
    g_source_attach (source, job->context);
}

/* NULL: nothing came for a while. Called with the lock. */
static Job *
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

static gpointer
thread_main (gpointer unused)
{
    Job *job;

    g_mutex_lock (&lock);
    while ((job = wait_for_job ()) != NULL) {
        g_mutex_unlock (&lock);
        run_job (job);
        g_mutex_lock (&lock);
    }
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

void
tf_worker_run (TfWorkFunc work, TfWorkFunc done, gpointer data)
{
    Job *job = g_new (Job, 1);
    gboolean threaded;

    job->work = work;
    job->done = done;
    job->data = data;
    job->context = g_main_context_ref_thread_default ();
    g_mutex_lock (&lock);
    g_queue_push_tail (&jobs, job);
    threaded = have_thread ();
    if (!threaded)
        g_queue_remove (&jobs, job);
    g_cond_signal (&job_came);
    g_mutex_unlock (&lock);
    if (!threaded)
        run_job (job); /* slow for the client, but better than no answer */
}
