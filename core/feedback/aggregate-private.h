/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate-private: what the files about one report share. */
#pragma once

#include "feedback/feedback.h"

/** TfRecordDraft: what a record says, before it is interpreted. Borrowed from the report; or NULL. */
typedef struct {
    const char *source_ip;
    const char *count;
    const char *disposition;
    const char *dkim;
    const char *spf;
} TfRecordDraft;

/* ---- aggregate-elements.c ---------------------------------------------------------- */

typedef enum {
    TF_IN_OTHER, /* around the report */
    TF_IN_SKIPPED,
    TF_IN_FEEDBACK,
    TF_IN_METADATA,
    TF_IN_DATES,
    TF_IN_POLICY,
    TF_IN_RECORD,
    TF_IN_ROW,
    TF_IN_EVALUATED,
    TF_IN_REASON,
    TF_IN_IDENTIFIERS,
    TF_IN_RESULTS,
    TF_IN_SIGNATURE,
    TF_IN_PATH,
    TF_IN_VALUE
} TfReportElement;

typedef enum {
    TF_OF_NOTHING,
    TF_OF_REPORT,
    TF_OF_DRAFT,
    TF_OF_ROW,
    TF_OF_RESULT,
    TF_OF_OVERRIDE
} TfReportOwner;
typedef enum { TF_AS_TEXT, TF_AS_WORD, TF_AS_DOMAIN, TF_AS_TIME } TfReportForm;

/** TfReportRule: an element, where it may be, and where its value goes. */
typedef struct {
    TfReportElement parent;
    const char *name;
    TfReportElement element;
    TfReportOwner owner;
    gsize offset; /* in what OWNER says */
    TfReportForm form;
} TfReportRule;

/* Never NULL; for the element NAME, qualified, within PARENT. */
const TfReportRule *tf_aggregate_rule_of (TfReportElement parent, const char *name);

/* ---- aggregate-words.c ------------------------------------------------------------- */

TfAggregate *tf_aggregate_new (void);
/* What remains with REPORT: TEXT stripped and cut; with LOWER also in lower case. */
const char *tf_aggregate_keep (TfAggregate *report, const char *text, gboolean lower);
/* The same for a domain. */
const char *tf_aggregate_keep_domain (TfAggregate *report, const char *text);
/* Fills in what is missing, and makes words of one meaning one word. */
void tf_aggregate_finish_result (TfAuthentication *result);
/* BARE: what stands in the element itself. */
void tf_aggregate_finish_override (TfAggregate *report, TfOverride *override,
                                   const char *bare);
/* Adds ROW, or counts it as left out. */
void tf_aggregate_add_row (TfAggregate *report, const TfRecordDraft *draft,
                           TfAggregateRow *row);
/* Seconds since 1970; -1: it is no number. */
gint64 tf_aggregate_read_time (const char *text);
/* Whether the report says what must be said; fills in the rest. */
TfFeedbackState tf_aggregate_finish (TfAggregate *report);
void tf_aggregate_row_clear (TfAggregateRow *row);
