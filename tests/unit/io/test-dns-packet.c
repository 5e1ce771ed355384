/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns-packet: reading honest raw DNS responses (KY-13, KY-14).
 */
#include "dns-builder.h"

/* ---- honest ------------------------------------------------------------------------ */

static void
test_text (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK | 0x20, 3, 0, 16);
    g_autoptr (TfDnsAnswer) answer = NULL;
    g_autoptr (GBytes) joined = g_bytes_new_static ("ab\0\xff", 4);
    g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

    PUT_RECORD (octets, NAME_AT_12, 16, 300, "\2ab\2\0\xff");
    PUT_RECORD (octets, NAME_AT_12, 16, 60, "\0");
    PUT_RECORD (octets, "\3KEY\7eXaMple\0", 16, 600, "\1x");
    answer = parse (octets, TF_DNS_TXT);
    g_assert_cmpint (answer->status, ==, TF_DNS_RECORDS);
    g_assert_cmpuint (answer->texts->len, ==, 3);
    g_assert_true (g_bytes_equal (g_ptr_array_index (answer->texts, 0), joined));
    g_assert_true (g_bytes_equal (g_ptr_array_index (answer->texts, 1), empty));
    g_assert_cmpuint (answer->ttl, ==, 60);
    g_assert_true (answer->authentic);
}

static void
test_other_types (void)
{
    g_autoptr (GByteArray) a = response (FLAGS_OK, 1, 0, 1);
    g_autoptr (GByteArray) aaaa = response (FLAGS_OK, 1, 0, 28);
    g_autoptr (GByteArray) mx = response (FLAGS_OK, 2, 0, 15);
    g_autoptr (GByteArray) ptr = response (FLAGS_OK, 1, 0, 12);
    g_autoptr (TfDnsAnswer) a_answer = NULL;
    g_autoptr (TfDnsAnswer) aaaa_answer = NULL;
    g_autoptr (TfDnsAnswer) mx_answer = NULL;
    g_autoptr (TfDnsAnswer) ptr_answer = NULL;
    const TfDnsMx *exchange;

    PUT_RECORD (a, NAME_AT_12, 1, 1, "\xc0\0\2\x0a");
    PUT_RECORD (aaaa, NAME_AT_12, 28, 1, "0123456789abcdef");
    PUT_RECORD (mx, NAME_AT_12, 15, 1, "\1\2\2MX\xc0\x0c");
    PUT_RECORD (mx, NAME_AT_12, 15, 1, "\0\0\0");
    PUT_RECORD (ptr, NAME_AT_12, 12, 0x80000000u, "\5h.\\\x01s\xc0\x10");
    a_answer = parse (a, TF_DNS_A);
    g_assert_cmpuint (a_answer->addresses->len, ==, 1);
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (a_answer->addresses, 0)), ==,
                      4);
    g_assert_false (a_answer->authentic);
    aaaa_answer = parse (aaaa, TF_DNS_AAAA);
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (aaaa_answer->addresses, 0)),
                      ==, 16);
    mx_answer = parse (mx, TF_DNS_MX);
    exchange = g_ptr_array_index (mx_answer->exchanges, 0);
    g_assert_cmpuint (exchange->preference, ==, 258);
    g_assert_cmpstr (exchange->host, ==, "mx.key.example");
    exchange = g_ptr_array_index (mx_answer->exchanges, 1);
    g_assert_cmpstr (exchange->host, ==, ".");
    ptr_answer = parse (ptr, TF_DNS_PTR);
    g_assert_cmpstr (g_ptr_array_index (ptr_answer->names, 0), ==,
                     "h\\.\\\\\\001s.example");
    g_assert_cmpuint (ptr_answer->ttl, ==, 0); /* RFC 2181 §8 */
}

static void
test_response_codes (void)
{
    static const struct {
        guint flags;
        TfDnsStatus status;
    } rows[] = {
        {FLAGS_OK, TF_DNS_NODATA},
        {FLAGS_OK | 1, TF_DNS_SERVFAIL},
        {FLAGS_OK | 2, TF_DNS_SERVFAIL},
        {FLAGS_OK | 3, TF_DNS_NXDOMAIN},
        {FLAGS_OK | 4, TF_DNS_SERVFAIL},
        {FLAGS_OK | 5, TF_DNS_REFUSED},
        {FLAGS_OK | 15, TF_DNS_SERVFAIL},
        {FLAGS_OK | 0x0200, TF_DNS_MALFORMED},
        {FLAGS_OK & 0x7fff, TF_DNS_MALFORMED},
        {FLAGS_OK | 0x2800, TF_DNS_MALFORMED},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GByteArray) octets = response (rows[i].flags, 0, 0, 16);

        assert_status (octets, TF_DNS_TXT, rows[i].status);
    }
}

static void
test_negative_ttl (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK | 3, 0, 2, 16);
    g_autoptr (GByteArray) silent = response (FLAGS_OK | 3, 0, 0, 16);
    g_autoptr (GByteArray) broken = response (FLAGS_OK | 3, 0, 1, 16);
    g_autoptr (TfDnsAnswer) answer = NULL;
    g_autoptr (TfDnsAnswer) silent_answer = parse (silent, TF_DNS_TXT);
    g_autoptr (TfDnsAnswer) broken_answer = NULL;

    PUT_RECORD (octets, NAME_AT_12, 2, 9, "\0");
    PUT_RECORD (octets, "\0", 6, 900,
                "\0\0"
                "0123"
                "0123"
                "0123"
                "0123"
                "\0\0\1\x2c");
    answer = parse (octets, TF_DNS_TXT);
    g_assert_cmpint (answer->status, ==, TF_DNS_NXDOMAIN);
    g_assert_cmpuint (answer->ttl, ==, 300);
    g_assert_cmpuint (silent_answer->ttl, ==, 0);
    PUT (broken, "\0\0");
    broken_answer = parse (broken, TF_DNS_TXT);
    g_assert_cmpint (broken_answer->status, ==, TF_DNS_MALFORMED);
}

/* Where a chain of N_ALIASES ends. */
static void
assert_alias (GByteArray *octets, guint n_aliases)
{
    g_autoptr (TfDnsAnswer) answer = parse (octets, TF_DNS_TXT);
    const char last[] = {(char)('a' + n_aliases), '\0'};
    gboolean is_chain = n_aliases > 0 && n_aliases <= TF_LIMIT_CNAMES;

    g_assert_cmpstr (answer->alias, ==, is_chain ? last : NULL);
}

static void
test_aliases (void)
{
    for (guint n_aliases = 0; n_aliases <= 10; n_aliases++) {
        g_autoptr (GByteArray) forwards = chain (n_aliases, FALSE, FALSE);
        g_autoptr (GByteArray) backwards = chain (n_aliases, TRUE, FALSE);
        TfDnsStatus status =
            n_aliases <= TF_LIMIT_CNAMES ? TF_DNS_RECORDS : TF_DNS_MALFORMED;

        assert_status (forwards, TF_DNS_TXT, status);
        assert_status (backwards, TF_DNS_TXT, status);
        assert_alias (forwards, n_aliases);
    }
}

static void
test_alias_details (void)
{
    g_autoptr (GByteArray) loop = chain (3, FALSE, TRUE);
    g_autoptr (GByteArray) self = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (GByteArray) absent = response (FLAGS_OK | 3, 1, 0, 16);
    g_autoptr (GByteArray) no_data = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (GByteArray) ttl = chain (2, FALSE, FALSE);
    g_autoptr (TfDnsAnswer) answer = parse (ttl, TF_DNS_TXT);

    PUT_RECORD (self, NAME_AT_12, 5, 1, NAME_AT_12);
    PUT_RECORD (absent, NAME_AT_12, 5, 1, "\1b\0");
    PUT_RECORD (no_data, NAME_AT_12, 5, 1, "\1b\0");
    assert_status (loop, TF_DNS_TXT, TF_DNS_MALFORMED);
    assert_status (self, TF_DNS_TXT, TF_DNS_MALFORMED);
    assert_status (absent, TF_DNS_TXT, TF_DNS_NXDOMAIN);  /* RFC 6604 §3 */
    assert_status (no_data, TF_DNS_TXT, TF_DNS_SERVFAIL); /* only a part of an answer */
    g_assert_cmpuint (answer->ttl, ==, 100);
}

/* ---- what stands beside a no ------------------------------------------------------- */

#define NS_DATA  "\2ns\0"
#define SOA_DATA "\0\0\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\x3c"

#define AUTHORITATIVE 0x0400
#define RECURSIVE     0x0080

static void
test_referrals (void)
{
    static const struct {
        guint flags;
        gboolean ns;
        gboolean soa;
        TfDnsStatus status;
    } rows[] = {
        {FLAGS_OK, FALSE, FALSE, TF_DNS_NODATA},
        {FLAGS_OK, FALSE, TRUE, TF_DNS_NODATA},
        {FLAGS_OK, TRUE, TRUE, TF_DNS_NODATA}, /* RFC 2308 §2.2, type 1 */
        {FLAGS_OK, TRUE, FALSE, TF_DNS_SERVFAIL},
        {FLAGS_OK & ~RECURSIVE, TRUE, FALSE, TF_DNS_SERVFAIL},
        {FLAGS_OK & ~RECURSIVE, FALSE, FALSE, TF_DNS_SERVFAIL},
        {FLAGS_OK & ~RECURSIVE, FALSE, TRUE, TF_DNS_NODATA},
        {(FLAGS_OK & ~RECURSIVE) | AUTHORITATIVE, FALSE, FALSE, TF_DNS_NODATA},
        {FLAGS_OK | AUTHORITATIVE, TRUE, FALSE, TF_DNS_NODATA},
        {FLAGS_OK | 3, TRUE, FALSE, TF_DNS_NXDOMAIN},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        guint n_authority = (rows[i].ns ? 1 : 0) + (rows[i].soa ? 1 : 0);
        g_autoptr (GByteArray) octets = response (rows[i].flags, 0, n_authority, 16);

        if (rows[i].ns)
            PUT_RECORD (octets, "\7example\0", 2, 60, NS_DATA);
        if (rows[i].soa)
            PUT_RECORD (octets, "\7example\0", 6, 60, SOA_DATA);
        g_test_message ("row %u", i);
        assert_status (octets, TF_DNS_TXT, rows[i].status);
    }
}

static void
check_remark (GByteArray *octets, const char *target, gboolean unfounded)
{
    TfDnsRemark remark;
    g_autoptr (TfDnsAnswer) answer = tf_dns_packet_parse (
        tf_span ((char *)octets->data, octets->len), TF_DNS_TXT, "key.example", &remark);

    g_assert_cmpstr (remark.target, ==, target);
    g_assert_cmpint (remark.unfounded, ==, unfounded);
    tf_dns_remark_clear (&remark);
}

static void
test_remarks (void)
{
    g_autoptr (GByteArray) alone = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (GByteArray) denied = response (FLAGS_OK | 3, 1, 1, 16);
    g_autoptr (GByteArray) empty = response (FLAGS_OK, 0, 0, 16);
    g_autoptr (GByteArray) founded = response (FLAGS_OK, 0, 1, 16);
    g_autoptr (GByteArray) records = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (TfDnsAnswer) answer = NULL;

    PUT_RECORD (alone, NAME_AT_12, 5, 77, "\1B\7example\0");
    PUT_RECORD (denied, NAME_AT_12, 5, 77, "\1b\0");
    PUT_RECORD (denied, "\0", 6, 9, SOA_DATA);
    PUT_RECORD (founded, "\0", 6, 9, SOA_DATA);
    PUT_RECORD (records, NAME_AT_12, 16, 9, "\1x");
    check_remark (alone, "b.example", TRUE);
    check_remark (denied, "b", FALSE);
    check_remark (empty, NULL, TRUE);
    check_remark (founded, NULL, FALSE);
    check_remark (records, NULL, FALSE);
    answer = parse (alone, TF_DNS_TXT);
    g_assert_cmpuint (answer->ttl, ==, 77); /* the target has its own */
}

/* RFC 8914: N_OPTIONS times a cookie, then one error. */
static GByteArray *
with_error (guint flags, gboolean records, guint n_options, guint code, guint length)
{
    GByteArray *octets = response (flags, records ? 1 : 0, 0, 16);
    const char *cookie = "\0\x0a\0\2ab";

    octets->data[11] = 1;
    if (records)
        PUT_RECORD (octets, NAME_AT_12, 16, 300, "\1x");
    PUT (octets, "\0\0\x29\4\xd0\0\0\0\0");
    put_u16 (octets, 6 * n_options + 6);
    for (guint i = 0; i < n_options; i++)
        put (octets, cookie, 6);
    put_u16 (octets, 15);
    put_u16 (octets, length);
    put_u16 (octets, code);
    return octets;
}

static void
test_extended_errors (void)
{
    for (guint code = 0; code < 30; code++) {
        gboolean filtered = code == 4 || (code >= 15 && code <= 18);

        for (guint n_options = 0; n_options < 3; n_options++) {
            g_autoptr (GByteArray) empty =
                with_error (FLAGS_OK, FALSE, n_options, code, 2);
            g_autoptr (GByteArray) absent =
                with_error (FLAGS_OK | 3, FALSE, n_options, code, 2);
            g_autoptr (GByteArray) records =
                with_error (FLAGS_OK, TRUE, n_options, code, 2);
            g_autoptr (TfDnsAnswer) answer = parse (records, TF_DNS_TXT);

            assert_status (empty, TF_DNS_TXT, filtered ? TF_DNS_REFUSED : TF_DNS_NODATA);
            assert_status (absent, TF_DNS_TXT,
                           filtered ? TF_DNS_REFUSED : TF_DNS_NXDOMAIN);
            g_assert_cmpuint (answer->texts->len, ==, filtered ? 0 : 1);
        }
    }
}

/* An option that claims more than there is counts with what it has; one that is too short is
 * ignored. A "no" whose additional section is cut off is not read in part; records do not need that
 * section. */
static void
test_damaged_additional (void)
{
    g_autoptr (GByteArray) too_long = with_error (FLAGS_OK, FALSE, 0, 15, 200);
    g_autoptr (GByteArray) too_short = with_error (FLAGS_OK, FALSE, 0, 15, 1);
    g_autoptr (GByteArray) no = with_error (FLAGS_OK, FALSE, 0, 15, 2);
    g_autoptr (GByteArray) records = with_error (FLAGS_OK, TRUE, 0, 0, 2);

    assert_status (too_long, TF_DNS_TXT, TF_DNS_REFUSED);
    assert_status (too_short, TF_DNS_TXT, TF_DNS_NODATA);
    g_byte_array_set_size (no, no->len - 1);
    assert_status (no, TF_DNS_TXT, TF_DNS_MALFORMED);
    g_byte_array_set_size (records, records->len - 1);
    assert_status (records, TF_DNS_TXT, TF_DNS_RECORDS);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dns-packet/text", test_text);
    g_test_add_func ("/dns-packet/other-types", test_other_types);
    g_test_add_func ("/dns-packet/response-codes", test_response_codes);
    g_test_add_func ("/dns-packet/negative-ttl", test_negative_ttl);
    g_test_add_func ("/dns-packet/aliases", test_aliases);
    g_test_add_func ("/dns-packet/alias-details", test_alias_details);
    g_test_add_func ("/dns-packet/referrals", test_referrals);
    g_test_add_func ("/dns-packet/remarks", test_remarks);
    g_test_add_func ("/dns-packet/extended-errors", test_extended_errors);
    g_test_add_func ("/dns-packet/damaged-additional", test_damaged_additional);
    return g_test_run ();
}
