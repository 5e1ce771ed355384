/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dns: answers, and the table of questions. */
#include "dns/text-answer.h"

/* ---- the table --------------------------------------------------------------------- */

static void
test_table_asks_once (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) first = text_answer ("one");
    g_autoptr (TfDnsAnswer) second = text_answer ("two");
    g_autoptr (GPtrArray) wanted = NULL;
    const TfDnsQuestion *question;

    g_assert_null (tf_dns_peek (dns, TF_DNS_TXT, "b.example"));
    g_assert_false (tf_dns_has_wanted (dns));
    g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, "B.Example."));
    g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, "a.example"));
    g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, "b.example"));
    g_assert_null (tf_dns_ask (dns, TF_DNS_MX, "b.example"));
    g_assert_cmpuint (tf_dns_count_questions (dns), ==, 3);

    wanted = tf_dns_take_wanted (dns);
    g_assert_cmpuint (wanted->len, ==, 3);
    question = g_ptr_array_index (wanted, 0);
    g_assert_cmpstr (question->name, ==, "b.example");
    g_assert_cmpint (question->type, ==, TF_DNS_TXT);
    question = g_ptr_array_index (wanted, 1);
    g_assert_cmpstr (question->name, ==, "a.example");
    question = g_ptr_array_index (wanted, 2);
    g_assert_cmpint (question->type, ==, TF_DNS_MX);
    g_assert_false (tf_dns_has_wanted (dns));
    g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, "b.example"));
    g_assert_false (tf_dns_has_wanted (dns)); /* it is on its way */

    tf_dns_tell (dns, TF_DNS_TXT, "b.example", first);
    tf_dns_tell (dns, TF_DNS_TXT, "b.EXAMPLE", second);
    g_assert_true (tf_dns_ask (dns, TF_DNS_TXT, "b.example") == first);
    g_assert_true (tf_dns_peek (dns, TF_DNS_TXT, "b.example.") == first);
    g_assert_cmpuint (tf_dns_get_rounds (dns), ==, 1);
    g_assert_cmpuint (tf_dns_count_failed (dns), ==, 0);
}

/* A report does not depend on what was asked in advance but not needed in the end. */
static void
test_table_failed_is_of_the_last_evaluation (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_TIMEOUT);

    tf_dns_begin_evaluation (dns);
    g_assert_null (tf_dns_ask (dns, TF_DNS_A, "needed.example"));
    g_assert_null (tf_dns_ask (dns, TF_DNS_A, "ahead.example"));
    tf_dns_tell (dns, TF_DNS_A, "needed.example", answer);
    tf_dns_tell (dns, TF_DNS_A, "ahead.example", answer);
    g_assert_cmpuint (tf_dns_count_failed (dns), ==, 2);

    tf_dns_begin_evaluation (dns);
    g_assert_true (tf_dns_ask (dns, TF_DNS_A, "needed.example") == answer);
    g_assert_cmpuint (tf_dns_count_failed (dns), ==, 1);
    g_assert_cmpuint (tf_dns_count_questions (dns), ==, 2); /* both were asked */
}

static void
test_table_tell_before_ask (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_TIMEOUT);

    tf_dns_tell (dns, TF_DNS_A, "a.example", answer);
    g_assert_cmpuint (tf_dns_count_questions (dns), ==, 0);
    g_assert_true (tf_dns_ask (dns, TF_DNS_A, "a.example") == answer);
    g_assert_cmpuint (tf_dns_count_questions (dns), ==, 1);
    g_assert_cmpuint (tf_dns_count_failed (dns), ==, 1);
    g_assert_false (tf_dns_has_wanted (dns));

    g_assert_null (tf_dns_ask (dns, TF_DNS_A, "b.example"));
    tf_dns_tell (dns, TF_DNS_A, "b.example", answer);
    g_assert_false (tf_dns_has_wanted (dns)); /* told before it was taken */
}

static void
test_table_budget (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) answer = text_answer ("x");
    g_autoptr (GPtrArray) wanted = NULL;

    for (guint i = 0; i < TF_LIMIT_QUESTIONS; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, name));
    }
    tf_dns_tell (dns, TF_DNS_TXT, "told.example", answer);
    g_assert_cmpint (tf_dns_ask (dns, TF_DNS_TXT, "more.example")->status, ==,
                     TF_DNS_LIMIT);
    g_assert_cmpint (tf_dns_ask (dns, TF_DNS_TXT, "told.example")->status, ==,
                     TF_DNS_LIMIT);
    g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, "n0.example"));
    g_assert_cmpuint (tf_dns_count_questions (dns), ==, TF_LIMIT_QUESTIONS);
    wanted = tf_dns_take_wanted (dns);
    g_assert_cmpuint (wanted->len, ==, TF_LIMIT_QUESTIONS);
    g_assert_null (tf_dns_peek (dns, TF_DNS_TXT, "more.example"));
}

static void
append_line (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    g_string_append_printf (data, "%s/%s/%s ", name, tf_dns_type_to_string (type),
                            tf_dns_status_to_string (answer->status));
}

static void
test_table_foreach_is_sorted (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) none = tf_dns_answer_new (TF_DNS_NXDOMAIN);
    g_autoptr (TfDnsAnswer) no_data = tf_dns_answer_new (TF_DNS_NODATA);
    g_autoptr (GString) lines = g_string_new (NULL);

    tf_dns_ask (dns, TF_DNS_TXT, "not-told.example");
    tf_dns_tell (dns, TF_DNS_MX, "b.example", none);
    tf_dns_tell (dns, TF_DNS_TXT, "b.example", no_data);
    tf_dns_tell (dns, TF_DNS_TXT, "a.example", none);
    tf_dns_foreach (dns, append_line, lines);
    g_assert_cmpstr (
        lines->str, ==,
        "a.example/TXT/NXDOMAIN b.example/TXT/NODATA b.example/MX/NXDOMAIN ");
}

static void
test_answer_limits (void)
{
    g_autoptr (TfDnsAnswer) many = tf_dns_answer_new (TF_DNS_RECORDS);
    g_autoptr (TfDnsAnswer) large = tf_dns_answer_new (TF_DNS_RECORDS);
    g_autofree char *block = g_strnfill (40000, 'x');
    g_autoptr (GBytes) text = g_bytes_new (block, 40000);
    g_autoptr (GBytes) small = g_bytes_new_static ("x", 1);

    for (guint i = 0; i < 3 * TF_LIMIT_RECORDS; i++) {
        tf_dns_answer_add_text (many, small);
        tf_dns_answer_add_address (many, "abcd", 4);
        tf_dns_answer_add_exchange (many, i, "mx.example");
        tf_dns_answer_add_name (many, "a.example");
    }
    for (TfDnsType type = TF_DNS_TXT; type < TF_N_DNS_TYPES; type++)
        g_assert_cmpuint (tf_dns_answer_count (many, type), ==, TF_LIMIT_RECORDS);
    tf_dns_answer_add_text (large, text);
    tf_dns_answer_add_text (large, text);
    tf_dns_answer_add_text (large, small);
    g_assert_cmpuint (large->texts->len, ==, 2);
}

/* ---- the policy once more ---------------------------------------------------------- */

static void
tell_text (TfDns *dns, const char *name, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = status == TF_DNS_RECORDS
                                         ? text_answer ("v=DMARC1; p=reject")
                                         : tf_dns_answer_new (status);

    tf_dns_ask (dns, TF_DNS_TXT, name);
    tf_dns_tell (dns, TF_DNS_TXT, name, answer);
}

/* What a limit or our own silence left out is not trouble of the DNS. */
static void
test_no_trouble (void)
{
    static const TfDnsStatus rows[] = {TF_DNS_RECORDS, TF_DNS_NODATA, TF_DNS_NXDOMAIN,
                                       TF_DNS_NOTASKED, TF_DNS_LIMIT};

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TfDns) dns = tf_dns_new ();

        tell_text (dns, "_dmarc.a.example", TF_DNS_RECORDS);
        tell_text (dns, "s1._domainkey.a.example", rows[i]);
        g_assert_false (tf_dns_renew_policy (dns));
        g_assert_false (tf_dns_has_wanted (dns));
    }
}

/* A key failed: every name of the policy that was answered is asked again, once, and nothing
 * else; the new answer stays. */
static void
test_renew_policy (void)
{
    g_autoptr (TfDns) dns = tf_dns_new ();
    g_autoptr (TfDnsAnswer) gone = tf_dns_answer_new (TF_DNS_TIMEOUT);
    g_autoptr (GPtrArray) wanted = NULL;

    tell_text (dns, "_dmarc.a.example", TF_DNS_RECORDS);
    tell_text (dns, "_dmarc.b.a.example", TF_DNS_NXDOMAIN);
    tell_text (dns, "_dmarc.c.example", TF_DNS_SERVFAIL);
    tell_text (dns, "a.example", TF_DNS_RECORDS);
    tell_text (dns, "s1._domainkey.a.example", TF_DNS_SERVFAIL);
    g_ptr_array_unref (tf_dns_take_wanted (dns));
    g_assert_true (tf_dns_renew_policy (dns));
    g_assert_null (tf_dns_ask (dns, TF_DNS_TXT, "_dmarc.a.example"));
    wanted = tf_dns_take_wanted (dns);
    g_assert_cmpuint (wanted->len, ==, 2);
    for (guint i = 0; i < wanted->len; i++) {
        const TfDnsQuestion *question = g_ptr_array_index (wanted, i);

        g_assert_true (question->afresh);
        g_assert_cmpstr (question->name, ==,
                         i == 0 ? "_dmarc.a.example" : "_dmarc.b.a.example");
        tf_dns_tell (dns, question->type, question->name, gone);
    }
    g_assert_true (tf_dns_ask (dns, TF_DNS_TXT, "_dmarc.a.example") == gone);
    g_assert_false (tf_dns_renew_policy (dns));
    g_assert_cmpuint (tf_dns_count_questions (dns), ==, 5);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dns/table/asks-once", test_table_asks_once);
    g_test_add_func ("/dns/table/tell-before-ask", test_table_tell_before_ask);
    g_test_add_func ("/dns/table/failed-is-of-the-last-evaluation",
                     test_table_failed_is_of_the_last_evaluation);
    g_test_add_func ("/dns/table/budget", test_table_budget);
    g_test_add_func ("/dns/table/foreach-is-sorted", test_table_foreach_is_sorted);
    g_test_add_func ("/dns/table/no-trouble", test_no_trouble);
    g_test_add_func ("/dns/table/renew-policy", test_renew_policy);
    g_test_add_func ("/dns/answer/limits", test_answer_limits);
    return g_test_run ();
}
