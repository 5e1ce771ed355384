/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Where the messages of an mbox begin and end, whatever the size of the blocks it is read in. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mailbox/mailbox.h"
#include "message/message.h"
#include "temporary-file.h"

#define SEP   "From a@b.example Thu Jan  1 00:00:00 1970\n"
#define PATCH "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
#define CRLF  "From a@b.example Thu Jan  1 00:00:00 1970\r\n"

static const gsize blocks[] = {1, 2, 3, 5, 7, 64, TF_READ_BLOCK};

static TfMboxFile *
open_mbox (const char *text, gsize length, gsize block)
{
    g_autofree char *path = write_file ("");
    g_autoptr (GError) error = NULL;
    TfMboxFile *mbox;
    int fd;

    g_assert_true (g_file_set_contents (path, text, (gssize)length, NULL));
    fd = g_open (path, O_RDONLY, 0);
    mbox = tf_mbox_file_new (fd, 0, &error);
    g_assert_no_error (error);
    g_assert_true (g_close (fd, NULL)); /* it has a descriptor of its own */
    g_unlink (path);
    if (mbox != NULL)
        tf_mbox_file_set_block (mbox, block);
    return mbox;
}

/* Each message, with "|" after it. */
static char *
split (TfMboxFile *mbox, const char *text)
{
    GString *out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    goffset offset, length;

    while (tf_mbox_file_next (mbox, &offset, &length, &error)) {
        g_string_append_len (out, text + offset, length);
        g_string_append_c (out, '|');
    }
    g_assert_no_error (error);
    g_assert_false (tf_mbox_file_next (mbox, &offset, &length, &error));
    return g_string_free (out, FALSE);
}

static const struct {
    const char *mbox;
    const char *messages;
} rows[] = {
    {SEP "A: 1\n\nx\n\n" SEP "B: 2\n\ny\n\n", "A: 1\n\nx\n|B: 2\n\ny\n|"},
    {SEP "A: 1\n\nx\n\n" SEP "B: 2\n\ny\n", "A: 1\n\nx\n|B: 2\n\ny\n|"},
    {SEP "A: 1\n\nx\n\n" SEP "B: 2\n\ny", "A: 1\n\nx\n|B: 2\n\ny|"},
    {SEP "A: 1\n\nx\n\n\n\n" SEP "B: 2\n\n\n", "A: 1\n\nx\n\n\n|B: 2\n\n|"},
    {SEP "A: 1\n\nx\n" SEP "y\n\n",
     "A: 1\n\nx\n" SEP "y\n|"}, /* not after an empty line */
    {SEP "A: 1\n\nx\n\n>" SEP "y\n\n", "A: 1\n\nx\n\n>" SEP "y\n|"},
    {SEP "A: 1\n\nx\n\nFrom here on, all is well\n\n",
     "A: 1\n\nx\n\nFrom here on, all is well\n|"},
    {SEP "A: 1\n\nx\n\nFrom 1970 on\n\nFrom 21:12\n",
     "A: 1\n\nx\n\nFrom 1970 on\n\nFrom 21:12\n|"},
    {SEP "A: 1\n\nx\n\nFrom\n\nF", "A: 1\n\nx\n\nFrom\n\nF|"},
    {SEP, "|"},
    {"From \r\nA: 1\r\n\r\nx\r\n\r\nFrom \r\nB: 2\r\n\r\n>From \r\nFrom \r\n\r\n",
     "A: 1\r\n\r\nx\r\n|B: 2\r\n\r\n>From \r\nFrom \r\n|"},
    {SEP "A: 1\n\nx\n\nFrom \nB: 2\n\ny\n\nFrom x\n",
     "A: 1\n\nx\n|B: 2\n\ny\n\nFrom x\n|"},
    {SEP "A: 1\n", "A: 1\n|"},
    {SEP "A: 1\n\n" SEP "B: 2\n\n" SEP,
     "A: 1\n\n|B: 2\n\n||"},           /* no body: its empty line stays */
    {SEP SEP "B: 2\n", SEP "B: 2\n|"}, /* a non-header line in the header */
    {CRLF "A: 1\r\n\r\nx\r\n\r\n" CRLF "B: 2\r\n\r\ny\r\n\r\n",
     "A: 1\r\n\r\nx\r\n|B: 2\r\n\r\ny\r\n|"},
    {SEP "A: 1\n\n\r\r\n" SEP "x\n\n", "A: 1\n\n\r\r\n" SEP "x\n|"},
    {SEP "A: 1\n\nx\n\nFrom - Thu, 1 Jan 1970 0:00 +0100\nB: 2\n", "A: 1\n\nx\n|B: 2\n|"},
    {SEP
     "A: 1\n\nx\n\nFrom \"a b\"@c.example Thu Jan 1 00:00:00 CET 1970 remote from d\nB: 2\n",
     "A: 1\n\nx\n|B: 2\n|"},
    {"From - \nA: 1\n\nx\n\nFrom - \nB: 2\n\ny\n", "A: 1\n\nx\n|B: 2\n\ny\n|"},
    {"From -\r\nA: 1\r\n\r\nx\r\n\r\nFrom -\r\nB: 2\r\n", "A: 1\r\n\r\nx\r\n|B: 2\r\n|"},
    {"From nobody\nA: 1\n\nx\n\nFrom nobody\nB: 2\n", "A: 1\n\nx\n|B: 2\n|"},
    {SEP "A: 1\n\nFrom - \nx\n\nFrom nobody\nknows\n\nFrom \ny z: 1\n",
     "A: 1\n\nFrom - \nx\n\nFrom nobody\nknows\n\nFrom \ny z: 1\n|"},
    {SEP "A: 1\n\nx\n\n" PATCH "From: a\n\n" PATCH "From: b\n",
     "A: 1\n\nx\n\n" PATCH "From: a\n\n" PATCH "From: b\n|"},
    {PATCH "A: 1\n\nx\n\n" PATCH "B: 2\n\n", "A: 1\n\nx\n\n" PATCH "B: 2\n|"},
    {PATCH "A: 1\n\nx\n\n" SEP "B: 2\n", "A: 1\n\nx\n|B: 2\n|"},
};

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        for (guint b = 0; b < G_N_ELEMENTS (blocks); b++) {
            g_autoptr (TfMboxFile) mbox =
                open_mbox (rows[i].mbox, strlen (rows[i].mbox), blocks[b]);
            g_autofree char *messages = split (mbox, rows[i].mbox);

            g_assert_cmpstr (messages, ==, rows[i].messages);
        }
}

static void
test_no_mbox (void)
{
    static const char *const texts[] = {"",
                                        "From",
                                        "From ",
                                        "From a@b.example\n",
                                        "From: a@b.example\n\nx\n",
                                        ">" SEP,
                                        "\n" SEP,
                                        "From - \n",
                                        "From - \nx y\n",
                                        "From nobody\n\nA: 1\n",
                                        "From a Thu Jan  1 00:00:00 1970"};
    g_autofree char *long_line = g_strnfill (2000, 'x');
    g_autofree char *too_long = g_strconcat ("From ", long_line, " 00:00 1970\n", NULL);

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        g_assert_null (open_mbox (texts[i], strlen (texts[i]), 64));
    g_assert_null (open_mbox (too_long, strlen (too_long), 64));
}

/* Random bytes and pieces: the same slices from blocks of any size, in order, apart. */
static void
test_blocks (void)
{
    static const char *const pieces[] = {SEP,
                                         CRLF,
                                         "\n",
                                         "\n\n",
                                         "\r\n",
                                         "\r",
                                         "F",
                                         "From ",
                                         "x",
                                         "A: 1\n",
                                         ">",
                                         "\r\n\r\n",
                                         "From a 1:23 1970\n",
                                         "From - \n",
                                         "From nobody\n",
                                         PATCH,
                                         "1970"};

    for (guint round = 0; round < 100; round++) {
        g_autoptr (GString) text = g_string_new (SEP);
        g_autofree char *first = NULL;
        guint count = (guint)g_test_rand_int_range (0, 30);

        for (guint i = 0; i < count; i++)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        for (guint b = 0; b < G_N_ELEMENTS (blocks); b++) {
            g_autoptr (TfMboxFile) mbox = open_mbox (text->str, text->len, blocks[b]);
            g_autofree char *messages = split (mbox, text->str);

            if (first == NULL)
                first = g_strdup (messages);
            g_assert_cmpstr (messages, ==, first);
        }
    }
}

static void
test_source (void)
{
    g_autoptr (TfMboxFile) mbox = open_mbox (rows[0].mbox, strlen (rows[0].mbox), 64);
    g_autoptr (GError) error = NULL;
    g_autoptr (TfSource) source = NULL;
    goffset offset, length;
    guint8 buffer[64] = {0};

    g_assert_true (tf_mbox_file_next (mbox, &offset, &length, &error));
    g_assert_true (tf_mbox_file_next (mbox, &offset, &length, &error));
    source = tf_mbox_file_open (mbox, offset, length, &error);
    g_clear_pointer (&mbox, tf_mbox_file_free);
    g_assert_cmpint (source->read (source->data, buffer, sizeof buffer, &error), ==, 8);
    g_assert_cmpstr ((const char *)buffer, ==, "B: 2\n\ny\n");
    g_assert_cmpint (source->read (source->data, buffer, sizeof buffer, &error), ==, 0);
}

/* Lines that look like a separator for a while cost no more than others. */
static void
test_linear_time (void)
{
    static const char *const heavy[] = {"\nF", "\nFrom \n", "\n\n", "From ",
                                        "\nFrom x 1:23 1970\n"};

    for (guint i = 0; i < G_N_ELEMENTS (heavy); i++) {
        g_autoptr (GString) text = g_string_new (SEP);
        g_autoptr (TfMboxFile) mbox = NULL;
        g_autofree char *messages = NULL;
        gint64 start = g_get_monotonic_time ();

        while (text->len < 4 << 20)
            g_string_append (text, heavy[i]);
        mbox = open_mbox (text->str, text->len, TF_READ_BLOCK);
        messages = split (mbox, text->str);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mbox-file/rows", test_rows);
    g_test_add_func ("/mbox-file/no-mbox", test_no_mbox);
    g_test_add_func ("/mbox-file/blocks", test_blocks);
    g_test_add_func ("/mbox-file/source", test_source);
    g_test_add_func ("/mbox-file/linear-time", test_linear_time);
    return g_test_run ();
}
