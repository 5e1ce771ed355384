/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* From checked signatures, policy and Return-Path to evidence about one Author Domain.
 *
 * What a sender can cause never makes evidence "unknown": if the policy was read and enforces,
 * a key that cannot be looked up, a limit and a claim of partial download count as not passed. */
#include "evaluate/evidence.h"

typedef gboolean (*ResultTest) (const TfDkimResult *result);

static gboolean
authenticates (const TfDkimResult *result)
{
    return result->authenticates;
}

static gboolean
is_changed (const TfDkimResult *result)
{
    return result->change != TF_CHANGE_NONE;
}

/* Marks were put into the Subject, and nothing else. */
static gboolean
is_only_marked (const TfDkimResult *result)
{
    return result->change == TF_CHANGE_MARK;
}

/* Marks, and something else that the signature leaves open. */
static gboolean
is_partly_open (const TfDkimResult *result)
{
    return result->change == TF_CHANGE_PART;
}

static gboolean
is_incomplete (const TfDkimResult *result)
{
    return result->reason == TF_REASON_INCOMPLETE;
}

static gboolean
lookup_failed (const TfDkimResult *result)
{
    return result->lookup_failed;
}

/* Not shown to be wrong: a limit of ours, an unknown time of arrival, a library that refuses. */
static gboolean
not_evaluated (const TfDkimResult *result)
{
    return result->reason == TF_REASON_LIMIT ||
           result->reason == TF_REASON_EXPIRED_ARRIVAL_UNKNOWN ||
           result->reason == TF_REASON_NOT_SUPPORTED_HERE;
}

/* As may happen in a rewritten copy, although the delivered message was intact. */
static gboolean
is_broken (const TfDkimResult *result)
{
    return result->reason == TF_REASON_BODY_HASH_MISMATCH ||
           result->reason == TF_REASON_SIGNATURE_MISMATCH ||
           result->reason == TF_REASON_MARK_ADDED ||
           result->reason == TF_REASON_LENGTH_BEYOND_BODY;
}

/* This comes from the store, never from the message. NONE: the store keeps messages as they came. */
static TfReason
rewriting (TfStore store)
{
    switch (store) {
    case TF_STORE_FILE:
    case TF_STORE_MBOX:
        return TF_REASON_NONE;
    case TF_STORE_REWRITTEN:
        return TF_REASON_REWRITTEN;
    case TF_STORE_SERVER_REWRITES:
        return TF_REASON_SERVER_REWRITES;
    case TF_STORE_AGAIN:
        return TF_REASON_STORED_AGAIN;
    }
    return TF_REASON_NONE;
}

static const TfDkimResult *
find (const TfDomainCheck *check, const GPtrArray *results, TfAligned aligned,
      ResultTest test)
{
    for (guint i = 0; i < results->len; i++)
        if (check->aligned[i] == aligned && test (g_ptr_array_index (results, i)))
            return g_ptr_array_index (results, i);
    return NULL;
}

static gboolean
any (const TfDomainCheck *check, const GPtrArray *results, TfAligned aligned,
     ResultTest test)
{
    return find (check, results, aligned, test) != NULL;
}

static const TfDkimResult *
find_aligned (const TfDomainCheck *check, const GPtrArray *results, ResultTest test)
{
    return find (check, results, TF_ALIGNED_YES, test);
}

static gboolean
any_aligned (const TfDomainCheck *check, const GPtrArray *results, ResultTest test)
{
    return find_aligned (check, results, test) != NULL;
}

static gboolean
is_not_refuted (const TfDkimResult *result)
{
    return authenticates (result) || is_changed (result) || is_incomplete (result) ||
           lookup_failed (result) || not_evaluated (result);
}

/* A look-up of a key, or of something that alignment needs, failed and could still show a pass. */
static gboolean
may_still_pass (const TfDomainCheck *check, const GPtrArray *results, gboolean old)
{
    return (!old && any_aligned (check, results, lookup_failed)) ||
           any (check, results, TF_ALIGNED_UNKNOWN, is_not_refuted);
}

/* A retry may show a pass, but not where our own limit was reached, which a sender can do on purpose. */
static gboolean
retry_may_pass (const TfDomainCheck *check, const GPtrArray *results)
{
    for (guint i = 0; i < results->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (results, i);
        gboolean failed = lookup_failed (result) && result->reason != TF_REASON_LIMIT;

        if (check->aligned[i] == TF_ALIGNED_YES && failed)
            return TRUE;
        if (check->aligned[i] == TF_ALIGNED_UNKNOWN &&
            check->reasons[i] != TF_REASON_LIMIT &&
            (failed || authenticates (result) || is_changed (result) ||
             is_incomplete (result)))
            return TRUE;
    }
    return FALSE;
}

static TfEvidence
evidence (TfEvidenceResult result, TfPolicy policy, TfReason reason)
{
    return (TfEvidence){.result = result, .policy = policy, .reason = reason};
}

/* A check that could not be done: "unknown" if no policy is enforced or if it will be retried,
 * otherwise not passed. */
static TfEvidence
not_checked (const TfDomainCheck *check, TfReason reason, gboolean will_retry)
{
    TfPolicy policy = check->policy->effective;

    if (will_retry || !check->policy->exists || policy == TF_POLICY_NONE)
        return evidence (TF_EVIDENCE_UNKNOWN, policy, reason);
    return evidence (TF_EVIDENCE_UNPROVEN, policy, reason);
}

static TfReason
return_path_reason (const TfDomainCheck *check, const TfEnvelope *envelope)
{
    switch (envelope->state) {
    case TF_RETURN_PATH_ABSENT:
        return TF_REASON_NO_RETURN_PATH;
    case TF_RETURN_PATH_NULL:
        return TF_REASON_NULL_REVERSE_PATH;
    case TF_RETURN_PATH_UNPARSABLE:
        return TF_REASON_SYNTAX;
    case TF_RETURN_PATH_ADDRESS:
        break;
    }
    if (check->return_path == TF_ALIGNED_NO)
        return TF_REASON_RETURN_PATH_NOT_ALIGNED;
    return check->return_path == TF_ALIGNED_YES ? TF_REASON_RETURN_PATH_ALIGNED
                                                : TF_REASON_DNS;
}

/* Why SPF cannot be an aligned pass: by the Return-Path, by evaluation, or by a trusted server. */
static TfReason
why_refuted (const TfDomainCheck *check, const TfDelivery *delivery,
             const TfEnvelope *envelope)
{
    TfReason reason = return_path_reason (check, envelope);

    if (check->server_failed)
        return TF_REASON_SERVER_FAILED;
    if (check->server_inconsistent) /* nothing that it lists is an aligned pass */
        return TF_REASON_INCONSISTENT;
    if (delivery->spf_source != TF_SPF_SOURCE_NONE &&
        delivery->spf.result != TF_RESULT_TEMPERROR)
        return TF_REASON_SPF_NOT_PASSED;
    return reason == TF_REASON_RETURN_PATH_NOT_ALIGNED ? reason : TF_REASON_NONE;
}

/* The age of an attached message is not known. */
static gboolean
may_have_passed_once (const TfDkimResult *result)
{
    return result->reason == TF_REASON_NO_KEY ||
           result->reason == TF_REASON_KEY_REVOKED || result->reason == TF_REASON_EXPIRED;
}

/* Nothing aligned passed, everything could be checked, and the domain enforces or monitors. */
static TfEvidence
not_passed (const TfDomainCheck *check, const TfDossier *dossier,
            const TfDelivery *delivery, const GPtrArray *results)
{
    TfPolicy policy = check->policy->effective;
    TfReason reason = why_refuted (check, delivery, dossier->envelope);
    const TfDkimResult *gone =
        dossier->attached ? find_aligned (check, results, may_have_passed_once) : NULL;

    if (delivery->has_no_trace)
        return evidence (TF_EVIDENCE_UNPROVEN, policy, TF_REASON_NO_TRACE);
    if (gone != NULL)
        return evidence (TF_EVIDENCE_UNPROVEN, policy, gone->reason);
    if (reason != TF_REASON_NONE)
        return evidence (TF_EVIDENCE_FAIL, policy, reason);
    return evidence (TF_EVIDENCE_UNPROVEN, policy,
                     return_path_reason (check, dossier->envelope));
}

/* The reader wrote it, and it was never delivered: there is nothing to prove. */
static TfEvidence
own_copy (const TfDomainCheck *check)
{
    return evidence (check->policy->exists ? TF_EVIDENCE_UNPROVEN : TF_EVIDENCE_NONE,
                     check->policy->effective, TF_REASON_OWN_COPY);
}

/* SPF of an aligned domain that could not be looked up may still pass. */
static gboolean
spf_may_pass (const TfDomainCheck *check, const TfDelivery *delivery)
{
    return delivery->spf.result == TF_RESULT_TEMPERROR && check->spf == TF_ALIGNED_YES;
}

/* The mildest reason that is true for an aligned signature. */
static TfReason
why_changed (const TfDomainCheck *check, const TfDossier *dossier,
             const GPtrArray *results)
{
    const TfDkimResult *part;

    if (dossier->store == TF_STORE_AGAIN)
        return TF_REASON_STORED_AGAIN;
    if (any_aligned (check, results, is_only_marked))
        return TF_REASON_MARK_ADDED;
    part = find_aligned (check, results, is_partly_open);
    return part != NULL ? tf_coverage_open_part (&part->coverage)
                        : TF_REASON_BODY_HASH_MISMATCH;
}

static TfEvidence
evidence_without_pass (const TfDomainCheck *check, const TfDossier *dossier,
                       const TfDelivery *delivery, const GPtrArray *results, gboolean old,
                       gboolean final)
{
    TfPolicy policy = check->policy->effective;
    TfReason rewritten = rewriting (dossier->store);

    if (!final &&
        (retry_may_pass (check, results) ||
         (spf_may_pass (check, delivery) && delivery->spf.reason != TF_REASON_LIMIT)))
        return not_checked (check, TF_REASON_DNS, TRUE);
    if (delivery->is_own_copy)
        return own_copy (check);
    if ((rewritten == TF_REASON_NONE || rewritten == TF_REASON_STORED_AGAIN) &&
        any_aligned (check, results, is_changed))
        return evidence (TF_EVIDENCE_CHANGED, policy,
                         why_changed (check, dossier, results));
    if (any_aligned (check, results, is_incomplete))
        return not_checked (check, TF_REASON_INCOMPLETE, FALSE);
    if (may_still_pass (check, results, old) || (!old && spf_may_pass (check, delivery)))
        return not_checked (check, TF_REASON_DNS, FALSE);
    if (!check->policy->exists)
        return evidence (TF_EVIDENCE_NONE, TF_POLICY_NONE, TF_REASON_NO_POLICY);
    if (old)
        return evidence (TF_EVIDENCE_UNKNOWN, policy, TF_REASON_OLD);
    if (rewritten != TF_REASON_NONE && any_aligned (check, results, is_broken))
        return evidence (TF_EVIDENCE_UNPROVEN, policy, rewritten);
    if (any_aligned (check, results, not_evaluated))
        return evidence (TF_EVIDENCE_UNPROVEN, policy, TF_REASON_LIMIT);
    return not_passed (check, dossier, delivery, results);
}

/* A server's pass is not believed against its own dmarc=fail. */
static gboolean
spf_passed (const TfDomainCheck *check, const TfDelivery *delivery)
{
    if (delivery->spf_source == TF_SPF_SOURCE_SERVER && check->server_failed)
        return FALSE;
    return delivery->spf.result == TF_RESULT_PASS && check->spf == TF_ALIGNED_YES;
}

/* The best source first; our own check of the signature comes before a server's word. */
static TfPassSource
pass_source (const TfDomainCheck *check, const TfDelivery *delivery,
             const GPtrArray *results)
{
    if (any_aligned (check, results, authenticates))
        return TF_PASS_SOURCE_DKIM;
    if (spf_passed (check, delivery))
        return TF_PASS_SOURCE_SPF;
    return check->server_passed ? TF_PASS_SOURCE_SERVER : TF_PASS_SOURCE_NONE;
}

/* Something of the same organization passed; only whether it is aligned could not be looked up. */
static gboolean
is_of_organization (const TfDomainCheck *check, const TfDelivery *delivery,
                    const GPtrArray *results)
{
    return any (check, results, TF_ALIGNED_UNKNOWN, authenticates) ||
           check->server_unclear ||
           (delivery->spf.result == TF_RESULT_PASS && check->spf == TF_ALIGNED_UNKNOWN);
}

/* The policy could not be read completely. What was read of it counts, because a sender can choose,
 * among all names of the domain, one that is never answered. */
static TfEvidence
evidence_without_policy (const TfDomainCheck *check, const TfDelivery *delivery,
                         const GPtrArray *results, gboolean old, gboolean final)
{
    const TfDmarcPolicy *policy = check->policy;
    gboolean retry = !final && policy->reason != TF_REASON_LIMIT;

    if (policy->at_least == TF_POLICY_NONE || policy->reason == TF_REASON_OFFLINE ||
        delivery->is_own_copy || old || retry ||
        is_of_organization (check, delivery, results))
        return evidence (TF_EVIDENCE_UNKNOWN, TF_POLICY_NONE, policy->reason);
    return evidence (TF_EVIDENCE_UNPROVEN, policy->at_least, policy->reason);
}

static TfEvidence
decide_evidence (const TfDomainCheck *check, const TfDossier *dossier,
                 const TfDelivery *delivery, const GPtrArray *results, gboolean old,
                 gboolean final)
{
    TfPassSource source = pass_source (check, delivery, results);

    if (source != TF_PASS_SOURCE_NONE)
        return (TfEvidence){.result = TF_EVIDENCE_PASS,
                            .source = source,
                            .policy = check->policy->effective};
    if (check->policy->lookup != TF_LOOKUP_DONE)
        return evidence_without_policy (check, delivery, results, old, final);
    return evidence_without_pass (check, dossier, delivery, results, old, final);
}

static TfDmarcResult
decide_dmarc (const TfDomainCheck *check)
{
    const TfEvidence *found = &check->evidence;

    if (check->policy->lookup != TF_LOOKUP_DONE) /* RFC 9989 §5.3.6 */
        return (TfDmarcResult){TF_RESULT_TEMPERROR, check->policy->reason};
    if (!check->policy->exists)
        return (TfDmarcResult){TF_RESULT_NONE, TF_REASON_NO_POLICY};
    switch (found->result) {
    case TF_EVIDENCE_PASS:
        return (TfDmarcResult){TF_RESULT_PASS, TF_REASON_NONE};
    case TF_EVIDENCE_CHANGED:
    case TF_EVIDENCE_FAIL:
        return (TfDmarcResult){TF_RESULT_FAIL, found->reason};
    case TF_EVIDENCE_UNPROVEN:
        return (TfDmarcResult){TF_RESULT_NONE, TF_REASON_UNPROVEN};
    case TF_EVIDENCE_UNKNOWN:
        return (TfDmarcResult){found->reason == TF_REASON_DNS ? TF_RESULT_TEMPERROR
                                                              : TF_RESULT_NONE,
                               found->reason};
    case TF_EVIDENCE_NONE:
    case TF_EVIDENCE_AMBIGUOUS_FROM:
    case TF_N_EVIDENCE:
        break;
    }
    return (TfDmarcResult){TF_RESULT_NONE, found->reason};
}

void
tf_domain_check_decide (TfDomainCheck *check, const TfDossier *dossier,
                        const TfDelivery *delivery, const GPtrArray *results,
                        const TfEvaluation *evaluation)
{
    gboolean old = evaluation->now - delivery->received_at > TF_LONG_AGO;

    check->evidence =
        decide_evidence (check, dossier, delivery, results, old, evaluation->final);
    check->dmarc = decide_dmarc (check);
}
