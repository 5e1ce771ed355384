/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture: what protects a domain, by DNS alone. A pure function from a domain and a table of answers
 * to a posture, or NULL and questions. The verdict is not an opinion about records: forged messages are
 * judged by tf_evaluate(), as a receiver's would be.
 *
 *   posture.c        the function: all parts, in rounds, until nothing is missing
 *   reading.c        what its parts share
 *   forgeries.c      the forged messages, and what comes of them
 *   finding.c        what there is to say about a domain: ids, how serious, facts
 *   tags.c           the tags of a record in their order, and small changes to them
 *   dmarc-part.c     RFC 9989: which record applies, and what it says
 *   dmarc-walk.c     the tree walk, as it is shown; records that are not used
 *   dmarc-reports.c  RFC 9990 §4: where reports go
 *   spf-part.c       RFC 7208: the record, and what all of its branches come to
 *   spf-fault.c      which word of it cannot be read
 *   spf-walk.c       one look at each term, with the limits of §4.6.4
 *   dkim-part.c      RFC 6376 §3.6: keys under selectors that are given, found or usual
 *   dkim-key.c       one key
 *   other-part.c     MX, MTA-STS, TLS reports, BIMI, a domain that is not used
 *   advice.c         the least change of a record that fixes a finding
 *   advice-spf.c     the same, word by word, of an SPF record
 *   promise.c        what the verdict would be after it
 *   words.c          the printable words
 */
#pragma once

#include "dmarc/dmarc.h"
#include "dns/dns.h"
#include "verdict/verdict.h"

/* ---- words.c ----------------------------------------------------------------------- */

/* Ordered, the worst last; what is not known counts as worse than good and better than bad: nothing
 * that could still be learned would make a bad one good. */
typedef enum {
    TF_POSTURE_REJECTED,    /* receivers are asked to refuse forged mail */
    TF_POSTURE_QUARANTINED, /* … to treat it as spam */
    TF_POSTURE_UNKNOWN,     /* answers are missing that would decide */
    TF_POSTURE_WATCHED,     /* it is only reported to the domain */
    TF_POSTURE_UNNOTICED    /* nobody is told, or it even passes */
} TfPostureVerdict;

const char *tf_posture_verdict_to_string (TfPostureVerdict verdict);

typedef enum {
    TF_SEVERITY_OPEN, /* broken, or it lets forgers in */
    TF_SEVERITY_WEAK,
    TF_SEVERITY_NOTE,
    TF_SEVERITY_INFORMATION
} TfSeverity;

const char *tf_severity_to_string (TfSeverity severity);

/* What can be found, with how serious it usually is. The names are stable. */
/* clang-format off */ /* its versions differ here */
#define TF_POSTURE_IDS(X)                                                                \
    X (D1, OPEN) X (D2, OPEN) X (D3, OPEN) X (D4, OPEN) X (D5, OPEN) X (D6, OPEN)        \
    X (D7, WEAK) X (D8, OPEN) X (D9, OPEN) X (D10, NOTE) X (D11, WEAK) X (D12, NOTE)     \
    X (D13, WEAK) X (D14, WEAK) X (D15, WEAK) X (D16, NOTE) X (D17, INFORMATION)         \
    X (D18, NOTE) X (D19, WEAK) X (D20, WEAK) X (D21, NOTE) X (D22, OPEN)                \
    X (S1, WEAK) X (S2, OPEN) X (S3, OPEN) X (S4, OPEN) X (S5, WEAK) X (S6, OPEN)        \
    X (S7, WEAK) X (S8, WEAK) X (S9, OPEN) X (S10, WEAK) X (S11, NOTE) X (S12, OPEN)     \
    X (S13, NOTE) X (S14, NOTE) X (S15, NOTE) X (S16, NOTE)                              \
    X (K1, NOTE) X (K2, WEAK) X (K3, OPEN) X (K4, NOTE) X (K5, INFORMATION)              \
    X (K6, WEAK) X (K7, WEAK) X (K8, WEAK) X (K9, WEAK) X (K10, NOTE) X (K11, WEAK)      \
    X (M1, INFORMATION) X (M2, WEAK) X (P1, WEAK) X (T1, NOTE) X (T2, WEAK)              \
    X (B1, INFORMATION) X (B2, NOTE)

#define TF_POSTURE_ENUM(name, severity) TF_POSTURE_##name,
typedef enum { TF_POSTURE_IDS (TF_POSTURE_ENUM) TF_N_POSTURE_IDS } TfPostureId;
#undef TF_POSTURE_ENUM
/* clang-format on */

const char *tf_posture_id_to_string (TfPostureId id);
TfSeverity tf_posture_id_to_severity (TfPostureId id); /* what it usually is */

/* The steps towards protection, in their order; each has its own risk. */
typedef enum {
    TF_STEP_REPAIR, /* the record says what was meant all along */
    TF_STEP_SPF,
    TF_STEP_WATCH,
    TF_STEP_UNUSED_NAMES,
    TF_STEP_TEST,
    TF_STEP_QUARANTINE,
    TF_STEP_REJECT,
    TF_STEP_CLOSE,
    TF_STEP_CONSENT, /* of whoever gets the reports */
    TF_STEP_PARK,
    TF_STEP_TIDY, /* nothing that means anything is changed */
    TF_N_STEPS
} TfPostureStep;

const char *tf_posture_step_to_string (TfPostureStep step);

/* ---- finding.c --------------------------------------------------------------------- */

/* What its owner must put in the place of these is never invented. */
#define TF_POSTURE_BLANK_REPORTS "{reports address}"
#define TF_POSTURE_BLANK_SENDERS "{senders}"

/** TfPostureRecord: one record, as found or to be published. */
typedef struct {
    char *name;
    const char *type; /* static: "TXT", "MX", "CNAME" */
    char *text;       /* any bytes of the DNS; for TXT without quotes */
} TfPostureRecord;

/** TfPostureAdvice: what to publish now. */
typedef struct {
    TfPostureStep step;
    GPtrArray *records; /* TfPostureRecord: in place of what is there */
    gboolean has_promise;
    TfPostureVerdict promise; /* of a second run with them */
} TfPostureAdvice;

/** TfPostureFinding: one thing to say. Which facts there are depends on the id. */
typedef struct {
    TfPostureId id;
    TfSeverity severity;
    gboolean unknown; /* a look-up failed: it may be so or not */
    char *name;       /* what it is about: a name in the DNS, a selector */
    char *tag;
    char *value;
    guint64 number;
    TfReason reason;
    TfPostureAdvice *advice; /* NULL: there is no record to publish for it now */
} TfPostureFinding;

void tf_posture_finding_free (TfPostureFinding *finding);
TfPostureRecord *
tf_posture_record_new (const char *name, const char *type, const char *text);
void tf_posture_record_free (TfPostureRecord *record);
void tf_posture_advice_free (TfPostureAdvice *advice);

/* A name that nobody has, unless a wildcard answers for every name. It says who asks, and why. */
#define TF_POSTURE_NOBODY "truefrom-asks-for-no-such-name"

/* ---- posture.c --------------------------------------------------------------------- */

/** TfPostureQuestion: what is asked; all borrowed. */
typedef struct {
    const char *domain; /* as tf_domain_parse() makes it */
    const GPtrArray
        *selectors;  /* char *: that somebody named, or that mail has; or NULL */
    gboolean parked; /* its owner says that it is not used for mail */
    gint64 now;
    const TfSuffixList *suffixes;
} TfPostureQuestion;

/** TfPostureForgery: one forged message, and what comes of it. */
typedef struct {
    const char *id; /* static: "F1" … "F5" */
    char *author;   /* the domain in From */
    TfEvidenceResult evidence;
    TfPolicy policy;
    TfPostureVerdict verdict;
} TfPostureForgery;

/** TfPostureStop: one name at which a DMARC record may be. */
typedef struct {
    char *name; /* without "_dmarc." */
    TfDnsStatus status;
    guint n_records; /* that are one */
    gboolean walked; /* RFC 9989 §4.10 goes there */
    gboolean applies;
} TfPostureStop;

/** TfPostureInclude: what one name within the SPF record costs. */
typedef struct {
    char *name;
    guint depth;
    guint lookups; /* its own term, and all beneath */
} TfPostureInclude;

/** TfPostureKey: one key that was found. */
typedef struct {
    char *selector;
    char *alias;      /* where a CNAME led; or NULL */
    const char *type; /* static: "rsa", "ed25519"; NULL: neither */
    guint bits;
    TfReason reason; /* NONE: it can be used */
    gboolean testing;
} TfPostureKey;

/** TfPosture: everything that is to be said about a domain. */
typedef struct _TfPosture {
    char *domain;
    gint64 now;
    gboolean exists;
    gboolean parked; /* not used for mail, as its owner says or as it seems */
    TfPostureVerdict verdict;
    GPtrArray *forgeries;     /* TfPostureForgery */
    GPtrArray *findings;      /* TfPostureFinding, the most serious first */
    TfPostureAdvice *later;   /* the next step, when all is well; or NULL */
    GPtrArray *records;       /* TfPostureRecord: what was found, as it is */
    GPtrArray *walk;          /* TfPostureStop */
    GPtrArray *includes;      /* TfPostureInclude */
    GPtrArray *keys;          /* TfPostureKey */
    GPtrArray *unanswered;    /* char *: "name TYPE" */
    char *policy_name;        /* whose DMARC record applies; NULL: none */
    char *policy_name_before; /* by RFC 7489, which most receivers follow; NULL: none */
    char *organizational_domain;
    gboolean has_reports; /* there is an address that can get aggregate reports */
    gboolean has_spf;
    guint spf_lookups;
    guint spf_voids;
    guint64 spf_addresses; /* IPv4 */
    gboolean spf_at_least; /* macros, or a limit of ours: there may be more */
    guint n_selectors;     /* that were tried */
    guint n_questions;
    guint n_failed;
} TfPosture;

/* NULL: there are questions to DNS, so answer them and call again. DNS is made with
 * TF_LIMIT_POSTURE_QUESTIONS. */
TfPosture *tf_posture_read (const TfPostureQuestion *question, TfDns *dns);
void tf_posture_free (TfPosture *posture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPosture, tf_posture_free)
/* Borrowed; NULL: there is none of that kind. */
const TfPostureFinding *tf_posture_find (const TfPosture *posture, TfPostureId id);
