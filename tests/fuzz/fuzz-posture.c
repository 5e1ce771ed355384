/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* From a domain and its zone to a posture, and from that to text, JSON and HTML. The input is a domain, a
 * line end, and an answers file; where that cannot be read, what follows is a record of example.org. */
#include "fuzz.h"

#include <json-glib/json-glib.h>

#include "posture/posture.h"
#include "print/earlier.h"
#include "print/sheet.h"

#define NOW 1790000000

static TfPosture *
read_posture (const TfPostureQuestion *question, const TfDnsZone *zone)
{
    g_autoptr (TfDns) dns = tf_dns_new_with_budget (TF_LIMIT_POSTURE_QUESTIONS);
    TfPosture *posture;
    guint rounds = 0;

    while ((posture = tf_posture_read (question, dns)) == NULL) {
        g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

        FUZZ_ASSERT (wanted->len > 0 && ++rounds <= TF_LIMIT_ROUNDS);
        for (guint i = 0; i < wanted->len; i++) {
            const TfDnsQuestion *asked = g_ptr_array_index (wanted, i);
            g_autoptr (TfDnsAnswer) answer =
                tf_dns_zone_lookup (zone, asked->type, asked->name);

            tf_dns_tell (dns, asked->type, asked->name, answer);
        }
    }
    FUZZ_ASSERT (tf_dns_count_questions (dns) <= TF_LIMIT_POSTURE_QUESTIONS);
    return posture;
}

/* Nothing in it steers a terminal, except for line ends of our own. */
static void
check_text (const char *text)
{
    fuzz_check_utf8 (text);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        FUZZ_ASSERT (*at == '\n' || !tf_print_needs_escape (g_utf8_get_char (at)));
}

static void
check_html (const char *html)
{
    fuzz_check_utf8 (html);
    FUZZ_ASSERT (strstr (html, "<script") == NULL && strstr (html, "<img") == NULL);
    FUZZ_ASSERT (g_str_has_suffix (html, "</html>\n"));
}

/* Compared with itself nothing has changed. */
static void
check_changes (const TfPosture *posture, const char *json)
{
    g_autoptr (TfEarlier) earlier = tf_earlier_parse (json, strlen (json), NULL);
    g_autoptr (TfChanges) changes = NULL;

    FUZZ_ASSERT (earlier != NULL);
    changes = tf_changes_new (earlier, posture);
    FUZZ_ASSERT (changes->has_before && !changes->weaker);
    FUZZ_ASSERT (changes->new_findings->len == 0 && changes->gone_findings->len == 0);
}

static void
check_posture (const TfPosture *posture)
{
    const TfSheetSource source = {"nobody", "0"};
    g_autoptr (TfSheet) sheet = tf_words_sheet_new (posture, &source);
    g_autofree char *json = tf_print_posture_json (posture);
    g_autofree char *text =
        tf_print_posture_text (posture, &(TfPrintStyle){FALSE, 60}, TRUE);
    g_autofree char *html = tf_print_sheet_html (sheet);
    g_autofree char *plain = tf_print_sheet_text (sheet);
    g_autoptr (JsonParser) parser = json_parser_new ();

    FUZZ_ASSERT (json_parser_load_from_data (parser, json, -1, NULL));
    FUZZ_ASSERT (strchr (json, '\n') == NULL);
    check_text (text);
    check_text (plain);
    check_html (html);
    check_changes (posture, json);
}

/* TEXT as the policy, the SPF record and a key of example.org. */
static TfDnsZone *
zone_of_record (TfSpan text)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_RECORDS);
    g_autoptr (GBytes) bytes = g_bytes_new (text.data, text.length);
    g_autofree char *json = NULL;

    tf_dns_answer_add_text (answer, bytes);
    tf_dns_tell (dns, TF_DNS_TXT, "example.org", answer);
    tf_dns_tell (dns, TF_DNS_TXT, "_dmarc.example.org", answer);
    tf_dns_tell (dns, TF_DNS_TXT, "s1._domainkey.example.org", answer);
    tf_dns_tell (dns, TF_DNS_TXT, "_mta-sts.example.org", answer);
    tf_dns_tell (dns, TF_DNS_TXT, "default._bimi.example.org", answer);
    json = tf_dns_to_json (&dns, 1, -1, -1, -1);
    return tf_dns_zone_parse (json, -1, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static TfSuffixList *suffixes;
    TfCursor cursor = tf_cursor (fuzz_span (data, size));
    g_autofree char *domain =
        tf_domain_parse (tf_span_strip (tf_cursor_take_until (&cursor, '\n')));
    TfSpan rest = tf_cursor_rest (&cursor);
    g_autoptr (TfDnsZone) zone = NULL;
    g_autoptr (TfPosture) posture = NULL;

    if (suffixes == NULL)
        suffixes = tf_suffix_list_new_builtin ();
    if (rest.length > 0)
        zone = tf_dns_zone_parse (rest.data, (gssize)rest.length, NULL);
    if (zone == NULL)
        zone = zone_of_record (rest);
    posture = read_posture (&(TfPostureQuestion){domain != NULL ? domain : "example.org",
                                                 NULL, FALSE, NOW, suffixes},
                            zone);
    check_posture (posture);
    return 0;
}
