/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folders: the files in a folder, for commands that take whatever they find there. */
#include "cli/cli.h"

#include <glib/gstdio.h>

static gint
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Owned (char *); empty if FOLDER cannot be opened. */
static GPtrArray *
list_names (const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
    GDir *directory = g_dir_open (folder, 0, NULL);
    const char *name;

    while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
        if (*name != '.')
            g_ptr_array_add (names, g_build_filename (folder, name, NULL));
    g_clear_pointer (&directory, g_dir_close);
    g_ptr_array_sort (names, compare_names);
    return names;
}

/* A folder that cannot be opened is named itself, so that whoever opens it says why. */
static void
add_folder (GPtrArray *files, const char *folder, guint depth)
{
    g_autoptr (GPtrArray) names = list_names (folder);

    if (names->len == 0 && g_access (folder, R_OK | X_OK) != 0)
        g_ptr_array_add (files, g_strdup (folder));
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index (names, i);

        if (!g_file_test (name, G_FILE_TEST_IS_DIR))
            g_ptr_array_add (files, g_strdup (name));
        else if (depth < TF_LIMIT_FOLDER_DEPTH &&
                 !g_file_test (name, G_FILE_TEST_IS_SYMLINK))
            add_folder (files, name, depth + 1);
    }
}

GPtrArray *
tf_cli_list_files (const char *path)
{
    GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

    if (!g_str_equal (path, "-") && g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (files, path, 0);
    else
        g_ptr_array_add (files, g_strdup (path));
    return files;
}
