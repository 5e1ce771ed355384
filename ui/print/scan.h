/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan: many messages, for machines. For people: page.h.
 *
 *   scan-record.c   what is kept of one message
 *   scan-json.c     JSON Lines; the last one has the sums
 *   scan-earlier.c  the same read again, to be merged (json-reader.h)
 *   scan-csv.c      for spreadsheets
 */
#pragma once

#include "print/print.h"
#include "words/scan.h"

/* ---- scan-record.c ----------------------------------------------------------------- */

/* Owned. WITH_JSON: it is to be printed as JSON too. */
TfScanRecord *tf_print_scan_record (const TfReport *report, const TfScanItem *item,
                                    const TfSettings *settings, gboolean with_json);

/* ---- scan-json.c ------------------------------------------------------------------- */

/* Owned: one line of JSON without a line end. */
char *tf_print_scan_json (const TfScanResult *result, const TfScanRow *row,
                          const TfScanRecord *record);
char *tf_print_scan_json_unread (const TfScanItem *item);
char *tf_print_scan_json_sums (const TfScanResult *result);

/* ---- scan-earlier.c ---------------------------------------------------------------- */

/** TfScanEarlier: results that are added up. */
typedef struct {
    TfScanResult *result;
    /* Of the file that is being read: */
    guint64 n_unread;
    gboolean has_sums;   /* it is whole */
    gboolean is_partial; /* its scan was not finished */
} TfScanEarlier;

/* FALSE: LINE is none of ours. */
gboolean tf_scan_earlier_add (TfScanEarlier *earlier, TfSpan line);

/* ---- scan-csv.c -------------------------------------------------------------------- */

char *tf_print_scan_csv_head (void); /* owned */
/* Owned: one row. */
char *tf_print_scan_csv (const TfScanRow *row, const TfScanRecord *record);
char *tf_print_scan_csv_unread (const TfScanItem *item);
