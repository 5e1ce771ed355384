/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: while nobody may be asked, the verifier has no resolver, because even questions that an
 * earlier resolver had sent must not be repeated. An answers file is read in a worker, and is used
 * offline too, because using it asks nobody. The clients report a changed list of accounts, but not
 * every changed address, so the addresses are compared. */
#include "client/session.h"

#include <glib/gi18n-lib.h>

#include "client/preferences.h"
#include "client/reader-settings.h"
#include "verify/verify.h"
#include "words/translate.h"

#define FILE_LIMIT_MS 10000 /* the same as for a message: a lost disk never answers */

struct _TfSession {
    GObject parent;
    TfSessionClient client;
    gpointer data;
    GDestroyNotify free_data; /* or NULL */
    TfPreferences *preferences;
    guint preferences_watch;
    GStrv accounts;           /* the addresses the settings were made with; or NULL */
    TfSettings *settings;     /* NULL: to be made */
    char *complaints;         /* about preferences that cannot be used; or NULL */
    TfVerifier *verifier;     /* NULL: to be made, being made, or it cannot be made */
    gboolean asks;            /* how VERIFIER was made, or is being made */
    char *trouble;            /* why there is no verifier; or NULL */
    struct _Reading *reading; /* that of the answers file; or NULL */
};

G_DEFINE_FINAL_TYPE (TfSession, tf_session, G_TYPE_OBJECT)

static guint changed_signal;

/** Reading: the answers file is being read in a worker. */
typedef struct _Reading {
    TfSession *session; /* NULL: nobody waits for it any more */
    TfJob *job;         /* until the worker is done */
    char *path;
    guint limit_id;
    TfResolver *resolver; /* the worker's while it works */
    GError *error;
} Reading;

/* ---- the answers file -------------------------------------------------------------- */

static void
reading_free (Reading *reading)
{
    g_clear_object (&reading->resolver);
    g_clear_error (&reading->error);
    g_free (reading->path);
    g_free (reading);
}

/* The session stops waiting; the worker frees the reading at its end. */
static void
abandon_reading (TfSession *self)
{
    Reading *reading = g_steal_pointer (&self->reading);

    if (reading == NULL)
        return;
    g_clear_handle_id (&reading->limit_id, g_source_remove);
    reading->session = NULL;
}

static void
set_trouble (TfSession *self, const char *key, const char *value, const char *why)
{
    g_free (self->trouble);
    /* Translators: the name of a setting, its value, and what is wrong with it. */
    self->trouble = g_strdup_printf (_ ("The setting “%s” cannot be used: “%s”: %s"), key,
                                     value, why);
    self->client.log (self->trouble);
}

/* Owned. */
static char *
note_of_answers_file (const char *path)
{
    /* Translators: the name of a file. */
    return g_strdup_printf (_ ("The DNS answers come from the file “%s”, and nobody is "
                               "asked."),
                            path);
}

static void
log_answers_file (TfSession *self, const char *path)
{
    g_autofree char *note = note_of_answers_file (path);

    self->client.log (note);
}

static void
take_resolver (TfSession *self, TfResolver *resolver)
{
    g_clear_object (&self->verifier);
    self->verifier = tf_verifier_new (resolver);
}

static void
read_work (gpointer data)
{
    Reading *reading = data;

    reading->resolver = tf_resolver_new_answers (reading->path, &reading->error);
}

static void
read_done (gpointer data)
{
    Reading *reading = data;
    TfSession *self = reading->session;

    reading->job = NULL;
    if (self != NULL) {
        abandon_reading (self);
        if (reading->resolver != NULL)
            take_resolver (self, reading->resolver);
        else
            set_trouble (self, "answers-file", reading->path, reading->error->message);
        if (reading->resolver != NULL)
            log_answers_file (self, reading->path);
        g_signal_emit (self, changed_signal, 0);
    }
    reading_free (reading);
}

static gboolean
on_read_limit (gpointer data)
{
    Reading *reading = data;
    TfSession *self = reading->session;

    reading->limit_id = 0;
    set_trouble (self, "answers-file", reading->path, g_strerror (ETIMEDOUT));
    abandon_reading (self);
    tf_worker_give_up (reading->job);
    g_signal_emit (self, changed_signal, 0);
    return G_SOURCE_REMOVE;
}

static void
read_answers (TfSession *self)
{
    Reading *reading = g_new0 (Reading, 1);

    self->reading = reading;
    reading->session = self;
    reading->path = g_strdup (self->preferences->answers_file);
    reading->limit_id = g_timeout_add (FILE_LIMIT_MS, on_read_limit, reading);
    reading->job = tf_worker_run (read_work, read_done, reading);
}

/* ---- following the preferences and the client -------------------------------------- */

static gboolean
has_answers_file (TfSession *self)
{
    return *self->preferences->answers_file != '\0';
}

static void
forget_verifier (TfSession *self)
{
    abandon_reading (self);
    g_clear_object (&self->verifier);
    g_clear_pointer (&self->trouble, g_free);
}

static void
forget_settings (TfSession *self)
{
    g_clear_pointer (&self->settings, tf_settings_unref);
    g_clear_pointer (&self->complaints, g_free);
    g_clear_pointer (&self->accounts, g_strfreev);
}

static void
make_verifier (TfSession *self)
{
    const char *server = self->preferences->resolver;
    g_autoptr (TfResolver) resolver = NULL;
    g_autoptr (GError) error = NULL;

    if (has_answers_file (self)) {
        read_answers (self);
        return;
    }
    if (self->asks)
        resolver = tf_resolver_new_system (*server != '\0' ? server : NULL, &error);
    if (error != NULL)
        set_trouble (self, "resolver", server, error->message);
    else
        take_resolver (self, resolver);
}

static void
follow_dns (TfSession *self)
{
    gboolean asks = tf_session_may_ask (self);

    if (asks != self->asks)
        forget_verifier (self);
    self->asks = asks;
    if (self->verifier == NULL && self->trouble == NULL && self->reading == NULL)
        make_verifier (self);
}

static void
follow_accounts (TfSession *self)
{
    g_auto (GStrv) accounts = self->client.list_addresses (self->data);

    if (self->accounts != NULL &&
        g_strv_equal ((const char *const *)self->accounts, (const char *const *)accounts))
        return;
    forget_settings (self);
    self->accounts = g_steal_pointer (&accounts);
    self->settings =
        tf_reader_settings_new (self->preferences, self->accounts, &self->complaints);
    if (self->complaints != NULL)
        self->client.log (self->complaints);
}

static void
on_preferences_changed (gpointer data)
{
    TfSession *self = data;

    forget_verifier (self);
    forget_settings (self);
    tf_preferences_free (self->preferences);
    self->preferences = tf_preferences_load ();
    g_signal_emit (self, changed_signal, 0);
}

/* ---- what the views ask ------------------------------------------------------------ */

void
tf_session_client_changed (TfSession *self)
{
    g_return_if_fail (TF_IS_SESSION (self));
    g_signal_emit (self, changed_signal, 0);
}

gboolean
tf_session_never_asks (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), TRUE);
    return self->preferences->dns == TF_DNS_NEVER;
}

gboolean
tf_session_may_ask (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), FALSE);
    return !tf_session_never_asks (self) &&
           (has_answers_file (self) || self->client.is_online (self->data));
}

TfVerifier *
tf_session_get_verifier (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    follow_accounts (self);
    follow_dns (self);
    return self->verifier;
}

const char *
tf_session_peek_trouble (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return self->trouble;
}

void
tf_session_prepare (TfSession *self, TfRequest *request, gboolean ask)
{
    g_return_if_fail (TF_IS_SESSION (self));
    tf_request_set_settings (request, self->settings);
    tf_request_set_offline (request, !ask || !self->asks);
    tf_request_set_identify (request, TRUE); /* for those who get a copied report */
}

const TfSettings *
tf_session_peek_settings (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return self->settings;
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

void
tf_session_compose (TfSession *self, TfReportMail *mail)
{
    g_return_if_fail (TF_IS_SESSION (self));
    self->client.compose (mail, self->data);
}

char *
tf_session_dup_notes (TfSession *self)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    if (has_answers_file (self))
        g_ptr_array_add (notes, note_of_answers_file (self->preferences->answers_file));
    if (self->complaints != NULL)
        g_ptr_array_add (notes, g_strdup (self->complaints));
    g_ptr_array_add (notes, NULL);
    return notes->len > 1 ? g_strjoinv ("\n", (char **)notes->pdata) : NULL;
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_session_finalize (GObject *object)
{
    TfSession *self = TF_SESSION (object);

    tf_preferences_unwatch (self->preferences_watch);
    forget_verifier (self);
    forget_settings (self);
    tf_preferences_free (self->preferences);
    if (self->free_data != NULL)
        self->free_data (self->data);
    G_OBJECT_CLASS (tf_session_parent_class)->finalize (object);
}

static void
tf_session_class_init (TfSessionClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_session_finalize;
    changed_signal = g_signal_new ("changed", TF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_session_init (TfSession *self)
{
    self->preferences = tf_preferences_load ();
    self->preferences_watch = tf_preferences_watch (on_preferences_changed, self);
}

TfSession *
tf_session_new (const TfSessionClient *client, gpointer data, GDestroyNotify free_data)
{
    TfSession *self = g_object_new (TF_TYPE_SESSION, NULL);

    self->client = *client;
    self->data = data;
    self->free_data = free_data;
    return self;
}
