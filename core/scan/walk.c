/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* walk: folders. In a Maildir only cur and new count, and the folders within it, whose names begin with a dot; in
 * every other folder all files whose names do not, those that are numbers in numerical order. Links to folders are
 * not followed. A file name is never a pattern. */
#include "scan/scan-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

static void walk_below (TfScanVisit *visit, const char *folder, guint depth);

/* ---- files ------------------------------------------------------------------------- */

static void
refuse_with (TfScanVisit *visit, const char *name, int number)
{
    tf_scan_refuse (visit, name, TF_SCAN_UNREADABLE, 0, g_strerror (number));
}

/* What the scan itself writes may be in a folder that it reads. */
static gboolean
is_our_own (const TfScanSink *sink, const struct stat *status)
{
    for (guint i = 0; i < sink->n_own_files; i++)
        if (status->st_dev == sink->own_files[i].device &&
            status->st_ino == sink->own_files[i].inode)
            return TRUE;
    return FALSE;
}

static void
walk_file (TfScanVisit *visit, const char *file)
{
    int fd = g_open (file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
    struct stat status;

    if (fd < 0 || fstat (fd, &status) != 0) {
        refuse_with (visit, file, errno);
    } else if (S_ISREG (status.st_mode) && !is_our_own (visit->sink, &status)) {
        visit->time = status.st_mtime;
        tf_scan_look_into (visit, fd, file);
    }
    if (fd >= 0)
        close (fd);
}

/* ---- folders ----------------------------------------------------------------------- */

static gboolean
is_number (const char *name, guint64 *ret_number)
{
    TfCursor cursor = tf_cursor (tf_span_of (name));

    return tf_cursor_take_number (&cursor, 18, ret_number) && tf_cursor_at_end (&cursor);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    guint64 one, other;

    if (is_number (first, &one) && is_number (second, &other) && one != other)
        return one < other ? -1 : 1;
    return strcmp (first, second);
}

/* Owned (char *), in order; NULL: it cannot be read, which has been said. */
static GPtrArray *
list (TfScanVisit *visit, const char *folder)
{
    GDir *directory = g_dir_open (folder, 0, NULL);
    GPtrArray *names;
    const char *name;

    if (directory == NULL) {
        refuse_with (visit, folder, errno);
        return NULL;
    }
    names = g_ptr_array_new_with_free_func (g_free);
    while ((name = g_dir_read_name (directory)) != NULL)
        g_ptr_array_add (names, g_strdup (name));
    g_dir_close (directory);
    g_ptr_array_sort (names, compare);
    return names;
}

static gboolean
is_maildir (const char *folder)
{
    g_autofree char *cur = g_build_filename (folder, "cur", NULL);
    g_autofree char *new = g_build_filename (folder, "new", NULL);

    return g_file_test (cur, G_FILE_TEST_IS_DIR) && g_file_test (new, G_FILE_TEST_IS_DIR);
}

/* A file that was moved since (a Maildir in use) is not worth a word. */
static void
walk_files (TfScanVisit *visit, const char *folder)
{
    g_autoptr (GPtrArray) names = list (visit, folder);

    for (guint i = 0; names != NULL && i < names->len && !visit->stopped; i++) {
        const char *name = g_ptr_array_index (names, i);
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (*name != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
            walk_file (visit, path);
    }
}

/* Folders within a Maildir; the files beside them are those of servers. */
static void
walk_maildir (TfScanVisit *visit, const char *folder, guint depth)
{
    g_autofree char *cur = g_build_filename (folder, "cur", NULL);
    g_autofree char *new = g_build_filename (folder, "new", NULL);
    g_autoptr (GPtrArray) names = list (visit, folder);

    walk_files (visit, cur);
    walk_files (visit, new);
    for (guint i = 0; names != NULL && i < names->len && !visit->stopped; i++) {
        g_autofree char *path =
            g_build_filename (folder, g_ptr_array_index (names, i), NULL);

        if (is_maildir (path))
            walk_below (visit, path, depth);
    }
}

static void
walk_folder (TfScanVisit *visit, const char *folder, guint depth)
{
    g_autoptr (GPtrArray) names = NULL;

    if (is_maildir (folder)) {
        walk_maildir (visit, folder, depth);
        return;
    }
    names = list (visit, folder);
    for (guint i = 0; names != NULL && i < names->len && !visit->stopped; i++) {
        const char *name = g_ptr_array_index (names, i);
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (*name == '.')
            continue;
        if (!g_file_test (path, G_FILE_TEST_IS_DIR))
            walk_file (visit, path);
        else
            walk_below (visit, path, depth);
    }
}

static void
walk_below (TfScanVisit *visit, const char *folder, guint depth)
{
    if (g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
        return;
    if (depth < TF_LIMIT_SCAN_FOLDERS)
        walk_folder (visit, folder, depth + 1);
    else
        tf_scan_refuse (visit, folder, TF_SCAN_TOO_DEEP, 0, NULL);
}

/* ---- names that were given --------------------------------------------------------- */

static void
walk_name (TfScanVisit *visit, const char *name)
{
    g_autoptr (GError) error = NULL;
    int fd;

    if (!g_str_equal (name, "-") && g_file_test (name, G_FILE_TEST_IS_DIR)) {
        walk_folder (visit, name, 0);
        return;
    }
    fd = visit->sink->open (visit->sink->data, name, &visit->time, &error);
    if (fd < 0) {
        tf_scan_refuse (visit, name, TF_SCAN_UNREADABLE, 0, error->message);
        return;
    }
    tf_scan_look_into (visit, fd, name);
    close (fd);
}

void
tf_scan_walk (const char *const *names, const TfScanSink *sink)
{
    TfScanVisit visit = {.sink = sink, .time = -1};

    for (guint i = 0; names[i] != NULL && !visit.stopped; i++)
        walk_name (&visit, names[i]);
}
