/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* result: what a scan has found, ready to be shown (result.c). */
#pragma once

#include "scan/record.h"

/** TfScanCampaign: messages that belong together. */
typedef struct {
    guint number;     /* from 1 */
    TfScanRank rank;  /* of the worst */
    TfScanRow *first; /* the first of the worst */
    guint n_messages;
    guint64 n_reported;
    gint64 begin; /* arrival of the first and the last; -1: not known */
    gint64 end;
    GHashTable *joins;      /* char * → how many have it */
    GHashTable *recipients; /* a set of char * */
} TfScanCampaign;

/** TfScanLine: how many alarms and warnings there are of one kind. */
typedef struct {
    char *key;
    guint64 alarms;
    guint64 warnings;
} TfScanLine;

/** TfScanTime: the messages of a day, a month or a year. */
typedef struct {
    char label[12];
    guint64 suspicious; /* alarms and warnings */
    guint64 others;
} TfScanTime;

/** TfScanResult: everything. */
typedef struct {
    TfScanTable *table;
    TfSpool *records;
    TfSpool *places;
    GPtrArray *unread; /* TfScanItem: the first TF_LIMIT_SCAN_UNREAD */
    guint64 n_unread;  /* all of them */
    guint64 n_failed;
    gboolean is_partial; /* the scan, or one whose results were added, was not finished */
    gboolean is_lost;    /* something that was kept cannot be read again */
    /* Filled in by tf_scan_result_end(). */
    GPtrArray *rows;      /* TfScanRow, the worst first */
    GHashTable *carriers; /* TfScanRow → GPtrArray of TfScanRow: which brought it */
    TfScanSums sums;
    GPtrArray *campaigns; /* TfScanCampaign, the worst first */
    GPtrArray *domains;   /* TfScanLine: by the domain in From, the most first */
    GPtrArray *senders;   /* TfScanLine: by who sent them */
    GArray *times;        /* TfScanTime */
} TfScanResult;

/* NULL and error: there is no room for what is to be kept. */
TfScanResult *tf_scan_result_new (GError **error);
void tf_scan_result_free (TfScanResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfScanResult, tf_scan_result_free)
/* Owned; NULL: it cannot be read any more, or ROW is NULL. */
TfScanRecord *tf_scan_result_get (const TfScanResult *result, const TfScanRow *row);
/* Adds RECORD to what is kept of ROW. FALSE: it could not be written. */
gboolean
tf_scan_result_put (TfScanResult *result, TfScanRow *row, const TfScanRecord *record);
/* Remembers one more place of ROW. */
void tf_scan_result_add_place (TfScanResult *result, TfScanRow *row, const char *place);
/* Borrowed (TfScanRow): the first messages that brought ROW, at most TF_LIMIT_SCAN_CARRIERS; or NULL. */
const GPtrArray *
tf_scan_result_get_carriers (const TfScanResult *result, const TfScanRow *row);
/* Owned (char *): the further places of ROW, in order, at most TF_LIMIT_SCAN_PLACES. */
GPtrArray *tf_scan_result_get_places (const TfScanResult *result, const TfScanRow *row);
/* Takes ownership of ITEM, which is no message or could not be read. */
void tf_scan_result_add_unread (TfScanResult *result, TfScanItem *item);
/* Nothing is added any more. */
void tf_scan_result_end (TfScanResult *result);
