/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory: the object that threads share. Only one of them uses the file at a time; another waits for
 * it, but not for long, because the disk may never answer. */
#include "memory/memory-private.h"

struct _TfMemory {
    gatomicrefcount references;
    char *path;
    GMutex lock;
    GCond left;
    gboolean in_use;
    TfMemoryTrouble trouble;
    /* Of the thread that uses it. */
    gboolean opened;
    TfStoreFile store;
};

static TfMemoryTrouble
trouble_of (int status)
{
    switch (status) {
    case SQLITE_OK:
        return TF_MEMORY_FINE;
    case SQLITE_SCHEMA:
        return TF_MEMORY_NEWER;
    case SQLITE_NOTADB:
        return TF_MEMORY_FOREIGN;
    case SQLITE_READONLY:
        return TF_MEMORY_READ_ONLY;
    case SQLITE_FULL:
        return TF_MEMORY_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return TF_MEMORY_LOCKED;
    default:
        return TF_MEMORY_UNUSABLE;
    }
}

static gboolean
is_damage (int status)
{
    return status == SQLITE_CORRUPT || status == SQLITE_NOTADB;
}

/* ---- opening ----------------------------------------------------------------------------- */

/* A file that is somebody else's is never touched, whatever is in it. */
static int
open_file (TfMemory *self, TfMemoryTrouble *ret_trouble)
{
    int status;

    if (!tf_place_make (self->path))
        return SQLITE_CANTOPEN;
    status = tf_store_open (&self->store, self->path);
    if (!is_damage (status) || !tf_place_is_ours (self->path))
        return status;
    if (!tf_place_set_aside (self->path) || !tf_place_make (self->path))
        return SQLITE_CANTOPEN;
    status = tf_store_open (&self->store, self->path);
    *ret_trouble = TF_MEMORY_SET_ASIDE;
    return status;
}

static void
set_trouble (TfMemory *self, TfMemoryTrouble trouble)
{
    g_mutex_lock (&self->lock);
    self->trouble = trouble;
    g_mutex_unlock (&self->lock);
}

static TfMemoryTrouble
open_memory (TfMemory *self)
{
    TfMemoryTrouble trouble = TF_MEMORY_FINE;
    int status = open_file (self, &trouble);

    self->opened = TRUE;
    if (status != SQLITE_OK)
        trouble = trouble_of (status);
    else if (sqlite3_db_readonly (self->store.database, "main") > 0)
        trouble = TF_MEMORY_READ_ONLY;
    set_trouble (self, trouble);
    return trouble;
}

TfMemory *
tf_memory_new (const char *path)
{
    TfMemory *self = g_new0 (TfMemory, 1);

    g_atomic_ref_count_init (&self->references);
    self->path = g_strdup (path);
    g_mutex_init (&self->lock);
    g_cond_init (&self->left);
    return self;
}

TfMemory *
tf_memory_open (const char *path)
{
    TfMemory *self = tf_memory_new (path);

    open_memory (self);
    return self;
}

TfMemory *
tf_memory_ref (TfMemory *self)
{
    g_atomic_ref_count_inc (&self->references);
    return self;
}

void
tf_memory_unref (TfMemory *self)
{
    if (!g_atomic_ref_count_dec (&self->references))
        return;
    tf_store_close (&self->store);
    g_cond_clear (&self->left);
    g_mutex_clear (&self->lock);
    g_free (self->path);
    g_free (self);
}

TfMemoryTrouble
tf_memory_get_trouble (TfMemory *self)
{
    TfMemoryTrouble trouble;

    g_mutex_lock (&self->lock);
    trouble = self->trouble;
    g_mutex_unlock (&self->lock);
    return trouble;
}

const char *
tf_memory_peek_path (const TfMemory *self)
{
    return self->path;
}

/* ---- one user at a time ------------------------------------------------------------------ */

static gboolean
take_turn (TfMemory *self)
{
    gint64 until = g_get_monotonic_time () + TF_LIMIT_MEMORY_MS * 1000;
    gboolean in_time = TRUE;
    gboolean mine;

    g_mutex_lock (&self->lock);
    while (self->in_use && in_time)
        in_time = g_cond_wait_until (&self->left, &self->lock, until);
    mine = !self->in_use;
    self->in_use = TRUE;
    g_mutex_unlock (&self->lock);
    return mine;
}

static void
give_turn (TfMemory *self)
{
    g_mutex_lock (&self->lock);
    self->in_use = FALSE;
    g_cond_signal (&self->left);
    g_mutex_unlock (&self->lock);
}

TfStoreFile *
tf_memory_enter (TfMemory *self)
{
    if (!take_turn (self))
        return NULL;
    if (!self->opened)
        open_memory (self);
    self->store.failed = SQLITE_OK;
    if (self->store.database != NULL)
        return &self->store;
    give_turn (self);
    return NULL;
}

/* A transaction that somebody has left open would keep all others out. */
static void
end_transaction (TfStoreFile *store)
{
    if (sqlite3_get_autocommit (store->database) == 0)
        sqlite3_exec (store->database, "ROLLBACK", NULL, NULL, NULL);
}

/* What was said of the file itself stays true. */
static gboolean
may_pass (TfMemoryTrouble trouble)
{
    return trouble == TF_MEMORY_FULL || trouble == TF_MEMORY_LOCKED ||
           trouble == TF_MEMORY_UNUSABLE;
}

static TfMemoryTrouble
set_damaged_aside (TfMemory *self)
{
    TfMemoryTrouble trouble;

    tf_store_close (&self->store);
    if (!tf_place_set_aside (self->path))
        return TF_MEMORY_UNUSABLE;
    trouble = open_memory (self);
    return self->store.database != NULL ? TF_MEMORY_SET_ASIDE : trouble;
}

gboolean
tf_memory_leave (TfMemory *self)
{
    int failed = self->store.failed;

    end_transaction (&self->store);
    if (is_damage (failed))
        set_trouble (self, set_damaged_aside (self));
    else if (failed != SQLITE_OK)
        set_trouble (self, trouble_of (failed));
    else if (may_pass (tf_memory_get_trouble (self)))
        set_trouble (self, TF_MEMORY_FINE);
    give_turn (self);
    return failed == SQLITE_OK;
}
