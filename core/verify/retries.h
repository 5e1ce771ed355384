/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* patience: how often a message's look-ups have failed already. */
#pragma once

#include "dns/dns.h"
#include "inputs/dossier.h"

typedef struct _TfPatience TfPatience;

TfPatience *tf_patience_new (void);
void tf_patience_free (TfPatience *patience);
/* A check of the message KEY has ended with these answers. */
void tf_patience_note (TfPatience *patience, const char *key, const TfDns *dns);
/* TRUE: what fails now counts as not passed. */
gboolean tf_patience_is_over (const TfPatience *patience, const char *key);
/* The same by message. */
void tf_patience_note_message (TfPatience *patience, const TfDossier *dossier,
                               const TfDns *dns);
gboolean tf_patience_is_over_for (const TfPatience *patience, const TfDossier *dossier);
