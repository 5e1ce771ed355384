/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* delivery-private: what the parts of delivery/ share and nobody else includes. */
#pragma once

#include "delivery/delivery.h"

/* ---- houses.c ---------------------------------------------------------------------------- */

/* The message came from another host of the same provider as the host that wrote HOP. */
gboolean tf_house_is_inner (const TfReceived *hop);
/* HOST accepts mail from outside and writes Authentication-Results without an ID. */
gboolean tf_house_writes_no_id (const char *host);

/* ---- chosen.c ---------------------------------------------------------------------------- */

/** TfChosen: which of the values that the sender chose for this very message, and that a server may
 * have written into its results, are hostile. */
typedef enum {
    TF_CHOSEN_IDENTITY = 1 << 0, /* i= of a signature, decoded */
    TF_CHOSEN_ENVELOPE = 1 << 1, /* MAIL FROM or HELO */
    TF_CHOSEN_LINE_END =
        1 << 2 /* in one of them: then even a whole field may be the sender's */
} TfChosen;

/* From signatures and Return-Path; from the HELO name in a server's Received field. */
guint tf_chosen_of_message (const TfDossier *dossier);
guint tf_chosen_of_hop (const TfReceived *hop);

/* ---- contradictions.c -------------------------------------------------------------------- */

/* If the fields that are used contradict each other or themselves, marks all of them as
 * contradictory. */
void tf_server_results_compare (TfServerResults *all);
