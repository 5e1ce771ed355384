/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan: what is said about many messages.
 *
 *   forms.c      what a file looks like that is no message
 *   scan.c       sentences, and names for what is counted
 *   scan-page.c  the page
 *   scan-fold.c  what is said on it about one message
 */
#pragma once

#include "scan/result.h"
#include "words/page.h"

/* Borrowed: a sentence in which {a} is the name of a file; NULL for a message. */
const char *tf_words_form (TfForm form);
/* Owned: which message, for people. INDEX from 0; PART may be NULL or "". */
char *tf_words_place (const char *file, gboolean is_mbox, guint index, const char *part);
/* Owned: the same of a message that was found. */
char *tf_words_scan_place (const TfScanItem *item);
char *tf_words_record_place (const TfScanRecord *record);
/* Owned: why ITEM, which is no message, was not checked; may be hostile. */
char *tf_words_scan_unread (const TfScanItem *item);
const char *tf_words_scan_rank (TfScanRank rank); /* borrowed: one word, or two */
/* Owned: the sentence that matters. */
char *tf_words_scan_verdict (const TfScanSums *sums);
/* Owned: what two messages have in common; may be hostile. NULL: JOIN is of no known kind. */
char *tf_words_scan_join (const char *join);
/* Owned: TEXT, in which nothing can be taken for a link: hxxp, and [.] in names of hosts. */
char *tf_words_scan_harmless (const char *text);
/* Owned: the addresses in From, the first of several; NULL: there is none. */
char *tf_words_scan_sender (const TfScanRecord *record);
/* Owned: one line about a message: level, code, Subject, From, date; may be hostile. */
char *tf_words_scan_line (const TfScanRecord *record, const TfScanRow *row);

/* Owned: the same, and under it what it means and who sent it. IS_TEXT: nothing opens, so the place is in the
 * line. */
TfPageFold *
tf_words_record_fold (const TfScanRecord *record, const TfScanRow *row, gboolean is_text);

/** TfScanPageStyle: what is on a page. */
typedef struct {
    gboolean is_text; /* no quiet messages; the list before the tables */
    guint max_rows;   /* of each table */
    const char *call; /* the command line */
    const char *time; /* when it was made */
} TfScanPageStyle;

/* Owned; RESULT must outlive it. */
TfPage *tf_words_scan_page (const TfScanResult *result, const TfScanPageStyle *style);
/* Adds what is said about each of ROWS (TfScanRow). */
void tf_words_scan_folds (TfPagePart *part, const TfScanResult *result, GPtrArray *rows,
                          gboolean is_text);
