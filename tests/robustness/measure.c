/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* measure: runs a program and prints, on descriptor 3, "STATUS SECONDS PEAK_KIB". A
 * process inherits the peak of the one that started it, so a large test program cannot
 * measure by itself: this one is small. STATUS is the exit status, or 128 plus the
 * signal. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIGURES 3

static double
seconds (struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int
main (int argc, char **argv)
{
    struct rusage usage;
    int status = 0;
    pid_t child;

    if (argc < 2)
        return 64;
    child = fork ();
    if (child == 0) {
        close (FIGURES);
        execvp (argv[1], argv + 1);
        _exit (127);
    }
    if (child < 0 || wait4 (child, &status, 0, &usage) != child)
        return 1;
    dprintf (FIGURES, "%d %.6f %ld\n",
             WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status),
             seconds (usage.ru_utime) + seconds (usage.ru_stime), usage.ru_maxrss);
    return 0;
}
