/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* delivery: how the message came, as far as servers that the reader trusts have recorded it.
 *
 *   trail.c           every Received field, and which one is the border's
 *   server-results.c  Authentication-Results of trusted servers (RFC 8601)
 *   delivery.c        for one message: the envelope for SPF, the servers, the arrival
 *   forwarding.c      whether a forwarder that the reader trusts explains a failure (ARC)
 *   observations.c, proposal.c
 *                     which server to trust, to be proposed to the reader
 *
 * A sender writes everything below the receiver's Received field, so nothing below it counts. */
#pragma once

#include "base/base.h"
#include "inputs/dossier.h"
#include "inputs/settings.h"
#include "message/auth-results.h"
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

/* ---- server-results.c -------------------------------------------------------------------- */

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

/* ---- delivery.c -------------------------------------------------------------------------- */

/** TfDelivery: read anew in each round; nothing is kept. */
typedef struct {
    TfTrail *trail; /* the Received fields; empty when nothing trusted is named */
    gint border;    /* the border's hop; -1: none named, or not found */
    TfServerResults *server;
    TfSpfEnvelope sender;   /* the envelope that was used for SPF */
    TfSpfSource spf_source; /* NONE: SPF was not evaluated */
    TfSpfResult spf;
    char *spf_domain;   /* of MAIL FROM, a domain name; or NULL */
    gint64 received_at; /* the arrival, now that the border is known */
    TfTimeSource time_source;
    gboolean pending;
} TfDelivery;

TfDelivery *tf_delivery_read (const TfDossier *dossier, const TfSettings *settings,
                              TfDns *dns, gint64 now);
void tf_delivery_free (TfDelivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDelivery, tf_delivery_free)
/* No public address in any Received field, although the house writes Received fields. */
gboolean tf_delivery_is_internal (const TfDossier *dossier);

/* ---- forwarding.c ------------------------------------------------------------------------ */

/* Every sealer from the newest down to one that reports a DMARC pass for DOMAIN is trusted.
 * It explains a failure; it never confirms. */
gboolean tf_delivery_is_explained (const TfDossier *dossier, const TfSettings *settings,
                                   const TfArcResult *arc, const char *domain);
