/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* evidence: what follows from the checks of one Author Domain. */
#pragma once

#include "dmarc/dmarc.h"
#include "inputs/dossier.h"
#include "evaluate/evaluate.h"
#include "verdict/verdict.h"
#include "delivery/delivery.h"

/** TfDomainCheck: one Author Domain, checked. */
typedef struct {
    const char *domain; /* borrowed */
    TfDmarcPolicy *policy;
    TfAligned *aligned;     /* one for each signature of the dossier */
    TfReason *reasons;      /* why it is not known whether it is aligned */
    TfAligned return_path;  /* alignment of the topmost Return-Path's domain */
    TfAligned spf;          /* alignment of the domain that SPF was evaluated for */
    gboolean server_passed; /* a trusted server authenticated an aligned identifier */
    gboolean server_failed; /* a trusted server says dmarc=fail */
    /* it lists a pass, and whether that is aligned could not be looked up */
    gboolean server_unclear;
    gboolean server_inconsistent; /* it says dmarc=pass and lists nothing to support it */
    gboolean pending;
    TfEvidence evidence;
    TfDmarcResult dmarc;
} TfDomainCheck;

/* domain-check.c: asks for what is needed; pending says whether something is still missing. */
TfDomainCheck *
tf_domain_check_new (const char *domain, const TfDossier *dossier,
                     const TfDelivery *delivery, const TfSettings *settings, TfDns *dns);
/* Fills evidence and dmarc from the signatures' results (TfDkimResult, in the dossier's order). */
void tf_domain_check_decide (TfDomainCheck *check, const TfDossier *dossier,
                             const TfDelivery *delivery, const GPtrArray *results,
                             const TfEvaluation *evaluation);
/* domain-check.c: alignment of an identifier (may be NULL) with the domain; asks for what it needs. */
TfAligned
tf_domain_check_align (const TfDomainCheck *check, const char *identifier,
                       TfAlignmentMode mode, const TfSettings *settings, TfDns *dns);
/* server-evidence.c: fills server_passed, server_failed and server_inconsistent. */
void tf_domain_check_read_servers (TfDomainCheck *check, const TfDossier *dossier,
                                   const TfDelivery *delivery, const TfSettings *settings,
                                   TfDns *dns);
/* signatures.c: adds a result for each signature of the dossier to RESULTS (TfDkimResult). CHECKS
 * (TfDomainCheck): which of them may be aligned. */
void
tf_signatures_check (const GPtrArray *checks, const TfDossier *dossier, const TfDns *dns,
                     const TfDkimContext *context, GPtrArray *results);
void tf_domain_check_free (TfDomainCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDomainCheck, tf_domain_check_free)
/* Whether the domain itself is confirmed, and not only that the message is internal. */
gboolean tf_evidence_is_authenticated (const TfEvidence *evidence);
/* inside.c: a member of the organization logged in and wrote it. */
gboolean tf_inside_is_proved (const TfDossier *dossier, const TfSettings *settings,
                              const TfDelivery *delivery);
/* inside.c: no public address, and nothing suggests that it came from outside. CHECK may be NULL. */
gboolean tf_inside_is_likely (const TfDossier *dossier, const TfSettings *settings,
                              const TfDelivery *delivery, const TfDomainCheck *check,
                              const GPtrArray *results);
/* For several author domains of one organization: the weakest evidence decides. */
gboolean tf_evidence_is_worse (const TfEvidence *a, const TfEvidence *b);

/* ---- ambiguity.c ------------------------------------------------------------------------- */

/* TF_REASON_NONE: it is clear who the author is. */
TfReason tf_ambiguity_find (const TfDossier *dossier, const TfSettings *settings);
/* The readings for REASON name nobody, or authors for whom one of them answers. */
gboolean tf_ambiguity_is_harmless (const TfDossier *dossier, const TfSettings *settings,
                                   TfReason reason);
/* A report names no sender, and neither must a message that was never delivered. */
gboolean tf_ambiguity_is_expected (const TfDossier *dossier, const TfDelivery *delivery);
/* There are several authors, and no Sender of the organization of DOMAIN. */
gboolean tf_author_lacks_sender (const TfAuthor *author, const char *domain,
                                 const TfSuffixList *suffixes);

/* ---- known-list.c ------------------------------------------------------------------------ */

/* Whether a list that the reader knows has signed the message. Looks at dkim and evidence. */
gboolean tf_known_list_vouches (const TfDossier *dossier, const TfSettings *settings,
                                const TfReport *report);

/* Whether LIST has signed the message, its List-Id included. Looks at dkim. */
gboolean tf_known_list_has_signed (const TfKnownList *list, const TfReport *report);

/* ---- usual.c ----------------------------------------------------------------------------- */

/* How much a message that is not authenticated differs from what is usual for its author: a warning, a
 * note, or quiet; the report then says from what. Looks at dkim, evidence, the domain, the Return-Path and
 * the time of arrival. */
TfLevel tf_usual_compare (TfReport *report, const TfDelivery *delivery);
/* A list that has often signed its mail has signed this, and what differs from what the author signed
 * is what lists change: a mark in the Subject, a footer. Looks at dkim. */
gboolean tf_usual_list_changed (const TfReport *report);
/* Borrowed: what is known of the servers that the message came in through, when they usually change mail and
 * this one was changed; or NULL. It explains, and excuses nothing. Looks at dkim. */
const TfSeenServer *tf_usual_find_rewriter (const TfReport *report);

/* ---- exceptions.c ------------------------------------------------------------------------ */

/* Whether a signer that the reader accepts for this sender has signed all of the message; the report
 * then says which. Looks at dkim, evidence and facts. */
gboolean tf_exceptions_accept_signer (TfReport *report, const TfSettings *settings);
/* Takes back signs of impersonation that the reader found to be right. */
void tf_exceptions_calm_signs (TfReport *report, const TfSettings *settings);
void tf_exceptions_read_alias (TfReport *report, const TfSettings *settings,
                               const TfImpersonationInput *input);

/* ---- oddity.c ---------------------------------------------------------------------------- */

/* What forgers do more often than others: odd syntax of From, a host that is rented by anybody, a
 * Reply-To at a mailbox provider. Nothing by itself. */
gboolean tf_oddity_is_there (const TfDossier *dossier, const TfSettings *settings);
