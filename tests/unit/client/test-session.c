/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-session: one verifier that follows the preferences, the accounts and the switch
 * between online and offline; what cannot be used is said with key and value. */
#include "client/session.h"

#include <glib/gstdio.h>

#include "evaluate/report.h"
#include "inputs/settings.h"
#include "temporary-file.h"
#include "verify/request.h"

static const char answers[] =
    "{\"_dmarc.bank.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]}}";
static const char message[] = "Received: from a.example ([198.51.100.7]) by b.example; "
                              "Thu, 9 Oct 2025 08:53:20 +0000\n"
                              "Return-Path: <x@evil.example>\n"
                              "From: a@bank.example\n\nHello\n";

/** Program: a mail program that has only what a session needs from it. */
typedef struct {
    TfSession *session;
    GSettings *preferences;
    const char *address;
    gboolean online;
    guint n_changed;
} Program;

static GString *said; /* to the log */

static GStrv
list_addresses (gpointer data)
{
    Program *program = data;
    const char *list[] = {program->address, NULL};

    return g_strdupv ((GStrv)list);
}

static gboolean
is_online (gpointer data)
{
    return ((Program *)data)->online;
}

static void
write_log (const char *sentence)
{
    g_string_append_printf (said, "%s\n", sentence);
}

static void
on_changed (Program *program)
{
    program->n_changed++;
}

static void
program_start (Program *program)
{
    static const TfSessionClient client = {list_addresses, is_online, write_log};

    *program = (Program){.address = "me@here.example", .online = TRUE};
    program->preferences = g_settings_new ("org.truefrom");
    program->session = tf_session_new (&client, program, NULL);
    g_signal_connect_swapped (program->session, "changed", G_CALLBACK (on_changed),
                              program);
    g_string_truncate (said, 0);
}

static void
program_end (Program *program)
{
    static const char *const keys[] = {"dns", "resolver", "answers-file", "border-hosts",
                                       "trusted-servers"};

    g_object_unref (program->session);
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_settings_reset (program->preferences, keys[i]);
    g_object_unref (program->preferences);
}

static void
wait_for_verifier (Program *program)
{
    while (tf_session_get_verifier (program->session) == NULL &&
           tf_session_peek_trouble (program->session) == NULL)
        g_main_context_iteration (NULL, TRUE);
}

/* Owned: code and why. */
static char *
check (Program *program, gboolean ask)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autoptr (TfReport) report = NULL;

    wait_for_verifier (program);
    tf_session_prepare (program->session, request, NULL, ask);
    tf_request_set_now (request, 1760000000);
    report = tf_verifier_check (tf_session_get_verifier (program->session), request, NULL,
                                NULL);
    return g_strdup_printf ("%s %s", tf_report_get_code (report),
                            tf_reason_to_string (report->evidence.reason));
}

static void
expect (Program *program, gboolean ask, const char *expected)
{
    g_autofree char *found = check (program, ask);

    g_assert_cmpstr (found, ==, expected);
}

/* Read in a worker, asked offline too, and said to the reader and in the log. */
static void
test_answers_file (void)
{
    g_autofree char *path = write_file (answers);
    g_autofree char *notes = NULL;
    Program program;

    program_start (&program);
    program.online = FALSE;
    g_settings_set_string (program.preferences, "answers-file", path);
    g_assert_null (tf_session_get_verifier (program.session));
    g_assert_null (tf_session_peek_trouble (program.session));
    expect (&program, TRUE, "TF01 return-path-not-aligned");
    expect (&program, FALSE, "TF13 offline"); /* of this message nobody may be asked */
    notes = tf_session_dup_notes (program.session);
    g_assert_nonnull (strstr (notes, path));
    g_assert_nonnull (strstr (said->str, path));
    g_settings_set_string (program.preferences, "dns", "never");
    expect (&program, TRUE, "TF13 offline");
    g_unlink (path);
    program_end (&program);
}

static void
test_answers_file_is_missing (void)
{
    Program program;

    program_start (&program);
    g_settings_set_string (program.preferences, "answers-file", "/nowhere/answers.json");
    wait_for_verifier (&program);
    g_assert_null (tf_session_get_verifier (program.session));
    g_assert_nonnull (strstr (tf_session_peek_trouble (program.session), "answers-file"));
    g_assert_nonnull (strstr (said->str, "/nowhere/answers.json"));
    g_settings_reset (program.preferences, "answers-file");
    g_assert_nonnull (tf_session_get_verifier (program.session));
    g_assert_null (tf_session_peek_trouble (program.session));
    program_end (&program);
}

/* A session that is freed while its file is being read leaves nothing behind. */
static void
test_ends_while_reading (void)
{
    g_autofree char *path = write_file (answers);
    Program program;

    for (guint i = 0; i < 20; i++) {
        program_start (&program);
        g_settings_set_string (program.preferences, "answers-file", path);
        g_assert_null (tf_session_get_verifier (program.session));
        program_end (&program);
    }
    for (guint i = 0; i < 100; i++) {
        g_main_context_iteration (NULL, FALSE);
        g_usleep (1000);
    }
    g_unlink (path);
}

static void
test_bad_resolver (void)
{
    Program program;

    program_start (&program);
    g_settings_set_string (program.preferences, "resolver", "not a server");
    g_assert_null (tf_session_get_verifier (program.session));
    g_assert_nonnull (strstr (tf_session_peek_trouble (program.session), "resolver"));
    g_assert_nonnull (strstr (tf_session_peek_trouble (program.session), "not a server"));
    program.online = FALSE;
    tf_session_client_changed (program.session);
    g_assert_nonnull (tf_session_get_verifier (program.session));
    g_assert_null (tf_session_peek_trouble (program.session));
    program_end (&program);
}

/* An entry that cannot be used is named; the others are used. */
static void
test_bad_entries (void)
{
    static const char *const borders[] = {"mx.here.example", "no such host!!", "", NULL};
    static const char *const servers[] = {"two words", "mx.here.example:below", NULL};
    g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autofree char *notes = NULL;
    Program program;

    program_start (&program);
    g_settings_set_strv (program.preferences, "border-hosts", borders);
    g_settings_set_strv (program.preferences, "trusted-servers", servers);
    g_assert_nonnull (tf_session_get_verifier (program.session));
    tf_session_prepare (program.session, request, NULL, TRUE);
    g_assert_cmpuint (request->settings->border_hosts->len, ==, 1);
    g_assert_cmpuint (request->settings->trusted_servers->len, ==, 1);
    notes = tf_session_dup_notes (program.session);
    g_assert_nonnull (strstr (notes, "border-hosts"));
    g_assert_nonnull (strstr (notes, "“\u2068no such host!!\u2069”"));
    g_assert_nonnull (strstr (notes, "“\u2068\u2069”"));
    g_assert_nonnull (strstr (notes, "“\u2068two words\u2069”"));
    g_assert_null (strstr (notes, "“mx.here.example”"));
    g_assert_nonnull (strstr (said->str, "no such host!!"));
    program_end (&program);
}

static void
test_follows (void)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfRequest) first = tf_request_new (source);
    g_autoptr (TfRequest) second = tf_request_new (source);
    TfVerifier *verifier;
    Program program;

    program_start (&program);
    verifier = tf_session_get_verifier (program.session);
    tf_session_prepare (program.session, first, NULL, TRUE);
    g_assert_false (first->offline);
    g_assert_true (tf_settings_is_own_address (first->settings, "me", "here.example"));
    program.address = "you@there.example";
    g_assert_true (tf_session_get_verifier (program.session) == verifier);
    tf_session_prepare (program.session, second, NULL, TRUE);
    g_assert_false (tf_settings_is_own_address (second->settings, "me", "here.example"));
    program.online = FALSE;
    tf_session_client_changed (program.session);
    g_assert_cmpuint (program.n_changed, ==, 1);
    g_assert_nonnull (tf_session_get_verifier (program.session));
    tf_session_prepare (program.session, second, NULL, TRUE);
    g_assert_true (second->offline);
    g_assert_false (tf_session_waits_for_reader (program.session));
    g_settings_set_string (program.preferences, "dns", "ask");
    g_assert_true (tf_session_waits_for_reader (program.session));
    g_assert_false (tf_session_never_asks (program.session));
    g_settings_set_string (program.preferences, "dns", "never");
    g_assert_cmpuint (program.n_changed, ==, 3);
    g_assert_true (tf_session_never_asks (program.session));
    program_end (&program);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    said = g_string_new (NULL);
    g_test_add_func ("/session/answers-file", test_answers_file);
    g_test_add_func ("/session/answers-file-is-missing", test_answers_file_is_missing);
    g_test_add_func ("/session/ends-while-reading", test_ends_while_reading);
    g_test_add_func ("/session/bad-resolver", test_bad_resolver);
    g_test_add_func ("/session/bad-entries", test_bad_entries);
    g_test_add_func ("/session/follows", test_follows);
    return g_test_run ();
}
