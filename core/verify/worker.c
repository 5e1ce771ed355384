/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* worker: two threads of our own. GLib's shared pool is not used: the clients put their
 * own blocking work there, and ours would queue behind theirs or theirs behind ours. A thread that
 * hangs is replaced, and ends when it comes back. When the client exits, the threads end first:
 * libraries and the client then free their tables, and a thread that still used them would
 * crash. */
#include "crypto/crypto.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <unistd.h>

#define THREADS      2 /* unless somebody says otherwise */
#define IDLE_SECONDS 5

struct _TfJob {
    TfWorkFunc work;
    TfWorkFunc done;
    gpointer data;
    GMainContext *context;
    /* With the lock. */
    gboolean begun;
    gboolean ended; /* the call of DONE is on its way */
    gboolean given_up;
};

/* The only state shared by threads. */
static GMutex lock;
static GCond job_came;
static GCond thread_ended;
static GQueue jobs = G_QUEUE_INIT;
static guint max_threads = THREADS;
static guint n_threads; /* without the lost ones */
static guint n_idle;
static guint n_lost;
static gint exiting;  /* atomic */
static pid_t process; /* the one with these threads: a forked child has none */

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

/* Called with the lock; from here on JOB belongs to the main context. */
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
    while (g_queue_is_empty (&jobs) && in_time && !tf_worker_is_exiting ())
        in_time = g_cond_wait_until (&job_came, &lock, until);
    n_idle--;
    return tf_worker_is_exiting () ? NULL : g_queue_pop_head (&jobs);
}

/* TRUE: JOB has been given up meanwhile, and this thread replaced. Called with the lock. */
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
    tf_crypto_leave_thread ();
    if (lost)
        n_lost--;
    else
        n_threads--;
    g_cond_signal (&thread_ended);
    g_mutex_unlock (&lock);
    return NULL;
}

/* ---- the exit of the client -------------------------------------------------------- */

/* A thread that hangs is left alone after a while: as long as it hangs it uses nothing. */
static void
end_threads (void)
{
    gint64 until = g_get_monotonic_time () + TF_LIMIT_EXIT_MS * 1000;
    gboolean in_time = TRUE;

    if (process != getpid ())
        return;
    g_mutex_lock (&lock);
    g_atomic_int_set (&exiting, TRUE);
    g_cond_broadcast (&job_came);
    while (n_threads > 0 && in_time)
        in_time = g_cond_wait_until (&thread_ended, &lock, until);
    g_mutex_unlock (&lock);
}

/* Initialise OpenSSL first: the exit handler registered last is called first. */
static gpointer
watch_exit (gpointer unused)
{
    tf_crypto_outlive_exit ();
    process = getpid ();
    atexit (end_threads);
    return NULL;
}

gboolean
tf_worker_is_exiting (void)
{
    return g_atomic_int_get (&exiting);
}

/* ---- jobs -------------------------------------------------------------------------- */

/* Called with the lock. FALSE: there is no thread at all. */
static gboolean
have_thread (void)
{
    static GOnce once = G_ONCE_INIT;
    GThread *thread;

    if (n_threads == max_threads || g_queue_get_length (&jobs) <= n_idle ||
        tf_worker_is_exiting ())
        return TRUE;
    g_once (&once, watch_exit, NULL);
    thread = g_thread_try_new ("truefrom", thread_main, NULL, NULL);
    if (thread == NULL)
        return n_threads > 0;
    n_threads++;
    g_thread_unref (thread);
    return TRUE;
}

void
tf_worker_set_threads (guint n)
{
    g_mutex_lock (&lock);
    max_threads = MAX (n, 1);
    g_mutex_unlock (&lock);
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
        if (n_idle > 0) /* a signal costs a system call, whether anybody waits or not */
            g_cond_signal (&job_came);
    } else {
        g_queue_remove (&jobs, job);
        run_job (job); /* blocks the client, but better than no answer */
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
