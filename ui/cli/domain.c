/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* domain: the command `domain`. One domain after another: most of the time is spent waiting for the pace at
 * which the DNS may be asked, so several at once would not be faster. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "io/io.h"
#include "posture/posture.h"
#include "verify/rounds.h"
#include "words/translate.h"
#include "words/words-private.h"

/** Domains: one run of the command. */
typedef struct {
    const TfCliOptions *options;
    const TfCliSelectors *selectors;
    TfResolver *resolver; /* NULL: nobody is asked */
    TfCliRecord *record;  /* or NULL */
    TfCliPostures *output;
    gint64 now;
    gboolean open;
    gboolean unclear;
} Domains;

/* ---- asking ------------------------------------------------------------------------ */

/** Wait: one domain that is waited for. */
typedef struct {
    GMainLoop *loop;
    TfPosture *posture;
} Wait;

/* A TfStep. */
static gpointer
read_posture (gpointer question, TfDns *dns)
{
    return tf_posture_read (question, dns);
}

static void
on_read (GObject *nobody, GAsyncResult *result, gpointer data)
{
    Wait *wait = data;

    wait->posture = tf_rounds_run_finish (result, NULL);
    g_main_loop_quit (wait->loop);
}

static TfPosture *
ask (const Domains *domains, TfPostureQuestion *question, TfDns *dns)
{
    g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
    Wait wait = {.loop = loop};
    const TfRounds rounds = {
        .step = read_posture,
        .data = question,
        .free_result = (GDestroyNotify)tf_posture_free,
        .dns = dns,
        .resolver = domains->resolver,
        .deadline_ms = TF_LIMIT_POSTURE_MS,
    };

    tf_rounds_run_async (&rounds, NULL, on_read, &wait);
    g_main_loop_run (loop);
    return wait.posture;
}

/* ---- one after another --------------------------------------------------------------- */

/* With an earlier result it matters whether it was better. */
static void
count (Domains *domains, const TfPosture *posture, gboolean weaker)
{
    domains->open |= domains->options->compare != NULL
                         ? weaker
                         : posture->verdict > TF_POSTURE_UNKNOWN;
    domains->unclear |= posture->verdict == TF_POSTURE_UNKNOWN;
}

static void
run_one (Domains *domains, const char *domain)
{
    g_autoptr (TfDns) dns = tf_dns_new_with_budget (TF_LIMIT_POSTURE_QUESTIONS);
    g_autoptr (GPtrArray) selectors = tf_cli_selectors_of (domains->selectors, domain);
    TfPostureQuestion question = {domain, selectors, domains->options->parked,
                                  domains->now, tf_words_suffixes ()};
    g_autoptr (TfPosture) posture = ask (domains, &question, dns);

    if (domains->record != NULL)
        tf_cli_record_add_answers (domains->record, dns);
    count (domains, posture, tf_cli_postures_add (domains->output, posture));
}

static int
exit_status (const Domains *domains)
{
    if (domains->open)
        return TF_EXIT_SUSPICIOUS;
    return domains->unclear ? TF_EXIT_INCOMPLETE : TF_EXIT_QUIET;
}

static int
complain_of_record (const TfCliOptions *options, const GError *error)
{
    tf_cli_complain (N_ ("{a} could not be written: {b}."), options->record,
                     error->message);
    return TF_EXIT_FILE;
}

static int
run_all (Domains *domains, const GPtrArray *names)
{
    const TfCliOptions *options = domains->options;
    g_autoptr (GError) error = NULL;
    g_autoptr (TfCliRecord) record = NULL;

    if (options->record != NULL) {
        record = tf_cli_record_new (options->record, &error);
        if (record == NULL)
            return complain_of_record (options, error);
    }
    domains->record = record;
    for (guint i = 0; i < names->len; i++)
        run_one (domains, g_ptr_array_index (names, i));
    if (record != NULL && !tf_cli_record_write (record, domains->now, -1, &error))
        return complain_of_record (options, error);
    return exit_status (domains);
}

/* ---- beginning --------------------------------------------------------------------- */

static int
run (const TfCliOptions *options)
{
    int status;
    g_autoptr (GPtrArray) names = tf_cli_domains_new (options, &status);
    g_autoptr (TfCliSelectors) selectors =
        names != NULL ? tf_cli_selectors_new (options, &status) : NULL;
    g_autoptr (TfResolver) resolver =
        selectors != NULL ? tf_cli_resolver_new (options, &status) : NULL;
    g_autoptr (TfCliPostures) output =
        resolver != NULL ? tf_cli_postures_new (options, &status) : NULL;
    Domains domains = {.options = options, .selectors = selectors, .output = output};

    if (output == NULL)
        return status;
    domains.resolver = options->offline ? NULL : resolver;
    domains.now = tf_cli_get_now (options, resolver);
    return run_all (&domains, names);
}

int
tf_cli_domain (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1, .takes_names = TRUE};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_domain_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_domain_syntax);
    return status;
}
