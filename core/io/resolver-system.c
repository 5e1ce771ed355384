/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-system: questions to the system's DNS servers, or to one that was named.
 *
 * Every question passes through here. An answer in the cache is given at once, but a "no" only
 * while the network is known to be honest; the rest is looked up. Another network has other servers
 * and may have other answers. Everything happens on the main context that was thread-default when
 * the resolver was made. */
#include "io/in-flight.h"
#include "io/network-watch.h"

#define TF_TYPE_RESOLVER_SYSTEM (tf_resolver_system_get_type ())
G_DECLARE_FINAL_TYPE (TfResolverSystem, tf_resolver_system, TF, RESOLVER_SYSTEM, GObject)

struct _TfResolverSystem {
    GObject parent;
    GMainContext *context;
    TfDnsCache *cache;
    TfNetworkWatch *watch;
    TfAsker *asker; /* these three are NULL once the resolver has ended */
    TfNetworkCheck *check;
    TfInFlight *flights;
};

static void resolver_init (TfResolverInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfResolverSystem, tf_resolver_system, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_RESOLVER, resolver_init))

/* Questions under way may still be answered by the previous servers. */
static void
renew (TfResolverSystem *self)
{
    tf_dns_cache_forget_all (self->cache);
    tf_in_flight_part (self->flights, TF_N_DNS_TYPES, NULL);
    tf_asker_renew (self->asker);
    tf_network_check_renew (self->check);
}

/* Records need no further check. A "no" in the cache was believed when it came, but this may no
 * longer be the same network. */
static gboolean
needs_nothing (const TfDnsAnswer *kept)
{
    return kept != NULL && kept->status == TF_DNS_RECORDS;
}

static void
lookup_async (TfResolver *resolver, TfDnsType type, const char *name,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (resolver);
    g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
    g_autoptr (TfDnsAnswer) kept = NULL;

    g_task_set_source_tag (task, lookup_async);
    if (g_task_return_error_if_cancelled (task))
        return;
    if (self->flights == NULL) {
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                 "The resolver has ended");
        return;
    }
    if (tf_network_watch_has_changed (self->watch))
        renew (self);
    kept = tf_dns_cache_get (self->cache, type, name, g_get_monotonic_time ());
    if (needs_nothing (kept))
        g_task_return_pointer (task, g_steal_pointer (&kept),
                               (GDestroyNotify)tf_dns_answer_unref);
    else
        tf_in_flight_look_up (self->flights, task, type, name, kept);
}

static TfDnsAnswer *
lookup_finish (TfResolver *resolver, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);
    return g_task_propagate_pointer (G_TASK (result), error);
}

static void
forget (TfResolver *resolver, TfDnsType type, const char *name)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (resolver);

    if (self->flights == NULL)
        return;
    if (name == NULL) {
        renew (self);
        return;
    }
    tf_dns_cache_forget (self->cache, type, name);
    tf_in_flight_part (self->flights, type, name);
}

static void
resolver_init (TfResolverInterface *interface)
{
    interface->lookup_async = lookup_async;
    interface->lookup_finish = lookup_finish;
    interface->forget = forget;
}

/* All who still wait are told, and nothing of ours is left on the main context. */
static void
dispose (GObject *object)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (object);
    TfInFlight *flights = g_steal_pointer (&self->flights);

    g_clear_pointer (&self->asker, tf_asker_free);
    g_clear_pointer (&self->check, tf_network_check_free);
    if (flights != NULL)
        tf_in_flight_free (flights);
    G_OBJECT_CLASS (tf_resolver_system_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (object);

    tf_network_watch_free (self->watch);
    tf_dns_cache_free (self->cache);
    g_main_context_unref (self->context);
    G_OBJECT_CLASS (tf_resolver_system_parent_class)->finalize (object);
}

static void
tf_resolver_system_class_init (TfResolverSystemClass *class)
{
    G_OBJECT_CLASS (class)->dispose = dispose;
    G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
tf_resolver_system_init (TfResolverSystem *self)
{
    self->context = g_main_context_ref_thread_default ();
    self->cache = tf_dns_cache_new ();
    self->watch = tf_network_watch_new ();
}

void
tf_resolver_limit_pace (TfResolver *self, guint questions_a_second)
{
    if (TF_IS_RESOLVER_SYSTEM (self))
        tf_asker_limit_pace (TF_RESOLVER_SYSTEM (self)->asker, questions_a_second);
}

TfResolver *
tf_resolver_new_system (const char *server, GError **error)
{
    g_autofree char *servers = server != NULL ? tf_server_address_parse (server) : NULL;
    TfResolverSystem *self;

    if (server != NULL && servers == NULL) {
        g_set_error (
            error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
            "“%s” is not the address of a DNS server (ADDR, ADDR:PORT or [V6]:PORT)",
            server);
        return NULL;
    }
    self = g_object_new (TF_TYPE_RESOLVER_SYSTEM, NULL);
    self->asker = tf_asker_new (servers, self->context);
    self->check = tf_network_check_new (self->asker, self->cache);
    self->flights =
        tf_in_flight_new (self->asker, self->check, self->cache, self->context);
    return TF_RESOLVER (self);
}
