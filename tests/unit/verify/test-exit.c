/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-exit: the client exits while a check is under way. Its threads are busy with OpenSSL,
 * whose tables are freed at exit; a crash there would be the last thing the client does. */
#include "crypto/crypto.h"
#include "verify/verify.h"

#include <openssl/crypto.h>

#include <stdlib.h>

#define N_ROUNDS   20 /* without the fix the first one crashed */
#define SLOW_MS    20000
#define LIMIT_S    10.0
#define TEST_LIMIT (60 * G_USEC_PER_SEC)

static gint n_begun; /* atomic */

/* Takes much longer than exiting does, if that does not wait. */
static void
hash_much (gpointer unused)
{
    gint64 until = g_get_monotonic_time () + 20 * 1000;

    g_atomic_int_inc (&n_begun);
    do {
        g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
        guint8 digest[TF_HASH_MAX];

        tf_hash_update (hash, "bank.example", 12);
        g_assert_cmpint (tf_hash_finish (hash, digest), ==, 32);
    } while (g_get_monotonic_time () < until);
}

static void
hang (gpointer unused)
{
    g_atomic_int_inc (&n_begun);
    g_usleep (SLOW_MS * 1000);
}

static void
nothing (gpointer unused)
{
}

/* In a process of its own: two threads work, more work waits, and the main thread leaves. */
static void
leave_during (TfWorkFunc work)
{
    for (guint i = 0; i < 6; i++)
        tf_worker_run (work, nothing, NULL);
    while (g_atomic_int_get (&n_begun) < 2)
        g_thread_yield ();
    exit (0);
}

static void
leave_hashing (void)
{
    leave_during (hash_much);
}

/* Somebody else in the client uses OpenSSL too, and was first. */
static void
leave_hashing_second (void)
{
    OPENSSL_init_crypto (0, NULL); /* freed at exit */
    leave_during (hash_much);
}

static void
leave_hanging (void)
{
    leave_during (hang);
}

static void
test_leave (gconstpointer path)
{
    for (guint i = 0; i < N_ROUNDS; i++) {
        g_test_trap_subprocess (path, TEST_LIMIT, G_TEST_SUBPROCESS_DEFAULT);
        g_test_trap_assert_passed ();
    }
}

static void
test_leave_hanging (void)
{
    g_autoptr (GTimer) timer = g_timer_new ();

    g_test_trap_subprocess ("/exit/subprocess/hanging", TEST_LIMIT,
                            G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, LIMIT_S);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/exit/subprocess/hashing", leave_hashing);
    g_test_add_func ("/exit/subprocess/hashing-second", leave_hashing_second);
    g_test_add_func ("/exit/subprocess/hanging", leave_hanging);
    g_test_add_data_func ("/exit/hashing", "/exit/subprocess/hashing", test_leave);
    g_test_add_data_func ("/exit/hashing-second", "/exit/subprocess/hashing-second",
                          test_leave);
    g_test_add_func ("/exit/hanging", test_leave_hanging);
    return g_test_run ();
}
