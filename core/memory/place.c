/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* place: where the memory is on the disk. What it says about the reader's mail is nobody else's
 * business: the folder has mode 0700, the file 0600, and SQLite gives its own files the same mode. */
#include "memory/memory-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_BYTES     100
#define APPLICATION_AT 68

char *
tf_memory_default_path (void)
{
    return g_build_filename (g_get_user_data_dir (), "truefrom", "memory.db", NULL);
}

/* A file that is there is not opened: closing it would end the locks that SQLite has on it. */
gboolean
tf_place_make (const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    int fd;

    if (g_mkdir_with_parents (folder, 0700) != 0)
        return FALSE;
    fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return errno == EEXIST;
    close (fd);
    return TRUE;
}

gboolean
tf_place_is_ours (const char *path)
{
    guint8 head[HEAD_BYTES] = {0};
    const guint8 *at = head + APPLICATION_AT;
    g_autofree char *default_path = tf_memory_default_path ();
    int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
    gssize n_read = fd >= 0 ? pread (fd, head, sizeof head, 0) : -1;
    guint32 application =
        (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];

    if (fd >= 0)
        close (fd);
    return n_read == 0 || application == TF_MEMORY_APPLICATION ||
           g_str_equal (path, default_path);
}

/* What belongs to the damaged file must not be applied to the new one. */
gboolean
tf_place_set_aside (const char *path)
{
    static const char *const parts[] = {"-wal", "-shm", "-journal"};
    g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

    for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
        g_autofree char *part = g_strconcat (path, parts[i], NULL);

        g_unlink (part);
    }
    return g_rename (path, aside) == 0;
}

gint64
tf_place_get_size (const char *path)
{
    GStatBuf info;

    return g_stat (path, &info) == 0 ? (gint64)info.st_size : 0;
}

gboolean
tf_place_is_missing (const char *path)
{
    return g_access (path, F_OK) != 0 && errno == ENOENT;
}
