/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-verifier-ends: cut short anywhere, too many at once, never answered (DO-09 to
 * DO-11). */
#include "verify/verify.h"
#include "verifier-helper.h"

/* DO-10: cancel after the n-th turn of the loop, for every n up to the end. */
static void
test_cancel_at_every_step (void)
{
    gboolean finished = FALSE;

    for (guint n_turns = 0; !finished; n_turns++) {
        TestResolver *resolver = resolver_new (zone);
        TfVerifier *verifier = verifier_new (resolver);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_auto (Outcome) outcome = {0};

        begin (verifier, MESSAGE, cancellable, &outcome);
        for (guint i = 0; i < n_turns && outcome.n_done == 0; i++)
            g_main_context_iteration (NULL, TRUE);
        finished = outcome.n_done > 0;
        g_cancellable_cancel (cancellable);
        wait_for (&outcome, 1);
        if (!finished)
            g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        assert_gone (verifier);
        assert_gone (resolver);
        g_assert_cmpuint (n_turns, <, 200);
    }
}

/* DO-09: a DNS that never answers costs the deadline, not more; what came in is used. */
static void
test_deadline (void)
{
    TestResolver *resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    g_autoptr (TfReport) report = NULL;
    gint64 started = g_get_monotonic_time ();

    resolver->silent = TRUE;
    tf_io_set_deadline (verifier, 200);
    report = verify (verifier, MESSAGE);
    g_assert_cmpint (g_get_monotonic_time () - started, >=, 190 * 1000);
    g_assert_cmpuint (tf_dns_count_failed (report->dns), ==,
                      tf_dns_count_questions (report->dns));
    g_assert_cmpuint (resolver->n_lookups, <=, tf_dns_count_questions (report->dns));
    g_assert_cmpuint (resolver->n_waiting, ==, 0); /* nobody is left asking */
    assert_gone (verifier);
    assert_gone (resolver);
}

/* DO-11: four at a time, whatever is selected; each that is cancelled makes room. */
static void
test_at_most_four (void)
{
    TestResolver *resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    GCancellable *cancellables[12];
    Outcome outcomes[12] = {0};
    guint one_message;

    resolver->silent = TRUE;
    tf_io_set_deadline (verifier, 60000);
    cancellables[0] = g_cancellable_new ();
    begin (verifier, MESSAGE, cancellables[0], &outcomes[0]);
    for (guint i = 0; i < 300; i++) {
        g_main_context_iteration (NULL, FALSE);
        g_usleep (1000);
    }
    one_message = resolver->n_waiting;
    g_assert_cmpuint (one_message, >, 0);
    for (guint i = 1; i < 12; i++) {
        cancellables[i] = g_cancellable_new ();
        begin (verifier, MESSAGE, cancellables[i], &outcomes[i]);
    }
    for (guint i = 0; i < 12; i++) {
        guint expected = MIN (12 - i, TF_LIMIT_CONCURRENT_MESSAGES) * one_message;

        while (resolver->n_waiting < expected)
            g_main_context_iteration (NULL, TRUE);
        g_cancellable_cancel (cancellables[i]);
        wait_for (&outcomes[i], 1);
        g_assert_error (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        outcome_clear (&outcomes[i]);
        g_object_unref (cancellables[i]);
    }
    g_assert_cmpuint (resolver->n_most_waiting, ==,
                      TF_LIMIT_CONCURRENT_MESSAGES * one_message);
    assert_gone (verifier);
    assert_gone (resolver);
}

/* One that still waits for its turn. */
static void
test_cancel_in_queue (void)
{
    TestResolver *resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    g_autoptr (GCancellable) all = g_cancellable_new ();
    g_autoptr (GCancellable) last = g_cancellable_new ();
    g_auto (Outcome) outcome = {0};
    g_auto (Outcome) waiting = {0};

    resolver->silent = TRUE;
    for (guint i = 0; i < 8; i++)
        begin (verifier, MESSAGE, all, &outcome);
    begin (verifier, MESSAGE, last, &waiting);
    g_cancellable_cancel (last);
    wait_for (&waiting, 1);
    g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (outcome.n_done, ==, 0);
    g_cancellable_cancel (all);
    wait_for (&outcome, 8);
    begin (verifier, MESSAGE, all, &outcome); /* cancelled before it began */
    wait_for (&outcome, 9);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_gone (verifier);
    assert_gone (resolver);
}

/* The last reference goes while messages are in work: each still has its end. */
static void
test_let_go_while_working (void)
{
    TestResolver *resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    g_auto (Outcome) outcome = {0};

    for (guint i = 0; i < 10; i++)
        begin (verifier, MESSAGE, NULL, &outcome);
    g_object_unref (resolver);
    g_object_unref (verifier);
    wait_for (&outcome, 10);
    g_assert_no_error (outcome.error);
}

static gssize
fail_to_read (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "the disk is broken");
    return -1;
}

static void
test_read_error (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    g_autoptr (TfVerifier) verifier = verifier_new (resolver);
    g_autoptr (TfSource) source = tf_source_new (fail_to_read, NULL, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_auto (Outcome) outcome = {0};

    tf_verifier_check_async (verifier, request, NULL, on_verified, &outcome);
    wait_for (&outcome, 1);
    g_assert_error (outcome.error, G_FILE_ERROR, G_FILE_ERROR_IO);
    g_assert_cmpuint (resolver->n_lookups, ==, 0);
}

static gssize
read_for_ever (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    memset (buffer, '\n', length);
    return (gssize)length;
}

/* A large message that nobody wants to see any more is not read to its end. */
static void
test_cancel_while_reading (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (Outcome) outcome = {0};

    for (guint i = 0; i < 3; i++) {
        g_autoptr (TfSource) source = tf_source_new (read_for_ever, NULL, NULL);
        g_autoptr (TfRequest) request = tf_request_new (source);

        tf_verifier_check_async (verifier, request, cancellable, on_verified, &outcome);
    }
    g_usleep (20000);
    g_cancellable_cancel (cancellable);
    wait_for (&outcome, 3);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_gone (verifier);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/verifier/cancel-at-every-step", test_cancel_at_every_step);
    g_test_add_func ("/verifier/deadline", test_deadline);
    g_test_add_func ("/verifier/at-most-four", test_at_most_four);
    g_test_add_func ("/verifier/cancel-in-queue", test_cancel_in_queue);
    g_test_add_func ("/verifier/let-go-while-working", test_let_go_while_working);
    g_test_add_func ("/verifier/read-error", test_read_error);
    g_test_add_func ("/verifier/cancel-while-reading", test_cancel_while_reading);
    return g_test_run ();
}
