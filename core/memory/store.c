/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* store: one open file, its statements, and the first thing that went wrong with them. */
#include "memory/memory-private.h"

#include <stdarg.h>

#define SWITCH_TRIES 50 /* turning on the log fails while another program does the same */
#define SWITCH_WAIT  (20 * 1000)

/* A crash of the machine may lose the last few messages, but never the file. What is deleted is
 * overwritten. A file may come from anywhere: it must not run anything. */
static const char settings[] = "PRAGMA synchronous = NORMAL;"
                               "PRAGMA secure_delete = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA journal_size_limit = 1048576";

static int
switch_to_log (sqlite3 *database)
{
    int status = SQLITE_BUSY;

    for (guint i = 0; i < SWITCH_TRIES && status == SQLITE_BUSY; i++) {
        if (i > 0)
            g_usleep (SWITCH_WAIT);
        status = sqlite3_exec (database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    }
    return status;
}

static int
set_up (sqlite3 *database)
{
    int status = sqlite3_exec (database, settings, NULL, NULL, NULL);
    gboolean can_write = sqlite3_db_readonly (database, "main") == 0;

    if (status == SQLITE_OK && can_write)
        status = switch_to_log (database);
    return status == SQLITE_OK ? tf_schema_prepare (database, TF_SCHEMA_VERSION) : status;
}

int
tf_store_open (TfStoreFile *store, const char *path)
{
    int status = sqlite3_open_v2 (path, &store->database,
                                  SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (status == SQLITE_OK) {
        sqlite3_extended_result_codes (store->database, 0);
        sqlite3_busy_timeout (store->database, TF_LIMIT_LEARN_MS);
        status = set_up (store->database);
    }
    if (status != SQLITE_OK)
        tf_store_close (store);
    return status & 0xff;
}

void
tf_store_close (TfStoreFile *store)
{
    for (guint i = 0; i < TF_N_SQL; i++)
        g_clear_pointer (&store->statements[i], sqlite3_finalize);
    g_clear_pointer (&store->database, sqlite3_close);
}

static void
note_failure (TfStoreFile *store, int status)
{
    if (store->failed == SQLITE_OK)
        store->failed = status & 0xff;
}

/* ---- statements -------------------------------------------------------------------------- */

static sqlite3_stmt *
get_statement (TfStoreFile *store, TfSql which)
{
    int status;

    if (store->statements[which] != NULL)
        return store->statements[which];
    status =
        sqlite3_prepare_v3 (store->database, tf_sql_get (which), -1,
                            SQLITE_PREPARE_PERSISTENT, &store->statements[which], NULL);
    if (status != SQLITE_OK)
        note_failure (store, status);
    return store->statements[which];
}

static int
bind_one (sqlite3_stmt *statement, int index, char kind, va_list arguments)
{
    switch (kind) {
    case 't':
        return sqlite3_bind_text (statement, index, va_arg (arguments, const char *), -1,
                                  SQLITE_TRANSIENT);
    case 'i':
        return sqlite3_bind_int64 (statement, index, va_arg (arguments, gint64));
    case 'b':
        return sqlite3_bind_blob (statement, index, va_arg (arguments, const guint8 *),
                                  32, SQLITE_TRANSIENT);
    default:
        return SQLITE_MISUSE;
    }
}

static sqlite3_stmt *
bind_all (TfStoreFile *store, TfSql which, const char *form, va_list arguments)
{
    sqlite3_stmt *statement = get_statement (store, which);
    va_list copy;

    if (statement == NULL)
        return NULL;
    va_copy (copy, arguments);
    for (int i = 0; form[i] != '\0'; i++) {
        int status = bind_one (statement, i + 1, form[i], copy);

        if (status != SQLITE_OK)
            note_failure (store, status);
    }
    va_end (copy);
    return statement;
}

sqlite3_stmt *
tf_store_bind (TfStoreFile *store, TfSql which, const char *form, ...)
{
    va_list arguments;
    sqlite3_stmt *statement;

    va_start (arguments, form);
    statement = bind_all (store, which, form, arguments);
    va_end (arguments);
    return statement;
}

/* Once something has failed, nothing more is run: SQLite itself may have rolled the transaction back, and
 * what came after it would be written alone. */
gboolean
tf_store_next (TfStoreFile *store, sqlite3_stmt *statement)
{
    int status;

    if (statement == NULL || store->failed != SQLITE_OK) {
        if (statement != NULL)
            sqlite3_reset (statement);
        return FALSE;
    }
    status = sqlite3_step (statement);
    if (status == SQLITE_ROW)
        return TRUE;
    if (status != SQLITE_DONE)
        note_failure (store, status);
    sqlite3_reset (statement);
    return FALSE;
}

gboolean
tf_store_run (TfStoreFile *store, TfSql which, const char *form, ...)
{
    int before = store->failed;
    va_list arguments;
    sqlite3_stmt *statement;

    va_start (arguments, form);
    statement = bind_all (store, which, form, arguments);
    va_end (arguments);
    while (tf_store_next (store, statement))
        ;
    return before == SQLITE_OK && store->failed == SQLITE_OK;
}

gint64
tf_store_number (TfStoreFile *store, TfSql which)
{
    sqlite3_stmt *row = tf_store_bind (store, which, "");
    gint64 number = 0;

    if (tf_store_next (store, row)) {
        number = sqlite3_column_int64 (row, 0);
        sqlite3_reset (row);
    }
    return number;
}

const char *
tf_store_text (sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text (statement, column);

    return text != NULL ? text : "";
}
