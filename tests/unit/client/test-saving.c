/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-saving: what is saved of a message is what was checked; what cannot be saved leaves nothing behind
 * and is a sentence. */
#include "client/saving.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "archive/zip.h"
#include "client/report-mail.h"
#include "evaluate/report.h"
#include "verifier-helper.h"
#include "verify/verify.h"

/** Place: a folder for one test. */
typedef struct {
    char *parent;
    TfReport *report;
    GAsyncResult *result;
} Place;

static void
place_set_up (Place *place, gconstpointer unused)
{
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (TfVerifier) verifier = NULL;
    g_autoptr (TfRequest) request = request_of (MESSAGE);
    g_autoptr (GError) error = NULL;
    g_autofree char *answers = NULL;

    place->parent = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    answers = g_build_filename (place->parent, "zone.json", NULL);
    g_assert_true (g_file_set_contents (answers, zone, -1, NULL));
    resolver = tf_resolver_new_answers (answers, &error);
    g_assert_no_error (error);
    g_unlink (answers);
    verifier = verifier_new (resolver);
    tf_request_set_identify (request, TRUE);
    place->report = verify_request (verifier, request);
}

static void
place_tear_down (Place *place, gconstpointer unused)
{
    tf_report_unref (place->report);
    g_clear_object (&place->result);
    g_assert_cmpint (g_rmdir (place->parent), ==, 0);
    g_free (place->parent);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
    Place *place = data;

    place->result = g_object_ref (result);
}

/* How a message is saved. */
typedef enum { COPY, ZIP, N_WAYS } Way;

static const char *const files[] = {"README.txt", "read me\n", "report.txt", "a report\n",
                                    NULL};

/* Owned: the folder or the zip. */
static char *
write_request (Place *place, TfRequest *request, Way way, const char *parent,
               GError **error)
{
    g_autofree char *path = g_build_filename (parent, "name.zip", NULL);

    g_clear_object (&place->result);
    if (way == COPY)
        tf_saving_copy_async (request, place->report, parent, "name", on_written, place);
    else
        tf_saving_zip_async (request, place->report, path, files, on_written, place);
    while (place->result == NULL)
        g_main_context_iteration (NULL, TRUE);
    return tf_saving_finish (place->result, error);
}

static char *
write_message (Place *place, const char *text, Way way, const char *parent,
               GError **error)
{
    g_autoptr (TfRequest) request = request_of (text);

    return write_request (place, request, way, parent, error);
}

static void
expect_contents (const char *folder, const char *name, const char *expected)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *found = NULL;

    g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
    g_assert_cmpstr (found, ==, expected);
}

static void
expect_nothing (Place *place, const char *sentence, const GError *error, const char *made)
{
    g_autoptr (GDir) dir = g_dir_open (place->parent, 0, NULL);

    g_assert_null (made);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, sentence));
    g_assert_null (g_dir_read_name (dir));
}

static void
test_copy (Place *place, gconstpointer unused)
{
    g_autofree char *first = write_message (place, MESSAGE, COPY, place->parent, NULL);
    g_autofree char *second = write_message (place, MESSAGE, COPY, place->parent, NULL);

    g_assert_true (g_str_has_suffix (first, "/name"));
    g_assert_true (g_str_has_suffix (second, "/name-2"));
    expect_contents (first, TF_SAVING_MESSAGE, MESSAGE);
    tf_saving_remove_copy (first);
    tf_saving_remove_copy (second);
}

static void
expect_entry (TfZipReader *reader, const char *name, const char *expected)
{
    g_autofree char *found = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    g_assert_cmpint (tf_zip_reader_next (reader, &found), ==, TF_ZIP_ENTRY);
    g_assert_cmpstr (found, ==, name);
    g_assert_cmpint (tf_zip_reader_read (reader, 10000, &bytes), ==, TF_ZIP_ENTRY);
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_assert_cmpstr (text, ==, expected);
}

/* Owned: as sha256sum would write it. */
static char *
make_manifest (void)
{
    const char *all[] = {files[0], files[1], TF_SAVING_MESSAGE, MESSAGE, files[2],
                         files[3], NULL};
    g_autoptr (GString) lines = g_string_new (NULL);

    for (guint i = 0; all[i] != NULL; i += 2) {
        g_autofree char *sha256 =
            g_compute_checksum_for_string (G_CHECKSUM_SHA256, all[i + 1], -1);

        g_string_append_printf (lines, "%s  %s\n", sha256, all[i]);
    }
    return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
test_zip (Place *place, gconstpointer unused)
{
    g_autofree char *first = write_message (place, MESSAGE, ZIP, place->parent, NULL);
    g_autofree char *second = write_message (place, MESSAGE, ZIP, place->parent, NULL);
    g_autofree char *manifest = make_manifest ();
    int fd = g_open (second, O_RDONLY | O_CLOEXEC, 0);
    g_autoptr (TfZipReader) reader = tf_zip_reader_new (fd);
    g_autofree char *none = NULL;

    g_assert_true (g_str_has_suffix (first, "/name.zip"));
    g_assert_true (g_str_has_suffix (second, "/name-2.zip"));
    expect_entry (reader, "README.txt", "read me\n");
    expect_entry (reader, TF_SAVING_MESSAGE, MESSAGE);
    expect_entry (reader, "report.txt", "a report\n");
    expect_entry (reader, TF_SAVING_MANIFEST, manifest);
    g_assert_cmpint (tf_zip_reader_next (reader, &none), ==, TF_ZIP_END);
    close (fd);
    g_unlink (first);
    g_unlink (second);
}

/* The report is about other bytes. */
static void
test_changed (Place *place, gconstpointer unused)
{
    for (Way way = 0; way < N_WAYS; way++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *made =
            write_message (place, MESSAGE "more", way, place->parent, &error);

        expect_nothing (place, "has changed since it was checked", error, made);
    }
}

static void
test_unwritable (Place *place, gconstpointer unused)
{
    g_autofree char *nowhere = g_build_filename (place->parent, "gone", NULL);

    for (Way way = 0; way < N_WAYS; way++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *made = write_message (place, MESSAGE, way, nowhere, &error);

        expect_nothing (place, "Nothing could be saved in “", error, made);
    }
}

/* A disk that is full says so in the midst of a file. */
static void
test_full (Place *place, gconstpointer unused)
{
    struct rlimit before;
    struct rlimit small;

    signal (SIGXFSZ, SIG_IGN);
    getrlimit (RLIMIT_FSIZE, &before);
    small = (struct rlimit){100, before.rlim_max};
    for (Way way = 0; way < N_WAYS; way++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *made = NULL;

        setrlimit (RLIMIT_FSIZE, &small);
        made = write_message (place, MESSAGE, way, place->parent, &error);
        setrlimit (RLIMIT_FSIZE, &before);
        expect_nothing (place, g_strerror (EFBIG), error, made);
    }
}

static gssize
read_nothing (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "bad disk");
    return -1;
}

static gssize
read_never (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    gint *released = data;

    while (!g_atomic_int_get (released))
        g_usleep (1000);
    return 0;
}

static void
test_unreadable (Place *place, gconstpointer unused)
{
    for (Way way = 0; way < N_WAYS; way++) {
        g_autoptr (TfSource) source = tf_source_new (read_nothing, NULL, NULL);
        g_autoptr (TfRequest) request = tf_request_new (source);
        g_autoptr (GError) error = NULL;
        g_autofree char *made =
            write_request (place, request, way, place->parent, &error);

        expect_nothing (place, "The message could not be read: bad disk", error, made);
    }
}

/* A message without end. */
static gssize
read_zeros (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    memset (buffer, 0, length);
    return (gssize)length;
}

static void
test_too_large (Place *place, gconstpointer unused)
{
    g_autoptr (TfSource) source = tf_source_new (read_zeros, NULL, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autoptr (GError) error = NULL;
    g_autofree char *made = write_request (place, request, ZIP, place->parent, &error);

    expect_nothing (place, "too large to be saved", error, made);
}

/* Whoever waits is told, and what the thread made is gone when it comes back. */
static void
test_hanging (Place *place, gconstpointer unused)
{
    gint released = 0;
    g_autoptr (TfSource) source = tf_source_new (read_never, &released, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = g_build_filename (place->parent, "name", NULL);
    g_autofree char *made = NULL;

    tf_saving_set_limit (50);
    made = write_request (place, request, COPY, place->parent, &error);
    tf_saving_set_limit (10000);
    g_assert_null (made);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    g_atomic_int_set (&released, TRUE);
    while (g_file_test (folder, G_FILE_TEST_EXISTS))
        g_main_context_iteration (NULL, FALSE);
}

static void
test_address (void)
{
    static const char *const bad[] = {"",
                                      "helpdesk",
                                      "a@b.example, c@d.example",
                                      "a@b.example?attach=/etc/passwd",
                                      "A <a@b.example>",
                                      "a@b.example\n",
                                      "a%0ab@b.example"};

    g_assert_true (tf_report_mail_is_address ("help-desk+spam@mail.here.example"));
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        g_assert_false (tf_report_mail_is_address (bad[i]));
}

#define ADD(name, function)                                                              \
    g_test_add ("/saving/" name, Place, NULL, place_set_up, function, place_tear_down)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    ADD ("copy", test_copy);
    ADD ("zip", test_zip);
    ADD ("changed", test_changed);
    ADD ("unwritable", test_unwritable);
    ADD ("full", test_full);
    ADD ("unreadable", test_unreadable);
    ADD ("too-large", test_too_large);
    ADD ("hanging", test_hanging);
    g_test_add_func ("/saving/address", test_address);
    return g_test_run ();
}
