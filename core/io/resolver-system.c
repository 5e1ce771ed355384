/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* resolver-system: questions to the system's DNS servers, or to one that was named.
 *
 * Every question passes here: cache, pace, time limit, cancellation. A channel lives as
 * long as questions are in flight and is replaced after a while or when the network
 * changes, so that the configuration is always today's and the source port is not one to
 * be guessed (RFC 5452 §9.2). Everything happens on the main context that was
 * thread-default when the resolver was made. */
#include "io/io.h"
#include "io/resolver-ares.h"

#define CHANNEL_QUESTIONS 64

#define TF_TYPE_RESOLVER_SYSTEM (tf_resolver_system_get_type ())
G_DECLARE_FINAL_TYPE (TfResolverSystem, tf_resolver_system, TF, RESOLVER_SYSTEM, GObject)

/** NetworkState: shared with the signal handler, which may run in another thread. */
typedef struct {
    gint changes;
} NetworkState;

struct _TfResolverSystem {
    GObject parent;
    GMainContext *context;
    char *servers; /* NULL: the system's */
    TfDnsCache *cache;
    GQueue open;    /* Question, borrowed: not returned yet */
    GQueue waiting; /* Question, owned: not sent yet */
    GSource *pace;  /* sends what waits */
    gint64 paid_until_us;
    GPtrArray *channels;    /* TfAresChannel */
    TfAresChannel *current; /* for the next question; or NULL */
    NetworkState *network;
    gint network_seen;
    gulong network_handler;
    gboolean disposed;
};

static void resolver_init (TfResolverInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfResolverSystem, tf_resolver_system, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_RESOLVER, resolver_init))

/** Question: one look-up. Owned by the queue it waits in, then by its channel. */
typedef struct {
    TfResolverSystem *self; /* valid as long as the task is there */
    GTask *task; /* NULL: has returned; what still comes is for the cache only */
    TfDnsType type;
    char *name;
    GSource *limit;
    GSource *cancelled;
} Question;

static void
destroy_source (GSource *source)
{
    g_source_destroy (source);
    g_source_unref (source);
}

static void
question_free (Question *question)
{
    g_assert (question->task == NULL);
    g_free (question->name);
    g_free (question);
}

/* The caller's callback may run within: what is freed by it must not be touched
 * afterwards. */
static GTask *
question_close (Question *question)
{
    g_queue_remove (&question->self->open, question);
    g_clear_pointer (&question->limit, destroy_source);
    g_clear_pointer (&question->cancelled, destroy_source);
    return g_steal_pointer (&question->task);
}

static void
question_return (Question *question, TfDnsAnswer *answer)
{
    g_autoptr (GTask) task = question_close (question);

    g_task_return_pointer (task, tf_dns_answer_ref (answer),
                           (GDestroyNotify)tf_dns_answer_unref);
}

static void
question_return_cancelled (Question *question)
{
    TfResolverSystem *self = question->self;
    gboolean was_waiting = g_queue_remove (&self->waiting, question);
    g_autoptr (GTask) task = question_close (question);

    if (was_waiting)
        question_free (question);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The look-up was cancelled");
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
    question_return_cancelled (data);
    return G_SOURCE_REMOVE;
}

static gboolean
on_limit (gpointer data)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_TIMEOUT);

    question_return (data, answer);
    return G_SOURCE_REMOVE;
}

/* ---- channels ---------------------------------------------------------------------- */

static void
drop_if_idle (TfResolverSystem *self, TfAresChannel *channel)
{
    if (tf_ares_channel_count_open (channel) > 0)
        return;
    if (self->current == channel)
        self->current = NULL;
    g_ptr_array_remove_fast (self->channels, channel);
}

static void
on_answered (gpointer data, TfAresChannel *channel, gpointer question_data,
             TfDnsAnswer *answer)
{
    g_autoptr (TfResolverSystem) self = g_object_ref (data);
    Question *question = question_data;

    tf_dns_cache_put (self->cache, question->type, question->name, answer,
                      g_get_monotonic_time ());
    if (question->task != NULL)
        question_return (question, answer);
    if (!self->disposed)
        drop_if_idle (self, channel);
}

static TfAresChannel *
get_channel (TfResolverSystem *self)
{
    const TfAresOwner owner = {self, on_answered, (GDestroyNotify)question_free};

    if (self->current != NULL &&
        tf_ares_channel_count_asked (self->current) < CHANNEL_QUESTIONS)
        return self->current;
    self->current = tf_ares_channel_new (self->servers, self->context, &owner);
    if (self->current != NULL)
        g_ptr_array_add (self->channels, self->current);
    return self->current;
}

static void
send_question (TfResolverSystem *self, Question *question)
{
    TfAresChannel *channel = get_channel (self);

    if (channel == NULL) {
        g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_SERVFAIL);

        question_return (question, answer);
        question_free (question);
        return;
    }
    question->limit = g_timeout_source_new (TF_LIMIT_QUESTION_MS);
    g_source_set_callback (question->limit, on_limit, question, NULL);
    g_source_attach (question->limit, self->context);
    tf_ares_channel_ask (channel, question->type, question->name, question);
}

/* ---- pace -------------------------------------------------------------------------- */

#define QUESTION_US (G_USEC_PER_SEC / TF_LIMIT_QUESTIONS_A_SECOND)

/* Each question pays its share of a second; a burst may pay later. */
static gboolean
may_send (TfResolverSystem *self)
{
    gint64 now = g_get_monotonic_time ();

    self->paid_until_us = MAX (self->paid_until_us, now);
    if (self->paid_until_us + QUESTION_US > now + TF_LIMIT_QUESTION_BURST * QUESTION_US)
        return FALSE;
    self->paid_until_us += QUESTION_US;
    return TRUE;
}

static gboolean
send_waiting (gpointer data)
{
    g_autoptr (TfResolverSystem) self = g_object_ref (data);

    while (!g_queue_is_empty (&self->waiting) && may_send (self))
        send_question (self, g_queue_pop_head (&self->waiting));
    if (!g_queue_is_empty (&self->waiting))
        return G_SOURCE_CONTINUE;
    g_clear_pointer (&self->pace, destroy_source);
    return G_SOURCE_REMOVE;
}

static void
send_later (TfResolverSystem *self, Question *question)
{
    g_queue_push_tail (&self->waiting, question);
    if (self->pace != NULL)
        return;
    self->pace = g_timeout_source_new (QUESTION_US / 1000);
    g_source_set_static_name (self->pace, "truefrom: DNS pace");
    g_source_set_callback (self->pace, send_waiting, self, NULL);
    g_source_attach (self->pace, self->context);
}

/* ---- the network ------------------------------------------------------------------- */

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
    NetworkState *network = data;

    g_atomic_int_inc (&network->changes);
}

static void
network_state_unref (gpointer data, GClosure *closure)
{
    g_atomic_rc_box_release (data);
}

/* Not before the first question: the monitor may ask other programs when it is made. */
static void
watch_network (TfResolverSystem *self)
{
    if (self->servers != NULL || self->network_handler != 0)
        return;
    self->network_handler = g_signal_connect_data (
        g_network_monitor_get_default (), "network-changed",
        G_CALLBACK (on_network_changed), g_atomic_rc_box_acquire (self->network),
        network_state_unref, G_CONNECT_DEFAULT);
}

/* Another network has other servers, and may have other answers. */
static void
notice_network (TfResolverSystem *self)
{
    gint changes = g_atomic_int_get (&self->network->changes);

    if (changes == self->network_seen)
        return;
    self->network_seen = changes;
    self->current = NULL;
    tf_dns_cache_free (self->cache);
    self->cache = tf_dns_cache_new ();
}

/* ---- TfResolver -------------------------------------------------------------------- */

static Question *
question_new (TfResolverSystem *self, TfDnsType type, const char *name, GTask *task)
{
    Question *question = g_new0 (Question, 1);
    GCancellable *cancellable = g_task_get_cancellable (task);

    question->self = self;
    question->type = type;
    question->name = tf_dns_name_normalize (name);
    question->task = g_object_ref (task);
    g_queue_push_tail (&self->open, question);
    if (cancellable == NULL)
        return question;
    question->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (question->cancelled, G_SOURCE_FUNC (on_cancelled), question,
                           NULL);
    g_source_attach (question->cancelled, self->context);
    return question;
}

static void
lookup_async (TfResolver *resolver, TfDnsType type, const char *name,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (resolver);
    g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
    TfDnsAnswer *known;
    Question *question;

    g_task_set_source_tag (task, lookup_async);
    if (g_task_return_error_if_cancelled (task))
        return;
    if (self->disposed) {
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                 "The resolver has ended");
        return;
    }
    notice_network (self);
    known = tf_dns_cache_get (self->cache, type, name, g_get_monotonic_time ());
    if (known != NULL) {
        g_task_return_pointer (task, known, (GDestroyNotify)tf_dns_answer_unref);
        return;
    }
    watch_network (self);
    question = question_new (self, type, name, task);
    if (g_queue_is_empty (&self->waiting) && may_send (self))
        send_question (self, question);
    else
        send_later (self, question);
}

static TfDnsAnswer *
lookup_finish (TfResolver *resolver, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);
    return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_init (TfResolverInterface *interface)
{
    interface->lookup_async = lookup_async;
    interface->lookup_finish = lookup_finish;
}

/* Whoever still waits is told so; nothing of ours is left on the main context. */
static void
dispose (GObject *object)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (object);

    self->disposed = TRUE;
    if (self->network_handler != 0)
        g_signal_handler_disconnect (g_network_monitor_get_default (),
                                     self->network_handler);
    self->network_handler = 0;
    while (!g_queue_is_empty (&self->open))
        question_return_cancelled (g_queue_peek_head (&self->open));
    g_clear_pointer (&self->pace, destroy_source);
    self->current = NULL;
    g_ptr_array_set_size (self->channels, 0);
    G_OBJECT_CLASS (tf_resolver_system_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
    TfResolverSystem *self = TF_RESOLVER_SYSTEM (object);

    g_ptr_array_unref (self->channels);
    tf_dns_cache_free (self->cache);
    g_atomic_rc_box_release (self->network);
    g_main_context_unref (self->context);
    g_free (self->servers);
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
    self->channels =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_ares_channel_free);
    self->network = g_atomic_rc_box_new0 (NetworkState);
    g_queue_init (&self->open);
    g_queue_init (&self->waiting);
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
    self->servers = g_steal_pointer (&servers);
    return TF_RESOLVER (self);
}
