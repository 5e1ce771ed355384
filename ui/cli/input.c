/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* input: a name on the command line as a descriptor that can be read at any place, behind what is
 * read through. */
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

/* ---- what is read through ---------------------------------------------------------- */

/* Feeds all of FROM behind OFFSET to RECODER. FALSE with errno. */
static gboolean
recode_all (int from, goffset offset, TfRecoder *recoder, int to)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    g_autoptr (GByteArray) out = g_byte_array_new ();
    gssize length;
    do {
        length = pread (from, block, TF_READ_BLOCK, offset);
        if (length < 0 && errno == EINTR)
            continue;
        if (length > 0)
            tf_recoder_feed (recoder, tf_span (block, (gsize)length), out);
        else if (length == 0)
            tf_recoder_end (recoder, out);
        if (!write_all (to, (const char *)out->data, out->len))
            return FALSE;
        g_byte_array_set_size (out, 0);
        offset += MAX (length, 0);
    } while (length > 0 || (length < 0 && errno == EINTR));
    return length == 0;
}

/* The same text in UTF-8 with line ends of today, in an unnamed file. */
static gboolean
recode (TfCliInput *input, TfThrough from, GError **error)
{
    TfRecoder recoder = {.from = from};
    int copy = open_unnamed (error);
    if (copy < 0)
        return FALSE;
    if (!recode_all (input->fd, input->offset, &recoder, copy)) {
        tf_cli_set_errno_error (error);
        close (copy);
        return FALSE;
    }
    close (input->fd);
    input->fd = copy;
    input->offset = 0;
    return TRUE;
}

gssize
tf_cli_input_peek (const TfCliInput *input, char *block, gsize size, GError **error)
{
    gssize length;
    do {
        length = pread (input->fd, block, size, input->offset);
    } while (length < 0 && errno == EINTR);
    if (length < 0)
        tf_cli_set_errno_error (error);
    return length;
}

static gboolean
read_through (TfCliInput *input, GError **error)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    for (guint pass = 0; pass < TF_THROUGH_PASSES; pass++) {
        TfThrough found;
        gssize length = tf_cli_input_peek (input, block, TF_READ_BLOCK, error);
        gsize skip;
        if (length < 0)
            return FALSE;
        found = tf_through_look (tf_span (block, (gsize)length), &skip, &input->length);
        if (found == 0)
            return TRUE;
        input->through |= found;
        input->offset += (goffset)skip;
        if ((found & TF_THROUGH_RECODED) != 0 &&
            !recode (input, found & TF_THROUGH_RECODED, error))
            return FALSE;
        if ((found & TF_THROUGH_LENGTH) != 0)
            return TRUE;
    }
    return TRUE;
}

/* ---- opening ----------------------------------------------------------------------- */

/* FALSE and error: NAME is open, but cannot be read. */
static gboolean
open_regular (TfCliInput *input, GError **error)
{
    struct stat status;
    if (fstat (input->fd, &status) != 0) {
        tf_cli_set_errno_error (error);
        return FALSE;
    }
    if (S_ISDIR (status.st_mode)) {
        errno = EISDIR;
        tf_cli_set_errno_error (error);
        return FALSE;
    }
    if (!S_ISREG (status.st_mode)) {
        input->fd = spool (input->fd, error);
        return input->fd >= 0;
    }
    input->offset = MAX (lseek (input->fd, 0, SEEK_CUR), 0);
    input->time = status.st_mtime;
    return TRUE;
}

gboolean
tf_cli_input_open (TfCliInput *input, const char *name, GError **error)
{
    *input = (TfCliInput){.length = -1, .time = -1};
    input->fd = g_str_equal (name, "-")
                    ? fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                    : g_open (name, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    if (input->fd < 0) {
        tf_cli_set_errno_error (error);
        return FALSE;
    }
    if (open_regular (input, error) && read_through (input, error))
        return TRUE;
    tf_cli_input_close (input);
    return FALSE;
}

#define SKIP_BYTES 4096 /* nobody writes more empty lines */

void
tf_cli_input_skip (TfCliInput *input)
{
    char block[SKIP_BYTES];
    gsize size = MIN (sizeof block, (gsize)MAX (input->length, 0)), skip;
    gssize length = tf_cli_input_peek (input, block, size, NULL);
    gint64 ignored;
    TfThrough found;
    if (length <= 0)
        return;
    found = tf_through_look (tf_span (block, (gsize)length), &skip, &ignored);
    if ((found & (TF_THROUGH_RECODED | TF_THROUGH_LENGTH)) != 0)
        return;
    input->through |= found;
    input->offset += (goffset)skip;
    input->length -= (goffset)skip;
}

void
tf_cli_input_close (TfCliInput *input)
{
    if (input->fd >= 0)
        close (input->fd);
    input->fd = -1;
}
