/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate: `aggregate`. What receivers report about the mail of a domain. One bad report never stops the
 * others. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/pages.h"
#include "feedback/feedback.h"
#include "print/page.h"
#include "words/aggregate.h"
#include "words/translate.h"
#include "words/words-private.h"

/** Found: what was in the files. */
typedef struct {
    GPtrArray *reports;  /* TfAggregate */
    GPtrArray *refusals; /* TfRefusal */
    gboolean failed;
} Found;

static void
refusal_free (gpointer data)
{
    TfRefusal *refusal = data;

    g_free (refusal->place);
    g_free (refusal->text);
    g_free (refusal);
}

/* ---- reading ----------------------------------------------------------------------- */

static void
on_report (gpointer data, TfAggregate *report)
{
    Found *found = data;

    g_ptr_array_add (found->reports, report);
}

static void
on_refused (gpointer data, const char *place, TfFeedbackState state, const char *text)
{
    Found *found = data;
    TfRefusal *refusal = g_new (TfRefusal, 1);
    g_autofree char *sentence = NULL;

    *refusal = (TfRefusal){g_strdup (place), state, g_strdup (text)};
    g_ptr_array_add (found->refusals, refusal);
    sentence = tf_words_refusal (refusal);
    tf_cli_complain ("{a}: {b}", place, sentence);
    found->failed |= !tf_feedback_state_is_other_report (state);
}

static void
read_file (Found *found, const char *file)
{
    const TfFeedbackSink sink = {found, on_report, on_refused};
    g_autofree char *place = g_utf8_make_valid (file, -1);
    g_autoptr (GError) error = NULL;
    TfCliInput input;

    if (!tf_cli_input_open_raw (&input, file, &error)) {
        found->failed = TRUE;
        /* Translators: {a} is the name of a file, {b} what the system says about it. */
        tf_cli_complain (N_ ("{a} could not be read: {b}."), file, error->message);
        return;
    }
    tf_feedback_read (input.fd, place, &sink);
    tf_cli_input_close (&input);
}

static void
read_all (Found *found, GStrv paths)
{
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autoptr (GPtrArray) files = tf_cli_list_files (paths[i]);

        for (guint at = 0; at < files->len; at++)
            read_file (found, g_ptr_array_index (files, at));
    }
}

/* ---- printing ---------------------------------------------------------------------- */

/* FALSE: it could not be written, which has been said. */
static gboolean
write_html (const char *file, const TfSums *sums, const GPtrArray *refusals)
{
    g_autoptr (TfPage) page =
        tf_words_aggregate_page (sums, refusals, TF_CLI_ROWS_OF_HTML);

    return tf_cli_write_page (page, file);
}

/* FALSE: something could not be written, which has been said. */
static gboolean
print_all (const TfCliOptions *options, const TfSums *sums, const GPtrArray *refusals,
           const TfOwner *owner)
{
    if (options->json) {
        g_autofree char *json = tf_print_aggregate_json (sums, refusals);

        g_print ("%s\n", json);
    } else if (options->csv) {
        g_autofree char *csv = tf_print_aggregate_csv (sums, owner);

        g_print ("%s", csv);
    } else if (options->html == NULL && sums->reports->len > 0) {
        g_autoptr (TfPage) page =
            tf_words_aggregate_page (sums, refusals, TF_CLI_ROWS_OF_TEXT);

        tf_cli_print_page (page);
    } else if (options->html == NULL) {
        tf_cli_complain (N_ ("No DMARC report was found."), NULL, NULL);
    }
    return options->html == NULL || write_html (options->html, sums, refusals);
}

/* ---- the command ------------------------------------------------------------------- */

static int
run (const TfCliOptions *options)
{
    g_auto (GStrv) own = tf_cli_read_own (options->own);
    const TfOwner owner = {(const char *const *)own, tf_words_suffixes ()};
    g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func (refusal_free);
    Found found = {.refusals = refusals};
    g_autoptr (TfSums) sums = NULL;
    gint64 now = options->now >= 0 ? options->now : g_get_real_time () / G_USEC_PER_SEC;

    if (own == NULL || !tf_cli_forms_are_good (options))
        return TF_EXIT_USAGE;
    found.reports = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_aggregate_free);
    read_all (&found, options->files);
    sums = tf_sums_new (found.reports, &owner, now);
    found.failed |= !print_all (options, sums, refusals, &owner);
    return found.failed ? TF_EXIT_FILE : TF_EXIT_QUIET;
}

int
tf_cli_aggregate (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_aggregate_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_aggregate_syntax);
    return status;
}
