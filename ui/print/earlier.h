/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* earlier: an earlier result about domains (the JSON of posture-json.c), and what has changed since.
 *
 *   earlier.c       reading it, and comparing
 *   changes-text.c  what has changed, for people
 */
#pragma once

#include "print/posture.h"
#include "print/printer.h"

/** TfEarlier: what a file says about domains. */
typedef struct _TfEarlier TfEarlier;

/* NULL and error: TEXT is not lines of truefrom.domain/1. */
TfEarlier *tf_earlier_parse (const char *text, gsize length, GError **error);
void tf_earlier_free (TfEarlier *earlier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfEarlier, tf_earlier_free)

/** TfChanges: what has changed about one domain. */
typedef struct {
    gboolean has_before; /* the file has the domain */
    gint64 before;       /* the time of then; -1: it does not say */
    TfPostureVerdict verdict_before;
    gboolean weaker;         /* a worse verdict, or something new that is open */
    GPtrArray *new_findings; /* char *: sentences, without direction marks */
    GPtrArray *gone_findings;
    GPtrArray *new_records; /* char *: "NAME TYPE text" */
    GPtrArray *gone_records;
} TfChanges;

TfChanges *tf_changes_new (const TfEarlier *earlier, const TfPosture *posture);
void tf_changes_free (TfChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfChanges, tf_changes_free)

/* A member "changes" of the object that is open. */
void tf_print_changes_json (TfPrinter *printer, const TfChanges *changes);
/* ---- changes-text.c: owned ---------------------------------------------------------- */
char *tf_print_changes_text (const TfPosture *posture, const TfChanges *changes,
                             const TfPrintStyle *style);
