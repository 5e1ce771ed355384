/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The central idea: a pure function that is run again and again. Each run asks for what is missing;
 * when nothing is, it does the public-key work, once, and writes the report. */
#include "evaluate/evaluate.h"

#include "evaluate/evidence.h"

/** Run: one call of tf_evaluate(). */
typedef struct {
    const TfDossier *dossier;
    const TfSettings *settings;
    const TfKnowledge *knowledge; /* or NULL */
    const TfEvaluation *evaluation;
    TfDns *dns;
    TfDelivery *delivery;
    GPtrArray *checks;             /* TfDomainCheck, one for each Author Domain */
    const TfDomainCheck *decisive; /* the one that decides; NULL: none */
    TfReport *report;
} Run;

/* ---- asking ------------------------------------------------------------------------------ */

/* The policy first, then the keys. The aligned ones have precedence in the budget, because
 * tf_dkim_signatures_read() has marked the signatures past the limits. */
static gboolean
ask (Run *run)
{
    const GPtrArray *domains = run->dossier->author->domains;
    const GPtrArray *signatures = run->dossier->signatures;
    gboolean pending = run->delivery->pending;

    for (guint i = 0; i < MIN (domains->len, TF_LIMIT_AUTHOR_DOMAINS); i++) {
        TfDomainCheck *check =
            tf_domain_check_new (g_ptr_array_index (domains, i), run->dossier,
                                 run->delivery, run->settings, run->dns);

        tf_domain_check_read_servers (check, run->dossier, run->delivery, run->settings,
                                      run->dns);
        g_ptr_array_add (run->checks, check);
        pending |= check->pending;
    }
    for (guint i = 0; i < signatures->len; i++)
        pending |= !tf_dkim_ask (g_ptr_array_index (signatures, i), run->dns);
    pending |= !tf_arc_ask (run->dossier->arc, run->dns);
    return pending;
}

/* ---- checking ---------------------------------------------------------------------------- */

static void
check_signatures (Run *run)
{
    const TfDossier *dossier = run->dossier;
    gboolean only_now = run->delivery->time_source == TF_TIME_NOW;
    const TfDkimContext context = {
        .now = run->evaluation->now,
        .received_at = only_now ? -1 : run->delivery->received_at,
        .allow_legacy = run->settings->allow_legacy_crypto,
        .incomplete = dossier->incomplete,
        .suffixes = run->settings->suffixes,
        .keys = run->evaluation->keys,
        .seen_keys = dossier->attached ? NULL : run->report->knowledge->keys,
    };

    tf_signatures_check (run->checks, dossier, run->dns, &context, run->report->dkim);
    run->report->arc = tf_arc_validate (dossier->arc, dossier->header, dossier->body,
                                        run->dns, &context);
}

/* Among several author domains (of one organization) the one with the weakest evidence decides. */
static TfDomainCheck *
decide_domains (Run *run)
{
    TfDomainCheck *worst = NULL;

    for (guint i = 0; i < run->checks->len; i++) {
        TfDomainCheck *check = g_ptr_array_index (run->checks, i);

        tf_domain_check_decide (check, run->dossier, run->delivery, run->report->dkim,
                                run->evaluation);
        if (worst == NULL || tf_evidence_is_worse (&check->evidence, &worst->evidence))
            worst = check;
    }
    return worst;
}

static void
take_domain (Run *run, TfDomainCheck *check)
{
    TfReport *report = run->report;

    for (guint i = 0; i < report->dkim->len; i++) {
        TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        result->aligned = check->aligned[i] == TF_ALIGNED_YES;
    }
    report->author_domain = g_strdup (check->domain);
    report->evidence = check->evidence;
    report->dmarc = check->dmarc;
    report->return_path = check->return_path;
    report->spf_aligned = check->spf;
    report->server_inconsistent = check->server_inconsistent;
    report->policy = g_steal_pointer (&check->policy);
}

/* ---- what a valid signature leaves open (TF16) ------------------------------------------- */

static gboolean
is_partial (const TfDkimResult *result)
{
    return tf_coverage_open_part (&result->coverage) != TF_REASON_NONE;
}

/* One aligned signature that covers everything is enough. */
static void
judge_coverage (TfReport *report)
{
    const TfDkimResult *partial = NULL;

    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (!result->aligned || !result->authenticates)
            continue;
        if (!is_partial (result))
            return;
        if (partial == NULL)
            partial = result;
    }
    report->partial = partial;
}

/* ---- facts ------------------------------------------------------------------------------- */

/* Finds where an answer would leave the author's organization. */
static void
find_elsewhere (Run *run, const char *domain)
{
    const GPtrArray *targets = run->dossier->answer->targets;

    run->report->elsewhere = g_ptr_array_new ();
    for (guint i = 0; domain != NULL && i < targets->len; i++)
        if (tf_answer_target_is_elsewhere (g_ptr_array_index (targets, i), domain,
                                           run->settings->suffixes))
            g_ptr_array_add (run->report->elsewhere, g_ptr_array_index (targets, i));
}

static gboolean
reply_goes_elsewhere (const TfReport *report)
{
    for (guint i = 0; i < report->elsewhere->len; i++) {
        const TfAnswerTarget *target = g_ptr_array_index (report->elsewhere, i);

        if (target->field == TF_ANSWER_REPLY_TO && target->address != NULL)
            return TRUE;
    }
    return FALSE;
}

/* TF11: the server saw the message before it was changed. */
static gboolean
provider_rewrote (const TfReport *report)
{
    if (report->evidence.result != TF_EVIDENCE_PASS ||
        report->evidence.source != TF_PASS_SOURCE_SERVER)
        return FALSE;
    for (guint i = 0; i < report->dkim->len; i++)
        if (((const TfDkimResult *)g_ptr_array_index (report->dkim, i))->aligned)
            return TRUE;
    return FALSE;
}

/* The value of the first From field (with several different ones the evidence is ambiguous
 * anyway). */
static TfSpan
first_from (const TfHeader *header)
{
    gint at = tf_header_find (header, "From", 0);

    return at >= 0 ? tf_header_get (header, (guint)at)->value : TF_SPAN_EMPTY;
}

/* While the DNS is down, the sender may still be the service or list that the form of the name
 * suggests: DNS trouble alone never raises a banner, and no sender can cause it. */
static gboolean
may_be_authenticated (const TfEvidence *evidence)
{
    return tf_evidence_is_authenticated (evidence) ||
           (evidence->result == TF_EVIDENCE_UNKNOWN && evidence->reason == TF_REASON_DNS);
}

/* A log-in of the reader that the organization recorded is as good as a signature here. */
static gboolean
is_from_reader (const Run *run)
{
    const TfAuthor *author = run->dossier->author;
    const TfEvidence *evidence = &run->report->evidence;

    return author->local != NULL && author->domain != NULL &&
           tf_settings_is_own_address (run->settings, author->local, author->domain) &&
           (evidence->result == TF_EVIDENCE_PASS || may_be_authenticated (evidence));
}

/* Borrowed char *: who has signed, whatever the author's domain is. */
static GPtrArray *
signers_of (const TfReport *report)
{
    GPtrArray *signers = g_ptr_array_new ();

    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->authenticates && result->domain != NULL)
            g_ptr_array_add (signers, (char *)result->domain);
    }
    return signers;
}

static void
judge_impersonation (Run *run)
{
    const TfDossier *dossier = run->dossier;
    const TfSettings *settings = run->settings;
    const TfSpan from = first_from (dossier->header);
    g_autofree char *comments = tf_address_dup_comments (from);
    g_autofree char *beside = tf_address_dup_beside (from);
    g_autoptr (GPtrArray) signers = signers_of (run->report);
    const TfImpersonationInput input = {
        .author = dossier->author,
        .comments = comments,
        .beside = beside,
        .reply_to = dossier->reply_to,
        .is_authenticated = may_be_authenticated (&run->report->evidence),
        .is_from_reader = is_from_reader (run),
        .is_known_list = run->report->facts.known_list,
        .is_report = dossier->envelope->is_report &&
                     dossier->envelope->state == TF_RETURN_PATH_NULL,
        .is_mailbox_domain = dossier->author->domain != NULL &&
                             tf_settings_is_shared_provider (dossier->author->domain),
        .signers = signers,
        .brands = settings->brands,
        .guarded =
            {
                .own_domains = settings->own->domains,
                .own_addresses = settings->own->addresses,
                .own_contacts = settings->own->contacts,
                .known_domains = settings->known->domains,
                .known_addresses = settings->known->addresses,
                .contacts = settings->known->contacts,
                .protected_domains = settings->protected_domains,
                .suffixes = settings->suffixes,
            },
    };

    run->report->impersonation = tf_impersonation_new (&input);
    tf_exceptions_read_alias (run->report, settings, &input);
    tf_exceptions_calm_signs (run->report, settings);
}

static void
gather_signs (TfFacts *facts, const TfImpersonation *signs)
{
    facts->name_shows_other = signs->shown.level;
    facts->lookalike = signs->imitation.level;
    facts->reply_to_lookalike = signs->reply_lookalike != NULL;
    facts->name_decorated = signs->decoration != TF_DECORATION_NONE;
    facts->known_name = signs->contact != NULL;
    facts->brand_claimed = signs->brand_kind >= TF_BRAND_CLAIMED;
    facts->brand_mentioned = signs->brand_kind == TF_BRAND_MENTIONED;
}

static void
gather_facts (Run *run)
{
    const TfAuthor *author = run->dossier->author;
    TfReport *report = run->report;
    TfFacts *facts = &report->facts;
    const char *domain = author->domain;

    facts->evidence = report->evidence;
    facts->testing = report->policy != NULL && report->policy->testing;
    facts->displayed_differs = report->evidence.reason == TF_REASON_DISPLAYED_DIFFERS;
    facts->harmless_ambiguity =
        tf_ambiguity_is_harmless (run->dossier, run->settings, report->evidence.reason);
    facts->no_sender_expected = tf_ambiguity_is_expected (run->dossier, run->delivery);
    facts->internal = tf_inside_is_likely (run->dossier, run->settings, run->delivery,
                                           run->decisive, report->dkim);
    facts->no_trace = run->delivery->has_no_trace;
    facts->own_copy = run->delivery->is_own_copy;
    facts->provider_rewrote = provider_rewrote (report);
    facts->explained = tf_delivery_is_explained (run->dossier, run->settings, report->arc,
                                                 report->author_domain);
    facts->partly_unsigned = report->partial != NULL;
    facts->from_list = run->dossier->list_id != NULL;
    facts->unusual = tf_usual_compare (report, run->delivery);
    facts->list_changed = tf_usual_list_changed (report);
    report->rewriter = tf_usual_find_rewriter (report);
    find_elsewhere (run, domain);
    facts->reply_to_elsewhere = reply_goes_elsewhere (report);
    gather_signs (facts, report->impersonation);
    facts->odd_form = tf_oddity_is_there (run->dossier, run->settings);
    if (domain == NULL)
        return;
    facts->sender_missing =
        tf_author_lacks_sender (author, domain, run->settings->suffixes);
    facts->own_domain = tf_settings_is_own_domain (run->settings, domain);
    facts->watched_domain = tf_settings_is_watched_domain (run->settings, domain);
    facts->own_address =
        author->local != NULL &&
        tf_settings_is_own_address (run->settings, author->local, domain);
    facts->signer_accepted = tf_exceptions_accept_signer (report, run->settings);
}

/* ---- the function ------------------------------------------------------------------------ */

static TfReport *
report_new (const Run *run)
{
    TfReport *report = g_new0 (TfReport, 1);

    g_atomic_ref_count_init (&report->references);
    report->dossier = tf_dossier_ref ((TfDossier *)run->dossier);
    report->knowledge = run->knowledge != NULL
                            ? tf_knowledge_ref ((TfKnowledge *)run->knowledge)
                            : tf_knowledge_new ();
    report->final = run->evaluation->final;
    report->recalled = run->evaluation->recalled;
    report->now = run->evaluation->now;
    report->received_at = run->delivery->received_at;
    report->time_source = run->delivery->time_source;
    report->dkim = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_dkim_result_free);
    report->exceptions =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_exception_free);
    report->suffixes = tf_suffix_list_ref (run->settings->suffixes);
    report->dns = tf_dns_ref (run->dns);
    return report;
}

static gboolean
is_from_within (const Run *run)
{
    return run->report->evidence.result != TF_EVIDENCE_PASS &&
           tf_inside_is_proved (run->dossier, run->settings, run->delivery);
}

static void
write_report (Run *run)
{
    TfReport *report = run->report = report_new (run);
    TfReason unclear = tf_ambiguity_find (run->dossier, run->settings);
    TfDomainCheck *check;

    check_signatures (run);
    run->decisive = check = decide_domains (run);
    if (check != NULL)
        take_domain (run, check);
    else
        report->dmarc = (TfDmarcResult){TF_RESULT_NONE, TF_REASON_NO_AUTHOR_DOMAIN};
    if (unclear != TF_REASON_NONE)
        report->evidence = (TfEvidence){
            .result = TF_EVIDENCE_AMBIGUOUS_FROM,
            .policy = report->evidence.policy,
            .reason = unclear,
        };
    else if (is_from_within (run))
        report->evidence = (TfEvidence){
            .result = TF_EVIDENCE_PASS,
            .source = TF_PASS_SOURCE_INTERNAL,
            .policy = report->evidence.policy,
        };
    judge_coverage (report);
    report->facts.known_list =
        tf_known_list_vouches (run->dossier, run->settings, report);
    judge_impersonation (run);
    gather_facts (run);
    tf_verdict_decide (&report->facts, &report->verdict);
}

TfReport *
tf_evaluate (const TfDossier *dossier, const TfSettings *settings,
             const TfKnowledge *knowledge, TfDns *dns, const TfEvaluation *evaluation)
{
    g_autoptr (GPtrArray) checks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_domain_check_free);
    g_autoptr (TfDelivery) delivery = NULL;
    Run run = {dossier, settings, knowledge, evaluation, dns, NULL, checks, NULL};

    tf_dns_begin_evaluation (dns);
    delivery = run.delivery = tf_delivery_read (dossier, settings, dns, evaluation->now);
    if (ask (&run) || (evaluation->final && tf_dns_renew_policy (dns)))
        return NULL;
    write_report (&run);
    run.report->delivery = g_steal_pointer (&delivery);
    return run.report;
}
