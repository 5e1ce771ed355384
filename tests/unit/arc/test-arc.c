/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* ARC: the fields sorted into sets. Chains that validate are in the public suite and the cases. */
#include "arc/arc.h"

#include <string.h>

#include "message-helper.h"

#define AAR(i) "ARC-Authentication-Results: i=" i "; mx.example; none\r\n"
#define TAGS   " a=rsa-sha256; d=list.example; s=arc1; "
#define AMS(i)                                                                           \
    "ARC-Message-Signature: i=" i ";" TAGS "c=relaxed/relaxed; h=from; bh=" HASH         \
    "; b=AAAA\r\n"
#define AS(i, cv)  "ARC-Seal: i=" i ";" TAGS "cv=" cv "; b=AAAA\r\n"
#define HASH       "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
#define SET(i, cv) AS (i, cv) AMS (i) AAR (i)

static const struct {
    const char *fields;
    guint n_sets;
    const char *reason; /* NULL: nothing is wrong before a key is known */
} chains[] = {
    {SET ("1", "none"), 1, NULL},
    {SET ("2", "pass") SET ("1", "none"), 2, NULL},
    {SET ("1", "none") SET ("2", "pass"), 2,
     NULL}, /* the order of fields does not matter */
    {AAR ("1") AMS ("1") AS ("1", "none"), 1, NULL},
    {"X: y\r\n" SET ("3", "pass") SET ("2", "pass") SET ("1", "none"), 3, NULL},
    {SET ("1", "pass"), 1, "chain-status"},
    {SET ("1", "fail"), 1, "chain-status"},
    {SET ("2", "none") SET ("1", "none"), 2, "chain-status"},
    {SET ("2", "fail") SET ("1", "none"), 2, "chain-status"},
    {SET ("3", "pass") SET ("2", "fail") SET ("1", "none"), 3, "chain-status"},
    {SET ("2", "pass"), 2, "incomplete-set"},
    {SET ("3", "pass") SET ("1", "none"), 3, "incomplete-set"},
    {SET ("1", "none") SET ("1", "none"), 1, "incomplete-set"},
    {SET ("1", "none") AAR ("1"), 1, "incomplete-set"},
    {SET ("1", "none") AMS ("1"), 1, "incomplete-set"},
    {SET ("1", "none") AS ("1", "none"), 1, "incomplete-set"},
    {AMS ("1") AAR ("1"), 1, "incomplete-set"},
    {AS ("1", "none") AAR ("1"), 1, "incomplete-set"},
    {AS ("1", "none") AMS ("1"), 1, "incomplete-set"},
    {AAR ("1"), 1, "incomplete-set"},
    {SET ("0", "none"), 0, "bad-instance"},
    {SET ("51", "pass"), 0, "bad-instance"},
    {SET ("-1", "none"), 0, "bad-instance"},
    {SET ("", "none"), 0, "bad-instance"},
    {SET ("x", "none"), 0, "bad-instance"},
    {SET ("1", "none") "ARC-Seal: nothing\r\n", 1, "bad-instance"},
    {SET ("1", "none") "ARC-Authentication-Results: mx.example; none\r\n", 1,
     "bad-instance"},
    {SET ("99999999999999999999", "none"), 0, "bad-instance"},
};

static TfArcChain *
read_chain (const char *fields)
{
    g_autoptr (TfHeader) header = read_header (fields, strlen (fields));

    return tf_arc_chain_read (header);
}

static void
test_chains (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (chains); i++) {
        g_autoptr (TfHeader) header =
            read_header (chains[i].fields, strlen (chains[i].fields));
        g_autoptr (TfArcChain) chain = tf_arc_chain_read (header);
        g_autoptr (TfDns) dns = tf_dns_new ();

        g_test_message ("%s", chains[i].fields);
        g_assert_nonnull (chain);
        g_assert_cmpuint (chain->sets->len, ==, chains[i].n_sets);
        g_assert_cmpstr (tf_reason_to_string (chain->reason), ==, chains[i].reason);
        g_assert_cmpint (tf_arc_chain_newest (chain) != NULL, ==,
                         chains[i].reason == NULL);
        /* A chain that is already broken asks for nothing. */
        g_assert_cmpint (tf_arc_ask (chain, dns), ==, chains[i].reason != NULL);
        g_assert_cmpint (tf_dns_has_wanted (dns), ==, chains[i].reason == NULL);
    }
}

static void
test_none (void)
{
    g_autoptr (TfArcChain) chain = read_chain ("X-ARC-Seal: i=1\r\nARC: i=1\r\n");
    g_autoptr (TfHeader) header = read_header ("", 0);
    g_autoptr (TfDns) dns = tf_dns_new ();
    const TfDkimContext context = {.now = 1, .received_at = 1};
    g_autoptr (TfArcResult) result = NULL;

    g_assert_null (chain);
    g_assert_null (tf_arc_chain_newest (NULL));
    g_assert_true (tf_arc_ask (NULL, dns));
    result = tf_arc_validate (NULL, header, NULL, dns, &context);
    g_assert_cmpint (result->result, ==, TF_RESULT_NONE);
    g_assert_cmpuint (result->n_sets, ==, 0);
}

/* Fifty sets are a chain; more than TF_LIMIT_ARC_SETS are not verified, and nothing is asked. */
static void
test_fifty (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (TfArcChain) chain = NULL;
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfDns) dns = tf_dns_new ();
    const TfDkimContext context = {.now = 1, .received_at = 1};
    g_autoptr (TfArcResult) result = NULL;

    for (guint i = 50; i > 0; i--) {
        g_autofree char *number = g_strdup_printf ("%u", i);
        g_auto (GStrv) parts =
            g_strsplit (i == 1 ? SET ("#", "none") : SET ("#", "pass"), "#", -1);
        g_autofree char *set = g_strjoinv (number, parts);

        g_string_append (text, set);
    }
    header = read_header (text->str, text->len);
    chain = tf_arc_chain_read (header);
    g_assert_cmpuint (chain->sets->len, ==, 50);
    g_assert_cmpint (chain->reason, ==, TF_REASON_NONE);
    g_assert_true (tf_arc_ask (chain, dns));
    g_assert_false (tf_dns_has_wanted (dns));
    result = tf_arc_validate (chain, header, NULL, dns, &context);
    g_assert_cmpint (result->result, ==, TF_RESULT_NONE);
    g_assert_cmpint (result->reason, ==, TF_REASON_LIMIT);
    g_assert_cmpuint (result->sealers->len, ==, 50);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/arc/chains", test_chains);
    g_test_add_func ("/arc/none", test_none);
    g_test_add_func ("/arc/fifty", test_fifty);
    return g_test_run ();
}
