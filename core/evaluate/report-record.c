/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report-record: what a report rests on besides the message and the settings, in the form of
 * --record. */
#include "evaluate/report.h"

char *
tf_report_dup_record (const TfReport *report)
{
    g_autoptr (GPtrArray) known = tf_knowledge_to_lines (report->knowledge);
    const TfDnsHead head = {
        .now = report->now,
        .received_at = -1,
        .file_time = report->time_source == TF_TIME_FILE ? report->received_at : -1,
        .knowledge = known,
    };
    TfDns *dns = report->dns;

    return tf_dns_to_record (&dns, 1, &head);
}
