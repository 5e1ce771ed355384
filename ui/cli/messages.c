/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* messages: the names on the command line as messages, one after another: files, the
 * messages of an mbox, the files of a Maildir, and on request what is attached
 * to each. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "cli/cli.h"
#include "mailbox/mailbox.h"
#include "message/message.h"

struct _TfCliMessages {
    const TfCliOptions *options;
    guint n_names;     /* taken so far */
    GPtrArray *folder; /* char *: files of a Maildir, the next one last */
    char *file;        /* the one that is being read; or NULL */
    int fd;            /* of it; -1: none */
    goffset offset;
    gint64 file_time;
    TfMboxFile *mbox;    /* or NULL */
    guint index;         /* of the next message in it */
    GPtrArray *attached; /* TfAttached of the message before; or NULL */
    guint n_attached;    /* taken so far */
};

TfCliMessages *
tf_cli_messages_new (const TfCliOptions *options)
{
    TfCliMessages *messages = g_new0 (TfCliMessages, 1);
    messages->options = options;
    messages->fd = -1;
    messages->folder = g_ptr_array_new_with_free_func (g_free);
    return messages;
}

static void
close_file (TfCliMessages *messages)
{
    if (messages->fd >= 0)
        close (messages->fd);
    messages->fd = -1;
    messages->index = 0;
    g_clear_pointer (&messages->file, g_free);
    g_clear_pointer (&messages->mbox, tf_mbox_file_free);
}

void
tf_cli_messages_free (TfCliMessages *messages)
{
    close_file (messages);
    g_ptr_array_unref (messages->folder);
    g_clear_pointer (&messages->attached, g_ptr_array_unref);
    g_free (messages);
}

void
tf_cli_message_clear (TfCliMessage *message)
{
    g_clear_pointer (&message->file, g_free);
    g_clear_pointer (&message->part, g_free);
    g_clear_pointer (&message->request, tf_request_unref);
    g_clear_error (&message->error);
}

/* ---- a Maildir --------------------------------------------------------------------- */

static gint
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)b, *(const char *const *)a);
}

static gboolean
list_folder (GPtrArray *files, const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GDir *directory = g_dir_open (path, 0, error);
    const char *entry;
    if (directory == NULL)
        return FALSE;
    while ((entry = g_dir_read_name (directory)) != NULL) {
        g_autofree char *file = g_build_filename (path, entry, NULL);
        if (entry[0] != '.' && g_file_test (file, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add (files, g_steal_pointer (&file));
    }
    g_dir_close (directory);
    return TRUE;
}

/* FALSE and error: NAME is no Maildir. */
static gboolean
open_folder (TfCliMessages *messages, const char *name, GError **error)
{
    g_autofree char *cur = g_build_filename (name, "cur", NULL);
    g_autofree char *new = g_build_filename (name, "new", NULL);
    if (!g_file_test (cur, G_FILE_TEST_IS_DIR) ||
        !g_file_test (new, G_FILE_TEST_IS_DIR)) {
        g_set_error_literal (
            error, G_FILE_ERROR, G_FILE_ERROR_ISDIR,
            _ ("it is a folder, and not a Maildir; name the files in it"));
        return FALSE;
    }
    if (!list_folder (messages->folder, name, "cur", error) ||
        !list_folder (messages->folder, name, "new", error))
        return FALSE;
    g_ptr_array_sort (messages->folder, compare_names);
    return TRUE;
}

/* ---- files ------------------------------------------------------------------------- */

/* Owned; NULL: none is left. */
static char *
next_name (TfCliMessages *messages)
{
    if (messages->folder->len > 0)
        return g_ptr_array_steal_index (messages->folder, messages->folder->len - 1);
    return g_strdup (messages->options->files[messages->n_names]);
}

static gboolean
open_file (TfCliMessages *messages, GError **error)
{
    messages->fd = tf_cli_input_open (messages->file, &messages->offset,
                                      &messages->file_time, error);
    if (messages->fd < 0)
        return FALSE;
    messages->mbox = tf_mbox_file_new (messages->fd, messages->offset, error);
    return messages->mbox != NULL || *error == NULL;
}

/* FALSE: no name is left. A name that cannot be read is open with an error. */
static gboolean
open_next (TfCliMessages *messages, GError **error)
{
    for (;;) {
        gboolean in_folder = messages->folder->len > 0;
        messages->file = next_name (messages);
        if (messages->file == NULL)
            return FALSE;
        if (!in_folder)
            messages->n_names++;
        if (in_folder || !g_file_test (messages->file, G_FILE_TEST_IS_DIR)) {
            open_file (messages, error);
            return TRUE;
        }
        if (!open_folder (messages, messages->file, error))
            return TRUE;
        close_file (messages);
    }
}

/* ---- what is attached -------------------------------------------------------------- */

/* All of SOURCE, up to the limit. */
static GBytes *
read_all (TfSource *source)
{
    GByteArray *bytes = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    gssize length = 0;
    while (bytes->len < TF_LIMIT_ATTACHED_BYTES &&
           (length = source->read (source->data, block, TF_READ_BLOCK, NULL)) > 0)
        g_byte_array_append (bytes, block, (guint)length);
    return g_byte_array_free_to_bytes (bytes);
}

/* Takes SOURCE; NULL: it could not be opened again, which the message itself tells. */
static void
look_for_attached (TfCliMessages *messages, TfSource *source)
{
    messages->n_attached = 0;
    if (source == NULL)
        return;
    g_autoptr (GBytes) bytes = read_all (source);
    messages->attached = tf_attached_find (bytes);
    tf_source_unref (source);
}

static gboolean
take_attached (TfCliMessages *messages, TfCliMessage *ret_message)
{
    if (messages->attached == NULL)
        return FALSE;
    if (messages->n_attached == messages->attached->len) {
        g_clear_pointer (&messages->attached, g_ptr_array_unref);
        return FALSE;
    }
    const TfAttached *found =
        g_ptr_array_index (messages->attached, messages->n_attached++);
    ret_message->file = g_strdup (messages->file);
    ret_message->index = messages->index - 1;
    ret_message->is_mbox = messages->mbox != NULL;
    ret_message->part = g_strdup (found->part);
    g_autoptr (TfSource) source = tf_source_new_bytes (found->bytes);
    ret_message->request = tf_request_new (source);
    return TRUE;
}

/* ---- one after another ------------------------------------------------------------- */

static TfSource *
open_slice (TfCliMessages *messages, goffset offset, goffset length, GError **error)
{
    TfSource *source;
    if (messages->mbox != NULL) {
        source = tf_mbox_file_open (messages->mbox, offset, length, error);
    } else {
        int fd = fcntl (messages->fd, F_DUPFD_CLOEXEC, 0);
        source = fd >= 0 ? tf_source_new_fd (fd, offset, length) : NULL;
        if (source == NULL)
            tf_cli_set_errno_error (error);
    }
    return source;
}

static TfRequest *
open_request (TfCliMessages *messages, goffset offset, goffset length, GError **error)
{
    g_autoptr (TfSource) source = open_slice (messages, offset, length, error);
    if (source == NULL)
        return NULL;
    TfRequest *request = tf_request_new (source);
    tf_request_set_file_time (request, messages->file_time);
    if (messages->mbox != NULL)
        tf_request_set_store (request, TF_STORE_MBOX);
    return request;
}

/* FALSE: the file has no further one. */
static gboolean
take_from_file (TfCliMessages *messages, TfCliMessage *message)
{
    goffset offset = messages->offset, length = -1;
    if (messages->mbox != NULL) {
        if (!tf_mbox_file_next (messages->mbox, &offset, &length, &message->error) &&
            message->error == NULL)
            return FALSE;
    } else if (messages->index > 0) {
        return FALSE;
    }
    message->file = g_strdup (messages->file);
    message->index = messages->index++;
    message->is_mbox = messages->mbox != NULL;
    if (message->error != NULL)
        return TRUE;
    message->request = open_request (messages, offset, length, &message->error);
    if (messages->options->attached && message->request != NULL)
        look_for_attached (messages, open_slice (messages, offset, length, NULL));
    return TRUE;
}

gboolean
tf_cli_messages_next (TfCliMessages *messages, TfCliMessage *ret_message)
{
    *ret_message = (TfCliMessage){.file = NULL};
    if (take_attached (messages, ret_message))
        return TRUE;
    for (;;) {
        if (messages->fd >= 0 && take_from_file (messages, ret_message))
            return TRUE;
        close_file (messages);
        if (!open_next (messages, &ret_message->error))
            return FALSE;
        if (ret_message->error == NULL)
            continue;
        ret_message->file = g_strdup (messages->file);
        close_file (messages);
        return TRUE;
    }
}
