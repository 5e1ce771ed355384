/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-resolver-ends: many questions, cancelled and ended ones, with the real c-ares
 * (DO-10, DO-11). */
#include "resolver-helper.h"

/* More than the burst: the rest is paced. */
static void
test_many (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.05");
    g_auto (Waiter) waiter = {0};
    TfResolver *resolver;
    guint n_descriptors = count_descriptors ();
    gint64 begin = g_get_monotonic_time ();

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    ask_many (resolver, TF_LIMIT_QUESTION_BURST + 20, NULL, &waiter);
    wait_for (&waiter, TF_LIMIT_QUESTION_BURST + 20);
    g_assert_cmpint (waiter.answer->status, ==, TF_DNS_NXDOMAIN);
    g_assert_cmpint (g_get_monotonic_time () - begin, >, 700 * 1000);
    assert_gone (resolver, n_descriptors);
}

/* DO-10: cancel after the n-th turn of the loop, for every n. */
static void
test_cancel_at_every_step (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.002");
    guint n_descriptors = count_descriptors ();

    if (server == NULL)
        return;
    for (guint n_turns = 0; n_turns < 12; n_turns++) {
        TfResolver *resolver = resolver_for (server);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_auto (Waiter) waiter = {0};

        ask_many (resolver, 6, cancellable, &waiter);
        for (guint i = 0; i < n_turns && waiter.n_done < 6; i++)
            g_main_context_iteration (NULL, TRUE);
        g_cancellable_cancel (cancellable);
        wait_for (&waiter, 6);
        if (n_turns == 0)
            g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        assert_gone (resolver, n_descriptors);
    }
}

static void
test_cancel_is_prompt (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--drop");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_auto (Waiter) waiter = {0};
    TfResolver *resolver;
    guint n_descriptors = count_descriptors ();
    gint64 begin;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    /* Past the burst, so that some have not even been sent. */
    ask_many (resolver, TF_LIMIT_QUESTION_BURST + 20, cancellable, &waiter);
    for (guint i = 0; i < 5; i++)
        g_main_context_iteration (NULL, FALSE);
    begin = g_get_monotonic_time ();
    g_cancellable_cancel (cancellable);
    wait_for (&waiter, TF_LIMIT_QUESTION_BURST + 20);
    g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
    g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    /* Cancelled before it was asked. */
    ask_many (resolver, 1, cancellable, &waiter);
    wait_for (&waiter, TF_LIMIT_QUESTION_BURST + 21);
    g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_gone (resolver, n_descriptors);
}

/* The plugin is unloaded: all who wait are told, and nothing is left. */
static void
test_dispose_while_asking (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "--delay 0.002");
    guint n_descriptors = count_descriptors ();
    guint n_questions = TF_LIMIT_QUESTION_BURST + 5;

    if (server == NULL)
        return;
    for (guint n_turns = 0; n_turns < 12; n_turns++) {
        TfResolver *resolver = resolver_for (server);
        g_auto (Waiter) waiter = {0};

        ask_many (resolver, n_questions, NULL, &waiter);
        for (guint i = 0; i < n_turns; i++)
            g_main_context_iteration (NULL, TRUE);
        g_object_run_dispose (G_OBJECT (resolver));
        wait_for (&waiter, n_questions);
        g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        ask_many (resolver, 1, NULL, &waiter);
        wait_for (&waiter, n_questions + 1);
        g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        assert_gone (resolver, n_descriptors);
    }
}

/** Ender: drops the last reference from within an answer. */
typedef struct {
    TfResolver *resolver;
    guint n_done;
} Ender;

static void
end_on_first (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Ender *ender = data;
    g_autoptr (TfDnsAnswer) answer =
        tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);

    ender->n_done++;
    if (ender->resolver == NULL)
        return;
    g_object_run_dispose (G_OBJECT (ender->resolver));
    g_clear_object (&ender->resolver);
}

static void
test_dispose_in_callback (void)
{
    g_autoptr (DnsServer) server = dns_server_start (zone, "");
    guint n_descriptors = count_descriptors ();
    Ender ender = {0};
    TfResolver *resolver;

    if (server == NULL)
        return;
    resolver = resolver_for (server);
    ender.resolver = g_object_ref (resolver);
    for (guint i = 0; i < 8; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        tf_resolver_lookup_async (resolver, TF_DNS_TXT, name, NULL, end_on_first, &ender);
    }
    while (ender.n_done < 8)
        g_main_context_iteration (NULL, TRUE);
    assert_gone (resolver, n_descriptors);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/resolver-ares/many", test_many);
    g_test_add_func ("/resolver-ares/cancel-at-every-step", test_cancel_at_every_step);
    g_test_add_func ("/resolver-ares/cancel-is-prompt", test_cancel_is_prompt);
    g_test_add_func ("/resolver-ares/dispose-while-asking", test_dispose_while_asking);
    g_test_add_func ("/resolver-ares/dispose-in-callback", test_dispose_in_callback);
    return g_test_run ();
}
