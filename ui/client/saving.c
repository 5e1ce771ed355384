/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* saving: a worker reads and writes, because both ends may be on a disk that never answers; then the
 * thread is left to itself, and removes what it wrote if it ever comes back. */
#include "client/saving-private.h"

#include <string.h>

#include "base/limits.h"
#include "words/translate.h"

#define TICKS_PER_LIMIT 10

static guint limit_ms = TF_LIMIT_READ_MS; /* without progress */

static void
saving_free (TfSaving *saving)
{
    tf_request_unref (saving->request);
    g_free (saving->sha256);
    g_free (saving->parent);
    g_free (saving->name);
    g_strfreev (saving->files);
    g_free (saving->made);
    g_clear_error (&saving->error);
    g_free (saving);
}

static void
work (gpointer data)
{
    tf_saving_work (g_task_get_task_data (data));
}

/* ---- on the main context ----------------------------------------------------------- */

static void
work_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    TfSaving *saving = g_task_get_task_data (task);

    saving->job = NULL;
    if (saving->returned)
        return;
    saving->returned = TRUE;
    g_clear_handle_id (&saving->tick_id, g_source_remove);
    if (saving->made != NULL)
        g_task_return_pointer (task, g_steal_pointer (&saving->made), g_free);
    else
        g_task_return_error (task, g_steal_pointer (&saving->error));
}

static void
return_overdue (GTask *task)
{
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s",
                             _ ("A disk or a server does not answer."));
}

static gboolean
on_tick (gpointer data)
{
    TfSaving *saving = data;
    gint progress = g_atomic_int_get (&saving->progress);

    saving->n_idle = progress == saving->last_progress ? saving->n_idle + 1 : 0;
    saving->last_progress = progress;
    if (saving->n_idle <= TICKS_PER_LIMIT)
        return G_SOURCE_CONTINUE;
    saving->returned = TRUE;
    saving->tick_id = 0;
    g_atomic_int_set (&saving->given_up, TRUE);
    tf_worker_give_up (saving->job);
    return_overdue (saving->task);
    return G_SOURCE_REMOVE;
}

/* Takes ownership of SAVING. */
static void
start (TfSaving *saving, TfRequest *request, const TfReport *report, gpointer tag,
       GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

    saving->task = task;
    saving->request = tf_request_ref (request);
    saving->sha256 = g_strdup (report->dossier->sha256);
    g_task_set_source_tag (task, tag);
    g_task_set_task_data (task, saving, (GDestroyNotify)saving_free);
    if (!tf_worker_has_room ()) {
        return_overdue (task);
        return;
    }
    saving->tick_id =
        g_timeout_add (MAX (limit_ms / TICKS_PER_LIMIT, 1), on_tick, saving);
    saving->job = tf_worker_run (work, work_done, g_object_ref (task));
}

void
tf_saving_copy_async (TfRequest *request, const TfReport *report, const char *parent,
                      const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
    TfSaving *saving = g_new0 (TfSaving, 1);

    saving->parent = g_strdup (parent);
    saving->name = g_strdup (name);
    start (saving, request, report, tf_saving_copy_async, callback, user_data);
}

void
tf_saving_zip_async (TfRequest *request, const TfReport *report, const char *path,
                     const char *const *files, GAsyncReadyCallback callback,
                     gpointer user_data)
{
    TfSaving *saving = g_new0 (TfSaving, 1);
    char *name = g_path_get_basename (path);

    if (g_str_has_suffix (name, ".zip"))
        name[strlen (name) - strlen (".zip")] = '\0';
    saving->parent = g_path_get_dirname (path);
    saving->name = name;
    saving->files = g_strdupv ((GStrv)files);
    start (saving, request, report, tf_saving_zip_async, callback, user_data);
}

char *
tf_saving_finish (GAsyncResult *result, GError **error)
{
    return g_task_propagate_pointer (G_TASK (result), error);
}

void
tf_saving_set_limit (guint milliseconds)
{
    limit_ms = milliseconds;
}
