/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* path: how the message came, as far as servers that the reader trusts have written it down.
 *
 *   trail.c           every Received field, and which one is the border's
 *   sender.c          the SMTP envelope for an SPF check: known, or put together again
 *   server-results.c  Authentication-Results of trusted servers (RFC 8601)
 *   observations.c, proposal.c
 *                     which server to trust, to be asked of the reader
 *
 * A sender writes everything below his receiver's Received field, so nothing below it counts. */
#pragma once

#include "base/base.h"
#include "message/auth-results.h"
#include "message/message.h"
#include "message/received.h"
#include "spf/spf.h"

/* ---- trail.c ----------------------------------------------------------------------------- */

/** TfTrail: the Received fields from the top. */
typedef struct {
    GArray *hops;    /* TfReceived */
    GArray *indexes; /* guint: the field of each */
} TfTrail;

TfTrail *tf_trail_new (void); /* without any hop */
TfTrail *tf_trail_read (const TfHeader *header);
void tf_trail_free (TfTrail *trail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTrail, tf_trail_free)
const TfReceived *tf_trail_hop (const TfTrail *trail, guint hop);
/* The topmost hop by one of HOSTS (char *, lower case) that took the message from a public
 * address; -1: none, or a hop above it that is not of the house. */
gint tf_trail_find_border (const TfTrail *trail, const GPtrArray *hosts);
/* The same for the server that writes under AUTHSERV_ID, when no border is named: the topmost
 * whose host is of the same organization. */
gint tf_trail_find_server (const TfTrail *trail, const char *authserv_id,
                           const TfSuffixList *suffixes);
/* The same while nothing is named: the topmost, whoever it is. */
gint tf_trail_find_entrance (const TfTrail *trail);
/* Whether any hop is by one of HOSTS, wherever it took the message from. */
gboolean tf_trail_has_host (const TfTrail *trail, const GPtrArray *hosts);

/* ---- sender.c ---------------------------------------------------------------------------- */

typedef enum {
    TF_SPF_SOURCE_NONE,
    TF_SPF_SOURCE_ENVELOPE, /* the user said so */
    TF_SPF_SOURCE_SERVER,   /* a trusted server's result */
    TF_SPF_SOURCE_RECEIVED /* put together from the border's Received and the Return-Path */
} TfSpfSource;

const char *tf_spf_source_to_string (TfSpfSource source);

/** TfPathSender: an envelope that owns its strings. */
typedef struct {
    TfSpfSource source; /* NONE: not known */
    TfSpfSender sender;
    char *helo;
    char *local;
    char *domain;
} TfPathSender;

/* IP and MAIL_FROM as given ("" or "<>" is the null reverse-path, which stands for
 * postmaster@HELO). FALSE: one of them is not of its form. */
gboolean tf_path_sender_from_envelope (const char *ip, const char *helo,
                                       const char *mail_from, TfPathSender *ret_sender);
/* From the border's hop and the topmost Return-Path. A null reverse-path cannot be checked: the
 * HELO name in a Received field is the sender's word. */
void tf_path_sender_from_hop (const TfReceived *hop, const TfEnvelope *envelope,
                              TfPathSender *ret_sender);
void tf_path_sender_clear (TfPathSender *sender);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfPathSender, tf_path_sender_clear)

/* ---- server-results.c -------------------------------------------------------------------- */

/** TfTrustedServer: an Authentication-Results server that the reader believes. */
typedef struct {
    char *authserv_id; /* lower case */
    gboolean below;    /* its fields may stand directly under its Received too */
} TfTrustedServer;

/** TfServerField: one Authentication-Results field, and what became of it. */
typedef struct {
    TfAuthResults *results;
    gboolean trusted; /* the ID is a trusted one */
    gboolean used;
    TfReason reason; /* why not used: _SYNTAX, _NOT_TRUSTED, _FORGED_BELOW, _CONFLICT … */
} TfServerField;

/** TfServerResults: all of them, in the order of the message. */
typedef struct {
    GArray *fields; /* TfServerField */
} TfServerResults;

/* RESULTS: TfAuthResults of every field, borrowed. SERVERS: TfTrustedServer. BORDER: the border's
 * hop, or -1. */
TfServerResults *
tf_server_results_choose (const GPtrArray *results, const GPtrArray *servers,
                          const TfTrail *trail, gint border, gboolean has_border,
                          const TfSuffixList *suffixes);
void tf_server_results_free (TfServerResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfServerResults, tf_server_results_free)

typedef void (*TfServerFunc) (const TfAuthResult *result, gpointer data);
void tf_server_results_foreach_used (const TfServerResults *results, const char *method,
                                     TfServerFunc function, gpointer data);
/* Owned: the domain of smtp.mailfrom, of header.d or of header.i; NULL when it is not a plain
 * domain name. */
char *tf_auth_result_domain (const TfAuthResult *result);
