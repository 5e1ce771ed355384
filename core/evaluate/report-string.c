/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report-string: everything that a report says, as plain text with one fact a line, for tests that
 * compare a report with an earlier one and for bug reports. No words for people: those are in ui/.
 *
 * A line is "what: word name=value …". What is not known is left out; foreign text is quoted and
 * escaped, so that nothing in a message can make a line of its own. */
#include "evaluate/report.h"

/* ---- words and values -------------------------------------------------------------- */

static void
begin (GString *out, const char *what, const char *word)
{
    g_string_append_printf (out, "%s:", what);
    if (word != NULL)
        g_string_append_printf (out, " %s", word);
}

static void
add_word (GString *out, const char *name, const char *word)
{
    if (word != NULL)
        g_string_append_printf (out, " %s=%s", name, word);
}

static void
add_number (GString *out, const char *name, gint64 number)
{
    g_string_append_printf (out, " %s=%" G_GINT64_FORMAT, name, number);
}

static void
add_flag (GString *out, const char *name, gboolean holds)
{
    if (holds)
        g_string_append_printf (out, " %s", name);
}

/* Text that somebody else wrote. */
static void
add_text (GString *out, const char *name, const char *text)
{
    g_autofree char *valid = NULL;

    if (text == NULL)
        return;
    valid = g_utf8_make_valid (text, -1);
    g_string_append_printf (out, " %s=\"", name);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c == '"' || c == '\\' || !g_unichar_isprint (c))
            g_string_append_printf (out, "\\u{%x}", c);
        else
            g_string_append_unichar (out, c);
    }
    g_string_append_c (out, '"');
}

static void
add_texts (GString *out, const char *name, const GPtrArray *texts)
{
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        add_text (out, name, g_ptr_array_index (texts, i));
}

static void
end (GString *out)
{
    g_string_append_c (out, '\n');
}

/* ---- the message ------------------------------------------------------------------- */

static const char *
author_state (TfAuthorState state)
{
    static const char *const words[] = {
        [TF_AUTHOR_CLEAN] = "clean",
        [TF_AUTHOR_OBSOLETE_SYNTAX] = "obsolete-syntax",
        [TF_AUTHOR_AMBIGUOUS] = "ambiguous",
    };

    G_STATIC_ASSERT (G_N_ELEMENTS (words) == TF_AUTHOR_AMBIGUOUS + 1);
    return words[state];
}

static void
add_message (GString *out, const TfDossier *dossier)
{
    begin (out, "message", NULL);
    add_word (out, "sha256", dossier->sha256);
    add_text (out, "message-id", dossier->message_id);
    add_text (out, "date", dossier->date);
    add_text (out, "list-id", dossier->list_id);
    add_number (out, "dkim2-fields", dossier->n_dkim2);
    add_flag (out, "incomplete", dossier->incomplete);
    add_flag (out, "attached", dossier->attached);
    end (out);
}

static void
add_from (GString *out, const TfDossier *dossier)
{
    const TfAuthor *author = dossier->author;

    begin (out, "from", author_state (author->state));
    add_word (out, "reason", tf_reason_to_string (author->reason));
    add_text (out, "address", author->address);
    add_text (out, "domain", author->domain);
    add_text (out, "name", author->name);
    add_text (out, "displayed", dossier->displayed_from);
    add_texts (out, "one-of", author->addresses);
    end (out);
}

static void
add_answers (GString *out, const TfReport *report)
{
    const GPtrArray *targets = report->dossier->answer->targets;
    guint next = 0; /* index in "elsewhere", which has some of the targets, in order */

    for (guint i = 0; i < targets->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (targets, i);

        begin (out, "answer", tf_answer_field_to_string (target->field));
        add_text (out, "address", target->address);
        if (next < report->elsewhere->len &&
            g_ptr_array_index (report->elsewhere, next) == target) {
            add_flag (out, "elsewhere", TRUE);
            next++;
        }
        end (out);
    }
}

static void
add_time (GString *out, const TfReport *report)
{
    begin (out, "time", tf_time_source_to_string (report->time_source));
    add_number (out, "received-at", report->received_at);
    add_number (out, "now", report->now);
    end (out);
}

/* ---- what was found ---------------------------------------------------------------- */

static void
add_finding (GString *out, const char *what, const TfFinding *finding)
{
    begin (out, what, tf_level_to_string (finding->level));
    g_string_append_printf (out, " %s %s", tf_code_to_string (finding->code),
                            tf_code_to_rule (finding->code));
    end (out);
}

static void
add_evidence (GString *out, const TfReport *report)
{
    const TfEvidence *evidence = &report->evidence;

    begin (out, "evidence", tf_evidence_result_to_string (evidence->result));
    add_word (out, "source", tf_pass_source_to_string (evidence->source));
    add_word (out, "policy", tf_policy_to_string (evidence->policy));
    add_word (out, "reason", tf_reason_to_string (evidence->reason));
    add_text (out, "domain", report->author_domain);
    end (out);
}

static void
add_signs (GString *out, const TfImpersonation *signs)
{
    begin (out, "impersonation", NULL);
    if (signs->shown.domain != NULL) {
        add_word (out, "shown-in", tf_shown_in_to_string (signs->shown.where));
        add_text (out, "address", signs->shown.address);
        add_text (out, "domain", signs->shown.domain);
    }
    add_word (out, "lookalike", tf_lookalike_to_string (signs->imitation.kind));
    add_text (out, "known", signs->known);
    add_text (out, "reply-lookalike", signs->reply_lookalike);
    add_word (out, "decoration", tf_decoration_to_string (signs->decoration));
    end (out);
}

static void
add_exceptions (GString *out, const GPtrArray *exceptions)
{
    for (guint i = 0; i < exceptions->len; i++) {
        const TfException *exception = g_ptr_array_index (exceptions, i);

        begin (out, "exception", tf_exception_kind_to_string (exception->kind));
        add_text (out, "sender", exception->sender);
        add_text (out, "signer", exception->signer);
        end (out);
    }
}

/* ---- what was checked -------------------------------------------------------------- */

static void
add_result (GString *out, const char *what, TfResult result, TfReason reason)
{
    begin (out, what, tf_result_to_string (result));
    add_word (out, "reason", tf_reason_to_string (reason));
}

static const char *
aligned_to_string (TfAligned aligned)
{
    if (aligned == TF_ALIGNED_YES || aligned == TF_ALIGNED_NO)
        return aligned == TF_ALIGNED_YES ? "yes" : "no";
    return NULL;
}

static void
add_coverage (GString *out, const TfCoverage *open)
{
    add_number (out, "unsigned-bytes", (gint64)open->unsigned_bytes);
    add_text (out, "added", open->added_field);
    add_text (out, "duplicate", open->duplicate_field);
    add_text (out, "answer", open->answer_field);
    add_flag (out, "subject-open", open->subject_open);
    add_flag (out, "content-type-open", open->content_type_open);
}

static void
add_signature (GString *out, const TfReport *report, const TfDkimResult *result)
{
    add_result (out, "dkim", result->result, result->reason);
    add_text (out, "domain", result->domain);
    add_text (out, "selector", result->selector);
    add_text (out, "identity", result->identity);
    add_word (out, "algorithm", result->algorithm);
    add_number (out, "key-bits", result->key_bits);
    add_flag (out, "aligned", result->aligned);
    add_flag (out, "authenticates", result->authenticates);
    add_flag (out, "header-verified", result->header_verified);
    add_word (out, "variant", tf_dkim_result_get_variant (result));
    add_flag (out, "partial", result == report->partial);
    add_coverage (out, &result->coverage);
    for (guint i = 0; result->signed_fields != NULL && result->signed_fields[i] != NULL;
         i++)
        add_text (out, "signs", result->signed_fields[i]);
    end (out);
}

static void
add_spf (GString *out, const TfReport *report)
{
    const TfDelivery *delivery = report->delivery;
    gboolean evaluated = delivery->spf_source != TF_SPF_SOURCE_NONE;

    add_result (out, "spf", evaluated ? delivery->spf.result : TF_RESULT_NONE,
                evaluated ? delivery->spf.reason : TF_REASON_NOT_EVALUATED);
    add_word (out, "source", tf_spf_source_to_string (delivery->spf_source));
    add_text (out, "domain", delivery->spf_domain);
    add_word (out, "aligned", evaluated ? aligned_to_string (report->spf_aligned) : NULL);
    add_text (out, "return-path", report->dossier->envelope->return_path_domain);
    add_word (out, "return-path-aligned", aligned_to_string (report->return_path));
    end (out);
}

static void
add_arc (GString *out, const TfArcResult *arc)
{
    add_result (out, "arc", arc->result, arc->reason);
    add_number (out, "sets", arc->n_sets);
    add_texts (out, "sealer", arc->sealers);
    end (out);
}

static void
add_policy (GString *out, const TfDmarcPolicy *policy)
{
    add_text (out, "organization", policy->organizational_domain);
    if (policy->lookup != TF_LOOKUP_DONE || !policy->exists)
        return;
    add_text (out, "domain", policy->domain);
    add_word (out, "policy", tf_policy_to_string (policy->effective));
    add_word (out, "published", tf_policy_to_string (policy->published));
    add_word (out, "dkim", tf_alignment_mode_to_string (policy->adkim));
    add_word (out, "spf", tf_alignment_mode_to_string (policy->aspf));
    add_flag (out, "testing", policy->testing);
}

static void
add_dmarc (GString *out, const TfReport *report)
{
    add_result (out, "dmarc", report->dmarc.result, report->dmarc.reason);
    if (report->policy != NULL)
        add_policy (out, report->policy);
    end (out);
}

static void
add_server_result (GString *out, const TfAuthResult *result)
{
    begin (out, "server-result", NULL);
    add_text (out, "method", result->method);
    add_text (out, "result", result->result);
    for (guint i = 0; i < result->properties->len; i++) {
        const TfAuthProperty *property = g_ptr_array_index (result->properties, i);

        add_text (out, "type", property->type);
        add_text (out, "name", property->name);
        add_text (out, "value", property->value);
    }
    end (out);
}

static void
add_servers (GString *out, const TfReport *report)
{
    const GArray *fields = report->delivery->server->fields;

    for (guint i = 0; i < fields->len; i++) {
        const TfServerField *field = &g_array_index (fields, TfServerField, i);

        begin (out, "server", field->used ? "used" : "ignored");
        add_flag (out, "trusted", field->trusted);
        add_word (out, "reason", tf_reason_to_string (field->reason));
        add_text (out, "id", field->results->authserv_id);
        end (out);
        for (guint n = 0; n < field->results->results->len; n++)
            add_server_result (out, g_ptr_array_index (field->results->results, n));
    }
    if (report->server_inconsistent)
        g_string_append (out, "servers: inconsistent\n");
}

static void
add_dns (GString *out, const TfDns *dns)
{
    begin (out, "dns", NULL);
    add_number (out, "questions", tf_dns_count_questions (dns));
    add_number (out, "failed", tf_dns_count_failed (dns));
    add_number (out, "rounds", tf_dns_get_rounds (dns));
    end (out);
}

/* ---- the whole --------------------------------------------------------------------- */

char *
tf_report_to_string (const TfReport *report)
{
    GString *out = g_string_new (NULL);

    add_finding (out, "verdict", &report->verdict.deciding);
    for (guint i = 0; i < report->verdict.n_others; i++)
        add_finding (out, "finding", &report->verdict.others[i]);
    add_evidence (out, report);
    add_from (out, report->dossier);
    add_answers (out, report);
    add_message (out, report->dossier);
    add_time (out, report);
    add_signs (out, report->impersonation);
    add_exceptions (out, report->exceptions);
    for (guint i = 0; i < report->dkim->len; i++)
        add_signature (out, report, g_ptr_array_index (report->dkim, i));
    add_spf (out, report);
    add_dmarc (out, report);
    add_arc (out, report->arc);
    add_servers (out, report);
    add_dns (out, report->dns);
    return g_string_free (out, FALSE);
}
