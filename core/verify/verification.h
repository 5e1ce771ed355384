/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verification: one message on its way through a verifier; for verifier.c and
 * verification.c. */
#pragma once

#include "evaluate/evaluate.h"
#include "verify/lessons.h"
#include "verify/request.h"
#include "verify/retries.h"
#include "verify/verify.h"

struct _TfVerifier {
    GObject parent;
    TfResolver *resolver; /* NULL: nobody is asked */
    TfSettings *settings; /* for requests without any; NULL until the first such one */
    TfRetries *retries;
    TfKeyCache *keys;
    TfMemory *memory;   /* or NULL */
    TfLessons *lessons; /* on their way into it; NULL without one */
    TfRecent *recent;   /* in its place; or NULL */
    guint deadline_ms;
    guint read_limit_ms;
    gint64 clock_offset_us; /* for tests; else 0 */
    GQueue queue;           /* GTask, owned */
    guint n_running;
    guint max_running;
};

/** TfVerification: the data of the task of one verification. */
typedef struct {
    TfVerifier *self;
    GTask *task; /* borrowed: this is its data */
    TfRequest *request;
    TfSettings *settings;
    GSource *cancelled;
    gboolean returned;
    GCancellable *ending; /* cancels what works for it */
    /* The step's while it runs, otherwise the main context's. */
    TfDossier *dossier;
    TfDns *dns;
    TfKnowledge *knowledge;
    TfEvaluation evaluation;
} TfVerification;

/* Becomes the data of TASK. */
void tf_verification_new (TfVerifier *verifier, GTask *task, TfRequest *request,
                          TfSettings *settings);
/* Starts as many from the queue as there are places. */
void tf_verification_start_queued (TfVerifier *self);
gint64 tf_verification_get_clock (const TfVerifier *self); /* monotonic, microseconds */
