/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* network-check: whether the network answers what exists and denies what does not. */
#pragma once

#include "io/asker.h"

typedef enum {
    TF_NETWORK_UNKNOWN,
    TF_NETWORK_HONEST,
    TF_NETWORK_DENIES,  /* names that exist */
    TF_NETWORK_INVENTS, /* names that do not */
    TF_NETWORK_OUT      /* nothing was shown: it does not answer */
} TfNetwork;

/** TfCheckAge: how old a check may be that counts. */
typedef enum {
    TF_CHECK_ONCE,   /* since the network was last another one */
    TF_CHECK_LATELY, /* a minute */
    TF_CHECK_AFTER /* begun after the question was, or the last of these, a minute old */
} TfCheckAge;

typedef struct _TfNetworkCheck TfNetworkCheck;

typedef void (*TfNetworkFunc) (gpointer data, TfNetwork network);

/* Both are borrowed. What CACHE keeps of a type is forgotten when the network lies about it. */
TfNetworkCheck *tf_network_check_new (TfAsker *asker, TfDnsCache *cache);
/* Whoever waits is dropped without a word. */
void tf_network_check_free (TfNetworkCheck *check);
/* Has a first check of TYPE begin, so that nobody has to wait for it later. */
void tf_network_check_begin (TfNetworkCheck *check, TfDnsType type);
/* FUNCTION is called once: within, where it is known already. ASKED_US is for
 * TF_CHECK_AFTER. */
void tf_network_check_await (TfNetworkCheck *check, TfDnsType type, TfCheckAge age,
                             gint64 asked_us, TfNetworkFunc function, gpointer data);
/* The network is another one; whoever waits, waits for that. */
void tf_network_check_renew (TfNetworkCheck *check);
