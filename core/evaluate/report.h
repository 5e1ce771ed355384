/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* report: everything truefrom found out about one message. Immutable, reference-counted.
 * The inside of what truefrom.h shows; ui/ and the tests look in here. */
#pragma once

#include "arc/arc.h"
#include "dkim/dkim.h"
#include "dmarc/dmarc.h"
#include "inputs/dossier.h"
#include "inputs/exceptions.h"
#include "inputs/knowledge.h"
#include "impersonation/impersonation.h"
#include "truefrom.h"
#include "verdict/verdict.h"
#include "delivery/delivery.h"

typedef struct {
    TfResult result;
    TfReason reason;
} TfDmarcResult;

struct _TfReport {
    gatomicrefcount references;
    TfDossier *dossier; /* message, author, envelope, arrival */
    TfSuffixList *suffixes;
    gint64 now;
    gint64 received_at; /* now when nothing better is known: see time_source */
    TfTimeSource time_source;
    TfEvidence evidence;
    TfFacts facts;
    TfVerdict verdict;
    GPtrArray *dkim; /* TfDkimResult, in the order of the message */
    /* the domain that evidence, policy and dmarc are about; or NULL */
    char *author_domain;
    TfDmarcPolicy *policy; /* NULL without an author domain */
    TfDmarcResult dmarc;
    TfArcResult *arc;
    TfDelivery *delivery;  /* SPF, the border, the servers' results */
    TfAligned spf_aligned; /* of the domain that SPF was evaluated for */
    gboolean server_inconsistent;
    TfAligned return_path; /* whether SPF could give an aligned pass at all */
    /* TF16: the signature that leaves something open; borrowed from dkim */
    const TfDkimResult *partial;
    /* const TfAnswerTarget *, from the dossier: what takes an answer out of the author's
     * organization, signed or not. Decided once, here; the words only report it. */
    GPtrArray *elsewhere;
    TfImpersonation *impersonation; /* TF05 TF06 TF18 TF21: what was found */
    GPtrArray *exceptions;  /* TfException: those of the reader that changed something */
    TfKnowledge *knowledge; /* what was known from earlier mail; never NULL */
    const TfHabit *usual;   /* TF09: what it differs from; borrowed; or NULL */
    const TfSeenServer
        *rewriter;     /* changes most mail, and this was changed; borrowed; or NULL */
    gboolean final;    /* no retry would have followed */
    gboolean recalled; /* an earlier check of this very message, from the memory */
    /* the answers that were used: a record of the evidence */
    TfDns *dns;
};

/** TfArrived: what happened to a message after its author's domain had signed it. */
typedef enum {
    TF_ARRIVED_UNKNOWN, /* nothing is proved */
    TF_ARRIVED_INTACT,
    TF_ARRIVED_CHANGED /* the domain has signed the header, and the rest is another one */
} TfArrived;

/* From its signatures alone. */
TfArrived tf_report_how_arrived (const TfReport *report);
/* Borrowed: a domain that has signed all of the message, whose own domain has not confirmed it; or NULL.
 * Always NULL for what is the reader's own. */
const char *tf_exceptions_possible_signer (const TfReport *report);
/* Owned: the answers, the clock and what was known, for --answers. */
char *tf_report_dup_record (const TfReport *report);
/* Whether both are about one message, which may have been checked again between them. NULL is about none,
 * which only NULL is about too. */
gboolean tf_report_is_same_message (const TfReport *a, const TfReport *b);
/* Of the deciding row; all reports of one message with one table of answers are equal. */
TfLevel tf_report_peek_level (const TfReport *report);
