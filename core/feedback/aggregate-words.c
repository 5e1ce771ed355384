/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate-words: the values in a report. Receivers write them in many ways; what has one meaning becomes one
 * word, and what nobody knows is kept. */
#include "feedback/aggregate-private.h"

#define TIME_DIGITS  12
#define COUNT_DIGITS 13

const char *
tf_disposition_to_string (TfDisposition disposition)
{
    static const char *const words[] = {"none", "quarantine", "reject", "unknown"};

    return words[disposition];
}

const char *
tf_remark_to_string (guint bit)
{
    static const char *const words[] = {"charset",        "rows", "time",
                                        "not-closed",     "cut",  "contradiction",
                                        "other-duplicate"};

    return words[bit];
}

/* ---- a report ---------------------------------------------------------------------- */

TfAggregate *
tf_aggregate_new (void)
{
    TfAggregate *report = g_new0 (TfAggregate, 1);

    report->texts = g_string_chunk_new (4096);
    report->begin = report->end = -1;
    report->rows = g_array_new (FALSE, FALSE, sizeof (TfAggregateRow));
    return report;
}

void
tf_aggregate_row_clear (TfAggregateRow *row)
{
    g_clear_pointer (&row->signatures, g_array_unref);
    g_clear_pointer (&row->paths, g_array_unref);
    g_clear_pointer (&row->overrides, g_array_unref);
}

void
tf_aggregate_free (TfAggregate *report)
{
    for (guint i = 0; i < report->rows->len; i++)
        tf_aggregate_row_clear (&g_array_index (report->rows, TfAggregateRow, i));
    g_array_unref (report->rows);
    g_string_chunk_free (report->texts);
    g_free (report->place);
    g_free (report);
}

/* ---- texts ------------------------------------------------------------------------- */

const char *
tf_aggregate_keep (TfAggregate *report, const char *text, gboolean lower)
{
    g_autofree char *cut = NULL;
    g_autofree char *small = NULL;

    if (g_utf8_strlen (text, -1) > TF_LIMIT_FEEDBACK_TEXT)
        cut = g_utf8_substring (text, 0, TF_LIMIT_FEEDBACK_TEXT);
    else
        cut = g_strdup (text);
    g_strstrip (cut);
    small = lower ? g_ascii_strdown (cut, -1) : NULL;
    return g_string_chunk_insert_const (report->texts, lower ? small : cut);
}

const char *
tf_aggregate_keep_domain (TfAggregate *report, const char *text)
{
    const char *kept = tf_aggregate_keep (report, text, TRUE);
    TfSpan span = tf_span_of (kept);
    g_autofree char *domain = NULL;

    if (span.length > 1 && span.data[span.length - 1] == '.')
        span.length--;
    domain = tf_domain_parse (span);
    return domain != NULL ? g_string_chunk_insert_const (report->texts, domain) : kept;
}

static const char *
or_empty (const char *text)
{
    return text != NULL ? text : "";
}

void
tf_aggregate_finish_result (TfAuthentication *result)
{
    result->domain = or_empty (result->domain);
    result->selector = or_empty (result->selector);
    result->result = or_empty (result->result);
    if (g_str_equal (result->result, "hardfail"))
        result->result = "fail";
}

static gboolean
is_known_override (const char *type)
{
    static const char *const types[] = {
        "forwarded",    "sampled_out", "trusted_forwarder", "mailing_list",
        "local_policy", "other",       "policy_test_mode",  NULL};

    return g_strv_contains (types, type);
}

void
tf_aggregate_finish_override (TfAggregate *report, TfOverride *override, const char *bare)
{
    const char *word = tf_aggregate_keep (report, bare, TRUE);

    override->comment = or_empty (override->comment);
    if (override->type == NULL && is_known_override (word)) {
        override->type = word;
    } else if (override->type == NULL && *word != '\0') {
        override->type = "other";
        override->comment = tf_aggregate_keep (report, bare, FALSE);
    }
    if (override->type == NULL || *override->type == '\0')
        override->type = "other";
}

/* ---- rows -------------------------------------------------------------------------- */

/* RFC 9990: pass means that the policy did not apply. */
static TfDisposition
read_disposition (const char *word)
{
    if (g_str_equal (word, "none") || g_str_equal (word, "pass"))
        return TF_DISPOSITION_NONE;
    if (g_str_equal (word, "quarantine"))
        return TF_DISPOSITION_QUARANTINE;
    return g_str_equal (word, "reject") ? TF_DISPOSITION_REJECT : TF_DISPOSITION_UNKNOWN;
}

static gboolean
read_count (const char *text, guint64 *ret_count)
{
    TfCursor cursor = tf_cursor (tf_span_of (or_empty (text)));

    return tf_cursor_take_number (&cursor, COUNT_DIGITS, ret_count) &&
           tf_cursor_at_end (&cursor) && *ret_count > 0 &&
           *ret_count <= TF_LIMIT_FEEDBACK_COUNT;
}

void
tf_aggregate_add_row (TfAggregate *report, const TfRecordDraft *draft,
                      TfAggregateRow *row)
{
    if (!tf_ip_parse (tf_span_of (or_empty (draft->source_ip)), &row->source) ||
        !read_count (draft->count, &row->count)) {
        report->n_rows_left_out++;
        report->remarks |= TF_REMARK_ROWS;
        tf_aggregate_row_clear (row);
        return;
    }
    row->disposition = read_disposition (or_empty (draft->disposition));
    row->dkim_passed = g_str_equal (or_empty (draft->dkim), "pass");
    row->spf_passed = g_str_equal (or_empty (draft->spf), "pass");
    row->header_from = or_empty (row->header_from);
    row->envelope_from = or_empty (row->envelope_from);
    row->envelope_to = or_empty (row->envelope_to);
    report->n_messages += row->count;
    g_array_append_vals (report->rows, row, 1);
}

/* ---- the whole --------------------------------------------------------------------- */

/* A fraction is cut off. */
gint64
tf_aggregate_read_time (const char *text)
{
    TfCursor cursor = tf_cursor (tf_span_of (or_empty (text)));
    guint64 seconds;

    if (!tf_cursor_take_number (&cursor, TIME_DIGITS, &seconds) ||
        (!tf_cursor_at_end (&cursor) && tf_cursor_peek (&cursor) != '.'))
        return -1;
    return (gint64)seconds;
}

static void
fill_policy (TfPublishedPolicy *policy)
{
    policy->adkim = or_empty (policy->adkim);
    policy->aspf = or_empty (policy->aspf);
    policy->p = or_empty (policy->p);
    policy->sp = or_empty (policy->sp);
    policy->np = or_empty (policy->np);
    policy->pct = or_empty (policy->pct);
    policy->testing = or_empty (policy->testing);
}

/* A mail without a domain in From counts for the domain of the report. */
static void
fill_rows (TfAggregate *report)
{
    for (guint i = 0; i < report->rows->len; i++) {
        TfAggregateRow *row = &g_array_index (report->rows, TfAggregateRow, i);

        if (*row->header_from == '\0')
            row->header_from = report->policy.domain;
        if (tf_row_contradicts_itself (row))
            report->remarks |= TF_REMARK_CONTRADICTION;
    }
}

TfFeedbackState
tf_aggregate_finish (TfAggregate *report)
{
    report->version = or_empty (report->version);
    report->org_name = or_empty (report->org_name);
    report->email = or_empty (report->email);
    report->id = or_empty (report->id);
    report->generator = or_empty (report->generator);
    fill_policy (&report->policy);
    if (report->policy.domain == NULL || *report->policy.domain == '\0')
        return TF_FEEDBACK_NO_DOMAIN;
    if (report->begin < 0 || report->end < report->begin ||
        report->end - report->begin > TF_LIMIT_FEEDBACK_DAYS * TF_DAY)
        report->remarks |= TF_REMARK_TIME;
    fill_rows (report);
    return TF_FEEDBACK_OK;
}
