/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-verifier: ask, answer, evaluate again: in any order, failing
 * anywhere. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "dns-server.h"
#include "temporary-file.h"
#include "verifier-helper.h"

/* ---- the verifier ------------------------------------------------------------------ */

static void
test_order_does_not_matter (void)
{
    g_autofree char *expected = NULL;

    for (guint seed = 0; seed < 40; seed++) {
        TestResolver *resolver = resolver_new (zone);
        TfVerifier *verifier = verifier_new (resolver, FALSE);
        g_autoptr (TfReport) report = NULL;
        g_autofree char *described = NULL;

        if (seed > 0)
            resolver->random = g_rand_new_with_seed (seed);
        tf_verifier_set_now (verifier, 1760000000);
        report = verify (verifier, MESSAGE);
        described = describe (report);
        if (expected == NULL) {
            expected = g_steal_pointer (&described);
            g_test_message ("%s", expected);
        } else {
            g_assert_cmpstr (described, ==, expected);
        }
        g_assert_cmpuint (resolver->n_lookups, ==, tf_dns_count_questions (report->dns));
        g_assert_cmpuint (resolver->n_lookups, >, 3);
        assert_gone (verifier);
        assert_gone (resolver);
    }
}

static void
test_answers_file (void)
{
    g_autofree char *path = write_file (zone);
    g_autoptr (GError) error = NULL;
    g_autoptr (TfResolver) resolver = tf_resolver_new_answers (path, &error);
    g_autoptr (TfVerifier) verifier = NULL;
    g_autoptr (TfReport) report = NULL;
    g_autoptr (TfReport) other = NULL;
    g_autoptr (TfSource) source = source_of (MESSAGE);
    g_auto (Outcome) outcome = {0};

    g_assert_no_error (error);
    verifier = verifier_new (resolver, FALSE);
    report = verify (verifier, MESSAGE);
    g_assert_cmpint (report->now, ==, 1760000000);
    g_assert_cmpint (report->received_at, ==, 1759999000);
    g_assert_cmpint (report->time_source, ==, TF_TIME_OPTION);

    tf_verifier_set_now (verifier, 1760000123);
    tf_source_set_received_at (source, 1759998000);
    tf_verifier_verify_async (verifier, source, NULL, on_verified, &outcome);
    wait_for (&outcome, 1);
    g_assert_cmpint (outcome.report->now, ==, 1760000123);
    g_assert_cmpint (outcome.report->received_at, ==, 1759998000);
    g_unlink (path);
}

/* The same answers over the wire give the same report. */
static void
test_over_the_wire (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.001");
    g_autoptr (TestResolver) direct = resolver_new (zone);
    g_autoptr (TfVerifier) by_hand = verifier_new (direct, FALSE);
    g_autoptr (TfReport) expected = NULL;
    g_autofree char *described = NULL;

    if (server == NULL)
        return;
    tf_verifier_set_now (by_hand, 1760000000);
    expected = verify (by_hand, MESSAGE);
    described = describe (expected);
    for (guint n_turns = 0; n_turns < 15; n_turns++) {
        g_autoptr (TfResolver) resolver = tf_resolver_new_system (server->address, NULL);
        g_autoptr (TfVerifier) verifier = verifier_new (resolver, FALSE);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (TfReport) report = NULL;
        g_autofree char *other = NULL;
        g_auto (Outcome) outcome = {0};

        tf_verifier_set_now (verifier, 1760000000);
        begin (verifier, MESSAGE, cancellable, &outcome);
        for (guint i = 0; i < n_turns && outcome.n_done == 0; i++)
            g_main_context_iteration (NULL, TRUE);
        g_cancellable_cancel (cancellable);
        wait_for (&outcome, 1);
        report = verify (verifier, MESSAGE);
        other = describe (report);
        g_assert_cmpstr (other, ==, described);
    }
}

static void
test_system_clock (void)
{
    g_autoptr (TestResolver) resolver = resolver_new ("{}");
    g_autoptr (TfVerifier) verifier = verifier_new (resolver, FALSE);
    gint64 before = g_get_real_time () / G_USEC_PER_SEC;
    g_autoptr (TfReport) report = verify (verifier, MESSAGE);

    g_assert_cmpint (report->now, >=, before);
    g_assert_cmpint (report->now, <=, g_get_real_time () / G_USEC_PER_SEC);
}

/* DO-10: cancel after the n-th turn of the loop, for every n up to the end. */
static void
test_nth_answer_fails (void)
{
    guint n_lookups = 1;

    for (guint n = 0; n < n_lookups; n++) {
        TestResolver *resolver = resolver_new (zone);
        TfVerifier *verifier = verifier_new (resolver, FALSE);
        g_autoptr (TfReport) report = NULL;

        resolver->fail_at = (gint)n;
        report = verify (verifier, MESSAGE);
        g_assert_cmpuint (tf_dns_count_failed (report->dns), >, 0);
        n_lookups = MAX (n_lookups, resolver->n_lookups);
        assert_gone (verifier);
        assert_gone (resolver);
    }
    g_assert_cmpuint (n_lookups, >, 3);
}

/* DO-09: a DNS that never answers costs the deadline, not more; what came in is used. */
static void
test_offline (void)
{
    TestResolver *resolver = resolver_new (zone);
    TfVerifier *offline = verifier_new (resolver, TRUE);
    TfVerifier *nobody = verifier_new (NULL, FALSE);
    g_autoptr (TfReport) report = verify (offline, MESSAGE);
    g_autoptr (TfReport) other = verify (nobody, MESSAGE);
    const TfDnsAnswer *answer =
        tf_dns_peek (report->dns, TF_DNS_TXT, "_dmarc.legit.example");

    g_assert_cmpuint (resolver->n_lookups, ==, 0);
    g_assert_cmpint (answer->status, ==, TF_DNS_NOTASKED);
    g_assert_cmpstr (tf_report_get_evidence (report), ==, "unknown");
    g_assert_cmpstr (tf_report_get_code (other), ==, tf_report_get_code (report));
    assert_gone (offline);
    assert_gone (nobody);
    assert_gone (resolver);
}

/* DO-11: four at a time, whatever is selected; each that is cancelled makes room. */
/* One that still waits for its turn. */
/* The last reference goes while messages are in work: each still has its end. */
/* A large message that nobody wants to see any more is not read to its end. */
/* A key that never comes: TF13 while there will be retries, then it counts as not passed.
 */
static void
test_patience (void)
{
    g_autofree char *text =
        g_strconcat ("{\"s3._domainkey.legit.example\": {\"TXT\": \"TIMEOUT\"},"
                     " \"s1._domainkey.a.mail.legit.example\": {\"TXT\": \"TIMEOUT\"},",
                     zone_that_answers + 1, NULL);
    g_autoptr (TestResolver) resolver = resolver_new (text);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver, FALSE);
    g_autoptr (TfVerifier) final = verifier_new (resolver, FALSE);
    g_autoptr (TfReport) last = NULL;

    tf_verifier_set_now (verifier, 1760000000);
    tf_verifier_set_now (final, 1760000000);
    for (guint i = 0; i < 7; i++) {
        g_autoptr (TfReport) report = verify (verifier, MESSAGE);

        g_assert_cmpstr (tf_report_get_code (report), ==, i < 5 ? "TF13" : "TF03");
    }
    tf_verifier_set_final (final, TRUE);
    last = verify (final, MESSAGE);
    g_assert_cmpstr (tf_report_get_code (last), ==, "TF03");
}

/* The flag is that of the moment in which the message was handed over. */
static void
test_final_is_of_each_message (void)
{
    g_autofree char *text =
        g_strconcat ("{\"s3._domainkey.legit.example\": {\"TXT\": \"TIMEOUT\"},",
                     zone_that_answers + 1, NULL);
    g_autoptr (TestResolver) resolver = resolver_new (text);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver, FALSE);
    g_auto (Outcome) first = {0};
    g_auto (Outcome) second = {0};

    tf_verifier_set_now (verifier, 1760000000);
    begin (verifier, MESSAGE, NULL, &first);
    tf_verifier_set_final (verifier, TRUE);
    begin (verifier, MESSAGE, NULL, &second);
    tf_verifier_set_final (verifier, FALSE);
    wait_for (&first, 1);
    wait_for (&second, 1);
    g_assert_cmpstr (tf_report_get_code (first.report), ==, "TF13");
    g_assert_cmpstr (tf_report_get_code (second.report), ==, "TF03");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/verifier/order-does-not-matter", test_order_does_not_matter);
    g_test_add_func ("/verifier/answers-file", test_answers_file);
    g_test_add_func ("/verifier/over-the-wire", test_over_the_wire);
    g_test_add_func ("/verifier/system-clock", test_system_clock);
    g_test_add_func ("/verifier/nth-answer-fails", test_nth_answer_fails);
    g_test_add_func ("/verifier/offline", test_offline);
    g_test_add_func ("/verifier/patience", test_patience);
    g_test_add_func ("/verifier/final-is-of-each-message", test_final_is_of_each_message);
    return g_test_run ();
}
