/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* temporary-file: one file for one test. */
#pragma once

#include <gio/gio.h>
#include <unistd.h>

/* Owned; the caller unlinks it. */
static char *
write_file (const char *contents)
{
    char *path;
    g_autoptr (GError) error = NULL;
    int descriptor = g_file_open_tmp ("truefrom-XXXXXX", &path, &error);

    g_assert_no_error (error);
    close (descriptor);
    g_file_set_contents (path, contents, -1, &error);
    g_assert_no_error (error);
    return path;
}
