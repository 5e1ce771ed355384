/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* in-flight: equal questions are asked once. For resolver-system.c. */
#pragma once

#include "io/look-up.h"

typedef struct _TfInFlight TfInFlight;

/* All three are borrowed. */
TfInFlight *tf_in_flight_new (TfAsker *asker, TfNetworkCheck *check, TfDnsCache *cache,
                              GMainContext *context);
/* Whoever still waits is told G_IO_ERROR_CANCELLED. */
void tf_in_flight_end (TfInFlight *flights);
void tf_in_flight_free (TfInFlight *flights);
/* TASK is for a TfDnsAnswer. KEPT, or NULL: what the cache has. */
void tf_in_flight_look_up (TfInFlight *flights, GTask *task, TfDnsType type,
                           const char *name, TfDnsAnswer *kept);
/* Nobody joins what is under way (NAME is NULL: any of it), and nothing of it is kept. */
void tf_in_flight_part (TfInFlight *flights, TfDnsType type, const char *name);
