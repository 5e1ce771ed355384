/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cli-input: a name on the command line as a source. Left out: mbox and Maildir. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/limits.h"
#include "cli.h"

static void
set_errno_error (GError **error, int number)
{
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (number),
                         g_strerror (number));
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
    while (length > 0) {
        gssize written = write (fd, data, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return FALSE;
        data += written;
        length -= (gsize)written;
    }
    return TRUE;
}

/* FALSE with errno. */
static gboolean
copy_all (int from, int to)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    for (;;) {
        gssize length = read (from, block, TF_READ_BLOCK);
        if (length < 0 && errno == EINTR)
            continue;
        if (length <= 0)
            return length == 0;
        if (!write_all (to, block, (gsize)length))
            return FALSE;
    }
}

/* -1 and error; else a descriptor of a file that nobody else can name. */
static int
open_unnamed (GError **error)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-XXXXXX", &name, error);
    if (fd >= 0)
        g_unlink (name);
    return fd;
}

/* Takes FD. A message is read at more than one place, which a pipe cannot do. */
static TfSource *
spool (int fd, GError **error)
{
    int copy = open_unnamed (error);
    if (copy < 0) {
        close (fd);
        return NULL;
    }
    gboolean copied = copy_all (fd, copy);
    int number = errno;
    close (fd);
    if (copied)
        return tf_source_new_fd (copy, 0, -1);
    close (copy);
    set_errno_error (error, number);
    return NULL;
}

/* Takes FD. */
static TfSource *
open_regular (int fd, const struct stat *status)
{
    off_t offset = lseek (fd, 0, SEEK_CUR);
    TfSource *source = tf_source_new_fd (fd, MAX (offset, 0), -1);
    tf_source_set_file_time (source, status->st_mtime);
    return source;
}

TfSource *
tf_cli_input_open (const char *name, GError **error)
{
    gboolean is_stdin = g_str_equal (name, "-");
    int fd = is_stdin ? fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                      : g_open (name, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    struct stat status;
    if (fd < 0) {
        set_errno_error (error, errno);
        return NULL;
    }
    if (fstat (fd, &status) != 0) {
        set_errno_error (error, errno);
        close (fd);
        return NULL;
    }
    if (S_ISDIR (status.st_mode)) {
        close (fd);
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR,
                             _ ("it is a folder; name the files in it"));
        return NULL;
    }
    return S_ISREG (status.st_mode) ? open_regular (fd, &status) : spool (fd, error);
}
