/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verify: one message from its bytes to its report.
 *
 *   request.c       one message to be checked, and all that belongs to this one check
 *   verifier.c      the public object: whom to ask, what was learned before, who is next
 *   verification.c  one message: read it, evaluate it in rounds
 *   reading.c       from its bytes to its dossier, with a time limit
 *   recalling.c     what the memory knows about the message
 *   recent.c        what was answered in this run, if there is no memory
 *   lessons.c       what the report teaches, on its way into the memory
 *   rounds.c        any step that gives a result or wants answers: ask, answer, run it again
 *   retries.c       how often a message's look-ups have failed already
 *   worker.c        our own threads (the clients use GLib's shared pool themselves)
 */
#pragma once

#include "io/io.h"
#include "memory/memory.h"
#include "verify/recent.h"

/* ---- worker.c ---------------------------------------------------------------------- */

/* Runs WORK in a thread of ours, then DONE on the main context that is thread-default
 * now.
 *
 * Rule for a module that can be unloaded: it cancels what it started, drops what still
 * comes back, and stays mapped (-z nodelete), because WORK that has begun runs to its end.
 * The threads end by themselves when there has been nothing to do for a few seconds. */
typedef void (*TfWorkFunc) (gpointer data);
/** TfJob: one call of WORK; valid until DONE is called. */
typedef struct _TfJob TfJob;
TfJob *tf_worker_run (TfWorkFunc work, TfWorkFunc done, gpointer data);
/* How many threads there may be: for a program that does nothing else. */
void tf_worker_set_threads (guint n);
/* WORK hangs: another thread takes the place of its thread. DONE is still called when WORK comes
 * back, or at once if it had not begun. */
void tf_worker_give_up (TfJob *job);
/* FALSE: so many threads hang already that nothing else that could hang may be started. */
gboolean tf_worker_has_room (void);
/* Whether the process is exiting: it waits a short while for WORK that has begun, and begins no more. */
gboolean tf_worker_is_exiting (void);

/* ---- verifier.c -------------------------------------------------------------------- */

/* What is kept of earlier mail; NULL, the default: nothing. Without effect on checks that have begun. */
void tf_verifier_set_memory (TfVerifier *self, TfMemory *memory);
/* What its user kept of this run, for a verifier without a memory; NULL, the default: nothing. */
void tf_verifier_set_recent (TfVerifier *self, TfRecent *recent);
/* Runs the thread-default main context until what was learned is written, or cannot be. */
void tf_verifier_settle (TfVerifier *self);

/* How many messages are checked at once; TF_LIMIT_CONCURRENT_MESSAGES by default. */
void tf_io_set_concurrent (TfVerifier *self, guint n);
/* For tests, which cannot wait TF_LIMIT_DEADLINE_MS and TF_LIMIT_READ_MS. */
void tf_io_set_deadline (TfVerifier *self, guint milliseconds);
void tf_io_set_read_limit (TfVerifier *self, guint milliseconds);
/* For the retries, as if this much time had passed. */
void tf_io_pass_seconds (TfVerifier *self, guint seconds);
