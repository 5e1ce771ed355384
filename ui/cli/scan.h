/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan: `scan`, which checks very many messages.
 *
 *   scan.c           the command
 *   scan-run.c       a thread reads, the verifier checks, this one writes down
 *   scan-group.c     a message is checked, and what is attached to it (scan-run.h)
 *   scan-process.c   the process that does so, and the one that waits for it
 *   scan-guard.c     what they share, and who is to blame (scan-guard.h)
 *   scan-queue.c     what was read and waits to be checked
 *   scan-state.c     what is kept for a run that was interrupted
 *   scan-progress.c  how far it is
 *   scan-merge.c     results of other runs, added up
 *   scan-output.c    what is printed
 */
#pragma once

#include <stdio.h>

#include "cli/cli.h"
#include "scan/result.h"

/** TfScanGuard: looks after a scan that runs in a process of its own (scan-guard.c). */
typedef struct _TfScanGuard TfScanGuard;

/** TfCliScanPlan: what the options say. */
typedef struct {
    const TfCliOptions *options;
    TfResolver *resolver;
    TfSettings *settings;
    TfSettings *attached_settings;
    gint64 now;
    guint shard; /* from 0 */
    guint n_shards;
    guint n_jobs;
    guint rate; /* of questions, a second */
    gboolean with_json;
    TfScanGuard *guard; /* or NULL */
    /* What is written, and not to be read: the state, the page. */
    TfScanFile own_files[2];
    guint n_own_files;
} TfCliScanPlan;

/* ---- scan-run.c -------------------------------------------------------------------- */

/** TfCliScanEnd: how it ended. */
typedef struct {
    gboolean interrupted;
    gboolean not_written; /* what is kept could not be */
} TfCliScanEnd;

void
tf_cli_scan_run (const TfCliScanPlan *plan, TfScanResult *result, TfCliScanEnd *ret_end);

/* ---- scan-process.c, scan-guard.c ------------------------------------------------------------------ */

/* Wherever a guard is wanted, it may be NULL: there is none. */
typedef int (*TfScanRunFunc) (gpointer data, TfScanGuard *guard);

/* Calls RUN in another process, again and again as long as that dies of something that can be left out. Returns the
 * status in both. What can be read only once, and without memory, is scanned without a guard. */
int tf_scan_guard_run (const TfCliOptions *options, TfScanRunFunc run, gpointer data);
/* The message is being checked. FALSE: the program has died over it. */
gboolean
tf_scan_guard_enter (TfScanGuard *guard, const guint8 identity[TF_IDENTITY_LENGTH]);
/* It has been, now or by a process before. */
void tf_scan_guard_leave (TfScanGuard *guard, const guint8 identity[TF_IDENTITY_LENGTH]);
/* As the member READS of a TfScanSink, and its end. */
gboolean
tf_scan_guard_read (TfScanGuard *guard, const char *file, guint64 n, gboolean is_letter);
void tf_scan_guard_pause (TfScanGuard *guard);
/* Whether one thing is to be done at a time. */
gboolean tf_scan_guard_is_careful (const TfScanGuard *guard);
/* Borrowed: a descriptor of the file for the results; -1: there is none. */
int tf_scan_guard_get_records (const TfScanGuard *guard);
/* Too many have died: what was done is printed, and nothing else is read. */
gboolean tf_scan_guard_is_last (const TfScanGuard *guard);
/* A process before this one has died. */
gboolean tf_scan_guard_is_again (const TfScanGuard *guard);

/* ---- scan-queue.c ------------------------------------------------------------------ */

typedef struct _TfScanQueue TfScanQueue;

/* Starts reading what PLAN names. COME is called in the main context, after which there is something to be taken, or there
 * will never be. */
TfScanQueue *
tf_scan_queue_new (const TfCliScanPlan *plan, GSourceFunc come, gpointer data);
/* Owned; NULL: nothing now. It counts as held until it is done. */
TfScanItem *tf_scan_queue_take (TfScanQueue *queue);
void tf_scan_queue_done (TfScanQueue *queue, const TfScanItem *item);
/* Everything was read, and taken. */
gboolean tf_scan_queue_is_over (TfScanQueue *queue);
/* How many things were found so far. *ret_all: there are no more. */
guint64 tf_scan_queue_count (TfScanQueue *queue, gboolean *ret_all);
void tf_scan_queue_stop (TfScanQueue *queue);
void tf_scan_queue_free (TfScanQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfScanQueue, tf_scan_queue_free)

/* ---- scan-state.c ------------------------------------------------------------------ */

/* Opens what is kept, and takes from it what was done already. FALSE: *ret_status says how to end; that has been
 * said. */
gboolean
tf_cli_scan_state_open (TfCliScanPlan *plan, TfScanResult *result, int *ret_status);

/* ---- scan-progress.c --------------------------------------------------------------- */

typedef struct _TfCliProgress TfCliProgress;

TfCliProgress *tf_cli_progress_new (gboolean asks); /* NULL: nobody would see it */
/* N_ALL 0: not known. */
void tf_cli_progress_show (TfCliProgress *progress, guint64 n_done, guint64 n_all,
                           guint n_waiting);
void tf_cli_progress_free (TfCliProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCliProgress, tf_cli_progress_free)

/* ---- scan-merge.c ------------------------------------------------------------------ */

/* FALSE: some of it could not be read, which has been said. */
gboolean tf_cli_scan_merge (GStrv files, TfScanResult *result);

/* ---- scan-output.c ----------------------------------------------------------------- */

/* FALSE: something could not be written or read again, which has been said. PAGE is that of --html, or NULL. */
gboolean tf_cli_scan_print (const TfCliOptions *options, TfScanResult *result, gint64 now,
                            FILE *page);
