/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-checks: what was checked, for machines. What was not evaluated is "none"
 * with the reason "not-evaluated". */
#include "print/json-private.h"

gboolean
tf_json_has_policy (const TfReport *report)
{
    return report->policy != NULL && report->policy->lookup == TF_LOOKUP_DONE &&
           report->policy->exists;
}

/* ---- DKIM -------------------------------------------------------------------------- */

static void
set_field_names (JsonBuilder *builder, const char *name, GStrv names)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_array (builder);
    for (guint i = 0; names != NULL && names[i] != NULL; i++)
        tf_json_add_text (builder, names[i]);
    json_builder_end_array (builder);
}

static void
add_signature (JsonBuilder *builder, const TfDkimResult *result)
{
    json_builder_begin_object (builder);
    tf_json_set_text (builder, "result", tf_result_to_string (result->result));
    tf_json_set_text (builder, "reason", tf_reason_to_string (result->reason));
    tf_json_set_text (builder, "domain", result->domain);
    tf_json_set_text (builder, "selector", result->selector);
    tf_json_set_text (builder, "identity", result->identity);
    tf_json_set_text (builder, "algorithm", result->algorithm);
    tf_json_set_number (builder, "key_bits", result->key_bits);
    tf_json_set_boolean (builder, "aligned", result->aligned);
    tf_json_set_boolean (builder, "header_verified", result->header_verified);
    tf_json_set_number (builder, "unsigned_bytes", result->unsigned_bytes);
    set_field_names (builder, "signed_fields", result->signed_fields);
    tf_json_set_text (builder, "variant", tf_dkim_result_get_variant (result));
    json_builder_end_object (builder);
}

static void
add_dkim (JsonBuilder *builder, const TfReport *report)
{
    json_builder_set_member_name (builder, "dkim");
    json_builder_begin_array (builder);
    for (guint i = 0; i < report->dkim->len; i++)
        add_signature (builder, g_ptr_array_index (report->dkim, i));
    json_builder_end_array (builder);
}

/* ---- ARC, SPF ---------------------------------------------------------------------- */

static void
set_result (JsonBuilder *builder, TfResult result, TfReason reason)
{
    tf_json_set_text (builder, "result", tf_result_to_string (result));
    tf_json_set_text (builder, "reason", tf_reason_to_string (reason));
}

static void
add_arc (JsonBuilder *builder, const TfArcResult *arc)
{
    tf_json_begin (builder, "arc");
    set_result (builder, arc->result, arc->reason);
    tf_json_set_number (builder, "sets", arc->n_sets);
    tf_json_set_texts (builder, "sealers", arc->sealers);
    json_builder_end_object (builder);
}

static void
set_aligned (JsonBuilder *builder, TfAligned aligned)
{
    if (aligned == TF_ALIGNED_YES || aligned == TF_ALIGNED_NO)
        tf_json_set_boolean (builder, "aligned", aligned == TF_ALIGNED_YES);
    else
        tf_json_set_null (builder, "aligned");
}

/* That SPF cannot be aligned is known without evaluating it; that it is aligned
 * is not. */
static void
add_spf_not_evaluated (JsonBuilder *builder, const TfReport *report)
{
    const TfEnvelope *envelope = report->dossier->envelope;
    gboolean refuted = envelope->state == TF_RETURN_PATH_ADDRESS &&
                       report->author_domain != NULL &&
                       report->return_path == TF_ALIGNED_NO;
    set_result (builder, TF_RESULT_NONE, TF_REASON_NOT_EVALUATED);
    tf_json_set_text (builder, "domain", envelope->return_path_domain);
    tf_json_set_text (builder, "source", tf_spf_source_to_string (TF_SPF_SOURCE_NONE));
    set_aligned (builder, refuted ? TF_ALIGNED_NO : TF_ALIGNED_UNKNOWN);
}

static void
add_spf (JsonBuilder *builder, const TfReport *report)
{
    const TfDelivery *delivery = report->delivery;
    gboolean has_author = report->author_domain != NULL;
    tf_json_begin (builder, "spf");
    if (delivery->spf_source == TF_SPF_SOURCE_NONE) {
        add_spf_not_evaluated (builder, report);
    } else {
        set_result (builder, delivery->spf.result, delivery->spf.reason);
        tf_json_set_text (builder, "domain", delivery->spf_domain);
        tf_json_set_text (builder, "source",
                          tf_spf_source_to_string (delivery->spf_source));
        set_aligned (builder, has_author ? report->spf_aligned : TF_ALIGNED_UNKNOWN);
    }
    json_builder_end_object (builder);
}

/* ---- DMARC ------------------------------------------------------------------------- */

static void
add_alignment (JsonBuilder *builder, const TfDmarcPolicy *policy)
{
    TfAlignmentMode dkim = policy != NULL ? policy->adkim : TF_ALIGNMENT_RELAXED;
    TfAlignmentMode spf = policy != NULL ? policy->aspf : TF_ALIGNMENT_RELAXED;
    tf_json_begin (builder, "alignment");
    tf_json_set_text (builder, "dkim", tf_alignment_mode_to_string (dkim));
    tf_json_set_text (builder, "spf", tf_alignment_mode_to_string (spf));
    json_builder_end_object (builder);
}

static void
add_dmarc (JsonBuilder *builder, const TfReport *report)
{
    const TfDmarcPolicy *policy = tf_json_has_policy (report) ? report->policy : NULL;
    tf_json_begin (builder, "dmarc");
    tf_json_set_text (builder, "result", tf_result_to_string (report->dmarc.result));
    tf_json_set_text (builder, "reason", tf_reason_to_string (report->dmarc.reason));
    tf_json_set_text (builder, "policy",
                      policy != NULL ? tf_policy_to_string (policy->effective) : NULL);
    tf_json_set_text (builder, "published_policy",
                      policy != NULL ? tf_policy_to_string (policy->published) : NULL);
    tf_json_set_text (builder, "domain", policy != NULL ? policy->domain : NULL);
    tf_json_set_text (builder, "organizational_domain",
                      report->policy != NULL ? report->policy->organizational_domain
                                             : NULL);
    tf_json_set_boolean (builder, "testing", policy != NULL && policy->testing);
    add_alignment (builder, policy);
    json_builder_end_object (builder);
}

/* ---- what servers say -------------------------------------------------------------- */

/* Of several properties of one name the first counts, as everywhere else. */
static void
add_properties (JsonBuilder *builder, const TfAuthResult *result)
{
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    tf_json_begin (builder, "properties");
    for (guint i = 0; i < result->properties->len; i++) {
        const TfAuthProperty *property = g_ptr_array_index (result->properties, i);
        char *name = g_strdup_printf ("%s.%s", property->type, property->name);
        gboolean is_first = !g_hash_table_contains (seen, name);
        if (is_first)
            tf_json_set_text (builder, name, property->value);
        g_hash_table_add (seen, name);
    }
    json_builder_end_object (builder);
}

static void
add_results (JsonBuilder *builder, const TfAuthResults *results)
{
    json_builder_set_member_name (builder, "results");
    json_builder_begin_array (builder);
    for (guint i = 0; i < results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);
        json_builder_begin_object (builder);
        tf_json_set_text (builder, "method", result->method);
        tf_json_set_text (builder, "result", result->result);
        add_properties (builder, result);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

static void
add_authentication_results (JsonBuilder *builder, const TfServerResults *server)
{
    json_builder_set_member_name (builder, "authentication_results");
    json_builder_begin_array (builder);
    for (guint i = 0; i < server->fields->len; i++) {
        const TfServerField *field = &g_array_index (server->fields, TfServerField, i);
        json_builder_begin_object (builder);
        tf_json_set_text (builder, "authserv_id", field->results->authserv_id);
        tf_json_set_boolean (builder, "trusted", field->trusted);
        tf_json_set_boolean (builder, "used", field->used);
        tf_json_set_text (builder, "reason", tf_reason_to_string (field->reason));
        add_results (builder, field->results);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

/* ---- the rest ---------------------------------------------------------------------- */

/* A draft: that its fields are there is all that is said. */
static void
add_dkim2 (JsonBuilder *builder, const TfDossier *dossier)
{
    tf_json_begin (builder, "dkim2");
    tf_json_set_number (builder, "fields", dossier->n_dkim2);
    tf_json_set_boolean (builder, "evaluated", FALSE);
    json_builder_end_object (builder);
}

static void
add_dns (JsonBuilder *builder, const TfDns *dns)
{
    tf_json_begin (builder, "dns");
    tf_json_set_number (builder, "questions", tf_dns_count_questions (dns));
    tf_json_set_number (builder, "failed", tf_dns_count_failed (dns));
    tf_json_set_number (builder, "rounds", tf_dns_get_rounds (dns));
    json_builder_end_object (builder);
}

void
tf_json_add_checks (JsonBuilder *builder, const TfReport *report)
{
    add_dkim (builder, report);
    add_dkim2 (builder, report->dossier);
    add_arc (builder, report->arc);
    add_spf (builder, report);
    add_dmarc (builder, report);
    add_authentication_results (builder, report->delivery->server);
    add_dns (builder, report->dns);
}
