/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spool: lines in a file: sixteen digits of a checksum, a blank, the line. Nothing that was written is changed, so
 * that a run that was killed leaves at most a last line that is not whole, which is cut off. */
#include "scan/record.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "crypto/crypto.h"

#define SUM_DIGITS   16
#define PREFIX_BYTES (SUM_DIGITS + 1)
#define BUFFER_BYTES (64 * 1024)
#define LOCK_TRIES   20
#define LOCK_WAIT    (50 * 1000)

struct _TfSpool {
    int fd;
    goffset written; /* bytes of the file */
    GString *buffer; /* not yet written */
    gboolean failed;
};

static void
set_error (GError **error, int number)
{
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (number),
                         g_strerror (number));
}

static TfSpool *
spool_new (int fd)
{
    TfSpool *spool = g_new0 (TfSpool, 1);

    spool->fd = fd;
    spool->buffer = g_string_new (NULL);
    return spool;
}

void
tf_spool_free (TfSpool *spool)
{
    tf_spool_flush (spool);
    close (spool->fd);
    g_string_free (spool->buffer, TRUE);
    g_free (spool);
}

int
tf_spool_make_file (GError **error)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-XXXXXX", &name, error);

    if (fd >= 0)
        g_unlink (name);
    return fd;
}

TfSpool *
tf_spool_new (GError **error)
{
    int fd = tf_spool_make_file (error);

    return fd >= 0 ? spool_new (fd) : NULL;
}

gboolean
tf_spool_get_file (const TfSpool *spool, TfScanFile *ret_file)
{
    struct stat status;

    if (fstat (spool->fd, &status) != 0)
        return FALSE;
    *ret_file = (TfScanFile){status.st_dev, status.st_ino};
    return TRUE;
}

/* ---- writing and reading ----------------------------------------------------------- */

/* Owned. */
static char *
sum_of (TfSpan line)
{
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
    guint8 digest[TF_HASH_MAX];

    tf_hash_update (hash, line.data, line.length);
    tf_hash_finish (hash, digest);
    return tf_span_dup_hex (tf_span ((const char *)digest, SUM_DIGITS / 2));
}

static gboolean
is_whole (TfSpan line)
{
    g_autofree char *sum = NULL;

    if (line.length < PREFIX_BYTES)
        return FALSE;
    sum = sum_of (tf_span (line.data + PREFIX_BYTES, line.length - PREFIX_BYTES));
    return line.data[SUM_DIGITS] == ' ' && memcmp (sum, line.data, SUM_DIGITS) == 0;
}

gboolean
tf_spool_flush (TfSpool *spool)
{
    gsize done = 0;

    while (!spool->failed && done < spool->buffer->len) {
        gssize length = pwrite (spool->fd, spool->buffer->str + done,
                                spool->buffer->len - done, spool->written);

        if (length < 0 && errno == EINTR)
            continue;
        if (length <= 0) {
            spool->failed = TRUE;
            break;
        }
        done += (gsize)length;
        spool->written += length;
    }
    g_string_truncate (spool->buffer, 0);
    return !spool->failed;
}

goffset
tf_spool_add (TfSpool *spool, const char *line)
{
    goffset offset = spool->written + (goffset)spool->buffer->len;
    g_autofree char *sum = NULL;

    if (strlen (line) > TF_LIMIT_SCAN_RECORD - PREFIX_BYTES)
        return -1;
    sum = sum_of (tf_span_of (line));
    g_string_append_printf (spool->buffer, "%s %s\n", sum, line);
    if (spool->buffer->len >= BUFFER_BYTES)
        tf_spool_flush (spool);
    return spool->failed ? -1 : offset;
}

/* Appends what is at OFFSET, up to a block. FALSE: there is nothing. */
static gboolean
read_more (const TfSpool *spool, goffset offset, GString *out)
{
    gsize before = out->len;
    gssize length;

    g_string_set_size (out, before + 4096);
    do {
        length = pread (spool->fd, out->str + before, 4096, offset);
    } while (length < 0 && errno == EINTR);
    g_string_truncate (out, before + (gsize)MAX (length, 0));
    return length > 0;
}

char *
tf_spool_get (TfSpool *spool, goffset offset)
{
    GString *line = g_string_new (NULL);
    char *end = NULL;
    gsize looked_at = 0;

    tf_spool_flush (spool);
    while (end == NULL && line->len <= TF_LIMIT_SCAN_RECORD &&
           read_more (spool, offset + (goffset)line->len, line)) {
        end = memchr (line->str + looked_at, '\n', line->len - looked_at);
        looked_at = line->len;
    }
    if (end == NULL || end - line->str < PREFIX_BYTES) {
        g_string_free (line, TRUE);
        return NULL;
    }
    g_string_truncate (line, (gsize)(end - line->str));
    if (!is_whole (tf_span (line->str, line->len))) {
        g_string_free (line, TRUE);
        return NULL;
    }
    g_string_erase (line, 0, PREFIX_BYTES);
    return g_string_free (line, FALSE);
}

/* ---- a file that is there already -------------------------------------------------- */

/** Lines: a file that is read line by line. */
typedef struct {
    GString *kept;
    gsize start;    /* of the next line, in what is kept */
    goffset offset; /* of the same, in the file */
    gsize dropped;  /* of it: so much that it is no line of ours */
} Lines;

/* A line that is too long is empty here: what follows it still counts. FALSE: there is no further whole line. */
static gboolean
next_line (TfSpool *spool, Lines *lines, TfSpan *ret_line)
{
    const char *end;

    for (;;) {
        gsize left = lines->kept->len - lines->start;

        end = memchr (lines->kept->str + lines->start, '\n', left);
        if (end != NULL)
            break;
        g_string_erase (lines->kept, 0, (gssize)lines->start);
        lines->start = 0;
        if (left > TF_LIMIT_SCAN_RECORD) {
            lines->dropped += left;
            g_string_truncate (lines->kept, 0);
        }
        if (!read_more (spool,
                        lines->offset + (goffset)(lines->dropped + lines->kept->len),
                        lines->kept))
            return FALSE;
    }
    *ret_line = tf_span (lines->kept->str + lines->start,
                         (gsize)(end - lines->kept->str) - lines->start);
    lines->start += ret_line->length + 1;
    lines->offset += (goffset)(lines->dropped + ret_line->length) + 1;
    if (lines->dropped > 0)
        *ret_line = TF_SPAN_EMPTY;
    lines->dropped = 0;
    return TRUE;
}

/* FALSE: the first line is another one. */
static gboolean
read_file (TfSpool *spool, const char *head,
           void (*found) (gpointer data, goffset offset, TfSpan line), gpointer data)
{
    Lines lines = {.kept = g_string_new (NULL)};
    gboolean is_first = TRUE, is_good = TRUE;
    goffset offset = 0;
    TfSpan line;

    while (is_good && next_line (spool, &lines, &line)) {
        gboolean whole = is_whole (line);
        TfSpan text = whole
                          ? tf_span (line.data + PREFIX_BYTES, line.length - PREFIX_BYTES)
                          : TF_SPAN_EMPTY;

        if (is_first)
            is_good = whole && tf_span_equal (text, head);
        else if (whole)
            found (data, offset, text);
        is_first = FALSE;
        offset = lines.offset;
    }
    spool->written = offset;
    is_good &= !is_first || (offset == 0 && lines.kept->len == 0);
    g_string_free (lines.kept, TRUE);
    if (is_good && is_first)
        tf_spool_add (spool, head);
    return is_good;
}

/* Two runs would write over each other. Another kind of lock would end when somebody closes the same file. A run that
 * was killed just now needs a moment to go. */
static gboolean
lock (int fd)
{
    for (guint i = 0; i < LOCK_TRIES; i++) {
        if (flock (fd, LOCK_EX | LOCK_NB) == 0)
            return TRUE;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return FALSE;
        g_usleep (LOCK_WAIT);
    }
    errno = EWOULDBLOCK;
    return FALSE;
}

TfSpool *
tf_spool_open (const char *file, const char *head,
               void (*found) (gpointer data, goffset offset, TfSpan line), gpointer data,
               GError **error)
{
    int fd = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);

    if (fd >= 0 && lock (fd))
        return tf_spool_open_fd (fd, head, found, data, error);
    set_error (error, errno);
    if (fd >= 0)
        close (fd);
    return NULL;
}

TfSpool *
tf_spool_open_fd (int fd, const char *head,
                  void (*found) (gpointer data, goffset offset, TfSpan line),
                  gpointer data, GError **error)
{
    TfSpool *spool = spool_new (fd);

    if (!read_file (spool, head, found, data)) {
        tf_spool_free (spool);
        return NULL;
    }
    if (ftruncate (fd, spool->written) == 0)
        return spool;
    set_error (error, errno);
    tf_spool_free (spool);
    return NULL;
}
