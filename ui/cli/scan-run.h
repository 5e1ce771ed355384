/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-run: what scan-run.c and scan-group.c share. */
#pragma once

#include "cli/scan.h"
#include "verify/verify.h"

/** TfScanRun: all of it. */
typedef struct _TfScanRun {
    const TfCliScanPlan *plan;
    TfScanResult *result;
    TfVerifier *verifier;
    TfScanQueue *queue;
    TfCliProgress *progress; /* or NULL */
    GMainLoop *loop;
    GCancellable *cancellable;
    guint n_running;
    guint64 n_done; /* of what the queue counts */
    TfCliScanEnd *end;
    /* Takes what waits, as far as there is room for it. */
    void (*go_on) (struct _TfScanRun *run);
} TfScanRun;

/* ---- scan-group.c ------------------------------------------------------------------ */

/* Takes ownership of ITEM. */
void tf_scan_run_done (TfScanRun *run, TfScanItem *item);
/* Checks ITEM, then INNER (TfScanItem, of ITEM; or NULL); takes ownership of both. ROW NULL: ITEM only tells when the
 * others arrived. */
void
tf_scan_run_check (TfScanRun *run, TfScanItem *item, TfScanRow *row, GPtrArray *inner);
