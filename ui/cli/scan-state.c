/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-state: what was done already. The file holds the results themselves, so a message is done exactly when its
 * result is written. A run that goes on has the clock of the first one: what it gives is what one run would give. */
#include <fcntl.h>
#include <string.h>

#include "cli/scan.h"
#include "words/translate.h"
#include "words/sheet.h"

#define FORM  "truefrom-scan-state 1 "
#define CLOCK "clock "

/* ---- of which settings it is ------------------------------------------------------- */

static void
add_text (GString *all, const char *name, const char *text)
{
    g_string_append_printf (all, "%s=%s\n", name, text != NULL ? text : "");
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* What is trusted and known is a set: neither the order matters nor what is there twice. */
static void
add_texts (GString *all, const char *name, GStrv texts)
{
    g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
    const char *last = NULL;

    for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
        g_ptr_array_add (sorted, texts[i]);
    g_ptr_array_sort (sorted, compare_texts);
    for (guint i = 0; i < sorted->len; i++) {
        const char *text = g_ptr_array_index (sorted, i);

        if (g_strcmp0 (text, last) != 0)
            add_text (all, name, text);
        last = text;
    }
}

static void
add_file (GString *all, const char *name, const char *file)
{
    g_autofree char *contents = NULL;
    g_autofree char *sum = NULL;
    gsize length = 0;

    if (file != NULL && g_file_get_contents (file, &contents, &length, NULL))
        sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents,
                                           length);
    add_text (all, name, sum);
}

/* Owned: everything that a result depends on besides its message and the DNS. */
static char *
head_of (const TfCliOptions *options)
{
    g_autoptr (GString) all = g_string_new (TF_VERSION "\n");
    g_autofree char *sum = NULL;

    add_text (all, "language", tf_words_language ());
    add_text (all, "now", options->now_text);
    add_text (all, "resolver", options->resolver);
    add_text (all, "shard", options->shard);
    add_text (all, "offline", options->offline ? "1" : "");
    add_text (all, "legacy", options->allow_legacy_crypto ? "1" : "");
    add_text (all, "no-attached", options->no_attached ? "1" : "");
    add_file (all, "answers", options->answers);
    add_file (all, "brands", options->brands);
    add_texts (all, "trust-authserv", options->trusted_servers);
    add_texts (all, "border", options->borders);
    add_texts (all, "trust-sealer", options->trusted_sealers);
    add_texts (all, "own", options->own);
    add_texts (all, "known", options->known);
    add_texts (all, "known-list", options->known_lists);
    add_texts (all, "protect", options->protected_domains);
    add_texts (all, "accept-signer", options->accepted_signers);
    add_texts (all, "accept-sender", options->accepted_senders);
    add_texts (all, "alias-service", options->alias_services);
    sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
    return g_strconcat (FORM, sum, NULL);
}

/* ---- what is in it ----------------------------------------------------------------- */

/** Reading: what is found. */
typedef struct {
    TfScanResult *result;
    gint64 now; /* -1: it does not say */
    /* Who did not answer then may do so now. */
    gboolean asks_again;
    TfScanGuard *guard;
} Reading;

static void
on_line (gpointer data, goffset offset, TfSpan line)
{
    Reading *reading = data;
    TfCursor cursor = tf_cursor (line);
    g_autoptr (TfScanRecord) record = NULL;
    guint8 identity[TF_IDENTITY_LENGTH];
    guint64 now;
    TfScanRow *row;

    if (tf_cursor_take_text (&cursor, CLOCK)) {
        if (tf_cursor_take_number (&cursor, 18, &now) && tf_cursor_at_end (&cursor))
            reading->now = (gint64)now;
        return;
    }
    record = tf_scan_record_decode (line);
    if (record == NULL ||
        !tf_identity_from_text (
            tf_span_of (tf_scan_record_get (record, TF_SCAN_IDENTITY)), identity))
        return;
    if (reading->asks_again && g_str_equal (tf_scan_record_get (record, TF_SCAN_CODE),
                                            tf_code_to_string (TF_CODE_CHECK_INCOMPLETE)))
        return;
    row = tf_scan_table_take (reading->result->table, identity);
    row->record = offset;
    tf_scan_row_read (row, record);
    tf_scan_guard_leave (reading->guard, identity);
    if (tf_scan_guard_is_last (reading->guard)) {
        row->counts = TRUE;
        row->copies = 1;
    }
}

static void
complain (const char *file, const GError *error)
{
    if (error == NULL)
        /* Translators: {a} is the name of a file. Do not translate --no-settings. */
        tf_cli_complain (
            N_ ("{a} belongs to a scan with other settings, or of another version: "
                "name another file, or remove it. Settings of your mail programs count too; "
                "--no-settings leaves them out."),
            file, NULL);
    else if (error->code == G_FILE_ERROR_ACCES || error->code == G_FILE_ERROR_AGAIN)
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (
            N_ ("{a} is in use by another scan, or you may not write to it."), file,
            NULL);
    else
        tf_cli_complain (N_ ("{a} could not be written: {b}."), file, error->message);
}

gboolean
tf_cli_scan_state_open (TfCliScanPlan *plan, TfScanResult *result, int *ret_status)
{
    const char *file = plan->options->state;
    /* What has no name is of this run, whatever the settings are. */
    g_autofree char *head =
        file != NULL ? head_of (plan->options) : g_strdup (FORM "run");
    g_autofree char *line = NULL;
    g_autoptr (GError) error = NULL;
    Reading reading = {result, -1,
                       !plan->options->offline && plan->options->answers == NULL &&
                           !tf_scan_guard_is_again (plan->guard),
                       plan->guard};
    int fd = tf_scan_guard_get_records (plan->guard);

    fd = fd >= 0 ? fcntl (fd, F_DUPFD_CLOEXEC, 0) : -1;
    result->records = file != NULL ? tf_spool_open (file, head, on_line, &reading, &error)
                      : fd >= 0 ? tf_spool_open_fd (fd, head, on_line, &reading, &error)
                                : tf_spool_new (&error);
    if (result->records == NULL) {
        complain (file != NULL ? file : g_get_tmp_dir (), error);
        *ret_status = TF_EXIT_FILE;
        return FALSE;
    }
    if (file != NULL &&
        tf_spool_get_file (result->records, &plan->own_files[plan->n_own_files]))
        plan->n_own_files++;
    if (reading.now >= 0) {
        plan->now = reading.now;
        return TRUE;
    }
    line = g_strdup_printf (CLOCK "%" G_GINT64_FORMAT, plan->now);
    tf_spool_add (result->records, line);
    return TRUE;
}
