/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan: `scan`. */
#include "cli/scan.h"

#include <errno.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "cli/commands.h"
#include "io/io.h"
#include "words/translate.h"

#define INTERRUPTED 130
#define JOBS_MAX    256
#define RATE_MAX    1000
#define SHARDS_MAX  100000

/* ---- options ----------------------------------------------------------------------- */

/* FALSE: that has been said. */
static gboolean
read_number (const char *text, const char *option, guint max, guint *ret_number)
{
    guint64 number;

    if (text == NULL)
        return TRUE;
    if (g_ascii_string_to_unsigned (text, 10, 1, max, &number, NULL)) {
        *ret_number = (guint)number;
        return TRUE;
    }
    /* Translators: {a} is what the user typed, {b} the name of an option. */
    tf_cli_complain (N_ ("\"{a}\" is not a number for {b}."), text, option);
    return FALSE;
}

/* "3/7": the third of seven. */
static gboolean
read_shard (const char *text, TfCliScanPlan *plan)
{
    TfCursor cursor;
    guint64 shard, n;

    plan->n_shards = 1;
    if (text == NULL)
        return TRUE;
    cursor = tf_cursor (tf_span_of (text));
    if (tf_cursor_take_number (&cursor, 6, &shard) && tf_cursor_take (&cursor, '/') &&
        tf_cursor_take_number (&cursor, 6, &n) && tf_cursor_at_end (&cursor) && n >= 1 &&
        n <= SHARDS_MAX && shard >= 1 && shard <= n) {
        plan->shard = (guint)shard - 1;
        plan->n_shards = (guint)n;
        return TRUE;
    }
    /* Translators: {a} is what the user typed. Do not translate "2/7". */
    tf_cli_complain (N_ ("\"{a}\" is no shard: 2/7 is the second of seven."), text, NULL);
    return FALSE;
}

/* FALSE: that has been said. */
static gboolean
forms_are_good (const TfCliOptions *options)
{
    gboolean to_output = g_strcmp0 (options->html, "-") == 0;
    const char *a = options->json ? "--json" : "--csv";
    const char *b = to_output ? "--html -" : "--csv";

    if (options->json + options->csv + to_output > 1) {
        tf_cli_complain (N_ ("{a} and {b} cannot be used together."), a, b);
        return FALSE;
    }
    if (options->merge && (options->state != NULL || options->shard != NULL)) {
        tf_cli_complain (N_ ("{a} and {b} cannot be used together."), "--merge",
                         options->state != NULL ? "--state" : "--shard");
        return FALSE;
    }
    return TRUE;
}

/* FALSE: that has been said. *ret_page NULL: none is wanted. */
static gboolean
open_page (const char *file, FILE **ret_page)
{
    *ret_page = file == NULL              ? NULL
                : g_str_equal (file, "-") ? stdout
                                          : g_fopen (file, "we");
    if (file == NULL || *ret_page != NULL)
        return TRUE;
    tf_cli_complain (N_ ("{a} could not be written: {b}."), file, g_strerror (errno));
    return FALSE;
}

/* ---- the command ------------------------------------------------------------------- */

static int
exit_status (const TfCliOptions *options, const TfScanResult *result, gboolean failed)
{
    const TfScanSums *sums = &result->sums;

    if (failed || sums->not_read > 0)
        return TF_EXIT_FILE;
    if (options->exit_zero)
        return TF_EXIT_QUIET;
    if (sums->ranks[TF_SCAN_ALARM] + sums->ranks[TF_SCAN_WARNING] > 0)
        return TF_EXIT_SUSPICIOUS;
    return sums->ranks[TF_SCAN_INCOMPLETE] > 0 ? TF_EXIT_INCOMPLETE : TF_EXIT_QUIET;
}

static void
complain_of_room (const GError *error)
{
    tf_cli_complain (N_ ("{a} could not be written: {b}."), g_get_tmp_dir (),
                     error->message);
}

/* Owned; NULL: that has been said. */
static TfScanResult *
result_new (void)
{
    g_autoptr (GError) error = NULL;
    TfScanResult *result = tf_scan_result_new (&error);

    if (result == NULL)
        complain_of_room (error);
    return result;
}

static int
merge (const TfCliOptions *options, FILE *page)
{
    g_autoptr (TfScanResult) result = result_new ();
    gint64 now = options->now >= 0 ? options->now : g_get_real_time () / G_USEC_PER_SEC;
    g_autoptr (GError) error = NULL;
    gboolean good;

    if (result == NULL)
        return TF_EXIT_FILE;
    result->records = tf_spool_new (&error);
    if (result->records == NULL) {
        complain_of_room (error);
        return TF_EXIT_FILE;
    }
    good = tf_cli_scan_merge (options->files, result);
    result->is_partial |= !good;
    tf_scan_result_end (result);
    good &= tf_cli_scan_print (options, result, now, page);
    return exit_status (options, result, !good);
}

static void
note_page (TfCliScanPlan *plan, FILE *page)
{
    struct stat status;

    if (page != NULL && page != stdout && fstat (fileno (page), &status) == 0)
        plan->own_files[plan->n_own_files++] = (TfScanFile){status.st_dev, status.st_ino};
}

static int
scan (TfCliScanPlan *plan, FILE *page)
{
    g_autoptr (TfScanResult) result = result_new ();
    TfCliScanEnd end = {FALSE, FALSE};
    int status = TF_EXIT_FILE;
    gboolean good;

    if (result == NULL || !tf_cli_scan_state_open (plan, result, &status))
        return status;
    note_page (plan, page);
    if (!tf_scan_guard_is_last (plan->guard))
        tf_cli_scan_run (plan, result, &end);
    result->is_partial =
        end.interrupted || end.not_written || tf_scan_guard_is_last (plan->guard);
    if (end.not_written)
        tf_cli_complain (N_ ("The results could not be written."), NULL, NULL);
    tf_scan_result_end (result);
    good = tf_cli_scan_print (plan->options, result, plan->now, page);
    return end.interrupted ? INTERRUPTED
                           : exit_status (plan->options, result,
                                          !good || end.not_written ||
                                              tf_scan_guard_is_last (plan->guard));
}

static int
scan_with (TfCliScanPlan *plan, FILE *page)
{
    const TfCliOptions *options = plan->options;
    int status = TF_EXIT_USAGE;
    g_autoptr (TfSettings) settings = tf_cli_settings_new (options);
    g_autoptr (TfSettings) attached =
        settings != NULL ? tf_cli_settings_new_attached (options) : NULL;
    g_autoptr (TfResolver) asked = NULL;
    g_autoptr (TfResolver) resolver = NULL;

    if (settings == NULL)
        return TF_EXIT_USAGE;
    asked = tf_cli_resolver_new (options, &status);
    if (asked == NULL)
        return status;
    tf_cli_hush (tf_scan_guard_is_again (plan->guard));
    if (!tf_cli_known_brands (options->brands, settings, attached))
        status = TF_EXIT_FILE;
    tf_cli_hush (FALSE);
    if (status == TF_EXIT_FILE)
        return status;
    tf_resolver_limit_pace (asked, plan->rate);
    resolver =
        options->answers != NULL ? g_object_ref (asked) : tf_resolver_for_run (asked);
    plan->resolver = resolver;
    plan->settings = settings;
    plan->attached_settings = attached;
    plan->now = tf_cli_get_now (options, asked);
    return scan (plan, page);
}

/* FALSE: that has been said, before a word about settings that do not come into it. */
static gboolean
use_is_good (const TfCliOptions *options, TfCliScanPlan *plan)
{
    g_autoptr (TfSettings) settings = NULL;

    if (!forms_are_good (options) || !read_shard (options->shard, plan) ||
        !read_number (options->jobs, "--jobs", JOBS_MAX, &plan->n_jobs) ||
        !read_number (options->dns_rate, "--dns-rate", RATE_MAX, &plan->rate))
        return FALSE;
    if (options->merge)
        return TRUE;
    settings = tf_cli_settings_new (options);
    return settings != NULL;
}

static int
run (gpointer data, TfScanGuard *guard)
{
    TfCliOptions *options = data;
    gboolean is_again = tf_scan_guard_is_again (guard);
    TfCliScanPlan plan = {.options = options,
                          .n_jobs = g_get_num_processors (),
                          .rate = TF_LIMIT_QUESTIONS_A_SECOND,
                          .with_json = options->json || options->state != NULL,
                          .guard = guard};
    FILE *page = NULL;
    int status;

    if (!use_is_good (options, &plan))
        return TF_EXIT_USAGE;
    /* Not before there is a process for it: reading them starts threads, of which a new process has only the locks. */
    tf_cli_hush (is_again);
    tf_cli_follow_settings (options, &tf_cli_scan_syntax);
    tf_cli_hush (FALSE);
    if (!open_page (options->html, &page))
        return TF_EXIT_FILE;
    status = options->merge ? merge (options, page) : scan_with (&plan, page);
    if (page != NULL && page != stdout)
        fclose (page);
    return status;
}

int
tf_cli_scan (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1, .follows_later = TRUE};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_scan_syntax, arguments, &status))
        status = options.merge ? run (&options, NULL)
                               : tf_scan_guard_run (&options, run, &options);
    tf_cli_options_clear (&options, &tf_cli_scan_syntax);
    return status;
}
