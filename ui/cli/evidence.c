/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evidence: the command `evidence`: one message and its check in one file, and such files checked again. */
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "evaluate/report.h"
#include "io/io.h"
#include "print/print.h"
#include "verify/request.h"
#include "words/translate.h"
#include "words/words.h"

/** Waiting: for what a function gives back by a callback. */
typedef struct {
    GMainLoop *loop;
    GAsyncResult *result;
} Waiting;

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
    Waiting *waiting = data;

    waiting->result = g_object_ref (result);
    g_main_loop_quit (waiting->loop);
}

/* Owned: the result of what was begun with on_done(). */
static GAsyncResult *
wait_for_result (Waiting *waiting)
{
    g_main_loop_run (waiting->loop);
    g_main_loop_unref (waiting->loop);
    return waiting->result;
}

/* ---- create ------------------------------------------------------------------------ */

/* For the ticket: "DIGEST  FILE", and what was found. */
static void
print_receipt (const char *file, const TfReport *report)
{
    const TfPrintMessage message = {.file = file, .label = file};
    const TfPrintStyle style = {FALSE, 0};
    g_autofree char *content = NULL;
    g_autofree char *sha256 = NULL;
    g_autofree char *display = g_filename_display_name (file);
    g_autofree char *shown = tf_print_escape (display);
    g_autofree char *line = tf_print_line (report, &message, &style);
    gsize length = 0;

    if (!g_file_get_contents (file, &content, &length, NULL))
        return;
    sha256 =
        g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)content, length);
    g_print ("%s  %s\n%s", sha256, shown, line);
}

static int
save (const TfCliOptions *options, const TfEvidenceSubject *subject, TfRequest *copy)
{
    g_autofree char *stem = tf_words_evidence_name (subject->report);
    g_autofree char *path = options->output != NULL ? g_strdup (options->output)
                                                    : g_strconcat (stem, ".zip", NULL);
    g_auto (GStrv) contents = tf_evidence_contents (subject);
    Waiting waiting = {g_main_loop_new (NULL, FALSE), NULL};
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *made = NULL;

    tf_saving_zip_async (copy, subject->report, path, (const char *const *)contents,
                         on_done, &waiting);
    result = wait_for_result (&waiting);
    made = tf_saving_finish (result, &error);
    if (made == NULL) {
        tf_cli_complain ("{a}", error->message, NULL);
        return TF_EXIT_FILE;
    }
    print_receipt (g_str_has_prefix (made, "./") ? made + 2 : made, subject->report);
    return TF_EXIT_QUIET;
}

static const char *
who_was_asked (const TfCliOptions *options)
{
    if (options->answers != NULL)
        return "answers-file";
    return options->resolver != NULL ? options->resolver : "system";
}

static int
create (const TfCliOptions *options, const char *file)
{
    g_auto (TfCliSingle) single = {NULL};
    g_autoptr (TfSource) source = NULL;
    g_autoptr (TfRequest) copy = NULL;
    TfEvidenceSubject subject;
    int status;

    if (options->output != NULL && g_file_test (options->output, G_FILE_TEST_EXISTS)) {
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} already exists; evidence never replaces a file."),
                         options->output, NULL);
        return TF_EXIT_FILE;
    }
    status = tf_cli_single_check (options, file, &single);
    if (status != TF_EXIT_QUIET)
        return status;
    source = tf_source_new_bytes (single.bytes);
    copy = tf_request_new (source);
    subject = (TfEvidenceSubject){.report = single.report,
                                  .settings = single.settings,
                                  .known = &single.request->known,
                                  .asked = who_was_asked (options)};
    return save (options, &subject, copy);
}

/* ---- verify ------------------------------------------------------------------------ */

static void
say (const char *template, const char *a, const char *b)
{
    g_autofree char *sentence = tf_words_fill (template, "a", a, "b", b, NULL);

    g_print ("  %s\n", sentence);
}

static void
say_version (const TfBundle *bundle)
{
    g_autofree char *version = tf_bundle_dup_version (bundle);

    if (g_strcmp0 (version, TF_VERSION) != 0)
        /* Translators: {a} and {b} are versions, such as "0.1.0". */
        say (_ ("It was made by truefrom {a}; this is {b}."),
             version != NULL ? version : "?", TF_VERSION);
}

static void
say_differences (const TfBundle *bundle, const TfReplay *replay,
                 const GPtrArray *differences)
{
    const GPtrArray *missing = tf_replay_peek_missing (replay);

    for (guint i = 0; i < bundle->changed->len; i++)
        /* Translators: {a} is the name of a file. */
        say (_ ("{a} has been changed since it was saved."),
             g_ptr_array_index (bundle->changed, i), "");
    for (guint i = 0; i < missing->len; i++) {
        g_autofree char *question = tf_print_escape (g_ptr_array_index (missing, i));

        /* Translators: {a} is a type and a name in the DNS, such as "TXT example.org". */
        say (_ ("It holds no answer to the question “{a}”."), question, "");
    }
    for (guint i = 0; differences != NULL && i < differences->len; i++) {
        const TfDifference *difference = g_ptr_array_index (differences, i);
        g_autofree char *member = tf_print_escape (difference->member);
        g_autofree char *then = tf_print_escape (difference->then);
        g_autofree char *now = tf_print_escape (difference->now);

        g_print ("  %s: %s → %s\n", member, then, now);
    }
    if (differences == NULL)
        say (_ ("The report in it cannot be read."), "", "");
}

static int
say_result (const char *file, const TfBundle *bundle, const TfReplay *replay,
            const TfReport *report)
{
    const TfPrintMessage message = {.file = file, .label = file};
    g_autofree char *json = tf_print_json (report, &message);
    g_autoptr (GPtrArray) differences = tf_bundle_compare (bundle, json);
    g_autofree char *display = g_filename_display_name (file);
    g_autofree char *shown = tf_print_escape (display);
    gboolean same = differences != NULL && differences->len == 0 &&
                    bundle->changed->len == 0 &&
                    tf_replay_peek_missing (replay)->len == 0;
    g_autofree char *sentence = tf_words_fill (
        /* Translators: {a} is the name of a file, {b} a code such as TF01. */
        same ? _ ("{a}: the same report ({b}).")
             : _ ("{a}: this is not what was saved; now it is {b}."),
        "a", shown, "b", tf_report_get_code (report), NULL);

    g_print ("%s\n", sentence);
    say_version (bundle);
    if (!same)
        say_differences (bundle, replay, differences);
    return same ? TF_EXIT_QUIET : TF_EXIT_SUSPICIOUS;
}

static int
verify (const char *file)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfBundle) bundle = tf_cli_bundle_open (file, &error);
    g_autoptr (TfReplay) replay = bundle != NULL ? tf_replay_new (bundle, &error) : NULL;
    g_autoptr (TfReport) report =
        replay != NULL ? tf_cli_check_now (replay->verifier, replay->request, &error)
                       : NULL;

    return report != NULL ? say_result (file, bundle, replay, report)
                          : tf_cli_complain_of_file (file, error->message);
}

/* The worst: an unreadable file, then a difference. */
static int
verify_all (GStrv files)
{
    int status = TF_EXIT_QUIET;

    for (guint i = 0; files[i] != NULL; i++) {
        int one = verify (files[i]);

        status = MAX (status, one);
    }
    return status;
}

/* ---- the command ------------------------------------------------------------------- */

static int
run (const TfCliOptions *options)
{
    guint n_words = g_strv_length (options->files);

    if (n_words == 2 && g_str_equal (options->files[0], "create"))
        return create (options, options->files[1]);
    if (n_words >= 2 && g_str_equal (options->files[0], "verify"))
        return verify_all (options->files + 1);
    tf_cli_complain (
        N_ ("Use \"create\" with one message, or \"verify\" with evidence; see "
            "\"truefrom evidence --help\"."),
        NULL, NULL);
    return TF_EXIT_USAGE;
}

int
tf_cli_evidence (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_evidence_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_evidence_syntax);
    return status;
}
