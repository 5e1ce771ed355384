/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-output: what is printed when all is done. Which campaign a message belongs to, and how many copies of it there
 * are, is not known before. */
#include "cli/scan.h"
#include "print/page.h"
#include "print/scan.h"
#include "words/translate.h"

#define ROWS_OF_TEXT 10
#define ROWS_OF_HTML 500

/* ---- for machines ------------------------------------------------------------------ */

static void
print_line (char *line, const char *end)
{
    fprintf (stdout, "%s%s", line, end); /* UTF-8, whatever the locale is */
    g_free (line);
}

static void
print_rows (TfScanResult *result, gboolean as_json)
{
    for (guint i = 0; i < result->rows->len; i++) {
        const TfScanRow *row = g_ptr_array_index (result->rows, i);
        g_autoptr (TfScanRecord) record = tf_scan_result_get (result, row);

        if (record != NULL && as_json)
            print_line (tf_print_scan_json (result, row, record), "\n");
        else if (record != NULL)
            print_line (tf_print_scan_csv (row, record), "");
        else
            result->is_partial = result->is_lost = TRUE;
    }
    for (guint i = 0; i < result->unread->len; i++) {
        const TfScanItem *item = g_ptr_array_index (result->unread, i);

        if (as_json)
            print_line (tf_print_scan_json_unread (item), "\n");
        else
            print_line (tf_print_scan_csv_unread (item), "");
    }
}

/* ---- for people -------------------------------------------------------------------- */

static TfPage *
make_page (const TfCliOptions *options, const TfScanResult *result, gint64 now,
           gboolean is_text)
{
    g_autofree char *call = g_utf8_make_valid (options->call, -1);
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
    g_autofree char *text =
        time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M UTC") : g_strdup ("");
    const TfScanPageStyle style = {is_text, is_text ? ROWS_OF_TEXT : ROWS_OF_HTML, call,
                                   text};

    return tf_words_scan_page (result, &style);
}

static void
print_text (const TfCliOptions *options, const TfScanResult *result, gint64 now)
{
    const TfPrintStyle style = {tf_cli_has_colour (), tf_cli_terminal_width ()};
    g_autoptr (TfPage) page = make_page (options, result, now, TRUE);
    g_autofree char *text = tf_print_page_text (page, &style);

    g_print ("%s", text);
}

gboolean
tf_cli_scan_print (const TfCliOptions *options, TfScanResult *result, gint64 now,
                   FILE *page)
{
    g_autoptr (TfPage) content =
        page != NULL ? make_page (options, result, now, FALSE) : NULL;

    if (options->csv)
        print_line (tf_print_scan_csv_head (), "");
    if (options->json || options->csv)
        print_rows (result, options->json);
    if (options->json)
        print_line (tf_print_scan_json_sums (result), "\n");
    if (!options->json && !options->csv && page != stdout)
        print_text (options, result, now);
    if (result->is_lost)
        tf_cli_complain (N_ ("Some results could not be read again: they are missing."),
                         NULL, NULL);
    if (page == NULL)
        return !result->is_lost;
    if (tf_print_page_html_write (content, page) && fflush (page) == 0)
        return !result->is_lost;
    tf_cli_complain (N_ ("The results could not be written."), NULL, NULL);
    return FALSE;
}
