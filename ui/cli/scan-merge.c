/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-merge: results of `scan --json`, of shards or of other machines, added up. */
#include <unistd.h>

#include "cli/scan.h"
#include "print/scan.h"
#include "words/translate.h"

/** Merge: one file. */
typedef struct {
    const char *name;
    TfScanEarlier *earlier;
    guint n_lines;
    gboolean failed;
    gboolean skips; /* up to the next line end: what is before it is too long */
} Merge;

static void
take_line (Merge *merge, TfSpan line)
{
    g_autofree char *number = g_strdup_printf ("%u", ++merge->n_lines);

    if (line.length == 0 || tf_scan_earlier_add (merge->earlier, line))
        return;
    if (!merge->failed) /* one sentence is enough */
        /* Translators: {a} is the name of a file, {b} the number of a line. */
        tf_cli_complain (N_ ("{a}: line {b} is no result of \"truefrom scan --json\"."),
                         merge->name, number);
    merge->failed = TRUE;
}

/* Takes all whole lines out of KEPT, and what is too long to be a line of ours: what follows it still counts. */
static void
take_lines (Merge *merge, GByteArray *kept)
{
    gsize done = 0;
    const guint8 *end;

    while ((end = memchr (kept->data + done, '\n', kept->len - done)) != NULL) {
        gsize length = (gsize)(end - kept->data) - done;

        if (!merge->skips)
            take_line (merge, tf_span ((const char *)kept->data + done, length));
        merge->skips = FALSE;
        done += length + 1;
    }
    g_byte_array_remove_range (kept, 0, (guint)done);
    if (merge->skips || kept->len > TF_LIMIT_SCAN_RECORD) {
        if (!merge->skips)
            take_line (merge, tf_span ((const char *)kept->data, kept->len));
        merge->skips = TRUE;
        g_byte_array_set_size (kept, 0);
    }
}

static void
read_lines (Merge *merge, int fd)
{
    g_autoptr (GByteArray) kept = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    gssize length;

    while ((length = read (fd, block, TF_READ_BLOCK)) > 0) {
        g_byte_array_append (kept, block, (guint)length);
        take_lines (merge, kept);
    }
    if (kept->len > 0)
        take_line (merge, tf_span ((const char *)kept->data, kept->len));
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
    read_lines (&merge, input.fd);
    tf_cli_input_close (&input);
    if (!merge.failed && !earlier.has_sums) {
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} is not whole: it has no sums at its end."), name, NULL);
        return FALSE;
    }
    if (earlier.is_partial)
        /* Translators: {a} is the name of a file. */
        tf_cli_complain (N_ ("{a} is of a scan that was not finished: messages are "
                             "missing in it."),
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
