/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-memory-trouble: a file that is damaged, foreign, older, newer, full, locked or read-only never
 * stops anybody, and the trouble is said. */
#include "memory-helper.h"

#include <sys/wait.h>
#include <unistd.h>

static void
write_text (const char *path, const char *text)
{
    g_autofree char *folder = g_path_get_dirname (path);

    g_mkdir_with_parents (folder, 0700);
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
run_sql (const char *path, const char *sql)
{
    sqlite3 *database = NULL;

    g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close (database);
}

static void
fill (const char *path, guint n_messages)
{
    g_autoptr (TfMemory) memory = tf_memory_open (path);

    for (guint i = 0; i < n_messages; i++)
        g_assert_true (keep (memory, i, "legit.example"));
}

/* Overwrites the middle of the file. */
static void
damage (const char *path, gsize from)
{
    g_autofree char *contents = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
    g_assert_cmpuint (length, >, from);
    memset (contents + from, 0x5a, length - from);
    g_assert_true (g_file_set_contents (path, contents, (gssize)length, NULL));
}

static void
assert_works (TfMemory *memory)
{
    g_assert_true (keep (memory, 9999, "new.example"));
    g_assert_cmpint (count_all (memory).messages, >=, 1);
}

static void
test_damaged_pages (void)
{
    g_auto (Place) place;
    g_autofree char *aside = NULL;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    fill (place.path, 200);
    damage (place.path, 4096);
    memory = tf_memory_open (place.path);
    for (guint i = 0; i < 3; i++)
        keep (memory, 9000 + i, "new.example"); /* finds it, and begins anew */
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_SET_ASIDE);
    assert_works (memory);
    aside = g_strconcat (place.path, ".damaged", NULL);
    g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
test_damaged_head (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    fill (place.path, 3);
    damage (place.path, 120);
    memory = tf_memory_open (place.path);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_SET_ASIDE);
    assert_works (memory);
}

static void
test_foreign (void)
{
    static const char text[] = "From: <a@b.example>\n\nA message, not a memory.\n";
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autofree char *contents = NULL;

    place_init (&place);
    write_text (place.path, text);
    memory = tf_memory_open (place.path);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FOREIGN);
    g_assert_false (keep (memory, 1, "legit.example"));
    g_assert_true (g_file_get_contents (place.path, &contents, NULL, NULL));
    g_assert_cmpstr (contents, ==, text);
}

static void
test_foreign_database (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    g_assert_true (tf_place_make (place.path));
    run_sql (place.path, "CREATE TABLE theirs (a)");
    memory = tf_memory_open (place.path);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FOREIGN);
    run_sql (place.path, "SELECT a FROM theirs");
}

static void
test_older (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfKnowledge) shown = NULL;
    const TfHabit *habit;
    sqlite3 *database = NULL;

    place_init (&place);
    g_assert_true (tf_place_make (place.path));
    g_assert_cmpint (sqlite3_open (place.path, &database), ==, SQLITE_OK);
    g_assert_cmpint (tf_schema_prepare (database, 1), ==, SQLITE_OK);
    sqlite3_close (database);
    run_sql (place.path, "INSERT INTO habit VALUES ('old.example', 1000, 1000, 1, 2)");
    memory = tf_memory_open (place.path);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FINE);
    g_assert_cmpint (count_all (memory).domains, ==, 1);
    shown = tf_memory_show (memory, "old.example");
    g_assert_cmpuint (shown->habits->len, ==, 1);
    habit = g_ptr_array_index (shown->habits, 0);
    g_assert_cmpuint (habit->n_passed, ==, 1);
    g_assert_cmpint (habit->last, ==, 2);
    assert_works (memory);
}

/* A file of the version before servers were counted. */
static void
test_before_servers (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfKnowledge) shown = NULL;
    g_autoptr (TfLesson) lesson = lesson_of (1, "legit.example");
    sqlite3 *database = NULL;

    place_init (&place);
    g_assert_true (tf_place_make (place.path));
    g_assert_cmpint (sqlite3_open (place.path, &database), ==, SQLITE_OK);
    g_assert_cmpint (tf_schema_prepare (database, 5), ==, SQLITE_OK);
    sqlite3_close (database);
    run_sql (place.path, "INSERT INTO habit VALUES ('old.example', 1000, 1000, 1, 2, 3)");
    memory = tf_memory_open (place.path);
    g_assert_cmpint (count_all (memory).servers, ==, 0);
    set_server (lesson, "victim.example", "legit.example", TRUE);
    g_assert_true (tf_memory_keep (memory, lesson));
    shown = tf_memory_show (memory, NULL);
    g_assert_cmpuint (shown->habits->len, >=, 1);
    g_assert_cmpuint (shown->servers->len, ==, 1);
    g_assert_cmpint (count_all (memory).servers, ==, 1);
}

static void
test_newer (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;

    place_init (&place);
    fill (place.path, 3);
    run_sql (place.path, "PRAGMA user_version = 99");
    memory = tf_memory_open (place.path);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_NEWER);
    g_assert_false (keep (memory, 10, "legit.example"));
    run_sql (place.path, "PRAGMA user_version = " G_STRINGIFY (TF_SCHEMA_VERSION));
    g_clear_pointer (&memory, tf_memory_unref);
    memory = tf_memory_open (place.path);
    g_assert_cmpint (count_all (memory).messages, ==, 3);
}

static void
execute (TfMemory *memory, const char *sql)
{
    TfStoreFile *store = tf_memory_enter (memory);

    g_assert_nonnull (store);
    g_assert_cmpint (sqlite3_exec (store->database, sql, NULL, NULL, NULL), ==,
                     SQLITE_OK);
    g_assert_true (tf_memory_leave (memory));
}

static void
test_full (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    gboolean written = TRUE;
    gint64 n_messages;

    place_init (&place);
    memory = tf_memory_open (place.path);
    execute (memory, "PRAGMA max_page_count = 40");
    for (guint i = 0; i < 2000 && written; i++) {
        g_autofree char *domain = g_strdup_printf ("d%u.example", i);

        written = keep (memory, i, domain);
    }
    g_assert_false (written);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FULL);
    n_messages = count_all (memory).messages;
    g_assert_cmpint (n_messages, >, 0);
    g_assert_cmpint (n_messages, ==, count_all (memory).domains); /* all or nothing */
    execute (memory, "PRAGMA max_page_count = 4000");
    assert_works (memory);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FINE);
}

static void
test_locked (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    sqlite3 *other = NULL;
    TfStoreFile *store;

    place_init (&place);
    fill (place.path, 3);
    memory = tf_memory_open (place.path);
    store = tf_memory_enter (memory);
    sqlite3_busy_timeout (store->database, 50);
    tf_memory_leave (memory);
    g_assert_cmpint (sqlite3_open (place.path, &other), ==, SQLITE_OK);
    sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    g_assert_false (keep (memory, 10, "legit.example"));
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_LOCKED);
    g_assert_cmpint (count_all (memory).messages, ==, 3); /* it can still be read */
    sqlite3_close (other);
    assert_works (memory);
}

/* In another process, because the superuser may write anything. Returns what went wrong. */
static int
try_read_only (const char *path)
{
    g_autoptr (TfMemory) memory = NULL;

    if (getuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        return 1;
    memory = tf_memory_open (path);
    if (tf_memory_get_trouble (memory) == TF_MEMORY_FINE)
        return 2;
    return keep (memory, 10, "legit.example") ? 3 : 0;
}

static void
test_read_only (void)
{
    g_auto (Place) place;
    g_autofree char *folder = NULL;
    int status;
    pid_t child;

    place_init (&place);
    fill (place.path, 3);
    folder = g_path_get_dirname (place.path);
    g_assert_cmpint (g_chmod (place.path, 0444), ==, 0);
    g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
    g_assert_cmpint (g_chmod (place.folder, 0755), ==, 0);
    child = fork ();
    if (child == 0)
        _exit (try_read_only (place.path));
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (status, ==, 0);
    g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static void
test_no_folder (void)
{
    g_autoptr (TfMemory) memory = tf_memory_open ("/dev/null/truefrom/memory.db");

    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_UNUSABLE);
    g_assert_false (keep (memory, 1, "legit.example"));
    g_assert_null (tf_memory_show (memory, NULL));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/memory/trouble/damaged-head", test_damaged_head);
    g_test_add_func ("/memory/trouble/damaged-pages", test_damaged_pages);
    g_test_add_func ("/memory/trouble/foreign", test_foreign);
    g_test_add_func ("/memory/trouble/foreign-database", test_foreign_database);
    g_test_add_func ("/memory/trouble/older", test_older);
    g_test_add_func ("/memory/trouble/before-servers", test_before_servers);
    g_test_add_func ("/memory/trouble/newer", test_newer);
    g_test_add_func ("/memory/trouble/full", test_full);
    g_test_add_func ("/memory/trouble/locked", test_locked);
    g_test_add_func ("/memory/trouble/read-only", test_read_only);
    g_test_add_func ("/memory/trouble/no-folder", test_no_folder);
    return g_test_run ();
}
