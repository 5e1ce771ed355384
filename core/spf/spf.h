/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spf: RFC 7208, as plain recursion over the table of answers.
 *
 *   record.c      §4.6, §5, §6, §12 the record's terms, all syntax checked before any is evaluated
 *   macro.c       §7 macro expansion
 *   terms.c       §5 the mechanisms
 *   check-host.c  §4 check_host(), with the limits of §4.6.4
 *   sender.c      the SMTP envelope to check: known, or reconstructed
 *
 * Left out on purpose: exp= is parsed but never fetched (§6.2: it would give the sender a channel
 * for text, and the question would tell them who reads the message). */
#pragma once

#include "base/base.h"
#include "dns/dns.h"
#include "message/message.h"
#include "message/received.h"

/* ---- record.c ---------------------------------------------------------------------------- */

typedef enum {
    TF_SPF_ALL,
    TF_SPF_INCLUDE,
    TF_SPF_A,
    TF_SPF_MX,
    TF_SPF_PTR,
    TF_SPF_IP4,
    TF_SPF_IP6,
    TF_SPF_EXISTS
} TfSpfMechanism;

/** TfSpfTerm: one directive. The spans point into the record's text. */
typedef struct {
    TfResult qualifier; /* the result when it matches */
    TfSpfMechanism mechanism;
    TfSpan domain_spec; /* length 0: the current domain */
    TfIp network;
    guint prefix4;
    guint prefix6;
} TfSpfTerm;

typedef struct {
    GArray *terms; /* TfSpfTerm */
    gboolean has_redirect;
    TfSpan redirect;
} TfSpfRecord;

/* Whether TEXT is an SPF record at all (§4.5). */
gboolean tf_spf_is_record (TfSpan text);
/* NULL: a syntax error anywhere, which is permerror (§4.6). TEXT must outlive the record. */
TfSpfRecord *tf_spf_record_parse (TfSpan text);
void tf_spf_record_free (TfSpfRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfSpfRecord, tf_spf_record_free)

/* ---- macro.c ----------------------------------------------------------------------------- */

/** TfSpfSender: the SMTP envelope, as far as it is known. */
typedef struct {
    TfIp address;
    const char *helo;   /* or NULL */
    const char *local;  /* of MAIL FROM; "postmaster" when it has none (§4.3) */
    const char *domain; /* of MAIL FROM, or HELO's for a null reverse-path */
} TfSpfSender;

/* §7.1: a correct domain-spec (or any macro-string); c, r and t are allowed only in exp. */
gboolean tf_spf_macro_is_valid (TfSpan text, gboolean must_be_domain);
gboolean tf_spf_macro_needs_name (TfSpan text); /* contains %{p} */
/* Owned: the expansion, with labels dropped on the left to fit 253 octets (§7.3). VALIDATED_NAME is
 * what %{p} stands for. */
char *tf_spf_macro_expand (TfSpan text, const TfSpfSender *sender,
                           const char *current_domain, const char *validated_name);

/* ---- check-host.c ------------------------------------------------------------------------ */

typedef struct {
    TfResult result;
    TfReason reason;
    gboolean
        pending; /* answers are missing and have been noted; result says nothing yet */
} TfSpfResult;

/* §4.1, with the identity already chosen by the caller (MAIL FROM for DMARC). Evaluation goes on
 * past a term whose answer is missing, so that one round asks for all names of a record. */
TfSpfResult tf_spf_check_host (const TfSpfSender *sender, TfDns *dns);

/* ---- sender.c ---------------------------------------------------------------------------- */

typedef enum {
    TF_SPF_SOURCE_NONE,
    TF_SPF_SOURCE_ENVELOPE, /* the user said so */
    TF_SPF_SOURCE_SERVER,   /* a trusted server's result */
    TF_SPF_SOURCE_RECEIVED /* reconstructed from the border's Received and the Return-Path */
} TfSpfSource;

const char *tf_spf_source_to_string (TfSpfSource source);

/** TfSpfEnvelope: an envelope that owns its strings. */
typedef struct {
    TfSpfSource source; /* NONE: not known */
    TfSpfSender sender;
    char *helo;
    char *local;
    char *domain;
} TfSpfEnvelope;

/* IP and MAIL_FROM as given ("" or "<>" is the null reverse-path, which stands for
 * postmaster@HELO). FALSE: one of them is malformed. */
gboolean tf_spf_envelope_from_envelope (const char *ip, const char *helo,
                                        const char *mail_from, TfSpfEnvelope *ret_sender);
/* From the border's hop and the topmost Return-Path. A null reverse-path cannot be checked: the
 * HELO name in a Received field is the sender's word. */
void tf_spf_envelope_from_hop (const TfReceived *hop, const TfEnvelope *envelope,
                               TfSpfEnvelope *ret_sender);
void tf_spf_envelope_clear (TfSpfEnvelope *sender);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfSpfEnvelope, tf_spf_envelope_clear)
