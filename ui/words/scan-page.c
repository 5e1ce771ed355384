/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-page: the page about many messages, with what matters first. */
#include "words/scan.h"

#include "words/translate.h"
#include "words/words-private.h"

/* ---- campaigns --------------------------------------------------------------------- */

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Owned (char *, borrowed from SET), in order. */
static GPtrArray *
sorted_keys (GHashTable *set)
{
    GPtrArray *keys = g_ptr_array_new ();
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init (&iter, set);
    while (g_hash_table_iter_next (&iter, &key, NULL))
        g_ptr_array_add (keys, key);
    g_ptr_array_sort (keys, compare_texts);
    return keys;
}

/* Owned: what at least two of them have in common. */
static char *
reasons_of (const TfScanCampaign *campaign)
{
    g_autoptr (GPtrArray) joins = sorted_keys (campaign->joins);
    GString *reasons = g_string_new (NULL);

    for (guint i = 0; i < joins->len; i++) {
        const char *join = g_ptr_array_index (joins, i);
        g_autofree char *text =
            GPOINTER_TO_UINT (g_hash_table_lookup (campaign->joins, join)) > 1
                ? tf_words_scan_join (join)
                : NULL;

        if (text != NULL)
            g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "; " : "", text);
    }
    return g_string_free (reasons, FALSE);
}

/* Owned: from the first to the last. */
static char *
span_of (const TfScanCampaign *campaign)
{
    g_autofree char *begin =
        campaign->begin >= 0 ? tf_words_date (campaign->begin) : NULL;
    g_autofree char *end = campaign->end >= 0 ? tf_words_date (campaign->end) : NULL;

    if (begin == NULL)
        return g_strdup ("");
    return g_str_equal (begin, end) ? g_strdup (begin)
                                    : g_strdup_printf ("%s \u2013 %s", begin, end);
}

static void
add_campaign (TfPagePart *part, const TfScanResult *result,
              const TfScanCampaign *campaign)
{
    g_autoptr (TfScanRecord) record = tf_scan_result_get (result, campaign->first);
    g_autoptr (GPtrArray) recipients = sorted_keys (campaign->recipients);
    g_autofree char *number = g_strdup_printf ("%u", campaign->number);
    g_autofree char *safe = tf_words_safe_text (
        record != NULL ? tf_scan_record_get (record, TF_SCAN_SUBJECT) : "",
        TF_WORDS_NAME_CHARS);
    GPtrArray *cells = g_ptr_array_new ();

    tf_page_cell_text (cells, number);
    tf_page_cell_text (cells, tf_words_scan_rank (campaign->rank));
    g_ptr_array_add (cells, reasons_of (campaign));
    g_ptr_array_add (cells, tf_words_scan_harmless (safe));
    g_ptr_array_add (cells, span_of (campaign));
    g_ptr_array_add (
        cells, tf_words_addresses ((gpointer const *)recipients->pdata, recipients->len));
    tf_page_cell_number (cells, campaign->n_messages);
    tf_page_cell_number (cells, campaign->n_reported);
    tf_page_part_add_row (part, cells);
}

static void
add_campaigns (TfPage *page, const TfScanResult *result, guint max_rows)
{
    const char *const columns[] = {
        /* Translators: the head of a column with numbers 1, 2, 3, ... */
        _ ("No."),
        /* Translators: the head of a column: alarm, warning, note. */
        _ ("Level"),
        /* Translators: the head of a column: what the messages have in common. */
        _ ("In common"),
        /* Translators: the head of a column. */
        _ ("Subject"),
        /* Translators: the head of a column: the first and the last day. */
        _ ("When"),
        /* Translators: the head of a column with addresses. */
        _ ("Recipients"), _ ("Messages"),
        /* Translators: the head of a column: how often somebody forwarded one to the helpdesk. */
        _ ("Reported"), NULL};
    TfPagePart *part;
    guint n = MIN (result->campaigns->len, max_rows);

    if (n == 0)
        return;
    /* Translators: a heading: messages that belong together. */
    part = tf_page_add_part (page, _ ("Campaigns"), 6, columns);
    for (guint i = 0; i < n; i++)
        add_campaign (part, result, g_ptr_array_index (result->campaigns, i));
    tf_page_part_note_rest (part, n, result->campaigns->len);
}

/* ---- sums -------------------------------------------------------------------------- */

static void
add_lines (TfPage *page, const GPtrArray *lines, const char *heading, const char *column,
           guint max_rows)
{
    const char *const columns[] = {column,
                                   /* Translators: the head of a column with numbers. */
                                   _ ("Alarms"),
                                   /* Translators: the head of a column with numbers. */
                                   _ ("Warnings"), NULL};
    TfPagePart *part;
    guint n = MIN (lines->len, max_rows);

    if (n == 0)
        return;
    part = tf_page_add_part (page, heading, 1, columns);
    for (guint i = 0; i < n; i++) {
        const TfScanLine *line = g_ptr_array_index (lines, i);
        GPtrArray *cells = g_ptr_array_new ();

        g_ptr_array_add (cells, *line->key != '\0'
                                    ? tf_words_domain (line->key, TF_WORDS_VALUE_CHARS)
                                    : g_strdup (_ ("not known")));
        tf_page_cell_number (cells, line->alarms);
        tf_page_cell_number (cells, line->warnings);
        tf_page_part_add_row (part, cells);
    }
    tf_page_part_note_rest (part, n, lines->len);
}

static void
add_times (TfPage *page, const TfScanResult *result)
{
    const char *const columns[] = {
        /* Translators: the head of a column: days, months or years. */
        _ ("When"), _ ("Alarms and warnings"),
        /* Translators: the head of a column: messages that are neither alarms nor warnings. */
        _ ("Others"), NULL};
    TfPagePart *part;

    if (result->times->len == 0)
        return;
    part = tf_page_add_part (page, _ ("When they arrived"), 1, columns);
    part->good = _ ("Others");
    part->bad = _ ("Alarms and warnings");
    for (guint i = 0; i < result->times->len; i++) {
        const TfScanTime *time = &g_array_index (result->times, TfScanTime, i);
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, time->label);
        tf_page_cell_number (cells, time->suspicious);
        tf_page_cell_number (cells, time->others);
        tf_page_part_add_row (part, cells);
        tf_page_part_add_bar (part, time->label, time->others, time->suspicious);
    }
}

static void
add_sums (TfPage *page, const TfScanSums *sums)
{
    const char *const columns[] = {_ ("Level"), _ ("Messages"), NULL};
    TfPagePart *part = tf_page_add_part (page, _ ("Totals"), 1, columns);

    for (gint rank = TF_N_SCAN_RANKS - 1; rank >= 0; rank--) {
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, tf_words_scan_rank (rank));
        tf_page_cell_number (cells, sums->ranks[rank]);
        tf_page_part_add_row (part, cells);
    }
    for (guint i = 0; i < 3; i++) {
        /* Translators: how many files or entries are no messages or could not be read. */
        const char *const names[] = {
            _ ("Not checked"),
            /* Translators: how many further copies there are. */
            _ ("Further copies"),
            /* Translators: how often a message was attached to another. */
            _ ("Attached to reports")};
        const guint64 numbers[] = {sums->not_read, sums->copies, sums->reported};
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, names[i]);
        tf_page_cell_number (cells, numbers[i]);
        tf_page_part_add_row (part, cells);
    }
}

/* ---- messages ---------------------------------------------------------------------- */

static GPtrArray *
rows_to_show (const TfScanResult *result, gboolean with_quiet)
{
    GPtrArray *rows = g_ptr_array_new ();

    for (guint i = 0; i < result->rows->len; i++) {
        const TfScanRow *row = g_ptr_array_index (result->rows, i);

        if (with_quiet || row->rank > TF_SCAN_QUIET)
            g_ptr_array_add (rows, (gpointer)row);
    }
    return rows;
}

static void
add_messages (TfPage *page, const TfScanResult *result, gboolean is_text)
{
    const char *const none[] = {NULL};
    gboolean with_quiet = !is_text && result->rows->len <= TF_LIMIT_SCAN_QUIET_ROWS;
    g_autoptr (GPtrArray) rows = rows_to_show (result, with_quiet);
    guint n_all = rows->len;
    guint max = is_text ? TF_LIMIT_SCAN_TEXT_ROWS : TF_LIMIT_SCAN_ROWS;
    TfPagePart *part;

    if (n_all == 0)
        return;
    if (n_all > max)
        g_ptr_array_set_size (rows, (gint)max);
    part =
        tf_page_add_part (page,
                          with_quiet ? _ ("All messages, the worst first")
                                     /* Translators: a heading; the others are quiet. */
                                     : _ ("Messages that are not quiet, the worst first"),
                          0, none);
    tf_words_scan_folds (part, result, rows, is_text);
    tf_page_part_note_rest (part, rows->len, n_all);
}

static void
add_unread (TfPage *page, const TfScanResult *result, guint max_rows)
{
    const char *const columns[] = {_ ("File"), _ ("Why"), NULL};
    guint n = MIN (result->unread->len, max_rows);
    TfPagePart *part;

    if (n == 0)
        return;
    /* Translators: a heading: files that are no messages, or could not be read. */
    part = tf_page_add_part (page, _ ("What was not checked"), 2, columns);
    for (guint i = 0; i < n; i++) {
        const TfScanItem *item = g_ptr_array_index (result->unread, i);
        GPtrArray *cells = g_ptr_array_new ();
        g_autofree char *place = tf_words_scan_place (item);
        g_autofree char *why = tf_words_scan_unread (item);

        g_ptr_array_add (cells, tf_words_safe_text (place, TF_WORDS_VALUE_CHARS));
        g_ptr_array_add (cells, tf_words_safe_text (why, 3 * TF_WORDS_VALUE_CHARS));
        tf_page_part_add_row (part, cells);
    }
    tf_page_part_note_rest (part, n, result->n_unread);
}

static void
add_how (TfPage *page, const TfScanPageStyle *style)
{
    const char *const columns[] = {_ ("What"), _ ("How"), NULL};
    TfPagePart *part = tf_page_add_part (page, _ ("How this was made"), 2, columns);
    const char *const rows[][2] = {
        {_ ("Program"), "truefrom " TF_VERSION},
        {_ ("Time"), style->time},
        /* Translators: what was typed on the command line. */
        {_ ("Command"), style->call},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, rows[i][0]);
        g_ptr_array_add (cells, tf_words_safe_text (rows[i][1], 0));
        tf_page_part_add_row (part, cells);
    }
}

/* ---- the page ---------------------------------------------------------------------- */

TfPage *
tf_words_scan_page (const TfScanResult *result, const TfScanPageStyle *style)
{
    TfPage *page = tf_page_new (_ ("Who really sent these messages"));

    page->verdict = tf_words_scan_verdict (&result->sums);
    if (result->is_partial)
        tf_page_add_sentence (
            page, g_strdup (_ ("The scan was not finished: messages are missing here.")));
    if (!style->is_text)
        tf_page_add_sentence (
            page, g_strdup (_ ("Quiet means that nothing speaks against the sender; it "
                               "does not mean that a message is honest.")));
    if (style->is_text)
        add_messages (page, result, TRUE);
    add_campaigns (page, result, style->max_rows);
    add_lines (page, result->domains, _ ("Whose name was used"), _ ("Domain in From"),
               style->max_rows);
    add_lines (page, result->senders, _ ("Who sent them"),
               /* Translators: the head of a column. */
               _ ("Sender"), style->max_rows);
    if (!style->is_text) {
        add_times (page, result);
        add_messages (page, result, FALSE);
    }
    add_unread (page, result, style->max_rows);
    add_sums (page, &result->sums);
    if (!style->is_text)
        add_how (page, style);
    return page;
}
