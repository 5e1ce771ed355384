/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-io: what the verifier and the resolvers are built on: sources, workers, addresses of
 * servers, the suffix file. */
#include "io/io.h"
#include "message/message.h"
#include "verify/verify.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/network-watch.h"
#include "temporary-file.h"

/* ---- sources ----------------------------------------------------------------------- */

static char *
read_all (TfSource *source, gsize block)
{
    GString *text = g_string_new (NULL);
    g_autofree guint8 *buffer = g_malloc (block);
    gssize n_read;

    while ((n_read = source->read (source->data, buffer, block, NULL)) > 0)
        g_string_append_len (text, (char *)buffer, n_read);
    g_assert_cmpint (n_read, ==, 0);
    return g_string_free (text, FALSE);
}

static void
test_source_ranges (void)
{
    static const struct {
        goffset offset;
        goffset length;
        const char *expected;
    } rows[] = {
        {0, -1, "0123456789"}, {3, -1, "3456789"}, {0, 4, "0123"}, {2, 5, "23456"},
        {8, 100, "89"},        {10, -1, ""},       {100, 5, ""},   {5, 0, ""},
    };
    g_autofree char *path = write_file ("0123456789");

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        for (gsize block = 1; block < 12; block += 3) {
            int descriptor = open (path, O_RDONLY);
            g_autoptr (TfSource) source =
                tf_source_new_fd (descriptor, rows[i].offset, rows[i].length);
            g_autofree char *text = read_all (source, block);

            g_assert_cmpstr (text, ==, rows[i].expected);
        }
    }
    g_unlink (path);
}

static void
test_source_cut_short (void)
{
    g_autofree char *path = write_file ("0123456789");
    int descriptor = open (path, O_RDWR);
    g_autoptr (TfSource) source = tf_source_new_fd (descriptor, 0, 10);
    g_autofree char *rest = NULL;
    guint8 block[4];

    g_assert_cmpint (source->read (source->data, block, 4, NULL), ==, 4);
    g_assert_cmpint (ftruncate (descriptor, 6), ==, 0);
    rest = read_all (source, 100);
    g_assert_cmpstr (rest, ==, "45");
    g_unlink (path);
}

static void
test_source_pipe (void)
{
    int ends[2];
    g_autoptr (TfSource) source = NULL;
    g_autofree char *text = NULL;

    g_assert_cmpint (pipe (ends), ==, 0);
    g_assert_cmpint (write (ends[1], "From: a@b.example\n\n", 19), ==, 19);
    close (ends[1]);
    source = tf_source_new_fd (ends[0], 0, -1);
    text = read_all (source, 7);
    g_assert_cmpstr (text, ==, "From: a@b.example\n\n");
}

static void
test_source_file (void)
{
    g_autofree char *path = write_file ("x");
    g_autoptr (GError) missing = NULL;
    g_autoptr (GError) folder = NULL;
    g_autoptr (TfSource) source = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) bad_descriptor = NULL;
    g_autoptr (TfSource) closed = tf_source_new_fd (-1, 0, -1);
    GStatBuf status;
    gint64 modified = 0;
    guint8 byte;

    source = tf_source_open_file (path, &modified, &error);
    g_assert_no_error (error);
    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (modified, ==, status.st_mtime);
    g_unlink (path);
    g_assert_null (tf_source_new_file (path, &missing));
    g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_assert_nonnull (strstr (missing->message, path));
    g_assert_null (tf_source_new_file ("/", &folder));
    g_assert_error (folder, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
    g_assert_cmpint (closed->read (closed->data, &byte, 1, &bad_descriptor), ==, -1);
    g_assert_error (bad_descriptor, G_FILE_ERROR, G_FILE_ERROR_BADF);
}

/* ---- workers ----------------------------------------------------------------------- */

/** Work: where and how often it was done. */
typedef struct {
    gint n_working; /* atomic: now */
    gint n_most;
    guint n_done;
    GThread *main_thread;
} Work;

static void
work (gpointer data)
{
    Work *all = data;
    gint now = g_atomic_int_add (&all->n_working, 1) + 1;

    g_assert_true (g_thread_self () != all->main_thread);
    g_assert_cmpint (now, <=, 2);
    if (now > g_atomic_int_get (&all->n_most))
        g_atomic_int_set (&all->n_most, now);
    g_usleep (2000);
    g_atomic_int_add (&all->n_working, -1);
}

static void
work_done (gpointer data)
{
    Work *all = data;

    g_assert_true (g_thread_self () == all->main_thread);
    all->n_done++;
}

static void
test_worker (void)
{
    Work all = {0, 0, 0, g_thread_self ()};

    for (guint i = 0; i < 100; i++)
        tf_worker_run (work, work_done, &all);
    while (all.n_done < 100)
        g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (all.n_most, ==, 2);
}

/* ---- the suffix file --------------------------------------------------------------- */

static void
test_suffix_file (void)
{
    gint64 started = g_get_monotonic_time ();
    g_autoptr (TfSuffixList) list = tf_suffix_file_load ();

    g_test_message ("loaded in %d us", (int)(g_get_monotonic_time () - started));
    g_assert_nonnull (list);
    g_assert_true (tf_suffix_list_is_suffix (list, "co.uk"));
    g_assert_cmpstr (tf_suffix_list_registrable (list, "a.b.co.uk"), ==, "b.co.uk");
}

/* ---- the machine has slept --------------------------------------------------------- */

#define SECOND ((gint64)G_USEC_PER_SEC)

static void
test_sleep (void)
{
    static const struct {
        gint64 awake;
        gint64 elapsed;
        gboolean slept;
    } rows[] = {
        {100, 100, FALSE}, {160, 160, FALSE},  {161, 163, FALSE},
        {170, 3600, TRUE}, {180, 3610, FALSE}, {181, 3617, TRUE},
    };
    TfNetworkWatch *watch = tf_network_watch_new ();

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (tf_network_watch_note_clocks (watch, rows[i].awake * SECOND,
                                                       rows[i].elapsed * SECOND),
                         ==, rows[i].slept);
    tf_network_watch_free (watch);
}

/* ---- no server needed -------------------------------------------------------------- */

static void
test_addresses (void)
{
    static const struct {
        const char *text;
        gboolean good;
    } rows[] = {
        {"127.0.0.1:5353", TRUE},
        {"192.0.2.1", TRUE},
        {"[::1]:53", TRUE},
        {"::1", TRUE},
        {"2001:db8::1", TRUE},
        {"[2001:db8::1]", TRUE},
        {"192.0.2.1:65535", TRUE},
        {"", FALSE},
        {":53", FALSE},
        {"192.0.2.1:", FALSE},
        {"192.0.2.1:0", FALSE},
        {"192.0.2.1:65536", FALSE},
        {"192.0.2.1:53x", FALSE},
        {"192.0.2", FALSE},
        {"dns.example", FALSE},
        {"dns.example:53", FALSE},
        {"[::1", FALSE},
        {"[::1]53", FALSE},
        {"[::1]:", FALSE},
        {"192.0.2.1,192.0.2.2", FALSE},
        {" 192.0.2.1", FALSE},
        {"192.0.2.1 ", FALSE},
        {"[192.0.2.1]:53", TRUE},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (TfResolver) resolver = tf_resolver_new_system (rows[i].text, &error);

        g_test_message ("%s", rows[i].text);
        g_assert_true ((resolver != NULL) == rows[i].good);
        if (!rows[i].good)
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_answers_file_errors (void)
{
    g_autofree char *path = write_file ("{\"a.example\": {\"TXT\": 1}}");
    g_autoptr (GError) form = NULL;
    g_autoptr (GError) missing = NULL;

    g_assert_null (tf_resolver_new_answers (path, &form));
    g_assert_error (form, TF_DNS_ERROR, TF_DNS_ERROR_FORM);
    g_assert_nonnull (strstr (form->message, path));
    g_assert_nonnull (strstr (form->message, "a.example TXT"));
    g_unlink (path);
    g_assert_null (tf_resolver_new_answers (path, &missing));
    g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/io/answers-file-errors", test_answers_file_errors);
    g_test_add_func ("/io/source/ranges", test_source_ranges);
    g_test_add_func ("/io/source/cut-short", test_source_cut_short);
    g_test_add_func ("/io/source/pipe", test_source_pipe);
    g_test_add_func ("/io/source/file", test_source_file);
    g_test_add_func ("/io/worker", test_worker);
    g_test_add_func ("/io/suffix-file", test_suffix_file);
    g_test_add_func ("/io/sleep", test_sleep);
    g_test_add_func ("/io/addresses", test_addresses);
    return g_test_run ();
}
