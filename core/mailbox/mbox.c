/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mbox: where the messages of an mbox begin and end. Separators (separator.c) are at the
 * start or after an empty line. Read forward once, in blocks. Left out: Content-Length,
 * which a sender can write. */
#include "mailbox/mailbox.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "message/message.h"

#define LINE_MAX_BYTES  1024 /* a separator: an address, a date, little more */
#define LINES_MAX_BYTES (LINE_MAX_BYTES + 256) /* and the name of a field */

struct _TfMboxFile {
    int fd;
    gsize block_size;
    guint8 *block;
    goffset block_offset;
    gsize block_length;
    goffset start;
    goffset next; /* where the next message starts; -1: no more */
};

/** Scan: one message, line by line. */
typedef struct {
    goffset at;           /* the next byte */
    goffset line;         /* where its line starts */
    char first;           /* the first byte of the line */
    gboolean after_empty; /* the line before is empty */
    goffset spare;        /* where that starts, if it may belong to the mbox; else -1 */
    gboolean has_body;    /* an empty line has ended the header */
} Scan;

/* ---- reading ----------------------------------------------------------------------- */

static gboolean
fail (GError **error)
{
    int code = errno;

    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code),
                         g_strerror (code));
    return FALSE;
}

static gssize
read_at (int fd, guint8 *buffer, gsize length, goffset offset)
{
    gssize n_read;

    do {
        n_read = pread (fd, buffer, length, offset);
    } while (n_read < 0 && errno == EINTR);
    return n_read;
}

/* The bytes at OFFSET, up to the end of a block; length 0 at the end of the file. */
static gboolean
peek (TfMboxFile *mbox, goffset offset, TfSpan *ret_bytes, GError **error)
{
    goffset end = mbox->block_offset + (goffset)mbox->block_length;
    gssize n_read;

    if (offset < mbox->block_offset || offset >= end) {
        n_read = read_at (mbox->fd, mbox->block, mbox->block_size, offset);
        if (n_read < 0)
            return fail (error);
        mbox->block_offset = offset;
        mbox->block_length = (gsize)n_read;
        end = offset + n_read;
    }
    *ret_bytes = tf_span ((const char *)mbox->block + (offset - mbox->block_offset),
                          (gsize)(end - offset));
    return TRUE;
}

/* ---- separators -------------------------------------------------------------------- */

/** Lines: a line that begins with "F", and as much of the next as shows whether it is a field. */
typedef struct {
    char copy[LINES_MAX_BYTES];
    TfSpan line; /* without its LF; data NULL: it has no end */
    TfSpan next;
} Lines;

/* BYTES are those at OFFSET; what crosses the end of a block is read once more. */
static gboolean
read_lines (TfMboxFile *mbox, goffset offset, TfSpan bytes, Lines *lines, GError **error)
{
    TfSpan span = tf_span (bytes.data, MIN (bytes.length, LINES_MAX_BYTES));
    TfCursor cursor;

    if (span.length < LINES_MAX_BYTES) {
        gssize n_read =
            read_at (mbox->fd, (guint8 *)lines->copy, LINES_MAX_BYTES, offset);

        if (n_read < 0)
            return fail (error);
        span = tf_span (lines->copy, (gsize)n_read);
    }
    cursor = tf_cursor (span);
    lines->line = tf_cursor_take_until (&cursor, '\n');
    if (!tf_cursor_take (&cursor, '\n') || lines->line.length >= LINE_MAX_BYTES)
        lines->line = TF_SPAN_EMPTY;
    lines->next = tf_cursor_take_until (&cursor, '\n');
    return TRUE;
}

/* *ret_next is the start of the line after the one at OFFSET, where BYTES are; -1 when
 * that line is not a separator. */
static gboolean
read_separator (TfMboxFile *mbox, goffset offset, TfSpan bytes, goffset *ret_next,
                GError **error)
{
    Lines lines;
    gboolean separates = FALSE;

    *ret_next = -1;
    if (!read_lines (mbox, offset, bytes, &lines, error))
        return FALSE;
    switch (tf_mbox_separator (lines.line)) {
    case TF_SEPARATOR_NONE:
        return TRUE;
    case TF_SEPARATOR_SURE:
        separates = TRUE;
        break;
    case TF_SEPARATOR_BEFORE_FIELD:
        separates = tf_mbox_is_field (lines.next);
        break;
    case TF_SEPARATOR_PATCH: /* a file made by git is one patch after another */
        separates = offset == mbox->start;
        break;
    }
    if (separates)
        *ret_next = offset + (goffset)lines.line.length + 1;
    return TRUE;
}

/* ---- one message ------------------------------------------------------------------- */

/* The line that ends before the next byte. */
static void
end_line (Scan *scan)
{
    goffset length = scan->at - scan->line - 1;

    scan->after_empty = length == 0 || (length == 1 && scan->first == '\r');
    /* The empty line that ends the header belongs to the message. */
    scan->spare = scan->after_empty && scan->has_body ? scan->line : -1;
    scan->has_body |= scan->after_empty;
    scan->line = scan->at;
}

static void
take_line (Scan *scan, TfSpan bytes)
{
    const char *end = memchr (bytes.data, '\n', bytes.length);

    if (scan->at == scan->line)
        scan->first = bytes.data[0];
    scan->at += end != NULL ? end - bytes.data + 1 : (goffset)bytes.length;
    if (end != NULL)
        end_line (scan);
}

/* Up to the next separator, or the end. */
static gboolean
scan_message (TfMboxFile *mbox, Scan *scan, GError **error)
{
    TfSpan bytes;

    for (mbox->next = -1; mbox->next < 0; take_line (scan, bytes)) {
        if (!peek (mbox, scan->at, &bytes, error))
            return FALSE;
        if (bytes.length == 0)
            return TRUE;
        if (scan->at != scan->line || !scan->after_empty || bytes.data[0] != 'F')
            continue;
        if (!read_separator (mbox, scan->at, bytes, &mbox->next, error))
            return FALSE;
        if (mbox->next >= 0)
            return TRUE;
    }
    return TRUE;
}

gboolean
tf_mbox_file_next (TfMboxFile *mbox, goffset *ret_offset, goffset *ret_length,
                   GError **error)
{
    Scan scan = {.at = mbox->next, .line = mbox->next, .spare = -1};
    goffset end;

    if (mbox->next < 0)
        return FALSE;
    *ret_offset = mbox->next;
    if (!scan_message (mbox, &scan, error)) {
        mbox->next = -1;
        return FALSE;
    }
    end = scan.spare >= 0 && scan.at == scan.line ? scan.spare : scan.at;
    *ret_length = end - *ret_offset;
    return TRUE;
}

/* ---- the file ---------------------------------------------------------------------- */

TfMboxFile *
tf_mbox_file_new (int fd, goffset offset, GError **error)
{
    g_autoptr (TfMboxFile) mbox = g_new0 (TfMboxFile, 1);
    TfSpan bytes;

    mbox->block_size = TF_READ_BLOCK;
    mbox->block = g_malloc (mbox->block_size);
    mbox->start = offset;
    mbox->fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);
    if (mbox->fd < 0) {
        fail (error);
        return NULL;
    }
    if (!peek (mbox, offset, &bytes, error) ||
        !read_separator (mbox, offset, bytes, &mbox->next, error))
        return NULL;
    return mbox->next >= 0 ? g_steal_pointer (&mbox) : NULL;
}

void
tf_mbox_file_set_block (TfMboxFile *mbox, gsize size)
{
    mbox->block_size = size;
    mbox->block_length = 0;
}

TfSource *
tf_mbox_file_open (TfMboxFile *mbox, goffset offset, goffset length, GError **error)
{
    int fd = fcntl (mbox->fd, F_DUPFD_CLOEXEC, 0);

    if (fd >= 0)
        return tf_source_new_fd (fd, offset, length);
    fail (error);
    return NULL;
}

void
tf_mbox_file_free (TfMboxFile *mbox)
{
    if (mbox->fd >= 0)
        close (mbox->fd);
    g_free (mbox->block);
    g_free (mbox);
}
