/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns-zone: the answers file: what it answers, and what is wrong with it. */
#include "dns/dns.h"

static const char zone_text[] =
    "{ \"@\": {\"now\": 1760000000, \"received_at\": \"2025-10-09T05:06:40Z\"},"
    "\"s1._domainkey.Legit.example.\": {\"TXT\": [\"v=DKIM1; p=\", [\"a\", \"b\"], "
    "\"\\u0000\\u00ff\\u00e9\"]},"
    "\"legit.example\": {\"MX\": [[10, \"MX.legit.example.\"], [0, \".\"]], \"A\": "
    "[\"192.0.2.10\"],"
    "                   \"AAAA\": [\"2001:db8::1\"], \"PTR\": [\"Host.example\"], "
    "\"NS\": [\"ns.example\"]},"
    "\"slow.example\": {\"TXT\": \"TIMEOUT\", \"*\": \"REFUSED\"}, \"bad.example\": "
    "{\"*\": \"SERVFAIL\"},"
    "\"gone.below.example\": {\"TXT\": \"NXDOMAIN\"}, \"private.example\": {\"*\": "
    "\"NOTASKED\"},"
    "\"a.deep.name.example\": {}, \"none.example\": {\"TXT\": []}, \"bare.example\": "
    "{\"*\": []},"
    "\"alias.example\": {\"CNAME\": \"Legit.Example\", \"*\": \"SERVFAIL\"},"
    "\"list.example\": {\"CNAME\": [\"alias.example\"]},"
    "\"dangling.example\": {\"CNAME\": \"nowhere.example\"},"
    "\"loop1.example\": {\"CNAME\": \"loop2.example\"}, \"loop2.example\": {\"CNAME\": "
    "\"loop1.example\"},"
    "\"self.example\": {\"CNAME\": \"self.example\"},"
    "\"only.example\": {\"TXT\": \"v=spf1 -all\"},"
    "\"c0.example\": {\"TXT\": [\"end\"]},"
    "\"c1.example\": {\"CNAME\": \"c0.example\"}, \"c2.example\": {\"CNAME\": "
    "\"c1.example\"},"
    "\"c3.example\": {\"CNAME\": \"c2.example\"}, \"c4.example\": {\"CNAME\": "
    "\"c3.example\"},"
    "\"c5.example\": {\"CNAME\": \"c4.example\"}, \"c6.example\": {\"CNAME\": "
    "\"c5.example\"},"
    "\"c7.example\": {\"CNAME\": \"c6.example\"}, \"c8.example\": {\"CNAME\": "
    "\"c7.example\"},"
    "\"c9.example\": {\"CNAME\": \"c8.example\"} }";

static const struct {
    TfDnsType type;
    const char *name;
    TfDnsStatus status;
    guint n_records;
} lookups[] = {
    {TF_DNS_TXT, "s1._domainkey.legit.example", TF_DNS_RECORDS, 3},
    {TF_DNS_TXT, "S1._DomainKey.legit.example.", TF_DNS_RECORDS, 3},
    {TF_DNS_A, "s1._domainkey.legit.example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "_domainkey.legit.example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "legit.example", TF_DNS_NODATA, 0},
    {TF_DNS_MX, "legit.example", TF_DNS_RECORDS, 2},
    {TF_DNS_A, "legit.example", TF_DNS_RECORDS, 1},
    {TF_DNS_AAAA, "legit.example", TF_DNS_RECORDS, 1},
    {TF_DNS_PTR, "legit.example", TF_DNS_RECORDS, 1},
    {TF_DNS_TXT, "slow.example", TF_DNS_TIMEOUT, 0},
    {TF_DNS_A, "slow.example", TF_DNS_REFUSED, 0},
    {TF_DNS_MX, "bad.example", TF_DNS_SERVFAIL, 0},
    {TF_DNS_TXT, "private.example", TF_DNS_NOTASKED, 0},
    {TF_DNS_TXT, "gone.below.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_MX, "gone.below.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_MX, "below.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_TXT, "below.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_TXT, "nowhere.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_TXT, "it.example", TF_DNS_NXDOMAIN,
     0}, /* an end of legit.example, not above it */
    {TF_DNS_TXT, "example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "deep.name.example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "a.deep.name.example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "b.deep.name.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_TXT, "none.example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "bare.example", TF_DNS_NODATA, 0},
    {TF_DNS_MX, "alias.example", TF_DNS_RECORDS, 2},
    {TF_DNS_MX, "list.example", TF_DNS_RECORDS, 2},
    {TF_DNS_TXT, "alias.example", TF_DNS_NODATA, 0},
    {TF_DNS_TXT, "dangling.example", TF_DNS_NXDOMAIN, 0},
    {TF_DNS_TXT, "loop1.example", TF_DNS_MALFORMED, 0},
    {TF_DNS_TXT, "self.example", TF_DNS_MALFORMED, 0},
    {TF_DNS_TXT, "only.example", TF_DNS_RECORDS, 1},
    {TF_DNS_TXT, "c8.example", TF_DNS_RECORDS, 1},
    {TF_DNS_TXT, "c9.example", TF_DNS_MALFORMED, 0}, /* KY-13: a chain of nine */
};

static void
test_zone_lookup (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (zone_text, -1, &error);

    g_assert_no_error (error);
    g_assert_cmpint (tf_dns_zone_get_now (zone), ==, 1760000000);
    g_assert_cmpint (tf_dns_zone_get_received_at (zone), ==, 1759986400);
    for (guint i = 0; i < G_N_ELEMENTS (lookups); i++) {
        g_autoptr (TfDnsAnswer) answer =
            tf_dns_zone_lookup (zone, lookups[i].type, lookups[i].name);

        g_test_message ("%s %s", lookups[i].name,
                        tf_dns_type_to_string (lookups[i].type));
        g_assert_cmpstr (tf_dns_status_to_string (answer->status), ==,
                         tf_dns_status_to_string (lookups[i].status));
        g_assert_cmpuint (tf_dns_answer_count (answer, lookups[i].type), ==,
                          lookups[i].n_records);
    }
}

/* Where CNAMEs led, which a record of the answers keeps. */
static void
test_zone_aliases (void)
{
    static const struct {
        const char *name;
        const char *alias;
    } rows[] = {{"alias.example", "legit.example"},
                {"list.example", "legit.example"},
                {"dangling.example", "nowhere.example"},
                {"c3.example", "c0.example"},
                {"c0.example", NULL},
                {"only.example", NULL}};
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (zone_text, -1, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfDnsAnswer) answer =
            tf_dns_zone_lookup (zone, TF_DNS_TXT, rows[i].name);
        g_autoptr (TfDns) dns = tf_dns_new ();
        g_autofree char *json = NULL;
        g_autoptr (TfDnsZone) again = NULL;
        g_autoptr (TfDnsAnswer) same = NULL;

        g_assert_cmpstr (answer->alias, ==, rows[i].alias);
        tf_dns_tell (dns, TF_DNS_TXT, rows[i].name, answer);
        json = tf_dns_to_json (&dns, 1, -1, -1, -1);
        again = tf_dns_zone_parse (json, -1, NULL);
        same = tf_dns_zone_lookup (again, TF_DNS_TXT, rows[i].name);
        g_assert_cmpstr (same->alias, ==, rows[i].alias);
        g_assert_cmpint (same->status, ==, answer->status);
        g_assert_cmpuint (same->texts->len, ==, answer->texts->len);
    }
}

static void
test_zone_bytes (void)
{
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (zone_text, -1, NULL);
    g_autoptr (TfDnsAnswer) text =
        tf_dns_zone_lookup (zone, TF_DNS_TXT, "s1._domainkey.legit.example");
    g_autoptr (TfDnsAnswer) mx = tf_dns_zone_lookup (zone, TF_DNS_MX, "legit.example");
    g_autoptr (TfDnsAnswer) v6 = tf_dns_zone_lookup (zone, TF_DNS_AAAA, "legit.example");
    g_autoptr (TfDnsAnswer) v4 = tf_dns_zone_lookup (zone, TF_DNS_A, "legit.example");
    const TfDnsMx *first = g_ptr_array_index (mx->exchanges, 0);
    const TfDnsMx *second = g_ptr_array_index (mx->exchanges, 1);
    g_autoptr (GBytes) joined = g_bytes_new_static ("ab", 2);
    g_autoptr (GBytes) octets = g_bytes_new_static ("\0\xff\xe9", 3);
    g_autoptr (GBytes) address = g_bytes_new_static ("\xc0\0\x02\x0a", 4);

    g_assert_true (g_bytes_equal (g_ptr_array_index (text->texts, 1), joined));
    g_assert_true (g_bytes_equal (g_ptr_array_index (text->texts, 2), octets));
    g_assert_cmpuint (first->preference, ==, 10);
    g_assert_cmpstr (first->host, ==, "mx.legit.example");
    g_assert_cmpstr (second->host, ==, ".");
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (v6->addresses, 0)), ==, 16);
    g_assert_true (g_bytes_equal (g_ptr_array_index (v4->addresses, 0), address));
}

static void
test_zone_without_clock (void)
{
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse ("{}", 2, NULL);
    g_autoptr (TfDnsZone) half = tf_dns_zone_parse ("{\"@\": {\"now\": 0}}", -1, NULL);

    g_assert_cmpint (tf_dns_zone_get_now (zone), ==, -1);
    g_assert_cmpint (tf_dns_zone_get_received_at (zone), ==, -1);
    g_assert_cmpint (tf_dns_zone_get_now (half), ==, 0);
    g_assert_cmpint (tf_dns_zone_get_received_at (half), ==, -1);
}

/* What is wrong, and what the sentence must name. */
static const struct {
    const char *text;
    const char *named;
} bad_zones[] = {
    {"", "JSON"},
    {"x", "1:"},
    {"[]", "object"},
    {"{\"a.example\": {\"TXT\": [\"x\"", ":1"},
    {"{\"a.example\": []}", "a.example: "},
    {"{\"a.example\": \"TIMEOUT\"}", "a.example: "},
    {"{\"a.example\": {\"TXT\": \"TIMOUT\"}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": \"\"}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": \"v=\\u0100\"}}", "a.example TXT: "},
    {"{\"a.example\": {\"A\": \"192.0.2.1\"}}", "a.example A: "},
    {"{\"a.example\": {}, \"b.example\": {}, \"a.example\" : {}}",
     "a.example: is there twice"},
    {"{\"a.example\": {\"TXT\": [], \"A\": [], \"TXT\": []}}", "TXT: is there twice"},
    {"{\"@\": {}, \"@\": {}}", "@: is there twice"},
    {"{\"a.example\": {\"TXT\": \"timeout\"}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": [1]}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": null}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": [null]}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": [[\"a\", 1]]}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": [[[\"a\"]]]}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": [\"\\u0100\"]}}", "a.example TXT: "},
    {"{\"a.example\": {\"TXT\": [\"\\ue000\"]}}", "U+E000"},
    {"{\"a.example\": {\"TXT\": [\"\xee\x80\x80\"]}}", "U+E000"},
    {"{\"a.example\": {\"TXT\": {\"x\": 1}}}", "a.example TXT: "},
    {"{\"a.example\": {\"A\": [\"2001:db8::1\"]}}", "a.example A: "},
    {"{\"a.example\": {\"A\": [\"192.0.2\"]}}", "a.example A: "},
    {"{\"a.example\": {\"AAAA\": [\"192.0.2.1\"]}}", "a.example AAAA: "},
    {"{\"a.example\": {\"MX\": [10, \"mx.example\"]}}", "a.example MX: "},
    {"{\"a.example\": {\"MX\": [[\"10\", \"mx.example\"]]}}", "a.example MX: "},
    {"{\"a.example\": {\"MX\": [[65536, \"mx.example\"]]}}", "a.example MX: "},
    {"{\"a.example\": {\"MX\": [[10]]}}", "a.example MX: "},
    {"{\"a.example\": {\"MX\": [[10, \"mx..example\"]]}}", "a.example MX: "},
    {"{\"a.example\": {\"PTR\": [\"\"]}}", "a.example PTR: "},
    {"{\"a.example\": {\"TXTT\": [\"x\"]}}", "a.example TXTT: "},
    {"{\"a.example\": {\"*\": [\"x\"]}}", "a.example *: "},
    {"{\"a.example\": {\"CNAME\": \"NXDOMAIN\"}}", "a.example CNAME: "},
    {"{\"a.example\": {\"CNAME\": [\"b.example\", \"c.example\"]}}", "a.example CNAME: "},
    {"{\"a..example\": {}}", "a..example: "},
    {"{\"\": {}}", "ASCII"},
    {"{\"\xc3\xa4.example\": {}}", "ASCII"},
    {"{\"a.example\": {}, \"A.example.\": {}}", "twice"},
    {"{\"@\": {\"now\": 1.5}}", "@ now: "},
    {"{\"@\": {\"now\": -1}}", "@ now: "},
    {"{\"@\": {\"received_at\": \"yesterday\"}}", "@ received_at: "},
    {"{\"@\": {\"clock\": 1}}", "@ clock: "},
    {"{\"@\": {\"invents\": 1}}", "@ invents: "},
    {"{\"@\": {\"invents\": \"true\"}}", "@ invents: "},
    {"{\"@\": 1}", "@: "},
    {"{\"a.example\": {\"TXT\": [[[[[[[[[[[[1]]]]]]]]]]]]}}", "deep"},
    {"{\"\xff\": {}}", "UTF-8"},
};

static void
test_zone_errors (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (bad_zones); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (bad_zones[i].text, -1, &error);

        g_test_message ("%s", error != NULL ? error->message : bad_zones[i].named);
        g_assert_null (zone);
        g_assert_true (error->domain == TF_DNS_ERROR);
        g_assert_nonnull (strstr (error->message, bad_zones[i].named));
    }
}

static void
test_zone_nul_and_length (void)
{
    static const char text[] = "{}\0{}";
    g_autoptr (GError) error = NULL;

    g_assert_null (tf_dns_zone_parse (text, sizeof text - 1, &error));
    g_assert_error (error, TF_DNS_ERROR, TF_DNS_ERROR_JSON);
}

/* ---- the public suites ------------------------------------------------------------- */

static void
test_suites (void)
{
    static const char *const suites[] = {"dkim-dkimpy", "dkim-lieser", "dkim-mail-dkim"};
    const char *data = g_getenv ("TRUEFROM_TEST_DATA");
    g_autofree char *folder =
        g_build_filename (data != NULL ? data : ".", "../../../../shared/suites", NULL);

    if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip ("the public suites are not beside the project");
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
        g_autofree char *path = g_build_filename (folder, suites[i], "dns.json", NULL);
        g_autofree char *text = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (TfDnsZone) zone = NULL;

        g_file_get_contents (path, &text, NULL, &error);
        g_assert_no_error (error);
        zone = tf_dns_zone_parse (text, -1, &error);
        g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dns/zone/lookup", test_zone_lookup);
    g_test_add_func ("/dns/zone/aliases", test_zone_aliases);
    g_test_add_func ("/dns/zone/bytes", test_zone_bytes);
    g_test_add_func ("/dns/zone/without-clock", test_zone_without_clock);
    g_test_add_func ("/dns/zone/errors", test_zone_errors);
    g_test_add_func ("/dns/zone/nul-and-length", test_zone_nul_and_length);
    g_test_add_func ("/dns/suites", test_suites);
    return g_test_run ();
}
