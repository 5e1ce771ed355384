/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* record: what is kept of the messages of a scan, and the sums over them (record.c, arrival.c, spool.c, table.c,
 * joins.c, campaign.c). */
#pragma once

#include "evaluate/report.h"
#include "scan/scan.h"

/* ---- record.c ---------------------------------------------------------------------- */

/** TfScanField: what is kept of one message. All are text; NULL and "" are the same. */
typedef enum {
    TF_SCAN_LEVEL,
    TF_SCAN_CODE,
    TF_SCAN_RULE,
    TF_SCAN_FROM_ADDRESS,
    TF_SCAN_FROM_DOMAIN,
    TF_SCAN_FROM_NAME,
    TF_SCAN_REPLY_TO,
    TF_SCAN_SUBJECT,
    TF_SCAN_DATE,
    TF_SCAN_RECEIVED_AT, /* seconds: by what it was judged */
    TF_SCAN_EVIDENCE,
    TF_SCAN_POLICY,
    TF_SCAN_PLACE,
    TF_SCAN_INDEX, /* from 0 */
    TF_SCAN_MBOX,  /* "1": the index counts */
    TF_SCAN_PART,
    TF_SCAN_IDENTITY,
    TF_SCAN_MESSAGE_ID,
    TF_SCAN_SENDER, /* who sent it, as far as anything proves that */
    TF_SCAN_HEADING,
    TF_SCAN_TEXT,
    TF_SCAN_OPEN,       /* what no signature covers, if that matters */
    TF_SCAN_FINDINGS,   /* codes, a blank between them */
    TF_SCAN_RECIPIENTS, /* one a line */
    TF_SCAN_JOINS,      /* one a line: "kind:value" */
    TF_SCAN_JSON,       /* the object of check, without its last bracket */
    TF_SCAN_MORE_FROM,  /* further addresses in From, one a line */
    TF_SCAN_OWN_ARRIVAL, /* seconds: of an attached message, if it says so in a likely way */
    TF_N_SCAN_FIELDS
} TfScanField;

/** TfScanRecord: one message. */
typedef struct {
    char *texts[TF_N_SCAN_FIELDS];
} TfScanRecord;

TfScanRecord *tf_scan_record_new (void);
void tf_scan_record_free (TfScanRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfScanRecord, tf_scan_record_free)
/* Never NULL. */
const char *tf_scan_record_get (const TfScanRecord *record, TfScanField field);
char *tf_scan_record_encode (const TfScanRecord *record); /* owned: one line */
/* NULL: it is none. In one of an older version the last fields are missing. */
TfScanRecord *tf_scan_record_decode (TfSpan line);
/* FNV-1a: only which messages are shown together rests on it. */
guint64 tf_scan_hash (TfSpan text);

/* ---- arrival.c --------------------------------------------------------------------- */

/* SETTINGS: those of the carrier, if the message is attached to one. */
void tf_scan_record_set_arrival (TfScanRecord *record, const TfReport *report,
                                 const TfSettings *settings);
/* Seconds, for people; -1: not known. */
gint64 tf_scan_record_get_arrival (const TfScanRecord *record);

/* ---- spool.c ----------------------------------------------------------------------- */

/** TfSpool: lines in a file, each with a checksum. */
typedef struct _TfSpool TfSpool;

/* In a file without a name. */
TfSpool *tf_spool_new (GError **error);
/* A descriptor of a file without a name; -1 and error. */
int tf_spool_make_file (GError **error);
/* In FILE, which begins with HEAD and is made if it does not exist. FOUND is called for each line that is there
 * already; what was not written to its end is cut off. NULL without an error: it begins with another head. */
TfSpool *tf_spool_open (const char *file, const char *head,
                        void (*found) (gpointer data, goffset offset, TfSpan line),
                        gpointer data, GError **error);
/* The same, in a file that is open; takes ownership of FD. */
TfSpool *tf_spool_open_fd (int fd, const char *head,
                           void (*found) (gpointer data, goffset offset, TfSpan line),
                           gpointer data, GError **error);
/* FALSE: it cannot be told. */
gboolean tf_spool_get_file (const TfSpool *spool, TfScanFile *ret_file);
/* LINE has no line end. Returns where it is; -1: it could not be written, then or before, or is longer than
 * TF_LIMIT_SCAN_RECORD allows for. */
goffset tf_spool_add (TfSpool *spool, const char *line);
/* FALSE: see above. */
gboolean tf_spool_flush (TfSpool *spool);
/* Owned; NULL: it cannot be read, or is not what was written. */
char *tf_spool_get (TfSpool *spool, goffset offset);
void tf_spool_free (TfSpool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSpool, tf_spool_free)

/* ---- table.c ----------------------------------------------------------------------- */

/** TfScanRank: what comes first in a list. */
typedef enum {
    TF_SCAN_QUIET,
    TF_SCAN_NOTE,
    TF_SCAN_INCOMPLETE,
    TF_SCAN_WARNING,
    TF_SCAN_ALARM,
    TF_N_SCAN_RANKS
} TfScanRank;

TfScanRank tf_scan_rank_of (TfLevel level, TfCode code);
const char *tf_scan_rank_to_string (TfScanRank rank);

/** TfScanRow: one message; small, because there may be a million of them. */
typedef struct _TfScanRow {
    guint8 identity[TF_IDENTITY_LENGTH];
    struct _TfScanRow *under; /* what is attached to it; or NULL */
    goffset record;           /* in the spool; -1: none yet */
    goffset places;     /* the last further place, in the spool of places; -1: none */
    guint64 message_id; /* a hash; 0: none */
    guint
        sequence; /* which one it is in this run; 0: it was only found in an earlier one */
    guint copies;     /* how often it is there */
    guint reported;   /* how often it is attached to another */
    guint campaign;   /* from 1; 0: none */
    gint day;         /* of its arrival, since 1970 */
    guint8 rank;      /* TfScanRank */
    guint8 code;      /* TfCode; 0: it could not be checked */
    guint8 counts;    /* it was found in this run, and is of this shard */
    guint8 shared_id; /* another message has its Message-ID */
} TfScanRow;

/** TfScanSums: of any number of runs. */
typedef struct {
    guint64 messages; /* each once */
    guint64 ranks[TF_N_SCAN_RANKS];
    guint64 codes[TF_N_CODES];
    guint64 copies;   /* further ones of these */
    guint64 reported; /* how often one was attached to another */
    guint64 not_read;
    guint64 failed; /* of these, messages whose check did not come to an end */
} TfScanSums;

/** TfScanTable: all rows. */
typedef struct _TfScanTable TfScanTable;

TfScanTable *tf_scan_table_new (void);
void tf_scan_table_free (TfScanTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfScanTable, tf_scan_table_free)
/* Borrowed. The row of IDENTITY, which is made if there is none. */
TfScanRow *
tf_scan_table_take (TfScanTable *table, const guint8 identity[TF_IDENTITY_LENGTH]);
/* Borrowed. The same, for a message that is found now. *ret_is_first: it was not before. */
TfScanRow *
tf_scan_table_find (TfScanTable *table, const guint8 identity[TF_IDENTITY_LENGTH],
                    gboolean *ret_is_first);
/* Owned (TfScanRow): those that count and were checked, in the order in which they came. */
GPtrArray *tf_scan_table_list (const TfScanTable *table);
/* Owned (TfScanRow): those that were checked, the worst first; a message that carries others stands under the
 * first of these. Marks those whose Message-ID is not theirs alone. */
GPtrArray *tf_scan_table_sort (TfScanTable *table);
/* Whether ROW, which brings another message, stands under that one: it is at least as bad. */
gboolean tf_scan_row_is_under (const TfScanRow *row);
/* Fills in what follows from RECORD. */
void tf_scan_row_read (TfScanRow *row, const TfScanRecord *record);
/* Those of ROWS, which were checked. */
void tf_scan_sums_add (TfScanSums *sums, const GPtrArray *rows);

/* ---- joins.c ----------------------------------------------------------------------- */

/* Owned: what REPORT's message, whose bytes are MESSAGE (or NULL), may have in common with others of its campaign,
 * one a line. RECIPIENTS: char *. What is the reader's own, known or everybody's joins nothing. */
char *tf_scan_joins (const TfReport *report, GBytes *message, const TfSettings *settings,
                     const GPtrArray *recipients);

/* ---- campaign.c -------------------------------------------------------------------- */

typedef struct _TfCampaigns TfCampaigns;

TfCampaigns *tf_campaigns_new (void);
void tf_campaigns_free (TfCampaigns *campaigns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfCampaigns, tf_campaigns_free)
/* ROW is not quiet. */
void tf_campaigns_add (TfCampaigns *campaigns, TfScanRow *row, const char *joins);
/* Numbers the rows that belong together, if one of them is an alarm or a warning: in the order in which they were
 * added. Returns how many campaigns there are. */
guint tf_campaigns_number (TfCampaigns *campaigns);
