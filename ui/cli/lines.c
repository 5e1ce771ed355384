/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lines: the lines of a file, however large it is. */
#include <errno.h>
#include <unistd.h>

#include "cli/cli.h"

/** Lines: what was read and is no whole line yet. */
typedef struct {
    GByteArray *kept;
    gsize limit;
    gboolean skips; /* up to the next line end: what is before it is too long */
    TfCliLineFunc take;
    gpointer data;
} Lines;

/* Takes all whole lines out of what is kept, and what is too long to be a line of ours: what follows it still
 * counts. */
static void
take_lines (Lines *lines)
{
    GByteArray *kept = lines->kept;
    gsize done = 0;
    const guint8 *end;

    while ((end = memchr (kept->data + done, '\n', kept->len - done)) != NULL) {
        gsize length = (gsize)(end - kept->data) - done;

        if (!lines->skips)
            lines->take (lines->data, tf_span ((const char *)kept->data + done, length));
        lines->skips = FALSE;
        done += length + 1;
    }
    g_byte_array_remove_range (kept, 0, (guint)done);
    if (lines->skips || kept->len > lines->limit) {
        if (!lines->skips)
            lines->take (lines->data, tf_span ((const char *)kept->data, kept->len));
        lines->skips = TRUE;
        g_byte_array_set_size (kept, 0);
    }
}

gboolean
tf_cli_read_lines (const TfCliInput *input, gsize limit, TfCliLineFunc take,
                   gpointer data)
{
    g_autoptr (GByteArray) kept = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    Lines lines = {kept, limit, FALSE, take, data};
    gssize length;

    /* A copy of standard input was just written, and is at its end. */
    if (lseek (input->fd, input->offset, SEEK_SET) < 0)
        return FALSE;
    while ((length = read (input->fd, block, TF_READ_BLOCK)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return FALSE;
        g_byte_array_append (kept, block, (guint)length);
        take_lines (&lines);
    }
    if (kept->len > 0)
        take (data, tf_span ((const char *)kept->data, kept->len));
    return TRUE;
}
