/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-helper: one look-up at a time with a resolver on loopback. */
#pragma once

#include <glib/gstdio.h>
#include <unistd.h>

#include "io/io.h"

#include "dns-server.h"

static const char zone[] =
    "{\"a.example\": {\"TXT\": [\"one\", [\"t\", \"wo\"]], \"MX\": [[10, "
    "\"mx.example\"]],"
    "  \"A\": [\"192.0.2.1\"], \"AAAA\": [\"2001:db8::1\"], \"PTR\": [\"p.example\"]},"
    " \"alias.example\": {\"CNAME\": \"a.example\"}, \"loop.example\": {\"CNAME\": "
    "\"loop.example\"},"
    " \"bad.example\": {\"*\": \"SERVFAIL\"}, \"no.example\": {\"*\": \"REFUSED\"},"
    " \"_under.score.example\": {\"TXT\": [\"under\"]}}";

/* ---- one look-up at a time --------------------------------------------------------- */

/** Waiter: what came back. */
typedef struct {
    TfDnsAnswer *answer;
    GError *error;
    guint n_done;
} Waiter;

static inline void
waiter_clear (Waiter *waiter)
{
    g_clear_pointer (&waiter->answer, tf_dns_answer_unref);
    g_clear_error (&waiter->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Waiter, waiter_clear)

static inline void
on_done (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Waiter *waiter = data;

    waiter_clear (waiter);
    waiter->answer =
        tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, &waiter->error);
    waiter->n_done++;
}

static inline void
wait_for (Waiter *waiter, guint n_done)
{
    while (waiter->n_done < n_done)
        g_main_context_iteration (NULL, TRUE);
}

static inline TfResolver *
resolver_for (const DnsServer *server)
{
    g_autoptr (GError) error = NULL;
    TfResolver *resolver = tf_resolver_new_system (server->address, &error);

    g_assert_no_error (error);
    return resolver;
}

static inline TfDnsAnswer *
look_up (TfResolver *resolver, TfDnsType type, const char *name)
{
    Waiter waiter = {0};

    tf_resolver_lookup_async (resolver, type, name, NULL, on_done, &waiter);
    g_assert_cmpuint (waiter.n_done, ==, 0); /* never before we return */
    wait_for (&waiter, 1);
    g_assert_no_error (waiter.error);
    return waiter.answer;
}

static inline void
assert_status (TfResolver *resolver, TfDnsType type, const char *name, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = look_up (resolver, type, name);

    g_test_message ("%s", name);
    /* c-ares 1.18 does not say how servers failed, and versions differ in what they drop.
     */
    if (tf_dns_status_is_failure (status)) {
        g_assert_true (tf_dns_status_is_failure (answer->status));
        return;
    }
    g_assert_cmpstr (tf_dns_status_to_string (answer->status), ==,
                     tf_dns_status_to_string (status));
}

/* Where the CNAMEs from NAME lead. */
static inline void
assert_alias (TfResolver *resolver, const char *name, const char *alias)
{
    g_autoptr (TfDnsAnswer) answer = look_up (resolver, TF_DNS_TXT, name);

    g_assert_cmpstr (answer->alias, ==, alias);
}

/* The main context has one of its own from its first turn on, and GLib's network monitor, once
 * it was used, stays for good. */
static inline guint
count_descriptors (void)
{
    g_autoptr (GDir) folder = NULL;
    guint count = 0;

    g_network_monitor_get_default ();
    while (g_main_context_iteration (NULL, FALSE))
        ;
    folder = g_dir_open ("/proc/self/fd", 0, NULL);
    while (folder != NULL && g_dir_read_name (folder) != NULL)
        count++;
    return count;
}

/* Frees the resolver, and checks that nothing of it is left. */
static inline void
assert_gone (TfResolver *resolver, guint n_descriptors)
{
    g_object_add_weak_pointer (G_OBJECT (resolver), (gpointer *)&resolver);
    g_object_unref (resolver);
    while (g_main_context_iteration (NULL, FALSE))
        ;
    g_assert_null (resolver);
    g_assert_cmpuint (count_descriptors (), ==, n_descriptors);
}

static inline void
ask_many (TfResolver *resolver, guint n_questions, GCancellable *cancellable,
          Waiter *waiter)
{
    for (guint i = 0; i < n_questions; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        tf_resolver_lookup_async (resolver, TF_DNS_TXT, name, cancellable, on_done,
                                  waiter);
    }
}
