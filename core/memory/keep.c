/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* keep: writes a lesson, in one transaction: all of it or nothing. A message counts for what is usual
 * only once, however often it is opened. */
#include "memory/memory-private.h"

/** Found: the message, if it is known already. */
typedef struct {
    gint64 id; /* 0: it is not */
    gint64 seen;
} Found;

static Found
find_message (TfStoreFile *store, const TfLesson *lesson)
{
    sqlite3_stmt *row = tf_store_bind (store, TF_SQL_FIND_MESSAGE, "b", lesson->digest);
    Found found = {0};

    if (tf_store_next (store, row)) {
        found.id = sqlite3_column_int64 (row, 0);
        found.seen = sqlite3_column_int64 (row, 2);
        sqlite3_reset (row);
    }
    return found;
}

/* ---- the message and its answers --------------------------------------------------------- */

static gint64
put_answer (TfStoreFile *store, const TfLessonAnswer *answer)
{
    sqlite3_stmt *row;
    gint64 id = 0;

    tf_store_run (store, TF_SQL_ADD_ANSWER, "itt", (gint64)answer->type, answer->name,
                  answer->text);
    row = tf_store_bind (store, TF_SQL_FIND_ANSWER, "itt", (gint64)answer->type,
                         answer->name, answer->text);
    if (tf_store_next (store, row)) {
        id = sqlite3_column_int64 (row, 0);
        sqlite3_reset (row);
    }
    return id;
}

static char *
join_lines (const GPtrArray *lines)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();

    for (guint i = 0; i < lines->len; i++)
        g_ptr_array_add (all, g_ptr_array_index (lines, i));
    g_ptr_array_add (all, NULL);
    return g_strjoinv ("\n", (char **)all->pdata);
}

static void
put_message (TfStoreFile *store, const TfLesson *lesson, Found found)
{
    g_autofree char *known = join_lines (lesson->habits);
    TfSql how = found.id != 0 ? TF_SQL_SET_MESSAGE : TF_SQL_ADD_MESSAGE;

    tf_store_run (store, how, "bttttit", lesson->digest, lesson->domain, lesson->level,
                  lesson->code, lesson->evidence, lesson->now, known);
    found = find_message (store, lesson);
    tf_store_run (store, TF_SQL_UNLINK_ANSWERS, "i", found.id);
    for (guint i = 0; i < lesson->answers->len; i++)
        tf_store_run (store, TF_SQL_LINK_ANSWER, "ii", found.id,
                      put_answer (store, g_ptr_array_index (lesson->answers, i)));
}

/* ---- facts ------------------------------------------------------------------------------- */

static void
put_keys (TfStoreFile *store, const TfLesson *lesson)
{
    for (guint i = 0; i < lesson->keys->len; i++) {
        const TfSeenKey *key = g_ptr_array_index (lesson->keys, i);

        tf_store_run (store, TF_SQL_PUT_KEY, "ttii", key->name, key->record, key->first,
                      key->last);
    }
    for (guint i = 0; i < lesson->revoked->len; i++)
        tf_store_run (store, TF_SQL_REVOKE_KEY, "ti",
                      (const char *)g_ptr_array_index (lesson->revoked, i), lesson->now);
}

/* NAME: a domain or an address. */
static void
put_habit (TfStoreFile *store, const TfLesson *lesson, const char *name)
{
    sqlite3_stmt *row = tf_store_bind (store, TF_SQL_GET_HABIT, "t", name);
    TfHabit habit = {(char *)name};

    if (tf_store_next (store, row)) {
        habit.signed_days = (guint)sqlite3_column_int (row, 1);
        habit.passed_days = (guint)sqlite3_column_int (row, 2);
        habit.n_passed = (guint)sqlite3_column_int (row, 3);
        habit.first = sqlite3_column_int64 (row, 4);
        habit.last = sqlite3_column_int64 (row, 5);
        sqlite3_reset (row);
    }
    tf_habit_add (&habit, lesson->arrived, lesson->is_signed);
    tf_store_run (store, TF_SQL_PUT_HABIT, "tiiiii", habit.name,
                  (gint64)habit.signed_days, (gint64)habit.passed_days,
                  (gint64)habit.n_passed, habit.first, habit.last);
}

/* What this message adds to what happens to mail of its sender on its way in. */
static void
put_server (TfStoreFile *store, const TfLesson *lesson)
{
    sqlite3_stmt *row = tf_store_bind (store, TF_SQL_GET_SERVER_OF_SENDER, "tt",
                                       lesson->server, lesson->sender);
    TfSeenServer server = {lesson->server};

    if (tf_store_next (store, row)) {
        server.n_changed = (guint)sqlite3_column_int (row, 0);
        server.n_intact = (guint)sqlite3_column_int (row, 1);
        server.first = sqlite3_column_int64 (row, 2);
        server.last = sqlite3_column_int64 (row, 3);
        sqlite3_reset (row);
    }
    tf_seen_server_add (&server, lesson->arrived, lesson->is_changed);
    tf_store_run (store, TF_SQL_PUT_SERVER, "ttiiii", lesson->server, lesson->sender,
                  (gint64)server.n_changed, (gint64)server.n_intact, server.first,
                  server.last);
}

static void
put_facts (TfStoreFile *store, const TfLesson *lesson)
{
    if (lesson->is_authenticated)
        put_habit (store, lesson, lesson->domain);
    if (lesson->is_authenticated && lesson->address != NULL)
        put_habit (store, lesson, lesson->address);
    if (lesson->list_id != NULL)
        tf_store_run (store, TF_SQL_PUT_LIST, "tti", lesson->list_id, lesson->list_signer,
                      lesson->arrived);
    if (lesson->server != NULL)
        put_server (store, lesson);
}

/* ---- all of it --------------------------------------------------------------------------- */

static void
put_lesson (TfStoreFile *store, const TfLesson *lesson, Found found)
{
    put_keys (store, lesson);
    if (lesson->is_settled && (lesson->is_conclusive || found.id == 0))
        put_message (store, lesson, found);
    if (lesson->is_settled && found.id == 0)
        put_facts (store, lesson);
}

/* Looking at a message is worth a write only once a day. */
static gboolean
is_worth_writing (const TfLesson *lesson, Found found)
{
    return !lesson->is_recalled || lesson->now - found.seen > TF_DAY;
}

static void
write_lesson (TfStoreFile *store, const TfLesson *lesson)
{
    Found found;

    if (!tf_store_run (store, TF_SQL_BEGIN, ""))
        return;
    found =
        find_message (store, lesson); /* again: another program may have put it there */
    if (lesson->is_recalled)
        tf_store_run (store, TF_SQL_SEE_MESSAGE, "bi", lesson->digest, lesson->now);
    else
        put_lesson (store, lesson, found);
    if (store->failed == SQLITE_OK)
        tf_store_run (store, TF_SQL_COMMIT, "");
}

gboolean
tf_memory_keep (TfMemory *memory, const TfLesson *lesson)
{
    TfStoreFile *store = tf_memory_enter (memory);

    if (store == NULL)
        return FALSE;
    if (is_worth_writing (lesson, find_message (store, lesson)))
        write_lesson (store, lesson);
    return tf_memory_leave (memory);
}
