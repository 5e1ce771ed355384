/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* One message from Evolution's mbox: the same bytes however they are asked for, and
 * never more than there are. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "mbox.h"

#include "fuzz.h"

static int
file_of (const uint8_t *data, size_t size)
{
    int fd = memfd_create ("mbox", MFD_CLOEXEC);

    FUZZ_ASSERT (fd >= 0);
    FUZZ_ASSERT (size == 0 || write (fd, data, size) == (ssize_t)size);
    FUZZ_ASSERT (lseek (fd, 0, SEEK_SET) == 0);
    return fd;
}

/* NULL: no message begins there. */
static GByteArray *
read_in_pieces (const uint8_t *data, size_t size, gsize piece)
{
    TfMbox *mbox = tf_mbox_new (file_of (data, size));
    g_autoptr (GByteArray) all = g_byte_array_new ();
    g_autofree guint8 *buffer = g_malloc (piece);
    g_autoptr (GError) error = NULL;
    gssize n_read;

    while ((n_read = tf_mbox_read (mbox, buffer, piece, &error)) > 0) {
        FUZZ_ASSERT ((gsize)n_read <= piece);
        g_byte_array_append (all, buffer, (guint)n_read);
        FUZZ_ASSERT (all->len <= size);
    }
    tf_mbox_free (mbox);
    FUZZ_ASSERT ((n_read < 0) == (error != NULL));
    return n_read == 0 ? g_steal_pointer (&all) : NULL;
}

static gboolean
has_separator (const GByteArray *bytes)
{
    TfCursor cursor = tf_cursor (fuzz_span (bytes->data, bytes->len));

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = tf_cursor_take_until (&cursor, '\n');

        if (line.length >= 5 && memcmp (line.data, "From ", 5) == 0)
            return TRUE;
        tf_cursor_take (&cursor, '\n');
    }
    return FALSE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const gsize pieces[] = {1, 7, 40};
    g_autoptr (GByteArray) whole = read_in_pieces (data, size, 100000);

    FUZZ_ASSERT ((whole != NULL) == (size >= 5 && memcmp (data, "From ", 5) == 0));
    FUZZ_ASSERT (whole == NULL || whole->len == 0 || !has_separator (whole));
    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GByteArray) again = read_in_pieces (data, size, pieces[i]);

        FUZZ_ASSERT ((again == NULL) == (whole == NULL));
        FUZZ_ASSERT (
            whole == NULL ||
            (again->len == whole->len &&
             (whole->len == 0 || memcmp (again->data, whole->data, whole->len) == 0)));
    }
    return 0;
}
