/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* source-file: a descriptor as TfSource, read in blocks with pread (), so that it may be
 * shared and its offset does not change. Nothing is mapped: a mapped file that is cut short
 * kills the client; here it only ends earlier. What cannot be sought (a pipe) is read from
 * where it is. */
#include "io/io.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message/message.h"

typedef struct {
    int fd;
    off_t position;
    goffset remaining; /* -1: up to the end */
    gboolean is_stream;
} Descriptor;

static void
descriptor_free (Descriptor *descriptor)
{
    close (descriptor->fd);
    g_free (descriptor);
}

static gssize
read_once (Descriptor *descriptor, guint8 *buffer, gsize length)
{
    gssize n_read;

    if (!descriptor->is_stream) {
        n_read = pread (descriptor->fd, buffer, length, descriptor->position);
        if (n_read >= 0 || errno != ESPIPE)
            return n_read;
        descriptor->is_stream = TRUE;
    }
    return read (descriptor->fd, buffer, length);
}

static gssize
read_block (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    Descriptor *descriptor = data;
    gssize n_read;

    if (descriptor->remaining >= 0)
        length = MIN (length, (gsize)descriptor->remaining);
    if (length == 0)
        return 0;
    do {
        n_read = read_once (descriptor, buffer, length);
    } while (n_read < 0 && errno == EINTR);
    if (n_read < 0) {
        int code = errno;

        g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code),
                             g_strerror (code));
        return -1;
    }
    descriptor->position += n_read;
    if (descriptor->remaining >= 0)
        descriptor->remaining -= n_read;
    return n_read;
}

TfSource *
tf_source_new_fd (int fd, goffset offset, goffset length)
{
    Descriptor *descriptor = g_new0 (Descriptor, 1);

    descriptor->fd = fd;
    descriptor->position = offset;
    descriptor->remaining = length;
    return tf_source_new (read_block, descriptor, (GDestroyNotify)descriptor_free);
}

static void
set_file_error (const char *path, int code, GError **error)
{
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", shown,
                 g_strerror (code));
}

TfSource *
tf_source_open_file (const char *path, gint64 *ret_modified, GError **error)
{
    int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    int code = errno;
    struct stat status = {0};

    if (fd >= 0 && fstat (fd, &status) == 0 && !S_ISDIR (status.st_mode)) {
        *ret_modified = S_ISREG (status.st_mode) ? status.st_mtime : -1;
        return tf_source_new_fd (fd, 0, -1);
    }
    if (fd >= 0) {
        code = S_ISDIR (status.st_mode) ? EISDIR : EIO;
        close (fd);
    }
    set_file_error (path, code, error);
    return NULL;
}

TfSource *
tf_source_new_file (const char *path, GError **error)
{
    gint64 modified;

    return tf_source_open_file (path, &modified, error);
}
