/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* replay: the main program of a fuzz target without an engine: runs it with each named
 * file, or with every file of a named folder, and prints TAP. */
#include <stdio.h>

#include <gio/gio.h>

#include "fuzz.h"

static guint n_files;

static gboolean
replay_file (const char *path)
{
    g_autofree char *data = NULL;
    g_autofree char *name = g_path_get_basename (path);
    gsize size = 0;

    if (!g_file_get_contents (path, &data, &size, NULL))
        return FALSE;
    LLVMFuzzerTestOneInput ((const uint8_t *)data, size);
    printf ("ok %u - %s\n", ++n_files, name);
    return TRUE;
}

static gboolean
replay_folder (const char *path)
{
    g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
    const char *name;

    if (folder == NULL)
        return FALSE;
    while ((name = g_dir_read_name (folder)) != NULL) {
        g_autofree char *file = g_build_filename (path, name, NULL);

        if (!replay_file (file))
            return FALSE;
    }
    return TRUE;
}

int
main (int argc, char **argv)
{
    setvbuf (stdout, NULL, _IOLBF, 0);
    LLVMFuzzerTestOneInput ((const uint8_t *)"", 0);
    printf ("ok %u - nothing\n", ++n_files);
    for (int i = 1; i < argc; i++) {
        gboolean is_folder = g_file_test (argv[i], G_FILE_TEST_IS_DIR);

        if (!(is_folder ? replay_folder : replay_file) (argv[i])) {
            fprintf (stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
    }
    printf ("1..%u\n", n_files);
    return 0;
}
