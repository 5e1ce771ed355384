/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-resolver: a resolver that answers as the test tells it. */
#pragma once

#include "io/io.h"

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GObject)

/** TestResolver: answers from a zone, one question a turn, in any order. */
struct _TestResolver {
    GObject parent;
    TfDnsZone *zone;
    GRand *random;   /* NULL: in the order they came */
    gint fail_at;    /* this look-up (from 0) fails; -1: none */
    gboolean silent; /* never answers */
    guint n_lookups;
    guint n_forgotten; /* in all */
    guint n_waiting;
    guint n_most_waiting;
    GPtrArray *waiting; /* GTask */
    GSource *turn;
};

static void test_resolver_interface_init (TfResolverInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_RESOLVER,
                                                      test_resolver_interface_init))

static inline gboolean
answer_one (gpointer data)
{
    TestResolver *self = data;
    guint index =
        self->random != NULL
            ? (guint)g_rand_int_range (self->random, 0, (gint)self->waiting->len)
            : 0;
    g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiting, index);

    if (self->waiting->len == 0) {
        g_source_destroy (self->turn);
        g_clear_pointer (&self->turn, g_source_unref);
    }
    self->n_waiting--;
    g_task_return_pointer (task, g_object_steal_data (G_OBJECT (task), "answer"),
                           (GDestroyNotify)tf_dns_answer_unref);
    return G_SOURCE_CONTINUE;
}

static inline void
on_lookup_cancelled (GCancellable *cancellable, gpointer data)
{
    GTask *task = data;
    TestResolver *self = g_task_get_source_object (task);

    self->n_waiting--;
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    g_object_unref (task);
}

static inline void
test_lookup_async (TfResolver *resolver, TfDnsType type, const char *name,
                   GCancellable *cancellable, GAsyncReadyCallback callback,
                   gpointer user_data)
{
    TestResolver *self = TEST_RESOLVER (resolver);
    GTask *task = g_task_new (self, cancellable, callback, user_data);
    gboolean fails = self->fail_at >= 0 && (guint)self->fail_at == self->n_lookups;

    self->n_lookups++;
    self->n_waiting++;
    self->n_most_waiting = MAX (self->n_most_waiting, self->n_waiting);
    if (self->silent) {
        g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_lookup_cancelled),
                          task);
        return;
    }
    g_object_set_data_full (G_OBJECT (task), "answer",
                            fails ? tf_dns_answer_new (TF_DNS_SERVFAIL)
                                  : tf_dns_zone_lookup (self->zone, type, name),
                            (GDestroyNotify)tf_dns_answer_unref);
    g_ptr_array_add (self->waiting, task);
    if (self->turn != NULL)
        return;
    self->turn = g_idle_source_new ();
    g_source_set_callback (self->turn, answer_one, self, NULL);
    g_source_attach (self->turn, NULL);
}

static inline TfDnsAnswer *
test_lookup_finish (TfResolver *resolver, GAsyncResult *result, GError **error)
{
    return g_task_propagate_pointer (G_TASK (result), error);
}

static inline void
test_forget (TfResolver *resolver, TfDnsType type, const char *name)
{
    TEST_RESOLVER (resolver)->n_forgotten += name == NULL ? 1 : 0;
}

static inline void
test_resolver_interface_init (TfResolverInterface *interface)
{
    interface->forget = test_forget;
    interface->lookup_async = test_lookup_async;
    interface->lookup_finish = test_lookup_finish;
}

static inline void
test_resolver_finalize (GObject *object)
{
    TestResolver *self = TEST_RESOLVER (object);

    g_clear_pointer (&self->zone, tf_dns_zone_free);
    g_clear_pointer (&self->random, g_rand_free);
    g_assert_cmpuint (self->waiting->len, ==, 0);
    g_ptr_array_unref (self->waiting);
    G_OBJECT_CLASS (test_resolver_parent_class)->finalize (object);
}

static inline void
test_resolver_class_init (TestResolverClass *class)
{
    G_OBJECT_CLASS (class)->finalize = test_resolver_finalize;
}

static inline void
test_resolver_init (TestResolver *self)
{
    self->fail_at = -1;
    self->waiting = g_ptr_array_new ();
}

static inline TestResolver *
resolver_new (const char *zone)
{
    g_autoptr (GError) error = NULL;
    TestResolver *self = g_object_new (TEST_TYPE_RESOLVER, NULL);

    self->zone = tf_dns_zone_parse (zone, -1, &error);
    g_assert_no_error (error);
    return self;
}
