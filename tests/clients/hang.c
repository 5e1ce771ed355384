/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hang: loaded into a mail program before everything else, it simulates a disk that no longer
 * answers: opening or reading a file from the folder TRUEFROM_HANG in a thread of ours waits for
 * ever, or until there is a file TRUEFROM_HANG_UNTIL. The program itself can still read, so that it
 * can show the message. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

typedef int (*OpenFunc) (const char *path, int flags, ...);
typedef ssize_t (*ReadFunc) (int fd, void *buffer, size_t length);
typedef ssize_t (*PreadFunc) (int fd, void *buffer, size_t length, off_t offset);

static int
is_in_folder (const char *path)
{
    const char *folder = getenv ("TRUEFROM_HANG");

    return folder != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

static void
hang_if_ours (const char *path)
{
    const char *until = getenv ("TRUEFROM_HANG_UNTIL");
    char name[16] = "";

    prctl (PR_GET_NAME, name);
    if (strcmp (name, "truefrom") != 0 || !is_in_folder (path))
        return;
    while (until == NULL || access (until, F_OK) != 0)
        usleep (20000);
}

static void
hang_if_open (int fd)
{
    char link[64], path[PATH_MAX];
    ssize_t length;

    snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink (link, path, sizeof path - 1);
    if (length < 0)
        return;
    path[length] = '\0';
    hang_if_ours (path);
}

static mode_t
mode_of (int flags, va_list arguments)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg (arguments, mode_t) : 0;
}

int
open (const char *path, int flags, ...)
{
    OpenFunc next = (OpenFunc)dlsym (RTLD_NEXT, "open");
    va_list arguments;
    mode_t mode;

    va_start (arguments, flags);
    mode = mode_of (flags, arguments);
    va_end (arguments);
    hang_if_ours (path);
    return next (path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
    OpenFunc next = (OpenFunc)dlsym (RTLD_NEXT, "open64");
    va_list arguments;
    mode_t mode;

    va_start (arguments, flags);
    mode = mode_of (flags, arguments);
    va_end (arguments);
    hang_if_ours (path);
    return next (path, flags, mode);
}

ssize_t
read (int fd, void *buffer, size_t length)
{
    ReadFunc next = (ReadFunc)dlsym (RTLD_NEXT, "read");

    hang_if_open (fd);
    return next (fd, buffer, length);
}

ssize_t
pread64 (int fd, void *buffer, size_t length, off64_t offset)
{
    PreadFunc next = (PreadFunc)dlsym (RTLD_NEXT, "pread64");

    hang_if_open (fd);
    return next (fd, buffer, length, offset);
}

ssize_t
pread (int fd, void *buffer, size_t length, off_t offset)
{
    PreadFunc next = (PreadFunc)dlsym (RTLD_NEXT, "pread");

    hang_if_open (fd);
    return next (fd, buffer, length, offset);
}
