/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* bytes: the file in which the account keeps a message. Asking for it may wait for the
 * lock of the folder, so all of this runs in the thread that reads. The message as Evolution would
 * write it is not the same message: fields are doubled, added, folded, left out. */
#include "truefrom-evolution.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "mbox.h"

/** Bytes: one reading of one message. */
typedef struct {
    CamelFolder *folder;
    char *uid;
    gboolean is_mbox;
    gboolean is_imap;
    int fd;              /* -1: not opened yet, or in mbox */
    TfMbox *mbox;        /* or NULL */
    GChecksum *checksum; /* NULL except for debugging */
} Bytes;

/* ---- Its file --------------------------------------------------------------- */

static char *
ask_file_name (const Bytes *bytes, GError **error)
{
    if (CAMEL_FOLDER_GET_CLASS (bytes->folder)->get_filename)
        return camel_folder_get_filename (bytes->folder, bytes->uid, error);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "this kind of account keeps no files");
    return NULL;
}

/* Before 3.53.1 an IMAP account said "…/cache/AB/UID" for what is really in
 * "…/cur/AB/UID". */
static char *
repair_imap_name (const char *name)
{
    g_autofree char *group = g_path_get_dirname (name);
    g_autofree char *folder = g_path_get_dirname (group);
    g_autofree char *place = g_path_get_basename (folder);
    g_autofree char *base = g_path_get_dirname (folder);
    g_autofree char *group_name = g_path_get_basename (group);
    g_autofree char *own_name = g_path_get_basename (name);

    if (!g_str_equal (place, "cache"))
        return NULL;
    return g_build_filename (base, "cur", group_name, own_name, NULL);
}

static int
open_name (const char *name, GError **error)
{
    struct stat status;
    int fd = g_open (name, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
    int trouble = errno;

    if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
        return fd;
    if (fd >= 0) {
        close (fd);
        trouble = EINVAL;
    }
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (trouble),
                         g_strerror (trouble));
    return -1;
}

static int
open_file (const Bytes *bytes, const char *name, GError **error)
{
    g_autofree char *repaired = NULL;
    int fd = open_name (name, error);

    if (fd >= 0 || !bytes->is_imap)
        return fd;
    repaired = repair_imap_name (name);
    if (repaired == NULL)
        return -1;
    g_clear_error (error);
    return open_name (repaired, error);
}

/* The name of an mbox is followed by "/!" and the offset where the message begins. If none
 * begins there, reading will report that. */
static int
open_mbox (const char *name, GError **error)
{
    const char *mark = g_strrstr (name, "/!");
    g_autofree char *file = NULL;
    guint64 offset = 0;
    int fd;

    if (mark == NULL ||
        !g_ascii_string_to_unsigned (mark + 2, 10, 0, G_MAXINT64, &offset, NULL))
        return open_name (name, error);
    file = g_strndup (name, (gsize)(mark - name));
    fd = open_name (file, error);
    if (fd < 0 || lseek (fd, (off_t)offset, SEEK_SET) >= 0)
        return fd;
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                         g_strerror (errno));
    close (fd);
    return -1;
}

/* Not every kind of account says why it has no file name. */
static void
set_unnamed (GError **error)
{
    if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             "the account has no file of this message");
}

static int
find_file (const Bytes *bytes, GError **error)
{
    g_autofree char *name = ask_file_name (bytes, error);

    if (name == NULL) {
        set_unnamed (error);
        return -1;
    }
    return bytes->is_mbox ? open_mbox (name, error) : open_file (bytes, name, error);
}

/* A file in a Maildir gets another name whenever a flag is written, so this tries once more. */
static int
find_file_twice (const Bytes *bytes, GError **error)
{
    g_autoptr (GError) first = NULL;
    int fd = find_file (bytes, &first);

    if (fd >= 0)
        return fd;
    if (g_error_matches (first, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return find_file (bytes, error);
    g_propagate_error (error, g_steal_pointer (&first));
    return -1;
}

/* ---- Reading ---------------------------------------------------------------- */

static gboolean
open_bytes (Bytes *bytes, GError **error)
{
    int fd;

    if (bytes->fd >= 0 || bytes->mbox != NULL)
        return TRUE;
    fd = find_file_twice (bytes, error);
    if (fd < 0)
        return FALSE;
    if (bytes->is_mbox)
        bytes->mbox = tf_mbox_new (fd);
    else
        bytes->fd = fd;
    return TRUE;
}

static gssize
read_file (int fd, guint8 *buffer, gsize length, GError **error)
{
    gssize count;

    do
        count = read (fd, buffer, length);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                             g_strerror (errno));
    return count;
}

/* Logs which bytes were checked, so that they can be compared with those that were delivered. */
static void
note_bytes (Bytes *bytes, const guint8 *buffer, gssize count)
{
    if (bytes->checksum != NULL && count > 0)
        g_checksum_update (bytes->checksum, buffer, count);
    else if (bytes->checksum != NULL && count == 0)
        g_debug ("message %s has SHA-256 %s", bytes->uid,
                 g_checksum_get_string (bytes->checksum));
}

static gssize
bytes_read (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    Bytes *bytes = data;
    gssize count;

    if (!open_bytes (bytes, error))
        return -1;
    if (bytes->mbox != NULL)
        count = tf_mbox_read (bytes->mbox, buffer, length, error);
    else
        count = read_file (bytes->fd, buffer, length, error);
    note_bytes (bytes, buffer, count);
    return count;
}

/* ---- The source ------------------------------------------------------------- */

static void
bytes_free (gpointer data)
{
    Bytes *bytes = data;

    if (bytes->fd >= 0)
        close (bytes->fd);
    g_clear_pointer (&bytes->mbox, tf_mbox_free);
    g_clear_pointer (&bytes->checksum, g_checksum_free);
    g_object_unref (bytes->folder);
    g_free (bytes->uid);
    g_free (bytes);
}

/* A message in an mbox under "On This Computer" is both rewritten and to be cut out. */
static gboolean
is_in_mbox (const TfEvolutionPlace *place)
{
    return place->store == TF_STORE_MBOX ||
           g_str_equal (tf_evolution_protocol (place->folder), "mbox");
}

TfSource *
tf_evolution_bytes_new (const TfEvolutionPlace *place)
{
    Bytes *bytes = g_new0 (Bytes, 1);
    TfSource *source = tf_source_new (bytes_read, bytes, bytes_free);

    bytes->folder = g_object_ref (place->folder);
    bytes->uid = g_strdup (place->uid);
    /* Decided here: the account may be gone when the worker asks. */
    bytes->is_mbox = is_in_mbox (place);
    bytes->is_imap = g_str_equal (tf_evolution_protocol (place->folder), "imapx");
    bytes->fd = -1;
    if (!g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
        bytes->checksum = g_checksum_new (G_CHECKSUM_SHA256);
    return source;
}
