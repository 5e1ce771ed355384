/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evaluate: one pure function that is run again until nothing is missing. */
#pragma once

#include "dns/dns.h"
#include "inputs/dossier.h"
#include "evaluate/report.h"
#include "inputs/knowledge.h"
#include "inputs/settings.h"

typedef struct {
    gint64 now;
    /* no retry of failed look-ups will follow: what still fails counts as not passed */
    gboolean final;
    gboolean recalled; /* the answers are those of an earlier check of this message */
    TfKeyCache *keys;  /* or NULL: saves time, changes nothing else */
} TfEvaluation;

/* KNOWLEDGE may be NULL: nothing is known. Returns the report; or NULL: there are questions to DNS,
 * so answer them and call again. Nothing is kept between rounds; signatures are verified only in
 * the round in which nothing is wanted. */
TfReport *
tf_evaluate (const TfDossier *dossier, const TfSettings *settings,
             const TfKnowledge *knowledge, TfDns *dns, const TfEvaluation *evaluation);
