/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hang: loaded into a mail program before everything else, it simulates a disk that no longer
 * answers: reading a file from the folder TRUEFROM_HANG in a thread of ours waits for
 * ever. The program itself can still read, so that it can show the message. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

typedef ssize_t (*ReadFunc) (int fd, void *buffer, size_t length);
typedef ssize_t (*PreadFunc) (int fd, void *buffer, size_t length, off_t offset);

static int
is_in_folder (int fd)
{
    const char *folder = getenv ("TRUEFROM_HANG");
    char link[64], path[PATH_MAX];
    ssize_t length;

    snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink (link, path, sizeof path - 1);
    if (folder == NULL || length < 0)
        return 0;
    path[length] = '\0';
    return strncmp (path, folder, strlen (folder)) == 0;
}

static void
hang_if_ours (int fd)
{
    char name[16] = "";

    prctl (PR_GET_NAME, name);
    if (strcmp (name, "truefrom") == 0 && is_in_folder (fd))
        for (;;)
            pause ();
}

ssize_t
read (int fd, void *buffer, size_t length)
{
    ReadFunc next = (ReadFunc)dlsym (RTLD_NEXT, "read");

    hang_if_ours (fd);
    return next (fd, buffer, length);
}

ssize_t
pread64 (int fd, void *buffer, size_t length, off64_t offset)
{
    PreadFunc next = (PreadFunc)dlsym (RTLD_NEXT, "pread64");

    hang_if_ours (fd);
    return next (fd, buffer, length, offset);
}

ssize_t
pread (int fd, void *buffer, size_t length, off_t offset)
{
    PreadFunc next = (PreadFunc)dlsym (RTLD_NEXT, "pread");

    hang_if_ours (fd);
    return next (fd, buffer, length, offset);
}
