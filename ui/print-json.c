/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* print-json: a report as one JSON object on one line, schema truefrom.check/1 (kept in
 * data/truefrom.check-1.schema.json). Every string is valid UTF-8: what is not becomes
 * U+FFFD. Left out until they are evaluated: SPF, ARC and Authentication-Results, which
 * say so. */
#include <json-glib/json-glib.h>

#include "print.h"
#include "wording.h"

/* ---- values ------------------------------------------------------------------------ */

static void
add_text (JsonBuilder *builder, const char *text)
{
    if (text == NULL) {
        json_builder_add_null_value (builder);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    json_builder_add_string_value (builder, valid);
}

static void
set_text (JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name (builder, name);
    add_text (builder, text);
}

static void
set_number (JsonBuilder *builder, const char *name, guint64 number)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_int_value (builder, (gint64)MIN (number, (guint64)G_MAXINT64));
}

static void
set_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_boolean_value (builder, value);
}

static void
set_null (JsonBuilder *builder, const char *name)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_null_value (builder);
}

static void
set_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_array (builder);
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        add_text (builder, g_ptr_array_index (texts, i));
    json_builder_end_array (builder);
}

static void
begin (JsonBuilder *builder, const char *name)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_object (builder);
}

static void
set_plain_sentence (JsonBuilder *builder, const char *name, char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = taken != NULL ? tf_wording_plain (taken) : NULL;
    set_text (builder, name, plain);
}

/* ---- what the message says --------------------------------------------------------- */

static void
add_message (JsonBuilder *builder, const TfDossier *dossier)
{
    begin (builder, "message");
    set_text (builder, "sha256", dossier->sha256);
    set_text (builder, "message_id", dossier->message_id);
    set_text (builder, "date", dossier->date);
    set_text (builder, "list_id", dossier->list_id);
    set_texts (builder, "reply_to", dossier->reply_to);
    json_builder_end_object (builder);
}

static const char *
author_state (TfAuthorState state)
{
    switch (state) {
    case TF_AUTHOR_CLEAN:
        return "clean";
    case TF_AUTHOR_OBSOLETE_SYNTAX:
        return "obsolete-syntax";
    case TF_AUTHOR_AMBIGUOUS:
        break;
    }
    return "ambiguous";
}

static void
add_from (JsonBuilder *builder, const TfDossier *dossier)
{
    const TfAuthor *author = dossier->author;
    begin (builder, "from");
    set_text (builder, "address", author->address);
    set_text (builder, "name", author->name);
    set_text (builder, "domain", author->domain);
    set_text (builder, "state", author_state (author->state));
    set_texts (builder, "addresses", author->addresses);
    set_text (builder, "reason", tf_reason_to_string (author->reason));
    set_text (builder, "displayed", dossier->displayed_from);
    json_builder_end_object (builder);
}

static void
add_time (JsonBuilder *builder, const TfReport *report)
{
    begin (builder, "time");
    json_builder_set_member_name (builder, "now");
    json_builder_add_int_value (builder, report->now);
    json_builder_set_member_name (builder, "received_at");
    json_builder_add_int_value (builder, report->received_at);
    set_text (builder, "source", tf_time_source_to_string (report->time_source));
    json_builder_end_object (builder);
}

/* ---- verdict and evidence ---------------------------------------------------------- */

/* Which part is open; one word, the first that applies. */
static const char *
open_field (const TfCoverage *open)
{
    if (open->added_field != NULL)
        return open->added_field;
    if (open->duplicate_field != NULL)
        return open->duplicate_field;
    if (open->subject_open)
        return "subject";
    if (open->reply_to_open)
        return "reply-to";
    return open->content_type_open ? "content-type" : NULL;
}

static void
add_detail (JsonBuilder *builder, const TfReport *report, TfCode code)
{
    if (code == TF_CODE_PARTLY_UNSIGNED && report->partial != NULL) {
        begin (builder, "detail");
        set_text (builder, "field", open_field (&report->partial->coverage));
        set_number (builder, "unsigned_bytes", report->partial->coverage.unsigned_bytes);
        json_builder_end_object (builder);
    } else if (code == TF_CODE_REPLY_GOES_ELSEWHERE) {
        begin (builder, "detail");
        set_texts (builder, "reply_to", report->dossier->reply_to);
        json_builder_end_object (builder);
    } else {
        set_null (builder, "detail");
    }
}

static void
add_verdict (JsonBuilder *builder, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;
    begin (builder, "verdict");
    set_text (builder, "level", tf_level_to_string (deciding->level));
    set_text (builder, "code", tf_code_to_string (deciding->code));
    set_text (builder, "rule", tf_code_to_rule (deciding->code));
    set_plain_sentence (builder, "heading", tf_wording_heading (report));
    set_plain_sentence (builder, "text", tf_wording_text (report));
    add_detail (builder, report, deciding->code);
    json_builder_end_object (builder);
}

static gboolean
has_policy (const TfReport *report)
{
    return report->policy != NULL && report->policy->lookup == TF_LOOKUP_DONE &&
           report->policy->exists;
}

static void
add_evidence (JsonBuilder *builder, const TfReport *report)
{
    const TfEvidence *evidence = &report->evidence;
    begin (builder, "evidence");
    set_text (builder, "result", tf_evidence_result_to_string (evidence->result));
    set_text (builder, "source", tf_pass_source_to_string (evidence->source));
    set_text (builder, "policy",
              has_policy (report) ? tf_policy_to_string (evidence->policy) : NULL);
    set_text (builder, "reason", tf_reason_to_string (evidence->reason));
    json_builder_end_object (builder);
}

static void
add_findings (JsonBuilder *builder, const TfReport *report)
{
    json_builder_set_member_name (builder, "findings");
    json_builder_begin_array (builder);
    for (guint i = 0; i < report->verdict.n_others; i++) {
        const TfFinding *finding = &report->verdict.others[i];
        json_builder_begin_object (builder);
        set_text (builder, "code", tf_code_to_string (finding->code));
        set_text (builder, "rule", tf_code_to_rule (finding->code));
        set_text (builder, "level", tf_level_to_string (finding->level));
        add_detail (builder, report, finding->code);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

/* ---- what was checked -------------------------------------------------------------- */

static void
set_field_names (JsonBuilder *builder, const char *name, GStrv names)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_array (builder);
    for (guint i = 0; names != NULL && names[i] != NULL; i++)
        add_text (builder, names[i]);
    json_builder_end_array (builder);
}

static void
add_signature (JsonBuilder *builder, const TfDkimResult *result)
{
    json_builder_begin_object (builder);
    set_text (builder, "result", tf_result_to_string (result->result));
    set_text (builder, "reason", tf_reason_to_string (result->reason));
    set_text (builder, "domain", result->domain);
    set_text (builder, "selector", result->selector);
    set_text (builder, "identity", result->identity);
    set_text (builder, "algorithm", result->algorithm);
    set_number (builder, "key_bits", result->key_bits);
    set_boolean (builder, "aligned", result->aligned);
    set_boolean (builder, "header_verified", result->header_verified);
    set_number (builder, "unsigned_bytes", result->unsigned_bytes);
    set_field_names (builder, "signed_fields", result->signed_fields);
    set_text (builder, "variant", tf_variant_to_string (result->variant));
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

static void
set_not_evaluated (JsonBuilder *builder)
{
    set_text (builder, "result", tf_result_to_string (TF_RESULT_NONE));
    set_text (builder, "reason", tf_reason_to_string (TF_REASON_NOT_EVALUATED));
}

static void
add_arc (JsonBuilder *builder)
{
    begin (builder, "arc");
    set_not_evaluated (builder);
    set_number (builder, "sets", 0);
    set_texts (builder, "sealers", NULL);
    json_builder_end_object (builder);
}

/* R-SPF-7: that SPF cannot be aligned is known without evaluating it; that it is aligned
 * is not. */
static void
add_spf (JsonBuilder *builder, const TfReport *report)
{
    const TfEnvelope *envelope = report->dossier->envelope;
    gboolean refuted = envelope->state == TF_RETURN_PATH_ADDRESS &&
                       report->author_domain != NULL &&
                       report->return_path == TF_ALIGNED_NO;
    begin (builder, "spf");
    set_not_evaluated (builder);
    set_text (builder, "domain", envelope->return_path_domain);
    set_text (builder, "source", "none");
    if (refuted)
        set_boolean (builder, "aligned", FALSE);
    else
        set_null (builder, "aligned");
    json_builder_end_object (builder);
}

static void
add_alignment (JsonBuilder *builder, const TfDmarcPolicy *policy)
{
    TfAlignmentMode dkim = policy != NULL ? policy->adkim : TF_ALIGNMENT_RELAXED;
    TfAlignmentMode spf = policy != NULL ? policy->aspf : TF_ALIGNMENT_RELAXED;
    begin (builder, "alignment");
    set_text (builder, "dkim", tf_alignment_mode_to_string (dkim));
    set_text (builder, "spf", tf_alignment_mode_to_string (spf));
    json_builder_end_object (builder);
}

static void
add_dmarc (JsonBuilder *builder, const TfReport *report)
{
    const TfDmarcPolicy *policy = has_policy (report) ? report->policy : NULL;
    begin (builder, "dmarc");
    set_text (builder, "result", tf_result_to_string (report->dmarc.result));
    set_text (builder, "reason", tf_reason_to_string (report->dmarc.reason));
    set_text (builder, "policy",
              policy != NULL ? tf_policy_to_string (policy->effective) : NULL);
    set_text (builder, "published_policy",
              policy != NULL ? tf_policy_to_string (policy->published) : NULL);
    set_text (builder, "domain", policy != NULL ? policy->domain : NULL);
    set_text (builder, "organizational_domain",
              report->policy != NULL ? report->policy->organizational_domain : NULL);
    set_boolean (builder, "testing", policy != NULL && policy->testing);
    add_alignment (builder, policy);
    json_builder_end_object (builder);
}

static void
add_dns (JsonBuilder *builder, const TfDns *dns)
{
    begin (builder, "dns");
    set_number (builder, "questions", tf_dns_count_questions (dns));
    set_number (builder, "failed", tf_dns_count_failed (dns));
    set_number (builder, "rounds", tf_dns_get_rounds (dns));
    json_builder_end_object (builder);
}

/* ---- the whole --------------------------------------------------------------------- */

static char *
generate (JsonBuilder *builder)
{
    g_autoptr (JsonGenerator) generator = json_generator_new ();
    JsonNode *root = json_builder_get_root (builder);
    json_generator_set_root (generator, root);
    json_node_unref (root);
    return json_generator_to_data (generator, NULL);
}

char *
tf_print_json (const TfReport *report, const char *file, guint index)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    json_builder_begin_object (builder);
    set_text (builder, "schema", "truefrom.check/1");
    set_text (builder, "file", file);
    set_number (builder, "index", index);
    add_message (builder, report->dossier);
    add_from (builder, report->dossier);
    add_time (builder, report);
    add_verdict (builder, report);
    add_evidence (builder, report);
    add_findings (builder, report);
    add_dkim (builder, report);
    add_arc (builder);
    add_spf (builder, report);
    add_dmarc (builder, report);
    set_texts (builder, "authentication_results", NULL);
    add_dns (builder, report->dns);
    json_builder_end_object (builder);
    return generate (builder);
}
