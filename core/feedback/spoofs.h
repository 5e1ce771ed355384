/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs: messages that pretend to come from somebody's domains, added up. Nothing is checked here: what is counted
 * was found by a check. However many messages there are, only so much is kept of them as limits.h says.
 *
 *   claim.c   whose name a message uses
 *   seen.c    which messages were counted already
 *   spoofs.c  the sums and samples
 */
#pragma once

#include "feedback/feedback.h"
#include "verdict/verdict.h"

/* ---- claim.c ----------------------------------------------------------------------- */

/** TfSpoofFinding: something that a check has found. */
typedef struct {
    TfCode code;
    TfLevel level;
    const char *imitated; /* a domain or an address that is shown or imitated; or NULL */
} TfSpoofFinding;

/** TfSpoofMessage: what is known of a message that was checked; all borrowed, and it may be hostile. */
typedef struct {
    const guint8 *identity; /* 32 bytes: the same in whatever store it is; or NULL */
    const guint8 *digest;   /* 32 bytes: as it was stored; or NULL */
    const GArray *findings; /* TfSpoofFinding, the deciding one first */
    const GPtrArray *from;  /* char *: addresses in From, or their domains */
    gint64 time;            /* when it arrived, or was checked; 0 or less: not known */
    gboolean is_remembered; /* from the memory, which knows no more than this */
    const char *address;    /* where it came in; each of these may be NULL */
    const char *host;
    gboolean is_border; /* a server of the reader's said so */
    const char *return_path;
    const GPtrArray *signers;  /* char *: domains whose signature is valid; or NULL */
    const GPtrArray *reply_to; /* char *: addresses; or NULL */
    const char *proven;        /* who sent it, as far as anything proves that */
    const char *sender;        /* the address in From */
    const char *name;
    const char *subject;
    const char *date;
    const char *place;
} TfSpoofMessage;

/** TfSpoofKind: how it uses the name. */
typedef enum {
    TF_SPOOF_NONE,
    TF_SPOOF_FORGED, /* the domain itself is in From */
    TF_SPOOF_ALIKE, /* another domain is, and it looks like this one or shows it as its name */
    TF_N_SPOOF_KINDS
} TfSpoofKind;

const char *tf_spoof_kind_to_string (TfSpoofKind kind); /* as in the JSON form */

/** TfSpoofClaim: whose name a message uses. */
typedef struct {
    TfSpoofKind kind;
    TfCode code; /* the worst finding that says so; without a claim: none */
    TfLevel level;
    char *domain; /* one of the owner's, or below it; NULL: none */
    char *used;   /* the domain in From; NULL: none that is one */
} TfSpoofClaim;

/* OWN: domains, NULL at the end. Only alarms and warnings claim anything: mail of the owner that a list has changed
 * is at most a note. */
void tf_spoof_claim_read (const TfSpoofMessage *message, const char *const *own,
                          TfSpoofClaim *ret_claim);
void tf_spoof_claim_clear (TfSpoofClaim *claim);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfSpoofClaim, tf_spoof_claim_clear)
/* Owned: what is behind the last "@" of TEXT, or all of it, as a domain; NULL: it is none. */
char *tf_spoof_domain_of (const char *text);

/* ---- seen.c ------------------------------------------------------------------------ */

typedef enum {
    TF_SEEN_NEW,
    TF_SEEN_AGAIN,
    TF_SEEN_FULL /* it is not among them, and nothing more is remembered */
} TfSeenState;

typedef struct _TfSeenSet TfSeenSet;

/* For at most MAX digests. */
TfSeenSet *tf_seen_set_new (gsize max);
void tf_seen_set_free (TfSeenSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSeenSet, tf_seen_set_free)
/* Looks for any of two digests of 32 bytes, each of which may be NULL, and remembers both. */
TfSeenState
tf_seen_set_add (TfSeenSet *set, const guint8 *identity, const guint8 *digest);

/* ---- spoofs.c ---------------------------------------------------------------------- */

typedef enum {
    TF_SPOOF_MONTHS,     /* "2026-06" */
    TF_SPOOF_DOMAINS,    /* of the owner, that are used */
    TF_SPOOF_LOOKALIKES, /* domains in From that look like them */
    TF_SPOOF_CODES,
    TF_SPOOF_SOURCES, /* addresses; more: the host */
    TF_SPOOF_RETURN_PATHS,
    TF_SPOOF_SIGNERS,
    TF_SPOOF_REPLIES,
    TF_N_SPOOF_TABLES
} TfSpoofTable;

const char *tf_spoof_table_to_string (TfSpoofTable table);

/** TfSpoofSample: one of the messages. Texts are never NULL, and may be hostile. */
typedef struct {
    TfSpoofKind kind;
    TfCode code;
    TfLevel level;
    gint64 time; /* 0: not known */
    char *domain;
    char *proven;
    char *sender;
    char *name;
    char *subject;
    char *date;
    char *place;
    char *address;
    char *host;
    char *return_path;
} TfSpoofSample;

/** TfSpoofs: the picture that all messages give. */
typedef struct {
    const char *const *own;
    gint64 now;
    guint64 n_scanned;    /* messages of scans, whatever they are */
    guint64 n_remembered; /* of those that count: only known from the memory */
    guint64 n_again;      /* that count, and were there before */
    guint64 n_unsure;     /* that count, and may have been there before */
    guint64 n_unproven;   /* where these came in, only their header says */
    guint64 kinds[TF_N_SPOOF_KINDS];
    guint64 levels[TF_LEVEL_ALARM + 1];
    gint64 first; /* 0: not known */
    gint64 last;
    TfSumTable *tables[TF_N_SPOOF_TABLES];
    guint64 left_out[TF_N_SPOOF_TABLES]; /* messages for which a table had no room */
    GPtrArray *samples;                  /* TfSpoofSample, the latest first */
    TfSeenSet *seen;
} TfSpoofs;

/* OWN must outlive it. A message from after NOW is in no month. */
TfSpoofs *tf_spoofs_new (const char *const *own, gint64 now);
void tf_spoofs_free (TfSpoofs *spoofs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSpoofs, tf_spoofs_free)
/* CLAIM is MESSAGE's. FALSE: it does not count: it claims nothing, or was there before. */
gboolean tf_spoofs_add (TfSpoofs *spoofs, const TfSpoofMessage *message,
                        const TfSpoofClaim *claim);
guint64 tf_spoofs_count (const TfSpoofs *spoofs); /* all that count */
