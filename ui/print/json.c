/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json: a report as one JSON object on one line, schema truefrom.check/1 (kept in
 * data/truefrom.check-1.schema.json): what the message says, the verdict, the whole. What was
 * checked is in json-checks.c, how it is written in json-writer.c. */
#include "print/json-checks.h"
#include "print/print.h"
#include "words/words.h"

static void
set_plain_sentence (TfPrinter *printer, const char *name, char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = taken != NULL ? tf_words_plain (taken) : NULL;

    tf_printer_text (printer, name, plain);
}

/* ---- what the message says --------------------------------------------------------- */

static void
add_message (TfPrinter *printer, const TfDossier *dossier, const char *identity)
{
    tf_printer_begin_object (printer, "message");
    tf_printer_text (printer, "sha256", dossier->sha256);
    tf_printer_text (printer, "identity", identity);
    tf_printer_text (printer, "message_id", dossier->message_id);
    tf_printer_text (printer, "date", dossier->date);
    tf_printer_text (printer, "list_id", dossier->list_id);
    tf_printer_texts (printer, "reply_to", dossier->reply_to);
    tf_printer_end (printer);
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
add_from (TfPrinter *printer, const TfDossier *dossier)
{
    const TfAuthor *author = dossier->author;

    tf_printer_begin_object (printer, "from");
    tf_printer_text (printer, "address", author->address);
    tf_printer_text (printer, "name", author->name);
    tf_printer_text (printer, "domain", author->domain);
    tf_printer_text (printer, "state", author_state (author->state));
    tf_printer_texts (printer, "addresses", author->addresses);
    tf_printer_text (printer, "reason", tf_reason_to_string (author->reason));
    tf_printer_text (printer, "displayed", dossier->displayed_from);
    tf_printer_end (printer);
}

static void
add_time (TfPrinter *printer, const TfReport *report)
{
    tf_printer_begin_object (printer, "time");
    tf_printer_number (printer, "now", report->now);
    tf_printer_number (printer, "received_at", report->received_at);
    tf_printer_text (printer, "source", tf_time_source_to_string (report->time_source));
    tf_printer_end (printer);
}

/* The targets that lead elsewhere are some of all targets, in the same order. */
static gboolean
take_elsewhere (const TfReport *report, const TfAnswerTarget *target, guint *next)
{
    gboolean is = *next < report->elsewhere->len &&
                  g_ptr_array_index (report->elsewhere, *next) == target;

    *next += is ? 1 : 0;
    return is;
}

/* Where an answer goes, according to the message itself. */
static void
add_answer (TfPrinter *printer, const TfReport *report)
{
    const GPtrArray *targets = report->dossier->answer->targets;
    guint next = 0;

    tf_printer_begin_array (printer, "answer");
    for (guint i = 0; i < targets->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (targets, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "field", tf_answer_field_to_string (target->field));
        tf_printer_text (printer, "address", target->address);
        tf_printer_boolean (printer, "elsewhere", take_elsewhere (report, target, &next));
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

/* ---- verdict and evidence ---------------------------------------------------------- */

/* Which part is open: one word, for the first that applies. */
static const char *
open_field (const TfCoverage *open)
{
    if (open->added_field != NULL)
        return open->added_field;
    if (open->duplicate_field != NULL)
        return open->duplicate_field;
    if (open->subject_open)
        return "subject";
    if (open->answer_field != NULL)
        return open->answer_field;
    return open->content_type_open ? "content-type" : NULL;
}

static void
add_signs (TfPrinter *printer, const TfImpersonation *signs, TfCode code)
{
    tf_printer_begin_object (printer, "detail");
    if (code == TF_CODE_NAME_SHOWS_OTHER_ADDRESS) {
        tf_printer_text (printer, "address", signs->shown.address);
        tf_printer_text (printer, "domain", signs->shown.domain);
        tf_printer_text (printer, "where", tf_shown_in_to_string (signs->shown.where));
    } else if (code == TF_CODE_LOOKALIKE_DOMAIN) {
        tf_printer_text (printer, "known", signs->known);
        tf_printer_text (printer, "kind", tf_lookalike_to_string (signs->imitation.kind));
    } else if (code == TF_CODE_NAME_USES_BRAND) {
        tf_printer_text (printer, "brand", signs->brand);
        tf_printer_text (printer, "kind", tf_brand_kind_to_string (signs->brand_kind));
    } else if (code == TF_CODE_KNOWN_NAME_NEW_ADDRESS) {
        tf_printer_text (printer, "name", signs->contact);
        tf_printer_text (printer, "known", signs->contact_address);
    } else {
        tf_printer_text (printer, "kind", tf_decoration_to_string (signs->decoration));
    }
    tf_printer_end (printer);
}

static void
add_detail (TfPrinter *printer, const TfReport *report, TfCode code)
{
    if (code == TF_CODE_NAME_SHOWS_OTHER_ADDRESS || code == TF_CODE_LOOKALIKE_DOMAIN ||
        code == TF_CODE_NAME_DECORATED || code == TF_CODE_NAME_USES_BRAND ||
        code == TF_CODE_KNOWN_NAME_NEW_ADDRESS) {
        add_signs (printer, report->impersonation, code);
        return;
    }
    if (code == TF_CODE_DIFFERENT_FROM_USUAL && report->usual != NULL) {
        tf_printer_begin_object (printer, "detail");
        tf_printer_text (printer, "name", report->usual->name);
        tf_printer_number (printer, "confirmed", report->usual->n_passed);
        tf_printer_number (printer, "since", report->usual->first);
        tf_printer_number (printer, "last", report->usual->last);
        tf_printer_end (printer);
    } else if ((code == TF_CODE_CHANGED_ON_THE_WAY || code == TF_CODE_PROVIDER_REWROTE) &&
               report->rewriter != NULL) {
        tf_printer_begin_object (printer, "detail");
        tf_printer_text (printer, "server", report->rewriter->name);
        tf_printer_number (printer, "changed", report->rewriter->n_changed);
        tf_printer_number (printer, "unchanged", report->rewriter->n_intact);
        tf_printer_number (printer, "senders", report->rewriter->n_senders);
        tf_printer_end (printer);
    } else if (code == TF_CODE_PARTLY_UNSIGNED && report->partial != NULL) {
        tf_printer_begin_object (printer, "detail");
        tf_printer_text (printer, "field", open_field (&report->partial->coverage));
        tf_printer_number (printer, "unsigned_bytes",
                           report->partial->coverage.unsigned_bytes);
        tf_printer_end (printer);
    } else if (code == TF_CODE_REPLY_GOES_ELSEWHERE) {
        tf_printer_begin_object (printer, "detail");
        tf_printer_texts (printer, "reply_to", report->dossier->reply_to);
        tf_printer_text (printer, "lookalike", report->impersonation->reply_lookalike);
        tf_printer_end (printer);
    } else {
        tf_printer_text (printer, "detail", NULL);
    }
}

static void
add_verdict (TfPrinter *printer, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;

    tf_printer_begin_object (printer, "verdict");
    tf_printer_text (printer, "level", tf_level_to_string (deciding->level));
    tf_printer_text (printer, "code", tf_code_to_string (deciding->code));
    tf_printer_text (printer, "rule", tf_code_to_rule (deciding->code));
    set_plain_sentence (printer, "heading", tf_words_heading (report));
    set_plain_sentence (printer, "text", tf_words_text (report));
    add_detail (printer, report, deciding->code);
    tf_printer_end (printer);
}

static void
add_evidence (TfPrinter *printer, const TfReport *report)
{
    const TfEvidence *evidence = &report->evidence;

    tf_printer_begin_object (printer, "evidence");
    tf_printer_text (printer, "result", tf_evidence_result_to_string (evidence->result));
    tf_printer_text (printer, "source", tf_pass_source_to_string (evidence->source));
    tf_printer_text (printer, "policy",
                     tf_json_has_policy (report) || evidence->policy != TF_POLICY_NONE
                         ? tf_policy_to_string (evidence->policy)
                         : NULL);
    tf_printer_text (printer, "reason", tf_reason_to_string (evidence->reason));
    tf_printer_end (printer);
}

static void
add_findings (TfPrinter *printer, const TfReport *report)
{
    tf_printer_begin_array (printer, "findings");
    for (guint i = 0; i < report->verdict.n_others; i++) {
        const TfFinding *finding = &report->verdict.others[i];

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "code", tf_code_to_string (finding->code));
        tf_printer_text (printer, "rule", tf_code_to_rule (finding->code));
        tf_printer_text (printer, "level", tf_level_to_string (finding->level));
        add_detail (printer, report, finding->code);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

/* Those of the reader that changed something. */
static void
add_exceptions (TfPrinter *printer, const TfReport *report)
{
    tf_printer_begin_array (printer, "exceptions");
    for (guint i = 0; i < report->exceptions->len; i++) {
        const TfException *exception = g_ptr_array_index (report->exceptions, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "kind", tf_exception_kind_to_string (exception->kind));
        tf_printer_text (printer, "sender", exception->sender);
        tf_printer_text (printer, "signer", exception->signer);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

/* ---- the whole --------------------------------------------------------------------- */

static void
add_through (TfPrinter *printer, TfThrough through)
{
    tf_printer_begin_array (printer, "read_through");
    for (guint bit = 0; tf_print_through_word (bit) != NULL; bit++)
        if ((through & (1u << bit)) != 0)
            tf_printer_text (printer, NULL, tf_print_through_word (bit));
    tf_printer_end (printer);
}

char *
tf_print_json (const TfReport *report, const TfPrintMessage *message)
{
    TfPrinter *printer = tf_printer_new_json ();

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "schema", "truefrom.check/1");
    tf_printer_text (printer, "file", message->file);
    tf_printer_number (printer, "index", message->index);
    tf_printer_boolean (printer, "attached", message->part != NULL);
    tf_printer_text (printer, "part", message->part);
    tf_printer_number (printer, "attached_messages", message->n_attached);
    add_through (printer, message->through);
    add_message (printer, report->dossier, message->identity);
    add_from (printer, report->dossier);
    add_answer (printer, report);
    add_time (printer, report);
    add_verdict (printer, report);
    add_evidence (printer, report);
    add_findings (printer, report);
    add_exceptions (printer, report);
    tf_json_add_checks (printer, report);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}
