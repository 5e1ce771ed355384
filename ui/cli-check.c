/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cli-check: `check`. A few messages are verified at once, since most of the time is
 * spent waiting for the DNS; they are printed in the order of the command line, each as
 * soon as it can be. */
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli.h"
#include "io/io.h"
#include "print.h"
#include "report.h"

#define AT_ONCE 4

typedef struct {
    struct _Check *check;
    guint index;
    gboolean done;
    TfReport *report;
    GError *error;
} Job;

typedef struct _Check {
    const TfCliOptions *options;
    TfVerifier *verifier;
    TfCliRecord *record;
    GMainLoop *loop;
    Job *jobs;
    guint n_files;
    guint n_started;
    guint n_printed;
    gint64 now;
    gint64 received_at;
    gboolean colour;
    gboolean unreadable;
    gboolean suspicious;
    gboolean incomplete;
} Check;

/* ---- printing ---------------------------------------------------------------------- */

static gboolean
wants_colour (void)
{
    const char *no_colour = g_getenv ("NO_COLOR");
    const char *term = g_getenv ("TERM");
    return (no_colour == NULL || *no_colour == '\0') && isatty (STDOUT_FILENO) &&
           g_strcmp0 (term, "dumb") != 0;
}

static void
print_report (Check *check, const TfReport *report, const char *file)
{
    if (check->options->json) {
        g_autofree char *json = tf_print_json (report, file, 0);
        fprintf (stdout, "%s\n", json); /* UTF-8 whatever the locale says */
        fflush (stdout);
    } else {
        g_autofree char *text = tf_print_text (report, file, check->colour);
        g_print ("%s%s", check->n_printed > 0 ? "\n" : "", text);
    }
}

static void
count (Check *check, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;
    check->suspicious |= deciding->level >= TF_LEVEL_WARNING;
    check->incomplete |= deciding->code == TF_CODE_CHECK_INCOMPLETE;
}

static void
finish_job (Check *check, Job *job)
{
    const char *file = check->options->files[job->index];
    if (job->report == NULL) {
        tf_cli_complain (N_ ("{a} could not be read: {b}."), file, job->error->message);
        check->unreadable = TRUE;
        return;
    }
    print_report (check, job->report, file);
    count (check, job->report);
    if (check->record != NULL)
        tf_cli_record_add (check->record, job->report);
    g_clear_pointer (&job->report, tf_report_unref);
}

/* ---- running ----------------------------------------------------------------------- */

static void go_on (Check *check);

static void
on_verified (GObject *object, GAsyncResult *result, gpointer data)
{
    Job *job = data;
    job->report = tf_verifier_verify_finish (TF_VERIFIER (object), result, &job->error);
    job->done = TRUE;
    go_on (job->check);
}

static void
start_job (Check *check, Job *job)
{
    g_autoptr (TfSource) source =
        tf_cli_input_open (check->options->files[job->index], &job->error);
    if (source == NULL) {
        job->done = TRUE;
        return;
    }
    if (check->received_at >= 0)
        tf_source_set_received_at (source, check->received_at);
    tf_source_set_identify (source, TRUE);
    if (check->options->displayed_from != NULL)
        tf_source_set_displayed_from (source, check->options->displayed_from);
    if (check->options->ip != NULL)
        tf_source_set_envelope (source, check->options->ip, check->options->helo,
                                check->options->mail_from);
    tf_verifier_verify_async (check->verifier, source, NULL, on_verified, job);
}

static void
print_done (Check *check)
{
    while (check->n_printed < check->n_started && check->jobs[check->n_printed].done) {
        finish_job (check, &check->jobs[check->n_printed]);
        check->n_printed++;
    }
}

static void
go_on (Check *check)
{
    print_done (check);
    while (check->n_started < check->n_files &&
           check->n_started - check->n_printed < AT_ONCE) {
        Job *job = &check->jobs[check->n_started];
        job->check = check;
        job->index = check->n_started++;
        start_job (check, job);
        print_done (check);
    }
    if (check->n_printed == check->n_files)
        g_main_loop_quit (check->loop);
}

static gboolean
go_on_idle (gpointer data)
{
    go_on (data);
    return G_SOURCE_REMOVE;
}

static void
run_loop (Check *check)
{
    check->n_files = g_strv_length (check->options->files);
    check->jobs = g_new0 (Job, check->n_files);
    check->loop = g_main_loop_new (NULL, FALSE);
    g_idle_add (go_on_idle, check);
    g_main_loop_run (check->loop);
    g_main_loop_unref (check->loop);
    for (guint i = 0; i < check->n_files; i++)
        g_clear_error (&check->jobs[i].error);
    g_free (check->jobs);
}

/* ---- beginning and end ------------------------------------------------------------- */

/* NULL: *ret_status says how to end. */
static TfResolver *
make_resolver (const TfCliOptions *options, int *ret_status)
{
    g_autoptr (GError) error = NULL;
    gboolean from_file = options->answers != NULL;
    TfResolver *resolver = from_file ? tf_resolver_new_answers (options->answers, &error)
                                     : tf_resolver_new_system (options->resolver, &error);
    if (resolver != NULL)
        return resolver;
    tf_cli_complain (from_file ? N_ ("The DNS answers cannot be used: {a}")
                               : N_ ("The DNS cannot be asked: {a}"),
                     error->message, NULL);
    *ret_status = options->resolver != NULL ? TF_EXIT_USAGE : TF_EXIT_FILE;
    return NULL;
}

/* One clock for all messages, so that a record of it gives the same reports again. */
static void
set_clock (Check *check, TfResolver *resolver)
{
    const TfCliOptions *options = check->options;
    check->now = options->now >= 0 ? options->now : tf_resolver_get_now (resolver);
    if (check->now < 0)
        check->now = g_get_real_time () / G_USEC_PER_SEC;
    check->received_at = options->received_at >= 0
                             ? options->received_at
                             : tf_resolver_get_received_at (resolver);
    tf_verifier_set_now (check->verifier, check->now);
    tf_verifier_set_final (check->verifier, TRUE);
}

static void
write_record (Check *check)
{
    g_autoptr (GError) error = NULL;
    if (tf_cli_record_write (check->record, check->now, check->received_at, &error))
        return;
    tf_cli_complain (N_ ("{a} could not be written: {b}."), check->options->record,
                     error->message);
    check->unreadable = TRUE;
}

static int
exit_status (const Check *check)
{
    if (check->unreadable)
        return TF_EXIT_FILE;
    if (check->suspicious)
        return TF_EXIT_SUSPICIOUS;
    return check->incomplete ? TF_EXIT_INCOMPLETE : TF_EXIT_QUIET;
}

static int
run_check (const TfCliOptions *options, TfResolver *resolver, TfSettings *settings)
{
    g_autoptr (TfVerifier) verifier = tf_verifier_new (resolver, settings);
    g_autoptr (TfCliRecord) record = NULL;
    g_autoptr (GError) error = NULL;
    Check check = {.options = options, .verifier = verifier, .colour = wants_colour ()};
    if (options->record != NULL) {
        record = tf_cli_record_new (options->record, &error);
        if (record == NULL) {
            tf_cli_complain (N_ ("{a} could not be written: {b}."), options->record,
                             error->message);
            return TF_EXIT_FILE;
        }
    }
    check.record = record;
    set_clock (&check, resolver);
    run_loop (&check);
    if (record != NULL)
        write_record (&check);
    return exit_status (&check);
}

static int
check_with (const TfCliOptions *options)
{
    int status = TF_EXIT_USAGE;
    g_autoptr (TfSettings) settings = tf_cli_settings_new (options);
    g_autoptr (TfResolver) resolver =
        settings != NULL ? make_resolver (options, &status) : NULL;
    return resolver != NULL ? run_check (options, resolver, settings) : status;
}

int
tf_cli_check (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1};
    int status = TF_EXIT_USAGE;
    if (tf_cli_options_parse (&options, arguments, &status))
        status = check_with (&options);
    tf_cli_options_clear (&options);
    return status;
}
