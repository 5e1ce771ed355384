/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* stall: loaded into a mail program before everything else, it looks at the stack of the main thread
 * every millisecond and writes down how long code of ours was on it at a time. What the program does
 * meanwhile elsewhere does not count, nor does the time in which the thread could have run and the machine
 * was busy with something else, nor that in which GTK waits for the display: the figures are much the same
 * on a loaded machine.
 *
 *   TRUEFROM_STALL_PROGRAM  the name of the program; in others nothing is done
 *   TRUEFROM_STALL_FILE     a line for each time: microseconds
 *   TRUEFROM_STALL_PLANT    a file; if it says "busy" or "sleep", our code does that for PLANTED_MS whenever
 *                           it packs a banner: the test must notice
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define PERIOD_US  1000
#define FRAMES     256
#define TOP        8 /* of them: what is waited for */
#define PLANTED_MS 120
#define MAX_TIMES  4096
#define LOOK_EVERY 50 /* periods between two looks for our module */

typedef void (*ReorderFunc) (void *box, void *child, int position);

/** Range: where the code of a library lies. */
typedef struct {
    const char *name; /* a part of it */
    atomic_uintptr_t begin;
    atomic_uintptr_t end;
} Range;

typedef enum { ELSEWHERE, OURS, DISPLAY } Place;

/* Both modules' names end so; that of the library goes on. */
static Range ours = {.name = "truefrom.so"};
static Range display = {.name = "libxcb.so"};
static atomic_int is_answered; /* the main thread has seen the last signal */
static atomic_uint n_times;
static unsigned times[MAX_TIMES];
static int schedstat = -1;
static pid_t main_thread;

/* ---- how long the thread has run or waited for something -------------------------------------- */

static int64_t
now_us (clockid_t clock)
{
    struct timespec time;

    clock_gettime (clock, &time);
    return time.tv_sec * INT64_C (1000000) + time.tv_nsec / 1000;
}

/* Microseconds in which the thread could have run but did not; -1: the kernel does not say. */
static int64_t
read_delay (void)
{
    char text[128];
    ssize_t length = schedstat >= 0 ? pread (schedstat, text, sizeof text - 1, 0) : -1;
    char *second;

    if (length <= 0)
        return -1;
    text[length] = '\0';
    second = strchr (text, ' ');
    return second != NULL ? strtoll (second, NULL, 10) / 1000 : -1;
}

static int64_t
spent_us (void)
{
    int64_t delay = read_delay ();

    return delay >= 0 ? now_us (CLOCK_MONOTONIC) - delay
                      : now_us (CLOCK_THREAD_CPUTIME_ID);
}

/* ---- the stack ------------------------------------------------------------------------------- */

static int
is_in (Range *range, const void *address)
{
    return (uintptr_t)address >= atomic_load (&range->begin) &&
           (uintptr_t)address < atomic_load (&range->end);
}

static Place
look_at_stack (void)
{
    void *frames[FRAMES];
    int n = backtrace (frames, FRAMES);
    Place place = ELSEWHERE;

    for (int i = 0; i < n && place == ELSEWHERE; i++)
        if (is_in (&ours, frames[i]))
            place = OURS;
    for (int i = 0; i < n && i < TOP && place == OURS; i++)
        if (is_in (&display, frames[i]))
            place = DISPLAY;
    return place;
}

static void
note (int64_t us)
{
    unsigned place = atomic_load (&n_times);

    if (place >= MAX_TIMES)
        return;
    times[place] = (unsigned)us;
    atomic_store (&n_times, place + 1);
}

/* On the main thread. */
static void
on_signal (int number)
{
    static int64_t sum = -1, last;
    int error = errno;
    int64_t now = spent_us ();
    Place place = look_at_stack ();

    if (place != ELSEWHERE)
        sum = sum < 0 ? 0 : sum + (place == OURS ? now - last : 0);
    else if (sum >= 0)
        note (sum);
    if (place == ELSEWHERE)
        sum = -1;
    last = now;
    atomic_store (&is_answered, 1);
    errno = error;
}

/* ---- the thread that asks -------------------------------------------------------------------- */

static void
set_range (Range *range, const struct dl_phdr_info *info)
{
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW (Phdr) *part = &info->dlpi_phdr[i];

        if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0)
            continue;
        atomic_store (&range->begin, info->dlpi_addr + part->p_vaddr);
        atomic_store (&range->end, info->dlpi_addr + part->p_vaddr + part->p_memsz);
    }
}

static int
ends_with (const char *text, const char *end)
{
    size_t length = strlen (text);

    return length >= strlen (end) && strcmp (text + length - strlen (end), end) == 0;
}

static int
on_library (struct dl_phdr_info *info, size_t size, void *data)
{
    if (ends_with (info->dlpi_name, ours.name))
        set_range (&ours, info);
    if (strstr (info->dlpi_name, display.name) != NULL)
        set_range (&display, info);
    return 0;
}

static void
write_times (FILE *out)
{
    static unsigned n_written;

    for (; n_written < atomic_load (&n_times); n_written++)
        fprintf (out, "%u\n", times[n_written]);
    fflush (out);
}

static void *
look (void *data)
{
    FILE *out = data;

    for (unsigned period = 0;; period++) {
        usleep (PERIOD_US);
        if (period % LOOK_EVERY == 0) {
            dl_iterate_phdr (on_library, NULL);
            write_times (out);
        }
        if (atomic_exchange (&is_answered, 0))
            syscall (SYS_tgkill, getpid (), main_thread, SIGRTMIN + 5);
    }
    return NULL;
}

__attribute__ ((constructor)) static void
start (void)
{
    const char *program = getenv ("TRUEFROM_STALL_PROGRAM");
    const char *path = getenv ("TRUEFROM_STALL_FILE");
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigset_t all, before;
    void *frame;
    pthread_t thread;
    FILE *out;

    if (program == NULL || path == NULL ||
        strcmp (program, program_invocation_short_name) != 0)
        return;
    out = fopen (path, "a");
    if (out == NULL)
        abort ();
    backtrace (&frame, 1); /* loads what it needs */
    main_thread = (pid_t)syscall (SYS_gettid);
    schedstat = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    sigaction (SIGRTMIN + 5, &action, NULL);
    atomic_store (&is_answered, 1);
    sigfillset (&all);
    pthread_sigmask (SIG_SETMASK, &all, &before);
    pthread_create (&thread, NULL, look, out);
    pthread_sigmask (SIG_SETMASK, &before, NULL);
}

/* ---- the fault that is planted --------------------------------------------------------------- */

static void
be_slow (void)
{
    const char *path = getenv ("TRUEFROM_STALL_PLANT");
    FILE *file = path != NULL ? fopen (path, "r") : NULL;
    char word[16] = "";
    int64_t begun = now_us (CLOCK_THREAD_CPUTIME_ID);
    struct timespec rest = {.tv_nsec = PLANTED_MS * 1000000L};

    if (file == NULL)
        return;
    if (fgets (word, sizeof word, file) == NULL)
        word[0] = '\0';
    fclose (file);
    while (strcmp (word, "busy") == 0 &&
           now_us (CLOCK_THREAD_CPUTIME_ID) - begun < PLANTED_MS * 1000)
        continue;
    while (strcmp (word, "sleep") == 0 && nanosleep (&rest, &rest) != 0 && errno == EINTR)
        continue;
}

void gtk_box_reorder_child (void *box, void *child, int position);

void
gtk_box_reorder_child (void *box, void *child, int position)
{
    ReorderFunc next = (ReorderFunc)dlsym (RTLD_NEXT, "gtk_box_reorder_child");

    if (is_in (&ours, __builtin_return_address (0)))
        be_slow ();
    next (box, child, position);
}
