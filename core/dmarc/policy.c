/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* policy: which policy the Author Domain asks for, RFC 9989 §4.10.1. */
#include "dmarc/dmarc.h"

static gboolean
has_own_record (const TfDmarcWalk *walk, const char *author_domain)
{
    return walk->n_found > 0 && g_str_equal (walk->found[0].name, author_domain);
}

/* §4.10.1: the Author Domain's own record, otherwise that of the organizational domain, otherwise
 * that of the public suffix; a record in between is not used. NULL: none. */
const TfDmarcFound *
tf_dmarc_choose_record (const TfDmarcWalk *walk, const char *author_domain)
{
    const char *organizational = tf_dmarc_organizational_domain (walk, author_domain);
    const TfDmarcFound *last;

    if (walk->n_found == 0)
        return NULL;
    if (has_own_record (walk, author_domain))
        return &walk->found[0];
    for (guint i = 0; i < walk->n_found; i++)
        if (g_str_equal (walk->found[i].name, organizational))
            return &walk->found[i];
    last = &walk->found[walk->n_found - 1];
    return last->record.psd == TF_PSD_YES || tf_dmarc_found_is_suffix (walk, last) ? last
                                                                                   : NULL;
}

/* §4.7 "t": one level lower while the domain owner is testing. */
static TfPolicy
lower (TfPolicy policy)
{
    return policy == TF_POLICY_REJECT ? TF_POLICY_QUARANTINE : TF_POLICY_NONE;
}

static TfPolicy
unless_testing (const TfDmarcRecord *record, TfPolicy policy)
{
    return record->testing ? lower (policy) : policy;
}

/* A sender can pick a subdomain whose servers are dead, and can use up our questions: then it is
 * not known whether there is a nearer record, or whether the name exists. */
static TfPolicy
read_at_least (const TfDmarcWalk *walk)
{
    for (guint i = 0; i < walk->n_found; i++) {
        const TfDmarcRecord *record = &walk->found[i].record;

        if (record->psd == TF_PSD_NO ||
            g_str_equal (walk->found[i].name, walk->registrable))
            return record->unusable
                       ? TF_POLICY_NONE
                       : unless_testing (record, MIN (record->sp, record->np));
    }
    return TF_POLICY_NONE;
}

/* §3.2.13: only NXDOMAIN for the name itself says that it does not exist; asking for one type is
 * enough, and A is the one that resolvers have at hand. Not asked when "np" would not
 * change the policy. */
static TfLookup
choose_published (const TfDmarcRecord *record, const char *author_domain, TfDns *dns,
                  TfDmarcPolicy *policy)
{
    const TfDnsAnswer *answer;

    policy->published = record->sp;
    if (record->np == record->sp)
        return TF_LOOKUP_DONE;
    answer = tf_dns_ask (dns, TF_DNS_A, author_domain);
    if (answer == NULL)
        return TF_LOOKUP_PENDING;
    if (tf_dns_status_is_failure (answer->status) || answer->doubtful) {
        policy->reason = tf_dmarc_failure_reason (answer->status);
        policy->at_least = unless_testing (record, policy->reason == TF_REASON_LIMIT
                                                       ? MAX (record->sp, record->np)
                                                       : MIN (record->sp, record->np));
        return TF_LOOKUP_FAILED;
    }
    if (answer->status == TF_DNS_NXDOMAIN)
        policy->published = record->np;
    return TF_LOOKUP_DONE;
}

static void
apply (const TfDmarcFound *found, TfDmarcPolicy *policy)
{
    const TfDmarcRecord *record = &found->record;

    policy->exists = TRUE;
    policy->testing = record->testing;
    policy->effective = unless_testing (record, policy->published);
    policy->adkim = record->adkim;
    policy->aspf = record->aspf;
    policy->domain = g_strdup (found->name);
}

static TfLookup
read_policy (const TfDmarcWalk *walk, const char *author_domain, TfDns *dns,
             TfDmarcPolicy *policy)
{
    const TfDmarcFound *found = tf_dmarc_choose_record (walk, author_domain);
    TfLookup lookup = TF_LOOKUP_DONE;

    if (found == NULL || found->record.unusable)
        return TF_LOOKUP_DONE;
    if (has_own_record (walk, author_domain))
        policy->published = found->record.p;
    else
        lookup = choose_published (&found->record, author_domain, dns, policy);
    if (lookup != TF_LOOKUP_DONE)
        return lookup;
    policy->guarded =
        tf_dmarc_found_is_suffix (walk, found) && found->record.psd != TF_PSD_YES;
    apply (found, policy);
    return TF_LOOKUP_DONE;
}

TfDmarcPolicy *
tf_dmarc_discover (const char *author_domain, TfDns *dns, const TfSuffixList *suffixes)
{
    TfDmarcPolicy *policy = g_new0 (TfDmarcPolicy, 1);
    const char *organizational = author_domain;
    TfDmarcWalk walk;

    policy->lookup = tf_dmarc_walk (author_domain, dns, suffixes, &walk);
    policy->reason = walk.reason;
    if (policy->lookup == TF_LOOKUP_DONE)
        organizational = tf_dmarc_organizational_domain (&walk, author_domain);
    if (policy->lookup == TF_LOOKUP_PENDING)
        return policy;
    /* A failure above the Author Domain's own record does not change the policy: only alignment
     * needs those names, and reports the failure. The narrowest organizational domain never
     * aligns anything wrongly. */
    if (policy->lookup == TF_LOOKUP_FAILED && !has_own_record (&walk, author_domain)) {
        policy->at_least = read_at_least (&walk);
        return policy;
    }
    policy->reason = TF_REASON_NONE;
    policy->lookup = read_policy (&walk, author_domain, dns, policy);
    if (policy->lookup == TF_LOOKUP_DONE)
        policy->organizational_domain = g_strdup (organizational);
    return policy;
}

void
tf_dmarc_policy_free (TfDmarcPolicy *policy)
{
    if (policy == NULL)
        return;
    g_free (policy->domain);
    g_free (policy->organizational_domain);
    g_free (policy);
}
