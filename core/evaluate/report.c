/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The report: reference counting and the getters of the public API. */
#include "evaluate/report.h"

TfReport *
tf_report_ref (TfReport *report)
{
    g_atomic_ref_count_inc (&report->references);
    return report;
}

void
tf_report_unref (TfReport *report)
{
    if (!g_atomic_ref_count_dec (&report->references))
        return;
    g_clear_pointer (&report->policy, tf_dmarc_policy_free);
    g_clear_pointer (&report->arc, tf_arc_result_free);
    g_clear_pointer (&report->delivery, tf_delivery_free);
    g_clear_pointer (&report->impersonation, tf_impersonation_free);
    g_ptr_array_unref (report->dkim);
    g_ptr_array_unref (report->exceptions);
    g_clear_pointer (&report->elsewhere, g_ptr_array_unref);
    tf_dossier_unref (report->dossier);
    tf_suffix_list_unref (report->suffixes);
    tf_dns_unref (report->dns);
    tf_knowledge_unref (report->knowledge);
    g_free (report->author_domain);
    g_free (report);
}

TfLevel
tf_report_peek_level (const TfReport *report)
{
    return report->verdict.deciding.level;
}

const char *
tf_report_get_level (const TfReport *report)
{
    return tf_level_to_string (report->verdict.deciding.level);
}

const char *
tf_report_get_code (const TfReport *report)
{
    return tf_code_to_string (report->verdict.deciding.code);
}

const char *
tf_report_get_rule (const TfReport *report)
{
    return tf_code_to_rule (report->verdict.deciding.code);
}

const char *
tf_report_get_evidence (const TfReport *report)
{
    return tf_evidence_result_to_string (report->evidence.result);
}

const char *
tf_report_get_from_address (const TfReport *report)
{
    return report->dossier->author->address;
}

const char *
tf_report_get_from_domain (const TfReport *report)
{
    return report->dossier->author->domain;
}

gboolean
tf_report_is_same_message (const TfReport *a, const TfReport *b)
{
    return a == b || (a != NULL && b != NULL && a->dossier->sha256 != NULL &&
                      g_strcmp0 (a->dossier->sha256, b->dossier->sha256) == 0);
}
