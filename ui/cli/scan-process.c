/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-process: a scan runs in a process of its own, while this one waits, passes signals on, and starts another when
 * it dies (scan-guard.c). */
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli/scan-guard.h"
#include "words/translate.h"

/* The second of two signals ends the program at once; but some programs send each twice. */
#define TWICE_US (300 * 1000)

/* ---- how it ended ------------------------------------------------------------------ */

/* Others are a wish. SIGKILL is what a system without memory sends. */
static gboolean
is_death (int status)
{
    switch (WIFSIGNALED (status) ? WTERMSIG (status) : 0) {
    case 0:
    case SIGABRT:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGKILL:
    case SIGSEGV:
    case SIGSYS:
    case SIGTRAP:
        return TRUE;
    default:
        return FALSE;
    }
}

/* ---- the two processes ------------------------------------------------------------- */

static void
set_signals (sigset_t *set)
{
    sigemptyset (set);
    sigaddset (set, SIGINT);
    sigaddset (set, SIGTERM);
    sigaddset (set, SIGCHLD);
}

/* The child hears of an interrupt from its parent alone: a terminal would tell both. */
static void
become_child (pid_t parent)
{
    signal (SIGINT, SIG_IGN);
    signal (SIGTERM, SIG_IGN);
#ifdef __linux__
    prctl (PR_SET_PDEATHSIG, SIGKILL);
    if (getppid () != parent)
        _exit (TF_EXIT_FILE);
#else
    (void)parent;
#endif
}

/* One signal asks for what is done so far, a second one ends everything. */
static void
pass_on (TfScanGuard *guard, int number, gint64 *first)
{
    gint64 now = g_get_monotonic_time ();

    if (guard->interrupt == 0) {
        guard->interrupt = number;
        *first = now;
        kill (guard->child, SIGUSR1);
    } else if (now - *first > TWICE_US) {
        kill (guard->child, SIGKILL);
    }
}

/* Returns how the child ended. */
static int
wait_for (TfScanGuard *guard, const sigset_t *set)
{
    gint64 first = 0;
    int number, status;

    for (;;) {
        pid_t ended = waitpid (guard->child, &status, WNOHANG);

        if (ended == guard->child)
            return status;
        if (ended < 0 && errno != EINTR)
            return 0; /* nobody can tell */
        if (sigwait (set, &number) == 0 && number != SIGCHLD)
            pass_on (guard, number, &first);
    }
}

static void
end_by (int number)
{
    signal (number, SIG_DFL);
    raise (number);
}

static void
complain_of_itself (void)
{
    tf_cli_complain (N_ ("The program itself failed. Please report this to the makers of "
                         "truefrom."),
                     NULL, NULL);
}

/* What was done is worth something, whatever happens to the rest. Returns TRUE. */
static gboolean
begin_last (TfScanGuard *guard)
{
    complain_of_itself ();
    return guard->is_last = TRUE;
}

/* It was not over. FALSE: there is to be no other process; *ret_exit says how to end. */
static gboolean
goes_on (TfScanGuard *guard, int status, int *ret_exit)
{
    *ret_exit = TF_EXIT_FILE;
    if (guard->interrupt != 0)
        end_by (guard->interrupt);
    else if (!is_death (status))
        end_by (WTERMSIG (status));
    else if (guard->is_last)
        complain_of_itself ();
    else if (++guard->n_deaths <= TF_LIMIT_SCAN_DEATHS && tf_scan_guard_judge (guard))
        return TRUE;
    else
        return begin_last (guard);
    return FALSE;
}

/* Returns in both processes. */
static int
run_guarded (TfScanGuard *guard, TfScanRunFunc run, gpointer data)
{
    pid_t parent = getpid ();
    sigset_t set, former;
    int status, exit_code;

    signal (SIGCHLD, SIG_DFL); /* whoever started this may not want to know of children */
    set_signals (&set);
    sigprocmask (SIG_BLOCK, &set, &former);
    do {
        memset (guard->work, 0, sizeof *guard->work);
        guard->child = fork ();
        if (guard->child <= 0) {
            sigprocmask (SIG_SETMASK, &former, NULL);
            if (guard->child < 0)
                return run (data, NULL);
            become_child (parent);
            exit_code = run (data, guard);
            guard->work->is_over = TRUE;
            return exit_code;
        }
        status = wait_for (guard, &set);
        exit_code = WIFEXITED (status) ? WEXITSTATUS (status) : TF_EXIT_FILE;
    } while (!guard->work->is_over && goes_on (guard, status, &exit_code));
    sigprocmask (SIG_SETMASK, &former, NULL);
    return exit_code;
}

/* ---- all of it --------------------------------------------------------------------- */

/* What comes through a pipe comes once. */
static gboolean
is_there_again (const char *file)
{
    struct stat status;

    return file == NULL || (!g_str_equal (file, "-") && stat (file, &status) == 0 &&
                            (S_ISREG (status.st_mode) || S_ISDIR (status.st_mode)));
}

static gboolean
can_be_read_again (const TfCliOptions *options)
{
    for (guint i = 0; options->files[i] != NULL; i++)
        if (!is_there_again (options->files[i]))
            return FALSE;
    return is_there_again (options->answers) && is_there_again (options->brands);
}

int
tf_scan_guard_run (const TfCliOptions *options, TfScanRunFunc run, gpointer data)
{
    g_autoptr (TfScanGuard) guard =
        can_be_read_again (options) ? tf_scan_guard_new (options->state == NULL) : NULL;

    return guard != NULL ? run_guarded (guard, run, data) : run (data, NULL);
}
