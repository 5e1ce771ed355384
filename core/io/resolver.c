/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver: the interface of everything that answers questions about the DNS. Left out: the
 * implementations. */
#include "io/io.h"

G_DEFINE_INTERFACE (TfResolver, tf_resolver, G_TYPE_OBJECT)

static gint64
no_time (TfResolver *self)
{
    return -1;
}

static const GPtrArray *
no_knowledge (TfResolver *self)
{
    return NULL;
}

static void
forget_nothing (TfResolver *self, TfDnsType type, const char *name)
{
}

static void
tf_resolver_default_init (TfResolverInterface *interface)
{
    interface->forget = forget_nothing;
    interface->get_now = no_time;
    interface->get_received_at = no_time;
    interface->get_file_time = no_time;
    interface->peek_knowledge = no_knowledge;
}

void
tf_resolver_lookup_async (TfResolver *self, TfDnsType type, const char *name,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
    g_return_if_fail (TF_IS_RESOLVER (self));
    TF_RESOLVER_GET_IFACE (self)->lookup_async (self, type, name, cancellable, callback,
                                                user_data);
}

void
tf_resolver_answer_async (TfResolver *self, const TfDnsQuestion *question,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
    if (question->afresh)
        tf_resolver_forget_question (self, question->type, question->name);
    tf_resolver_lookup_async (self, question->type, question->name, cancellable, callback,
                              user_data);
}

TfDnsAnswer *
tf_resolver_lookup_finish (TfResolver *self, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (TF_IS_RESOLVER (self), NULL);
    return TF_RESOLVER_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
tf_resolver_forget_question (TfResolver *self, TfDnsType type, const char *name)
{
    g_return_if_fail (TF_IS_RESOLVER (self));
    TF_RESOLVER_GET_IFACE (self)->forget (self, type, name);
}

void
tf_resolver_forget (TfResolver *self)
{
    g_return_if_fail (TF_IS_RESOLVER (self));
    TF_RESOLVER_GET_IFACE (self)->forget (self, TF_N_DNS_TYPES, NULL);
}

gint64
tf_resolver_get_now (TfResolver *self)
{
    g_return_val_if_fail (TF_IS_RESOLVER (self), -1);
    return TF_RESOLVER_GET_IFACE (self)->get_now (self);
}

gint64
tf_resolver_get_received_at (TfResolver *self)
{
    g_return_val_if_fail (TF_IS_RESOLVER (self), -1);
    return TF_RESOLVER_GET_IFACE (self)->get_received_at (self);
}

gint64
tf_resolver_get_file_time (TfResolver *self)
{
    g_return_val_if_fail (TF_IS_RESOLVER (self), -1);
    return TF_RESOLVER_GET_IFACE (self)->get_file_time (self);
}

const GPtrArray *
tf_resolver_peek_knowledge (TfResolver *self)
{
    g_return_val_if_fail (TF_IS_RESOLVER (self), NULL);
    return TF_RESOLVER_GET_IFACE (self)->peek_knowledge (self);
}
