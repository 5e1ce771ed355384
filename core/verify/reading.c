/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reading: a worker reads, while the main context watches whether bytes still come. open() and
 * read() on a lost disk or server cannot be interrupted, so a thread that hangs is left to
 * itself and another one takes its place. */
#include "verify/reading.h"

#include "verify/verify.h"

#define TICKS_PER_LIMIT 10

/** Read: the data of the task of one reading. */
typedef struct {
    TfReading reading;
    GTask *task; /* borrowed: this is its data */
    TfJob *job;  /* until the worker is done */
    GSource *ticking;
    gboolean returned;
    gint64 started; /* monotonic, microseconds */
    /* Written by the worker. */
    gint progress; /* atomic: milliseconds since STARTED; -1: not begun */
    /* The worker's while it works. */
    TfDossier *dossier;
    GError *error;
    /* Read by the worker. */
    gint given_up; /* atomic */
} Read;

static void
read_free (Read *read)
{
    tf_request_unref (read->reading.request);
    tf_settings_unref (read->reading.settings);
    g_clear_pointer (&read->dossier, tf_dossier_unref);
    g_clear_error (&read->error);
    g_free (read);
}

static gint
elapsed_ms (const Read *read)
{
    gint64 elapsed = (g_get_monotonic_time () - read->started) / 1000;

    return (gint)MIN (elapsed, G_MAXINT);
}

static void
stop_ticking (Read *read)
{
    g_source_destroy (read->ticking);
    g_clear_pointer (&read->ticking, g_source_unref);
}

/* ---- in the worker ----------------------------------------------------------------- */

/* A message of 300 MiB that nobody wants to see any more must not keep a worker busy. */
static gboolean
is_wanted (Read *read, GError **error)
{
    if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (read->task), error))
        return FALSE;
    if (!g_atomic_int_get (&read->given_up) && !tf_worker_is_exiting ())
        return TRUE;
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "given up");
    return FALSE;
}

static gssize
read_block (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    Read *read = data;
    TfSource *source = read->reading.request->source;
    gssize n_read;

    if (!is_wanted (read, error))
        return -1;
    g_atomic_int_set (&read->progress, elapsed_ms (read));
    n_read = source->read (source->data, buffer, length, error);
    g_atomic_int_set (&read->progress, elapsed_ms (read));
    return n_read;
}

static void
work (gpointer data)
{
    Read *read = g_task_get_task_data (data);
    g_autoptr (TfSource) source = tf_source_new (read_block, read, NULL);

    g_atomic_int_set (&read->progress, elapsed_ms (read));
    read->dossier = tf_dossier_read (source, &read->reading.known,
                                     read->reading.settings->suffixes, &read->error);
}

/* ---- on the main context ----------------------------------------------------------- */

static void
work_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    Read *read = g_task_get_task_data (task);

    read->job = NULL;
    if (read->returned)
        return;
    read->returned = TRUE;
    stop_ticking (read);
    if (read->dossier != NULL)
        g_task_return_pointer (task, g_steal_pointer (&read->dossier),
                               (GDestroyNotify)tf_dossier_unref);
    else if (read->error != NULL)
        g_task_return_error (task, g_steal_pointer (&read->error));
    else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                                 "The message could not be read");
}

/* The wait is for a disk or a server; it is short if nobody wants the message any more. A reading
 * that has not begun is waiting for threads that hang. */
static gboolean
is_overdue (const Read *read)
{
    gint limit = (gint)read->reading.limit_ms;
    gint progress = g_atomic_int_get (&read->progress);
    gint elapsed = elapsed_ms (read);

    if (elapsed > TF_LIMIT_READ_TOTAL * limit)
        return TRUE;
    if (g_cancellable_is_cancelled (g_task_get_cancellable (read->task)))
        limit /= TICKS_PER_LIMIT;
    return progress >= 0 && elapsed - progress > limit;
}

static gboolean
on_tick (gpointer data)
{
    Read *read = data;

    if (!is_overdue (read))
        return G_SOURCE_CONTINUE;
    read->returned = TRUE;
    g_atomic_int_set (&read->given_up, TRUE);
    stop_ticking (read);
    tf_worker_give_up (read->job);
    g_task_return_new_error (read->task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             "Reading the message took too long");
    return G_SOURCE_REMOVE;
}

void
tf_reading_start_async (const TfReading *reading, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
    Read *read;

    g_task_set_source_tag (task, tf_reading_start_async);
    if (!tf_worker_has_room ()) {
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                 "Too many messages cannot be read to the end");
        return;
    }
    read = g_new0 (Read, 1);
    read->reading = *reading;
    tf_request_ref (reading->request);
    tf_settings_ref (reading->settings);
    read->task = task;
    read->started = g_get_monotonic_time ();
    read->progress = -1;
    g_task_set_task_data (task, read, (GDestroyNotify)read_free);
    read->ticking = g_timeout_source_new (MAX (reading->limit_ms / TICKS_PER_LIMIT, 1));
    g_source_set_static_name (read->ticking, "truefrom: reading");
    g_source_set_callback (read->ticking, on_tick, read, NULL);
    g_source_attach (read->ticking, g_task_get_context (task));
    read->job = tf_worker_run (work, work_done, g_object_ref (task));
}

TfDossier *
tf_reading_start_finish (GAsyncResult *result, GError **error)
{
    return g_task_propagate_pointer (G_TASK (result), error);
}
