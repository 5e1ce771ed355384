/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The splitter finds the messages of an mbox that mailbox/mbox.c finds, in whatever pieces it is fed. */
#include <unistd.h>

#include <glib/gstdio.h>

#include "scan/scan-private.h"

static void
on_split (gpointer data, GBytes *bytes)
{
    g_ptr_array_add (data, bytes);
}

static GPtrArray *
split (GBytes *mbox, gsize piece, gsize limit)
{
    GPtrArray *found = g_ptr_array_new ();
    g_autoptr (TfSplitter) splitter = tf_splitter_new (on_split, found, limit);
    gsize length;
    const char *data = g_bytes_get_data (mbox, &length);

    for (gsize at = 0; at < length; at += piece)
        tf_splitter_feed (splitter, tf_span (data + at, MIN (piece, length - at)));
    tf_splitter_end (splitter);
    return found;
}

/* Owned (GBytes): as the other one finds them. */
static GPtrArray *
read_mbox (GBytes *mbox)
{
    GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-XXXXXX", &name, NULL);
    gsize length;
    const char *data = g_bytes_get_data (mbox, &length);
    g_autoptr (TfMboxFile) file = NULL;
    goffset offset, size;

    g_assert_cmpint (write (fd, data, length), ==, (gssize)length);
    file = tf_mbox_file_new (fd, 0, NULL);
    while (file != NULL && tf_mbox_file_next (file, &offset, &size, NULL))
        g_ptr_array_add (found, g_bytes_new (data + offset, (gsize)size));
    g_unlink (name);
    close (fd);
    return found;
}

static void
compare (const char *text, gsize length)
{
    g_autoptr (GBytes) mbox = g_bytes_new (text, length);
    g_autoptr (GPtrArray) expected = read_mbox (mbox);
    static const gsize pieces[] = {1, 2, 3, 7, 64, 100000};

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        GPtrArray *found = split (mbox, pieces[i], 1 << 20);

        g_assert_cmpuint (found->len, ==, expected->len);
        for (guint at = 0; at < found->len; at++) {
            g_assert_true (g_bytes_equal (found->pdata[at], expected->pdata[at]));
            g_bytes_unref (found->pdata[at]);
        }
        g_ptr_array_unref (found);
    }
}

#define FROM "From a@b.example Thu Nov 27 00:00:00 2025\n"

static void
test_written (void)
{
    static const char *const mboxes[] = {
        FROM "A: 1\n\nx\n\n" FROM "B: 2\n\ny\n",
        FROM "A: 1\n\nx\n" FROM "B: 2\n\ny\n",
        FROM "A: 1\r\n\r\nx\r\n\r\n" FROM "B: 2\r\n\r\ny\r\n\r\n",
        FROM "A: 1\n\n\n\n" FROM "\n" FROM "B: 2",
        FROM "A: 1\n\nFrom me to you\n\nFrom me\n\nFrom - \nB: 2\n\nz",
        FROM "A: 1\n\nx\n\nFrom somebody\nSubject: y\n\nz\n\nFrom nobody\nsays so\n",
        FROM,
        FROM "\n",
        FROM FROM "A: 1\n"};

    for (guint i = 0; i < G_N_ELEMENTS (mboxes); i++)
        compare (mboxes[i], strlen (mboxes[i]));
}

static void
test_random (void)
{
    static const char *const pieces[] = {
        FROM,   "\n",     "\r\n",      "A: 1\n",    "From x\n", "text\n", "From",
        "\n\n", ">From ", "From - \n", "B : c d\n", " f\n",     "\r"};

    for (guint i = 0; i < 300; i++) {
        g_autoptr (GString) mbox = g_string_new (FROM);

        for (gint n = g_test_rand_int_range (0, 30); n > 0; n--)
            g_string_append (mbox,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        compare (mbox->str, mbox->len);
    }
}

static void
test_too_large (void)
{
    g_autoptr (GBytes) mbox = g_bytes_new_static (
        FROM "A: 1\n\nlong long long long\n\n" FROM "B: 2\n\ny\n",
        2 * strlen (FROM) + strlen ("A: 1\n\nlong long long long\n\nB: 2\n\ny\n"));
    GPtrArray *found = split (mbox, 10, 20);

    g_assert_cmpuint (found->len, ==, 2);
    g_assert_null (found->pdata[0]);
    g_assert_nonnull (found->pdata[1]);
    g_bytes_unref (found->pdata[1]);
    g_ptr_array_unref (found);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/scan/splitter/written", test_written);
    g_test_add_func ("/scan/splitter/random", test_random);
    g_test_add_func ("/scan/splitter/too-large", test_too_large);
    return g_test_run ();
}
