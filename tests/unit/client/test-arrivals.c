/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-arrivals: what comes in is checked once, one message after another, and opening it asks nobody; nobody is
 * asked while the program is offline, or if the reader wants it otherwise; messages, the queue and the
 * program may go away at any moment. */
#include "client/arrivals.h"

#include "dns-server.h"
#include "evaluate/report.h"
#include "verify/verify.h"

#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define GRACE_MS    300

static const char zone[] =
    "{\"_dmarc.bank.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"bank.example\": {\"A\": [\"192.0.2.1\"]}}";
static const char broken_zone[] = "{\"_dmarc.bank.example\": {\"TXT\": \"SERVFAIL\"},"
                                  " \"bank.example\": {\"TXT\": \"SERVFAIL\"},"
                                  " \"example\": {\"*\": \"SERVFAIL\"}}";

/** Program: a mail program with messages that are numbered. */
typedef struct {
    DnsServer *server;
    char *log; /* of the questions */
    GSettings *preferences;
    TfSession *session;
    TfArrivals *arrivals;
    gboolean online;
} Program;

/* Of the messages. */
static guint n_opened;
static guint n_prepared; /* atomic */
static guint n_freed;
static gboolean all_gone;

static GStrv
list_addresses (gpointer data)
{
    return g_new0 (char *, 1);
}

static gboolean
is_online (gpointer data)
{
    return ((Program *)data)->online;
}

static void
write_log (const char *sentence)
{
    g_test_message ("%s", sentence);
}

static TfRequest *
request_of (guint number)
{
    char *text =
        g_strdup_printf ("Received: from a.example ([198.51.100.7]) by b.example; "
                         "Thu, 9 Oct 2025 08:53:20 +0000\n"
                         "Return-Path: <x@evil.example>\n"
                         "From: a@bank.example\n\nHello %u\n",
                         number);
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);

    return tf_request_new (source);
}

static void
prepare_message (gpointer data)
{
    g_atomic_int_inc (&n_prepared);
}

static TfRequest *
open_message (gpointer data, char **ret_account)
{
    n_opened++;
    return all_gone ? NULL : request_of (GPOINTER_TO_UINT (data));
}

static void
free_message (gpointer data)
{
    n_freed++;
}

static const TfArrivalsClient arrivals_client = {prepare_message, open_message,
                                                 free_message};

/* FALSE: there is no server here. */
static gboolean
program_start (Program *program, const char *answers, gboolean memory)
{
    static const TfSessionClient client = {list_addresses, is_online, write_log};
    g_autofree char *options = NULL;
    g_autofree char *resolver = NULL;
    int descriptor;

    *program = (Program){.online = TRUE};
    n_opened = n_prepared = n_freed = 0;
    all_gone = FALSE;
    descriptor = g_file_open_tmp ("truefrom-XXXXXX.log", &program->log, NULL);
    close (descriptor);
    options = g_strdup_printf ("--log %s", program->log);
    program->server = dns_server_start (answers, options);
    if (program->server == NULL)
        return FALSE;
    program->preferences = g_settings_new ("org.truefrom");
    g_settings_set_string (program->preferences, "resolver", program->server->address);
    g_settings_set_boolean (program->preferences, "memory", memory);
    program->session = tf_session_new (&client, program, NULL);
    program->arrivals = tf_arrivals_new (program->session, &arrivals_client);
    tf_arrivals_set_pace (program->arrivals, 1, 1, 20);
    return TRUE;
}

static void
program_end (Program *program)
{
    static const char *const keys[] = {"dns", "resolver", "memory"};

    g_clear_pointer (&program->arrivals, tf_arrivals_free);
    g_object_unref (program->session);
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_settings_reset (program->preferences, keys[i]);
    g_object_unref (program->preferences);
    dns_server_stop (program->server);
    g_unlink (program->log);
    g_free (program->log);
}

static void
add (Program *program, guint number)
{
    g_autofree char *key = g_strdup_printf ("folder/%u", number);

    tf_arrivals_add (program->arrivals, key, -1, GUINT_TO_POINTER (number));
}

/* Those about the sender of the messages. */
static guint
count_questions (const Program *program)
{
    g_autofree char *log = NULL;
    g_auto (GStrv) lines = NULL;
    guint n = 0;

    g_file_get_contents (program->log, &log, NULL, NULL);
    lines = g_strsplit (log, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        n += strstr (lines[i], "bank.example") != NULL;
    return n;
}

static void
wait_until_freed (guint n)
{
    gint64 until = g_get_monotonic_time () + PATIENCE_US;

    while (n_freed < n && g_get_monotonic_time () < until)
        g_main_context_iteration (NULL, FALSE);
    g_assert_cmpuint (n_freed, ==, n);
}

static gboolean
on_time (gpointer data)
{
    *(gboolean *)data = TRUE;
    return G_SOURCE_REMOVE;
}

static void
let_pass (guint milliseconds)
{
    gboolean is_over = FALSE;

    g_timeout_add (milliseconds, on_time, &is_over);
    while (!is_over)
        g_main_context_iteration (NULL, TRUE);
}

/* As a view does. */
static TfReport *
open_now (Program *program, guint number)
{
    TfVerifier *verifier = tf_session_get_verifier (program->session);
    g_autoptr (TfRequest) request = request_of (number);

    tf_session_prepare (program->session, request, NULL, TRUE);
    return tf_verifier_check (verifier, request, NULL, NULL);
}

static void
expect_recalled (Program *program, guint number)
{
    guint before = count_questions (program);
    g_autoptr (TfReport) report = open_now (program, number);

    g_assert_true (report->recalled);
    g_assert_cmpstr (tf_report_get_code (report), ==, "TF14"); /* it is old by now */
    g_assert_cmpuint (count_questions (program), ==, before);
}

/* The cache of the resolver would not tell the difference. */
static void
forget_cache (Program *program)
{
    g_settings_set_string (program->preferences, "dns", "never");
    tf_session_get_verifier (program->session);
    g_settings_reset (program->preferences, "dns");
}

/* DATA: with a memory or without. */
static void
test_opened (gconstpointer data)
{
    Program program;

    if (!program_start (&program, zone, GPOINTER_TO_INT (data)))
        return;
    for (guint i = 1; i <= 3; i++)
        add (&program, i);
    g_assert_cmpuint (tf_arrivals_count (program.arrivals), ==, 3);
    wait_until_freed (3);
    g_assert_cmpuint (g_atomic_int_get (&n_prepared), ==, 3);
    g_assert_cmpuint (n_opened, ==, 3);
    g_assert_cmpuint (count_questions (&program), >, 0);
    tf_verifier_settle (tf_session_get_verifier (program.session));
    forget_cache (&program);
    for (guint i = 1; i <= 3; i++)
        expect_recalled (&program, i);
    program_end (&program);
}

static void
test_offline (void)
{
    Program program;

    if (!program_start (&program, zone, FALSE))
        return;
    program.online = FALSE;
    tf_session_client_changed (program.session);
    add (&program, 1);
    let_pass (GRACE_MS);
    g_assert_cmpuint (tf_arrivals_count (program.arrivals), ==, 1);
    g_assert_cmpuint (count_questions (&program), ==, 0);
    program.online = TRUE;
    tf_session_client_changed (program.session);
    wait_until_freed (1);
    g_assert_cmpuint (count_questions (&program), >, 0);
    program_end (&program);
}

static void
test_other_modes (void)
{
    static const char *const modes[] = {"opening", "ask", "never"};
    Program program;

    if (!program_start (&program, zone, FALSE))
        return;
    for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
        g_settings_reset (program.preferences, "dns");
        tf_arrivals_set_pace (program.arrivals, 10000, 1, 1);
        add (&program, i);
        g_settings_set_string (program.preferences, "dns", modes[i]);
        g_assert_cmpuint (n_freed, ==, 2 * i + 1); /* it waited */
        tf_arrivals_set_pace (program.arrivals, 1, 1, 1);
        add (&program, i);
        g_assert_cmpuint (n_freed, ==, 2 * i + 2);
        let_pass (GRACE_MS);
    }
    g_assert_cmpuint (n_opened, ==, 0);
    g_assert_cmpuint (count_questions (&program), ==, 0);
    program_end (&program);
}

static void
test_old (void)
{
    gint64 now = g_get_real_time () / G_USEC_PER_SEC;
    Program program;

    if (!program_start (&program, zone, FALSE))
        return;
    tf_arrivals_add (program.arrivals, "old", now - TF_LONG_AGO - 60, NULL);
    g_assert_cmpuint (n_freed, ==, 1);
    tf_arrivals_add (program.arrivals, "new", now - TF_LONG_AGO + 60, NULL);
    g_assert_cmpuint (tf_arrivals_count (program.arrivals), ==, 1);
    program_end (&program);
    g_assert_cmpuint (n_freed, ==, 2);
}

static void
test_gone (void)
{
    Program program;

    if (!program_start (&program, zone, FALSE))
        return;
    all_gone = TRUE;
    add (&program, 1);
    add (&program, 2);
    wait_until_freed (2);
    g_assert_cmpuint (count_questions (&program), ==, 0);
    all_gone = FALSE;
    add (&program, 1);
    wait_until_freed (3);
    g_assert_cmpuint (count_questions (&program), >, 0);
    program_end (&program);
}

/* It is tried again, but not for ever, and others have their turn. */
static void
test_unanswered (void)
{
    Program program;

    if (!program_start (&program, broken_zone, FALSE))
        return;
    for (guint i = 1; i <= 4; i++)
        add (&program, i);
    wait_until_freed (4);
    g_assert_cmpuint (n_opened, ==, 4 * 3);
    program_end (&program);
}

/* Of many, those that came last are checked, one after another; the program ends in the middle. */
static void
test_many (void)
{
    Program program;
    const guint many = 10000;

    if (!program_start (&program, zone, TRUE))
        return;
    for (guint i = 0; i < many; i++)
        add (&program, i);
    g_assert_cmpuint (tf_arrivals_count (program.arrivals), ==, TF_LIMIT_ARRIVALS);
    wait_until_freed (many - TF_LIMIT_ARRIVALS + 20);
    g_assert_cmpuint (n_opened - (n_freed - (many - TF_LIMIT_ARRIVALS)), <=, 1);
    program_end (&program);
    wait_until_freed (many);
}

/* While it is being prepared, while it is being checked, and at any other moment. */
static void
test_ends (void)
{
    for (guint milliseconds = 0; milliseconds < 40; milliseconds += 2) {
        Program program;

        if (!program_start (&program, zone, FALSE))
            return;
        add (&program, 1);
        add (&program, 2);
        let_pass (milliseconds + 1);
        if (milliseconds % 4 == 0) {
            program.online = FALSE;
            tf_session_client_changed (program.session);
        }
        g_clear_pointer (&program.arrivals, tf_arrivals_free);
        wait_until_freed (2);
        program_end (&program);
    }
}

int
main (int argc, char **argv)
{
    g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    g_autofree char *memory = g_build_filename (folder, "truefrom", "memory.db", NULL);
    g_autofree char *memory_folder = g_path_get_dirname (memory);
    int status;

    g_setenv ("XDG_DATA_HOME", folder, TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_data_func ("/arrivals/with-memory", GINT_TO_POINTER (TRUE), test_opened);
    g_test_add_data_func ("/arrivals/without-memory", NULL, test_opened);
    g_test_add_func ("/arrivals/offline", test_offline);
    g_test_add_func ("/arrivals/other-modes", test_other_modes);
    g_test_add_func ("/arrivals/old", test_old);
    g_test_add_func ("/arrivals/gone", test_gone);
    g_test_add_func ("/arrivals/unanswered", test_unanswered);
    g_test_add_func ("/arrivals/many", test_many);
    g_test_add_func ("/arrivals/ends", test_ends);
    status = g_test_run ();
    g_unlink (memory);
    g_rmdir (memory_folder);
    g_rmdir (folder);
    return status;
}
