/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* One message from an mbox, whatever the size of the pieces in which it is read. */
#include "mbox.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

typedef struct {
    const char *name;
    const char *file;
    goffset offset;
    const char *message; /* NULL: an error */
} Row;

#define START "From a@b.example Thu Oct  9 08:53:20 2025\n"

static const Row rows[] = {
    {"one", START "A: b\n\ntext\n", 0, "A: b\n\ntext\n"},
    {"first of two", START "A: b\n\ntext\n\n" START "A: c\n\n", 0, "A: b\n\ntext\n\n"},
    {"second of two", START "A: b\n\ntext\n\n" START "A: c\n\n", 54, "A: c\n\n"},
    {"no line end", START "A: b\n\ntext", 0, "A: b\n\ntext"},
    {"CRLF", START "A: b\r\n\r\ntext\r\n", 0, "A: b\r\n\r\ntext\r\n"},
    {"quoted", START "A: b\n\n>From here\n>>From there\n", 0,
     "A: b\n\n>From here\n>>From there\n"},
    {"From inside a line", START "A: b\n\nx From here\n", 0, "A: b\n\nx From here\n"},
    {"From without a blank", START "A: b\n\nFrom: here\n", 0, "A: b\n\nFrom: here\n"},
    {"flags",
     START "A: b\nX-Evolution: 00000001-0010\nB: c\n\nX-Evolution: 00000001-0010\n", 0,
     "A: b\nB: c\n\nX-Evolution: 00000001-0010\n"},
    {"flags of somebody else",
     START "X-Evolution: 00000001-0010 x\nX-Evolution-Source: y\n\n", 0,
     "X-Evolution: 00000001-0010 x\nX-Evolution-Source: y\n\n"},
    {"nothing after the line", START, 0, ""},
    {"not at a line", START "A: b\n\n", 3, NULL},
    {"past the end", START, 1000, NULL},
    {"empty file", "", 0, NULL},
};

static int
open_row (const Row *row)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-mbox-XXXXXX", &name, NULL);
    gsize length = strlen (row->file);

    g_assert_cmpint (fd, >=, 0);
    g_assert_cmpint (write (fd, row->file, length), ==, (gssize)length);
    g_assert_cmpint (lseek (fd, row->offset, SEEK_SET), ==, row->offset);
    g_unlink (name);
    return fd;
}

static void
check (const Row *row, gsize piece)
{
    TfMbox *mbox = tf_mbox_new (open_row (row));
    g_autoptr (GString) message = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    guint8 buffer[100];
    gssize count;

    while ((count = tf_mbox_read (mbox, buffer, piece, &error)) > 0)
        g_string_append_len (message, (const char *)buffer, count);
    g_assert_true ((count < 0) == (row->message == NULL));
    if (row->message != NULL)
        g_assert_cmpstr (message->str, ==, row->message);
    tf_mbox_free (mbox);
}

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        for (gsize piece = 1; piece <= 100; piece++)
            check (&rows[i], piece);
}

/* Lines longer than a block, and a "From " line on each side of the end of one. */
static void
test_long (void)
{
    for (gsize length = 8000; length < 8300; length++) {
        g_autofree char *line = g_strnfill (length, 'x');
        g_autofree char *file = g_strdup_printf (START "\n%s\n>From x\n" START, line);
        g_autofree char *message = g_strdup_printf ("\n%s\n>From x\n", line);
        Row row = {"long", file, 0, message};

        check (&row, 100);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mbox/rows", test_rows);
    g_test_add_func ("/mbox/long", test_long);
    return g_test_run ();
}
