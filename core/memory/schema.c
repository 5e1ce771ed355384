/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* schema: the tables. Each step brings a file from one version to the next, in one transaction; a new
 * file goes through all of them. A file of a newer version is left alone. */
#include "memory/memory-private.h"

#define STRING(number)  STRING_ (number)
#define STRING_(number) #number

/* clang-format off */
static const char *const steps[] = {
    /* 1 */
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE message ("
    " id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, domain TEXT, level TEXT NOT NULL,"
    " code TEXT NOT NULL, evidence TEXT NOT NULL, checked INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " known TEXT NOT NULL);"
    "CREATE INDEX message_domain ON message (domain);"
    "CREATE INDEX message_seen ON message (seen);"
    "CREATE TABLE answer ("
    " id INTEGER PRIMARY KEY, type INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,"
    " UNIQUE (name, type, text));"
    "CREATE TABLE message_answer ("
    " message INTEGER NOT NULL, answer INTEGER NOT NULL, PRIMARY KEY (message, answer)) WITHOUT ROWID;"
    "CREATE INDEX message_answer_answer ON message_answer (answer);"
    "CREATE TABLE key ("
    " name TEXT NOT NULL, record TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " revoked INTEGER NOT NULL, PRIMARY KEY (name, record)) WITHOUT ROWID;"
    "CREATE TABLE habit ("
    " domain TEXT PRIMARY KEY, signed INTEGER NOT NULL, passed INTEGER NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;"
    "PRAGMA application_id = " STRING (TF_MEMORY_APPLICATION) ";"
    "PRAGMA user_version = 1",
    /* 2: mailing lists */
    "CREATE TABLE list ("
    " id TEXT NOT NULL, signer TEXT NOT NULL, sights INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, PRIMARY KEY (id, signer)) WITHOUT ROWID;"
    "PRAGMA user_version = 2",
    /* 3: how many messages; before, that was not counted: at least one a day */
    "ALTER TABLE habit ADD COLUMN count INTEGER NOT NULL DEFAULT 0;"
    "UPDATE habit SET count = (passed + 999) / 1000;"
    "PRAGMA user_version = 3",
    /* 4: whom the reader has written to */
    "CREATE TABLE recipient ("
    " address TEXT PRIMARY KEY, sights INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)"
    " WITHOUT ROWID;"
    "PRAGMA user_version = 4",
    /* 5: what the reader has accepted */
    "CREATE TABLE exception ("
    " id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, sender TEXT NOT NULL, signer TEXT NOT NULL,"
    " UNIQUE (kind, sender, signer));"
    "PRAGMA user_version = 5",
    /* 6: what happens to mail on its way in, for each organization that sends it */
    "CREATE TABLE server ("
    " name TEXT NOT NULL, sender TEXT NOT NULL, changed INTEGER NOT NULL, intact INTEGER NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (name, sender)) WITHOUT ROWID;"
    "PRAGMA user_version = 6",
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == TF_SCHEMA_VERSION);

static int
read_number (sqlite3 *database, const char *pragma, int *ret_number)
{
    sqlite3_stmt *statement = NULL;
    int status = sqlite3_prepare_v2 (database, pragma, -1, &statement, NULL);

    if (status == SQLITE_OK)
        status = sqlite3_step (statement);
    if (status == SQLITE_ROW) {
        *ret_number = sqlite3_column_int (statement, 0);
        status = SQLITE_OK;
    }
    sqlite3_finalize (statement);
    return status;
}

/* A file that somebody else has put tables into is not ours. */
static int
read_version (sqlite3 *database, int *ret_version)
{
    int application = 0;
    int n_tables = 0;
    int status = read_number (database, "PRAGMA user_version", ret_version);

    if (status == SQLITE_OK)
        status = read_number (database, "PRAGMA application_id", &application);
    if (status == SQLITE_OK)
        status = read_number (database, "SELECT count(*) FROM sqlite_schema", &n_tables);
    if (status != SQLITE_OK)
        return status;
    if (application == TF_MEMORY_APPLICATION ||
        (application == 0 && *ret_version == 0 && n_tables == 0))
        return SQLITE_OK;
    return SQLITE_NOTADB;
}

/* Another program may just be making the tables: half of what it writes must not be taken for a foreign
 * file. */
static int
read_at_once (sqlite3 *database, int *ret_version)
{
    int status = sqlite3_exec (database, "BEGIN", NULL, NULL, NULL);

    if (status != SQLITE_OK)
        return status;
    status = read_version (database, ret_version);
    sqlite3_exec (database, "END", NULL, NULL, NULL);
    return status;
}

/* Two programs may do this at once: the version is read again within the transaction. */
static int
migrate (sqlite3 *database, int up_to)
{
    int status = sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    int version = 0;

    if (status != SQLITE_OK)
        return status;
    status = read_version (database, &version);
    for (; status == SQLITE_OK && version < up_to; version++)
        status = sqlite3_exec (database, steps[version], NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_exec (database, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

int
tf_schema_prepare (sqlite3 *database, int up_to)
{
    int version = 0;
    int status = read_at_once (database, &version);

    if (status != SQLITE_OK)
        return status;
    if (version > up_to)
        return SQLITE_SCHEMA;
    return version < up_to ? migrate (database, up_to) : SQLITE_OK;
}
