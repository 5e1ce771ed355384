/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings-folder: a place where one test keeps its settings. */
#pragma once

#include <glib/gstdio.h>

/* Owned; before anything reads settings. */
static char *
settings_folder_make (void)
{
    char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);

    g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
    g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
    return folder;
}

/* What GSettings has made below FOLDER. */
static void
settings_folder_remove (const char *folder)
{
    static const char *const paths[] = {"glib-2.0/settings/keyfile", "glib-2.0/settings",
                                        "glib-2.0"};

    for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *path = g_build_filename (folder, paths[i], NULL);

        g_remove (path);
    }
    g_remove (folder);
}
