/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* network-check: whether the network answers for what exists and denies what does not. */
#pragma once

#include "io/asker.h"

typedef enum {
    TF_NETWORK_UNKNOWN,
    TF_NETWORK_HONEST,
    TF_NETWORK_DENIES,  /* denies names that exist */
    TF_NETWORK_INVENTS, /* makes up names that do not exist */
    TF_NETWORK_OUT      /* nothing was found out: it does not answer */
} TfNetwork;

/** TfCheckAge: how old a check may be in order to count. */
typedef enum {
    TF_CHECK_ONCE,   /* any since the network last changed */
    TF_CHECK_LATELY, /* at most a minute */
    TF_CHECK_AFTER /* begun after the question; or the last such one, at most a minute old */
} TfCheckAge;

typedef struct _TfNetworkCheck TfNetworkCheck;

typedef void (*TfNetworkFunc) (gpointer data, TfNetwork network);

/* Both are borrowed. When the network lies about a type, CACHE forgets its answers of that type. */
TfNetworkCheck *tf_network_check_new (TfAsker *asker, TfDnsCache *cache);
/* All who wait are dropped silently. */
void tf_network_check_free (TfNetworkCheck *check);
/* Starts a first check of TYPE, so that nobody has to wait for it later. */
void tf_network_check_begin (TfNetworkCheck *check, TfDnsType type);
/* FUNCTION is called once; before this returns, if the finding is already known. ASKED_US is for
 * TF_CHECK_AFTER. */
void tf_network_check_await (TfNetworkCheck *check, TfDnsType type, TfCheckAge age,
                             gint64 asked_us, TfNetworkFunc function, gpointer data);
/* The network has changed; all who wait now wait for a check of the new one. */
void tf_network_check_renew (TfNetworkCheck *check);
