/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate-page: all tables about reports: who sends, what a stricter policy would do, then the sums by whatever
 * somebody may look for. */
#include "words/aggregate.h"

#include "words/translate.h"
#include "words/words-private.h"

/* ---- who sends --------------------------------------------------------------------- */

static void
add_groups (TfPage *page, const TfSums *sums)
{
    const char *const columns[] = {_ ("Who"), _ ("Messages"), NULL};
    TfPagePart *part = tf_page_add_part (page, _ ("Who sends"), 1, columns);
    g_autofree char *number = tf_words_number (sums->n_service);

    for (guint i = 0; i < TF_N_SENDER_GROUPS; i++) {
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, tf_words_sender_group (i));
        tf_page_cell_number (cells, sums->groups[i]);
        tf_page_part_add_row (part, cells);
    }
    if (sums->n_service > 0)
        part->note = tf_words_fill (
            dngettext (GETTEXT_PACKAGE,
                       "{number} of the first group came through a service that you may "
                       "use; another of its customers may be the sender.",
                       "{number} of the first group came through services that you may "
                       "use; others of their customers may be the senders.",
                       MIN (sums->n_service, G_MAXUINT)),
            "number", number, NULL);
}

/* ---- a stricter policy ------------------------------------------------------------- */

static void
add_stricter (TfPage *page, const TfSums *sums)
{
    const char *const columns[] = {
        _ ("Month"), _ ("Who"),
        /* Translators: the head of a column with the names of tags: p, sp. */
        _ ("Policy"), _ ("Fail"),
        /* Translators: a number of messages; p=quarantine. */
        _ ("To spam with quarantine"),
        /* Translators: a number of messages; p=reject. */
        _ ("Refused with reject"),
        /* Translators: a number of messages. */
        _ ("Receiver made an exception"), NULL};
    TfPagePart *part;

    if (sums->stricter->len == 0)
        return;
    part = tf_page_add_part (page, _ ("What a stricter policy would hit"), 3, columns);
    for (guint i = 0; i < sums->stricter->len; i++) {
        const TfStricter *line = &g_array_index (sums->stricter, TfStricter, i);
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, line->month);
        tf_page_cell_text (cells, tf_words_sender_group (line->group));
        tf_page_cell_text (cells, line->is_subdomain ? "sp, np" : "p");
        tf_page_cell_number (cells, line->n_failing);
        tf_page_cell_number (cells, line->n_to_quarantine);
        tf_page_cell_number (cells, line->n_to_reject);
        tf_page_cell_number (cells, line->n_overridden);
        tf_page_part_add_row (part, cells);
    }
}

/* ---- sums -------------------------------------------------------------------------- */

/** Sum: one table of sums, in words. */
typedef struct {
    TfTable table;
    const char *heading;
    const char *key;
} Sum;

static const Sum tables[] = {
    {TF_TABLE_DAYS, N_ ("Days"), N_ ("Day")},
    {TF_TABLE_SOURCES, N_ ("Where it comes from"), N_ ("Address")},
    {TF_TABLE_NETWORKS, N_ ("Networks it comes from"), N_ ("Network")},
    {TF_TABLE_FROM, N_ ("Domains in From"), N_ ("Domain")},
    {TF_TABLE_REPORTERS, N_ ("Who reports"), N_ ("Receiver")},
    {TF_TABLE_DISPOSITIONS, N_ ("What the receivers did"), N_ ("Done")},
};

static void
add_sum_row (TfPagePart *part, const TfSumLine *line)
{
    GPtrArray *cells = g_ptr_array_new ();

    tf_page_cell_text (cells, line->key);
    tf_page_cell_number (cells, line->n_messages);
    tf_page_cell_number (cells, line->n_passed);
    tf_page_cell_number (cells, line->groups[TF_SENDER_FAILING]);
    tf_page_cell_number (cells, line->groups[TF_SENDER_FORWARDED]);
    tf_page_cell_number (cells, line->groups[TF_SENDER_STRANGER]);
    tf_page_part_add_row (part, cells);
}

static void
add_chart (TfPagePart *part, const GPtrArray *lines, guint n_rows)
{
    part->good = _ ("Pass");
    part->bad = _ ("Fail");
    for (guint i = 0; i < n_rows; i++) {
        const TfSumLine *line = g_ptr_array_index (lines, i);

        tf_page_part_add_bar (part, line->key, line->n_passed,
                              line->n_messages - line->n_passed);
    }
}

static void
add_sum (TfPage *page, const TfSums *sums, const Sum *sum, guint max_rows)
{
    const TfSumTable *table = sums->tables[sum->table];
    gboolean is_trend = sum->table == TF_TABLE_DAYS;
    g_autoptr (GPtrArray) lines =
        is_trend ? tf_sum_table_by_key (table) : tf_sum_table_by_size (table);
    const char *const columns[] = {_ (sum->key),
                                   _ ("Messages"),
                                   _ ("Pass"),
                                   _ ("Probably yours, but failing"),
                                   _ ("Forwarded"),
                                   _ ("From strangers"),
                                   NULL};
    TfPagePart *part;

    if (lines->len == 0)
        return;
    part = tf_page_add_part (page, _ (sum->heading), 1, columns);
    if (is_trend) /* the last days */
        g_ptr_array_remove_range (lines, 0,
                                  lines->len - tf_page_limit (lines->len, max_rows));
    for (guint i = 0; i < tf_page_limit (lines->len, max_rows); i++)
        add_sum_row (part, g_ptr_array_index (lines, i));
    if (is_trend)
        add_chart (part, lines, lines->len);
    tf_page_part_note_rest (part, tf_page_limit (lines->len, max_rows), lines->len);
}

static void
add_signers (TfPage *page, const TfSums *sums, guint max_rows)
{
    const char *const columns[] = {
        _ ("Domain"), _ ("Selector"), _ ("Messages"),
        /* Translators: a number of messages whose signature is valid. */
        _ ("Valid"), NULL};
    g_autoptr (GPtrArray) lines = tf_sum_table_by_size (sums->tables[TF_TABLE_SIGNERS]);
    TfPagePart *part;

    if (lines->len == 0)
        return;
    part = tf_page_add_part (page, _ ("Who signs"), 2, columns);
    for (guint i = 0; i < tf_page_limit (lines->len, max_rows); i++) {
        const TfSumLine *line = g_ptr_array_index (lines, i);
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, line->key);
        tf_page_cell_text (cells, line->more);
        tf_page_cell_number (cells, line->n_messages);
        tf_page_cell_number (cells, line->n_passed);
        tf_page_part_add_row (part, cells);
    }
    tf_page_part_note_rest (part, tf_page_limit (lines->len, max_rows), lines->len);
}

/* ---- policies, remarks ------------------------------------------------------------- */

static void
add_policies (TfPage *page, const TfSums *sums, guint max_rows)
{
    const char *const columns[] = {
        _ ("Domain"), _ ("First seen"), _ ("Last seen"), "p", "sp",           "np",
        "adkim",      "aspf",           "pct",           "t", _ ("Messages"), NULL};
    TfPagePart *part =
        tf_page_add_part (page, _ ("Policies that were found"), 10, columns);

    for (guint i = 0; i < tf_page_limit (sums->policies->len, max_rows); i++) {
        const TfPolicySpan *span = &g_array_index (sums->policies, TfPolicySpan, i);
        const TfPublishedPolicy *policy = &span->policy;
        const char *const words[] = {policy->p,      policy->sp,   policy->np,
                                     policy->adkim,  policy->aspf, policy->pct,
                                     policy->testing};
        GPtrArray *cells = g_ptr_array_new ();

        tf_page_cell_text (cells, policy->domain);
        g_ptr_array_add (cells, tf_words_utc_day (span->first));
        g_ptr_array_add (cells, tf_words_utc_day (span->last));
        for (guint word = 0; word < G_N_ELEMENTS (words); word++)
            tf_page_cell_text (cells, words[word]);
        tf_page_cell_number (cells, span->n_messages);
        tf_page_part_add_row (part, cells);
    }
    tf_page_part_note_rest (part, tf_page_limit (sums->policies->len, max_rows),
                            sums->policies->len);
}

static void
add_remark (TfPagePart *part, const char *place, const char *remark)
{
    GPtrArray *cells = g_ptr_array_new ();

    tf_page_cell_text (cells, place);
    tf_page_cell_text (cells, remark);
    tf_page_part_add_row (part, cells);
}

static void
add_remarks_of (TfPagePart *part, const TfAggregate *report)
{
    for (guint bit = 0; bit < TF_N_REMARKS; bit++)
        if ((report->remarks & 1U << bit) != 0)
            add_remark (part, report->place, tf_words_remark (bit));
}

static void
add_remarks (TfPage *page, const TfSums *sums, guint max_rows)
{
    const char *const columns[] = {_ ("Report"), _ ("Remark"), NULL};
    TfPagePart *part = NULL;

    for (guint i = 0; i < sums->reports->len; i++) {
        const TfAggregate *report = g_ptr_array_index (sums->reports, i);

        if (report->remarks == 0 ||
            (part != NULL && max_rows > 0 && part->rows->len >= max_rows))
            continue;
        if (part == NULL)
            part = tf_page_add_part (page, _ ("Odd reports"), 2, columns);
        add_remarks_of (part, report);
    }
}

static void
add_refusals (TfPage *page, const GPtrArray *refusals, guint max_rows)
{
    const char *const columns[] = {_ ("File"), _ ("Why"), NULL};
    TfPagePart *part;

    if (refusals->len == 0)
        return;
    part = tf_page_add_part (page, _ ("Not counted"), 2, columns);
    for (guint i = 0; i < tf_page_limit (refusals->len, max_rows); i++) {
        const TfRefusal *refusal = g_ptr_array_index (refusals, i);
        g_autofree char *sentence = tf_words_refusal (refusal);

        add_remark (part, refusal->place, sentence);
    }
    tf_page_part_note_rest (part, tf_page_limit (refusals->len, max_rows), refusals->len);
}

/* ---- the page ---------------------------------------------------------------------- */

static void
add_sentences (TfPage *page, const TfSums *sums)
{
    g_autofree char *number = tf_words_number (sums->reports->len);
    g_autofree char *twice = tf_words_number (sums->n_duplicates);
    g_autofree char *since = tf_words_utc_day (sums->begin);
    g_autofree char *until = tf_words_utc_day (sums->end);

    if (sums->begin >= 0)
        tf_page_add_sentence (
            page,
            tf_words_fill (_ ("Reports: {number}, from {since} to {until}. Duplicate "
                              "reports: {twice}."),
                           "number", number, "since", since, "until", until, "twice",
                           twice, NULL));
    tf_page_add_sentence (
        page,
        g_strdup (_ ("Nothing proves that the receivers named in these reports wrote "
                     "them: reports can be forged.")));
}

TfPage *
tf_words_aggregate_page (const TfSums *sums, const GPtrArray *refusals, guint max_rows)
{
    TfPage *page = tf_page_new (_ ("What receivers report about your mail"));

    page->verdict = tf_words_aggregate (sums);
    add_sentences (page, sums);
    add_groups (page, sums);
    add_stricter (page, sums);
    for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        add_sum (page, sums, &tables[i], max_rows);
    add_signers (page, sums, max_rows);
    add_policies (page, sums, max_rows);
    add_remarks (page, sums, max_rows);
    add_refusals (page, refusals, max_rows);
    return page;
}
