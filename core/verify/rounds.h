/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* rounds: drives any pure step that gives a result, or NULL and what it wants to know from the
 * DNS: asks all of that at once, writes the answers down, runs the step again. The check of a
 * message is one such step. Deadline, limits, offline and cancellation are handled here for all. */
#pragma once

#include "io/io.h"

/* Run in a worker, never in two at a time. NULL: it has questions to DNS. */
typedef gpointer (*TfStep) (gpointer data, TfDns *dns);

/** TfRounds: what to run, and with whose help. */
typedef struct {
    TfStep step;
    gpointer data; /* of the step; in use until the callback has come */
    GDestroyNotify free_result;
    TfDns *dns;           /* the table; in use as long as DATA */
    TfResolver *resolver; /* NULL: nobody is asked */
    guint deadline_ms;    /* from now; what is not answered then counts as timed out */
} TfRounds;

/* CALLBACK is called once nothing works with DATA and DNS any more: if the run is cancelled while a
 * step is running, at the end of that step. */
void tf_rounds_run_async (const TfRounds *rounds, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/* The result, owned. NULL and error: cancelled, or the step neither wants nor gives anything,
 * which is a bug in the step. */
gpointer tf_rounds_run_finish (GAsyncResult *result, GError **error);
