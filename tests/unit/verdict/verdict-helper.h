/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the tests of the verdict share: facts out of bits. */
#pragma once

#include "verdict/verdict.h"

/* ---- the facts, by number ------------------------------------------------------ */

enum {
    TESTING,
    OWN_DOMAIN,
    OWN_ADDRESS,
    WATCHED,
    EXPLAINED,
    HARMLESS,
    INTERNAL,
    DISPLAYED,
    PARTLY,
    REPLY,
    LIST,
    USUALLY,
    ALWAYS,
    IN_SENT,
    REWROTE,
    ACCEPTED,
    N_CONTEXT
};

#define BIT(context) (1u << (context))

static inline TfFacts
facts_of (TfEvidenceResult result, TfPolicy policy, TfReason reason, guint context)
{
    return (TfFacts){
        .evidence = {result, TF_PASS_SOURCE_NONE, policy, reason},
        .testing = !!(context & BIT (TESTING)),
        .own_domain = !!(context & BIT (OWN_DOMAIN)),
        .own_address = !!(context & BIT (OWN_ADDRESS)),
        .watched_domain = !!(context & BIT (WATCHED)),
        .explained = !!(context & BIT (EXPLAINED)),
        .harmless_ambiguity = !!(context & BIT (HARMLESS)),
        .internal = !!(context & BIT (INTERNAL)),
        .displayed_differs = !!(context & BIT (DISPLAYED)),
        .partly_unsigned = !!(context & BIT (PARTLY)),
        .reply_to_elsewhere = !!(context & BIT (REPLY)),
        .known_list = !!(context & BIT (LIST)),
        .unusual = context & BIT (ALWAYS)    ? TF_LEVEL_WARNING
                   : context & BIT (USUALLY) ? TF_LEVEL_NOTE
                                             : TF_LEVEL_QUIET,
        .in_sent = !!(context & BIT (IN_SENT)),
        .provider_rewrote = !!(context & BIT (REWROTE)),
        .signer_accepted = !!(context & BIT (ACCEPTED)),
    };
}
