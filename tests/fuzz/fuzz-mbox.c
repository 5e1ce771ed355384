/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The messages of an mbox: the same slices however it is read, in order, and nothing
 * between them but separators and empty lines. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include <gio/gio.h>

#include "fuzz.h"

#include "mailbox/mailbox.h"

/** Slice: where one message is. */
typedef struct {
    goffset offset;
    goffset length;
} Slice;

static int
file_of (const uint8_t *data, size_t size)
{
    int fd = memfd_create ("mbox", MFD_CLOEXEC);

    FUZZ_ASSERT (fd >= 0);
    FUZZ_ASSERT (size == 0 || write (fd, data, size) == (ssize_t)size);
    return fd;
}

static GArray *
cut (int fd, gsize block, goffset start)
{
    GArray *slices = g_array_new (FALSE, FALSE, sizeof (Slice));
    g_autoptr (GError) error = NULL;
    TfMboxFile *mbox = tf_mbox_file_new (fd, start, &error);
    Slice slice;

    FUZZ_ASSERT (error == NULL);
    if (mbox == NULL)
        return slices;
    if (block > 0)
        tf_mbox_file_set_block (mbox, block);
    while (tf_mbox_file_next (mbox, &slice.offset, &slice.length, &error))
        g_array_append_val (slices, slice);
    FUZZ_ASSERT (error == NULL && slices->len > 0);
    tf_mbox_file_free (mbox);
    return slices;
}

/* From AT there is a separator, with or without an empty line before it, which ends at START. */
static void
check_between (const uint8_t *data, goffset at, goffset start, gboolean is_first)
{
    TfCursor cursor = tf_cursor (fuzz_span (data + at, (size_t)(start - at)));

    if (!is_first) {
        tf_cursor_take (&cursor, '\r');
        tf_cursor_take (&cursor, '\n');
    }
    FUZZ_ASSERT (tf_cursor_take_text (&cursor, "From "));
    tf_cursor_take_until (&cursor, '\n');
    FUZZ_ASSERT (tf_cursor_take (&cursor, '\n') && tf_cursor_at_end (&cursor));
}

static void
check_slices (const GArray *slices, const uint8_t *data, size_t size, goffset start)
{
    goffset at = start;

    for (guint i = 0; i < slices->len; i++) {
        const Slice *slice = &g_array_index (slices, Slice, i);

        FUZZ_ASSERT (slice->length >= 0 && slice->offset > at);
        FUZZ_ASSERT (slice->offset + slice->length <= (goffset)size);
        check_between (data, at, slice->offset, i == 0);
        at = slice->offset + slice->length;
    }
    /* After the last message there is at most the empty line that belongs to the mbox. */
    FUZZ_ASSERT (slices->len == 0 || (goffset)size - at <= 2);
}

static void
check_same (const GArray *a, const GArray *b)
{
    FUZZ_ASSERT (a->len == b->len);
    FUZZ_ASSERT (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (Slice)) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const gsize blocks[] = {1, 2, 5, 31, 1024};
    int fd = file_of (data, size);
    g_autoptr (GArray) whole = cut (fd, 0, 0);
    g_autoptr (GArray) inner = cut (fd, 0, MIN (size, 3));

    check_slices (whole, data, size, 0);
    check_slices (inner, data, size, MIN (size, 3));
    for (guint i = 0; i < G_N_ELEMENTS (blocks); i++) {
        g_autoptr (GArray) pieces = cut (fd, blocks[i], 0);

        check_same (whole, pieces);
    }
    close (fd);
    return 0;
}
