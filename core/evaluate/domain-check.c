/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What must be known about one Author Domain before its evidence is decided: its policy, and whether
 * each identifier is aligned with it. */
#include "evaluate/evidence.h"

static TfAligned
align (const TfDomainCheck *check, const char *identifier, TfAlignmentMode mode,
       const TfSettings *settings, TfDns *dns, TfReason *ret_reason)
{
    if (identifier == NULL)
        return TF_ALIGNED_NO;
    return tf_dmarc_align (check->policy, check->domain, identifier, mode, dns,
                           settings->suffixes, ret_reason);
}

TfAligned
tf_domain_check_align (const TfDomainCheck *check, const char *identifier,
                       TfAlignmentMode mode, const TfSettings *settings, TfDns *dns)
{
    return align (check, identifier, mode, settings, dns, NULL);
}

static void
align_signatures (TfDomainCheck *check, const TfDossier *dossier,
                  const TfSettings *settings, TfDns *dns)
{
    check->aligned = g_new0 (TfAligned, MAX (dossier->signatures->len, 1));
    check->reasons = g_new0 (TfReason, MAX (dossier->signatures->len, 1));
    for (guint i = 0; i < dossier->signatures->len; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (dossier->signatures, i);

        check->aligned[i] = align (check, signature->domain, check->policy->adkim,
                                   settings, dns, &check->reasons[i]);
        check->pending |= check->aligned[i] == TF_ALIGNED_PENDING;
    }
}

TfDomainCheck *
tf_domain_check_new (const char *domain, const TfDossier *dossier,
                     const TfDelivery *delivery, const TfSettings *settings, TfDns *dns)
{
    TfDomainCheck *check = g_new0 (TfDomainCheck, 1);

    check->domain = domain;
    check->policy = tf_dmarc_discover (domain, dns, settings->suffixes);
    check->pending = check->policy->lookup == TF_LOOKUP_PENDING;
    align_signatures (check, dossier, settings, dns);
    check->return_path = tf_domain_check_align (
        check, dossier->envelope->return_path_domain, check->policy->aspf, settings, dns);
    check->spf = tf_domain_check_align (check, delivery->spf_domain, check->policy->aspf,
                                        settings, dns);
    check->pending |=
        check->return_path == TF_ALIGNED_PENDING || check->spf == TF_ALIGNED_PENDING;
    return check;
}

void
tf_domain_check_free (TfDomainCheck *check)
{
    tf_dmarc_policy_free (check->policy);
    g_free (check->aligned);
    g_free (check->reasons);
    g_free (check);
}

/* ---- several domains --------------------------------------------------------------------- */

/* How bad the evidence about a domain is, from 0 for the best. */
static guint
badness (const TfEvidence *found)
{
    static const guint8 order[TF_N_EVIDENCE] = {
        [TF_EVIDENCE_PASS] = 0,           [TF_EVIDENCE_NONE] = 1,
        [TF_EVIDENCE_UNKNOWN] = 2,        [TF_EVIDENCE_CHANGED] = 3,
        [TF_EVIDENCE_UNPROVEN] = 4,       [TF_EVIDENCE_FAIL] = 5,
        [TF_EVIDENCE_AMBIGUOUS_FROM] = 6,
    };

    return order[found->result] * 4 + found->policy;
}

gboolean
tf_evidence_is_worse (const TfEvidence *a, const TfEvidence *b)
{
    return badness (a) > badness (b);
}

gboolean
tf_evidence_is_authenticated (const TfEvidence *evidence)
{
    return evidence->result == TF_EVIDENCE_PASS &&
           evidence->source != TF_PASS_SOURCE_INTERNAL;
}
