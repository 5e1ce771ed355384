/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate-json: the sums of reports, schema truefrom.aggregate/1 (data/truefrom.aggregate-1.schema.json). */
#include "print/page.h"
#include "print/printer.h"

static void
print_groups (TfPrinter *printer, const guint64 groups[TF_N_SENDER_GROUPS])
{
    tf_printer_begin_object (printer, "groups");
    for (guint i = 0; i < TF_N_SENDER_GROUPS; i++)
        tf_printer_count (printer, tf_sender_group_to_string (i), groups[i]);
    tf_printer_end (printer);
}

/* ---- tables ------------------------------------------------------------------------ */

static void
print_line (TfPrinter *printer, const TfSumLine *line)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "key", line->key);
    if (line->more != NULL)
        tf_printer_text (printer, "selector", line->more);
    tf_printer_count (printer, "messages", line->n_messages);
    tf_printer_count (printer, "passed", line->n_passed);
    print_groups (printer, line->groups);
    tf_printer_end (printer);
}

static void
print_table (TfPrinter *printer, const TfSums *sums, TfTable table)
{
    g_autoptr (GPtrArray) lines = table == TF_TABLE_DAYS
                                      ? tf_sum_table_by_key (sums->tables[table])
                                      : tf_sum_table_by_size (sums->tables[table]);

    tf_printer_begin_array (printer, tf_table_to_string (table));
    for (guint i = 0; i < lines->len; i++)
        print_line (printer, g_ptr_array_index (lines, i));
    tf_printer_end (printer);
}

static void
print_stricter (TfPrinter *printer, const GArray *lines)
{
    tf_printer_begin_array (printer, "stricter");
    for (guint i = 0; i < lines->len; i++) {
        const TfStricter *line = &g_array_index (lines, TfStricter, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "month", *line->month != '\0' ? line->month : NULL);
        tf_printer_text (printer, "group", tf_sender_group_to_string (line->group));
        tf_printer_text (printer, "policy", line->is_subdomain ? "sp" : "p");
        tf_printer_count (printer, "failing", line->n_failing);
        tf_printer_count (printer, "to_quarantine", line->n_to_quarantine);
        tf_printer_count (printer, "to_reject", line->n_to_reject);
        tf_printer_count (printer, "overridden", line->n_overridden);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

static void
print_policy (TfPrinter *printer, const TfPolicySpan *span)
{
    const TfPublishedPolicy *policy = &span->policy;

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "domain", policy->domain);
    tf_printer_time (printer, "first", span->first);
    tf_printer_time (printer, "last", span->last);
    tf_printer_text (printer, "p", policy->p);
    tf_printer_text (printer, "sp", policy->sp);
    tf_printer_text (printer, "np", policy->np);
    tf_printer_text (printer, "adkim", policy->adkim);
    tf_printer_text (printer, "aspf", policy->aspf);
    tf_printer_text (printer, "pct", policy->pct);
    tf_printer_text (printer, "testing", policy->testing);
    tf_printer_count (printer, "messages", span->n_messages);
    tf_printer_end (printer);
}

/* ---- reports ----------------------------------------------------------------------- */

static void
print_remarks (TfPrinter *printer, guint remarks)
{
    tf_printer_begin_array (printer, "remarks");
    for (guint bit = 0; bit < TF_N_REMARKS; bit++)
        if ((remarks & 1U << bit) != 0)
            tf_printer_text (printer, NULL, tf_remark_to_string (bit));
    tf_printer_end (printer);
}

static void
print_report (TfPrinter *printer, const TfAggregate *report)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "place", report->place);
    tf_printer_text (printer, "reporter", report->org_name);
    tf_printer_text (printer, "email", report->email);
    tf_printer_text (printer, "id", report->id);
    tf_printer_text (printer, "version", report->version);
    tf_printer_text (printer, "domain", report->policy.domain);
    tf_printer_time (printer, "begin", report->begin);
    tf_printer_time (printer, "end", report->end);
    tf_printer_count (printer, "messages", report->n_messages);
    tf_printer_number (printer, "rows", report->rows->len);
    tf_printer_number (printer, "rows_left_out", report->n_rows_left_out);
    print_remarks (printer, report->remarks);
    tf_printer_end (printer);
}

static void
print_refusal (TfPrinter *printer, const TfRefusal *refusal)
{
    g_autofree char *sentence = tf_words_refusal (refusal);

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "place", refusal->place);
    tf_printer_text (printer, "reason", tf_feedback_state_to_string (refusal->state));
    tf_printer_text (printer, "sentence", sentence);
    tf_printer_end (printer);
}

/* ---- the whole --------------------------------------------------------------------- */

static void
print_sums (TfPrinter *printer, const TfSums *sums)
{
    g_autofree char *sentence = tf_words_aggregate (sums);

    tf_printer_text (printer, "schema", "truefrom.aggregate/1");
    tf_printer_text (printer, "sentence", sentence);
    tf_printer_count (printer, "messages", sums->n_messages);
    tf_printer_count (printer, "passed", sums->n_passed);
    tf_printer_count (printer, "lost", sums->n_lost);
    tf_printer_count (printer, "service", sums->n_service);
    print_groups (printer, sums->groups);
    tf_printer_time (printer, "begin", sums->begin);
    tf_printer_time (printer, "end", sums->end);
    tf_printer_number (printer, "duplicates", sums->n_duplicates);
}

char *
tf_print_aggregate_json (const TfSums *sums, const GPtrArray *refusals)
{
    TfPrinter *printer = tf_printer_new_json ();

    tf_printer_begin_object (printer, NULL);
    print_sums (printer, sums);
    print_stricter (printer, sums->stricter);
    for (guint i = 0; i < TF_N_TABLES; i++)
        print_table (printer, sums, i);
    tf_printer_begin_array (printer, "policies");
    for (guint i = 0; i < sums->policies->len; i++)
        print_policy (printer, &g_array_index (sums->policies, TfPolicySpan, i));
    tf_printer_end (printer);
    tf_printer_begin_array (printer, "reports");
    for (guint i = 0; i < sums->reports->len; i++)
        print_report (printer, g_ptr_array_index (sums->reports, i));
    tf_printer_end (printer);
    tf_printer_begin_array (printer, "refused");
    for (guint i = 0; i < refusals->len; i++)
        print_refusal (printer, g_ptr_array_index (refusals, i));
    tf_printer_end (printer);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}
