/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session-reader: what a session does for its reader besides checking: whom messages are reported to, and
 * what is counted and kept, whom the reader writes to. */
#include "client/recipients.h"
#include "client/session-private.h"
#include "verify/verify.h"

const TfPreferences *
tf_session_peek_preferences (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return self->preferences;
}

gboolean
tf_session_waits_for_reader (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), TRUE);
    return self->preferences->dns == TF_DNS_ON_REQUEST;
}

void
tf_session_count (TfSession *self, const TfReport *report)
{
    g_return_if_fail (TF_IS_SESSION (self));
    if (self->preferences->report_only)
        tf_tally_counter_add (self->counter, self->preferences->talk, report);
}

const char *
tf_session_peek_helpdesk (TfSession *self)
{
    const char *helpdesk;

    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    helpdesk = self->preferences->helpdesk;
    return self->client.compose != NULL && tf_report_mail_is_address (helpdesk) ? helpdesk
                                                                                : NULL;
}

const char *
tf_session_peek_program (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return self->client.program;
}

const char *
tf_session_peek_asked (TfSession *self)
{
    const TfPreferences *preferences;

    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    preferences = self->preferences;
    if (*preferences->answers_file != '\0')
        return "answers-file";
    return *preferences->resolver != '\0' ? preferences->resolver : "system";
}

void
tf_session_compose (TfSession *self, TfReportMail *mail)
{
    g_return_if_fail (TF_IS_SESSION (self));
    self->client.compose (mail, self->data);
}

/* It is opened by a worker, when it is first needed. */
void
tf_session_follow_memory (TfSession *self)
{
    g_autofree char *path = tf_memory_default_path ();

    g_clear_pointer (&self->memory, tf_memory_unref);
    g_clear_pointer (&self->recent, tf_recent_unref);
    if (self->preferences->memory)
        self->memory = tf_memory_new (path);
    else
        self->recent = tf_recent_new ();
    tf_books_set_memory (self->books, self->memory);
    tf_accounts_set_memory (self->accounts, self->memory);
}

void
tf_session_give_memory (TfSession *self)
{
    tf_verifier_set_memory (self->verifier, self->memory);
    tf_verifier_set_recent (self->verifier, self->recent);
}

/* What an answers file says is not remembered: checking in advance would be in vain. */
gboolean
tf_session_checks_arrivals (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), FALSE);
    return self->preferences->dns == TF_DNS_ON_ARRIVAL &&
           *self->preferences->answers_file == '\0';
}

void
tf_session_keep_arrived (TfSession *self, const TfReport *report)
{
    g_return_if_fail (TF_IS_SESSION (self));
    if (self->recent != NULL)
        tf_recent_keep (self->recent, report);
}

TfMemory *
tf_session_ref_memory (TfSession *self)
{
    g_autofree char *path = tf_memory_default_path ();

    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return self->memory != NULL ? tf_memory_ref (self->memory) : tf_memory_new (path);
}

gboolean
tf_session_has_memory (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), FALSE);
    return self->memory != NULL && *self->preferences->answers_file == '\0';
}

/* ---- whom the reader writes to ------------------------------------------------------------ */

/** Lesson: what a worker keeps. */
typedef struct {
    TfSession *session;
    TfMemory *memory;
    GStrv addresses;
    gint64 now;
} Lesson;

static void
learn_work (gpointer data)
{
    Lesson *lesson = data;

    tf_memory_keep_recipients (lesson->memory, (const char *const *)lesson->addresses,
                               lesson->now);
}

static void
learn_done (gpointer data)
{
    Lesson *lesson = data;

    tf_books_expire (lesson->session->books);
    g_object_unref (lesson->session);
    tf_memory_unref (lesson->memory);
    g_strfreev (lesson->addresses);
    g_free (lesson);
}

void
tf_session_learn_recipients (TfSession *self, const char *const *recipients)
{
    Lesson *lesson;

    g_return_if_fail (TF_IS_SESSION (self));
    if (self->memory == NULL || !tf_worker_has_room ())
        return;
    lesson = g_new0 (Lesson, 1);
    lesson->session = g_object_ref (self);
    lesson->memory = tf_memory_ref (self->memory);
    lesson->addresses = tf_recipients_read (recipients, NULL);
    lesson->now = g_get_real_time () / G_USEC_PER_SEC;
    tf_worker_run (learn_work, learn_done, lesson);
}
