/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* feedback-helper: reports as texts. */
#pragma once

#include "feedback/feedback.h"

#include <string.h>

#define META(id, begin, end)                                                             \
    "<report_metadata><org_name>r.example</org_name><report_id>" id                      \
    "</report_id><date_range><begin>" begin "</begin><end>" end                          \
    "</end></date_range></report_metadata>"
#define POLICY                                                                           \
    "<policy_published><domain>example.org</domain><p>none</p></policy_published>"
#define ROW(ip, count, disposition, dkim, spf, more)                                     \
    "<record><row><source_ip>" ip "</source_ip><count>" count                            \
    "</count><policy_evaluated><disposition>" disposition "</disposition><dkim>" dkim    \
    "</dkim><spf>" spf "</spf>" more "</policy_evaluated></row>"                         \
    "<identifiers><header_from>example.org</header_from></identifiers></record>"
#define REPORT(rows)                                                                     \
    "<feedback>" META ("1", "1700006400", "1700092799") POLICY rows "</feedback>"

/* In pieces of PIECE bytes. */
static inline TfFeedbackState
read_bytes (const char *bytes, gsize length, gsize piece, TfAggregate **ret_report)
{
    g_autoptr (TfAggregateParser) parser = tf_aggregate_parser_new ();

    for (gsize at = 0; at < length; at += piece)
        tf_aggregate_parser_feed (parser, tf_span (bytes + at, MIN (piece, length - at)));
    return tf_aggregate_parser_end (parser, FALSE, ret_report);
}

/* Owned; the same whatever the pieces. */
static inline TfAggregate *
read_report (const char *text)
{
    TfAggregate *report = NULL;

    for (gsize piece = 1; piece < 5000; piece = piece * 7 + 2) {
        g_clear_pointer (&report, tf_aggregate_free);
        g_assert_cmpint (read_bytes (text, strlen (text), piece, &report), ==,
                         TF_FEEDBACK_OK);
        g_assert_nonnull (report);
    }
    return report;
}

static inline const TfAggregateRow *
row_of (const TfAggregate *report, guint index)
{
    g_assert_cmpuint (index, <, report->rows->len);
    return &g_array_index (report->rows, TfAggregateRow, index);
}
