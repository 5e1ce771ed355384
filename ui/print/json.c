/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json: a report as one JSON object on one line, schema truefrom.check/1 (kept in
 * data/truefrom.check-1.schema.json). Every string is valid UTF-8: what is not becomes
 * U+FFFD. What was checked is in json-checks.c. */
#include "print/print.h"
#include "print/json-private.h"
#include "words/words.h"

/* ---- values ------------------------------------------------------------------------ */

void
tf_json_add_text (JsonBuilder *builder, const char *text)
{
    if (text == NULL) {
        json_builder_add_null_value (builder);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    json_builder_add_string_value (builder, valid);
}

void
tf_json_set_text (JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name (builder, name);
    tf_json_add_text (builder, text);
}

void
tf_json_set_number (JsonBuilder *builder, const char *name, guint64 number)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_int_value (builder, (gint64)MIN (number, (guint64)G_MAXINT64));
}

void
tf_json_set_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_boolean_value (builder, value);
}

void
tf_json_set_null (JsonBuilder *builder, const char *name)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_null_value (builder);
}

void
tf_json_set_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_array (builder);
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        tf_json_add_text (builder, g_ptr_array_index (texts, i));
    json_builder_end_array (builder);
}

void
tf_json_begin (JsonBuilder *builder, const char *name)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_object (builder);
}

static void
set_plain_sentence (JsonBuilder *builder, const char *name, char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = taken != NULL ? tf_words_plain (taken) : NULL;
    tf_json_set_text (builder, name, plain);
}

/* ---- what the message says --------------------------------------------------------- */

static void
add_message (JsonBuilder *builder, const TfDossier *dossier)
{
    tf_json_begin (builder, "message");
    tf_json_set_text (builder, "sha256", dossier->sha256);
    tf_json_set_text (builder, "message_id", dossier->message_id);
    tf_json_set_text (builder, "date", dossier->date);
    tf_json_set_text (builder, "list_id", dossier->list_id);
    tf_json_set_texts (builder, "reply_to", dossier->reply_to);
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
    tf_json_begin (builder, "from");
    tf_json_set_text (builder, "address", author->address);
    tf_json_set_text (builder, "name", author->name);
    tf_json_set_text (builder, "domain", author->domain);
    tf_json_set_text (builder, "state", author_state (author->state));
    tf_json_set_texts (builder, "addresses", author->addresses);
    tf_json_set_text (builder, "reason", tf_reason_to_string (author->reason));
    tf_json_set_text (builder, "displayed", dossier->displayed_from);
    json_builder_end_object (builder);
}

static void
add_time (JsonBuilder *builder, const TfReport *report)
{
    tf_json_begin (builder, "time");
    json_builder_set_member_name (builder, "now");
    json_builder_add_int_value (builder, report->now);
    json_builder_set_member_name (builder, "received_at");
    json_builder_add_int_value (builder, report->received_at);
    tf_json_set_text (builder, "source", tf_time_source_to_string (report->time_source));
    json_builder_end_object (builder);
}

/* Those that lead elsewhere are a part of all, in the same order. */
static gboolean
take_elsewhere (const TfReport *report, const TfAnswerTarget *target, guint *next)
{
    gboolean is = *next < report->elsewhere->len &&
                  g_ptr_array_index (report->elsewhere, *next) == target;

    *next += is ? 1 : 0;
    return is;
}

/* Where an answer goes, as the message says itself. */
static void
add_answer (JsonBuilder *builder, const TfReport *report)
{
    const GPtrArray *targets = report->dossier->answer->targets;
    guint next = 0;

    json_builder_set_member_name (builder, "answer");
    json_builder_begin_array (builder);
    for (guint i = 0; i < targets->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (targets, i);

        json_builder_begin_object (builder);
        tf_json_set_text (builder, "field", tf_answer_field_to_string (target->field));
        tf_json_set_text (builder, "address", target->address);
        tf_json_set_boolean (builder, "elsewhere",
                             take_elsewhere (report, target, &next));
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
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
    if (open->answer_field != NULL)
        return open->answer_field;
    return open->content_type_open ? "content-type" : NULL;
}

static void
add_signs (JsonBuilder *builder, const TfImpersonation *signs, TfCode code)
{
    tf_json_begin (builder, "detail");
    if (code == TF_CODE_NAME_SHOWS_OTHER_ADDRESS) {
        tf_json_set_text (builder, "address", signs->shown.address);
        tf_json_set_text (builder, "domain", signs->shown.domain);
        tf_json_set_text (builder, "where", tf_shown_in_to_string (signs->shown.where));
    } else if (code == TF_CODE_LOOKALIKE_DOMAIN) {
        tf_json_set_text (builder, "known", signs->known);
        tf_json_set_text (builder, "kind",
                          tf_lookalike_to_string (signs->imitation.kind));
    } else {
        tf_json_set_text (builder, "kind", tf_decoration_to_string (signs->decoration));
    }
    json_builder_end_object (builder);
}

static void
add_detail (JsonBuilder *builder, const TfReport *report, TfCode code)
{
    if (code == TF_CODE_NAME_SHOWS_OTHER_ADDRESS || code == TF_CODE_LOOKALIKE_DOMAIN ||
        code == TF_CODE_NAME_DECORATED) {
        add_signs (builder, report->impersonation, code);
        return;
    }
    if (code == TF_CODE_PARTLY_UNSIGNED && report->partial != NULL) {
        tf_json_begin (builder, "detail");
        tf_json_set_text (builder, "field", open_field (&report->partial->coverage));
        tf_json_set_number (builder, "unsigned_bytes",
                            report->partial->coverage.unsigned_bytes);
        json_builder_end_object (builder);
    } else if (code == TF_CODE_REPLY_GOES_ELSEWHERE) {
        tf_json_begin (builder, "detail");
        tf_json_set_texts (builder, "reply_to", report->dossier->reply_to);
        tf_json_set_text (builder, "lookalike", report->impersonation->reply_lookalike);
        json_builder_end_object (builder);
    } else {
        tf_json_set_null (builder, "detail");
    }
}

static void
add_verdict (JsonBuilder *builder, const TfReport *report)
{
    const TfFinding *deciding = &report->verdict.deciding;
    tf_json_begin (builder, "verdict");
    tf_json_set_text (builder, "level", tf_level_to_string (deciding->level));
    tf_json_set_text (builder, "code", tf_code_to_string (deciding->code));
    tf_json_set_text (builder, "rule", tf_code_to_rule (deciding->code));
    set_plain_sentence (builder, "heading", tf_words_heading (report));
    set_plain_sentence (builder, "text", tf_words_text (report));
    add_detail (builder, report, deciding->code);
    json_builder_end_object (builder);
}

static void
add_evidence (JsonBuilder *builder, const TfReport *report)
{
    const TfEvidence *evidence = &report->evidence;
    tf_json_begin (builder, "evidence");
    tf_json_set_text (builder, "result", tf_evidence_result_to_string (evidence->result));
    tf_json_set_text (builder, "source", tf_pass_source_to_string (evidence->source));
    tf_json_set_text (builder, "policy",
                      tf_json_has_policy (report) || evidence->policy != TF_POLICY_NONE
                          ? tf_policy_to_string (evidence->policy)
                          : NULL);
    tf_json_set_text (builder, "reason", tf_reason_to_string (evidence->reason));
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
        tf_json_set_text (builder, "code", tf_code_to_string (finding->code));
        tf_json_set_text (builder, "rule", tf_code_to_rule (finding->code));
        tf_json_set_text (builder, "level", tf_level_to_string (finding->level));
        add_detail (builder, report, finding->code);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

/* ---- the whole --------------------------------------------------------------------- */

/* json-glib escapes the ASCII controls alone. A terminal obeys others too, and many
 * programs that read lines take U+0085 or U+2028 for the end of one. */
static char *
escape_controls (const char *json)
{
    GString *out = g_string_new (NULL);
    for (const char *at = json; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (c < 0x80 || !tf_print_needs_escape (c))
            g_string_append_len (out, at, g_utf8_next_char (at) - at);
        else if (c < 0x10000)
            g_string_append_printf (out, "\\u%04x", c);
        else /* RFC 8259 §7 */
            g_string_append_printf (out, "\\u%04x\\u%04x", 0xd7c0 + (c >> 10),
                                    0xdc00 + (c & 0x3ff));
    }
    return g_string_free (out, FALSE);
}

static char *
generate (JsonBuilder *builder)
{
    g_autoptr (JsonGenerator) generator = json_generator_new ();
    JsonNode *root = json_builder_get_root (builder);
    json_generator_set_root (generator, root);
    json_node_unref (root);
    g_autofree char *json = json_generator_to_data (generator, NULL);
    return escape_controls (json);
}

char *
tf_print_json (const TfReport *report, const char *file, guint index, const char *part)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    json_builder_begin_object (builder);
    tf_json_set_text (builder, "schema", "truefrom.check/1");
    tf_json_set_text (builder, "file", file);
    tf_json_set_number (builder, "index", index);
    tf_json_set_boolean (builder, "attached", part != NULL);
    tf_json_set_text (builder, "part", part);
    add_message (builder, report->dossier);
    add_from (builder, report->dossier);
    add_answer (builder, report);
    add_time (builder, report);
    add_verdict (builder, report);
    add_evidence (builder, report);
    add_findings (builder, report);
    tf_json_add_checks (builder, report);
    json_builder_end_object (builder);
    return generate (builder);
}
