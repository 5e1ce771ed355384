/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arc: RFC 8617, in a folder of its own: the working group is moving it to Historic.
 *
 *   chain.c     §5.2 the sets, and whether each is complete
 *   validate.c  §5.2 steps 2 to 7: the newest message signature and every seal
 *
 * A chain that validates says who sealed it, not that any of them told the truth. Departures: DNS
 * trouble is temperror and tried again, where a server would call it a failure; at most
 * TF_LIMIT_ARC_SETS sets are verified. Left out: the oldest-pass value of step 5. */
#pragma once

#include "base/base.h"
#include "dkim/dkim.h"
#include "dns/dns.h"
#include "message/auth-results.h"
#include "message/message.h"

/** TfArcSet: the three fields of one instance. */
typedef struct {
    gint results_index; /* of the header's fields; -1: absent */
    TfAuthResults
        *results; /* ARC-Authentication-Results: what the sealer reports; or NULL */
    TfDkimSignature *message; /* ARC-Message-Signature */
    TfDkimSignature *seal;    /* ARC-Seal */
    guint n_results;          /* how often each occurs: once, or the chain is broken */
    guint n_messages;
    guint n_seals;
} TfArcSet;

/** TfArcChain: every ARC field of one header, sorted into sets. */
typedef struct {
    GArray *sets; /* TfArcSet; the first is instance 1 */
    /* why the chain is broken before anything is verified; or TF_REASON_NONE */
    TfReason reason;
    gboolean is_failed; /* the highest seal says cv=fail */
} TfArcChain;

/* NULL: no ARC field at all. */
TfArcChain *tf_arc_chain_read (const TfHeader *header);
void tf_arc_chain_free (TfArcChain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfArcChain, tf_arc_chain_free)
/* The newest message signature, whose body hash is needed. NULL when the chain is broken. */
const TfDkimSignature *tf_arc_chain_newest (const TfArcChain *chain);

/** TfArcResult: the report's "arc". */
typedef struct {
    TfResult result;
    TfReason reason;
    guint n_sets;
    GPtrArray *sealers;   /* char *: d= of each seal, the newest first */
    gboolean covers_from; /* the newest message signature signs From */
} TfArcResult;

/* FALSE: a key is not known yet. */
gboolean tf_arc_ask (const TfArcChain *chain, TfDns *dns);
/* Owned. CHAIN may be NULL. */
TfArcResult *tf_arc_validate (const TfArcChain *chain, const TfHeader *header,
                              const TfBodyHasher *body, const TfDns *dns,
                              const TfDkimContext *context);
void tf_arc_result_free (TfArcResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfArcResult, tf_arc_result_free)
