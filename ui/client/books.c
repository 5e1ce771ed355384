/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* books: mail programs do not report every change of an address book, so the entries are compared. */
#include "client/books.h"

#include <string.h>

#include "inputs/settings.h"
#include "verify/verify.h"

#define KEPT_US (5 * 60 * G_TIME_SPAN_SECOND)
#define LIMIT_S 60    /* then the worker is given up, and what was read last stays */
#define MOST    50000 /* entries; whoever has more has a directory, not acquaintances */

/** Look: one reading of all books. */
typedef struct {
    TfBooks *books; /* NULL: nobody waits for it any more */
    TfJob *job;     /* until the worker is done */
    gpointer opened;
    TfBooksClient client;
    TfMemory *memory; /* or NULL */
    char *before;     /* the digest of what is known already; or NULL */
    char *digest;
    TfPeople *people; /* NULL: the same as before, or they could not be read */
} Look;

struct _TfBooks {
    TfBooksClient client;
    gpointer data;
    void (*changed) (gpointer owner);
    gpointer owner;
    Look *look; /* under way; or NULL */
    guint limit_id;
    TfMemory *memory; /* or NULL */
    gint64 read_at;   /* monotonic; 0: never */
    char *digest;     /* of the entries; or NULL */
    TfPeople *people;
};

static void
look_free (Look *look)
{
    if (look->client.open != NULL)
        look->client.close (look->opened);
    g_clear_pointer (&look->memory, tf_memory_unref);
    g_free (look->before);
    g_free (look->digest);
    g_clear_pointer (&look->people, tf_people_unref);
    g_free (look);
}

static int
compare (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each entry once, at most MOST. */
static void
tidy (GStrv entries)
{
    guint length = g_strv_length (entries), kept = 0;

    qsort (entries, length, sizeof *entries, compare);
    for (guint i = 0; i < length; i++)
        if (kept < MOST && (kept == 0 || !g_str_equal (entries[kept - 1], entries[i])))
            entries[kept++] = entries[i];
        else
            g_free (entries[i]);
    entries[kept] = NULL;
}

static void
add_to_digest (GChecksum *sum, GStrv entries)
{
    for (guint i = 0; entries[i] != NULL; i++)
        g_checksum_update (sum, (const guchar *)entries[i],
                           (gssize)strlen (entries[i]) + 1);
    g_checksum_update (sum, (const guchar *)"", 1);
}

/* Owned. */
static char *
digest_of (GStrv entries, GStrv recipients)
{
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

    add_to_digest (sum, entries);
    add_to_digest (sum, recipients);
    return g_strdup (g_checksum_get_string (sum));
}

/* An entry without an address is none of a person. */
static TfPeople *
make_people (GStrv entries, GStrv recipients)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    tf_settings_load_suffixes (settings);
    for (guint i = 0; entries[i] != NULL; i++)
        if (strchr (entries[i], '@') != NULL)
            tf_settings_add_known (settings, entries[i]);
    for (guint i = 0; recipients[i] != NULL; i++)
        tf_settings_know_recipient (settings, recipients[i]);
    return tf_people_ref (settings->known);
}

/* Owned; NULL: they cannot be read now. */
static GStrv
read_entries (Look *look)
{
    return look->client.open != NULL ? look->client.read (look->opened)
                                     : g_new0 (char *, 1);
}

/* Owned: whom the reader has written to, sorted. What cannot be read is not known. */
static GStrv
read_recipients (TfMemory *memory)
{
    g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
    g_autoptr (TfKnowledge) knowledge =
        memory != NULL ? tf_memory_show_recipients (memory) : NULL;

    for (guint i = 0; knowledge != NULL && i < knowledge->recipients->len; i++) {
        const TfRecipient *recipient = g_ptr_array_index (knowledge->recipients, i);

        if (tf_recipient_is_known (recipient))
            g_strv_builder_add (addresses, recipient->address);
    }
    return g_strv_builder_end (addresses);
}

static gboolean
is_news (const Look *look, GStrv entries, GStrv recipients)
{
    if (look->before == NULL)
        return entries[0] != NULL || recipients[0] != NULL;
    return !g_str_equal (look->before, look->digest);
}

static void
look_work (gpointer data)
{
    Look *look = data;
    g_auto (GStrv) entries = read_entries (look);
    g_auto (GStrv) recipients = NULL;

    if (entries == NULL)
        return;
    recipients = read_recipients (look->memory);
    tidy (entries);
    look->digest = digest_of (entries, recipients);
    if (is_news (look, entries, recipients))
        look->people = make_people (entries, recipients);
}

/* The books stop waiting; the worker frees the look at its end. */
static void
abandon (TfBooks *self)
{
    Look *look = g_steal_pointer (&self->look);

    g_clear_handle_id (&self->limit_id, g_source_remove);
    if (look != NULL)
        look->books = NULL;
}

static void
take (TfBooks *self, Look *look)
{
    g_clear_pointer (&self->people, tf_people_unref);
    g_free (self->digest);
    self->people = g_steal_pointer (&look->people);
    self->digest = g_steal_pointer (&look->digest);
    self->changed (self->owner);
}

static void
look_done (gpointer data)
{
    Look *look = data;
    TfBooks *self = look->books;

    if (self != NULL) {
        abandon (self);
        if (look->people != NULL)
            take (self, look);
    }
    look_free (look);
}

static gboolean
on_limit (gpointer data)
{
    TfBooks *self = data;
    TfJob *job = self->look->job;

    self->limit_id = 0;
    abandon (self);
    tf_worker_give_up (job);
    return G_SOURCE_REMOVE;
}

TfBooks *
tf_books_new (const TfBooksClient *client, gpointer data,
              void (*changed) (gpointer owner), gpointer owner)
{
    TfBooks *self = g_new0 (TfBooks, 1);

    self->client = *client;
    self->data = data;
    self->changed = changed;
    self->owner = owner;
    return self;
}

void
tf_books_free (TfBooks *self)
{
    abandon (self);
    g_free (self->digest);
    g_clear_pointer (&self->people, tf_people_unref);
    g_clear_pointer (&self->memory, tf_memory_unref);
    g_free (self);
}

void
tf_books_set_memory (TfBooks *self, TfMemory *memory)
{
    g_clear_pointer (&self->memory, tf_memory_unref);
    self->memory = memory != NULL ? tf_memory_ref (memory) : NULL;
    tf_books_expire (self);
}

void
tf_books_expire (TfBooks *self)
{
    self->read_at = 0;
}

static gboolean
is_fresh (const TfBooks *self)
{
    return self->read_at > 0 && g_get_monotonic_time () - self->read_at < KEPT_US;
}

void
tf_books_refresh (TfBooks *self)
{
    Look *look;

    if ((self->client.open == NULL && self->memory == NULL) || self->look != NULL ||
        is_fresh (self) || !tf_worker_has_room ())
        return;
    look = g_new0 (Look, 1);
    look->books = self;
    look->client = self->client;
    look->opened = self->client.open != NULL ? self->client.open (self->data) : NULL;
    look->memory = self->memory != NULL ? tf_memory_ref (self->memory) : NULL;
    look->before = g_strdup (self->digest);
    self->look = look;
    self->read_at = g_get_monotonic_time ();
    self->limit_id = g_timeout_add_seconds (LIMIT_S, on_limit, self);
    look->job = tf_worker_run (look_work, look_done, look);
}

const TfPeople *
tf_books_peek_people (const TfBooks *self)
{
    return self->people;
}
