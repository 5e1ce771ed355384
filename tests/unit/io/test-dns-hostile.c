/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns-hostile: raw DNS responses that lie or are damaged (DO-07, KY-14). */
#include "dns-builder.h"

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
    static const char *const names[] = {
        "key.example.org", "ey.example", "example", "", ".", "key\\.example"};

    PUT_RECORD (octets, NAME_AT_12, 16, 1, "\1x");
    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (TfDnsAnswer) answer = tf_dns_packet_parse (
            tf_span ((char *)octets->data, octets->len), TF_DNS_TXT, names[i], NULL);

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
        {TF_DNS_TXT, 16, "\5abc", 4},
        {TF_DNS_TXT, 16, "\1a\xff", 3},
        {TF_DNS_A, 1, "abc", 3},
        {TF_DNS_A, 1, "abcde", 5},
        {TF_DNS_AAAA, 28, "abcd", 4},
        {TF_DNS_MX, 15, "\0", 1},
        {TF_DNS_MX, 15, "\0\1", 2},
        {TF_DNS_MX, 15, "\0\1\1a\0x", 6},
        {TF_DNS_PTR, 12, "", 0},
        {TF_DNS_PTR, 12, "\1a", 2},
        {TF_DNS_PTR, 12,
         "\x40"
         "a\0",
         3},
        {TF_DNS_PTR, 12,
         "\x80"
         "a\0",
         3},
        {TF_DNS_PTR, 12, "\xc0", 1},
        {TF_DNS_PTR, 12, "\xff\xff", 2},
        {TF_DNS_PTR, 12, "\xc0\x29", 2},
        {TF_DNS_TXT, 5, "\xc0\x29", 2},
        {TF_DNS_TXT, 5, "", 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GByteArray) octets =
            response (FLAGS_OK, 1, 0, tf_dns_packet_type (rows[i].type));

        g_test_message ("row %u", i);
        put_record (octets, NAME_AT_12, 2, rows[i].number, 1, rows[i].data,
                    rows[i].length);
        assert_status (octets, rows[i].type, TF_DNS_MALFORMED);
    }
}

/* Every pointer leads to the one before it: each is legal by itself. */
static void
test_pointer_ladder (void)
{
    g_autoptr (GByteArray) octets = response (FLAGS_OK, 2, 0, 16);
    guint start;
    GString *ladder = g_string_new_len (NAME_AT_12, 2);
    char last[3] = {0};

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
            damaged->data[g_rand_int_range (random, 0, (gint)damaged->len)] =
                (guint8)g_rand_int_range (random, 0, 256);
        answer = parse (damaged, (TfDnsType)(round % TF_N_DNS_TYPES));
        g_assert_cmpuint (tf_dns_answer_count (answer, TF_DNS_TXT), <=, TF_LIMIT_RECORDS);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dns-packet/other-names", test_other_names);
    g_test_add_func ("/dns-packet/other-questions", test_other_questions);
    g_test_add_func ("/dns-packet/bad-data", test_bad_data);
    g_test_add_func ("/dns-packet/pointer-ladder", test_pointer_ladder);
    g_test_add_func ("/dns-packet/long-name", test_long_name);
    g_test_add_func ("/dns-packet/many-records", test_many_records);
    g_test_add_func ("/dns-packet/damaged", test_damaged);
    return g_test_run ();
}
