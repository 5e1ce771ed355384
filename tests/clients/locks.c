/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* locks: preloaded into a program, it takes what an administrator has set in /etc/glib-2.0/settings from
 * the folder TRUEFROM_TEST_ADMINISTRATOR instead. All the rest is GSettings' own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <glib.h>

#define FOLDER "/etc/glib-2.0/settings/"

/* Owned. */
static char *
redirect (const char *path)
{
    const char *folder = g_getenv ("TRUEFROM_TEST_ADMINISTRATOR");

    if (folder == NULL || path == NULL || !g_str_has_prefix (path, FOLDER))
        return g_strdup (path);
    return g_build_filename (folder, path + sizeof FOLDER - 1, NULL);
}

gboolean
g_file_get_contents (const char *path, char **contents, gsize *length, GError **error)
{
    gboolean (*real) (const char *, char **, gsize *, GError **) =
        dlsym (RTLD_NEXT, "g_file_get_contents");
    g_autofree char *place = redirect (path);

    return real (place, contents, length, error);
}

gboolean
g_key_file_load_from_file (GKeyFile *file, const char *path, GKeyFileFlags flags,
                           GError **error)
{
    gboolean (*real) (GKeyFile *, const char *, GKeyFileFlags, GError **) =
        dlsym (RTLD_NEXT, "g_key_file_load_from_file");
    g_autofree char *place = redirect (path);

    return real (file, place, flags, error);
}
