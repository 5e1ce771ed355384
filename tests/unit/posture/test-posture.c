/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The pure function: what it asks and what it never asks; that the order of answers does not matter, and that
 * it ends, whatever the DNS says. What is found in a zone is tested by tests/posture/zones.txt. */
#include "posture/posture-private.h"

#include <string.h>

#define NOW 1790000000

static const char *const good_zone =
    "{\"example.org\": {\"A\": [\"192.0.2.1\"], \"MX\": [[10, \"mx.example.org\"]],"
    "  \"TXT\": [\"v=spf1 mx include:spf.example.net -all\"]},"
    " \"mx.example.org\": {\"A\": [\"192.0.2.2\"]},"
    " \"spf.example.net\": {\"TXT\": [\"v=spf1 ip4:198.51.100.0/24 -all\"]},"
    " \"_dmarc.example.org\": {\"TXT\": [\"v=DMARC1; p=reject; rua=mailto:r@example.org\"]},"
    " \"s1._domainkey.example.org\": {\"CNAME\": \"k.example.net\"},"
    " \"k.example.net\": {\"TXT\": [\"v=DKIM1; p=\"]}}";

static TfSuffixList *
suffixes_new (void)
{
    return tf_suffix_list_new_builtin ();
}

/** Order: how the answers of one round come. */
typedef enum { AS_ASKED, BACKWARDS } Order;

static void
answer_round (const TfDnsZone *zone, TfDns *dns, Order order)
{
    g_autoptr (GPtrArray) wanted = tf_dns_take_wanted (dns);

    g_assert_cmpuint (wanted->len, >, 0);
    for (guint i = 0; i < wanted->len; i++) {
        guint index = order == BACKWARDS ? wanted->len - 1 - i : i;
        const TfDnsQuestion *question = g_ptr_array_index (wanted, index);
        g_autoptr (TfDnsAnswer) answer =
            tf_dns_zone_lookup (zone, question->type, question->name);

        g_assert_null (strstr (question->name, TF_POSTURE_EXISTING));
        g_assert_null (strstr (question->name, "invalid"));
        tf_dns_tell (dns, question->type, question->name, answer);
    }
}

static TfPosture *
read_with (const TfPostureQuestion *question, const char *json, Order order, guint budget)
{
    g_autoptr (TfDnsZone) zone = tf_dns_zone_parse (json, -1, NULL);
    g_autoptr (TfDns) dns = tf_dns_new_with_budget (budget);
    TfPosture *posture;
    guint rounds = 0;

    g_assert_nonnull (zone);
    while ((posture = tf_posture_read (question, dns)) == NULL) {
        g_assert_cmpuint (++rounds, <, TF_LIMIT_ROUNDS);
        answer_round (zone, dns, order);
    }
    g_assert_cmpuint (tf_dns_count_questions (dns), <=, budget);
    return posture;
}

static TfPosture *
read_domain (const char *domain, const char *json, Order order, guint budget)
{
    g_autoptr (TfSuffixList) suffixes = suffixes_new ();
    const TfPostureQuestion question = {domain, NULL, FALSE, NOW, suffixes};

    return read_with (&question, json, order, budget);
}

static void
test_good (void)
{
    g_autoptr (TfPosture) posture =
        read_domain ("example.org", good_zone, AS_ASKED, TF_LIMIT_POSTURE_QUESTIONS);
    const TfPostureKey *key;

    g_assert_true (posture->exists);
    g_assert_cmpint (posture->verdict, ==, TF_POSTURE_REJECTED);
    g_assert_cmpuint (posture->spf_lookups, ==, 2);
    g_assert_cmpuint (posture->spf_addresses, ==, 257);
    g_assert_cmpuint (posture->includes->len, ==, 1);
    g_assert_cmpstr (posture->policy_name, ==, "example.org");
    g_assert_cmpuint (posture->forgeries->len, ==, 6);
    g_assert_cmpuint (posture->unanswered->len, ==, 0);
    g_assert_cmpuint (posture->keys->len, ==, 1);
    key = g_ptr_array_index (posture->keys, 0);
    g_assert_cmpstr (key->alias, ==, "k.example.net");
}

static void
test_order_does_not_matter (void)
{
    g_autoptr (TfPosture) first =
        read_domain ("example.org", good_zone, AS_ASKED, TF_LIMIT_POSTURE_QUESTIONS);
    g_autoptr (TfPosture) second =
        read_domain ("example.org", good_zone, BACKWARDS, TF_LIMIT_POSTURE_QUESTIONS);

    g_assert_cmpint (first->verdict, ==, second->verdict);
    g_assert_cmpuint (first->findings->len, ==, second->findings->len);
    for (guint i = 0; i < first->findings->len; i++) {
        const TfPostureFinding *a = g_ptr_array_index (first->findings, i);
        const TfPostureFinding *b = g_ptr_array_index (second->findings, i);

        g_assert_cmpint (a->id, ==, b->id);
    }
}

/* With too few questions something is not known, but it never looks better than it is. */
static void
test_budget (void)
{
    for (guint budget = 1; budget < 80; budget += 3) {
        g_autoptr (TfPosture) posture =
            read_domain ("example.org", good_zone, AS_ASKED, budget);

        g_assert_true (posture->verdict == TF_POSTURE_UNKNOWN ||
                       posture->verdict == TF_POSTURE_REJECTED);
        g_assert_null (tf_posture_find (posture, TF_POSTURE_D1));
        g_assert_null (tf_posture_find (posture, TF_POSTURE_K2));
    }
}

static void
test_selectors (void)
{
    g_autoptr (TfSuffixList) suffixes = suffixes_new ();
    g_autoptr (GPtrArray) selectors = g_ptr_array_new ();
    const TfPostureQuestion question = {"example.org", selectors, FALSE, NOW, suffixes};
    g_autoptr (TfPosture) posture = NULL;

    g_ptr_array_add (selectors, (gpointer) "odd");
    g_ptr_array_add (selectors, (gpointer) "odd");
    g_ptr_array_add (selectors, (gpointer) "s1");
    posture = read_with (&question, good_zone, AS_ASKED, TF_LIMIT_POSTURE_QUESTIONS);
    g_assert_cmpuint (posture->keys->len, ==, 1);
}

static void
test_long_names (void)
{
    g_autofree char *label = g_strnfill (63, 'a');
    g_autofree char *domain =
        g_strconcat (label, ".", label, ".", label, ".example.org", NULL);
    g_autofree char *zone =
        g_strdup_printf ("{\"%s\": {\"A\": [\"192.0.2.1\"]}}", domain);
    g_autoptr (TfPosture) posture =
        read_domain (domain, zone, AS_ASKED, TF_LIMIT_POSTURE_QUESTIONS);

    g_assert_true (posture->exists);
    g_assert_cmpint (posture->verdict, ==, TF_POSTURE_UNNOTICED);
}

static void
test_a_suffix_and_a_single_label (void)
{
    const char *const names[] = {"org", "co.uk", "localhost"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *zone =
            g_strdup_printf ("{\"%s\": {\"A\": [\"192.0.2.1\"]}}", names[i]);
        g_autoptr (TfPosture) posture =
            read_domain (names[i], zone, AS_ASKED, TF_LIMIT_POSTURE_QUESTIONS);

        g_assert_true (posture->exists);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/posture/good", test_good);
    g_test_add_func ("/posture/order", test_order_does_not_matter);
    g_test_add_func ("/posture/budget", test_budget);
    g_test_add_func ("/posture/selectors", test_selectors);
    g_test_add_func ("/posture/long-names", test_long_names);
    g_test_add_func ("/posture/suffixes", test_a_suffix_and_a_single_label);
    return g_test_run ();
}
