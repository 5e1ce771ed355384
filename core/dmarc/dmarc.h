/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dmarc: RFC 9989.
 *
 *   record.c     §4.7, §4.8 the policy record
 *   tree-walk.c  §4.10 the DNS tree walk
 *   policy.c     §4.10.1 policy discovery, §4.10.2 the organizational domain, "t" and "np"
 *   align.c      §4.4 identifier alignment, with the suffix list as a safeguard (§11.8); also by
 *                the registrable domain, as in RFC 7489
 */
#pragma once

#include "base/base.h"
#include "dns/dns.h"

typedef enum { TF_POLICY_NONE, TF_POLICY_QUARANTINE, TF_POLICY_REJECT } TfPolicy;
typedef enum { TF_PSD_UNKNOWN, TF_PSD_NO, TF_PSD_YES } TfPsd;
typedef enum { TF_ALIGNMENT_RELAXED, TF_ALIGNMENT_STRICT } TfAlignmentMode;

const char *tf_policy_to_string (TfPolicy policy);
const char *tf_alignment_mode_to_string (TfAlignmentMode mode);

/* ---- record.c ---------------------------------------------------------------------------- */

/** TfDmarcRecord: with defaults filled in; has_np and has_sp say what was published. */
typedef struct {
    TfPolicy p;
    TfPolicy sp;
    TfPolicy np;
    gboolean has_sp;
    gboolean has_np;
    /* §4.10.1: a bad or absent p, and no valid rua: no DMARC from this record */
    gboolean unusable;
    TfPsd psd;
    gboolean testing; /* t=y */
    TfAlignmentMode adkim;
    TfAlignmentMode aspf;
} TfDmarcRecord;

/* FALSE: not a DMARC record (v=DMARC1 does not come first), or one with duplicate known tags. */
gboolean tf_dmarc_record_parse (TfSpan text, TfDmarcRecord *ret_record);

/* ---- tree-walk.c ------------------------------------------------------------------------- */

typedef struct {
    const char *name; /* borrowed from the walked domain */
    TfDmarcRecord record;
} TfDmarcFound;

typedef enum {
    TF_LOOKUP_PENDING, /* the next questions have been noted */
    TF_LOOKUP_DONE,
    TF_LOOKUP_FAILED /* a look-up that was needed failed: the reason says how */
} TfLookup;

/** TfDmarcWalk: the records found, from the longest name to the shortest. */
typedef struct {
    TfDmarcFound found[TF_LIMIT_WALK];
    guint n_found;
    guint n_questions;       /* names that were asked */
    TfReason reason;         /* why it failed: TF_REASON_DNS, _OFFLINE, _LIMIT */
    const char *registrable; /* borrowed; the walked domain itself for a public suffix */
} TfDmarcWalk;

/* All names up to the registrable domain are asked for at once (latency matters more than saving
 * one or two questions); the public suffixes above it only when nothing below stopped the walk and
 * the registrable domain has no record. When the walk fails, what was found at other names is
 * kept. */
TfLookup tf_dmarc_walk (const char *domain, TfDns *dns, const TfSuffixList *suffixes,
                        TfDmarcWalk *ret_walk);
/* §4.10.2; borrowed from the walked domain. Never a public suffix, unless DOMAIN is one. */
const char *tf_dmarc_organizational_domain (const TfDmarcWalk *walk, const char *domain);
/* TRUE: the record is at a public suffix above the walked domain; it counts as psd=y. */
gboolean tf_dmarc_found_is_suffix (const TfDmarcWalk *walk, const TfDmarcFound *found);
TfReason tf_dmarc_failure_reason (TfDnsStatus status);

/* ---- policy.c ---------------------------------------------------------------------------- */

/** TfDmarcPolicy: what the Author Domain asks for. */
typedef struct {
    TfLookup lookup;
    TfReason reason;    /* of a failed look-up: TF_REASON_DNS, _OFFLINE, _LIMIT */
    gboolean exists;    /* a usable record applies */
    TfPolicy published; /* p, sp or np, as it applies to this domain */
    TfPolicy effective; /* one level lower while testing */
    TfPolicy
        at_least; /* of a failed look-up: what the organization asks for its subdomains, as
                           * far as that was read; otherwise none */
    gboolean testing;
    /* the record is at a public suffix and does not say psd=y */
    gboolean guarded;
    TfAlignmentMode adkim;
    TfAlignmentMode aspf;
    char *domain; /* where the record is; NULL without one */
    /* of the Author Domain; never NULL when the look-up is done */
    char *organizational_domain;
} TfDmarcPolicy;

/* Borrowed from WALK: the record that applies, usable or not; NULL: none does. */
const TfDmarcFound *
tf_dmarc_choose_record (const TfDmarcWalk *walk, const char *author_domain);
/* To be called again until lookup is not PENDING. */
TfDmarcPolicy *
tf_dmarc_discover (const char *author_domain, TfDns *dns, const TfSuffixList *suffixes);
void tf_dmarc_policy_free (TfDmarcPolicy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDmarcPolicy, tf_dmarc_policy_free)

/* ---- align.c ----------------------------------------------------------------------------- */

typedef enum {
    TF_ALIGNED_PENDING,
    TF_ALIGNED_NO,
    TF_ALIGNED_YES,
    TF_ALIGNED_UNKNOWN /* a look-up that would decide it has failed */
} TfAligned;

/* Without a record in POLICY alignment is by registrable domain (libpsl). *ret_reason (may be
 * NULL): TF_REASON_ORG_DOMAIN_IS_PUBLIC_SUFFIX when the suffix list forbids it; with
 * TF_ALIGNED_UNKNOWN, why the look-up failed (a sender can cause TF_REASON_LIMIT); otherwise
 * TF_REASON_NONE. */
TfAligned tf_dmarc_align (const TfDmarcPolicy *policy, const char *author_domain,
                          const char *identifier, TfAlignmentMode mode, TfDns *dns,
                          const TfSuffixList *suffixes, TfReason *ret_reason);
