/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns-cache: what is kept of the answers, how long, and how much. */
#include "io/io.h"

#define SECOND ((gint64)G_USEC_PER_SEC)

static void
test_cache_times (void)
{
    static const struct {
        TfDnsStatus status;
        guint32 ttl;
        gint64 kept; /* seconds */
    } rows[] = {
        {TF_DNS_RECORDS, 300, 300},  {TF_DNS_RECORDS, 1, 60},
        {TF_DNS_RECORDS, 0, 0},      {TF_DNS_RECORDS, 1000000, 86400},
        {TF_DNS_NXDOMAIN, 300, 300}, {TF_DNS_NXDOMAIN, 86400, 900},
        {TF_DNS_NODATA, 86400, 900}, {TF_DNS_NODATA, 0, 0},
        {TF_DNS_SERVFAIL, 300, 0},   {TF_DNS_TIMEOUT, 300, 0},
        {TF_DNS_MALFORMED, 300, 0},  {TF_DNS_REFUSED, 300, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        TfDnsCache *cache = tf_dns_cache_new ();
        g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (rows[i].status);
        g_autoptr (TfDnsAnswer) before = NULL;
        g_autoptr (TfDnsAnswer) after = NULL;

        answer->ttl = rows[i].ttl;
        tf_dns_cache_put (cache, TF_DNS_TXT, "A.example", answer, 5);
        before =
            tf_dns_cache_get (cache, TF_DNS_TXT, "a.example.", 4 + rows[i].kept * SECOND);
        after =
            tf_dns_cache_get (cache, TF_DNS_TXT, "a.example.", 5 + rows[i].kept * SECOND);
        g_assert_true (before == (rows[i].kept > 0 ? answer : NULL));
        g_assert_null (after);
        g_assert_null (tf_dns_cache_get (cache, TF_DNS_A, "a.example", 5));
        tf_dns_cache_free (cache);
    }
}

static void
test_cache_never (void)
{
    TfDnsCache *cache = tf_dns_cache_new ();
    g_autoptr (TfDnsAnswer) no_key = tf_dns_answer_new (TF_DNS_NXDOMAIN);
    g_autoptr (TfDnsAnswer) doubtful = tf_dns_answer_new (TF_DNS_RECORDS);
    g_autoptr (TfDnsAnswer) kept = NULL;
    const char *name = "s1._domainkey.a.example";

    no_key->ttl = 900;
    doubtful->ttl = 900;
    doubtful->doubtful = TRUE;
    tf_dns_cache_put (cache, TF_DNS_TXT, name, no_key, 0);
    tf_dns_cache_put (cache, TF_DNS_A, "a.example", doubtful, 0);
    kept = tf_dns_cache_get (cache, TF_DNS_TXT, name, 60 * SECOND - 1);
    g_assert_nonnull (kept);
    g_assert_null (tf_dns_cache_get (cache, TF_DNS_TXT, name, 60 * SECOND));
    g_assert_null (tf_dns_cache_get (cache, TF_DNS_A, "a.example", 1));
    tf_dns_cache_free (cache);
}

static void
put_text (TfDnsCache *cache, TfDnsType type, guint number, gsize length)
{
    g_autofree char *name = g_strdup_printf ("n%u.example", number);
    g_autofree char *filler = g_strnfill (length, 'x');
    g_autoptr (GBytes) text = g_bytes_new (filler, length);
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_RECORDS);

    answer->ttl = 300;
    tf_dns_answer_add_text (answer, text);
    tf_dns_cache_put (cache, type, name, answer, 0);
}

static gboolean
has_text (TfDnsCache *cache, TfDnsType type, guint number)
{
    g_autofree char *name = g_strdup_printf ("n%u.example", number);
    g_autoptr (TfDnsAnswer) answer = tf_dns_cache_get (cache, type, name, 1);

    return answer != NULL;
}

/* In octets: a sender chooses how long their records are. The oldest goes first. */
static void
test_cache_bounded (void)
{
    static const gsize lengths[] = {0, 10, 3000, 60000};

    for (guint row = 0; row < G_N_ELEMENTS (lengths); row++) {
        TfDnsCache *cache = tf_dns_cache_new ();
        guint kept = 0;

        for (guint i = 0; i < 6000; i++) {
            put_text (cache, TF_DNS_TXT, i / 2, lengths[row]);
            g_assert_cmpuint (tf_dns_cache_get_size (cache), <=, TF_LIMIT_CACHE_BYTES);
        }
        for (guint i = 0; i < 3000; i++) {
            gboolean has = has_text (cache, TF_DNS_TXT, i);

            g_assert_true (has || kept == 0);
            kept += has ? 1 : 0;
        }
        g_assert_cmpuint (kept, >=, lengths[row] > 1000 ? 16 : 1000);
        g_assert_cmpuint (kept * lengths[row], <=, TF_LIMIT_CACHE_BYTES);
        tf_dns_cache_free (cache);
    }
}

static void
test_cache_forgets (void)
{
    TfDnsCache *cache = tf_dns_cache_new ();

    for (guint i = 0; i < 4; i++) {
        put_text (cache, TF_DNS_TXT, i, 10);
        put_text (cache, TF_DNS_MX, i, 10);
    }
    tf_dns_cache_forget (cache, TF_DNS_TXT, "N1.example.");
    g_assert_false (has_text (cache, TF_DNS_TXT, 1));
    g_assert_true (has_text (cache, TF_DNS_MX, 1));
    tf_dns_cache_forget_type (cache, TF_DNS_MX);
    g_assert_false (has_text (cache, TF_DNS_MX, 2));
    g_assert_true (has_text (cache, TF_DNS_TXT, 2));
    tf_dns_cache_forget_all (cache);
    g_assert_false (has_text (cache, TF_DNS_TXT, 2));
    g_assert_cmpuint (tf_dns_cache_get_size (cache), ==, 0);
    tf_dns_cache_free (cache);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/io/cache/times", test_cache_times);
    g_test_add_func ("/io/cache/bounded", test_cache_bounded);
    g_test_add_func ("/io/cache-never", test_cache_never);
    g_test_add_func ("/io/cache-forgets", test_cache_forgets);
    return g_test_run ();
}
