/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verifier: the public object: whom to ask, what the reader told us, which clock, and who
 * is next. Left out: retries, which are the client's (each is another verification). */
#include "verify/verification.h"

G_DEFINE_FINAL_TYPE (TfVerifier, tf_verifier, G_TYPE_OBJECT)

void
tf_verification_start_queued (TfVerifier *self)
{
    while (self->n_running < TF_LIMIT_CONCURRENT_MESSAGES &&
           !g_queue_is_empty (&self->queue)) {
        g_autoptr (GTask) task = g_queue_pop_head (&self->queue);

        tf_verification_start (g_task_get_task_data (task));
    }
}

/* The clock of the answers file: an option of the caller's comes before it. */
static void
set_arrival (TfVerifier *self, TfSource *message)
{
    gint64 received_at =
        self->resolver != NULL ? tf_resolver_get_received_at (self->resolver) : -1;

    if (message->received_at < 0 && received_at >= 0)
        tf_source_set_received_at (message, received_at);
}

void
tf_verifier_verify_async (TfVerifier *self, TfSource *message, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
    GTask *task;

    g_return_if_fail (TF_IS_VERIFIER (self));
    g_return_if_fail (message != NULL);
    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, tf_verifier_verify_async);
    set_arrival (self, message);
    tf_verification_new (self, task, message);
    g_queue_push_tail (&self->queue, task);
    tf_verification_start_queued (self);
}

TfReport *
tf_verifier_verify_finish (TfVerifier *self, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (result, self), NULL);
    return g_task_propagate_pointer (G_TASK (result), error);
}

void
tf_verifier_set_now (TfVerifier *self, gint64 seconds)
{
    g_return_if_fail (TF_IS_VERIFIER (self));
    self->now = seconds;
}

void
tf_verifier_set_final (TfVerifier *self, gboolean final)
{
    g_return_if_fail (TF_IS_VERIFIER (self));
    self->final = final;
}

void
tf_io_set_deadline (TfVerifier *self, guint milliseconds)
{
    self->deadline_ms = milliseconds;
}

static void
finalize (GObject *object)
{
    TfVerifier *self = TF_VERIFIER (object);

    g_clear_object (&self->resolver);
    g_clear_pointer (&self->settings, tf_settings_unref);
    g_clear_pointer (&self->retries, tf_retries_free);
    g_clear_pointer (&self->keys, tf_key_cache_unref);
    G_OBJECT_CLASS (tf_verifier_parent_class)->finalize (object);
}

static void
tf_verifier_class_init (TfVerifierClass *class)
{
    G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
tf_verifier_init (TfVerifier *self)
{
    self->now = -1;
    self->deadline_ms = TF_LIMIT_DEADLINE_MS;
    self->retries = tf_retries_new ();
    self->keys = tf_key_cache_new ();
    g_queue_init (&self->queue);
}

TfVerifier *
tf_verifier_new (TfResolver *resolver, TfSettings *settings)
{
    TfVerifier *self;

    g_return_val_if_fail (resolver == NULL || TF_IS_RESOLVER (resolver), NULL);
    g_return_val_if_fail (settings != NULL, NULL);
    self = g_object_new (TF_TYPE_VERIFIER, NULL);
    self->resolver = resolver != NULL ? g_object_ref (resolver) : NULL;
    self->settings = tf_settings_ref (settings);
    return self;
}
