/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* From a message and its DNS answers to a report, and from the report to text. The input is an
 * answers file, a line SEPARATOR, and the message; without the separator all of it is the
 * message. The order in which answers arrive must not matter. */
#include "fuzz.h"

#include <json-glib/json-glib.h>

#include "evaluate/evaluate.h"
#include "print/print.h"
#include "words/words.h"

#define SEPARATOR "\n--message--\n"
#define NOW       1795000000

static const char *const usual_answers =
    "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"legit.example\": {\"A\": [\"192.0.2.1\"]},"
    " \"attack.example\": {\"A\": [\"192.0.2.66\"]},"
    " \"s1._domainkey.legit.example\": {\"TXT\": \"TIMEOUT\"}}";

static void
answer_questions (const TfDnsZone *zone, TfDns *dns, gboolean backwards)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

    FUZZ_ASSERT (wanted->len > 0);
    for (guint i = 0; i < wanted->len; i++) {
        guint index = backwards ? wanted->len - 1 - i : i;
        const TfDnsQuestion *question = g_ptr_array_index (wanted, index);
        g_autoptr (TfDnsAnswer) answer =
            tf_dns_zone_lookup (zone, question->type, question->name);

        tf_dns_tell (dns, question->type, question->name, answer);
    }
}

static TfReport *
evaluate (const TfDossier *dossier, const TfSettings *settings, const TfDnsZone *zone,
          gboolean final, gboolean backwards)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    TfEvaluation evaluation = {.now = NOW, .final = final};
    TfReport *report;
    guint rounds = 0;

    while ((report = tf_evaluate (dossier, settings, NULL, dns, &evaluation)) == NULL) {
        FUZZ_ASSERT (++rounds <= TF_LIMIT_ROUNDS);
        answer_questions (zone, dns, backwards);
    }
    FUZZ_ASSERT (tf_dns_count_questions (dns) <= TF_LIMIT_QUESTIONS);
    return report;
}

static void
check_report (const TfReport *report)
{
    g_autofree char *json = tf_print_json (report, &(TfPrintMessage){.file = "a.eml"});
    g_autofree char *text = tf_print_text (report, &(TfPrintMessage){.label = "a.eml"},
                                           &(TfPrintStyle){FALSE, 40});
    g_autofree char *details = tf_words_report_text (report);
    g_autofree char *heading = tf_words_heading (report);
    g_autofree char *from = tf_words_address_line (report);
    g_autoptr (JsonParser) parser = json_parser_new ();

    FUZZ_ASSERT (json_parser_load_from_data (parser, json, -1, NULL));
    FUZZ_ASSERT (strchr (json, '\n') == NULL);
    FUZZ_ASSERT ((heading == NULL) == (report->verdict.deciding.level == TF_LEVEL_QUIET));
    fuzz_check_utf8 (json);
    fuzz_check_utf8 (text);
    fuzz_check_utf8 (details);
    fuzz_check_utf8 (heading);
    fuzz_check_utf8 (from);
    for (const char *at = from; *at != '\0'; at++)
        FUZZ_ASSERT ((guchar)*at >= 0x20 && *at != 0x7f);
}

/* A reader who has named nobody, and one who trusts servers and sealers. */
static TfSettings *
settings_new (gboolean trusting)
{
    TfSettings *settings = tf_settings_new ();

    tf_settings_add_own (settings, "user@victim.example");
    if (!trusting)
        return settings;
    tf_settings_add_own (settings, "victim.example");
    tf_settings_add_protected (settings, "legitbank.com");
    tf_settings_add_border (settings, "mx.victim.example");
    tf_settings_add_trusted_server (settings, "mx.victim.example:below");
    tf_settings_add_trusted_sealer (settings, "list.example");
    tf_settings_set_allow_legacy_crypto (settings, TRUE);
    return settings;
}

/* The same message for a reader who trusts servers and sealers. */
static void
judge_trusting (const TfDossier *dossier, const TfDnsZone *zone)
{
    static TfSettings *settings;
    g_autoptr (TfReport) report = NULL;

    if (settings == NULL)
        settings = settings_new (TRUE);
    report = evaluate (dossier, settings, zone, TRUE, FALSE);
    check_report (report);
}

static void
judge (TfSource *source, TfSettings *settings, const TfDnsZone *zone)
{
    g_autoptr (TfDossier) dossier =
        tf_dossier_read (source, NULL, settings->suffixes, NULL);
    g_autoptr (TfReport) report = NULL;
    g_autoptr (TfReport) backwards = NULL;
    g_autoptr (TfReport) first = NULL;

    FUZZ_ASSERT (dossier != NULL);
    report = evaluate (dossier, settings, zone, TRUE, FALSE);
    backwards = evaluate (dossier, settings, zone, TRUE, TRUE);
    first = evaluate (dossier, settings, zone, FALSE, FALSE);
    FUZZ_ASSERT (report->verdict.deciding.code == backwards->verdict.deciding.code);
    FUZZ_ASSERT (report->evidence.result == backwards->evidence.result);
    check_report (report);
    check_report (first);
    judge_trusting (dossier, zone);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    const char *cut =
        size > 0 ? g_strstr_len ((const char *)data, (gssize)size, SEPARATOR) : NULL;
    gssize n_answers = cut != NULL ? cut - (const char *)data : 0;
    gsize skip = cut != NULL ? (gsize)n_answers + strlen (SEPARATOR) : 0;
    g_autoptr (GBytes) message = g_bytes_new (data + skip, size - skip);
    g_autoptr (TfSource) source = tf_source_new_bytes (message);
    g_autoptr (TfDnsZone) zone = NULL;
    static TfSettings *settings;

    if (settings == NULL)
        settings = settings_new (FALSE);
    if (cut != NULL)
        zone = tf_dns_zone_parse ((const char *)data, n_answers, NULL);
    if (zone == NULL)
        zone = tf_dns_zone_parse (usual_answers, -1, NULL);
    judge (source, settings, zone);
    return 0;
}
