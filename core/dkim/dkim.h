/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dkim: RFC 6376, with 8301 (algorithms), 8463 (Ed25519) and 8616 (internationalised mail).
 *
 *   signature.c     §3.5 the DKIM-Signature field
 *   signature-tags.c  §3.5 its tags, each by itself (and those of ARC)
 *   signature-names.c §3.5 d=, s= and i=
 *   signature-list.c  §6.1 all signatures of a message, and which of them are worth the work
 *   key.c           §3.6.1 the key record
 *   canon-header.c  §3.4.1, §3.4.2 and §3.7: the header hash
 *   canon-body.c    §3.4.3, §3.4.4: the body, in blocks of any size
 *   body-footer.c   where a list's footer may begin
 *   body-hash.c     §3.7: each (variant, canonicalisation, algorithm, l=) hashed once
 *   coverage.c      §8.2, §8.15: what a valid signature leaves unprotected
 *   verify.c        §6.1.2, §6.1.3: which key verifies which reading of the message
 *   check.c         §6.1: one signature, one result
 *   subject-words.c  a Subject and its encoded words (RFC 2047), byte by byte
 *   subject-charset.c the same in another charset
 *   subject-marks.c  the marks and reply prefixes that it begins with
 *   subject-trials.c what it may have been before lists and gateways marked it
 *   check-marks.c   a signature that matches without such marks
 *   seen-key.c      keys that were seen earlier
 *   check-seen.c    a signature that one of those verifies
 */
#pragma once

#include "base/base.h"
#include "crypto/crypto.h"
#include "dns/dns.h"
#include "message/message.h"

typedef enum { TF_CANON_SIMPLE, TF_CANON_RELAXED } TfCanon;

typedef enum {
    TF_DKIM_RSA_SHA256,
    TF_DKIM_ED25519_SHA256,
    TF_DKIM_RSA_SHA1 /* RFC 8301 §3.1: never verified, except by the rules of its day */
} TfDkimAlgorithm;

/* Which bytes were hashed. */
typedef enum {
    TF_VARIANT_AS_IS,     /* "as-is": also storage with LF throughout, which means CRLF */
    TF_VARIANT_LINE_ENDS, /* "line-ends-repaired": mixed ends, each lone LF read as CRLF */
    TF_VARIANT_MBOX       /* "mbox-unescaped": the same, with one ">" less in ^>+From */
} TfVariant;

#define TF_N_VARIANTS 3 /* never more than four */

/** TfDkimChange: what was changed in a message that the domain did sign. */
typedef enum {
    TF_CHANGE_NONE,
    TF_CHANGE_MARK, /* marks in the Subject alone; the rest is unchanged */
    TF_CHANGE_PART, /* such marks, and something else that is not signed */
    TF_CHANGE_BODY
} TfDkimChange;

/* ---- signature.c ------------------------------------------------------------------------- */

/** TfDkimSignature: one DKIM-Signature field, read. */
typedef struct {
    guint field_index; /* of the header's fields */
    /* TF_RESULT_NONE: to be checked; otherwise final, with a reason (syntax, unknown algorithm …) */
    TfResult result;
    TfReason reason;
    TfDkimAlgorithm algorithm;
    char *algorithm_text; /* a= as written, lower case, UTF-8; or NULL */
    TfCanon header_canon;
    TfCanon body_canon;
    char *domain;   /* d=; or NULL when it is not a domain */
    char *selector; /* s= */
    char *identity; /* i=, decoded; @d by default */
    char *identity_domain;
    GPtrArray *signed_names; /* char *: h= in lower case, in order, with repeats */
    GBytes *signature;       /* b= */
    GBytes *body_hash;       /* bh= */
    /* within the field's raw bytes: what is left out of the hash */
    TfSpan b_value;
    gboolean has_length;
    guint64 length;            /* l= */
    gint64 timestamp;          /* t=; -1 absent */
    gint64 expiration;         /* x=; -1 absent */
    guint instance;            /* ARC's i=; 0: absent or not a number */
    TfResult chain_validation; /* ARC's cv=: none, fail or pass */
} TfDkimSignature;

/* The fields that are made and read in the same way (RFC 8617 §4.1.2, §4.1.3). */
typedef enum {
    TF_SIGNATURE_DKIM,
    TF_SIGNATURE_ARC_MESSAGE, /* no v=; i= is the instance */
    TF_SIGNATURE_ARC_SEAL     /* nor h=, bh= and c=; cv= is the chain's status */
} TfSignatureKind;

/* Never NULL. */
TfDkimSignature *tf_dkim_signature_parse_kind (const TfHeader *header, guint field_index,
                                               TfSignatureKind kind);
TfDkimSignature *tf_dkim_signature_parse (const TfHeader *header, guint field_index);
void tf_dkim_signature_free (TfDkimSignature *signature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDkimSignature, tf_dkim_signature_free)

/* ---- signature-list.c -------------------------------------------------------------------- */

/* Owned: every DKIM-Signature of the header, in its order (TfDkimSignature). Past
 * TF_LIMIT_SIGNATURES after sorting (those of AUTHOR_DOMAIN first, then of its organization, then
 * top to bottom), past TF_LIMIT_SIGNING_DOMAINS domains or TF_LIMIT_KEY_QUERIES keys, the result
 * is neutral with TF_REASON_LIMIT; with d= a public suffix it is neutral too. AUTHOR_DOMAIN may be
 * NULL. */
GPtrArray *tf_dkim_signatures_read (const TfHeader *header, const char *author_domain,
                                    const TfSuffixList *suffixes);

/* ---- key.c ------------------------------------------------------------------------------- */

/** TfDkimKeyRecord: §3.6.1. */
typedef struct {
    /* TF_REASON_NONE: usable; _KEY_REVOKED, _KEY_SYNTAX, _KEY_TYPE_UNKNOWN */
    TfReason reason;
    TfKeyType type;
    GBytes *data; /* p= decoded */
    gboolean allows_sha256;
    gboolean allows_sha1;
    gboolean allows_email;    /* s= */
    gboolean testing;         /* t=y */
    gboolean strict_identity; /* t=s */
} TfDkimKeyRecord;

/* NULL: TEXT is not a key record at all (an SPF text from a wildcard, another v=). */
TfDkimKeyRecord *tf_dkim_key_record_parse (TfSpan text);
void tf_dkim_key_record_free (TfDkimKeyRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDkimKeyRecord, tf_dkim_key_record_free)

/* ---- seen-key.c -------------------------------------------------------------------------- */

/** TfSeenKey: a key record with which a signature was verified once. */
typedef struct {
    char *name;     /* "s1._domainkey.example.org" */
    char *record;   /* printable ASCII */
    gint64 first;   /* when the first message that it verified arrived */
    gint64 last;    /* when it was last seen in the DNS */
    gint64 revoked; /* since when it is known to be revoked; -1: it is not */
} TfSeenKey;

TfSeenKey *tf_seen_key_new (const char *name, const char *record, gint64 first,
                            gint64 last, gint64 revoked);
void tf_seen_key_free (TfSeenKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSeenKey, tf_seen_key_free)
/* Owned: what the DNS may have answered for NAME when the message arrived; NULL: nothing that is known.
 * KEYS (TfSeenKey) may be NULL. */
TfDnsAnswer *tf_seen_keys_answer (const GPtrArray *keys, const char *name,
                                  gint64 received_at, gboolean revoked_now);

/* ---- canon-header.c ---------------------------------------------------------------------- */

/** TfDkimInstead: what a field may have been before. */
typedef struct {
    guint index; /* of the header's fields */
    TfField field;
} TfDkimInstead;

/* What §3.7 hashes: the fields of h= bottom-up, then the signature field with b= emptied.
 * Lone LFs count as CRLF when VARIANT says so or the header has LF throughout. INSTEAD: one field
 * that gets another value; or NULL. */
void tf_dkim_header_hash (const TfHeader *header, const TfDkimSignature *signature,
                          TfVariant variant, const TfDkimInstead *instead, TfHash *hash);
/* One field in canonical form, with its CRLF, appended to OUT. For tests and ARC. */
void
tf_dkim_canon_field (const TfField *field, TfCanon canon, gboolean repair, GString *out);
/* The same without the bytes of EMPTIED and without the CRLF: for the signature field itself. */
void tf_dkim_canon_emptied (const TfField *field, TfSpan emptied, TfCanon canon,
                            gboolean repair, GString *out);

/* ---- canon-body.c ------------------------------------------------------------------------ */

typedef void (*TfCanonSink) (gpointer data, TfSpan bytes);

/* What an LF without a CR before it means. A lone CR is always data. */
typedef enum {
    TF_LONE_LF_IS_DATA,
    TF_LONE_LF_IS_LINE_END,
    TF_LONE_LF_STOPS /* tf_body_canon_update() returns in front of it */
} TfLoneLf;

typedef struct _TfBodyCanon TfBodyCanon;

/* SINK gets the canonical body in blocks of a few KB; how the input is cut into chunks does not
 * matter. */
TfBodyCanon *
tf_body_canon_new (TfCanon canon, TfLoneLf lone_lf, TfCanonSink sink, gpointer data);
/* Goes on from the same place with another meaning of LF and another sink. Nothing may still be held
 * back for the old sink: call tf_body_canon_flush() first. */
TfBodyCanon *tf_body_canon_fork (const TfBodyCanon *canon, TfLoneLf lone_lf,
                                 TfCanonSink sink, gpointer data);
void tf_body_canon_set_lone_lf (TfBodyCanon *canon, TfLoneLf lone_lf);
/* How many bytes were taken: all, except with TF_LONE_LF_STOPS. */
gsize tf_body_canon_update (TfBodyCanon *canon, TfSpan chunk);
void tf_body_canon_flush (TfBodyCanon *canon);
void tf_body_canon_finish (TfBodyCanon *canon);
guint64 tf_body_canon_get_length (const TfBodyCanon *canon); /* canonical octets so far */
void tf_body_canon_free (TfBodyCanon *canon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBodyCanon, tf_body_canon_free)

/* How many bytes at the start of TEXT appear in the canonical body as they are, as far as can be
 * seen byte by byte (a trailing SP, CR or LF is still undecided). The first byte must not be SP,
 * HTAB, CR or LF. Both functions give the same number: one in blocks of 16 where the machine can,
 * the other in plain C. */
gsize tf_body_scan (TfSpan text, TfCanon canon, gboolean every_lf);
gsize tf_body_scan_plain (TfSpan text, TfCanon canon, gboolean every_lf);

/* ---- body-hash.c ------------------------------------------------------------------------- */

typedef struct _TfBodyHasher TfBodyHasher;

/* HEADER_ENDS decides the variants: with LF throughout there is one; with CRLF a second one begins at
 * the first lone LF. For a message from an mbox another begins at the first escaped "From ". */
TfBodyHasher *tf_body_hasher_new (TfLineEnds header_ends, TfStore store);
void tf_body_hasher_want (TfBodyHasher *hasher, TfCanon canon, TfHashAlgorithm algorithm,
                          gboolean has_length, guint64 length);
void tf_body_hasher_update (TfBodyHasher *hasher, TfSpan chunk);
void tf_body_hasher_finish (TfBodyHasher *hasher);
/* FALSE: that variant does not exist (no mixed line ends, nothing escaped) or was not wanted. */
gboolean
tf_body_hasher_get (const TfBodyHasher *hasher, TfVariant variant, TfCanon canon,
                    TfHashAlgorithm algorithm, gboolean has_length, guint64 length,
                    guint8 ret_digest[TF_HASH_MAX], guint64 *ret_canonical_length);
/* Whether DIGEST is that of the body up to one of the places at which a list's footer may begin. Only
 * without l=. */
gboolean
tf_body_hasher_fits_without_footer (const TfBodyHasher *hasher, TfVariant variant,
                                    TfCanon canon, TfHashAlgorithm algorithm,
                                    const guint8 *digest);
void tf_body_hasher_free (TfBodyHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfBodyHasher, tf_body_hasher_free)

/* ---- coverage.c -------------------------------------------------------------------------- */

/** TfCoverage: what a valid signature leaves open. */
typedef struct {
    guint64 unsigned_bytes;     /* octets of the canonical body past l= */
    gboolean content_type_open; /* Content-Type unsigned together with l= */
    gboolean subject_open;      /* there is a Subject and h= does not name it */
    gboolean header_ends_early; /* for some programs: TF_HEADER_ENDS_EARLY */
    /* lower case: a field with one more instance than h= lists, and another value; or NULL */
    char *added_field;
    /* lower case: an unsigned field with a second, different copy; or NULL */
    char *duplicate_field;
    /* lower case, static: an unsigned field that takes an answer to another organization than
     * d=, and not to a list that says which one it is; or NULL */
    const char *answer_field;
    gboolean answer_unreadable; /* programs read different addresses in it */
} TfCoverage;

void tf_coverage_read (const TfHeader *header, const TfDkimSignature *signature,
                       guint64 canonical_length, const TfSuffixList *suffixes,
                       TfCoverage *ret_coverage);
/* The first part of the signed content that was left open or contradicted; NONE: nothing. */
TfReason tf_coverage_open_content (const TfCoverage *coverage);
/* The same, or a field that is not signed although a reader goes by it. */
TfReason tf_coverage_open_part (const TfCoverage *coverage);
void tf_coverage_clear (TfCoverage *coverage);

/* ---- subject-trials.c -------------------------------------------------------------------- */

/* Owned (GString), the likeliest first, at most TF_LIMIT_SUBJECT_TRIALS: what VALUE, that of a
 * Subject, may have been before marks were put into it. IS_LIST: the header comes from a list, so a
 * mark may have a running number. */
GPtrArray *tf_subject_without_marks (TfSpan value, gboolean is_list);

/* ---- check.c ----------------------------------------------------------------------------- */

/** TfDkimContext: what a check needs beyond the message. */
typedef struct {
    gint64 now;
    gint64 received_at;    /* -1: not known, then "now" counts */
    gboolean allow_legacy; /* rsa-sha1 and short keys by the rules of their day */
    gboolean incomplete;   /* the body is not all there */
    const TfSuffixList *suffixes;
    TfKeyCache *keys;           /* or NULL: saves time, changes nothing else */
    const GPtrArray *seen_keys; /* TfSeenKey: what the memory has; or NULL */
} TfDkimContext;

/** TfDkimResult: one element of the report's "dkim". */
typedef struct {
    TfResult result;
    TfReason reason;
    char *domain;
    char *selector;
    char *identity;
    char *algorithm;
    guint key_bits;
    gboolean aligned; /* with the Author Domain; set by the evaluation */
    /* b= verified over the header, whatever the body; also without marks in the Subject */
    gboolean header_verified;
    gboolean mismatched;     /* the key could be used, but b= does not match */
    gboolean mark_removed;   /* it matches with a Subject without its marks */
    gboolean footer_removed; /* bh= matches the body without a list's footer */
    TfDkimChange change;     /* where header_verified: what was changed later */
    gboolean
        authenticates;   /* cryptographically valid and not expired: counts as evidence,
                               * also where coverage makes the result "policy" */
    gboolean stored_key; /* verified with a key that was seen earlier */
    gboolean lookup_failed; /* the key could not be looked up: may still pass */
    gboolean testing;
    gboolean weak;
    gboolean vanished;  /* no key, revoked or expired: normal in old mail */
    gboolean authentic; /* AD bit on the key */
    guint64 unsigned_bytes;
    gint64 timestamp;
    gint64 expiration;
    GStrv signed_fields;
    TfVariant variant;
    TfCoverage coverage;
} TfDkimResult;

/* Owned: where the key is. For a signature whose result is TF_RESULT_NONE. */
char *tf_dkim_key_name (const TfDkimSignature *signature);
/* Asks for the key if the signature is to be checked. FALSE: not known yet. */
gboolean tf_dkim_ask (const TfDkimSignature *signature, TfDns *dns);
/* Owned. Every answer must be known by now; one that is not counts as a failed look-up. */
TfDkimResult *
tf_dkim_check (const TfDkimSignature *signature, const TfHeader *header,
               const TfBodyHasher *body, const TfDns *dns, const TfDkimContext *context);
/* Owned: as tf_dkim_check(), for a signature that did not match, but without the marks that lists and
 * gateways put into a Subject. NULL: nothing matches. */
TfDkimResult *
tf_dkim_check_without_marks (const TfDkimSignature *signature, const TfHeader *header,
                             const TfBodyHasher *body, const TfDns *dns,
                             const TfDkimContext *context);
/* Owned: as tf_dkim_check(), for a signature with RESULT, but with a key that was seen when the message
 * arrived. NULL: there is no need for it, or none that verifies the header. */
TfDkimResult *
tf_dkim_check_with_seen_key (const TfDkimSignature *signature, const TfHeader *header,
                             const TfBodyHasher *body, const TfDkimContext *context,
                             const TfDkimResult *result);
/* Which reading of the message matches: "as-is", "mark-removed" … */
const char *tf_dkim_result_get_variant (const TfDkimResult *result);
/* As tf_dkim_check(), for a signature over DIGEST alone: an ARC-Seal (RFC 8617 §5.1.1). */
TfDkimResult *
tf_dkim_check_digest (const TfDkimSignature *signature, const guint8 *digest,
                      gsize length, const TfDns *dns, const TfDkimContext *context);
void tf_dkim_result_free (TfDkimResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDkimResult, tf_dkim_result_free)
