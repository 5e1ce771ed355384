/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-answers: every answer comes from a file of the form of --answers; nobody is
 * asked. */
#include "io/io.h"

#define TF_TYPE_RESOLVER_ANSWERS (tf_resolver_answers_get_type ())
G_DECLARE_FINAL_TYPE (TfResolverAnswers, tf_resolver_answers, TF, RESOLVER_ANSWERS,
                      GObject)

struct _TfResolverAnswers {
    GObject parent;
    TfDnsZone *zone;
    GPtrArray *missing; /* char *; NULL: what the file does not name does not exist */
};

static void resolver_init (TfResolverInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfResolverAnswers, tf_resolver_answers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_RESOLVER, resolver_init))

/* Owned. */
static TfDnsAnswer *
answer_to (TfResolverAnswers *self, TfDnsType type, const char *name)
{
    if (self->missing == NULL || tf_dns_zone_says (self->zone, type, name))
        return tf_dns_zone_lookup (self->zone, type, name);
    g_ptr_array_add (self->missing,
                     g_strdup_printf ("%s %s", tf_dns_type_to_string (type), name));
    return tf_dns_answer_new (TF_DNS_NOTASKED);
}

static void
lookup_async (TfResolver *resolver, TfDnsType type, const char *name,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    TfResolverAnswers *self = TF_RESOLVER_ANSWERS (resolver);
    g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

    g_task_set_source_tag (task, lookup_async);
    g_task_return_pointer (task, answer_to (self, type, name),
                           (GDestroyNotify)tf_dns_answer_unref);
}

static TfDnsAnswer *
lookup_finish (TfResolver *resolver, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);
    return g_task_propagate_pointer (G_TASK (result), error);
}

static gint64
get_now (TfResolver *resolver)
{
    return tf_dns_zone_get_now (TF_RESOLVER_ANSWERS (resolver)->zone);
}

static gint64
get_received_at (TfResolver *resolver)
{
    return tf_dns_zone_get_received_at (TF_RESOLVER_ANSWERS (resolver)->zone);
}

static gint64
get_file_time (TfResolver *resolver)
{
    return tf_dns_zone_get_file_time (TF_RESOLVER_ANSWERS (resolver)->zone);
}

static const GPtrArray *
peek_knowledge (TfResolver *resolver)
{
    return tf_dns_zone_peek_knowledge (TF_RESOLVER_ANSWERS (resolver)->zone);
}

static void
resolver_init (TfResolverInterface *interface)
{
    interface->lookup_async = lookup_async;
    interface->lookup_finish = lookup_finish;
    interface->get_now = get_now;
    interface->get_received_at = get_received_at;
    interface->get_file_time = get_file_time;
    interface->peek_knowledge = peek_knowledge;
}

static void
finalize (GObject *object)
{
    TfResolverAnswers *self = TF_RESOLVER_ANSWERS (object);

    g_clear_pointer (&self->zone, tf_dns_zone_free);
    g_clear_pointer (&self->missing, g_ptr_array_unref);
    G_OBJECT_CLASS (tf_resolver_answers_parent_class)->finalize (object);
}

static void
tf_resolver_answers_class_init (TfResolverAnswersClass *class)
{
    G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
tf_resolver_answers_init (TfResolverAnswers *self)
{
}

TfResolver *
tf_resolver_new_answers (const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autofree char *shown = g_filename_display_name (path);
    TfResolverAnswers *self;
    TfDnsZone *zone;
    gsize length;

    if (!g_file_get_contents (path, &text, &length, error))
        return NULL;
    zone = tf_dns_zone_parse (text, (gssize)length, error);
    if (zone == NULL) {
        g_prefix_error (error, "%s: ", shown);
        return NULL;
    }
    self = g_object_new (TF_TYPE_RESOLVER_ANSWERS, NULL);
    self->zone = zone;
    return TF_RESOLVER (self);
}

TfResolver *
tf_resolver_open_recorded (const char *text, gsize length, GError **error)
{
    TfResolverAnswers *self;
    TfDnsZone *zone = tf_dns_zone_parse (text, (gssize)length, error);

    if (zone == NULL)
        return NULL;
    self = g_object_new (TF_TYPE_RESOLVER_ANSWERS, NULL);
    self->zone = zone;
    self->missing = g_ptr_array_new_with_free_func (g_free);
    return TF_RESOLVER (self);
}

const GPtrArray *
tf_resolver_peek_missing (TfResolver *self)
{
    return TF_RESOLVER_ANSWERS (self)->missing;
}
