/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs: messages that pretend to be somebody, for machines. For people: page.h.
 *
 *   spoofs-read.c  what a line of `scan --json` says
 *   spoofs-json.c  the sums as JSON
 *   spoofs-csv.c   a row for each message
 */
#pragma once

#include "base/base.h"
#include "words/spoofs.h"

/* ---- spoofs-read.c ----------------------------------------------------------------- */

/** TfSpoofsLine: what a line is. */
typedef enum {
    TF_SPOOFS_LINE_FOREIGN, /* none of ours */
    TF_SPOOFS_LINE_MESSAGE,
    TF_SPOOFS_LINE_OTHER,  /* something that was no message */
    TF_SPOOFS_LINE_SUMS,   /* the last line of a scan */
    TF_SPOOFS_LINE_PARTIAL /* the last line of a scan that was not finished */
} TfSpoofsLine;

typedef void (*TfSpoofFunc) (const TfSpoofMessage *message, gpointer data);

/* Calls FUNCTION if LINE is a message. */
TfSpoofsLine tf_spoofs_read_line (TfSpan line, TfSpoofFunc function, gpointer data);

/* ---- spoofs-json.c, spoofs-csv.c --------------------------------------------------- */

/* Owned: one object, schema truefrom.spoofs/1, on one line. */
char *tf_print_spoofs_json (const TfSpoofsReading *reading);
char *tf_print_spoofs_csv_head (void); /* owned */
/* Owned: one row. */
char *tf_print_spoofs_csv (const TfSpoofMessage *message, const TfSpoofClaim *claim);
