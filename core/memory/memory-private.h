/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory-private: the inside of a memory, for this folder and its tests. */
#pragma once

#include <sqlite3.h>

#include "memory/memory.h"

#define TF_MEMORY_APPLICATION 0x54664d31 /* "TfM1", at byte 68 of the file */

/* ---- statements.c ------------------------------------------------------------------------ */

typedef enum {
    TF_SQL_BEGIN,
    TF_SQL_BEGIN_READ,
    TF_SQL_COMMIT,
    TF_SQL_ROLLBACK,
    TF_SQL_FIND_MESSAGE,
    TF_SQL_GET_ANSWERS,
    TF_SQL_GET_KEYS,
    TF_SQL_GET_HABIT,
    TF_SQL_GET_LISTS,
    TF_SQL_GET_SERVER,
    TF_SQL_GET_SERVER_OF_SENDER,
    TF_SQL_ADD_MESSAGE,
    TF_SQL_SET_MESSAGE,
    TF_SQL_SEE_MESSAGE,
    TF_SQL_ADD_ANSWER,
    TF_SQL_FIND_ANSWER,
    TF_SQL_UNLINK_ANSWERS,
    TF_SQL_LINK_ANSWER,
    TF_SQL_PUT_KEY,
    TF_SQL_REVOKE_KEY,
    TF_SQL_PUT_HABIT,
    TF_SQL_PUT_LIST,
    TF_SQL_PUT_SERVER,
    TF_SQL_PUT_RECIPIENT,
    TF_SQL_PUT_EXCEPTION,
    TF_SQL_DROP_EXCEPTION,
    TF_SQL_PRUNE_MESSAGES,
    TF_SQL_PRUNE_MANY_MESSAGES,
    TF_SQL_PRUNE_KEYS,
    TF_SQL_PRUNE_MANY_KEYS,
    TF_SQL_PRUNE_HABITS,
    TF_SQL_PRUNE_MANY_HABITS,
    TF_SQL_PRUNE_LISTS,
    TF_SQL_PRUNE_MANY_LISTS,
    TF_SQL_PRUNE_SERVERS,
    TF_SQL_PRUNE_MANY_SERVERS,
    TF_SQL_PRUNE_RECIPIENTS,
    TF_SQL_PRUNE_MANY_RECIPIENTS,
    TF_SQL_PRUNE_LINKS,
    TF_SQL_PRUNE_ANSWERS,
    TF_SQL_GET_PRUNED,
    TF_SQL_SET_PRUNED,
    TF_SQL_FORGET_MESSAGES,
    TF_SQL_FORGET_KEYS,
    TF_SQL_FORGET_HABITS,
    TF_SQL_FORGET_LISTS,
    TF_SQL_FORGET_SERVERS,
    TF_SQL_FORGET_SERVER,
    TF_SQL_FORGET_RECIPIENTS,
    TF_SQL_FORGET_EXCEPTIONS,
    TF_SQL_CLEAR_MESSAGES,
    TF_SQL_CLEAR_KEYS,
    TF_SQL_CLEAR_HABITS,
    TF_SQL_CLEAR_LISTS,
    TF_SQL_CLEAR_SERVERS,
    TF_SQL_CLEAR_RECIPIENTS,
    TF_SQL_CLEAR_EXCEPTIONS,
    TF_SQL_VACUUM,
    TF_SQL_CHECKPOINT,
    TF_SQL_COUNT_MESSAGES,
    TF_SQL_COUNT_KEYS,
    TF_SQL_COUNT_DOMAINS,
    TF_SQL_COUNT_LISTS,
    TF_SQL_COUNT_RECIPIENTS,
    TF_SQL_COUNT_SERVERS,
    TF_SQL_SHOW_KEYS,
    TF_SQL_SHOW_HABITS,
    TF_SQL_SHOW_LISTS,
    TF_SQL_SHOW_SERVERS,
    TF_SQL_SHOW_RECIPIENTS,
    TF_SQL_SHOW_SUSPICIOUS,
    TF_SQL_SHOW_EXCEPTIONS,
    TF_N_SQL
} TfSql;

const char *tf_sql_get (TfSql which);

/* ---- schema.c ---------------------------------------------------------------------------- */

#define TF_SCHEMA_VERSION 6

/* SQLITE_OK; SQLITE_NOTADB: not ours; SQLITE_SCHEMA: newer than we are; or what went wrong. UP_TO is
 * TF_SCHEMA_VERSION, except in a test of older ones. */
int tf_schema_prepare (sqlite3 *database, int up_to);

/* ---- place.c ----------------------------------------------------------------------------- */

/* Makes the folder and an empty file, if they are missing. FALSE: they cannot be made. */
gboolean tf_place_make (const char *path);
/* The file is ours as far as its first bytes tell, or there is nothing in it. */
gboolean tf_place_is_ours (const char *path);
/* Renames a damaged file and removes what belongs to it. FALSE: it cannot be renamed. */
gboolean tf_place_set_aside (const char *path);
gint64 tf_place_get_size (const char *path);
/* Nothing was ever learned: whoever only looks or forgets does not make the file. */
gboolean tf_place_is_missing (const char *path);

/* ---- store.c ----------------------------------------------------------------------------- */

/** TfStoreFile: one open file. */
typedef struct {
    sqlite3 *database;                  /* NULL: it could not be opened */
    sqlite3_stmt *statements[TF_N_SQL]; /* made when first needed */
    int failed; /* SQLITE_OK, or the first thing that went wrong since it was cleared */
} TfStoreFile;

/* SQLITE_OK, or why it is not open; see tf_schema_prepare(). */
int tf_store_open (TfStoreFile *store, const char *path);
void tf_store_close (TfStoreFile *store);
/* Borrowed: the statement with its parameters: for each letter of FORM one argument: t const char * (or
 * NULL), i gint64, b const guint8 * of 32 bytes. NULL: it failed. To be reset after use. */
sqlite3_stmt *tf_store_bind (TfStoreFile *store, TfSql which, const char *form, ...);
/* TRUE: there is a row. At the end, or when it fails or something has failed before, the statement is reset. */
gboolean tf_store_next (TfStoreFile *store, sqlite3_stmt *statement);
/* The same for a statement without rows. FALSE: it failed. */
gboolean tf_store_run (TfStoreFile *store, TfSql which, const char *form, ...);
/* The number in the only row of a statement without parameters; 0: there is no row. */
gint64 tf_store_number (TfStoreFile *store, TfSql which);
/* Borrowed, until the next step; never NULL. */
const char *tf_store_text (sqlite3_stmt *statement, int column);

/* ---- rows.c ------------------------------------------------------------------------------ */

/* Add what the rows of a statement say, up to its end. */
void tf_rows_take_keys (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge);
void tf_rows_take_habits (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge);
void tf_rows_take_lists (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge);
void tf_rows_take_servers (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge);
void
tf_rows_take_recipients (TfStoreFile *store, sqlite3_stmt *row, TfKnowledge *knowledge);
/* Those that may be about AUTHOR, or all for NULL. */
void tf_rows_take_exceptions (TfStoreFile *store, sqlite3_stmt *row,
                              const TfAuthor *author, TfKnowledge *knowledge);

/* ---- memory.c ---------------------------------------------------------------------------- */

/* The file, for this thread alone, until tf_memory_leave(). NULL: it cannot be used now. */
TfStoreFile *tf_memory_enter (TfMemory *memory);
/* FALSE: something went wrong since tf_memory_enter(). */
gboolean tf_memory_leave (TfMemory *memory);
