/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recalling: a worker reads, while the main context watches the time. A thread that hangs keeps what it
 * needs, and another one takes its place. */
#include "verify/recalling.h"

#include "verify/verify.h"

/** Recalling: the data of the task of one recall. */
typedef struct {
    TfMemory *memory;
    TfDossier *dossier;
    gboolean afresh;
    GTask *task; /* borrowed: this is its data */
    TfJob *job;
    GSource *limit;
    gboolean returned;
    TfRecollection *recollection; /* the worker's while it works */
} Recalling;

static void
recalling_free (Recalling *recalling)
{
    tf_memory_unref (recalling->memory);
    tf_dossier_unref (recalling->dossier);
    g_clear_pointer (&recalling->recollection, tf_recollection_free);
    g_free (recalling);
}

static void
work (gpointer data)
{
    Recalling *recalling = g_task_get_task_data (data);

    recalling->recollection =
        tf_memory_recall (recalling->memory, recalling->dossier, recalling->afresh);
}

static void
return_it (Recalling *recalling)
{
    recalling->returned = TRUE;
    g_source_destroy (recalling->limit);
    g_clear_pointer (&recalling->limit, g_source_unref);
}

static void
work_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    Recalling *recalling = g_task_get_task_data (task);

    if (recalling->returned)
        return;
    return_it (recalling);
    g_task_return_pointer (task, g_steal_pointer (&recalling->recollection),
                           (GDestroyNotify)tf_recollection_free);
}

static gboolean
on_limit (gpointer data)
{
    Recalling *recalling = data;

    return_it (recalling);
    tf_worker_give_up (recalling->job);
    g_task_return_pointer (recalling->task, NULL, NULL);
    return G_SOURCE_REMOVE;
}

void
tf_recalling_start_async (TfMemory *memory, TfDossier *dossier, gboolean afresh,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
    Recalling *recalling = g_new0 (Recalling, 1);

    g_task_set_source_tag (task, tf_recalling_start_async);
    recalling->memory = tf_memory_ref (memory);
    recalling->dossier = tf_dossier_ref (dossier);
    recalling->afresh = afresh;
    recalling->task = task;
    g_task_set_task_data (task, recalling, (GDestroyNotify)recalling_free);
    recalling->limit = g_timeout_source_new (2 * TF_LIMIT_MEMORY_MS);
    g_source_set_static_name (recalling->limit, "truefrom: recalling");
    g_source_set_callback (recalling->limit, on_limit, recalling, NULL);
    g_source_attach (recalling->limit, g_task_get_context (task));
    recalling->job = tf_worker_run (work, work_done, g_object_ref (task));
}

TfRecollection *
tf_recalling_start_finish (GAsyncResult *result)
{
    return g_task_propagate_pointer (G_TASK (result), NULL);
}
