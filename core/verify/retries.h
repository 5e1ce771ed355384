/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* retries: when to check a message again whose look-ups failed, and when no retry will
 * follow. Counted by time: how often a reader opens a message changes nothing. */
#pragma once

#include "dns/dns.h"
#include "inputs/dossier.h"

typedef struct _TfRetries TfRetries;

TfRetries *tf_retries_new (void);
void tf_retries_free (TfRetries *retries);
/* A check of the message has ended with these answers. */
void tf_retries_note (TfRetries *retries, const TfDossier *dossier, const TfDns *dns,
                      gint64 monotonic_us);
/* TRUE: what still fails counts as not passed. */
gboolean tf_retries_is_over (const TfRetries *retries, const TfDossier *dossier,
                             gint64 monotonic_us);
/* Seconds until the next retry; 0: no further one. */
guint tf_retries_get_wait (const TfRetries *retries, const TfDossier *dossier,
                           gint64 monotonic_us);
