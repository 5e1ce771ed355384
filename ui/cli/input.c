/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* input: a name on the command line as a seekable descriptor, positioned after what must be read
 * through. */
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

/* A descriptor of a file without a name, which nobody else can open; or -1 and error. */
static int
open_unnamed (GError **error)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-XXXXXX", &name, error);

    if (fd >= 0)
        g_unlink (name);
    return fd;
}

/* Takes ownership of FD. A message is read at more than one place, which is impossible with a
 * pipe. */
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

/* How much to read of a part of LENGTH bytes (-1: up to the end of the file), at most SIZE. */
static gsize
limit_to (gsize size, goffset length)
{
    return length < 0 ? size : MIN (size, (gsize)length);
}

/* Like pread(), but never interrupted by a signal. */
static gssize
read_at (int fd, char *block, gsize size, goffset offset)
{
    gssize length;

    do {
        length = pread (fd, block, size, offset);
    } while (length < 0 && errno == EINTR);
    return length;
}

/* Feeds all of INPUT to RECODER. FALSE with errno. */
static gboolean
recode_all (const TfCliInput *input, TfRecoder *recoder, int to)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    g_autoptr (GByteArray) out = g_byte_array_new ();
    goffset done = 0;
    gssize length;

    do {
        gsize size =
            limit_to (TF_READ_BLOCK, input->length < 0 ? -1 : input->length - done);

        length = read_at (input->fd, block, size, input->offset + done);
        if (length > 0)
            tf_recoder_feed (recoder, tf_span (block, (gsize)length), out);
        else if (length == 0)
            tf_recoder_end (recoder, out);
        if (!write_all (to, (const char *)out->data, out->len))
            return FALSE;
        g_byte_array_set_size (out, 0);
        done += MAX (length, 0);
    } while (length > 0);
    return length == 0;
}

/* Makes INPUT the same text in UTF-8 with modern line ends, in an unnamed file; the old descriptor
 * stays open. */
static gboolean
recode (TfCliInput *input, TfThrough from, GError **error)
{
    TfRecoder recoder = {.from = from};
    int copy = open_unnamed (error);

    if (copy < 0)
        return FALSE;
    if (!recode_all (input, &recoder, copy)) {
        tf_cli_set_errno_error (error);
        close (copy);
        return FALSE;
    }
    input->fd = copy;
    input->offset = 0;
    input->length = -1;
    return TRUE;
}

gssize
tf_cli_input_peek (const TfCliInput *input, char *block, gsize size, GError **error)
{
    gssize length =
        read_at (input->fd, block, limit_to (size, input->length), input->offset);

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
        int before = input->fd;
        gsize skip;

        if (length < 0)
            return FALSE;
        found = tf_through_look (tf_span (block, (gsize)length), &skip, &input->length);
        if (found == 0)
            return TRUE;
        input->through |= found;
        input->offset += (goffset)skip;
        if ((found & TF_THROUGH_LENGTH) != 0)
            return TRUE;
        if ((found & TF_THROUGH_RECODED) == 0)
            continue;
        if (!recode (input, found & TF_THROUGH_RECODED, error))
            return FALSE;
        close (before);
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
tf_cli_input_open_raw (TfCliInput *input, const char *name, GError **error)
{
    *input = (TfCliInput){.length = -1, .time = -1};
    input->fd = g_str_equal (name, "-")
                    ? fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                    : g_open (name, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    if (input->fd < 0) {
        tf_cli_set_errno_error (error);
        return FALSE;
    }
    if (open_regular (input, error))
        return TRUE;
    tf_cli_input_close (input);
    return FALSE;
}

gboolean
tf_cli_input_open (TfCliInput *input, const char *name, GError **error)
{
    if (!tf_cli_input_open_raw (input, name, error))
        return FALSE;
    if (read_through (input, error))
        return TRUE;
    tf_cli_input_close (input);
    return FALSE;
}

gboolean
tf_cli_input_read_through (TfCliInput *part, GError **error)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    gssize length = tf_cli_input_peek (part, block, TF_READ_BLOCK, error);
    gsize skip;
    gint64 ignored;
    TfThrough found;

    if (length < 0)
        return FALSE;
    found = tf_through_look (tf_span (block, (gsize)length), &skip, &ignored);
    if ((found & ~(TF_THROUGH_BYTE_ORDER_MARK | TF_THROUGH_BLANK_LINES |
                   TF_THROUGH_MAC_LINE_ENDS)) != 0)
        return TRUE; /* whole files are written like this, never a message within one */
    part->through |= found;
    if ((found & TF_THROUGH_MAC_LINE_ENDS) != 0)
        return recode (part, TF_THROUGH_MAC_LINE_ENDS, error);
    part->offset += (goffset)skip;
    part->length -= (goffset)skip;
    return TRUE;
}

void
tf_cli_input_close (TfCliInput *input)
{
    if (input->fd >= 0)
        close (input->fd);
    input->fd = -1;
}
