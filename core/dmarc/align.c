/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* align: whether an authenticated identifier speaks for the Author Domain, by RFC 9989 §4.4
 * or by RFC 7489 §3.1, which most receivers still follow: what passes under either passes.
 *
 * The suffix list is a safeguard beside the tree walk (§11.8): names with different
 * registrable domains are never aligned, and nobody is asked about them. */
#include "dmarc/dmarc.h"

static void
give_reason (TfReason *ret_reason, TfReason reason)
{
    if (ret_reason != NULL)
        *ret_reason = reason;
}

/* A public suffix speaks only for itself, and only when it has published a record of
 * its own. */
static TfAligned
align_identical (const TfDmarcPolicy *policy, const char *author_domain,
                 const TfSuffixList *suffixes, TfReason *ret_reason)
{
    if (!tf_suffix_list_is_suffix (suffixes, author_domain))
        return TF_ALIGNED_YES;
    if (policy->lookup == TF_LOOKUP_PENDING)
        return TF_ALIGNED_PENDING;
    if (policy->lookup == TF_LOOKUP_FAILED) {
        give_reason (ret_reason, policy->reason);
        return TF_ALIGNED_UNKNOWN;
    }
    if (policy->exists && g_str_equal (policy->domain, author_domain))
        return TF_ALIGNED_YES;
    give_reason (ret_reason, TF_REASON_ORG_DOMAIN_IS_PUBLIC_SUFFIX);
    return TF_ALIGNED_NO;
}

/* The domain owner has drawn a boundary within the registrable domain. A record at a public
 * suffix does not: no name of another registrable domain gets this far. */
static gboolean
draws_border (const TfDmarcWalk *walk)
{
    for (guint i = 0; i < walk->n_found; i++)
        if (walk->found[i].record.psd != TF_PSD_UNKNOWN &&
            !tf_dmarc_found_is_suffix (walk, &walk->found[i]))
            return TRUE;
    return FALSE;
}

/* §4.10.2: both are walked; the answers for the author's domain are known already. Both have the
 * same registrable domain, which is what most receivers still go by (RFC 7489 §3.2): that
 * aligns them too, unless psd= says otherwise. */
static TfAligned
align_by_walk (const char *author_domain, const char *identifier, TfDns *dns,
               const TfSuffixList *suffixes, TfReason *ret_reason)
{
    TfDmarcWalk author, other;
    TfLookup lookup = tf_dmarc_walk (author_domain, dns, suffixes, &author);

    if (lookup ==
        TF_LOOKUP_FAILED) { /* then the questions of the other walk would be wasted */
        give_reason (ret_reason, author.reason);
        return TF_ALIGNED_UNKNOWN;
    }
    if (lookup == TF_LOOKUP_PENDING)
        return TF_ALIGNED_PENDING;
    lookup = tf_dmarc_walk (identifier, dns, suffixes, &other);
    if (lookup == TF_LOOKUP_FAILED) {
        give_reason (ret_reason, other.reason);
        return TF_ALIGNED_UNKNOWN;
    }
    if (lookup == TF_LOOKUP_PENDING)
        return TF_ALIGNED_PENDING;
    if (!draws_border (&author) && !draws_border (&other))
        return TF_ALIGNED_YES;
    return g_str_equal (tf_dmarc_organizational_domain (&author, author_domain),
                        tf_dmarc_organizational_domain (&other, identifier))
               ? TF_ALIGNED_YES
               : TF_ALIGNED_NO;
}

static TfAligned
align_relaxed (const TfDmarcPolicy *policy, const char *author_domain,
               const char *identifier, TfDns *dns, const TfSuffixList *suffixes,
               TfReason *ret_reason)
{
    if (policy->lookup == TF_LOOKUP_PENDING)
        return TF_ALIGNED_PENDING;
    if (policy->lookup == TF_LOOKUP_FAILED) {
        give_reason (ret_reason, policy->reason);
        return TF_ALIGNED_UNKNOWN;
    }
    if (!policy->exists)
        return TF_ALIGNED_YES; /* no record: the registrable domain decides */
    return align_by_walk (author_domain, identifier, dns, suffixes, ret_reason);
}

TfAligned
tf_dmarc_align (const TfDmarcPolicy *policy, const char *author_domain,
                const char *identifier, TfAlignmentMode mode, TfDns *dns,
                const TfSuffixList *suffixes, TfReason *ret_reason)
{
    give_reason (ret_reason, TF_REASON_NONE);
    if (g_str_equal (author_domain, identifier))
        return align_identical (policy, author_domain, suffixes, ret_reason);
    if (mode == TF_ALIGNMENT_STRICT) /* never falls through to relaxed */
        return TF_ALIGNED_NO;
    if (!tf_suffix_list_same_organization (suffixes, author_domain, identifier)) {
        if (policy->guarded && tf_domain_is_within (identifier, policy->domain))
            give_reason (ret_reason, TF_REASON_ORG_DOMAIN_IS_PUBLIC_SUFFIX);
        return TF_ALIGNED_NO;
    }
    return align_relaxed (policy, author_domain, identifier, dns, suffixes, ret_reason);
}
