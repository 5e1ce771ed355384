/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture-json: what protects a domain as one JSON object on one line, schema truefrom.domain/1 (kept in
 * data/truefrom.domain-1.schema.json). */
#include "print/posture.h"
#include "print/printer.h"
#include "words/posture.h"
#include "words/words.h"

/* Takes ownership of SENTENCE. */
static void
add_sentence (TfPrinter *printer, const char *name, char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = tf_words_plain (taken);

    tf_printer_text (printer, name, plain);
}

static void
add_record (TfPrinter *printer, const TfPostureRecord *record)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "name", record->name);
    tf_printer_text (printer, "type", record->type);
    tf_printer_text (printer, "text", record->text);
    tf_printer_end (printer);
}

static void
add_records (TfPrinter *printer, const GPtrArray *records)
{
    tf_printer_begin_array (printer, "records");
    for (guint i = 0; i < records->len; i++)
        add_record (printer, g_ptr_array_index (records, i));
    tf_printer_end (printer);
}

static void
add_verdict (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_object (printer, "verdict");
    tf_printer_text (printer, "result", tf_posture_verdict_to_string (posture->verdict));
    add_sentence (printer, "text", tf_words_posture_verdict (posture));
    tf_printer_end (printer);
}

static void
add_forgeries (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_array (printer, "forgeries");
    for (guint i = 0; i < posture->forgeries->len; i++) {
        const TfPostureForgery *forgery = g_ptr_array_index (posture->forgeries, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "id", forgery->id);
        tf_printer_text (printer, "from", forgery->author);
        tf_printer_text (printer, "evidence",
                         tf_evidence_result_to_string (forgery->evidence));
        tf_printer_text (printer, "policy", tf_policy_to_string (forgery->policy));
        tf_printer_text (printer, "result",
                         tf_posture_verdict_to_string (forgery->verdict));
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

/* ---- what was found ---------------------------------------------------------------- */

static void
add_walk (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_array (printer, "walk");
    for (guint i = 0; i < posture->walk->len; i++) {
        const TfPostureStop *stop = g_ptr_array_index (posture->walk, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "name", stop->name);
        tf_printer_text (printer, "status", tf_dns_status_to_string (stop->status));
        tf_printer_number (printer, "records", stop->n_records);
        tf_printer_boolean (printer, "walked", stop->walked);
        tf_printer_boolean (printer, "applies", stop->applies);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
}

static void
add_dmarc (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_object (printer, "dmarc");
    tf_printer_text (printer, "policy_of", posture->policy_name);
    tf_printer_text (printer, "policy_of_rfc7489", posture->policy_name_before);
    tf_printer_text (printer, "organizational_domain", posture->organizational_domain);
    tf_printer_boolean (printer, "reports", posture->has_reports);
    add_walk (printer, posture);
    tf_printer_end (printer);
}

static void
add_spf (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_object (printer, "spf");
    tf_printer_boolean (printer, "found", posture->has_spf);
    tf_printer_number (printer, "lookups", posture->spf_lookups);
    tf_printer_number (printer, "void_lookups", posture->spf_voids);
    tf_printer_number (printer, "ipv4_addresses", (gint64)posture->spf_addresses);
    tf_printer_boolean (printer, "at_least", posture->spf_at_least);
    tf_printer_begin_array (printer, "includes");
    for (guint i = 0; i < posture->includes->len; i++) {
        const TfPostureInclude *include = g_ptr_array_index (posture->includes, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "name", include->name);
        tf_printer_number (printer, "depth", include->depth);
        tf_printer_number (printer, "lookups", include->lookups);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
    tf_printer_end (printer);
}

static void
add_dkim (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_object (printer, "dkim");
    tf_printer_number (printer, "selectors_tried", posture->n_selectors);
    tf_printer_begin_array (printer, "keys");
    for (guint i = 0; i < posture->keys->len; i++) {
        const TfPostureKey *key = g_ptr_array_index (posture->keys, i);

        tf_printer_begin_object (printer, NULL);
        tf_printer_text (printer, "selector", key->selector);
        tf_printer_text (printer, "type", key->type);
        tf_printer_number (printer, "bits", key->bits);
        tf_printer_text (printer, "reason", tf_reason_to_string (key->reason));
        tf_printer_boolean (printer, "testing", key->testing);
        tf_printer_text (printer, "alias", key->alias);
        tf_printer_end (printer);
    }
    tf_printer_end (printer);
    tf_printer_end (printer);
}

/* ---- findings ---------------------------------------------------------------------- */

static void
add_advice (TfPrinter *printer, const char *name, const TfPostureAdvice *advice)
{
    tf_printer_begin_object (printer, name);
    tf_printer_text (printer, "step", tf_posture_step_to_string (advice->step));
    add_records (printer, advice->records);
    add_sentence (printer, "risk", g_strdup (tf_words_posture_risk (advice->step)));
    tf_printer_text (printer, "result_after",
                     advice->has_promise ? tf_posture_verdict_to_string (advice->promise)
                                         : NULL);
    tf_printer_end (printer);
}

static void
add_finding (TfPrinter *printer, const TfPosture *posture,
             const TfPostureFinding *finding)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "id", tf_posture_id_to_string (finding->id));
    tf_printer_text (printer, "severity", tf_severity_to_string (finding->severity));
    tf_printer_boolean (printer, "known", !finding->unknown);
    tf_printer_text (printer, "name", finding->name);
    tf_printer_text (printer, "tag", finding->tag);
    tf_printer_text (printer, "value", finding->value);
    tf_printer_number (printer, "number", (gint64)finding->number);
    tf_printer_text (printer, "reason", tf_reason_to_string (finding->reason));
    add_sentence (printer, "text", tf_words_posture_finding (posture, finding));
    if (finding->advice != NULL)
        add_advice (printer, "publish", finding->advice);
    tf_printer_end (printer);
}

static void
add_findings (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_array (printer, "findings");
    for (guint i = 0; i < posture->findings->len; i++)
        add_finding (printer, posture, g_ptr_array_index (posture->findings, i));
    tf_printer_end (printer);
}

static void
add_dns (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_begin_object (printer, "dns");
    tf_printer_number (printer, "questions", posture->n_questions);
    tf_printer_number (printer, "failed", posture->n_failed);
    tf_printer_texts (printer, "unanswered", posture->unanswered);
    tf_printer_end (printer);
}

void
tf_print_posture_members (TfPrinter *printer, const TfPosture *posture)
{
    tf_printer_text (printer, "schema", "truefrom.domain/1");
    tf_printer_text (printer, "domain", posture->domain);
    tf_printer_number (printer, "now", posture->now);
    tf_printer_boolean (printer, "exists", posture->exists);
    tf_printer_boolean (printer, "parked", posture->parked);
    add_verdict (printer, posture);
    add_findings (printer, posture);
    if (posture->later != NULL)
        add_advice (printer, "later", posture->later);
    add_forgeries (printer, posture);
    add_records (printer, posture->records);
    add_dmarc (printer, posture);
    add_spf (printer, posture);
    add_dkim (printer, posture);
    add_dns (printer, posture);
}

char *
tf_print_posture_json (const TfPosture *posture)
{
    TfPrinter *printer = tf_printer_new_json ();

    tf_printer_begin_object (printer, NULL);
    tf_print_posture_members (printer, posture);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}
