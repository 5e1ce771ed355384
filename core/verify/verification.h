/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verification: one message on its way through a verifier; for verifier.c and
 * verification.c. */
#pragma once

#include "evaluate/evaluate.h"
#include "verify/retries.h"
#include "verify/verify.h"

struct _TfVerifier {
    GObject parent;
    TfResolver *resolver; /* NULL: nobody is asked */
    TfSettings *settings;
    TfRetries *retries;
    TfKeyCache *keys;
    gint64 now;
    gboolean final;
    guint deadline_ms;
    GQueue queue; /* GTask, owned */
    guint n_running;
};

/** TfVerification: the data of one verification's task. */
typedef struct {
    TfVerifier *self;
    GTask *task; /* borrowed: this is its data */
    TfSource *message;
    GSource *cancelled;
    gboolean returned;
    gboolean running;
    /* Of the worker while it works, else of the main context. */
    TfDossier *dossier;
    TfDns *dns;
    TfKnowledge *knowledge;
    TfEvaluation evaluation;
    TfReport *report;
    GError *error;
    /* Of the main context. */
    GSource *deadline;
    gboolean expired;
    GCancellable *asking; /* of this round's look-ups */
    GPtrArray *questions; /* TfDnsQuestion */
    GPtrArray *answers;   /* TfDnsAnswer or NULL */
    guint n_unanswered;
    guint round;
} TfVerification;

/* Becomes the data of TASK. */
void tf_verification_new (TfVerifier *verifier, GTask *task, TfSource *message);
void tf_verification_start (TfVerification *verification);
/* Returns the error now; what still works for it ends by itself. */
void tf_verification_cancel (TfVerification *verification);
/* verifier.c: one place has become free. */
void tf_verification_start_queued (TfVerifier *self);
