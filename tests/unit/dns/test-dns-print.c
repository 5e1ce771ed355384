/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns-print: the printer of the answers file, and reading what it wrote. */
#include "dns/text-answer.h"

static void
test_print (void)
{
    g_autoptr (TfDns) first = tf_dns_new ();
    g_autoptr (TfDns) second = tf_dns_new ();
    g_autoptr (TfDnsAnswer) text = text_answer ("a\"b\\\n\xff");
    g_autoptr (TfDnsAnswer) other = text_answer ("never");
    g_autoptr (TfDnsAnswer) slow = tf_dns_answer_new (TF_DNS_TIMEOUT);
    g_autoptr (TfDnsAnswer) none = tf_dns_answer_new (TF_DNS_NODATA);
    TfDns *tables[] = {first, second};
    g_autofree char *printed = NULL;
    g_autofree char *empty = tf_dns_to_json (NULL, 0, -1, -1, -1);

    tf_dns_tell (first, TF_DNS_TXT, "b.example", text);
    tf_dns_tell (first, TF_DNS_MX, "b.example", none);
    tf_dns_tell (second, TF_DNS_TXT, "b.example", other);
    tf_dns_tell (second, TF_DNS_TXT, "a.example", slow);
    printed = tf_dns_to_json (tables, 2, 1760000000, -1, -1);
    g_assert_cmpstr (printed, ==,
                     "{\n \"@\": {\"now\": 1760000000},\n"
                     " \"a.example\": { \"TXT\": \"TIMEOUT\" },\n"
                     " \"b.example\": { \"TXT\": [\"a\\\"b\\\\\\u000a\\u00ff\"],\n"
                     "        \"MX\": [] }\n}\n");
    g_assert_cmpstr (empty, ==, "{\n \"@\": {}\n}\n");
}

static char *
random_name (GRand *random)
{
    static const char *const labels[] = {"a", "b", "_dmarc", "x\\046y"};
    GString *name = g_string_new ("example");

    for (gint i = g_rand_int_range (random, 0, 4); i > 0; i--) {
        g_string_prepend_c (name, '.');
        g_string_prepend (name, labels[g_rand_int_range (random, 0, 4)]);
    }
    return g_string_free (name, FALSE);
}

static void
add_random_record (GRand *random, TfDnsType type, TfDnsAnswer *answer)
{
    guint8 octets[16];
    g_autoptr (GBytes) text = NULL;
    g_autofree char *name = random_name (random);

    for (guint i = 0; i < sizeof octets; i++)
        octets[i] = (guint8)g_rand_int_range (random, 0, 256);
    text = g_bytes_new (octets, (gsize)g_rand_int_range (random, 0, 16));
    switch (type) {
    case TF_DNS_TXT:
        tf_dns_answer_add_text (answer, text);
        return;
    case TF_DNS_A:
        tf_dns_answer_add_address (answer, octets, 4);
        return;
    case TF_DNS_AAAA:
        tf_dns_answer_add_address (answer, octets, 16);
        return;
    case TF_DNS_MX:
        tf_dns_answer_add_exchange (answer, octets[0], name);
        return;
    case TF_DNS_PTR:
        tf_dns_answer_add_name (answer, name);
        return;
    case TF_N_DNS_TYPES:
        return;
    }
}

static TfDnsAnswer *
random_answer (GRand *random, TfDnsType type)
{
    TfDnsStatus status = (TfDnsStatus)g_rand_int_range (random, 0, TF_DNS_LIMIT + 1);
    TfDnsAnswer *answer = tf_dns_answer_new (status);

    if (status != TF_DNS_RECORDS)
        return answer;
    for (gint i = g_rand_int_range (random, 1, 4); i > 0; i--)
        add_random_record (random, type, answer);
    return answer;
}

static void
check_same (TfDnsType type, const char *name, const TfDnsAnswer *told, gpointer data)
{
    g_autoptr (TfDnsAnswer) read = tf_dns_zone_lookup (data, type, name);

    g_assert_cmpint (read->status, ==, told->status);
    g_assert_cmpuint (tf_dns_answer_count (read, type), ==,
                      tf_dns_answer_count (told, type));
    for (guint i = 0; i < told->texts->len; i++)
        g_assert_true (g_bytes_equal (g_ptr_array_index (read->texts, i),
                                      g_ptr_array_index (told->texts, i)));
    for (guint i = 0; i < told->addresses->len; i++)
        g_assert_true (g_bytes_equal (g_ptr_array_index (read->addresses, i),
                                      g_ptr_array_index (told->addresses, i)));
    for (guint i = 0; i < told->names->len; i++)
        g_assert_cmpstr (g_ptr_array_index (read->names, i), ==,
                         g_ptr_array_index (told->names, i));
    for (guint i = 0; i < told->exchanges->len; i++) {
        const TfDnsMx *a = g_ptr_array_index (read->exchanges, i);
        const TfDnsMx *b = g_ptr_array_index (told->exchanges, i);

        g_assert_cmpuint (a->preference, ==, b->preference);
        g_assert_cmpstr (a->host, ==, b->host);
    }
}

static void
test_round_trip (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed (20261123);

    for (guint round = 0; round < 500; round++) {
        g_autoptr (TfDns) dns = tf_dns_new ();
        g_autofree char *printed = NULL;
        g_autoptr (TfDnsZone) zone = NULL;
        g_autoptr (GError) error = NULL;

        for (gint i = g_rand_int_range (random, 0, 20); i > 0; i--) {
            TfDnsType type = (TfDnsType)g_rand_int_range (random, 0, TF_N_DNS_TYPES);
            g_autofree char *name = random_name (random);
            g_autoptr (TfDnsAnswer) answer = random_answer (random, type);

            tf_dns_tell (dns, type, name, answer);
        }
        printed = tf_dns_to_json (&dns, 1, round, -1, -1);
        zone = tf_dns_zone_parse (printed, -1, &error);
        g_assert_no_error (error);
        g_assert_cmpint (tf_dns_zone_get_now (zone), ==, round);
        tf_dns_foreach (dns, check_same, zone);
    }
}

/* ---- a network that makes up addresses --------------------------------------------- */

static void
test_invents (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) address = tf_dns_answer_new (TF_DNS_RECORDS);
    g_autoptr (TfDnsAnswer) honest = NULL;
    g_autoptr (TfDnsAnswer) doubtful = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autoptr (TfDnsZone) zone = NULL;
    g_autoptr (TfDnsZone) doubted = NULL;

    tf_dns_answer_add_address (address, "\xc0\0\2\1", 4);
    tf_dns_tell (dns, TF_DNS_A, "a.example", address);
    before = tf_dns_to_json (&dns, 1, 1, -1, -1);
    g_assert_null (strstr (before, "invents"));
    address->doubtful = TRUE;
    after = tf_dns_to_json (&dns, 1, 1, -1, -1);
    zone = tf_dns_zone_parse (before, -1, NULL);
    doubted = tf_dns_zone_parse (after, -1, NULL);
    honest = tf_dns_zone_lookup (zone, TF_DNS_A, "a.example");
    doubtful = tf_dns_zone_lookup (doubted, TF_DNS_A, "a.example");
    g_assert_false (honest->doubtful);
    g_assert_true (doubtful->doubtful);
    g_assert_cmpuint (doubtful->addresses->len, ==, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dns/print", test_print);
    g_test_add_func ("/dns/round-trip", test_round_trip);
    g_test_add_func ("/dns/invents", test_invents);
    return g_test_run ();
}
