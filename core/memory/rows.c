/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* rows: from the rows of a statement to facts. */
#include <string.h>

#include "memory/memory-private.h"

void
tf_rows_take_keys (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge)
{
    while (tf_store_next (store, row)) {
        TfSeenKey *key = tf_seen_key_new (
            tf_store_text (row, 0), tf_store_text (row, 1), sqlite3_column_int64 (row, 2),
            sqlite3_column_int64 (row, 3), sqlite3_column_int64 (row, 4));

        tf_knowledge_add_key (knowledge, key);
    }
}

void
tf_rows_take_habits (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge)
{
    while (tf_store_next (store, row)) {
        const TfHabit habit = {
            .name = (char *)tf_store_text (row, 0),
            .signed_days = (guint)sqlite3_column_int (row, 1),
            .passed_days = (guint)sqlite3_column_int (row, 2),
            .n_passed = (guint)sqlite3_column_int (row, 3),
            .first = sqlite3_column_int64 (row, 4),
            .last = sqlite3_column_int64 (row, 5),
        };

        tf_knowledge_add_habit (knowledge, &habit);
    }
}

void
tf_rows_take_lists (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge)
{
    while (tf_store_next (store, row)) {
        const TfSeenList list = {
            .id = (char *)tf_store_text (row, 0),
            .signer = (char *)tf_store_text (row, 1),
            .sights = (guint)sqlite3_column_int (row, 2),
            .first = sqlite3_column_int64 (row, 3),
            .last = sqlite3_column_int64 (row, 4),
        };

        tf_knowledge_add_list (knowledge, &list);
    }
}

void
tf_rows_take_servers (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge)
{
    while (tf_store_next (store, row)) {
        const TfSeenServer server = {
            .name = (char *)tf_store_text (row, 0),
            .n_changed = (guint)sqlite3_column_int (row, 1),
            .n_intact = (guint)sqlite3_column_int (row, 2),
            .n_senders = (guint)sqlite3_column_int (row, 3),
            .first = sqlite3_column_int64 (row, 4),
            .last = sqlite3_column_int64 (row, 5),
        };

        tf_knowledge_add_server (knowledge, &server);
    }
}

void
tf_rows_take_recipients (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge)
{
    while (tf_store_next (store, row)) {
        const TfRecipient recipient = {
            .address = (char *)tf_store_text (row, 0),
            .sights = (guint)sqlite3_column_int (row, 1),
            .first = sqlite3_column_int64 (row, 2),
            .last = sqlite3_column_int64 (row, 3),
        };

        tf_knowledge_add_recipient (knowledge, &recipient);
    }
}

/* Which of them apply, and whether any does, is decided elsewhere; the others are nobody's business. */
static gboolean
may_be_about (const TfException *exception, const TfAuthor *author)
{
    const char *at = strrchr (exception->sender, '@');
    const char *domain = at != NULL ? at + 1 : exception->sender;

    return author == NULL ||
           (author->domain != NULL && tf_domain_is_within (author->domain, domain));
}

/* It was, when it was accepted; whose domains strangers share may have become known since. */
static gboolean
may_count (const TfException *exception)
{
    g_autofree char *text = tf_exception_to_text (exception);
    g_autoptr (TfException) again =
        tf_exception_parse_word (tf_exception_kind_to_string (exception->kind), text);

    return again != NULL;
}

void
tf_rows_take_exceptions (TfStoreFile *store, sqlite3_stmt *row, const TfAuthor *author,
                         TfKnowledge *knowledge)
{
    while (tf_store_next (store, row)) {
        int kind = sqlite3_column_int (row, 0);
        const char *signer = tf_store_text (row, 2);
        const TfException exception = {
            .kind = (TfExceptionKind)kind,
            .sender = (char *)tf_store_text (row, 1),
            .signer = *signer != '\0' ? (char *)signer : NULL,
        };

        if (kind >= 0 && kind < TF_N_EXCEPTIONS &&
            (author == NULL || may_count (&exception)) &&
            (kind == TF_EXCEPTION_SIGNER) == (exception.signer != NULL) &&
            may_be_about (&exception, author))
            tf_knowledge_add_exception (knowledge, &exception);
    }
}
