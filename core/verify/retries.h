/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* retries: how often a message's look-ups have failed already. */
#pragma once

#include "dns/dns.h"
#include "inputs/dossier.h"

typedef struct _TfRetries TfRetries;

TfRetries *tf_retries_new (void);
void tf_retries_free (TfRetries *retries);
/* A check of the message KEY has ended with these answers. */
void tf_retries_note (TfRetries *retries, const char *key, const TfDns *dns);
/* TRUE: what fails now counts as not passed. */
gboolean tf_retries_is_over (const TfRetries *retries, const char *key);
/* The same by message. */
void
tf_retries_note_message (TfRetries *retries, const TfDossier *dossier, const TfDns *dns);
gboolean tf_retries_is_over_for (const TfRetries *retries, const TfDossier *dossier);
