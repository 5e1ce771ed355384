/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* input: a name on the command line as a descriptor that can be read at any place. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/limits.h"
#include "cli/cli.h"

void
tf_cli_set_errno_error (GError **error)
{
    int number = errno;
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
static int
spool (int fd, GError **error)
{
    int copy = open_unnamed (error);
    gboolean copied = copy >= 0 && copy_all (fd, copy);
    if (copy >= 0 && !copied)
        tf_cli_set_errno_error (error);
    close (fd);
    if (copied || copy < 0)
        return copy;
    close (copy);
    return -1;
}

int
tf_cli_input_open (const char *name, goffset *ret_offset, gint64 *ret_time,
                   GError **error)
{
    gboolean is_stdin = g_str_equal (name, "-");
    int fd = is_stdin ? fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                      : g_open (name, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    struct stat status;
    *ret_offset = 0;
    *ret_time = -1;
    if (fd < 0 || fstat (fd, &status) != 0) {
        tf_cli_set_errno_error (error);
        if (fd >= 0)
            close (fd);
        return -1;
    }
    if (S_ISDIR (status.st_mode)) {
        close (fd);
        errno = EISDIR;
        tf_cli_set_errno_error (error);
        return -1;
    }
    if (!S_ISREG (status.st_mode))
        return spool (fd, error);
    *ret_offset = MAX (lseek (fd, 0, SEEK_CUR), 0);
    *ret_time = status.st_mtime;
    return fd;
}
