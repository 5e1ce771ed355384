/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate-csv: a line for each row of each report. Of several signatures the first that passed stands for all,
 * or the first; of several reasons all. Recipients are left out. */
#include "print/page.h"

static const char *const columns[] = {
    "reporter",   "report_id",  "begin",       "end",           "domain",
    "p",          "sp",         "np",          "source_ip",     "count",
    "group",      "passed",     "disposition", "dkim",          "spf",
    "from",       "path",       "dkim_domain", "dkim_selector", "dkim_result",
    "spf_domain", "spf_result", "reasons",     "place"};

static void
add_time (GString *line, gint64 seconds)
{
    g_autoptr (GDateTime) time =
        seconds >= 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
    g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

    tf_csv_add (line, text != NULL ? text : "");
}

static const TfAuthentication *
best_of (const GArray *results)
{
    static const TfAuthentication none = {"", "", ""};

    for (guint i = 0; results != NULL && i < results->len; i++)
        if (g_str_equal (g_array_index (results, TfAuthentication, i).result, "pass"))
            return &g_array_index (results, TfAuthentication, i);
    return results != NULL ? &g_array_index (results, TfAuthentication, 0) : &none;
}

static void
add_reasons (GString *line, const GArray *overrides)
{
    g_autoptr (GString) reasons = g_string_new (NULL);

    for (guint i = 0; overrides != NULL && i < overrides->len; i++) {
        const TfOverride *override = &g_array_index (overrides, TfOverride, i);

        g_string_append_printf (reasons, "%s%s%s%s", i > 0 ? "; " : "", override->type,
                                *override->comment != '\0' ? ": " : "",
                                override->comment);
    }
    tf_csv_add (line, reasons->str);
}

static void
add_report_cells (GString *line, const TfAggregate *report)
{
    tf_csv_add (line, report->org_name);
    tf_csv_add (line, report->id);
    add_time (line, report->begin);
    add_time (line, report->end);
    tf_csv_add (line, report->policy.domain);
    tf_csv_add (line, report->policy.p);
    tf_csv_add (line, report->policy.sp);
    tf_csv_add (line, report->policy.np);
}

static void
add_result_cells (GString *line, const TfAggregateRow *row)
{
    const TfAuthentication *signature = best_of (row->signatures);
    const TfAuthentication *path = best_of (row->paths);

    tf_csv_add (line, signature->domain);
    tf_csv_add (line, signature->selector);
    tf_csv_add (line, signature->result);
    tf_csv_add (line, path->domain);
    tf_csv_add (line, path->result);
}

static void
add_row (GString *line, const TfAggregate *report, const TfAggregateRow *row,
         const TfOwner *owner)
{
    g_autofree char *source = tf_ip_to_text (&row->source);
    gboolean is_service;
    TfSenderGroup group = tf_sender_group_of (row, &report->policy, owner, &is_service);

    add_report_cells (line, report);
    tf_csv_add (line, source);
    tf_csv_add_number (line, row->count);
    tf_csv_add (line, tf_sender_group_to_string (group));
    tf_csv_add (line, row->dkim_passed || row->spf_passed ? "yes" : "no");
    tf_csv_add (line, tf_disposition_to_string (row->disposition));
    tf_csv_add (line, row->dkim_passed ? "pass" : "fail");
    tf_csv_add (line, row->spf_passed ? "pass" : "fail");
    tf_csv_add (line, row->header_from);
    tf_csv_add (line, row->envelope_from);
    add_result_cells (line, row);
    add_reasons (line, row->overrides);
    tf_csv_add (line, report->place);
    tf_csv_end (line);
}

char *
tf_print_aggregate_csv (const TfSums *sums, const TfOwner *owner)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        tf_csv_add (out, columns[i]);
    tf_csv_end (out);
    for (guint i = 0; i < sums->reports->len; i++) {
        const TfAggregate *report = g_ptr_array_index (sums->reports, i);

        for (guint at = 0; at < report->rows->len; at++)
            add_row (out, report, &g_array_index (report->rows, TfAggregateRow, at),
                     owner);
    }
    return g_string_free (out, FALSE);
}
