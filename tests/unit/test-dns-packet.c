/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns-packet: reading raw DNS responses, honest and hostile (DO-07, KY-13, KY-14). */
#include "io/io.h"

#define FLAGS_OK 0x8180
#define NAME "\3key\7example\0"
#define NAME_AT_12 "\xc0\x0c"


static void
put (GByteArray *octets, const char *bytes, guint length)
{
    g_byte_array_append (octets, (const guint8 *)bytes, length);
}

#define PUT(octets, literal) put (octets, literal, sizeof literal - 1)

static void
put_u16 (GByteArray *octets, guint number)
{
    const guint8 pair[] = { (guint8)(number >> 8), (guint8)number };

    g_byte_array_append (octets, pair, 2);
}

static void
put_u32 (GByteArray *octets, guint32 number)
{
    put_u16 (octets, number >> 16);
    put_u16 (octets, number & 0xffff);
}

static GByteArray *
response (guint flags, guint n_answers, guint n_authority, guint type)
{
    GByteArray *octets = g_byte_array_new ();

    put_u16 (octets, 0x1234);
    put_u16 (octets, flags);
    put_u16 (octets, 1);
    put_u16 (octets, n_answers);
    put_u16 (octets, n_authority);
    put_u16 (octets, 0);
    PUT (octets, NAME);
    put_u16 (octets, type);
    put_u16 (octets, 1);
    return octets;
}

static void
put_record (GByteArray *octets, const char *owner, guint owner_length, guint type, guint32 ttl,
            const char *data, guint length)
{
    put (octets, owner, owner_length);
    put_u16 (octets, type);
    put_u16 (octets, 1);
    put_u32 (octets, ttl);
    put_u16 (octets, length);
    put (octets, data, length);
}

#define PUT_RECORD(octets, owner, type, ttl, data) \
    put_record (octets, owner, sizeof owner - 1, type, ttl, data, sizeof data - 1)

static TfDnsAnswer *
parse (GByteArray *octets, TfDnsType type)
{
    /* A copy of exactly this size: the sanitizer sees one octet too far. */
    g_autofree char *copy = g_memdup2 (octets->data, octets->len);

    return tf_dns_packet_parse (tf_span (copy, octets->len), type, "Key.Example.");
}

static void
assert_status (GByteArray *octets, TfDnsType type, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = parse (octets, type);

    g_assert_cmpstr (tf_dns_status_to_string (answer->status), ==,
                     tf_dns_status_to_string (status));
}

/* ---- honest ------------------------------------------------------------------------------- */

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
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (a_answer->addresses, 0)), ==, 4);
    g_assert_false (a_answer->authentic);
    aaaa_answer = parse (aaaa, TF_DNS_AAAA);
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (aaaa_answer->addresses, 0)), ==, 16);
    mx_answer = parse (mx, TF_DNS_MX);
    exchange = g_ptr_array_index (mx_answer->exchanges, 0);
    g_assert_cmpuint (exchange->preference, ==, 258);
    g_assert_cmpstr (exchange->host, ==, "mx.key.example");
    exchange = g_ptr_array_index (mx_answer->exchanges, 1);
    g_assert_cmpstr (exchange->host, ==, ".");
    ptr_answer = parse (ptr, TF_DNS_PTR);
    g_assert_cmpstr (g_ptr_array_index (ptr_answer->names, 0), ==, "h\\.\\\\\\001s.example");
    g_assert_cmpuint (ptr_answer->ttl, ==, 0); /* RFC 2181 §8 */
}

static void
test_response_codes (void)
{
    static const struct {
        guint flags;
        TfDnsStatus status;
    } rows[] = {
        { FLAGS_OK, TF_DNS_NODATA },           { FLAGS_OK | 1, TF_DNS_SERVFAIL },
        { FLAGS_OK | 2, TF_DNS_SERVFAIL },     { FLAGS_OK | 3, TF_DNS_NXDOMAIN },
        { FLAGS_OK | 4, TF_DNS_SERVFAIL },     { FLAGS_OK | 5, TF_DNS_REFUSED },
        { FLAGS_OK | 15, TF_DNS_SERVFAIL },    { FLAGS_OK | 0x0200, TF_DNS_MALFORMED },
        { FLAGS_OK & 0x7fff, TF_DNS_MALFORMED }, { FLAGS_OK | 0x2800, TF_DNS_MALFORMED },
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
    PUT_RECORD (octets, "\0", 6, 900, "\0\0" "0123" "0123" "0123" "0123" "\0\0\1\x2c");
    answer = parse (octets, TF_DNS_TXT);
    g_assert_cmpint (answer->status, ==, TF_DNS_NXDOMAIN);
    g_assert_cmpuint (answer->ttl, ==, 300);
    g_assert_cmpuint (silent_answer->ttl, ==, 0);
    PUT (broken, "\0\0");
    broken_answer = parse (broken, TF_DNS_TXT);
    g_assert_cmpint (broken_answer->status, ==, TF_DNS_NXDOMAIN);
    g_assert_cmpuint (broken_answer->ttl, ==, 0);
}

/* N aliases a1 → a2 → …, then a text, in the order given. */
static GByteArray *
chain (guint n_aliases, gboolean backwards, gboolean loop)
{
    GByteArray *octets = response (FLAGS_OK, n_aliases + 1, 0, 16);

    for (guint i = 0; i <= n_aliases; i++) {
        guint link = backwards ? n_aliases - i : i;
        char owner[] = "\1a\0";
        char target[] = "\1a\0";
        guint next = loop && link + 1 == n_aliases ? 1 : link + 1;

        owner[1] = (char)('a' + link);
        target[1] = (char)('a' + next);
        if (link < n_aliases && link == 0)
            PUT_RECORD (octets, NAME_AT_12, 5, 100 + link, target);
        else if (link < n_aliases)
            PUT_RECORD (octets, owner, 5, 100 + link, target);
        else if (link == 0)
            PUT_RECORD (octets, NAME_AT_12, 16, 200, "\1x");
        else
            PUT_RECORD (octets, owner, 16, 200, "\1x");
    }
    return octets;
}

static void
test_aliases (void)
{
    for (guint n_aliases = 0; n_aliases <= 10; n_aliases++) {
        g_autoptr (GByteArray) forwards = chain (n_aliases, FALSE, FALSE);
        g_autoptr (GByteArray) backwards = chain (n_aliases, TRUE, FALSE);
        TfDnsStatus status = n_aliases <= TF_LIMIT_CNAMES ? TF_DNS_RECORDS : TF_DNS_MALFORMED;

        assert_status (forwards, TF_DNS_TXT, status);
        assert_status (backwards, TF_DNS_TXT, status);
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
    assert_status (absent, TF_DNS_TXT, TF_DNS_NXDOMAIN); /* RFC 6604 §3 */
    assert_status (no_data, TF_DNS_TXT, TF_DNS_NODATA);
    g_assert_cmpuint (answer->ttl, ==, 100);
}

/* ---- hostile ------------------------------------------------------------------------------ */

static void
test_other_names (void)
{
    g_autoptr (GByteArray) other = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (GByteArray) both = response (FLAGS_OK, 2, 0, 16);
    g_autoptr (GByteArray) chaos = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (GByteArray) claimed = response (FLAGS_OK | 3, 1, 0, 16);
    g_autoptr (TfDnsAnswer) answer = NULL;

    PUT_RECORD (other, "\3bad\7example\0", 16, 1, "\1x");
    PUT_RECORD (both, "\3bad\7example\0", 16, 1, "\3bad");
    PUT_RECORD (both, NAME_AT_12, 16, 1, "\4good");
    assert_status (other, TF_DNS_TXT, TF_DNS_MALFORMED);
    answer = parse (both, TF_DNS_TXT);
    g_assert_cmpuint (answer->texts->len, ==, 1);
    PUT (chaos, NAME_AT_12 "\0\x10\0\3\0\0\0\1\0\2\1x"); /* class CH */
    assert_status (chaos, TF_DNS_TXT, TF_DNS_MALFORMED);
    PUT_RECORD (claimed, NAME_AT_12, 16, 1, "\1x");
    assert_status (claimed, TF_DNS_TXT, TF_DNS_NXDOMAIN);
}

static void
test_other_questions (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK, 1, 0, 16);
    g_autoptr (GByteArray) other_class = response (FLAGS_OK, 0, 0, 16);
    g_autoptr (GByteArray) none = response (FLAGS_OK, 0, 0, 16);
    static const char *const names[] = { "key.example.org", "ey.example", "example", "", ".",
                                         "key\\.example" };

    PUT_RECORD (octets, NAME_AT_12, 16, 1, "\1x");
    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (TfDnsAnswer) answer = tf_dns_packet_parse (
            tf_span ((char *)octets->data, octets->len), TF_DNS_TXT, names[i]);

        g_assert_cmpint (answer->status, ==, TF_DNS_MALFORMED);
    }
    assert_status (octets, TF_DNS_A, TF_DNS_MALFORMED);
    other_class->data[other_class->len - 1] = 3;
    assert_status (other_class, TF_DNS_TXT, TF_DNS_MALFORMED);
    none->data[5] = 0;
    assert_status (none, TF_DNS_TXT, TF_DNS_MALFORMED);
}

static void
test_bad_data (void)
{
    static const struct {
        TfDnsType type;
        guint number;
        const char *data;
        guint length;
    } rows[] = {
        { TF_DNS_TXT, 16, "\5abc", 4 },       { TF_DNS_TXT, 16, "\1a\xff", 3 },
        { TF_DNS_A, 1, "abc", 3 },            { TF_DNS_A, 1, "abcde", 5 },
        { TF_DNS_AAAA, 28, "abcd", 4 },       { TF_DNS_MX, 15, "\0", 1 },
        { TF_DNS_MX, 15, "\0\1", 2 },         { TF_DNS_MX, 15, "\0\1\1a\0x", 6 },
        { TF_DNS_PTR, 12, "", 0 },            { TF_DNS_PTR, 12, "\1a", 2 },
        { TF_DNS_PTR, 12, "\x40" "a\0", 3 },  { TF_DNS_PTR, 12, "\x80" "a\0", 3 },
        { TF_DNS_PTR, 12, "\xc0", 1 },        { TF_DNS_PTR, 12, "\xff\xff", 2 },
        { TF_DNS_PTR, 12, "\xc0\x29", 2 },    { TF_DNS_TXT, 5, "\xc0\x29", 2 },
        { TF_DNS_TXT, 5, "", 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GByteArray) octets
            = response (FLAGS_OK, 1, 0, tf_dns_packet_type (rows[i].type));

        g_test_message ("row %u", i);
        put_record (octets, NAME_AT_12, 2, rows[i].number, 1, rows[i].data, rows[i].length);
        assert_status (octets, rows[i].type, TF_DNS_MALFORMED);
    }
}

/* Every pointer leads to the one before it: legal each by itself. */
static void
test_pointer_ladder (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK, 2, 0, 16);
    guint start;
    GString *ladder = g_string_new_len (NAME_AT_12, 2);
    char last[3] = { 0 };

    start = octets->len + 12;
    for (guint i = 0; i < 2000; i++) {
        guint target = start + 2 * i;

        g_string_append_c (ladder, (char)(0xc0 | target >> 8));
        g_string_append_c (ladder, (char)(target & 0xff));
    }
    put_record (octets, NAME_AT_12, 2, 99, 1, ladder->str, (guint)ladder->len);
    last[0] = (char)(0xc0 | (start + 4000) >> 8);
    last[1] = (char)((start + 4000) & 0xff);
    put_record (octets, last, 2, 16, 1, "\1x", 2);
    assert_status (octets, TF_DNS_TXT, TF_DNS_MALFORMED);
    g_string_free (ladder, TRUE);
}

static void
test_long_name (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK, 1, 0, 12);
    GString *name = g_string_new (NULL);

    for (guint i = 0; i < 128; i++)
        g_string_append (name, "\1a");
    g_string_append_c (name, '\0');
    put_record (octets, NAME_AT_12, 2, 12, 1, name->str, (guint)name->len);
    assert_status (octets, TF_DNS_PTR, TF_DNS_MALFORMED); /* 257 octets */
    g_string_free (name, TRUE);
}

static void
test_many_records (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK, 5000, 0, 16);
    g_autoptr (TfDnsAnswer) answer = NULL;
    gint64 begin = g_get_monotonic_time ();

    for (guint i = 0; i < 5000; i++)
        PUT_RECORD (octets, NAME_AT_12, 16, 1, "\0");
    answer = parse (octets, TF_DNS_TXT);
    g_assert_cmpint (answer->status, ==, TF_DNS_RECORDS);
    g_assert_cmpuint (answer->texts->len, ==, TF_LIMIT_RECORDS);
    g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

/* Cut anywhere, and with any octet changed: an answer, never a crash. */
static void
test_damaged (void)
{
    g_autoptr (GByteArray) whole = chain (4, FALSE, FALSE);
    g_autoptr (GRand) random = g_rand_new_with_seed (7);

    for (guint length = 0; length < whole->len; length++) {
        g_autoptr (GByteArray) cut = g_byte_array_new ();

        g_byte_array_append (cut, whole->data, length);
        assert_status (cut, TF_DNS_TXT, TF_DNS_MALFORMED);
    }
    for (guint round = 0; round < 20000; round++) {
        g_autoptr (GByteArray) damaged = g_byte_array_new ();
        g_autoptr (TfDnsAnswer) answer = NULL;

        g_byte_array_append (damaged, whole->data, whole->len);
        for (guint i = 0; i < 3; i++)
            damaged->data[g_rand_int_range (random, 0, (gint)damaged->len)]
                = (guint8)g_rand_int_range (random, 0, 256);
        answer = parse (damaged, (TfDnsType)(round % TF_N_DNS_TYPES));
        g_assert_cmpuint (tf_dns_answer_count (answer, TF_DNS_TXT), <=, TF_LIMIT_RECORDS);
    }
}

/* ---- the cache ---------------------------------------------------------------------------- */

#define SECOND ((gint64)G_USEC_PER_SEC)

static void
test_cache_times (void)
{
    static const struct {
        TfDnsStatus status;
        guint32 ttl;
        gint64 kept; /* seconds */
    } rows[] = {
        { TF_DNS_RECORDS, 300, 300 },     { TF_DNS_RECORDS, 0, 60 },
        { TF_DNS_RECORDS, 1000000, 86400 }, { TF_DNS_NXDOMAIN, 300, 300 },
        { TF_DNS_NXDOMAIN, 86400, 900 },  { TF_DNS_NODATA, 86400, 900 },
        { TF_DNS_NODATA, 0, 0 },          { TF_DNS_SERVFAIL, 300, 0 },
        { TF_DNS_TIMEOUT, 300, 0 },       { TF_DNS_MALFORMED, 300, 0 },
        { TF_DNS_REFUSED, 300, 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        TfDnsCache *cache = tf_dns_cache_new ();
        g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (rows[i].status);
        g_autoptr (TfDnsAnswer) before = NULL;
        g_autoptr (TfDnsAnswer) after = NULL;

        answer->ttl = rows[i].ttl;
        tf_dns_cache_put (cache, TF_DNS_TXT, "A.example", answer, 5);
        before = tf_dns_cache_get (cache, TF_DNS_TXT, "a.example.", 4 + rows[i].kept * SECOND);
        after = tf_dns_cache_get (cache, TF_DNS_TXT, "a.example.", 5 + rows[i].kept * SECOND);
        g_assert_true (before == (rows[i].kept > 0 ? answer : NULL));
        g_assert_null (after);
        g_assert_null (tf_dns_cache_get (cache, TF_DNS_A, "a.example", 5));
        tf_dns_cache_free (cache);
    }
}

static void
test_cache_bounded (void)
{
    TfDnsCache *cache = tf_dns_cache_new ();
    guint kept = 0;

    for (guint i = 0; i < 3000; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i / 2);
        g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_RECORDS);

        tf_dns_cache_put (cache, TF_DNS_TXT, name, answer, 0);
    }
    for (guint i = 0; i < 1500; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);
        g_autoptr (TfDnsAnswer) answer = tf_dns_cache_get (cache, TF_DNS_TXT, name, 1);

        kept += answer != NULL;
        g_assert_true (answer != NULL || i < 500);
    }
    g_assert_cmpuint (kept, ==, 1000);
    tf_dns_cache_free (cache);
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
    g_test_add_func ("/dns-packet/other-names", test_other_names);
    g_test_add_func ("/dns-packet/other-questions", test_other_questions);
    g_test_add_func ("/dns-packet/bad-data", test_bad_data);
    g_test_add_func ("/dns-packet/pointer-ladder", test_pointer_ladder);
    g_test_add_func ("/dns-packet/long-name", test_long_name);
    g_test_add_func ("/dns-packet/many-records", test_many_records);
    g_test_add_func ("/dns-packet/damaged", test_damaged);
    g_test_add_func ("/dns-packet/cache/times", test_cache_times);
    g_test_add_func ("/dns-packet/cache/bounded", test_cache_bounded);
    return g_test_run ();
}
