/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* overview: what there is, for people: how much, and each fact that was learned. */
#include "memory/memory-private.h"

gboolean
tf_memory_count (TfMemory *memory, TfMemoryCounts *ret_counts)
{
    TfMemoryCounts counts = {0};
    TfStoreFile *store;

    *ret_counts = counts;
    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return TRUE;
    store = tf_memory_enter (memory);
    if (store == NULL)
        return FALSE;
    counts.messages = tf_store_number (store, TF_SQL_COUNT_MESSAGES);
    counts.keys = tf_store_number (store, TF_SQL_COUNT_KEYS);
    counts.domains = tf_store_number (store, TF_SQL_COUNT_DOMAINS);
    counts.lists = tf_store_number (store, TF_SQL_COUNT_LISTS);
    counts.recipients = tf_store_number (store, TF_SQL_COUNT_RECIPIENTS);
    counts.servers = tf_store_number (store, TF_SQL_COUNT_SERVERS);
    counts.bytes = tf_place_get_size (tf_memory_peek_path (memory));
    if (!tf_memory_leave (memory))
        return FALSE;
    *ret_counts = counts;
    return TRUE;
}

static void
take_recipients (TfStoreFile *store, const char *domain, TfKnowledge *knowledge)
{
    tf_rows_take_recipients (
        store, tf_store_bind (store, TF_SQL_SHOW_RECIPIENTS, "t", domain), knowledge);
}

TfKnowledge *
tf_memory_show_recipients (TfMemory *memory)
{
    g_autoptr (TfKnowledge) knowledge = tf_knowledge_new ();
    TfStoreFile *store;

    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return g_steal_pointer (&knowledge);
    store = tf_memory_enter (memory);
    if (store == NULL)
        return NULL;
    take_recipients (store, NULL, knowledge);
    return tf_memory_leave (memory) ? g_steal_pointer (&knowledge) : NULL;
}

TfKnowledge *
tf_memory_show_server (TfMemory *memory, const char *name)
{
    g_autoptr (TfKnowledge) knowledge = tf_knowledge_new ();
    TfStoreFile *store;

    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return g_steal_pointer (&knowledge);
    store = tf_memory_enter (memory);
    if (store == NULL)
        return NULL;
    tf_rows_take_servers (store, tf_store_bind (store, TF_SQL_GET_SERVER, "t", name),
                          knowledge);
    return tf_memory_leave (memory) ? g_steal_pointer (&knowledge) : NULL;
}

TfKnowledge *
tf_memory_show (TfMemory *memory, const char *domain)
{
    g_autoptr (TfKnowledge) knowledge = tf_knowledge_new ();
    TfStoreFile *store;

    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return g_steal_pointer (&knowledge);
    store = tf_memory_enter (memory);
    if (store == NULL)
        return NULL;
    tf_rows_take_habits (store, tf_store_bind (store, TF_SQL_SHOW_HABITS, "t", domain),
                         knowledge);
    tf_rows_take_lists (store, tf_store_bind (store, TF_SQL_SHOW_LISTS, "t", domain),
                        knowledge);
    tf_rows_take_keys (store, tf_store_bind (store, TF_SQL_SHOW_KEYS, "t", domain),
                       knowledge);
    take_recipients (store, domain, knowledge);
    tf_rows_take_servers (store, tf_store_bind (store, TF_SQL_SHOW_SERVERS, "t", domain),
                          knowledge);
    tf_rows_take_exceptions (store,
                             tf_store_bind (store, TF_SQL_SHOW_EXCEPTIONS, "t", domain),
                             NULL, knowledge);
    return tf_memory_leave (memory) ? g_steal_pointer (&knowledge) : NULL;
}

/* FALSE: a newer version of the program wrote it, or nobody of ours. */
static gboolean
read_message (sqlite3_stmt *row, TfMemoryMessage *ret_message)
{
    const char *level = tf_store_text (row, 2);
    gboolean is_alarm = g_str_equal (level, tf_level_to_string (TF_LEVEL_ALARM));

    ret_message->level = is_alarm ? TF_LEVEL_ALARM : TF_LEVEL_WARNING;
    ret_message->digest = sqlite3_column_blob (row, 0);
    ret_message->domain = (const char *)sqlite3_column_text (row, 1);
    ret_message->checked = sqlite3_column_int64 (row, 4);
    return ret_message->digest != NULL && sqlite3_column_bytes (row, 0) == 32 &&
           tf_code_from_string (tf_store_text (row, 3), &ret_message->code);
}

gboolean
tf_memory_foreach_suspicious (TfMemory *memory, TfMemoryMessageFunc function,
                              gpointer data)
{
    TfMemoryMessage message;
    TfStoreFile *store;
    sqlite3_stmt *row;

    if (tf_place_is_missing (tf_memory_peek_path (memory)))
        return TRUE;
    store = tf_memory_enter (memory);
    if (store == NULL)
        return FALSE;
    row = tf_store_bind (store, TF_SQL_SHOW_SUSPICIOUS, "");
    while (tf_store_next (store, row))
        if (read_message (row, &message))
            function (&message, data);
    return tf_memory_leave (memory);
}
