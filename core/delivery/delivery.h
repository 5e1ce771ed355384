/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* way: for one message, what the SMTP envelope and trusted servers tell of how it came. */
#pragma once

#include "inputs/dossier.h"
#include "delivery/path.h"
#include "inputs/settings.h"

/** TfWay: read anew in each round; nothing is kept. */
typedef struct {
    TfTrail *trail; /* the Received fields; empty when nothing trusted is named */
    gint border;    /* the border's hop; -1: none named, or not found */
    TfServerResults *server;
    TfPathSender sender;    /* the envelope that was used for SPF */
    TfSpfSource spf_source; /* NONE: SPF was not evaluated */
    TfSpfResult spf;
    char *spf_domain;   /* of MAIL FROM, a domain name; or NULL */
    gint64 received_at; /* the arrival, now that the border is known */
    TfTimeSource time_source;
    gboolean pending;
} TfWay;

TfWay *tf_way_read (const TfDossier *dossier, const TfSettings *settings, TfDns *dns,
                    gint64 now);
void tf_way_free (TfWay *way);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfWay, tf_way_free)
/* No public address in any Received field, although the house writes Received fields. */
gboolean tf_way_is_internal (const TfDossier *dossier);
/* Every sealer from the newest down to one that reports a DMARC pass for DOMAIN is trusted.
 * It explains a failure; it never confirms. */
gboolean tf_way_is_explained (const TfDossier *dossier, const TfSettings *settings,
                              const TfArcResult *arc, const char *domain);
