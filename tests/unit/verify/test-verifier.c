/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-verifier: ask, answer, evaluate again: in any order, failing
 * anywhere. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "verify/verify.h"
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
        TfVerifier *verifier = verifier_new (resolver);
        g_autoptr (TfReport) report = NULL;
        g_autofree char *described = NULL;

        if (seed > 0)
            resolver->random = g_rand_new_with_seed (seed);
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
    g_autoptr (TfRequest) request = request_of (MESSAGE);
    g_autoptr (TfRequest) dated = request_of (MESSAGE);

    g_assert_no_error (error);
    verifier = verifier_new (resolver);
    tf_request_set_now (request, -1);
    report = verify_request (verifier, request);
    g_assert_cmpint (report->now, ==, 1760000000);
    g_assert_cmpint (report->received_at, ==, 1759999000);
    g_assert_cmpint (report->time_source, ==, TF_TIME_OPTION);

    tf_request_set_now (dated, 1760000123);
    tf_request_set_received_at (dated, 1759998000);
    other = verify_request (verifier, dated);
    g_assert_cmpint (other->now, ==, 1760000123);
    g_assert_cmpint (other->received_at, ==, 1759998000);
    g_unlink (path);
}

/* The same answers over the wire give the same report. */
static void
test_over_the_wire (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.001");
    g_autoptr (TestResolver) direct = resolver_new (zone);
    g_autoptr (TfVerifier) by_hand = verifier_new (direct);
    g_autoptr (TfReport) expected = NULL;
    g_autofree char *described = NULL;

    if (server == NULL)
        return;
    expected = verify (by_hand, MESSAGE);
    described = describe (expected);
    for (guint n_turns = 0; n_turns < 15; n_turns++) {
        g_autoptr (TfResolver) resolver = tf_resolver_new_system (server->address, NULL);
        g_autoptr (TfVerifier) verifier = verifier_new (resolver);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (TfReport) report = NULL;
        g_autofree char *other = NULL;
        g_auto (Outcome) outcome = {0};

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
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    gint64 before = g_get_real_time () / G_USEC_PER_SEC;
    g_autoptr (TfRequest) request = request_of (MESSAGE);
    g_autoptr (TfReport) report = NULL;

    tf_request_set_now (request, -1);
    report = verify_request (verifier, request);

    g_assert_cmpint (report->now, >=, before);
    g_assert_cmpint (report->now, <=, g_get_real_time () / G_USEC_PER_SEC);
}

/* Each look-up fails once: there is a report all the same, and nothing is left over. */
static void
test_nth_answer_fails (void)
{
    guint n_lookups = 1;

    for (guint n = 0; n < n_lookups; n++) {
        TestResolver *resolver = resolver_new (zone);
        TfVerifier *verifier = verifier_new (resolver);
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

/* Neither an offline request nor a verifier without a resolver asks anybody. */
static void
test_offline (void)
{
    TestResolver *resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    TfVerifier *nobody = verifier_new (NULL);
    g_autoptr (TfRequest) offline = request_of (MESSAGE);
    g_autoptr (TfReport) report = NULL;
    g_autoptr (TfReport) other = verify (nobody, MESSAGE);
    const TfDnsAnswer *answer;

    tf_request_set_offline (offline, TRUE);
    report = verify_request (verifier, offline);
    answer = tf_dns_peek (report->dns, TF_DNS_TXT, "_dmarc.legit.example");
    g_assert_cmpuint (resolver->n_lookups, ==, 0);
    g_assert_cmpint (answer->status, ==, TF_DNS_NOTASKED);
    g_assert_cmpstr (tf_report_get_evidence (report), ==, "unknown");
    g_assert_cmpstr (tf_report_get_code (other), ==, tf_report_get_code (report));
    assert_gone (verifier);
    assert_gone (nobody);
    assert_gone (resolver);
}

static const char zone_without_key[] =
    "{\"s3._domainkey.legit.example\": {\"TXT\": \"TIMEOUT\"},"
    " \"s1._domainkey.a.mail.legit.example\": {\"TXT\": \"TIMEOUT\"},"
    " \"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"mail.legit.example\": {\"A\": [\"192.0.2.1\"]}}";

static void
expect_code (TfVerifier *verifier, const char *code, guint retry_seconds)
{
    g_autoptr (TfReport) report = verify (verifier, MESSAGE);

    g_assert_cmpstr (tf_report_get_code (report), ==, code);
    g_assert_cmpuint (tf_verifier_get_retry_seconds (verifier, report), ==,
                      retry_seconds);
}

/* A key that never comes: TF13 while there will be retries, then it counts as not passed.
 * How often the message is opened meanwhile changes nothing. */
static void
test_retries_by_time (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone_without_key);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);

    for (guint i = 0; i < 20; i++)
        expect_code (verifier, "TF13", 5);
    tf_io_pass_seconds (verifier, 5);
    expect_code (verifier, "TF13", 55);
    tf_io_pass_seconds (verifier, 60);
    expect_code (verifier, "TF13", 535);
    tf_io_pass_seconds (verifier, 535);
    expect_code (verifier, "TF03", 0);
    tf_io_pass_seconds (verifier, 86400);
    expect_code (verifier, "TF03", 0);
}

/* Once the answers come, an earlier failure is forgotten; each message has its own time. */
static void
test_retries_are_of_each_message (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone_without_key);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autoptr (TfDnsZone) failing = resolver->zone;
    g_autoptr (TfReport) report = NULL;

    expect_code (verifier, "TF13", 5);
    tf_io_pass_seconds (verifier, 599);
    report = verify (verifier, "X: y\r\n" MESSAGE);
    g_assert_cmpuint (tf_verifier_get_retry_seconds (verifier, report), ==, 5);
    resolver->zone = tf_dns_zone_parse (zone_that_answers, -1, NULL);
    g_clear_pointer (&report, tf_report_unref);
    report = verify (verifier, MESSAGE);
    g_assert_cmpstr (tf_report_get_code (report), !=, "TF13");
    tf_dns_zone_free (resolver->zone);
    resolver->zone = g_steal_pointer (&failing);
    tf_io_pass_seconds (verifier, 599);
    expect_code (verifier, "TF13", 5);
}

/* A caller that will not retry says so. */
static void
test_final (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone_without_key);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autoptr (TfRequest) final = request_of (MESSAGE);
    g_autoptr (TfReport) report = NULL;

    tf_request_set_final (final, TRUE);
    report = verify_request (verifier, final);
    g_assert_cmpstr (tf_report_get_code (report), ==, "TF03");
    g_assert_cmpuint (tf_verifier_get_retry_seconds (verifier, report), ==, 0);
}

/* Settings, "final" and the rest belong to the request, whatever others are under way. */
static void
test_final_is_of_each_request (void)
{
    g_autofree char *text =
        g_strconcat ("{\"s3._domainkey.legit.example\": {\"TXT\": \"TIMEOUT\"},",
                     zone_that_answers + 1, NULL);
    g_autoptr (TestResolver) resolver = resolver_new (text);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autoptr (TfRequest) final = request_of (MESSAGE);
    g_autoptr (TfRequest) own = request_of (MESSAGE);
    g_autoptr (TfSettings) settings = tf_settings_new ();
    g_auto (Outcome) first = {0};
    g_auto (Outcome) second = {0};
    g_auto (Outcome) third = {0};

    tf_request_set_final (final, TRUE);
    tf_settings_add_own (settings, "legit.example");
    tf_request_set_settings (own, settings);
    begin (verifier, MESSAGE, NULL, &first);
    tf_verifier_check_async (verifier, final, NULL, on_verified, &second);
    tf_verifier_check_async (verifier, own, NULL, on_verified, &third);
    wait_for (&first, 1);
    wait_for (&second, 1);
    wait_for (&third, 1);
    g_assert_false (first.report->facts.own_domain);
    g_assert_true (third.report->facts.own_domain);
    g_assert_cmpstr (tf_report_get_code (first.report), ==, "TF13");
    g_assert_cmpstr (tf_report_get_code (second.report), ==, "TF03");
}

/* For scripts: the same report, and what is wrong is an error. */
static void
test_waits (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autoptr (TfRequest) request = request_of (MESSAGE);
    g_autoptr (TfRequest) again = request_of (MESSAGE);
    g_autoptr (TfReport) expected = verify (verifier, MESSAGE);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TfReport) report = tf_verifier_check (verifier, request, NULL, &error);
    g_autofree char *described = describe (report);
    g_autofree char *other = describe (expected);

    g_assert_no_error (error);
    g_assert_cmpstr (described, ==, other);
    g_cancellable_cancel (cancellable);
    g_assert_null (tf_verifier_check (verifier, again, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Only the reader's "check again" forgets what is kept, and only when somebody may be asked. */
static void
test_afresh (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone_that_answers);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autoptr (TfReport) before = verify (verifier, MESSAGE);

    g_assert_cmpuint (resolver->n_forgotten, ==, 0);
    for (guint i = 0; i < 2; i++) {
        g_autoptr (TfRequest) request = request_of (MESSAGE);
        g_autoptr (TfReport) report = NULL;

        tf_request_set_afresh (request, TRUE);
        tf_request_set_offline (request, i == 0);
        report = tf_verifier_check (verifier, request, NULL, NULL);
        g_assert_nonnull (report);
        g_assert_cmpuint (resolver->n_forgotten, ==, i);
    }
}

/* A missing file is noticed when it is opened; its content is a message like any other. */
static void
test_request_of_file (void)
{
    g_autofree char *path = write_file ("From: a@b.example\n\nx");
    g_autoptr (GError) error = NULL;
    g_autoptr (TfRequest) request = tf_request_new_file (path, &error);
    g_autoptr (TfVerifier) verifier = verifier_new (NULL);
    g_autoptr (TfReport) report = NULL;
    GStatBuf status;

    g_assert_no_error (error);
    g_assert_cmpint (g_stat (path, &status), ==, 0);
    report = verify_request (verifier, request);
    g_assert_cmpint (report->time_source, ==, TF_TIME_FILE);
    g_assert_cmpint (report->received_at, ==, status.st_mtime);
    g_unlink (path);
    g_assert_null (tf_request_new_file (path, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
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
    g_test_add_func ("/verifier/retries-by-time", test_retries_by_time);
    g_test_add_func ("/verifier/retries-are-of-each-message",
                     test_retries_are_of_each_message);
    g_test_add_func ("/verifier/final", test_final);
    g_test_add_func ("/verifier/final-is-of-each-request", test_final_is_of_each_request);
    g_test_add_func ("/verifier/waits", test_waits);
    g_test_add_func ("/verifier/afresh", test_afresh);
    g_test_add_func ("/verifier/request-of-file", test_request_of_file);
    return g_test_run ();
}
