/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tally: several programs may count at the same time, so each adds to what the file says at that
 * moment, under a lock. A file that cannot be read counts as none. */
#include "client/tally.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "verify/verify.h"

#define FOLDER     "truefrom"
#define FILE_NAME  "report-only.ini"
#define GROUP_TIME "Time"
#define GROUP      "Messages"
#define KEY_SINCE  "Since"
#define MAX_SEEN   10000 /* messages that are remembered, so that none is counted twice */

struct _TfTallyCounter {
    GHashTable *seen; /* char *: hash and code */
};

/* ---- the file ---------------------------------------------------------------------- */

char *
tf_tally_dup_path (void)
{
    return g_build_filename (g_get_user_state_dir (), FOLDER, FILE_NAME, NULL);
}

static GKeyFile *
read_file (void)
{
    g_autofree char *path = tf_tally_dup_path ();
    GKeyFile *file = g_key_file_new ();

    g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
    return file;
}

/* -1: there is no place for the file. */
static int
lock_folder (void)
{
    g_autofree char *path = tf_tally_dup_path ();
    g_autofree char *folder = g_path_get_dirname (path);
    int fd;

    if (g_mkdir_with_parents (folder, 0700) != 0)
        return -1;
    fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd >= 0)
        flock (fd, LOCK_EX);
    return fd;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
    return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static guint
number_of (GKeyFile *file, const char *code)
{
    return (guint)MAX (g_key_file_get_integer (file, GROUP, code, NULL), 0);
}

TfTally *
tf_tally_load (void)
{
    g_autoptr (GKeyFile) file = read_file ();
    TfTally *tally = g_new0 (TfTally, 1);
    gsize n_codes = 0;

    tally->codes = g_key_file_get_keys (file, GROUP, &n_codes, NULL);
    if (tally->codes == NULL)
        tally->codes = g_new0 (char *, 1);
    qsort (tally->codes, n_codes, sizeof (char *), compare_codes);
    tally->numbers = g_new0 (guint, n_codes + 1);
    for (gsize i = 0; i < n_codes; i++)
        tally->numbers[i] = number_of (file, tally->codes[i]);
    if (n_codes > 0)
        tally->since = g_key_file_get_int64 (file, GROUP_TIME, KEY_SINCE, NULL);
    return tally;
}

void
tf_tally_free (TfTally *tally)
{
    g_strfreev (tally->codes);
    g_free (tally->numbers);
    g_free (tally);
}

gboolean
tf_tally_reset (void)
{
    g_autofree char *path = tf_tally_dup_path ();

    return g_unlink (path) == 0 || !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* ---- counting ---------------------------------------------------------------------- */

static void
add_one (gpointer code)
{
    g_autofree char *path = tf_tally_dup_path ();
    g_autoptr (GKeyFile) file = NULL;
    int lock = lock_folder ();

    if (lock < 0)
        return;
    file = read_file ();
    if (!g_key_file_has_group (file, GROUP_TIME))
        g_key_file_set_int64 (file, GROUP_TIME, KEY_SINCE,
                              g_get_real_time () / G_USEC_PER_SEC);
    g_key_file_set_integer (file, GROUP, code, (int)number_of (file, code) + 1);
    g_key_file_save_to_file (file, path, NULL);
    close (lock);
}

TfTallyCounter *
tf_tally_counter_new (void)
{
    TfTallyCounter *counter = g_new0 (TfTallyCounter, 1);

    counter->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return counter;
}

void
tf_tally_counter_free (TfTallyCounter *counter)
{
    g_hash_table_unref (counter->seen);
    g_free (counter);
}

void
tf_tally_counter_add (TfTallyCounter *counter, TfTalk talk, const TfReport *report)
{
    const char *sha256 = report->dossier->sha256;
    const char *code = tf_report_get_code (report);
    g_autofree char *key = g_strconcat (sha256 != NULL ? sha256 : "", code, NULL);

    if (!tf_talk_includes (talk, report) ||
        (sha256 != NULL && g_hash_table_contains (counter->seen, key)))
        return;
    if (g_hash_table_size (counter->seen) >= MAX_SEEN)
        g_hash_table_remove_all (counter->seen);
    g_hash_table_add (counter->seen, g_steal_pointer (&key));
    tf_worker_run (add_one, g_free, g_strdup (code));
}
