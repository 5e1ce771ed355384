/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate-elements: which elements a report has, and where their values go (RFC 7489 appendix C, RFC 9990
 * appendix A). */
#include "feedback/aggregate-private.h"

#define REPORT(member)   TF_OF_REPORT, G_STRUCT_OFFSET (TfAggregate, member)
#define DRAFT(member)    TF_OF_DRAFT, G_STRUCT_OFFSET (TfRecordDraft, member)
#define ROW(member)      TF_OF_ROW, G_STRUCT_OFFSET (TfAggregateRow, member)
#define RESULT(member)   TF_OF_RESULT, G_STRUCT_OFFSET (TfAuthentication, member)
#define OVERRIDE(member) TF_OF_OVERRIDE, G_STRUCT_OFFSET (TfOverride, member)
#define NOTHING          TF_OF_NOTHING, 0, TF_AS_TEXT

static const TfReportRule rules[] = {
    {TF_IN_OTHER, "feedback", TF_IN_FEEDBACK, NOTHING},
    {TF_IN_FEEDBACK, "version", TF_IN_VALUE, REPORT (version), TF_AS_WORD},
    {TF_IN_FEEDBACK, "report_metadata", TF_IN_METADATA, NOTHING},
    {TF_IN_METADATA, "org_name", TF_IN_VALUE, REPORT (org_name), TF_AS_TEXT},
    {TF_IN_METADATA, "email", TF_IN_VALUE, REPORT (email), TF_AS_TEXT},
    {TF_IN_METADATA, "report_id", TF_IN_VALUE, REPORT (id), TF_AS_TEXT},
    {TF_IN_METADATA, "generator", TF_IN_VALUE, REPORT (generator), TF_AS_TEXT},
    {TF_IN_METADATA, "date_range", TF_IN_DATES, NOTHING},
    {TF_IN_DATES, "begin", TF_IN_VALUE, REPORT (begin), TF_AS_TIME},
    {TF_IN_DATES, "end", TF_IN_VALUE, REPORT (end), TF_AS_TIME},
    {TF_IN_FEEDBACK, "policy_published", TF_IN_POLICY, NOTHING},
    {TF_IN_POLICY, "domain", TF_IN_VALUE, REPORT (policy.domain), TF_AS_DOMAIN},
    {TF_IN_POLICY, "adkim", TF_IN_VALUE, REPORT (policy.adkim), TF_AS_WORD},
    {TF_IN_POLICY, "aspf", TF_IN_VALUE, REPORT (policy.aspf), TF_AS_WORD},
    {TF_IN_POLICY, "p", TF_IN_VALUE, REPORT (policy.p), TF_AS_WORD},
    {TF_IN_POLICY, "sp", TF_IN_VALUE, REPORT (policy.sp), TF_AS_WORD},
    {TF_IN_POLICY, "np", TF_IN_VALUE, REPORT (policy.np), TF_AS_WORD},
    {TF_IN_POLICY, "pct", TF_IN_VALUE, REPORT (policy.pct), TF_AS_WORD},
    {TF_IN_POLICY, "testing", TF_IN_VALUE, REPORT (policy.testing), TF_AS_WORD},
    {TF_IN_FEEDBACK, "record", TF_IN_RECORD, NOTHING},
    {TF_IN_RECORD, "row", TF_IN_ROW, NOTHING},
    {TF_IN_ROW, "source_ip", TF_IN_VALUE, DRAFT (source_ip), TF_AS_WORD},
    {TF_IN_ROW, "count", TF_IN_VALUE, DRAFT (count), TF_AS_WORD},
    {TF_IN_ROW, "policy_evaluated", TF_IN_EVALUATED, NOTHING},
    {TF_IN_EVALUATED, "disposition", TF_IN_VALUE, DRAFT (disposition), TF_AS_WORD},
    {TF_IN_EVALUATED, "dkim", TF_IN_VALUE, DRAFT (dkim), TF_AS_WORD},
    {TF_IN_EVALUATED, "spf", TF_IN_VALUE, DRAFT (spf), TF_AS_WORD},
    {TF_IN_EVALUATED, "reason", TF_IN_REASON, NOTHING},
    {TF_IN_REASON, "type", TF_IN_VALUE, OVERRIDE (type), TF_AS_WORD},
    {TF_IN_REASON, "comment", TF_IN_VALUE, OVERRIDE (comment), TF_AS_TEXT},
    {TF_IN_RECORD, "identifiers", TF_IN_IDENTIFIERS, NOTHING},
    {TF_IN_RECORD, "identities", TF_IN_IDENTIFIERS, NOTHING}, /* a draft's name */
    {TF_IN_IDENTIFIERS, "header_from", TF_IN_VALUE, ROW (header_from), TF_AS_DOMAIN},
    {TF_IN_IDENTIFIERS, "envelope_from", TF_IN_VALUE, ROW (envelope_from), TF_AS_DOMAIN},
    {TF_IN_IDENTIFIERS, "envelope_to", TF_IN_VALUE, ROW (envelope_to), TF_AS_DOMAIN},
    {TF_IN_RECORD, "auth_results", TF_IN_RESULTS, NOTHING},
    {TF_IN_RESULTS, "dkim", TF_IN_SIGNATURE, NOTHING},
    {TF_IN_SIGNATURE, "domain", TF_IN_VALUE, RESULT (domain), TF_AS_DOMAIN},
    {TF_IN_SIGNATURE, "selector", TF_IN_VALUE, RESULT (selector), TF_AS_WORD},
    {TF_IN_SIGNATURE, "result", TF_IN_VALUE, RESULT (result), TF_AS_WORD},
    {TF_IN_RESULTS, "spf", TF_IN_PATH, NOTHING},
    {TF_IN_PATH, "domain", TF_IN_VALUE, RESULT (domain), TF_AS_DOMAIN},
    {TF_IN_PATH, "scope", TF_IN_VALUE, RESULT (selector), TF_AS_WORD},
    {TF_IN_PATH, "result", TF_IN_VALUE, RESULT (result), TF_AS_WORD},
};

static const TfReportRule skipped = {.element = TF_IN_SKIPPED};
static const TfReportRule other = {.element = TF_IN_OTHER};

const TfReportRule *
tf_aggregate_rule_of (TfReportElement parent, const char *name)
{
    TfSpan local = tf_span_after_last (tf_span_of (name), ':');

    for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        if (rules[i].parent == parent && tf_span_equal_nocase (local, rules[i].name))
            return &rules[i];
    return parent == TF_IN_OTHER ? &other : &skipped;
}
