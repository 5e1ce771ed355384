/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-merge: results of `scan --json`, of shards or of other machines, added up. */
#include "cli/scan.h"
#include "print/scan.h"
#include "words/translate.h"

/** Merge: one file. */
typedef struct {
    const char *name;
    TfScanEarlier *earlier;
    guint n_lines;
    gboolean failed;
} Merge;

static void
take_line (gpointer data, TfSpan line)
{
    Merge *merge = data;
    g_autofree char *number = g_strdup_printf ("%u", ++merge->n_lines);

    if (line.length == 0 || tf_scan_earlier_add (merge->earlier, line))
        return;
    if (!merge->failed) /* one sentence is enough */
        /* Translators: {a} is the name of a file, {b} the number of a line. */
        tf_cli_complain (N_ ("{a}: line {b} is no result of \"truefrom scan --json\"."),
                         merge->name, number);
    merge->failed = TRUE;
}

static gboolean
merge_file (const char *name, TfScanResult *result)
{
    TfScanEarlier earlier = {.result = result};
    Merge merge = {.name = name, .earlier = &earlier};
    g_autoptr (GError) error = NULL;
    TfCliInput input;

    if (!tf_cli_input_open_raw (&input, name, &error)) {
        tf_cli_complain (N_ ("{a} could not be read: {b}."), name, error->message);
        return FALSE;
    }
    tf_cli_read_lines (&input, TF_LIMIT_SCAN_RECORD, take_line, &merge);
    tf_cli_input_close (&input);
    if (!merge.failed && !earlier.has_sums) {
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} is not whole: it has no sums at its end."), name, NULL);
        return FALSE;
    }
    if (earlier.is_partial)
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} comes from a scan that was not finished: it lacks "
                             "messages."),
                         name, NULL);
    return !merge.failed && !earlier.is_partial;
}

gboolean
tf_cli_scan_merge (GStrv files, TfScanResult *result)
{
    gboolean good = TRUE;

    for (guint i = 0; files[i] != NULL; i++)
        good &= merge_file (files[i], result);
    return good;
}
