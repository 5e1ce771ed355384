/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folder: the messages of a folder with one file for each: a Maildir (cur and new), or MH, where
 * the files have numbers as names. Leaves out: folders within it. */
#include "mailbox/mailbox.h"

static gboolean
is_number (const char *name)
{
    TfCursor cursor = tf_cursor (tf_span_of (name));
    guint64 number;

    return tf_cursor_take_number (&cursor, 18, &number) && tf_cursor_at_end (&cursor);
}

static gboolean
is_any (const char *name)
{
    return name[0] != '.';
}

static gboolean
add_files (GPtrArray *files, const char *folder, gboolean (*accept) (const char *name),
           GError **error)
{
    GDir *directory = g_dir_open (folder, 0, error);
    const char *name;

    if (directory == NULL)
        return FALSE;
    while ((name = g_dir_read_name (directory)) != NULL) {
        g_autofree char *file = g_build_filename (folder, name, NULL);

        if (accept (name) && g_file_test (file, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add (files, g_steal_pointer (&file));
    }
    g_dir_close (directory);
    return TRUE;
}

/* Numbers in numerical order, everything else as bytes; all begin with the path of the same
 * folder. */
static gint
compare (gconstpointer a, gconstpointer b)
{
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    g_autofree char *first_name = g_path_get_basename (first);
    g_autofree char *second_name = g_path_get_basename (second);

    if (is_number (first_name) && is_number (second_name)) {
        guint64 one = g_ascii_strtoull (first_name, NULL, 10);
        guint64 other = g_ascii_strtoull (second_name, NULL, 10);

        if (one != other)
            return one < other ? -1 : 1;
    }
    return strcmp (first, second);
}

GPtrArray *
tf_mailbox_list (const char *folder, gboolean *ret_is_mailbox, GError **error)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *cur = g_build_filename (folder, "cur", NULL);
    g_autofree char *new = g_build_filename (folder, "new", NULL);
    g_autofree char *sequences = g_build_filename (folder, ".mh_sequences", NULL);
    gboolean is_maildir =
        g_file_test (cur, G_FILE_TEST_IS_DIR) && g_file_test (new, G_FILE_TEST_IS_DIR);
    gboolean read = is_maildir ? add_files (files, cur, is_any, error) &&
                                     add_files (files, new, is_any, error)
                               : add_files (files, folder, is_number, error);

    if (!read)
        return NULL;
    *ret_is_mailbox =
        is_maildir || files->len > 0 || g_file_test (sequences, G_FILE_TEST_EXISTS);
    g_ptr_array_sort (files, compare);
    return g_steal_pointer (&files);
}
