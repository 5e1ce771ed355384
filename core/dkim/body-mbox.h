/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* body-mbox: the ">" that an mbox puts before "From " at the start of
 * a line. */
#pragma once

#include "base/base.h"

/** TfMboxScan: what is carried over from one chunk to the next. */
typedef struct {
    gboolean at_line_start;
    gboolean held; /* one ">" at the start of a line, not passed on yet */
    guint matched; /* followed by this many bytes of "From " */
} TfMboxScan;

typedef void (*TfMboxFunc) (gpointer data, TfSpan bytes);

void tf_mbox_scan_init (TfMboxScan *scan);
/* PASS gets every byte in order, except for the first ">" of ^>+From, which goes to ESCAPE
 * instead. Of several ">" it does not matter which. */
void tf_mbox_scan_update (TfMboxScan *scan, TfSpan chunk, TfMboxFunc pass,
                          TfMboxFunc escape, gpointer data);
/* What was held back is not an escape after all. */
void tf_mbox_scan_finish (TfMboxScan *scan, TfMboxFunc pass, gpointer data);
