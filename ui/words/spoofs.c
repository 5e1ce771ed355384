/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs: see spoofs.h. */
#include "words/spoofs.h"

#include "words/scan.h"
#include "words/translate.h"
#include "words/words-private.h"

#define BARS_MAX 120 /* months, with gaps; above that, gaps are left out */

/* ---- sentences --------------------------------------------------------------------- */

/* Owned: TEMPLATE with {number}. */
static char *
counted (const char *template, guint64 n)
{
    g_autofree char *number = tf_words_number (n);

    return tf_words_fill (template, "number", number, NULL);
}

static guint
plural (guint64 n)
{
    return (guint)MIN (n, G_MAXUINT);
}

char *
tf_words_spoofs (const TfSpoofs *spoofs)
{
    guint64 n_forged = spoofs->kinds[TF_SPOOF_FORGED];
    guint64 n_alike = spoofs->kinds[TF_SPOOF_ALIKE];
    g_autofree char *forged =
        /* Translators: about domains of the reader, who runs them. */
        counted (dngettext (GETTEXT_PACKAGE,
                            "{number} message pretends to come from your domains.",
                            "{number} messages pretend to come from your domains.",
                            plural (n_forged)),
                 n_forged);
    g_autofree char *alike =
        /* Translators: these messages come from other domains, which look like the reader's. */
        counted (dngettext (GETTEXT_PACKAGE,
                            "{number} message only looks as if it came from them.",
                            "{number} messages only look as if they came from them.",
                            plural (n_alike)),
                 n_alike);

    if (tf_spoofs_count (spoofs) == 0)
        return g_strdup (_ ("No message pretends to come from your domains."));
    return n_alike > 0 ? g_strdup_printf ("%s %s", forged, alike)
                       : g_steal_pointer (&forged);
}

/* Adds TEMPLATE with {number}, if that is not 0. */
static void
add_number (TfPage *page, const char *template, guint64 n)
{
    if (n > 0)
        tf_page_add_sentence (page, counted (template, n));
}

static void
add_levels (TfPage *page, const TfSpoofs *spoofs)
{
    g_autofree char *alarms = tf_words_number (spoofs->levels[TF_LEVEL_ALARM]);
    g_autofree char *warnings = tf_words_number (spoofs->levels[TF_LEVEL_WARNING]);

    if (tf_spoofs_count (spoofs) == 0)
        return;
    tf_page_add_sentence (
        page, tf_words_fill (
                  _ ("Alarms: {alarms}, warnings: {warnings}. What is only a warning may "
                     "also be mail of your own that is not authenticated."),
                  "alarms", alarms, "warnings", warnings, NULL));
}

static void
add_span (TfPage *page, const TfSpoofs *spoofs)
{
    g_autofree char *since = tf_words_utc_day (spoofs->first);
    g_autofree char *until = tf_words_utc_day (spoofs->last);

    if (spoofs->first > 0)
        tf_page_add_sentence (
            page,
            /* Translators: {since} and {until} are days such as 2026-11-27. */
            tf_words_fill (_ ("The first is from {since}, the last from {until}."),
                           "since", since, "until", until, NULL));
}

static void
add_domains (TfPage *page, const TfSpoofs *spoofs)
{
    GString *domains = g_string_new (NULL);
    g_autofree char *list = NULL;

    for (guint i = 0; spoofs->own[i] != NULL; i++) {
        g_autofree char *shown =
            tf_words_domain (spoofs->own[i], TF_WORDS_LONG_DOMAIN_CHARS);

        tf_words_add_item (domains, shown);
    }
    list = g_string_free (domains, FALSE);
    /* Translators: {domains} is one or more domains. */
    tf_page_add_sentence (
        page, tf_words_fill (_ ("Your domains: {domains}."), "domains", list, NULL));
}

static void
add_sentences (TfPage *page, const TfSpoofsReading *reading)
{
    const TfSpoofs *spoofs = reading->spoofs;

    add_domains (page, spoofs);
    add_levels (page, spoofs);
    add_span (page, spoofs);
    add_number (page, _ ("Messages in the scans: {number}."), spoofs->n_scanned);
    add_number (page, _ ("Found more than once, and counted once: {number}."),
                spoofs->n_again);
    add_number (page,
                _ ("Counted, although they may have been counted before: {number}."),
                spoofs->n_unsure);
    if (reading->with_memory)
        tf_page_add_sentence (
            page,
            counted (
                _ ("Known only from the memory: {number}. It keeps neither their Subject nor "
                   "where they came from, and it knows when they were checked, not "
                   "when they arrived."),
                spoofs->n_remembered));
    add_number (
        page,
        /* Translators: {number} is how many messages. Do not translate --border. */
        _ ("Only their headers say where they came from, which can be made up: {number}. To "
           "know it, name your border when you scan (--border)."),
        spoofs->n_unproven);
    add_number (page, _ ("Lines that could not be used: {number}."), reading->n_lines);
}

/* ---- tables ------------------------------------------------------------------------ */

/** Table: one table, in words. */
typedef struct {
    TfSpoofTable table;
    const char *heading;
    const char *key;
    const char *more; /* or NULL */
} Table;

static const Table tables[] = {
    {TF_SPOOF_MONTHS, N_ ("Months"), N_ ("Month"), NULL},
    /* Translators: a heading: domains of the reader. */
    {TF_SPOOF_DOMAINS, N_ ("Which of your domains they use"), N_ ("Domain"), NULL},
    {TF_SPOOF_LOOKALIKES, N_ ("Domains that pass for yours"), N_ ("Domain"), NULL},
    /* Translators: codes such as TF01, and what they mean. */
    {TF_SPOOF_CODES, N_ ("What was found"), N_ ("Code"), N_ ("What it means")},
    {TF_SPOOF_SOURCES, N_ ("Where it comes from"), N_ ("Address"),
     /* Translators: the name of a computer. */
     N_ ("Host")},
    {TF_SPOOF_RETURN_PATHS, N_ ("Where bounces go"), N_ ("Domain"), NULL},
    {TF_SPOOF_SIGNERS, N_ ("Who signs"), N_ ("Domain"), NULL},
    {TF_SPOOF_REPLIES, N_ ("Where answers go"), N_ ("Address"), NULL},
};

static const char *
more_of (const TfSumLine *line, TfSpoofTable table)
{
    TfCode code;

    if (table == TF_SPOOF_CODES && tf_code_from_string (line->key, &code))
        return tf_words_explain_title (code);
    return line->more != NULL ? line->more : "";
}

static void
add_row (TfPagePart *part, const Table *table, const TfSumLine *line)
{
    GPtrArray *cells = g_ptr_array_new ();
    g_autofree char *key = tf_words_scan_harmless (line->key);

    tf_page_cell_text (cells, key);
    if (table->more != NULL)
        tf_page_cell_text (cells, more_of (line, table->table));
    tf_page_cell_number (cells, line->n_messages);
    tf_page_cell_number (cells, line->n_messages - line->n_alike);
    tf_page_cell_number (cells, line->n_alike);
    tf_page_part_add_row (part, cells);
}

static TfPagePart *
part_new (TfPage *page, const Table *table)
{
    const char *with[] = {
        _ (table->key), table->more != NULL ? _ (table->more) : NULL, _ ("Messages"),
        /* Translators: a number of messages: the reader's domain itself is in From. */
        _ ("Your domain itself"),
        /* Translators: a number of messages: another domain is in From. */
        _ ("Only looks like it"), NULL};
    const char *without[] = {with[0], with[2], with[3], with[4], NULL};

    return tf_page_add_part (page, _ (table->heading), table->more != NULL ? 2 : 1,
                             table->more != NULL ? with : without);
}

/* From "2026-12" to "2027-01". */
static void
step_month (char *month, gsize size)
{
    guint year = (guint)g_ascii_strtoull (month, NULL, 10);
    guint number = (guint)g_ascii_strtoull (month + strlen ("2026-"), NULL, 10);

    g_snprintf (month, size, "%04u-%02u", number < 12 ? year : year + 1,
                number < 12 ? number + 1 : 1);
}

/* The chart shows what the rows say, and months without a message as gaps. */
static void
add_bars (TfPagePart *part, const GPtrArray *lines)
{
    char month[16] = "";

    part->good = _ ("Only looks like it");
    part->bad = _ ("Your domain itself");
    for (guint i = 0; i < lines->len; i++) {
        const TfSumLine *line = g_ptr_array_index (lines, i);

        while (i > 0 && part->bars->len < BARS_MAX && strcmp (month, line->key) < 0) {
            tf_page_part_add_bar (part, month, 0, 0);
            step_month (month, sizeof month);
        }
        tf_page_part_add_bar (part, line->key, line->n_alike,
                              line->n_messages - line->n_alike);
        g_strlcpy (month, line->key, sizeof month);
        step_month (month, sizeof month);
    }
}

static void
note_what_is_missing (TfPagePart *part, guint n_shown, guint n_lines, guint64 left_out)
{
    g_autofree char *rest = NULL;

    tf_page_part_note_rest (part, n_shown, n_lines);
    if (left_out == 0)
        return;
    rest = part->note;
    part->note = counted (
        _ ("There are too many different ones: {number} messages are in none of these rows."),
        left_out);
    if (rest != NULL) {
        g_autofree char *only = part->note;

        part->note = g_strdup_printf ("%s %s", rest, only);
    }
}

static void
add_table (TfPage *page, const TfSpoofs *spoofs, const Table *table, guint max_rows)
{
    const TfSumTable *sums = spoofs->tables[table->table];
    gboolean is_trend = table->table == TF_SPOOF_MONTHS;
    g_autoptr (GPtrArray) lines =
        is_trend ? tf_sum_table_by_key (sums) : tf_sum_table_by_size (sums);
    guint n_lines = lines->len, n_shown = tf_page_limit (n_lines, max_rows);
    TfPagePart *part;

    if (n_lines == 0)
        return;
    part = part_new (page, table);
    if (is_trend) /* the last months */
        g_ptr_array_remove_range (lines, 0, n_lines - n_shown);
    for (guint i = 0; i < n_shown; i++)
        add_row (part, table, g_ptr_array_index (lines, i));
    if (is_trend)
        add_bars (part, lines);
    note_what_is_missing (part, n_shown, n_lines, spoofs->left_out[table->table]);
}

/* ---- samples ----------------------------------------------------------------------- */

/** Samples: the rows of a part; borrowed. */
typedef struct {
    const TfSpoofs *spoofs;
    gboolean is_text;
} Samples;

/* Owned: SAMPLE as it would be after a scan. */
static TfScanRecord *
record_of (const TfSpoofSample *sample)
{
    TfScanRecord *record = tf_scan_record_new ();

    record->texts[TF_SCAN_CODE] = g_strdup (tf_code_to_string (sample->code));
    record->texts[TF_SCAN_FROM_ADDRESS] = tf_words_scan_harmless (sample->sender);
    record->texts[TF_SCAN_FROM_NAME] = g_strdup (sample->name);
    record->texts[TF_SCAN_SUBJECT] = g_strdup (sample->subject);
    record->texts[TF_SCAN_PLACE] =
        tf_words_safe_text (sample->place, TF_WORDS_VALUE_CHARS);
    record->texts[TF_SCAN_SENDER] = g_strdup (sample->proven);
    if (sample->time > 0)
        record->texts[TF_SCAN_RECEIVED_AT] =
            g_strdup_printf ("%" G_GINT64_FORMAT, sample->time);
    return record;
}

static char *
safe_value (const char *text)
{
    g_autofree char *safe = tf_words_safe_text (text, TF_WORDS_VALUE_CHARS);

    return tf_words_scan_harmless (safe);
}

static char *
came_from (const TfSpoofSample *sample)
{
    g_autofree char *both = g_strconcat (
        sample->address, *sample->host != '\0' ? " " : "", sample->host, NULL);

    return safe_value (both);
}

static void
add_sample_details (TfPageFold *fold, const TfSpoofSample *sample)
{
    /* Translators: followed by a domain of the reader. */
    tf_page_fold_add (fold, _ ("Pretends to be:"),
                      tf_words_domain (sample->domain, TF_WORDS_LONG_DOMAIN_CHARS));
    /* Translators: followed by the address and the name of a computer. */
    tf_page_fold_add (fold, _ ("Came from:"), came_from (sample));
    /* Translators: followed by an address to which bounces go. */
    tf_page_fold_add (fold, _ ("Return address:"), safe_value (sample->return_path));
    /* Translators: followed by a date that the sender has written. */
    tf_page_fold_add (fold, _ ("Date it claims:"), safe_value (sample->date));
    tf_page_fold_add (fold, _ ("Where it is:"), safe_value (sample->place));
}

static TfPageFold *
make_fold (gpointer data, guint index)
{
    const Samples *samples = data;
    const TfSpoofSample *sample = g_ptr_array_index (samples->spoofs->samples, index);
    const TfScanRow row = {.rank = (guint8)tf_scan_rank_of (sample->level, sample->code),
                           .code = (guint8)sample->code};
    g_autoptr (TfScanRecord) record = record_of (sample);
    TfPageFold *fold = tf_words_record_fold (record, &row, samples->is_text);

    if (!samples->is_text)
        add_sample_details (fold, sample);
    return fold;
}

static void
add_samples (TfPage *page, const TfSpoofs *spoofs, guint max_rows, gboolean is_text)
{
    static const char *const columns[] = {NULL};
    guint64 n_all = tf_spoofs_count (spoofs) - spoofs->n_remembered;
    TfPagePart *part;
    Samples *samples;

    if (spoofs->samples->len == 0)
        return;
    /* Translators: a heading: some of many messages. */
    part = tf_page_add_part (page, _ ("Samples, the latest first"), 0, columns);
    samples = g_new (Samples, 1);
    *samples = (Samples){spoofs, is_text};
    part->make_fold = make_fold;
    part->data = samples;
    part->free_data = g_free;
    part->n_folds = tf_page_limit (spoofs->samples->len, max_rows);
    tf_page_part_note_rest (part, part->n_folds, n_all);
}

/* ---- the page ---------------------------------------------------------------------- */

TfPage *
tf_words_spoofs_page (const TfSpoofsReading *reading, guint max_rows, gboolean is_text)
{
    TfPage *page = tf_page_new (_ ("Who pretends to be you"));

    page->verdict = tf_words_spoofs (reading->spoofs);
    add_sentences (page, reading);
    for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        add_table (page, reading->spoofs, &tables[i], max_rows);
    add_samples (page, reading->spoofs, max_rows, is_text);
    return page;
}
