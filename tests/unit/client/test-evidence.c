/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-evidence: what is saved of a message is what was checked, and gives the same report again; what
 * cannot be saved leaves nothing behind and is a sentence. */
#include "client/evidence.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "client/report-mail.h"
#include "inputs/settings.h"
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

/* Owned: the folder. */
static char *
write_request (Place *place, TfRequest *request, const char *parent, GError **error)
{
    const char *files[] = {TF_EVIDENCE_REPORT, "a report\n", NULL};

    g_clear_object (&place->result);
    tf_evidence_write_async (request, place->report, parent, "folder", files, on_written,
                             place);
    while (place->result == NULL)
        g_main_context_iteration (NULL, TRUE);
    return tf_evidence_write_finish (place->result, error);
}

static char *
write_message (Place *place, const char *text, const char *parent, GError **error)
{
    g_autoptr (TfRequest) request = request_of (text);

    return write_request (place, request, parent, error);
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
expect_nothing (Place *place, const char *sentence, const GError *error,
                const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (place->parent, 0, NULL);

    g_assert_null (folder);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, sentence));
    g_assert_null (g_dir_read_name (dir));
}

static void
test_written (Place *place, gconstpointer unused)
{
    g_autofree char *first = write_message (place, MESSAGE, place->parent, NULL);
    g_autofree char *second = write_message (place, MESSAGE, place->parent, NULL);

    g_assert_true (g_str_has_suffix (first, "/folder"));
    g_assert_true (g_str_has_suffix (second, "/folder-2"));
    expect_contents (first, TF_EVIDENCE_MESSAGE, MESSAGE);
    expect_contents (second, TF_EVIDENCE_REPORT, "a report\n");
    tf_evidence_remove (first);
    tf_evidence_remove (second);
}

/* The report is about other bytes. */
static void
test_changed (Place *place, gconstpointer unused)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *folder =
        write_message (place, MESSAGE "more", place->parent, &error);

    expect_nothing (place, "has changed since it was checked", error, folder);
}

static void
test_unwritable (Place *place, gconstpointer unused)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *nowhere = g_build_filename (place->parent, "gone", NULL);
    g_autofree char *folder = write_message (place, MESSAGE, nowhere, &error);

    expect_nothing (place, "Nothing could be saved in “", error, folder);
}

/* A disk that is full says so in the midst of a file. */
static void
test_full (Place *place, gconstpointer unused)
{
    struct rlimit before;
    struct rlimit small;
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = NULL;

    signal (SIGXFSZ, SIG_IGN);
    getrlimit (RLIMIT_FSIZE, &before);
    small = (struct rlimit){100, before.rlim_max};
    setrlimit (RLIMIT_FSIZE, &small);
    folder = write_message (place, MESSAGE, place->parent, &error);
    setrlimit (RLIMIT_FSIZE, &before);
    expect_nothing (place, g_strerror (EFBIG), error, folder);
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
    g_autoptr (TfSource) source = tf_source_new (read_nothing, NULL, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = write_request (place, request, place->parent, &error);

    expect_nothing (place, "The message could not be read: bad disk", error, folder);
}

/* Whoever waits is told, and what the thread made is gone when it comes back. */
static void
test_hanging (Place *place, gconstpointer unused)
{
    gint released = 0;
    g_autoptr (TfSource) source = tf_source_new (read_never, &released, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autoptr (GError) error = NULL;
    g_autofree char *made = g_build_filename (place->parent, "folder", NULL);
    g_autofree char *folder = NULL;

    tf_evidence_set_limit (50);
    folder = write_request (place, request, place->parent, &error);
    tf_evidence_set_limit (10000);
    g_assert_null (folder);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    g_atomic_int_set (&released, TRUE);
    while (g_file_test (made, G_FILE_TEST_EXISTS))
        g_main_context_iteration (NULL, FALSE);
}

/* The same report from the answers that were saved. */
static void
test_replayed (Place *place, gconstpointer unused)
{
    g_autofree char *answers = tf_evidence_answers (place->report);
    g_autofree char *file = g_build_filename (place->parent, "answers.json", NULL);
    g_autoptr (TfRequest) request = NULL;
    g_autoptr (TfSource) source = source_of (MESSAGE);
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (TfVerifier) verifier = NULL;
    g_autoptr (TfReport) again = NULL;
    g_autofree char *expected = describe (place->report);
    g_autofree char *found = NULL;

    g_assert_true (g_file_set_contents (file, answers, -1, NULL));
    resolver = tf_resolver_new_answers (file, NULL);
    g_unlink (file);
    verifier = verifier_new (resolver);
    request = tf_request_new (source); /* the clock is that of the file */
    again = verify_request (verifier, request);
    found = describe (again);
    g_assert_cmpstr (found, ==, expected);
}

static void
test_options (Place *place, gconstpointer unused)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();
    g_auto (GStrv) options = NULL;
    g_autofree char *line = NULL;

    g_assert_true (tf_settings_add_own (settings, "me@here.example"));
    g_assert_true (tf_settings_add_protected (settings, "bank.example"));
    g_assert_true (tf_settings_add_border (settings, "mx.here.example"));
    g_assert_true (tf_settings_add_trusted_server (settings, "mx.here.example:below"));
    options = tf_evidence_options (place->report, settings);
    line = g_strjoinv (" ", options);
    g_assert_cmpstr (line, ==,
                     "--own me@here.example --own here.example --protect bank.example "
                     "--border mx.here.example --trust-authserv mx.here.example:below");
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
    g_test_add ("/evidence/" name, Place, NULL, place_set_up, function, place_tear_down)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    ADD ("written", test_written);
    ADD ("changed", test_changed);
    ADD ("unwritable", test_unwritable);
    ADD ("full", test_full);
    ADD ("unreadable", test_unreadable);
    ADD ("hanging", test_hanging);
    ADD ("replayed", test_replayed);
    ADD ("options", test_options);
    g_test_add_func ("/evidence/address", test_address);
    return g_test_run ();
}
