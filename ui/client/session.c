/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: while nobody may be asked, the verifier has no resolver, because even questions that an
 * earlier resolver had sent must not be repeated. An answers file is read in a worker, and is used
 * offline too, because using it asks nobody. */
#include "client/session-private.h"

#include "client/memory-trouble.h"
#include "verify/verify.h"
#include "words/translate.h"

#define FILE_LIMIT_MS 10000 /* the same as for a message: a lost disk never answers */

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
    /* In a language from right to left, the first slash would move to the other end. */
    g_autofree char *isolated = g_strconcat ("\u2066", path, "\u2069", NULL);

    /* Translators: the name of a file. */
    return g_strdup_printf (
        _ ("The DNS answers come from the file “%s”; no DNS query is sent."), isolated);
}

static gboolean
has_answers_file (TfSession *self)
{
    return *self->preferences->answers_file != '\0';
}

static void
take_resolver (TfSession *self, TfResolver *resolver)
{
    g_clear_object (&self->verifier);
    self->verifier = tf_verifier_new (resolver);
    if (!has_answers_file (self)) /* what is in it may be made up */
        tf_session_give_memory (self);
    g_set_object (&self->resolver, resolver);
}

static void
take_answers (TfSession *self, const Reading *reading)
{
    g_autofree char *note = note_of_answers_file (reading->path);

    take_resolver (self, reading->resolver);
    self->client.log (note);
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
            take_answers (self, reading);
        else
            set_trouble (self, "answers-file", reading->path, reading->error->message);
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

static void
forget_verifier (TfSession *self)
{
    abandon_reading (self);
    g_clear_object (&self->verifier);
    g_clear_object (&self->resolver);
    g_clear_pointer (&self->trouble, g_free);
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
    if (self->client.list_accounts != NULL &&
        tf_accounts_set_list (self->accounts, self->client.list_accounts (self->data)))
        tf_settings_table_forget (self->settings);
    tf_settings_table_set_addresses (self->settings,
                                     self->client.list_addresses (self->data));
}

static TfSettings *
get_settings (TfSession *self, const char *account)
{
    follow_accounts (self);
    tf_books_refresh (self->books);
    return tf_settings_table_get (self->settings, self->preferences, account);
}

static void
on_accounts_changed (TfSession *self)
{
    tf_settings_table_forget (self->settings);
    g_signal_emit (self, changed_signal, 0);
}

static void
on_books_changed (gpointer data)
{
    TfSession *self = data;

    tf_settings_table_set_known (self->settings, tf_books_peek_people (self->books));
    g_signal_emit (self, changed_signal, 0);
}

static void
on_preferences_changed (gpointer data)
{
    TfSession *self = data;
    TfPreferences *before = self->preferences;

    self->preferences = tf_preferences_load ();
    if (g_strcmp0 (before->resolver, self->preferences->resolver) != 0 ||
        g_strcmp0 (before->answers_file, self->preferences->answers_file) != 0 ||
        before->memory != self->preferences->memory)
        forget_verifier (self);
    if (before->memory != self->preferences->memory)
        tf_session_follow_memory (self);
    tf_settings_table_forget (self->settings);
    tf_preferences_free (before);
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
    get_settings (self, NULL); /* whatever cannot be used is said at once */
    follow_dns (self);
    if (self->asks && self->resolver != NULL)
        tf_accounts_ask_mx (self->accounts, self->resolver);
    tf_accounts_look_at_all (self->accounts);
    return self->verifier;
}

const char *
tf_session_peek_trouble (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return self->trouble;
}

void
tf_session_prepare (TfSession *self, TfRequest *request, const char *account,
                    gboolean ask)
{
    g_return_if_fail (TF_IS_SESSION (self));
    tf_request_set_settings (request, get_settings (self, account));
    tf_request_set_offline (request, !ask || !self->asks);
    tf_request_set_identify (request, TRUE); /* for those who get a copied report */
}

const TfSettings *
tf_session_peek_settings (TfSession *self, const char *account)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    return get_settings (self, account);
}

TfAccounts *
tf_session_get_accounts (TfSession *self)
{
    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    follow_accounts (self);
    return self->accounts;
}

char *
tf_session_dup_notes (TfSession *self)
{
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    const char *complaints;
    const char *trouble = NULL;

    g_return_val_if_fail (TF_IS_SESSION (self), NULL);
    if (self->memory != NULL)
        trouble = tf_memory_trouble_to_words (tf_memory_get_trouble (self->memory));
    complaints = tf_settings_table_peek_complaints (self->settings);
    if (has_answers_file (self))
        g_ptr_array_add (notes, note_of_answers_file (self->preferences->answers_file));
    if (complaints != NULL)
        g_ptr_array_add (notes, g_strdup (complaints));
    if (trouble != NULL)
        g_ptr_array_add (notes, g_strdup (trouble));
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
    tf_books_free (self->books);
    g_clear_pointer (&self->memory, tf_memory_unref);
    g_clear_pointer (&self->recent, tf_recent_unref);
    tf_settings_table_free (self->settings);
    g_object_unref (self->accounts);
    tf_preferences_free (self->preferences);
    tf_tally_counter_free (self->counter);
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
    self->counter = tf_tally_counter_new ();
    self->preferences_watch = tf_preferences_watch (on_preferences_changed, self);
    self->accounts = tf_accounts_new ();
    g_signal_connect_object (self->accounts, "changed", G_CALLBACK (on_accounts_changed),
                             self, G_CONNECT_SWAPPED);
}

TfSession *
tf_session_new (const TfSessionClient *client, gpointer data, GDestroyNotify free_data)
{
    TfSession *self = g_object_new (TF_TYPE_SESSION, NULL);

    self->client = *client;
    self->settings = tf_settings_table_new (self->accounts, client->log);
    self->books = tf_books_new (&client->books, data, on_books_changed, self);
    tf_session_follow_memory (self);
    tf_session_read_brands (self);
    tf_accounts_set_inboxes (self->accounts, client->open_inbox, data);
    self->data = data;
    self->free_data = free_data;
    return self;
}
