/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs: `spoofs`. Who pretends to be a domain: from results of `scan --json` and from the memory. Nothing is checked
 * again, and little is kept of each message, however many there are. */
#include <errno.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/pages.h"
#include "memory/memory.h"
#include "print/spoofs.h"
#include "words/translate.h"

#define DEFAULT_MEMORY "default"

/** Reading: what is read, and what of it could not be. */
typedef struct {
    const TfCliOptions *options;
    TfSpoofs *spoofs;
    const char *memory;  /* the file that is read; or NULL */
    gboolean by_default; /* that of the mail program, which need not have one yet */
    gboolean failed;
    guint64 n_lines; /* that could not be used */
    /* Of the file that is read: */
    const char *name;
    guint64 at;
    gboolean was_foreign; /* one sentence is enough */
    gboolean was_long;
    gboolean has_sums;
    gboolean is_partial;
} Reading;

/* ---- messages ---------------------------------------------------------------------- */

static void
take_message (const TfSpoofMessage *message, gpointer data)
{
    Reading *reading = data;
    g_auto (TfSpoofClaim) claim;
    g_autofree char *row = NULL;

    tf_spoof_claim_read (message, reading->spoofs->own, &claim);
    if (!tf_spoofs_add (reading->spoofs, message, &claim) || !reading->options->csv)
        return;
    row = tf_print_spoofs_csv (message, &claim);
    fprintf (stdout, "%s", row); /* UTF-8, whatever the locale is */
}

/* ---- scans ------------------------------------------------------------------------- */

static void
complain_of_line (Reading *reading, const char *template, gboolean *said)
{
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, reading->at);

    reading->n_lines++;
    reading->failed = TRUE;
    if (!*said)
        tf_cli_complain (template, reading->name, number);
    *said = TRUE;
}

static void
take_line (gpointer data, TfSpan line)
{
    Reading *reading = data;
    TfSpoofsLine kind;

    reading->at++;
    if (line.length == 0)
        return;
    reading->has_sums = FALSE; /* at the end: they are the last line */
    if (line.length > TF_LIMIT_SCAN_RECORD) {
        /* Translators: {a} is the name of a file, {b} the number of a line. */
        complain_of_line (reading, N_ ("{a}: line {b} is too long and was left out."),
                          &reading->was_long);
        return;
    }
    kind = tf_spoofs_read_line (line, take_message, reading);
    if (kind == TF_SPOOFS_LINE_FOREIGN)
        /* Translators: {a} is the name of a file, {b} the number of a line. */
        complain_of_line (reading,
                          N_ ("{a}: line {b} is no result of \"truefrom scan --json\"."),
                          &reading->was_foreign);
    reading->has_sums = kind == TF_SPOOFS_LINE_SUMS || kind == TF_SPOOFS_LINE_PARTIAL;
    reading->is_partial |= kind == TF_SPOOFS_LINE_PARTIAL;
}

static void
note_end (Reading *reading)
{
    gboolean not_whole =
        !reading->has_sums && !reading->was_foreign && !reading->was_long;

    if (not_whole)
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} is not whole: it has no sums at its end."),
                         reading->name, NULL);
    if (reading->is_partial)
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} comes from a scan that was not finished: it lacks "
                             "messages."),
                         reading->name, NULL);
    reading->failed |= not_whole || reading->is_partial;
}

static void
complain_of_file (Reading *reading, const char *file, const char *why)
{
    reading->failed = TRUE;
    /* Translators: {a} is the name of a file, {b} what the system says about it. */
    tf_cli_complain (N_ ("{a} could not be read: {b}."), file, why);
}

static void
read_file (Reading *reading, const char *file)
{
    g_autoptr (GError) error = NULL;
    TfCliInput input;
    gboolean whole;

    if (!tf_cli_input_open_raw (&input, file, &error)) {
        complain_of_file (reading, file, error->message);
        return;
    }
    reading->name = file;
    reading->at = 0;
    reading->was_foreign = reading->was_long = reading->has_sums = FALSE;
    reading->is_partial = FALSE;
    whole = tf_cli_read_lines (&input, TF_LIMIT_SCAN_RECORD, take_line, reading);
    if (whole)
        note_end (reading);
    else
        complain_of_file (reading, file, g_strerror (errno));
    tf_cli_input_close (&input);
}

static void
read_scans (Reading *reading, GStrv paths)
{
    for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
        g_autoptr (GPtrArray) files = tf_cli_list_files (paths[i]);

        for (guint at = 0; at < files->len; at++)
            read_file (reading, g_ptr_array_index (files, at));
    }
}

/* ---- the memory -------------------------------------------------------------------- */

static void
take_remembered (const TfMemoryMessage *remembered, gpointer data)
{
    Reading *reading = data;
    const TfSpoofFinding finding = {remembered->code, remembered->level, NULL};
    g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof finding);
    g_autoptr (GPtrArray) from = g_ptr_array_new ();
    const TfSpoofMessage message = {.digest = remembered->digest,
                                    .findings = findings,
                                    .from = from,
                                    .time = remembered->checked,
                                    .is_remembered = TRUE,
                                    .place = reading->memory};

    g_array_append_val (findings, finding);
    if (remembered->domain != NULL)
        g_ptr_array_add (from, (gpointer)remembered->domain);
    take_message (&message, reading);
}

/* After the scans, which say more of the same messages. */
static void
read_memory (Reading *reading)
{
    g_autoptr (TfMemory) memory = NULL;

    if (reading->memory == NULL ||
        (reading->by_default && !g_file_test (reading->memory, G_FILE_TEST_EXISTS)))
        return;
    if (!g_file_test (reading->memory, G_FILE_TEST_EXISTS)) {
        complain_of_file (reading, reading->memory, g_strerror (ENOENT));
        return;
    }
    memory = tf_cli_memory_open (reading->memory);
    if (tf_memory_foreach_suspicious (memory, take_remembered, reading))
        return;
    reading->failed = TRUE;
    if (tf_memory_get_trouble (memory) == TF_MEMORY_FINE)
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} could not be read or written."), reading->memory, NULL);
}

/* ---- the command ------------------------------------------------------------------- */

/* FALSE: something could not be written, which has been said. */
static gboolean
print_all (const Reading *reading)
{
    const TfCliOptions *options = reading->options;
    const TfSpoofsReading read = {reading->spoofs, reading->memory != NULL,
                                  reading->n_lines};
    g_autoptr (TfPage) page = NULL;

    if (options->json) {
        g_autofree char *json = tf_print_spoofs_json (&read);

        fprintf (stdout, "%s\n", json); /* UTF-8, whatever the locale is */
    } else if (!options->csv && options->html == NULL) {
        g_autoptr (TfPage) text = tf_words_spoofs_page (&read, TF_CLI_ROWS_OF_TEXT, TRUE);

        tf_cli_print_page (text);
    }
    if (fflush (stdout) != 0) {
        tf_cli_complain (N_ ("The results could not be written."), NULL, NULL);
        return FALSE;
    }
    if (options->html == NULL)
        return TRUE;
    page = tf_words_spoofs_page (&read, TF_CLI_ROWS_OF_HTML, FALSE);
    return tf_cli_write_page (page, options->html);
}

static int
read_and_print (Reading *reading)
{
    const TfCliOptions *options = reading->options;

    if (options->csv) {
        g_autofree char *head = tf_print_spoofs_csv_head ();

        fprintf (stdout, "%s", head);
    }
    read_scans (reading, options->files);
    read_memory (reading);
    reading->failed |= !print_all (reading);
    if (reading->failed)
        return TF_EXIT_FILE;
    return tf_spoofs_count (reading->spoofs) > 0 && !options->exit_zero
               ? TF_EXIT_SUSPICIOUS
               : TF_EXIT_QUIET;
}

/* FALSE: that has been said. */
static gboolean
is_complete (const TfCliOptions *options)
{
    if (options->own == NULL || *options->own == NULL) {
        tf_cli_complain (
            N_ ("Name your domain, as in \"truefrom spoofs --own example.org\"."), NULL,
            NULL);
        return FALSE;
    }
    if (options->memory != NULL || (options->files != NULL && *options->files != NULL))
        return tf_cli_forms_are_good (options);
    tf_cli_complain (
        N_ ("Name results of \"truefrom scan --json\", or the memory of your mail "
            "program with --memory default."),
        NULL, NULL);
    return FALSE;
}

static int
run (const TfCliOptions *options)
{
    gint64 now = options->now >= 0 ? options->now : g_get_real_time () / G_USEC_PER_SEC;
    gboolean by_default = g_strcmp0 (options->memory, DEFAULT_MEMORY) == 0;
    g_autofree char *memory =
        by_default ? tf_memory_default_path () : g_strdup (options->memory);
    g_auto (GStrv) own = NULL;
    g_autoptr (TfSpoofs) spoofs = NULL;
    Reading reading = {.options = options, .memory = memory, .by_default = by_default};

    if (!is_complete (options) || (own = tf_cli_read_own (options->own)) == NULL)
        return TF_EXIT_USAGE;
    spoofs = tf_spoofs_new ((const char *const *)own, now);
    reading.spoofs = spoofs;
    return read_and_print (&reading);
}

int
tf_cli_spoofs (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1, .may_lack_files = TRUE};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_spoofs_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_spoofs_syntax);
    return status;
}
