/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* delivery-private: what the parts of delivery/ share and nobody else includes. */
#pragma once

#include "delivery/delivery.h"

/* ---- houses.c ---------------------------------------------------------------------------- */

/* It came from another host of the provider whose host wrote it. */
gboolean tf_house_is_inner (const TfReceived *hop);
/* HOST takes mail from outside and writes Authentication-Results without an ID. */
gboolean tf_house_writes_no_id (const char *host);

/* ---- chosen.c ---------------------------------------------------------------------------- */

/** TfChosen: what the sender chose for this very message, and a server may have written into its
 * results: the hostile among it. */
typedef enum {
    TF_CHOSEN_IDENTITY = 1 << 0, /* i= of a signature, decoded */
    TF_CHOSEN_ENVELOPE = 1 << 1, /* MAIL FROM or HELO */
    TF_CHOSEN_LINE_END =
        1 << 2 /* one of them: then even a whole field may be the sender's */
} TfChosen;

/* By signatures and Return-Path; by the HELO name in a server's line. */
guint tf_chosen_of_message (const TfDossier *dossier);
guint tf_chosen_of_hop (const TfReceived *hop);

/* ---- contradictions.c -------------------------------------------------------------------- */

/* Marks all fields that are used as contradictory when they are. */
void tf_server_results_compare (TfServerResults *all);
