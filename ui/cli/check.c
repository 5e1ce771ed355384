/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check: `check`. A few messages are verified at once, since most of the time is
 * spent waiting for the DNS; they are printed in the order of the command line, each as
 * soon as it can be. */
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "io/io.h"
#include "print/print.h"
#include "evaluate/report.h"
#include "words/words-private.h"

#define AT_ONCE 4

typedef struct {
    struct _Check *check;
    TfCliMessage message;
    gboolean done;
    TfReport *report;
    GError *error;
} Job;

typedef struct _Check {
    const TfCliOptions *options;
    TfVerifier *verifier;
    TfSettings *settings;
    TfSettings *attached_settings; /* no server is believed there */
    TfCliMessages *messages;
    TfCliRecord *record;
    GMainLoop *loop;
    GQueue jobs; /* in the order of the command line */
    gint64 now;
    gint64 received_at;
    gboolean ended; /* there are no more messages */
    gboolean printed;
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

/* Owned: which message, for people. */
static char *
label_of (const TfCliMessage *message)
{
    g_autofree char *number = g_strdup_printf ("%u", message->index + 1);
    g_autofree char *name = message->is_mbox
                                ? tf_words_fill (_ ("{file}, message {number}"), "file",
                                                 message->file, "number", number, NULL)
                                : g_strdup (message->file);
    if (message->part == NULL)
        return g_steal_pointer (&name);
    return tf_words_fill (_ ("{file}, attached message {part}, way unknown"), "file",
                          name, "part", message->part, NULL);
}

static void
print_report (Check *check, const Job *job)
{
    const TfCliMessage *message = &job->message;
    if (check->options->json) {
        g_autofree char *json =
            tf_print_json (job->report, message->file, message->index, message->part);
        fprintf (stdout, "%s\n", json); /* UTF-8 whatever the locale says */
        fflush (stdout);
    } else {
        g_autofree char *label = label_of (message);
        g_autofree char *text = tf_print_text (job->report, label, check->colour);
        g_print ("%s%s", check->printed ? "\n" : "", text);
    }
    check->printed = TRUE;
}

static void
count (Check *check, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;
    check->suspicious |= deciding->level >= TF_LEVEL_WARNING;
    check->incomplete |= deciding->code == TF_CODE_CHECK_INCOMPLETE;
}

/* Takes JOB. */
static void
finish_job (Check *check, Job *job)
{
    if (job->report == NULL) {
        g_autofree char *label = label_of (&job->message);
        const GError *error = job->error != NULL ? job->error : job->message.error;
        tf_cli_complain (N_ ("{a} could not be read: {b}."), label, error->message);
        check->unreadable = TRUE;
    } else {
        print_report (check, job);
        count (check, job->report);
        if (check->record != NULL)
            tf_cli_record_add (check->record, job->report);
        tf_report_unref (job->report);
    }
    g_clear_error (&job->error);
    tf_cli_message_clear (&job->message);
    g_free (job);
}

/* ---- running ----------------------------------------------------------------------- */

static void go_on (Check *check);

static void
on_verified (GObject *object, GAsyncResult *result, gpointer data)
{
    Job *job = data;
    job->report = tf_verifier_check_finish (TF_VERIFIER (object), result, &job->error);
    job->done = TRUE;
    go_on (job->check);
}

/* What the options say of how the messages came. */
static void
tell_the_way (const Check *check, TfRequest *request)
{
    const TfCliOptions *options = check->options;
    if (check->received_at >= 0)
        tf_request_set_received_at (request, check->received_at);
    if (options->displayed_from != NULL)
        tf_request_set_displayed_from (request, options->displayed_from);
    if (options->ip != NULL)
        tf_request_set_envelope (request, options->ip, options->helo, options->mail_from);
}

static void
start_job (Check *check, Job *job)
{
    TfRequest *request = job->message.request;
    gboolean is_attached = job->message.part != NULL;
    if (request == NULL) {
        job->done = TRUE;
        return;
    }
    if (!is_attached)
        tell_the_way (check, request);
    tf_request_set_settings (request,
                             is_attached ? check->attached_settings : check->settings);
    tf_request_set_now (request, check->now);
    tf_request_set_offline (request, check->options->offline);
    tf_request_set_final (request, TRUE);
    tf_request_set_remember (request, FALSE);
    tf_request_set_identify (request, TRUE);
    tf_verifier_check_async (check->verifier, request, NULL, on_verified, job);
    g_clear_pointer (&job->message.request, tf_request_unref);
}

static void
print_done (Check *check)
{
    while (check->jobs.length > 0 && ((Job *)check->jobs.head->data)->done)
        finish_job (check, g_queue_pop_head (&check->jobs));
}

static void
go_on (Check *check)
{
    print_done (check);
    while (!check->ended && check->jobs.length < AT_ONCE) {
        Job *job = g_new0 (Job, 1);
        job->check = check;
        check->ended = !tf_cli_messages_next (check->messages, &job->message);
        if (check->ended) {
            g_free (job);
            break;
        }
        g_queue_push_tail (&check->jobs, job);
        start_job (check, job);
        print_done (check);
    }
    if (check->ended && check->jobs.length == 0)
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
    g_autoptr (TfCliMessages) messages = tf_cli_messages_new (check->options);
    check->messages = messages;
    check->loop = g_main_loop_new (NULL, FALSE);
    g_idle_add (go_on_idle, check);
    g_main_loop_run (check->loop);
    g_main_loop_unref (check->loop);
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
    g_autoptr (TfSettings) attached_settings = tf_cli_settings_new_attached (options);
    g_autoptr (TfVerifier) verifier = tf_verifier_new (resolver);
    g_autoptr (TfCliRecord) record = NULL;
    g_autoptr (GError) error = NULL;
    Check check = {.options = options,
                   .verifier = verifier,
                   .settings = settings,
                   .attached_settings = attached_settings,
                   .jobs = G_QUEUE_INIT,
                   .colour = wants_colour ()};
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
