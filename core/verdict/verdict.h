/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verdict: from evidence and findings to one level and one code.
 *
 *   words.c    the printable words of levels, codes, rules and evidence
 *   verdict.c  the table: one row is one rule; total, and walked by a test
 */
#pragma once

#include "base/base.h"
#include "dmarc/dmarc.h"

typedef enum {
    TF_EVIDENCE_PASS,
    TF_EVIDENCE_CHANGED,
    TF_EVIDENCE_FAIL,
    TF_EVIDENCE_UNPROVEN,
    TF_EVIDENCE_UNKNOWN,
    TF_EVIDENCE_NONE,
    TF_EVIDENCE_AMBIGUOUS_FROM,
    TF_N_EVIDENCE
} TfEvidenceResult;

typedef enum {
    TF_PASS_SOURCE_NONE,
    TF_PASS_SOURCE_DKIM,
    TF_PASS_SOURCE_SPF,
    TF_PASS_SOURCE_SERVER,
    TF_PASS_SOURCE_INTERNAL
} TfPassSource;

/** TfEvidence: what is known about the Author Domain, before any verdict. */
typedef struct {
    TfEvidenceResult result;
    TfPassSource source;
    TfPolicy policy; /* effective */
    TfReason reason;
} TfEvidence;

/* The number is the code: TF01 is 1. A code never changes its meaning. */
typedef enum {
    TF_CODE_DOMAIN_FORGED = 1,
    TF_CODE_OWN_DOMAIN_FORGED = 2,
    TF_CODE_DOMAIN_UNPROVEN = 3,
    TF_CODE_SENDER_DISGUISED = 4,
    TF_CODE_NAME_SHOWS_OTHER_ADDRESS = 5,
    TF_CODE_LOOKALIKE_DOMAIN = 6,
    TF_CODE_KNOWN_NAME_NEW_ADDRESS = 7,
    TF_CODE_SELF_FORGED = 8,
    TF_CODE_DIFFERENT_FROM_USUAL = 9,
    TF_CODE_LIST_AUTHOR_UNCHECKED = 10,
    TF_CODE_PROVIDER_REWROTE = 11,
    TF_CODE_NOTHING_TO_CHECK = 12,
    TF_CODE_CHECK_INCOMPLETE = 13,
    TF_CODE_TOO_OLD_TO_CHECK = 14,
    TF_CODE_DOMAIN_CONFIRMED = 15,
    TF_CODE_PARTLY_UNSIGNED = 16,
    TF_CODE_MONITORED_DOMAIN_FAILED = 17,
    TF_CODE_REPLY_GOES_ELSEWHERE = 18,
    TF_CODE_CHANGED_ON_THE_WAY = 19,
    TF_CODE_NAME_USES_BRAND = 20,
    TF_CODE_NAME_DECORATED = 21,
    TF_N_CODES = 22
} TfCode;

/** TfFacts: everything that the table looks at. Plain values: a test goes through every
 * combination. */
typedef struct {
    TfEvidence evidence;
    gboolean testing; /* t=y */
    gboolean own_domain;
    gboolean own_address;
    gboolean watched_domain; /* own, known or protected */
    /* a trusted sealer or forwarder accounts for the failure */
    gboolean explained;
    gboolean
        harmless_ambiguity;  /* no address, empty group, literal, single label, authors */
    gboolean sender_missing; /* several authors, and no Sender of their organization */
    gboolean no_sender_expected; /* no address, in a report or without a trace */
    /* no public address in any Received field, and nothing suggests that it came from outside */
    gboolean internal;
    gboolean no_trace; /* no server accepted it: what depends on delivery is a note */
    gboolean own_copy; /* the same, from one of the reader's own addresses */
    gboolean displayed_differs;
    gboolean partly_unsigned;
    gboolean reply_to_elsewhere; /* Reply-To of another organization */
    gboolean known_list;         /* memory: a known list vouches for itself */
    gboolean signer_accepted;    /* the reader accepts who signed, for this sender */
    /* memory: such mail is normally authenticated: how much it would differ if it were not */
    TfLevel unusual;
    gboolean from_list; /* it says that it comes from a mailing list, as anybody can */
    /* memory: a list that signs its mail has changed what lists change */
    gboolean list_changed;
    gboolean in_sent; /* memory: a copy in Sent */
    /* a trusted server passes it, our own check fails because of a later change */
    gboolean provider_rewrote;
    TfLevel name_shows_other;    /* TF05: how serious it is; the table may lower that */
    TfLevel lookalike;           /* TF06: the same; never a note */
    gboolean reply_to_lookalike; /* Reply-To is a lookalike of From */
    gboolean name_decorated;
    gboolean known_name;      /* TF07: a contact's name on a new address */
    gboolean brand_claimed;   /* TF20: the name is a brand's */
    gboolean brand_mentioned; /* it has a brand in it, among other words */
    /* what forgers do more often than others, and what is nothing by itself: odd syntax of From, a
     * rented host, a Reply-To at a mailbox provider */
    gboolean odd_form;
} TfFacts;

typedef struct {
    TfCode code;
    TfLevel level;
} TfFinding;

/** TfVerdict: the deciding row, and all others that apply, in the order of their codes. */
typedef struct {
    TfFinding deciding;
    TfFinding others[TF_N_CODES];
    guint n_others;
} TfVerdict;

/* The worst row that applies decides; among equal ones, the lower code. Always gives a verdict. */
void tf_verdict_decide (const TfFacts *facts, TfVerdict *ret_verdict);

const char *tf_level_to_string (TfLevel level);
const char *tf_code_to_string (TfCode code);                       /* "TF01" */
const char *tf_code_to_rule (TfCode code);                         /* "domain-forged" */
gboolean tf_code_from_string (const char *text, TfCode *ret_code); /* case ignored */
const char *tf_evidence_result_to_string (TfEvidenceResult result);
const char *tf_pass_source_to_string (TfPassSource source); /* NULL for none */
