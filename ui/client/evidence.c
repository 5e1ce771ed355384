/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evidence: a worker reads and writes, because both ends may be on a disk that never answers; then the
 * thread is left to itself, and removes what it wrote if it ever comes back. */
#include "client/evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/limits.h"
#include "dns/dns.h"
#include "inputs/settings.h"
#include "verify/request.h"
#include "verify/verify.h"

#define BLOCK_BYTES     65536
#define TICKS_PER_LIMIT 10
#define MAX_NUMBER      1000 /* of a folder whose name is taken */

static guint limit_ms = TF_LIMIT_READ_MS; /* without progress */

/** Writing: of one folder. */
typedef struct {
    GTask *task; /* borrowed: this is its data */
    TfJob *job;
    TfRequest *request;
    char *sha256; /* of what was checked; or NULL */
    char *parent;
    char *name;
    GStrv files;
    guint tick_id;
    gint last_progress;
    guint n_idle; /* ticks without progress */
    gboolean returned;
    gint progress; /* atomic: counted by the worker */
    gint given_up; /* atomic: read by the worker */
    /* Of the worker while it works. */
    char *folder; /* NULL until it was made */
    GError *error;
} Writing;

static void
writing_free (Writing *writing)
{
    tf_request_unref (writing->request);
    g_free (writing->sha256);
    g_free (writing->parent);
    g_free (writing->name);
    g_strfreev (writing->files);
    g_free (writing->folder);
    g_clear_error (&writing->error);
    g_free (writing);
}

/* ---- in the worker: sentences ------------------------------------------------------ */

static gboolean
fail (Writing *writing, const char *sentence)
{
    if (writing->error == NULL)
        g_set_error_literal (&writing->error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
    return FALSE;
}

static gboolean
fail_writing (Writing *writing, int number)
{
    g_autofree char *place = g_filename_display_name (writing->parent);
    /* Translators: the name of a folder, and what the system says ("Disk full"). */
    g_autofree char *sentence = g_strdup_printf (_ ("Nothing could be saved in “%s”: %s"),
                                                 place, g_strerror (number));

    return fail (writing, sentence);
}

static gboolean
fail_reading (Writing *writing, const GError *error)
{
    /* Translators: what the system says, for example "No such file or directory". */
    g_autofree char *sentence =
        g_strdup_printf (_ ("The message could not be read: %s"),
                         error != NULL ? error->message : g_strerror (EIO));

    return fail (writing, sentence);
}

/* ---- in the worker: files ---------------------------------------------------------- */

static gboolean
make_folder (Writing *writing)
{
    for (guint number = 1; number <= MAX_NUMBER; number++) {
        g_autofree char *numbered = number > 1
                                        ? g_strdup_printf ("%s-%u", writing->name, number)
                                        : g_strdup (writing->name);
        g_autofree char *folder = g_build_filename (writing->parent, numbered, NULL);

        if (g_mkdir (folder, 0700) == 0) {
            writing->folder = g_steal_pointer (&folder);
            return TRUE;
        }
        if (errno != EEXIST)
            break;
    }
    return fail_writing (writing, errno);
}

static int
create_file (Writing *writing, const char *name)
{
    g_autofree char *path = g_build_filename (writing->folder, name, NULL);
    int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0)
        fail_writing (writing, errno);
    return fd;
}

static gboolean
write_all (Writing *writing, int fd, const void *data, gsize length)
{
    const char *at = data;

    while (length > 0) {
        gssize count = write (fd, at, length);

        if (count < 0 && errno != EINTR)
            return fail_writing (writing, errno);
        at += MAX (count, 0);
        length -= (gsize)MAX (count, 0);
        g_atomic_int_inc (&writing->progress);
    }
    return TRUE;
}

/* A full disk may be noticed only here. */
static gboolean
close_file (Writing *writing, int fd)
{
    return close (fd) == 0 || errno == EINTR || fail_writing (writing, errno);
}

static gboolean
write_text (Writing *writing, const char *name, const char *text)
{
    int fd = create_file (writing, name);
    gboolean good = fd >= 0 && write_all (writing, fd, text, strlen (text));

    return fd >= 0 && close_file (writing, fd) && good;
}

/* ---- in the worker: the message ---------------------------------------------------- */

static gboolean
is_wanted (Writing *writing)
{
    if (!g_atomic_int_get (&writing->given_up) && !tf_worker_is_exiting ())
        return TRUE;
    return fail (writing, g_strerror (ETIMEDOUT));
}

static gboolean
copy_bytes (Writing *writing, int fd, GChecksum *checksum)
{
    g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
    TfSource *source = writing->request->source;

    while (is_wanted (writing)) {
        g_autoptr (GError) error = NULL;
        gssize count = source->read (source->data, block, BLOCK_BYTES, &error);

        g_atomic_int_inc (&writing->progress);
        if (count < 0)
            return fail_reading (writing, error);
        if (count == 0)
            return TRUE;
        g_checksum_update (checksum, block, count);
        if (!write_all (writing, fd, block, (gsize)count))
            return FALSE;
    }
    return FALSE;
}

/* A report beside another message would accuse the wrong one. */
static gboolean
is_what_was_checked (Writing *writing, GChecksum *checksum)
{
    return writing->sha256 == NULL ||
           g_str_equal (writing->sha256, g_checksum_get_string (checksum)) ||
           fail (writing, _ ("The stored message has changed since it was checked. Check "
                             "it again first."));
}

static gboolean
write_message (Writing *writing)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    int fd = create_file (writing, TF_EVIDENCE_MESSAGE);
    gboolean good = fd >= 0 && copy_bytes (writing, fd, checksum);

    return fd >= 0 && close_file (writing, fd) && good &&
           is_what_was_checked (writing, checksum);
}

static gboolean
write_folder (Writing *writing)
{
    gboolean good = make_folder (writing) && write_message (writing);

    for (guint i = 0; good && writing->files[i] != NULL; i += 2)
        good = write_text (writing, writing->files[i], writing->files[i + 1]);
    return good;
}

void
tf_evidence_remove (const char *folder)
{
    static const char *const names[] = {TF_EVIDENCE_MESSAGE, TF_EVIDENCE_ANSWERS,
                                        TF_EVIDENCE_REPORT};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = g_build_filename (folder, names[i], NULL);

        g_unlink (path);
    }
    g_rmdir (folder);
}

static void
work (gpointer data)
{
    Writing *writing = g_task_get_task_data (data);
    gboolean good = write_folder (writing);

    if (writing->folder != NULL && (!good || g_atomic_int_get (&writing->given_up))) {
        tf_evidence_remove (writing->folder);
        g_clear_pointer (&writing->folder, g_free);
    }
}

/* ---- on the main context ----------------------------------------------------------- */

static void
work_done (gpointer data)
{
    g_autoptr (GTask) task = data;
    Writing *writing = g_task_get_task_data (task);

    writing->job = NULL;
    if (writing->returned)
        return;
    writing->returned = TRUE;
    g_clear_handle_id (&writing->tick_id, g_source_remove);
    if (writing->folder != NULL)
        g_task_return_pointer (task, g_steal_pointer (&writing->folder), g_free);
    else
        g_task_return_error (task, g_steal_pointer (&writing->error));
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
    Writing *writing = data;
    gint progress = g_atomic_int_get (&writing->progress);

    writing->n_idle = progress == writing->last_progress ? writing->n_idle + 1 : 0;
    writing->last_progress = progress;
    if (writing->n_idle <= TICKS_PER_LIMIT)
        return G_SOURCE_CONTINUE;
    writing->returned = TRUE;
    writing->tick_id = 0;
    g_atomic_int_set (&writing->given_up, TRUE);
    tf_worker_give_up (writing->job);
    return_overdue (writing->task);
    return G_SOURCE_REMOVE;
}

void
tf_evidence_write_async (TfRequest *request, const TfReport *report, const char *parent,
                         const char *name, const char *const *files,
                         GAsyncReadyCallback callback, gpointer user_data)
{
    g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
    Writing *writing;

    g_task_set_source_tag (task, tf_evidence_write_async);
    if (!tf_worker_has_room ()) {
        return_overdue (task);
        return;
    }
    writing = g_new0 (Writing, 1);
    writing->task = task;
    writing->request = tf_request_ref (request);
    writing->sha256 = g_strdup (report->dossier->sha256);
    writing->parent = g_strdup (parent);
    writing->name = g_strdup (name);
    writing->files = g_strdupv ((GStrv)files);
    g_task_set_task_data (task, writing, (GDestroyNotify)writing_free);
    writing->tick_id =
        g_timeout_add (MAX (limit_ms / TICKS_PER_LIMIT, 1), on_tick, writing);
    writing->job = tf_worker_run (work, work_done, g_object_ref (task));
}

char *
tf_evidence_write_finish (GAsyncResult *result, GError **error)
{
    return g_task_propagate_pointer (G_TASK (result), error);
}

void
tf_evidence_set_limit (guint milliseconds)
{
    limit_ms = milliseconds;
}

/* ---- what replays it --------------------------------------------------------------- */

char *
tf_evidence_answers (const TfReport *report)
{
    TfDns *dns = report->dns;
    gint64 file_time = report->time_source == TF_TIME_FILE ? report->received_at : -1;

    return tf_dns_to_json (&dns, 1, report->now, -1, file_time);
}

static void
add_option (GStrvBuilder *builder, const char *option, const char *value)
{
    g_strv_builder_add (builder, option);
    g_strv_builder_add (builder, value);
}

static void
add_options (GStrvBuilder *builder, const char *option, const GPtrArray *values)
{
    for (guint i = 0; i < values->len; i++)
        add_option (builder, option, g_ptr_array_index (values, i));
}

static void
add_servers (GStrvBuilder *builder, const GPtrArray *servers)
{
    for (guint i = 0; i < servers->len; i++) {
        const TfTrustedServer *server = g_ptr_array_index (servers, i);
        g_autofree char *value =
            g_strconcat (server->authserv_id, server->below ? ":below" : "", NULL);

        add_option (builder, "--trust-authserv", value);
    }
}

GStrv
tf_evidence_options (const TfReport *report, const TfSettings *settings)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    if (settings != NULL) {
        add_options (builder, "--own", settings->own->addresses);
        add_options (builder, "--own", settings->own->domains->domains);
        add_options (builder, "--protect", settings->protected_domains->domains);
        add_options (builder, "--border", settings->border_hosts);
        add_servers (builder, settings->trusted_servers);
    }
    if (report->dossier->displayed_from != NULL)
        add_option (builder, "--displayed-from", report->dossier->displayed_from);
    return g_strv_builder_end (builder);
}
