/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* harness: one evaluation as a verifier runs it, with answers in any order and look-ups
 * that fail on demand. */
#pragma once

#include "evaluate/evaluate.h"

typedef TfDnsAnswer *(*LookupFunc) (gpointer data, TfDnsType type, const char *name);

/** Plan: how the questions are answered. */
typedef struct {
    LookupFunc lookup;
    gpointer data;
    gboolean shuffle;           /* some of the open ones at a time, in any order */
    const TfDnsQuestion *fails; /* this one fails; or NULL */
    guint some_fail;            /* a seed: about half of all names fail; 0: none */
    TfDnsStatus failure;
    gboolean all_fail;
    const TfKnowledge *knowledge; /* or NULL */
    GPtrArray
        *asked; /* of TfDnsQuestion: appended in the order of the answers; or NULL */
} Plan;

TfReport *plan_run (const Plan *plan, const TfDossier *dossier,
                    const TfSettings *settings, const TfEvaluation *evaluation);
/* Owned: everything that is said about the message, except how many rounds and questions
 * it took: SPF asks in advance for things that it may turn out not to need. */
char *report_to_text (const TfReport *report);
GPtrArray *questions_new (void);
TfDnsStatus random_failure (void);
/* TF04 (about authors), TF05, TF06, TF18, TF21: what the message itself shows. */
gboolean is_sign_of_the_message (const TfReport *report);
/* DNS trouble alone never leads to an alarm or a pass; while there will be retries (not
 * FINAL), not even to a banner. */
gboolean
failure_is_harmless (const TfReport *before, const TfReport *after, gboolean final);
