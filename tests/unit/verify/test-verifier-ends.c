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

/* A check that is still waiting for its turn. */
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

/* The last reference is dropped while messages are being checked: each check still ends. */
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

/* A large message that nobody wants to see any more is not read completely. */
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

/* A disk that does not answer until it is released. */
typedef struct {
    GMutex lock;
    GCond changed;
    gboolean answers;
    guint n_hanging;
} Disk;

static gssize
hang (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    Disk *disk = data;

    g_mutex_lock (&disk->lock);
    disk->n_hanging++;
    while (!disk->answers)
        g_cond_wait (&disk->changed, &disk->lock);
    disk->n_hanging--;
    g_cond_broadcast (&disk->changed);
    g_mutex_unlock (&disk->lock);
    return 0;
}

/* Returns once nobody uses DISK any more. */
static void
let_go (Disk *disk)
{
    g_mutex_lock (&disk->lock);
    disk->answers = TRUE;
    g_cond_broadcast (&disk->changed);
    while (disk->n_hanging > 0)
        g_cond_wait (&disk->changed, &disk->lock);
    g_mutex_unlock (&disk->lock);
}

static void
begin_on (Disk *disk, TfVerifier *verifier, GCancellable *cancellable, Outcome *outcome)
{
    g_autoptr (TfSource) source = tf_source_new (hang, disk, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);

    tf_verifier_check_async (verifier, request, cancellable, on_verified, outcome);
}

/* More messages than there are threads and places hang: each has its error, and another one
 * has its report. When the disk comes back nothing is left over. */
static void
test_disk_that_hangs (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    g_autoptr (TfReport) report = NULL;
    g_auto (Outcome) lost = {0};
    Disk disk = {0};

    tf_io_set_read_limit (verifier, 100);
    for (guint i = 0; i < 9; i++)
        begin_on (&disk, verifier, NULL, &lost);
    report = verify (verifier, MESSAGE);
    g_assert_nonnull (report);
    wait_for (&lost, 9);
    g_assert_error (lost.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    g_assert_cmpuint (disk.n_hanging, ==, 9);
    let_go (&disk);
    assert_gone (verifier);
}

/* Nobody waits for it any more, so it does not keep its place for long. */
static void
test_cancelled_on_disk_that_hangs (void)
{
    g_autoptr (TestResolver) resolver = resolver_new (zone);
    TfVerifier *verifier = verifier_new (resolver);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (TfReport) report = NULL;
    g_auto (Outcome) lost = {0};
    gint64 started = g_get_monotonic_time ();
    Disk disk = {0};

    tf_io_set_read_limit (verifier, 2000);
    for (guint i = 0; i < TF_LIMIT_CONCURRENT_MESSAGES; i++)
        begin_on (&disk, verifier, cancellable, &lost);
    g_cancellable_cancel (cancellable);
    wait_for (&lost, TF_LIMIT_CONCURRENT_MESSAGES);
    g_assert_error (lost.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    report = verify (verifier, MESSAGE);
    g_assert_cmpint (g_get_monotonic_time () - started, <, 1900 * 1000);
    let_go (&disk);
    assert_gone (verifier);
}

/* So many hang already that the next one is refused at once, and no thread is made. */
static void
test_too_many_hang (void)
{
    TfVerifier *verifier = verifier_new (NULL);
    g_auto (Outcome) lost = {0};
    Disk disk = {0};

    tf_io_set_read_limit (verifier, 20);
    for (guint i = 0; i < TF_LIMIT_LOST_THREADS + 20; i++)
        begin_on (&disk, verifier, NULL, &lost);
    wait_for (&lost, TF_LIMIT_LOST_THREADS + 20);
    g_assert_cmpuint (disk.n_hanging, >, TF_LIMIT_LOST_THREADS / 2);
    g_assert_cmpuint (disk.n_hanging, <,
                      TF_LIMIT_LOST_THREADS + TF_LIMIT_CONCURRENT_MESSAGES);
    let_go (&disk);
    assert_gone (verifier);
}

/* Bytes that come slowly are waited for, one by one, but not for ever. */
static gssize
trickle (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    gint *left = data;

    g_usleep (5000);
    buffer[0] = 'x';
    return (*left)-- > 0 ? 1 : 0;
}

static void
test_slow_disk (void)
{
    g_autoptr (TfVerifier) verifier = verifier_new (NULL);
    static gint left[] = {60, G_MAXINT}; /* a lost thread may come late */
    Outcome outcomes[2] = {0};

    tf_io_set_read_limit (verifier, 100);
    for (guint i = 0; i < 2; i++) {
        g_autoptr (TfSource) source = tf_source_new (trickle, &left[i], NULL);
        g_autoptr (TfRequest) request = tf_request_new (source);

        tf_verifier_check_async (verifier, request, NULL, on_verified, &outcomes[i]);
    }
    wait_for (&outcomes[0], 1);
    g_assert_no_error (outcomes[0].error);
    wait_for (&outcomes[1], 1);
    g_assert_error (outcomes[1].error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    outcome_clear (&outcomes[0]);
    outcome_clear (&outcomes[1]);
}

/* A read function may forget to say what went wrong. */
static gssize
fail_without_error (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    return -1;
}

static void
test_read_without_error (void)
{
    g_autoptr (TfVerifier) verifier = verifier_new (NULL);
    g_autoptr (TfSource) source = tf_source_new (fail_without_error, NULL, NULL);
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_auto (Outcome) outcome = {0};

    tf_verifier_check_async (verifier, request, NULL, on_verified, &outcome);
    wait_for (&outcome, 1);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_FAILED);
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
    g_test_add_func ("/verifier/read-without-error", test_read_without_error);
    g_test_add_func ("/verifier/slow-disk", test_slow_disk);
    g_test_add_func ("/verifier/disk-that-hangs", test_disk_that_hangs);
    g_test_add_func ("/verifier/cancelled-on-disk-that-hangs",
                     test_cancelled_on_disk_that_hangs);
    g_test_add_func ("/verifier/too-many-hang", test_too_many_hang);
    return g_test_run ();
}
