/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-memory-programs: two programs that write into one memory lose nothing, and one that is killed
 * while it writes leaves a file that can be read. */
#include "memory-helper.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_MESSAGES 300
#define N_KILLED   100

/* Each message belongs to a domain of both. */
static int
hammer (const char *path, guint first)
{
    g_autoptr (TfMemory) memory = tf_memory_open (path);

    for (guint i = 0; i < N_MESSAGES; i++) {
        g_autofree char *domain = g_strdup_printf ("d%u.example", i % 10);
        g_autoptr (TfLesson) lesson = lesson_of (first + i, domain);
        g_autofree char *sender = g_strdup_printf ("s%u.example", i);

        set_server (lesson, "victim.example", sender, first > 0);
        if (!tf_memory_keep (memory, lesson))
            return 1;
    }
    return 0;
}

static pid_t
start_hammering (const char *path, guint first)
{
    pid_t child = fork ();

    if (child == 0)
        _exit (hammer (path, first));
    return child;
}

static void
test_two (void)
{
    g_auto (Place) place;
    g_autoptr (TfMemory) memory = NULL;
    g_autoptr (TfKnowledge) shown = NULL;
    pid_t children[2];
    const TfSeenServer *server;
    guint sights = 0;

    place_init (&place);
    for (guint i = 0; i < 2; i++)
        children[i] = start_hammering (place.path, i * N_MESSAGES);
    for (guint i = 0; i < 2; i++) {
        int status;

        g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
        g_assert_cmpint (status, ==, 0);
    }
    memory = tf_memory_open (place.path);
    g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FINE);
    g_assert_cmpint (count_all (memory).messages, ==, 2 * N_MESSAGES);
    g_assert_cmpint (count_all (memory).domains, ==, 10);
    shown = tf_memory_show (memory, NULL);
    for (guint i = 0; i < shown->lists->len; i++)
        sights += ((const TfSeenList *)g_ptr_array_index (shown->lists, i))->sights;
    g_assert_cmpuint (sights, ==, 2 * N_MESSAGES);
    server = g_ptr_array_index (shown->servers, 0);
    g_assert_cmpuint (server->n_senders, ==, N_MESSAGES);
    g_assert_cmpuint (server->n_changed, ==, N_MESSAGES);
    g_assert_cmpuint (server->n_intact, ==, N_MESSAGES);
}

static void
assert_is_whole (const char *path)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *row = NULL;

    g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
    g_assert_cmpint (
        sqlite3_prepare_v2 (database, "PRAGMA integrity_check", -1, &row, NULL), ==,
        SQLITE_OK);
    g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
    g_assert_cmpstr ((const char *)sqlite3_column_text (row, 0), ==, "ok");
    sqlite3_finalize (row);
    sqlite3_close (database);
}

static void
test_killed (void)
{
    g_auto (Place) place;

    place_init (&place);
    for (guint i = 0; i < N_KILLED; i++) {
        pid_t child = start_hammering (place.path, i * N_MESSAGES);
        g_autoptr (TfMemory) memory = NULL;

        g_usleep (i % 20 * 1000);
        kill (child, SIGKILL);
        waitpid (child, NULL, 0);
        memory = tf_memory_open (place.path);
        g_assert_cmpint (tf_memory_get_trouble (memory), ==, TF_MEMORY_FINE);
        g_assert_cmpint (count_all (memory).messages, >=, 0);
    }
    assert_is_whole (place.path);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/memory/programs/two", test_two);
    g_test_add_func ("/memory/programs/killed", test_killed);
    return g_test_run ();
}
