/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* forget: what was not seen for long, what is too much, and what the reader wants to be forgotten. */
#include "memory/memory-private.h"

/* Answers that no message needs any more. */
static void
prune_answers (TfStoreFile *store)
{
    tf_store_run (store, TF_SQL_PRUNE_LINKS, "");
    tf_store_run (store, TF_SQL_PRUNE_ANSWERS, "");
}

/* The log keeps what was deleted, until it is written back and cut off. */
static void
wipe (TfStoreFile *store)
{
    if (store->failed != SQLITE_OK)
        return;
    tf_store_run (store, TF_SQL_VACUUM, "");
    tf_store_run (store, TF_SQL_CHECKPOINT, "");
}

static void
finish (TfStoreFile *store)
{
    prune_answers (store);
    if (store->failed == SQLITE_OK)
        tf_store_run (store, TF_SQL_COMMIT, "");
}

gboolean
tf_memory_forget_domain (TfMemory *memory, const char *domain, gboolean *ret_known)
{
    static const TfSql all[] = {TF_SQL_FORGET_MESSAGES,   TF_SQL_FORGET_KEYS,
                                TF_SQL_FORGET_HABITS,     TF_SQL_FORGET_LISTS,
                                TF_SQL_FORGET_RECIPIENTS, TF_SQL_FORGET_EXCEPTIONS,
                                TF_SQL_FORGET_SERVERS};
    TfStoreFile *store;
    int before;

    if (ret_known != NULL)
        *ret_known = FALSE;
    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return TRUE;
    store = tf_memory_enter (memory);
    if (store == NULL)
        return FALSE;
    before = sqlite3_total_changes (store->database);
    if (tf_store_run (store, TF_SQL_BEGIN, "")) {
        for (guint i = 0; i < G_N_ELEMENTS (all); i++)
            tf_store_run (store, all[i], "t", domain);
        if (ret_known != NULL)
            *ret_known = sqlite3_total_changes (store->database) != before;
        finish (store);
        wipe (store);
    }
    return tf_memory_leave (memory);
}

gboolean
tf_memory_forget_server (TfMemory *memory, const char *name)
{
    TfStoreFile *store;

    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return TRUE;
    store = tf_memory_enter (memory);
    if (store == NULL)
        return FALSE;
    tf_store_run (store, TF_SQL_FORGET_SERVER, "t", name);
    return tf_memory_leave (memory);
}

gboolean
tf_memory_forget_all (TfMemory *memory)
{
    static const TfSql all[] = {TF_SQL_CLEAR_MESSAGES,   TF_SQL_CLEAR_KEYS,
                                TF_SQL_CLEAR_HABITS,     TF_SQL_CLEAR_LISTS,
                                TF_SQL_CLEAR_RECIPIENTS, TF_SQL_CLEAR_EXCEPTIONS,
                                TF_SQL_CLEAR_SERVERS};
    TfStoreFile *store;

    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return TRUE;
    store = tf_memory_enter (memory);
    if (store == NULL)
        return FALSE;
    if (tf_store_run (store, TF_SQL_BEGIN, "")) {
        for (guint i = 0; i < G_N_ELEMENTS (all); i++)
            tf_store_run (store, all[i], "");
        finish (store);
        wipe (store);
    }
    return tf_memory_leave (memory);
}

/* ---- what was not seen for long ---------------------------------------------------------- */

static gboolean
is_due (TfStoreFile *store, gint64 now)
{
    return now - tf_store_number (store, TF_SQL_GET_PRUNED) > TF_DAY;
}

static void
prune (TfStoreFile *store, gint64 now)
{
    static const TfSql many[] = {TF_SQL_PRUNE_MANY_MESSAGES,   TF_SQL_PRUNE_MANY_KEYS,
                                 TF_SQL_PRUNE_MANY_HABITS,     TF_SQL_PRUNE_MANY_LISTS,
                                 TF_SQL_PRUNE_MANY_RECIPIENTS, TF_SQL_PRUNE_MANY_SERVERS};

    tf_store_run (store, TF_SQL_PRUNE_MESSAGES, "i", now - TF_MEMORY_SECONDS);
    tf_store_run (store, TF_SQL_PRUNE_KEYS, "i", now - TF_MEMORY_KEY_SECONDS);
    tf_store_run (store, TF_SQL_PRUNE_HABITS, "i", now - TF_MEMORY_SECONDS);
    tf_store_run (store, TF_SQL_PRUNE_LISTS, "i", now - TF_MEMORY_SECONDS);
    tf_store_run (store, TF_SQL_PRUNE_RECIPIENTS, "i", now - TF_MEMORY_KEY_SECONDS);
    tf_store_run (store, TF_SQL_PRUNE_SERVERS, "i", now - TF_USUAL_UNTIL);
    for (guint i = 0; i < G_N_ELEMENTS (many); i++)
        tf_store_run (store, many[i], "");
    tf_store_run (store, TF_SQL_SET_PRUNED, "i", now);
    finish (store);
}

gboolean
tf_memory_prune (TfMemory *memory, gint64 now)
{
    TfStoreFile *store = tf_memory_enter (memory);

    if (store == NULL)
        return FALSE;
    if (is_due (store, now) && tf_store_run (store, TF_SQL_BEGIN, ""))
        prune (store, now);
    return tf_memory_leave (memory);
}
