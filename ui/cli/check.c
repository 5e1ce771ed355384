/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check: the command `check`. A few messages are verified at once, because most of the time is
 * spent waiting for the DNS; they are printed in the order of the command line, each as
 * soon as possible. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "io/io.h"
#include "verify/verify.h"
#include "evaluate/report.h"
#include "words/translate.h"

#define AT_ONCE 4

typedef struct {
    struct _Check *check;
    TfCliMessage message;
    TfReplay *replay; /* of evidence; or NULL */
    gboolean done;
    TfReport *report;
    GError *error;
} Job;

typedef struct _Check {
    const TfCliOptions *options;
    TfVerifier *verifier;
    TfSettings *settings;
    TfSettings *attached_settings; /* in these no server is believed */
    TfCliMessages *messages;
    TfCliOutput *output;
    TfCliRecord *record;
    GMainLoop *loop;
    GQueue jobs; /* in the order of the command line */
    /* An attached message arrived together with the message that carries it, and waits for that. */
    const Job *carrier; /* being checked; or NULL */
    Job *waiting;       /* or NULL */
    gint64 carrier_arrived;
    gboolean carrier_is_report; /* with a null reverse-path */
    gint64 now;
    gint64 received_at;
    TfKnowledge *recipients; /* whom the reader has written to */
    gboolean remembers;      /* there is a memory */
    gboolean ended;          /* there are no more messages */
    gboolean unreadable;
    gboolean suspicious;
    gboolean incomplete;
} Check;

/* ---- results ----------------------------------------------------------------------- */

static void
count (Check *check, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;

    check->suspicious |= deciding->level >= TF_LEVEL_WARNING;
    check->incomplete |= deciding->code == TF_CODE_CHECK_INCOMPLETE;
}

/* Takes ownership of JOB. */
static void
finish_job (Check *check, Job *job)
{
    if (job->report == NULL) {
        tf_cli_output_add_error (check->output, &job->message, job->error);
        check->unreadable = TRUE;
    } else {
        tf_cli_output_add (check->output, &job->message, job->report);
        count (check, job->report);
        if (check->record != NULL)
            tf_cli_record_add (check->record, job->report, check->recipients);
        tf_report_unref (job->report);
    }
    g_clear_pointer (&job->replay, tf_replay_free);
    g_clear_error (&job->error);
    tf_cli_message_clear (&job->message);
    g_free (job);
}

/* ---- running ----------------------------------------------------------------------- */

static void go_on (Check *check);

/* REPORT is NULL if the message could not be read. */
static void
note_carrier (Check *check, const TfReport *report)
{
    const TfEnvelope *envelope = report != NULL ? report->dossier->envelope : NULL;

    check->carrier = NULL;
    check->carrier_arrived = report != NULL ? report->received_at : -1;
    check->carrier_is_report =
        envelope != NULL && envelope->is_report && envelope->state == TF_RETURN_PATH_NULL;
}

static void
on_verified (GObject *object, GAsyncResult *result, gpointer data)
{
    Job *job = data;

    job->report = tf_verifier_check_finish (TF_VERIFIER (object), result, &job->error);
    job->done = TRUE;
    if (job == job->check->carrier)
        note_carrier (job->check, job->report);
    go_on (job->check);
}

/* Evidence brings its own answers and settings, and anybody can make some: so it is taken only where it is
 * asked for by name and alone, and that is said. FALSE: the message is none. */
static gboolean
start_replay (Check *check, Job *job)
{
    GStrv files = check->options->files;

    if (job->message.form != TF_FORM_ZIP || files[1] != NULL ||
        !g_str_equal (files[0], job->message.file))
        return FALSE;
    job->replay =
        tf_cli_replay_open (job->message.file, &job->message.identity, &job->error);
    if (job->replay == NULL)
        return FALSE;
    /* Translators: {a} is the name of a file. */
    tf_cli_complain (
        N_ ("{a} is evidence: the answers and settings are those that it brings, not yours."),
        job->message.file, NULL);
    tf_verifier_check_async (job->replay->verifier, job->replay->request, NULL,
                             on_verified, job);
    return TRUE;
}

static void
start_job (Check *check, Job *job)
{
    TfRequest *request = job->message.request;
    gboolean is_attached = job->message.part != NULL;

    if (request == NULL) {
        job->done = !start_replay (check, job);
        return;
    }
    if (is_attached) {
        tf_request_set_attached (request, check->carrier_arrived,
                                 check->carrier_is_report);
    } else {
        tf_cli_tell_the_way (check->options, check->received_at, request);
        check->carrier = job;
    }
    tf_request_set_settings (request,
                             is_attached ? check->attached_settings : check->settings);
    tf_request_set_now (request, check->now);
    tf_request_set_offline (request, check->options->offline);
    tf_request_set_final (request, TRUE);
    tf_request_set_remember (request, check->remembers && !is_attached);
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

/* NULL: there are no more messages. */
static Job *
next_job (Check *check)
{
    Job *job = g_steal_pointer (&check->waiting);

    if (job != NULL)
        return job;
    job = g_new0 (Job, 1);
    job->check = check;
    if (tf_cli_messages_next (check->messages, &job->message))
        return job;
    check->ended = TRUE;
    g_free (job);
    return NULL;
}

static void
go_on (Check *check)
{
    print_done (check);
    while (!check->ended && check->jobs.length < AT_ONCE) {
        Job *job = next_job (check);

        if (job == NULL)
            break;
        if (job->message.part != NULL && check->carrier != NULL) {
            check->waiting = job;
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
    g_autoptr (TfCliOutput) output = tf_cli_output_new (check->options);

    check->messages = messages;
    check->output = output;
    check->loop = g_main_loop_new (NULL, FALSE);
    g_idle_add (go_on_idle, check);
    g_main_loop_run (check->loop);
    g_main_loop_unref (check->loop);
    tf_cli_output_end (output);
}

/* ---- beginning and end ------------------------------------------------------------- */

static void
write_record (Check *check)
{
    g_autoptr (GError) error = NULL;

    if (tf_cli_record_write (check->record, check->now, check->received_at, &error))
        return;
    /* Translators: {a} is the name of a file, {b} says what is wrong. */
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
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (GError) error = NULL;
    Check check = {.options = options,
                   .verifier = verifier,
                   .settings = settings,
                   .attached_settings = attached_settings,
                   .jobs = G_QUEUE_INIT};

    if (options->record != NULL) {
        record = tf_cli_record_new (options->record, &error);
        if (record == NULL) {
            tf_cli_complain (N_ ("{a} could not be written: {b}."), options->record,
                             error->message);
            return TF_EXIT_FILE;
        }
    }
    check.record = record;
    if (!tf_cli_known_brands (options->brands, settings, attached_settings))
        return TF_EXIT_FILE;
    /* One clock for all messages, so that a record made with --record gives the same reports again. */
    check.now = tf_cli_get_now (options, resolver);
    check.received_at = tf_cli_get_received_at (options, resolver);
    memory = tf_cli_use_memory (options, verifier);
    check.remembers = memory != NULL;
    check.recipients = tf_cli_known_recipients (tf_resolver_peek_knowledge (resolver),
                                                memory, settings, attached_settings);
    run_loop (&check);
    tf_verifier_settle (verifier);
    if (record != NULL)
        write_record (&check);
    tf_knowledge_unref (check.recipients);
    return exit_status (&check);
}

static int
check_with (const TfCliOptions *options)
{
    int status = TF_EXIT_USAGE;
    g_autoptr (TfSettings) settings = tf_cli_settings_new (options);
    g_autoptr (TfResolver) resolver =
        settings != NULL ? tf_cli_resolver_new (options, &status) : NULL;

    return resolver != NULL ? run_check (options, resolver, settings) : status;
}

int
tf_cli_check (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_check_syntax, arguments, &status))
        status = check_with (&options);
    tf_cli_options_clear (&options, &tf_cli_check_syntax);
    return status;
}
