/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-zip: what is written is read again, and the same each time; what is damaged, or larger than allowed,
 * ends with a state and never with more memory. */
#include "archive/zip.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define TIME 1760000000

static gboolean
keep (gpointer data, const void *bytes, gsize length)
{
    g_byte_array_append (data, bytes, (guint)length);
    return TRUE;
}

static gboolean
give_up (gpointer data, const void *bytes, gsize length)
{
    return FALSE;
}

/* Owned. */
static GByteArray *
make_zip (const char *first, const char *second)
{
    GByteArray *out = g_byte_array_new ();
    g_autoptr (TfZipWriter) writer = tf_zip_writer_new (keep, out, TIME);

    g_assert_true (tf_zip_writer_add (writer, "a.txt", first, strlen (first)));
    g_assert_true (tf_zip_writer_add (writer, "b.txt", second, strlen (second)));
    g_assert_true (tf_zip_writer_end (writer));
    return out;
}

/* A descriptor of an unnamed file with these bytes, at its start. */
static int
open_bytes (const guint8 *bytes, gsize length)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp ("truefrom-XXXXXX", &name, NULL);

    g_unlink (name);
    g_assert_cmpint (write (fd, bytes, length), ==, length);
    lseek (fd, 0, SEEK_SET);
    return fd;
}

static void
test_round_trip (void)
{
    g_autoptr (GByteArray) zip = make_zip ("one\n", "");
    g_autoptr (GByteArray) again = make_zip ("one\n", "");
    int fd = open_bytes (zip->data, zip->len);
    g_autoptr (TfZipReader) reader = tf_zip_reader_new (fd);
    g_autofree char *name = NULL;
    g_autofree char *other = NULL;
    g_autofree char *none = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) empty = NULL;

    g_assert_cmpmem (zip->data, zip->len, again->data, again->len);
    g_assert_cmpint (tf_zip_reader_next (reader, &name), ==, TF_ZIP_ENTRY);
    g_assert_cmpstr (name, ==, "a.txt");
    g_assert_cmpint (tf_zip_reader_read (reader, 4, &bytes), ==, TF_ZIP_ENTRY);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "one\n",
                     4);
    g_assert_cmpint (tf_zip_reader_next (reader, &other), ==, TF_ZIP_ENTRY);
    g_assert_cmpint (tf_zip_reader_read (reader, 0, &empty), ==, TF_ZIP_ENTRY);
    g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
    g_assert_cmpint (tf_zip_reader_next (reader, &none), ==, TF_ZIP_END);
    close (fd);
}

static void
test_limit (void)
{
    g_autoptr (GByteArray) zip = make_zip ("three", "");
    int fd = open_bytes (zip->data, zip->len);
    g_autoptr (TfZipReader) reader = tf_zip_reader_new (fd);
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;

    g_assert_cmpint (tf_zip_reader_next (reader, &name), ==, TF_ZIP_ENTRY);
    g_assert_cmpint (tf_zip_reader_read (reader, 4, &bytes), ==, TF_ZIP_TOO_LARGE);
    g_assert_null (bytes);
    close (fd);
}

/* Cut anywhere, or with one byte changed anywhere: a state, and an end. */
static void
read_through (const guint8 *data, gsize length)
{
    int fd = open_bytes (data, length);
    g_autoptr (TfZipReader) reader = tf_zip_reader_new (fd);
    TfZipState state = TF_ZIP_ENTRY;

    for (guint n = 0; state == TF_ZIP_ENTRY; n++) {
        g_autofree char *name = NULL;
        g_autoptr (GBytes) bytes = NULL;

        g_assert_cmpuint (n, <, 10);
        state = tf_zip_reader_next (reader, &name);
        if (state == TF_ZIP_ENTRY)
            state = tf_zip_reader_read (reader, 100, &bytes);
    }
    close (fd);
}

static void
test_damaged (void)
{
    g_autoptr (GByteArray) zip = make_zip ("one\n", "two\n");

    for (guint i = 0; i < zip->len; i++) {
        read_through (zip->data, i);
        zip->data[i] ^= 0x41;
        read_through (zip->data, zip->len);
        zip->data[i] ^= 0x41;
    }
}

static void
test_no_zip (void)
{
    static const char text[] = "From: a@b.example\r\n\r\nHello\r\n";
    int fd = open_bytes ((const guint8 *)text, strlen (text));
    g_autoptr (TfZipReader) reader = tf_zip_reader_new (fd);
    g_autofree char *name = NULL;

    g_assert_cmpint (tf_zip_reader_next (reader, &name), ==, TF_ZIP_BROKEN);
    close (fd);
}

static void
test_full (void)
{
    g_autoptr (TfZipWriter) writer = tf_zip_writer_new (give_up, NULL, TIME);
    g_autofree char *large = g_strnfill (100000, 'x');

    g_assert_false (tf_zip_writer_add (writer, "a.txt", large, 100000) &&
                    tf_zip_writer_end (writer));
    g_assert_false (tf_zip_writer_end (writer));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/zip/round-trip", test_round_trip);
    g_test_add_func ("/zip/limit", test_limit);
    g_test_add_func ("/zip/damaged", test_damaged);
    g_test_add_func ("/zip/no-zip", test_no_zip);
    g_test_add_func ("/zip/full", test_full);
    return g_test_run ();
}
