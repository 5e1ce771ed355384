/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* delivery: how the message came, as far as servers that the reader trusts have recorded it.
 *
 *   border.c          which of the Received fields the border wrote
 *   houses.c          what is known about large providers' hosts (data/house-networks.txt)
 *   server-results.c  Authentication-Results of trusted servers (RFC 8601)
 *   one-result.c      what one result says, and about whom
 *   contradictions.c  contradictions that make the results worthless
 *   chosen.c          what the sender chose and a server may have printed among its results
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
#include "spf/spf.h"

/* ---- border.c ---------------------------------------------------------------------------- */

/* NAME: a host, or "@example.org" for that name and all below it. */
gboolean tf_host_is_named (const char *host, const char *name);
/* The topmost hop by one of HOSTS (char *, lower case, or "@example.org") that received the message from
 * a public address; -1: none, or a hop above it is not inside the organization. DNS is asked for the
 * border's address if nothing else decides; NULL: nobody is asked. *ret_door: the same hop, or otherwise
 * the topmost by one of HOSTS that the chain reaches; no sender can write above it. Adds to
 * *ret_pending. */
gint tf_trail_find_border (const TfTrail *trail, const GPtrArray *hosts, TfDns *dns,
                           gint *ret_door, gboolean *ret_pending);
/* The same for the server that writes under AUTHSERV_ID, when no border is named: the topmost hop
 * whose host belongs to the same organization. */
gint
tf_trail_find_server (const TfTrail *trail, const char *authserv_id,
                      const TfSuffixList *suffixes, TfDns *dns, gboolean *ret_pending);
/* The same when nothing is named: the topmost such hop, whoever wrote it. */
gint tf_trail_find_entrance (const TfTrail *trail);
/* The topmost hop, from AT on, that took the message from a private address of which nothing shows that it is the
 * organization's own: behind NAT, it may be a stranger's. -1: there is none, as far as the chain of internal hops
 * goes. */
gint tf_trail_find_unsure (const TfTrail *trail, guint at);
/* Owned: the domain of the organization whose host that is; NULL: there is none, or somebody had logged in
 * there. A sender can choose it only where no server has recorded a public address. */
char *tf_trail_dup_receiver (const TfTrail *trail, const TfSuffixList *suffixes);
/* The hop at which a member of the organization logged in and submitted the message; -1: none. Only a
 * named border and hosts of the reader's own organization are believed, and only as long as the chain of
 * internal hops is unbroken. */
gint tf_trail_find_login (const TfTrail *trail, const TfSettings *settings);

/* ---- server-results.c -------------------------------------------------------------------- */

/** TfServerField: one Authentication-Results field, and whether it is used. */
typedef struct {
    TfAuthResults *results;
    const TfTrustedServer *server; /* NULL: none has this ID */
    /* the ID is a trusted one, or the border writes none */
    gboolean trusted;
    gboolean used;
    /* it is below its server's Received field, where senders can write too */
    gboolean below;
    TfReason reason; /* why not used: _SYNTAX, _NOT_TRUSTED, _FORGED_BELOW, _CONFLICT … */
    /* from this result on, a pass may be the sender's work, by way of something the server printed */
    guint doubtful_from;
} TfServerField;

/** TfServerResults: all of them, in the order of the message. */
typedef struct {
    GArray *fields; /* TfServerField */
} TfServerResults;

typedef struct _TfDelivery TfDelivery;

/* The border of DELIVERY must be known; its pending is set when an answer is missing. */
TfServerResults *
tf_server_results_choose (const TfDossier *dossier, const TfSettings *settings,
                          TfDns *dns, TfDelivery *delivery);
void tf_server_results_free (TfServerResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfServerResults, tf_server_results_free)

/* DOUBTFUL: a pass proves nothing, but a failure counts. */
typedef void (*TfServerFunc) (const TfAuthResult *result, gboolean doubtful,
                              gpointer data);
/* Calls it for the results of METHOD that have a registered word. */
void tf_server_results_foreach_used (const TfServerResults *results, const char *method,
                                     TfServerFunc function, gpointer data);
/* An unregistered word is neither pass nor fail, and so is any word of a method that is not used. */
gboolean tf_auth_result_is_known (const TfAuthResult *result);
/* Owned: the domain of smtp.mailfrom, of header.d or of header.i; NULL when it is not a plain
 * domain name. */
char *tf_auth_result_domain (const TfAuthResult *result);

/* ---- delivery.c -------------------------------------------------------------------------- */

/** TfDelivery: determined anew in each round; nothing is kept. */
struct _TfDelivery {
    const TfTrail *trail; /* the dossier's */
    gint border;          /* the border's hop; -1: none named, or not found */
    gint door;  /* the same, or a named host that saw no public address; -1: none */
    gint login; /* where a member of the organization logged in; -1: nowhere */
    gboolean
        is_own_copy; /* never delivered, and from one of the reader's own addresses */
    gboolean
        has_no_trace; /* never delivered, or the reader's own message brought back by a report */
    TfServerResults *server;
    TfSpfEnvelope sender;   /* the envelope that was used for SPF */
    TfSpfSource spf_source; /* NONE: SPF was not evaluated */
    TfSpfResult spf;
    char *spf_domain;   /* of MAIL FROM, a domain name; or NULL */
    gint64 received_at; /* the arrival, now that the border is known */
    TfTimeSource time_source;
    gboolean pending;
};

TfDelivery *tf_delivery_read (const TfDossier *dossier, const TfSettings *settings,
                              TfDns *dns, gint64 now);
void tf_delivery_free (TfDelivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDelivery, tf_delivery_free)
/* No public address in any Received field, although the organization writes such fields. Never believed
 * for an attached message. */
gboolean tf_delivery_is_internal (const TfDossier *dossier);

/* ---- forwarding.c ------------------------------------------------------------------------ */

/* Every sealer from the newest down to one that reports a DMARC pass for DOMAIN is trusted.
 * This explains a failure; it never confirms. */
gboolean tf_delivery_is_explained (const TfDossier *dossier, const TfSettings *settings,
                                   const TfArcResult *arc, const char *domain);
