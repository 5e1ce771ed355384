/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* aggregate: what is said about reports of receivers.
 *
 *   aggregate.c       why something was not counted, and the first sentence
 *   aggregate-page.c  the page with all tables
 */
#pragma once

#include "feedback/feedback.h"
#include "words/page.h"

/** TfRefusal: something that was not counted. */
typedef struct {
    char *place; /* may be hostile */
    TfFeedbackState state;
    char *text; /* all that there was instead, if it is short; or NULL; may be hostile */
} TfRefusal;

/* Owned: one sentence: why it was not counted. With TEXT it may be hostile. */
char *tf_words_refusal (const TfRefusal *refusal);
const char *tf_words_remark (guint bit); /* borrowed */
const char *tf_words_sender_group (TfSenderGroup group);
/* Owned: what matters. */
char *tf_words_aggregate (const TfSums *sums);
/* Owned. REFUSALS: TfRefusal. MAX_ROWS of each table; 0: all. */
TfPage *
tf_words_aggregate_page (const TfSums *sums, const GPtrArray *refusals, guint max_rows);
