/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* base: the small tools that everything else is built on; nothing here knows what mail is.
 *
 *   cursor.h         spans and cursors (span.c, cursor.c): the one way foreign bytes are read
 *   base64.c         RFC 4648 §4, as DKIM uses it (folding white space allowed, nothing else)
 *   tag-list.c       RFC 6376 §3.2 tag=value lists (DKIM and DMARC)
 *   domain.c         domain names: syntax, comparison, labels
 *   ip.c             IP addresses and networks
 *   json-shape.c     whether text can be given to a reader of JSON that works by recursion
 *   unicode.c        UTS #46 conversion, UTS #39 skeleton (the only file that includes ICU)
 *   public-suffix.c  registrable domains (the only file that includes libpsl)
 *   result.c         the words of RFC 8601 §2.7 and our reasons
 *   limits.h         every limit, with its reason
 */
#pragma once

#include <glib.h>

#include "base/cursor.h"
#include "base/limits.h"

/* ---- base64.c ---------------------------------------------------------------------------- */

/* NULL when TEXT contains anything but the alphabet, folding white space and correct padding. */
GBytes *tf_base64_decode (TfSpan text);

/* ---- json-shape.c ------------------------------------------------------------------------ */

/* Whether TEXT has only strings, brackets and bytes of RFC 8259, and no more than MAX_DEPTH of these within
 * one another. What they mean, and whether they are in order, is for the reader. */
gboolean tf_json_has_shape (TfSpan text, guint max_depth);

/* ---- tag-list.c -------------------------------------------------------------------------- */

typedef struct _TfTagList TfTagList;

typedef enum {
    TF_TAG_LIST_OK,
    TF_TAG_LIST_SYNTAX,
    TF_TAG_LIST_DUPLICATE, /* RFC 6376 §3.2: the whole list is invalid */
    TF_TAG_LIST_TOO_MANY
} TfTagListState;

/* Never NULL; the state says whether it may be used. TEXT must outlive the list. */
TfTagList *tf_tag_list_parse (TfSpan text);
TfTagListState tf_tag_list_get_state (const TfTagList *list);
/* Names are case-sensitive. FALSE: the tag is absent (an empty value gives TRUE and length 0).
 * The value has no white space around it; white space inside it is as written. */
gboolean tf_tag_list_get (const TfTagList *list, const char *name, TfSpan *ret_value);
gboolean tf_tag_list_is_first (const TfTagList *list, const char *name);
/* For DMARC, where duplicates of unknown tags are tolerated: how often NAME occurs. */
guint tf_tag_list_count (const TfTagList *list, const char *name);
void tf_tag_list_free (TfTagList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTagList, tf_tag_list_free)

/* ---- domain.c ---------------------------------------------------------------------------- */

/* All domains inside truefrom are lower case, A-labels, without a trailing dot. */

/* Normalises TEXT: UTF-8 labels become A-labels (UTS #46 non-transitional, STD3, round trip
 * checked), ASCII becomes lower case. NULL: not a domain name (an empty label, a label over 63
 * octets, a name over 253, a byte other than a letter, digit or hyphen, a hyphen at either end
 * of a label, bad Punycode, a trailing dot, an underscore). A single label is a domain name here. */
char *tf_domain_parse (TfSpan text);
/* The same, but ASCII only and at least two labels: the d= of RFC 6376 §3.5. */
char *tf_domain_parse_sdid (TfSpan text);
/* A selector: like a domain, but one label is enough and "_" is allowed. */
char *tf_domain_parse_selector (TfSpan text);
guint tf_domain_count_labels (const char *domain);
/* borrowed from domain; NULL above a single label */
const char *tf_domain_parent (const char *domain);
/* borrowed from domain */
const char *tf_domain_last_labels (const char *domain, guint count);
/* TRUE when DOMAIN is ANCESTOR or below it, by whole labels: badexample.org is not within
 * example.org. */
gboolean tf_domain_is_within (const char *domain, const char *ancestor);
/* For people: U-labels when IDNA accepts every label and converts it back, and every label keeps
 * to one script and does not imitate another; otherwise the whole name as it is. */
char *tf_domain_to_unicode (const char *domain);

/* ---- ip.c -------------------------------------------------------------------------------- */

/** TfIp: an IP address; an IPv4-mapped IPv6 address is the IPv4 one. */
typedef struct {
    guint8 octets[16];
    gsize length; /* 4 or 16; 0: none */
} TfIp;

gboolean tf_ip_parse (TfSpan text, TfIp *ret_address);
/* FALSE for addresses of different families. */
gboolean tf_ip_in_network (const TfIp *address, const TfIp *network, guint prefix);
/* From the octets of an A or AAAA record. */
gboolean tf_ip_from_bytes (GBytes *octets, TfIp *ret_address);
/* Not private, loopback, link-local, shared or multicast (RFC 6890). Documentation addresses count
 * as public: in examples and tests they take the place of real ones. */
gboolean tf_ip_is_public (const TfIp *address);
/* Owned: "192.0.2.1", "2001:db8::1". */
char *tf_ip_to_text (const TfIp *address);
/* Owned: "192.0.2.0/24". PREFIX is a multiple of 8. */
char *tf_ip_to_network (const TfIp *address, guint prefix);
/* Owned: "192.0.2.1", or 32 nibbles separated by dots (RFC 7208 §7.3). */
char *tf_ip_to_nibbles (const TfIp *address);
/* Owned: the name whose PTR records to ask for: "1.2.0.192.in-addr.arpa". */
char *tf_ip_to_reverse (const TfIp *address);

/* ---- unicode.c --------------------------------------------------------------------------- */

/* NULL: fails UTS #46 or the round trip */
char *tf_unicode_to_ascii (const char *domain_utf8);
char *tf_unicode_to_unicode (const char *domain); /* NULL: fails UTS #46 */
/* UTS #39 §4: two texts with equal skeletons look alike. NULL: over 1,023 bytes, or not UTF-8. */
char *tf_unicode_skeleton (const char *text);

/* ---- public-suffix.c --------------------------------------------------------------------- */

typedef struct _TfSuffixList TfSuffixList;

TfSuffixList *tf_suffix_list_new_builtin (void); /* what libpsl was built with */
TfSuffixList *tf_suffix_list_new_from_bytes (GBytes *list); /* NULL: not a list */
TfSuffixList *tf_suffix_list_ref (TfSuffixList *list);
void tf_suffix_list_unref (TfSuffixList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSuffixList, tf_suffix_list_unref)
/* ICANN and private */
gboolean tf_suffix_list_is_suffix (const TfSuffixList *list, const char *domain);
/* Borrowed from domain. NULL when DOMAIN is itself a public suffix or a single label. */
const char *tf_suffix_list_registrable (const TfSuffixList *list, const char *domain);
/* Borrowed from domain: the longest ICANN public suffix of DOMAIN that is actually on the list (the
 * default rule does not count); it may be all of DOMAIN. NULL: the top-level domain is not on it. */
const char *tf_suffix_list_icann_suffix (const TfSuffixList *list, const char *domain);
/* Same registrable domain; equal domains always belong to the same organization. */
gboolean
tf_suffix_list_same_organization (const TfSuffixList *list, const char *a, const char *b);

/* ---- result.c ---------------------------------------------------------------------------- */

/** TfResult: RFC 8601 §2.7. */
/** TfLevel: how much a finding weighs, and what is shown. Ordered: a higher level wins.
 * "pending" is a state of a view, not of a verdict. */
typedef enum { TF_LEVEL_QUIET, TF_LEVEL_NOTE, TF_LEVEL_WARNING, TF_LEVEL_ALARM } TfLevel;

typedef enum {
    TF_RESULT_NONE,
    TF_RESULT_PASS,
    TF_RESULT_FAIL,
    TF_RESULT_SOFTFAIL,
    TF_RESULT_NEUTRAL,
    TF_RESULT_POLICY,
    TF_RESULT_TEMPERROR,
    TF_RESULT_PERMERROR
} TfResult;

const char *tf_result_to_string (TfResult result);
/* FALSE: no such word */
gboolean tf_result_from_string (const char *word, TfResult *ret_result);

/* Reasons are printable and stable: they appear in the JSON, and the wording is looked up by them. */
#define TF_REASONS(X)                                                                    \
    X (NONE, NULL)                                                                       \
    X (NOT_EVALUATED, "not-evaluated")                                                   \
    X (LIMIT, "limit")                                                                   \
    X (SYNTAX, "syntax")                                                                 \
    X (TOO_LONG, "too-long")                                                             \
    X (TOO_MANY, "too-many")                                                             \
    /* From */                                                                           \
    X (MISSING, "missing")                                                               \
    X (EMPTY, "empty")                                                                   \
    X (EMPTY_GROUP, "empty-group")                                                       \
    X (SEVERAL_FIELDS, "several-fields")                                                 \
    X (SEVERAL_DOMAINS, "several-domains")                                               \
    X (SEVERAL_AUTHORS, "several-authors")                                               \
    X (SEVERAL_READINGS, "several-readings")                                             \
    X (ENCODED_ADDRESS, "encoded-address")                                               \
    X (FORBIDDEN_CHARACTER, "forbidden-character")                                       \
    X (COMMENT_IN_DOMAIN, "comment-in-domain")                                           \
    X (ADDRESS_IN_GROUP_NAME, "address-in-group-name")                                   \
    X (DOMAIN_LITERAL, "domain-literal")                                                 \
    X (SINGLE_LABEL, "single-label")                                                     \
    X (DISPLAYED_DIFFERS, "displayed-differs")                                           \
    X (HEADER_TOO_LONG, "header-too-long")                                               \
    X (OBSOLETE_SYNTAX, "obsolete-syntax")                                               \
    X (TRAILING_DOT, "trailing-dot")                                                     \
    X (TOLERATED, "tolerated")                                                           \
    /* DKIM signature */                                                                 \
    X (DUPLICATE_TAG, "duplicate-tag")                                                   \
    X (MISSING_V, "missing-v")                                                           \
    X (MISSING_A, "missing-a")                                                           \
    X (MISSING_B, "missing-b")                                                           \
    X (MISSING_BH, "missing-bh")                                                         \
    X (MISSING_D, "missing-d")                                                           \
    X (MISSING_H, "missing-h")                                                           \
    X (MISSING_S, "missing-s")                                                           \
    X (BAD_VERSION, "bad-version")                                                       \
    X (BAD_DOMAIN, "bad-domain")                                                         \
    X (BAD_SELECTOR, "bad-selector")                                                     \
    X (BAD_SIGNED_FIELDS, "bad-signed-fields")                                           \
    X (BAD_IDENTITY, "bad-identity")                                                     \
    X (BAD_LENGTH, "bad-length")                                                         \
    X (BAD_TIME, "bad-time")                                                             \
    X (BAD_SIGNATURE_DATA, "bad-signature-data")                                         \
    X (BAD_BODY_HASH_DATA, "bad-body-hash-data")                                         \
    X (FROM_NOT_SIGNED, "from-not-signed")                                               \
    X (DOMAIN_MISMATCH, "domain-mismatch")                                               \
    X (UNKNOWN_ALGORITHM, "unknown-algorithm")                                           \
    X (UNKNOWN_CANONICALIZATION, "unknown-canonicalization")                             \
    X (UNKNOWN_QUERY_METHOD, "unknown-query-method")                                     \
    X (RSA_SHA1, "rsa-sha1")                                                             \
    X (PUBLIC_SUFFIX, "public-suffix")                                                   \
    X (LENGTH_BEYOND_BODY, "length-beyond-body")                                         \
    X (EXPIRED, "expired")                                                               \
    X (EXPIRED_ARRIVAL_UNKNOWN, "expired-arrival-unknown")                               \
    X (BODY_HASH_MISMATCH, "body-hash-mismatch")                                         \
    X (SIGNATURE_MISMATCH, "signature-mismatch")                                         \
    X (MARK_ADDED, "mark-added")                                                         \
    X (UNSIGNED_BODY, "unsigned-body")                                                   \
    X (UNSIGNED_CONTENT_TYPE, "unsigned-content-type")                                   \
    X (UNSIGNED_SUBJECT, "unsigned-subject")                                             \
    X (UNSIGNED_REPLY_TO, "unsigned-reply-to")                                           \
    X (ADDED_FIELD, "added-field")                                                       \
    X (DUPLICATE_FIELD, "duplicate-field")                                               \
    X (HEADER_ENDS_EARLY, "header-ends-early")                                           \
    X (INCOMPLETE, "incomplete")                                                         \
    /* DKIM key */                                                                       \
    X (NO_KEY, "no-key")                                                                 \
    X (KEY_SYNTAX, "key-syntax")                                                         \
    X (KEY_REVOKED, "key-revoked")                                                       \
    X (KEY_TOO_SHORT, "key-too-short")                                                   \
    X (KEY_TOO_LONG, "key-too-long")                                                     \
    X (KEY_EXPONENT, "key-exponent")                                                     \
    X (KEY_TYPE_MISMATCH, "key-type-mismatch")                                           \
    X (KEY_TYPE_UNKNOWN, "key-type-unknown")                                             \
    X (KEY_HASH_NOT_ALLOWED, "key-hash-not-allowed")                                     \
    X (KEY_SERVICE_NOT_ALLOWED, "key-service-not-allowed")                               \
    X (TESTING_KEY, "testing-key")                                                       \
    X (WEAK_KEY, "weak-key")                                                             \
    X (STORED_KEY, "stored-key")                                                         \
    X (NOT_SUPPORTED_HERE, "not-supported-here")                                         \
    /* DNS */                                                                            \
    X (DNS, "dns")                                                                       \
    X (OFFLINE, "offline")                                                               \
    X (PENDING, "pending")                                                               \
    /* DMARC and evidence */                                                             \
    X (NO_POLICY, "no-policy")                                                           \
    X (NO_AUTHOR_DOMAIN, "no-author-domain")                                             \
    X (ORG_DOMAIN_IS_PUBLIC_SUFFIX, "org-domain-is-public-suffix")                       \
    X (UNPROVEN, "unproven")                                                             \
    X (NULL_REVERSE_PATH, "null-reverse-path")                                           \
    X (NO_RETURN_PATH, "no-return-path")                                                 \
    X (RETURN_PATH_ALIGNED, "return-path-aligned")                                       \
    X (RETURN_PATH_NOT_ALIGNED, "return-path-not-aligned")                               \
    X (SPF_NOT_PASSED, "spf-not-passed")                                                 \
    X (SERVER_FAILED, "server-failed")                                                   \
    X (NO_TRACE, "no-trace")                                                             \
    X (OWN_COPY, "own-copy")                                                             \
    X (REWRITTEN, "rewritten")                                                           \
    X (STORED_AGAIN, "stored-again")                                                     \
    X (SERVER_REWRITES, "server-rewrites")                                               \
    /* ARC */                                                                            \
    X (BAD_INSTANCE, "bad-instance")                                                     \
    X (INCOMPLETE_SET, "incomplete-set")                                                 \
    X (CHAIN_STATUS, "chain-status")                                                     \
    X (BAD_SEAL, "bad-seal")                                                             \
    /* Authentication-Results */                                                         \
    X (NOT_TRUSTED, "not-trusted")                                                       \
    X (NO_BORDER, "no-border")                                                           \
    X (FORGED_BELOW, "ar-forged-below")                                                  \
    X (CONFLICT, "ar-conflict")                                                          \
    X (INCONSISTENT, "ar-inconsistent")                                                  \
    X (OLD, "old")                                                                       \
    X (INTERNAL, "internal")

typedef enum {
#define X(name, word) TF_REASON_##name,
    TF_REASONS (X)
#undef X
        TF_N_REASONS
} TfReason;

const char *tf_reason_to_string (TfReason reason); /* NULL for TF_REASON_NONE */
