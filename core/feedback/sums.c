/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sums: the sums over many reports. A report whose times cannot be right counts in all sums but in no trend. */
#include "feedback/feedback.h"

#define MONTH_CHARS 8

/** Adding: the row that is being added. */
typedef struct {
    TfSums *sums;
    const TfAggregate *report;
    const TfAggregateRow *row;
    TfSenderGroup group;
    gboolean passed;
    gboolean in_trend;
} Adding;

const char *
tf_table_to_string (TfTable table)
{
    static const char *const words[] = {"sources",   "networks",     "signers", "from",
                                        "reporters", "dispositions", "days"};

    return words[table];
}

/* ---- the tables -------------------------------------------------------------------- */

static void
add_to_line (const Adding *adding, TfSumLine *line, guint64 count, gboolean passed)
{
    line->n_messages += count;
    line->n_passed += passed ? count : 0;
    line->groups[adding->group] += count;
}

static void
add_to (const Adding *adding, TfTable table, const char *key)
{
    add_to_line (adding, tf_sum_table_line (adding->sums->tables[table], key, NULL),
                 adding->row->count, adding->passed);
}

static void
add_sources (const Adding *adding)
{
    const TfIp *source = &adding->row->source;
    g_autofree char *address = tf_ip_to_text (source);
    g_autofree char *network = tf_ip_to_network (source, source->length == 4 ? 24 : 48);

    add_to (adding, TF_TABLE_SOURCES, address);
    add_to (adding, TF_TABLE_NETWORKS, network);
}

/* Each signature once: a message may have two of one signer. */
static void
add_signers (const Adding *adding)
{
    const GArray *signatures = adding->row->signatures;
    g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

    for (guint i = 0; signatures != NULL && i < signatures->len; i++) {
        const TfAuthentication *signature =
            &g_array_index (signatures, TfAuthentication, i);
        TfSumLine *line;

        if (*signature->domain == '\0')
            continue;
        line = tf_sum_table_line (adding->sums->tables[TF_TABLE_SIGNERS],
                                  signature->domain, signature->selector);
        if (g_hash_table_add (done, line))
            add_to_line (adding, line, adding->row->count,
                         g_str_equal (signature->result, "pass"));
    }
}

/* Owned: the day of SECONDS in UTC. */
static char *
day_of (gint64 seconds, const char *format)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

    return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

/* What covers more than a day is spread over its days, what does not divide over the first ones. */
static void
add_days (const Adding *adding)
{
    gint64 span = MAX (adding->report->end - adding->report->begin, 1);
    guint64 n_days = (guint64)((span + TF_DAY - 1) / TF_DAY);
    guint64 each = adding->row->count / n_days, rest = adding->row->count % n_days;

    for (guint64 i = 0; i < n_days; i++) {
        guint64 count = each + (i < rest ? 1 : 0);
        g_autofree char *day =
            day_of (adding->report->begin + (gint64)i * TF_DAY, "%Y-%m-%d");

        if (count > 0)
            add_to_line (
                adding,
                tf_sum_table_line (adding->sums->tables[TF_TABLE_DAYS], day, NULL), count,
                adding->passed);
    }
}

static void
add_to_tables (const Adding *adding)
{
    const TfAggregate *report = adding->report;

    add_sources (adding);
    add_signers (adding);
    add_to (adding, TF_TABLE_FROM, adding->row->header_from);
    add_to (adding, TF_TABLE_REPORTERS,
            *report->org_name != '\0' ? report->org_name : report->email);
    add_to (adding, TF_TABLE_DISPOSITIONS,
            tf_disposition_to_string (adding->row->disposition));
    if (adding->in_trend)
        add_days (adding);
}

/* ---- a stricter policy ------------------------------------------------------------- */

static gint
compare_stricter (gconstpointer a, gconstpointer b)
{
    const TfStricter *one = a, *other = b;
    gint months = strcmp (one->month, other->month);

    if (months != 0)
        return months;
    if (one->group != other->group)
        return one->group < other->group ? -1 : 1;
    return (gint)one->is_subdomain - (gint)other->is_subdomain;
}

static TfStricter *
stricter_line (const Adding *adding)
{
    GArray *lines = adding->sums->stricter;
    g_autofree char *month =
        adding->in_trend ? day_of (adding->report->begin, "%Y-%m") : g_strdup ("");
    TfStricter line = {.month = month,
                       .group = adding->group,
                       .is_subdomain = !g_str_equal (adding->row->header_from,
                                                     adding->report->policy.domain)};

    for (guint i = 0; i < lines->len; i++)
        if (compare_stricter (&line, &g_array_index (lines, TfStricter, i)) == 0)
            return &g_array_index (lines, TfStricter, i);
    line.month = g_steal_pointer (&month);
    g_array_append_val (lines, line);
    return &g_array_index (lines, TfStricter, lines->len - 1);
}

/* A receiver that did not say what it did delivered the message, as far as anybody knows. */
static void
add_stricter (const Adding *adding)
{
    TfDisposition disposition = adding->row->disposition;
    guint64 count = adding->row->count;
    TfStricter *line = stricter_line (adding);

    line->n_failing += count;
    if (adding->row->overrides != NULL)
        line->n_overridden += count;
    if (disposition == TF_DISPOSITION_NONE || disposition == TF_DISPOSITION_UNKNOWN)
        line->n_to_quarantine += count;
    if (disposition != TF_DISPOSITION_REJECT)
        line->n_to_reject += count;
    if (adding->group == TF_SENDER_FAILING && disposition != TF_DISPOSITION_REJECT &&
        disposition != TF_DISPOSITION_QUARANTINE)
        adding->sums->n_lost += count;
}

/* ---- policies ---------------------------------------------------------------------- */

static gboolean
is_same_policy (const TfPublishedPolicy *a, const TfPublishedPolicy *b)
{
    return g_str_equal (a->domain, b->domain) && g_str_equal (a->adkim, b->adkim) &&
           g_str_equal (a->aspf, b->aspf) && g_str_equal (a->p, b->p) &&
           g_str_equal (a->sp, b->sp) && g_str_equal (a->np, b->np) &&
           g_str_equal (a->pct, b->pct) && g_str_equal (a->testing, b->testing);
}

static TfPolicySpan *
policy_line (GArray *policies, const TfPublishedPolicy *policy)
{
    TfPolicySpan line = {.policy = *policy, .first = -1, .last = -1};

    for (guint i = 0; i < policies->len; i++)
        if (is_same_policy (&g_array_index (policies, TfPolicySpan, i).policy, policy))
            return &g_array_index (policies, TfPolicySpan, i);
    g_array_append_val (policies, line);
    return &g_array_index (policies, TfPolicySpan, policies->len - 1);
}

static void
widen (gint64 *first, gint64 *last, const TfAggregate *report)
{
    *first = *first < 0 ? report->begin : MIN (*first, report->begin);
    *last = MAX (*last, report->end);
}

static gint
compare_policies (gconstpointer a, gconstpointer b)
{
    const TfPolicySpan *one = a, *other = b;
    gint domains = strcmp (one->policy.domain, other->policy.domain);

    if (domains != 0)
        return domains;
    return one->first < other->first ? -1 : one->first > other->first ? 1 : 0;
}

/* ---- the whole --------------------------------------------------------------------- */

static void
add_row (Adding *adding, const TfOwner *owner)
{
    TfSums *sums = adding->sums;
    const TfAggregateRow *row = adding->row;
    gboolean is_service;

    adding->passed = row->dkim_passed || row->spf_passed;
    adding->group = tf_sender_group_of (row, &adding->report->policy, owner, &is_service);
    sums->n_messages += row->count;
    sums->n_passed += adding->passed ? row->count : 0;
    sums->n_service += is_service ? row->count : 0;
    sums->groups[adding->group] += row->count;
    add_to_tables (adding);
    if (!adding->passed)
        add_stricter (adding);
}

static void
add_report (TfSums *sums, TfAggregate *report, const TfOwner *owner, gint64 now)
{
    Adding adding = {.sums = sums, .report = report};
    TfPolicySpan *policy = policy_line (sums->policies, &report->policy);

    if (report->begin > now + TF_FUTURE_GRACE)
        report->remarks |= TF_REMARK_TIME;
    adding.in_trend = (report->remarks & TF_REMARK_TIME) == 0;
    policy->n_messages += report->n_messages;
    if (adding.in_trend) {
        widen (&policy->first, &policy->last, report);
        widen (&sums->begin, &sums->end, report);
    }
    for (guint i = 0; i < report->rows->len; i++) {
        adding.row = &g_array_index (report->rows, TfAggregateRow, i);
        add_row (&adding, owner);
    }
}

static void
stricter_clear (gpointer data)
{
    TfStricter *line = data;

    g_free (line->month);
}

TfSums *
tf_sums_new (GPtrArray *reports, const TfOwner *owner, gint64 now)
{
    TfSums *sums = g_new0 (TfSums, 1);

    sums->reports = reports;
    sums->begin = sums->end = -1;
    sums->stricter = g_array_new (FALSE, FALSE, sizeof (TfStricter));
    g_array_set_clear_func (sums->stricter, stricter_clear);
    sums->policies = g_array_new (FALSE, FALSE, sizeof (TfPolicySpan));
    for (guint i = 0; i < TF_N_TABLES; i++)
        sums->tables[i] = tf_sum_table_new ();
    sums->n_duplicates = tf_duplicates_remove (reports);
    for (guint i = 0; i < reports->len; i++)
        add_report (sums, g_ptr_array_index (reports, i), owner, now);
    g_array_sort (sums->stricter, compare_stricter);
    g_array_sort (sums->policies, compare_policies);
    return sums;
}

void
tf_sums_free (TfSums *sums)
{
    for (guint i = 0; i < TF_N_TABLES; i++)
        tf_sum_table_free (sums->tables[i]);
    g_array_unref (sums->stricter);
    g_array_unref (sums->policies);
    g_ptr_array_unref (sums->reports);
    g_free (sums);
}
