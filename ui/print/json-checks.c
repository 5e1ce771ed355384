/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-checks: what was checked, for machines. What was not evaluated is "none"
 * with the reason "not-evaluated". */
#include "print/json-checks.h"

gboolean
tf_json_has_policy (const TfReport *report)
{
    return report->policy != NULL && report->policy->lookup == TF_LOOKUP_DONE &&
           report->policy->exists;
}

/* ---- DKIM -------------------------------------------------------------------------- */

static void
set_field_names (TfPrinter *printer, const char *name, GStrv names)
{
    tf_printer_begin_array (printer, name);
    for (guint i = 0; names != NULL && names[i] != NULL; i++)
        tf_printer_text (printer, NULL, names[i]);
    tf_printer_end (printer);
}

static void
add_signature (TfPrinter *printer, const TfDkimResult *result)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "result", tf_result_to_string (result->result));
    tf_printer_text (printer, "reason", tf_reason_to_string (result->reason));
    tf_printer_text (printer, "domain", result->domain);
    tf_printer_text (printer, "selector", result->selector);
    tf_printer_text (printer, "identity", result->identity);
    tf_printer_text (printer, "algorithm", result->algorithm);
    tf_printer_number (printer, "key_bits", result->key_bits);
    tf_printer_boolean (printer, "aligned", result->aligned);
    tf_printer_boolean (printer, "header_verified", result->header_verified);
    tf_printer_number (printer, "unsigned_bytes", result->unsigned_bytes);
    set_field_names (printer, "signed_fields", result->signed_fields);
    tf_printer_text (printer, "variant", tf_dkim_result_get_variant (result));
    tf_printer_end (printer);
}

static void
add_dkim (TfPrinter *printer, const TfReport *report)
{
    tf_printer_begin_array (printer, "dkim");
    for (guint i = 0; i < report->dkim->len; i++)
        add_signature (printer, g_ptr_array_index (report->dkim, i));
    tf_printer_end (printer);
}

/* ---- ARC, SPF ---------------------------------------------------------------------- */

static void
set_result (TfPrinter *printer, TfResult result, TfReason reason)
{
    tf_printer_text (printer, "result", tf_result_to_string (result));
    tf_printer_text (printer, "reason", tf_reason_to_string (reason));
}

static void
add_arc (TfPrinter *printer, const TfArcResult *arc)
{
    tf_printer_begin_object (printer, "arc");
    set_result (printer, arc->result, arc->reason);
    tf_printer_number (printer, "sets", arc->n_sets);
    tf_printer_texts (printer, "sealers", arc->sealers);
    tf_printer_end (printer);
}

static void
set_aligned (TfPrinter *printer, TfAligned aligned)
{
    if (aligned == TF_ALIGNED_YES || aligned == TF_ALIGNED_NO)
        tf_printer_boolean (printer, "aligned", aligned == TF_ALIGNED_YES);
    else
        tf_printer_text (printer, "aligned", NULL);
}

/* Even without evaluating SPF it can be known that it cannot be aligned, but not that it
 * is. */
static void
add_spf_not_evaluated (TfPrinter *printer, const TfReport *report)
{
    const TfEnvelope *envelope = report->dossier->envelope;
    gboolean refuted = envelope->state == TF_RETURN_PATH_ADDRESS &&
                       report->author_domain != NULL &&
                       report->return_path == TF_ALIGNED_NO;

    set_result (printer, TF_RESULT_NONE, TF_REASON_NOT_EVALUATED);
    tf_printer_text (printer, "domain", envelope->return_path_domain);
    tf_printer_text (printer, "source", tf_spf_source_to_string (TF_SPF_SOURCE_NONE));
    set_aligned (printer, refuted ? TF_ALIGNED_NO : TF_ALIGNED_UNKNOWN);
}

static void
add_spf (TfPrinter *printer, const TfReport *report)
{
    const TfDelivery *delivery = report->delivery;
    gboolean has_author = report->author_domain != NULL;

    tf_printer_begin_object (printer, "spf");
    if (delivery->spf_source == TF_SPF_SOURCE_NONE) {
        add_spf_not_evaluated (printer, report);
    } else {
        set_result (printer, delivery->spf.result, delivery->spf.reason);
        tf_printer_text (printer, "domain", delivery->spf_domain);
        tf_printer_text (printer, "source",
                         tf_spf_source_to_string (delivery->spf_source));
        set_aligned (printer, has_author ? report->spf_aligned : TF_ALIGNED_UNKNOWN);
    }
    tf_printer_end (printer);
}

/* ---- DMARC ------------------------------------------------------------------------- */

static void
add_alignment (TfPrinter *printer, const TfDmarcPolicy *policy)
{
    TfAlignmentMode dkim = policy != NULL ? policy->adkim : TF_ALIGNMENT_RELAXED;
    TfAlignmentMode spf = policy != NULL ? policy->aspf : TF_ALIGNMENT_RELAXED;

    tf_printer_begin_object (printer, "alignment");
    tf_printer_text (printer, "dkim", tf_alignment_mode_to_string (dkim));
    tf_printer_text (printer, "spf", tf_alignment_mode_to_string (spf));
    tf_printer_end (printer);
}

static void
add_dmarc (TfPrinter *printer, const TfReport *report)
{
    const TfDmarcPolicy *policy = tf_json_has_policy (report) ? report->policy : NULL;

    tf_printer_begin_object (printer, "dmarc");
    tf_printer_text (printer, "result", tf_result_to_string (report->dmarc.result));
    tf_printer_text (printer, "reason", tf_reason_to_string (report->dmarc.reason));
    tf_printer_text (printer, "policy",
                     policy != NULL ? tf_policy_to_string (policy->effective) : NULL);
    tf_printer_text (printer, "published_policy",
                     policy != NULL ? tf_policy_to_string (policy->published) : NULL);
    tf_printer_text (printer, "domain", policy != NULL ? policy->domain : NULL);
    tf_printer_text (printer, "organizational_domain",
                     report->policy != NULL ? report->policy->organizational_domain
                                            : NULL);
    tf_printer_boolean (printer, "testing", policy != NULL && policy->testing);
    add_alignment (printer, policy);
    tf_printer_end (printer);
}

/* ---- what servers say -------------------------------------------------------------- */

/* Of several properties with the same name the first counts, as everywhere else. */
static void
add_properties (TfPrinter *printer, const TfAuthResult *result)
{
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    tf_printer_begin_object (printer, "properties");
    for (guint i = 0; i < result->properties->len; i++) {
        const TfAuthProperty *property = g_ptr_array_index (result->properties, i);
        char *name = g_strdup_printf ("%s.%s", property->type, property->name);
        gboolean is_first = !g_hash_table_contains (seen, name);

        if (is_first)
            tf_printer_text (printer, name, property->value);
        g_hash_table_add (seen, name);
    }
    tf_printer_end (printer);
}

static void
add_results (TfPrinter *printer, const TfAuthResults *results)
{
    tf_printer_begin_array (printer, "results");
    for (guint i = 0; i < results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "method", result->method);
        tf_printer_text (printer, "result", result->result);
        add_properties (printer, result);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

static void
add_authentication_results (TfPrinter *printer, const TfServerResults *server)
{
    tf_printer_begin_array (printer, "authentication_results");
    for (guint i = 0; i < server->fields->len; i++) {
        const TfServerField *field = &g_array_index (server->fields, TfServerField, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "authserv_id", field->results->authserv_id);
        tf_printer_boolean (printer, "trusted", field->trusted);
        tf_printer_boolean (printer, "used", field->used);
        tf_printer_text (printer, "reason", tf_reason_to_string (field->reason));
        add_results (printer, field->results);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

/* ---- the rest ---------------------------------------------------------------------- */

/* DKIM2 is a draft: the output only says that there are such fields. */
static void
add_dkim2 (TfPrinter *printer, const TfDossier *dossier)
{
    tf_printer_begin_object (printer, "dkim2");
    tf_printer_number (printer, "fields", dossier->n_dkim2);
    tf_printer_boolean (printer, "evaluated", FALSE);
    tf_printer_end (printer);
}

static void
add_dns (TfPrinter *printer, const TfDns *dns)
{
    tf_printer_begin_object (printer, "dns");
    tf_printer_number (printer, "questions", tf_dns_count_questions (dns));
    tf_printer_number (printer, "failed", tf_dns_count_failed (dns));
    tf_printer_number (printer, "rounds", tf_dns_get_rounds (dns));
    tf_printer_end (printer);
}

void
tf_json_add_checks (TfPrinter *printer, const TfReport *report)
{
    add_dkim (printer, report);
    add_dkim2 (printer, report->dossier);
    add_arc (printer, report->arc);
    add_spf (printer, report);
    add_dmarc (printer, report);
    add_authentication_results (printer, report->delivery->server);
    add_dns (printer, report->dns);
}
