/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-arrival-queue: the newest first, nothing twice, never more than the limit, and ten thousand at once
 * in no time. */
#include "client/arrival-queue.h"

#include "base/limits.h"

#include <time.h>

#define MANY 10000
/* The main loop of a mail program is held no longer than this. */
#define LIMIT_US 8000
#define TRIES    5

static guint n_freed;

static void
count_freed (gpointer data)
{
    n_freed++;
}

static void
add (TfArrivalQueue *queue, guint number, gint64 due)
{
    g_autofree char *key = g_strdup_printf ("folder/%u", number);

    tf_arrival_queue_add (queue, key, due, GUINT_TO_POINTER (number), count_freed);
}

static void
expect_next (TfArrivalQueue *queue, gint64 now, guint number)
{
    TfArrival *arrival = tf_arrival_queue_take (queue, now);

    g_assert_nonnull (arrival);
    g_assert_cmpuint (GPOINTER_TO_UINT (arrival->data), ==, number);
    tf_arrival_queue_release (queue, arrival);
    tf_arrival_free (arrival);
}

static void
test_order (void)
{
    TfArrivalQueue *queue = tf_arrival_queue_new ();

    n_freed = 0;
    g_assert_cmpint (tf_arrival_queue_get_due (queue), ==, G_MAXINT64);
    add (queue, 1, 10);
    add (queue, 2, 20);
    add (queue, 3, 30);
    g_assert_cmpint (tf_arrival_queue_get_due (queue), ==, 10);
    g_assert_null (tf_arrival_queue_take (queue, 9));
    expect_next (queue, 20, 2);
    expect_next (queue, 30, 3);
    expect_next (queue, 30, 1);
    g_assert_cmpuint (n_freed, ==, 3);
    tf_arrival_queue_free (queue);
}

static void
test_twice (void)
{
    TfArrivalQueue *queue = tf_arrival_queue_new ();
    TfArrival *taken;

    n_freed = 0;
    add (queue, 1, 0);
    add (queue, 1, 0);
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, 1);
    g_assert_cmpuint (n_freed, ==, 1);
    taken = tf_arrival_queue_take (queue, 0);
    add (queue, 1, 0); /* it is being checked */
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, 0);
    tf_arrival_queue_put_back (queue, taken);
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, 1);
    expect_next (queue, 0, 1);
    add (queue, 1, 0); /* it was checked before */
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, 1);
    tf_arrival_queue_free (queue);
    g_assert_cmpuint (n_freed, ==, 4);
}

static void
test_full (void)
{
    TfArrivalQueue *queue = tf_arrival_queue_new ();
    TfArrival *taken;

    n_freed = 0;
    for (guint i = 0; i < MANY; i++)
        add (queue, i, 0);
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, TF_LIMIT_ARRIVALS);
    g_assert_cmpuint (n_freed, ==, MANY - TF_LIMIT_ARRIVALS);
    taken = tf_arrival_queue_take (queue, 0);
    add (queue, MANY, 0);
    tf_arrival_queue_put_back (queue, taken); /* the oldest makes room for it */
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, TF_LIMIT_ARRIVALS);
    expect_next (queue, 0, MANY);
    expect_next (queue, 0, MANY - 2);
    tf_arrival_queue_clear (queue);
    g_assert_cmpuint (n_freed, ==, MANY + 1);
    add (queue, 1, 0); /* the keys are forgotten too */
    g_assert_cmpuint (tf_arrival_queue_count (queue), ==, 1);
    tf_arrival_queue_free (queue);
}

static gint64
used_us (void)
{
    struct timespec now;

    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
time_many (void)
{
    TfArrivalQueue *queue = tf_arrival_queue_new ();
    gint64 start = used_us ();
    gint64 used;

    for (guint i = 0; i < MANY; i++)
        add (queue, i, 0);
    used = used_us () - start;
    tf_arrival_queue_free (queue);
    return used;
}

/* The best of some: the machine may be busy. */
static void
test_many_are_quick (void)
{
    gint64 best = G_MAXINT64;

    for (guint i = 0; i < TRIES && best > LIMIT_US; i++)
        best = MIN (best, time_many ());
    g_test_message ("%d messages: %" G_GINT64_FORMAT " us", MANY, best);
#ifndef __SANITIZE_ADDRESS__
    g_assert_cmpint (best, <=, LIMIT_US);
#endif
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/arrival-queue/order", test_order);
    g_test_add_func ("/arrival-queue/twice", test_twice);
    g_test_add_func ("/arrival-queue/full", test_full);
    g_test_add_func ("/arrival-queue/many-are-quick", test_many_are_quick);
    return g_test_run ();
}
