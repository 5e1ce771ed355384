/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verifier: the public object: whom to ask, what was learned from earlier checks, and who is
 * next. Left out: everything that belongs to one message, which is in its request, and starting
 * the retries, which the client does (each is another verification). */
#include "verify/verification.h"

G_DEFINE_FINAL_TYPE (TfVerifier, tf_verifier, G_TYPE_OBJECT)

/* Made when first needed, because a request may have its own. */
static TfSettings *
peek_default_settings (TfVerifier *self)
{
    if (self->settings == NULL) {
        self->settings = tf_settings_new ();
        tf_settings_load_suffixes (self->settings);
    }
    return self->settings;
}

void
tf_verifier_check_async (TfVerifier *self, TfRequest *request, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
    GTask *task;

    g_return_if_fail (TF_IS_VERIFIER (self));
    g_return_if_fail (request != NULL);
    if (request->afresh && !request->offline && self->resolver != NULL)
        tf_resolver_forget (self->resolver);
    task = g_task_new (self, cancellable, callback, user_data);
    g_task_set_source_tag (task, tf_verifier_check_async);
    tf_verification_new (self, task, request,
                         request->settings != NULL ? request->settings
                                                   : peek_default_settings (self));
    g_queue_push_tail (&self->queue, task);
    tf_verification_start_queued (self);
}

TfReport *
tf_verifier_check_finish (TfVerifier *self, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail (g_task_is_valid (result, self), NULL);
    return g_task_propagate_pointer (G_TASK (result), error);
}

/** Wait: one check that is waited for. */
typedef struct {
    GMainLoop *loop;
    GAsyncResult *result;
} Wait;

static void
on_checked (GObject *self, GAsyncResult *result, gpointer data)
{
    Wait *wait = data;

    wait->result = g_object_ref (result);
    g_main_loop_quit (wait->loop);
}

TfReport *
tf_verifier_check (TfVerifier *self, TfRequest *request, GCancellable *cancellable,
                   GError **error)
{
    g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
    g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
    g_autoptr (GAsyncResult) result = NULL;
    Wait wait = {.loop = loop};

    g_return_val_if_fail (TF_IS_VERIFIER (self), NULL);
    g_return_val_if_fail (request != NULL, NULL);
    tf_verifier_check_async (self, request, cancellable, on_checked, &wait);
    g_main_loop_run (loop);
    result = wait.result;
    return tf_verifier_check_finish (self, result, error);
}

guint
tf_verifier_get_retry_seconds (TfVerifier *self, TfReport *report)
{
    g_return_val_if_fail (TF_IS_VERIFIER (self), 0);
    g_return_val_if_fail (report != NULL, 0);
    if (report->evidence.result != TF_EVIDENCE_UNKNOWN ||
        report->evidence.reason != TF_REASON_DNS)
        return 0;
    return tf_retries_get_wait (self->retries, report->dossier,
                                tf_verification_get_clock (self));
}

void
tf_verifier_set_memory (TfVerifier *self, TfMemory *memory)
{
    g_clear_pointer (&self->lessons, tf_lessons_free);
    g_clear_pointer (&self->memory, tf_memory_unref);
    if (memory == NULL)
        return;
    self->memory = tf_memory_ref (memory);
    self->lessons = tf_lessons_new (memory);
}

void
tf_verifier_set_recent (TfVerifier *self, TfRecent *recent)
{
    g_clear_pointer (&self->recent, tf_recent_unref);
    if (recent != NULL)
        self->recent = tf_recent_ref (recent);
}

void
tf_verifier_settle (TfVerifier *self)
{
    g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

    while (self->lessons != NULL && tf_lessons_is_busy (self->lessons))
        g_main_context_iteration (context, TRUE);
}

void
tf_io_set_deadline (TfVerifier *self, guint milliseconds)
{
    self->deadline_ms = milliseconds;
}

void
tf_io_set_read_limit (TfVerifier *self, guint milliseconds)
{
    self->read_limit_ms = milliseconds;
}

void
tf_io_set_concurrent (TfVerifier *self, guint n)
{
    self->max_running = MAX (n, 1);
}

void
tf_io_pass_seconds (TfVerifier *self, guint seconds)
{
    self->clock_offset_us += (gint64)seconds * G_USEC_PER_SEC;
}

static void
finalize (GObject *object)
{
    TfVerifier *self = TF_VERIFIER (object);

    g_clear_object (&self->resolver);
    g_clear_pointer (&self->settings, tf_settings_unref);
    g_clear_pointer (&self->retries, tf_retries_free);
    g_clear_pointer (&self->keys, tf_key_cache_unref);
    tf_verifier_set_memory (self, NULL);
    tf_verifier_set_recent (self, NULL);
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
    self->deadline_ms = TF_LIMIT_DEADLINE_MS;
    self->read_limit_ms = TF_LIMIT_READ_MS;
    self->max_running = TF_LIMIT_CONCURRENT_MESSAGES;
    self->retries = tf_retries_new ();
    self->keys = tf_key_cache_new ();
    g_queue_init (&self->queue);
}

TfVerifier *
tf_verifier_new (TfResolver *resolver)
{
    TfVerifier *self;

    g_return_val_if_fail (resolver == NULL || TF_IS_RESOLVER (resolver), NULL);
    self = g_object_new (TF_TYPE_VERIFIER, NULL);
    self->resolver = resolver != NULL ? g_object_ref (resolver) : NULL;
    return self;
}
