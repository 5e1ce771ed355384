/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mbox: decides at the beginning of each line what to do with it. The first LOOK bytes are always
 * enough for that, so no line has to be kept. */
#include "mbox.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LOOK  32 /* longer than an X-Evolution line */
#define BLOCK 8192

typedef enum { LINE_START, LINE_KEEP, LINE_DROP, MESSAGE_END } State;

struct _TfMbox {
    int fd;
    guint8 block[BLOCK];
    gsize at;
    gsize end;
    gboolean file_end;
    gboolean begun;
    gboolean in_header;
    State state;
};

TfMbox *
tf_mbox_new (int fd)
{
    TfMbox *self = g_new0 (TfMbox, 1);

    self->fd = fd;
    self->in_header = TRUE;
    return self;
}

void
tf_mbox_free (TfMbox *self)
{
    close (self->fd);
    g_free (self);
}

/* ---- Looking ahead ---------------------------------------------------------- */

static gboolean
fill_once (TfMbox *self, GError **error)
{
    gssize count = read (self->fd, self->block + self->end, BLOCK - self->end);

    if (count < 0 && errno != EINTR) {
        g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                             g_strerror (errno));
        return FALSE;
    }
    self->file_end = count == 0;
    self->end += MAX (count, 0);
    return TRUE;
}

/* Buffers at least LOOK bytes, or all there are. */
static gboolean
look (TfMbox *self, GError **error)
{
    if (self->end - self->at >= LOOK || self->file_end)
        return TRUE;
    memmove (self->block, self->block + self->at, self->end - self->at);
    self->end -= self->at;
    self->at = 0;
    while (self->end < LOOK && !self->file_end)
        if (!fill_once (self, error))
            return FALSE;
    return TRUE;
}

static gboolean
starts_with (const TfMbox *self, const char *text)
{
    gsize length = strlen (text);

    return self->end - self->at >= length &&
           memcmp (self->block + self->at, text, length) == 0;
}

/* ---- Lines ------------------------------------------------------------------ */

static gboolean
is_hexadecimal (const guint8 *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isxdigit (text[i]))
            return FALSE;
    return TRUE;
}

/* "X-Evolution: 00000001-0010", the UID and flags, as only Evolution writes them. */
static gboolean
is_flags_of_evolution (const TfMbox *self)
{
    const char name[] = "X-Evolution: ";
    const guint8 *value = self->block + self->at + sizeof name - 1;

    return self->end - self->at > sizeof name - 1 + 13 && starts_with (self, name) &&
           is_hexadecimal (value, 8) && value[8] == '-' &&
           is_hexadecimal (value + 9, 4) && (value[13] == '\n' || value[13] == '\r');
}

static State
decide (TfMbox *self)
{
    if (self->at == self->end || starts_with (self, "From "))
        return MESSAGE_END;
    if (starts_with (self, "\n") || starts_with (self, "\r\n"))
        self->in_header = FALSE;
    if (self->in_header && is_flags_of_evolution (self))
        return LINE_DROP;
    return LINE_KEEP;
}

static gboolean
begin (TfMbox *self, GError **error)
{
    self->begun = TRUE;
    self->state = LINE_DROP;
    if (starts_with (self, "From "))
        return TRUE;
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "no message begins there");
    return FALSE;
}

/* Takes the rest of the line, as far as it is buffered and there is room. */
static gsize
take (TfMbox *self, guint8 *buffer, gsize room)
{
    const guint8 *from = self->block + self->at;
    gsize length = self->end - self->at;
    const guint8 *line_end = memchr (from, '\n', length);
    gboolean keep = self->state == LINE_KEEP;

    if (line_end != NULL)
        length = line_end + 1 - from;
    if (keep)
        length = MIN (length, room);
    if (keep)
        memcpy (buffer, from, length);
    self->at += length;
    if (length > 0 && from[length - 1] == '\n')
        self->state = LINE_START;
    return keep ? length : 0;
}

gssize
tf_mbox_read (TfMbox *self, guint8 *buffer, gsize length, GError **error)
{
    gsize count = 0;

    while (count < length && self->state != MESSAGE_END) {
        if (!look (self, error))
            return -1;
        if (!self->begun && !begin (self, error))
            return -1;
        if (self->state == LINE_START)
            self->state = decide (self);
        else if (self->at == self->end)
            self->state = MESSAGE_END;
        else
            count += take (self, buffer + count, length - count);
    }
    return (gssize)count;
}
