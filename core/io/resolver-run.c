/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-run: another resolver, for one run over very many messages: what was answered is not asked again however
 * short its TTL is, and a domain whose servers fail again and again is left alone for a while. What is asked past
 * every cache still is. */
#include "io/io.h"

#define ANSWERS_MAX (16 * 1024 * 1024) /* octets; about 30,000 of them */
#define FAILURES    5
#define REST_US     (60 * G_USEC_PER_SEC)
#define DOMAINS_MAX 10000 /* that have failed; more are not counted */

#define TF_TYPE_RESOLVER_RUN (tf_resolver_run_get_type ())
G_DECLARE_FINAL_TYPE (TfResolverRun, tf_resolver_run, TF, RESOLVER_RUN, GObject)

struct _TfResolverRun {
    GObject parent;
    TfResolver *resolver;
    TfSuffixList *suffixes;
    GHashTable *answers; /* "TYPE name" → TfDnsAnswer */
    gsize n_octets;      /* of these */
    GHashTable *tired;   /* registrable domain → Tired */
    guint n_waiting;
};

/** Tired: a domain whose servers have failed. */
typedef struct {
    guint failures;
    gint64 rests_until_us;
} Tired;

/** Question: one that was passed on. */
typedef struct {
    char *key;
    char *domain;
} Question;

static void resolver_init (TfResolverInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfResolverRun, tf_resolver_run, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_RESOLVER, resolver_init))

static void
question_free (gpointer data)
{
    Question *question = data;

    g_free (question->key);
    g_free (question->domain);
    g_free (question);
}

static char *
make_key (TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);

    return g_strconcat (tf_dns_type_to_string (type), " ", normal, NULL);
}

/* Owned. */
static char *
domain_of (const TfResolverRun *self, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    const char *registrable = tf_suffix_list_registrable (self->suffixes, normal);

    return g_strdup (registrable != NULL ? registrable : normal);
}

/* ---- who rests --------------------------------------------------------------------- */

static gboolean
rests (const TfResolverRun *self, const char *domain)
{
    const Tired *tired = g_hash_table_lookup (self->tired, domain);

    return tired != NULL && tired->rests_until_us > g_get_monotonic_time ();
}

static void
note_failure (TfResolverRun *self, const char *domain)
{
    Tired *tired = g_hash_table_lookup (self->tired, domain);

    if (tired == NULL && g_hash_table_size (self->tired) >= DOMAINS_MAX)
        return;
    if (tired == NULL) {
        tired = g_new0 (Tired, 1);
        g_hash_table_insert (self->tired, g_strdup (domain), tired);
    }
    if (++tired->failures < FAILURES)
        return;
    tired->failures = 0;
    tired->rests_until_us = g_get_monotonic_time () + REST_US;
}

static void
note (TfResolverRun *self, const Question *question, const TfDnsAnswer *answer)
{
    if (tf_dns_status_is_failure (answer->status)) {
        note_failure (self, question->domain);
        return;
    }
    g_hash_table_remove (self->tired, question->domain);
    if (answer->doubtful || g_hash_table_contains (self->answers, question->key) ||
        self->n_octets >= ANSWERS_MAX)
        return;
    self->n_octets += tf_dns_cache_size_of (answer, question->key);
    g_hash_table_insert (self->answers, g_strdup (question->key),
                         tf_dns_answer_ref (answer));
}

/* ---- the interface ----------------------------------------------------------------- */

static void
on_answered (GObject *resolver, GAsyncResult *result, gpointer data)
{
    g_autoptr (GTask) task = data;
    TfResolverRun *self = g_task_get_source_object (task);
    GError *error = NULL;
    TfDnsAnswer *answer =
        tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, &error);

    self->n_waiting--;
    if (answer == NULL) {
        g_task_return_error (task, error);
        return;
    }
    note (self, g_task_get_task_data (task), answer);
    g_task_return_pointer (task, answer, (GDestroyNotify)tf_dns_answer_unref);
}

static void
lookup_async (TfResolver *resolver, TfDnsType type, const char *name,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    TfResolverRun *self = TF_RESOLVER_RUN (resolver);
    GTask *task = g_task_new (self, cancellable, callback, user_data);
    Question *question = g_new0 (Question, 1);
    TfDnsAnswer *kept;

    question->key = make_key (type, name);
    question->domain = domain_of (self, name);
    g_task_set_task_data (task, question, question_free);
    kept = g_hash_table_lookup (self->answers, question->key);
    if (kept != NULL)
        kept = tf_dns_answer_ref (kept);
    else if (rests (self, question->domain))
        kept = tf_dns_answer_new (TF_DNS_TIMEOUT);
    if (kept != NULL) {
        g_task_return_pointer (task, kept, (GDestroyNotify)tf_dns_answer_unref);
        g_object_unref (task);
        return;
    }
    self->n_waiting++;
    tf_resolver_lookup_async (self->resolver, type, name, cancellable, on_answered, task);
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
    TfResolverRun *self = TF_RESOLVER_RUN (resolver);
    g_autofree char *key = name != NULL ? make_key (type, name) : NULL;
    const TfDnsAnswer *kept =
        key != NULL ? g_hash_table_lookup (self->answers, key) : NULL;

    if (key == NULL) {
        g_hash_table_remove_all (self->answers);
        self->n_octets = 0;
        tf_resolver_forget (self->resolver);
        return;
    }
    self->n_octets -= kept != NULL ? tf_dns_cache_size_of (kept, key) : 0;
    g_hash_table_remove (self->answers, key);
    tf_resolver_forget_question (self->resolver, type, name);
}

static void
resolver_init (TfResolverInterface *interface)
{
    interface->lookup_async = lookup_async;
    interface->lookup_finish = lookup_finish;
    interface->forget = forget;
}

static void
finalize (GObject *object)
{
    TfResolverRun *self = TF_RESOLVER_RUN (object);

    g_clear_object (&self->resolver);
    tf_suffix_list_unref (self->suffixes);
    g_hash_table_unref (self->answers);
    g_hash_table_unref (self->tired);
    G_OBJECT_CLASS (tf_resolver_run_parent_class)->finalize (object);
}

static void
tf_resolver_run_class_init (TfResolverRunClass *class)
{
    G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
tf_resolver_run_init (TfResolverRun *self)
{
    self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)tf_dns_answer_unref);
    self->tired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

TfResolver *
tf_resolver_for_run (TfResolver *resolver)
{
    TfResolverRun *self = g_object_new (TF_TYPE_RESOLVER_RUN, NULL);

    self->resolver = g_object_ref (resolver);
    self->suffixes = tf_suffix_list_new_builtin ();
    return TF_RESOLVER (self);
}

guint
tf_resolver_count_waiting (TfResolver *resolver)
{
    return TF_IS_RESOLVER_RUN (resolver) ? TF_RESOLVER_RUN (resolver)->n_waiting : 0;
}
