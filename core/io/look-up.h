/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* look-up: from a question to an answer that is believed. For in-flight.c. */
#pragma once

#include "io/network-check.h"

typedef struct _TfLookUp TfLookUp;

/* Called once; LOOK_UP may be freed within it. */
typedef void (*TfLookUpFunc) (gpointer data, TfDnsAnswer *answer);

/* ASKER and CHECK are borrowed. */
TfLookUp *tf_look_up_new (TfAsker *asker, TfNetworkCheck *check, TfDnsType type,
                          const char *name, TfLookUpFunc function, gpointer data);
/* Not while it is under way, except when all look-ups end. */
void tf_look_up_free (TfLookUp *look_up);
/* FUNCTION is never called before this returns. */
void tf_look_up_start (TfLookUp *look_up);
/* ANSWER comes from the cache: the only question is whether it is still believed. FUNCTION may be
 * called before this returns. */
void tf_look_up_start_kept (TfLookUp *look_up, TfDnsAnswer *answer);
/* TRUE: nothing had been sent yet; the look-up has ended and may be freed. */
gboolean tf_look_up_withdraw (TfLookUp *look_up);
/* For when the time is up: records that only wait for the first check of the network, if any. */
TfDnsAnswer *tf_look_up_peek_records (const TfLookUp *look_up);
/* It is being asked a second time, over TCP, and gets more time for that. */
gboolean tf_look_up_is_repeated (const TfLookUp *look_up);
