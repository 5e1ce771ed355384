/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-recent: a message that was kept is checked again without a question, with the same result and by the
 * clock of then; one whose questions were not answered is not kept; there is a limit. */
#include "verify/recent.h"

#include "verifier-helper.h"
#include "verify/verify.h"

static const char settled_zone[] =
    "{\"_dmarc.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"
    " \"s1._domainkey.a.mail.legit.example\": {\"TXT\": [\"" KEY "\"]},"
    " \"s2._domainkey.other.example\": {\"TXT\": [\"" KEY "\"]},"
    " \"mail.legit.example\": {\"A\": [\"192.0.2.1\"]}}";

/** Run: a verifier without a memory, and whom it asks. */
typedef struct {
    TestResolver *resolver;
    TfVerifier *verifier;
    TfRecent *recent;
} Run;

static void
run_begin (Run *run, const char *answers)
{
    run->resolver = resolver_new (answers);
    run->verifier = verifier_new (run->resolver);
    run->recent = tf_recent_new ();
    tf_verifier_set_recent (run->verifier, run->recent);
}

static void
run_end (Run *run)
{
    g_object_unref (run->verifier);
    g_object_unref (run->resolver);
    tf_recent_unref (run->recent);
}

static TfReport *
check_at (Run *run, const char *text, gint64 now, gboolean afresh)
{
    g_autoptr (TfRequest) request = request_of (text);

    tf_request_set_now (request, now);
    tf_request_set_afresh (request, afresh);
    return verify_request (run->verifier, request);
}

static void
test_kept (void)
{
    g_autoptr (TfReport) first = NULL;
    g_autoptr (TfReport) again = NULL;
    g_autoptr (TfReport) afresh = NULL;
    guint n_lookups;
    Run run;

    run_begin (&run, settled_zone);
    first = check_at (&run, MESSAGE, 1760000000, FALSE);
    n_lookups = run.resolver->n_lookups;
    g_assert_cmpuint (n_lookups, >, 0);
    tf_recent_keep (run.recent, first);
    again = check_at (&run, MESSAGE, 1760000000, FALSE);
    g_assert_cmpuint (run.resolver->n_lookups, ==, n_lookups);
    g_assert_true (again->recalled);
    g_assert_cmpstr (tf_report_get_code (again), ==, tf_report_get_code (first));
    g_assert_cmpstr (tf_report_get_evidence (again), ==, tf_report_get_evidence (first));
    afresh = check_at (&run, MESSAGE, 1760000000, TRUE);
    g_assert_cmpuint (run.resolver->n_lookups, >, n_lookups);
    g_assert_false (afresh->recalled);
    run_end (&run);
}

static void
test_clock (void)
{
    g_autoptr (TfReport) first = NULL;
    g_autoptr (TfReport) again = NULL;
    Run run;

    run_begin (&run, settled_zone);
    first = check_at (&run, MESSAGE, 1760000000, FALSE);
    tf_recent_keep (run.recent, first);
    again = check_at (&run, MESSAGE, -1, FALSE);
    g_assert_cmpint (again->now, ==, 1760000000);
    run_end (&run);
}

/* One of the keys is SERVFAIL. */
static void
test_unsettled (void)
{
    g_autoptr (TfReport) first = NULL;
    g_autoptr (TfReport) again = NULL;
    guint n_lookups;
    Run run;

    run_begin (&run, zone);
    first = check_at (&run, MESSAGE, 1760000000, FALSE);
    n_lookups = run.resolver->n_lookups;
    tf_recent_keep (run.recent, first);
    again = check_at (&run, MESSAGE, 1760000000, FALSE);
    g_assert_cmpuint (run.resolver->n_lookups, >, n_lookups);
    run_end (&run);
}

static char *
numbered (guint number)
{
    return g_strdup_printf ("%sNumber %u\r\n", MESSAGE, number);
}

static guint
lookups_of (Run *run, guint number)
{
    guint before = run->resolver->n_lookups;
    g_autofree char *text = numbered (number);
    g_autoptr (TfReport) report = check_at (run, text, 1760000000, FALSE);

    if (run->resolver->n_lookups > before)
        tf_recent_keep (run->recent, report);
    return run->resolver->n_lookups - before;
}

static void
test_limit (void)
{
    Run run;

    run_begin (&run, settled_zone);
    for (guint i = 0; i <= TF_LIMIT_RECENT; i++)
        g_assert_cmpuint (lookups_of (&run, i), >, 0);
    g_assert_cmpuint (lookups_of (&run, TF_LIMIT_RECENT), ==, 0);
    g_assert_cmpuint (lookups_of (&run, 1), ==, 0);
    g_assert_cmpuint (lookups_of (&run, 0), >, 0); /* the oldest made room */
    run_end (&run);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/recent/kept", test_kept);
    g_test_add_func ("/recent/clock", test_clock);
    g_test_add_func ("/recent/unsettled", test_unsettled);
    g_test_add_func ("/recent/limit", test_limit);
    return g_test_run ();
}
