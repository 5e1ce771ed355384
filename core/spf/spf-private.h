/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spf-private.h: terms.c, for check-host.c. */
#pragma once

#include "spf/spf.h"

/** TfSpfCheck: one evaluation with all its nested ones. */
typedef struct {
    const TfSpfSender *sender;
    TfDns *dns;
    guint terms; /* of those that ask the DNS (§4.6.4) */
    guint voids;
    gboolean pending;
    TfReason reason; /* of a temperror */
} TfSpfCheck;

typedef enum {
    TF_MATCH_NO,
    TF_MATCH_YES,
    TF_MATCH_PENDING,
    TF_MATCH_TEMPERROR,
    TF_MATCH_PERMERROR
} TfMatch;

#define TF_SPF_LIMIT_TERMS 10 /* §4.6.4 */

/* FALSE: NAME cannot be a domain name and is not asked for (§4.3). */
gboolean tf_spf_is_askable (const char *name);
/* NULL: pending, and noted. */
const TfDnsAnswer *tf_spf_ask (TfSpfCheck *check, TfDnsType type, const char *name);
TfMatch tf_spf_lookup_failed (TfSpfCheck *check, const TfDnsAnswer *answer);
/* Counts one term that asks the DNS, and gives the name that its domain-spec expands to (owned).
 * TF_MATCH_YES: there is one; otherwise pending, or an error. */
TfMatch tf_spf_term_target (TfSpfCheck *check, TfSpan spec, const char *domain,
                            char **ret_target);
/* Any mechanism but "include". */
TfMatch tf_spf_match_term (TfSpfCheck *check, const TfSpfTerm *term, const char *domain);
