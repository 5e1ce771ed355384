/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* in-flight: equal questions are asked once. For resolver-system.c. */
#pragma once

#include "io/look-up.h"

typedef struct _TfInFlight TfInFlight;

/* All three are borrowed. */
TfInFlight *tf_in_flight_new (TfAsker *asker, TfNetworkCheck *check, TfDnsCache *cache,
                              GMainContext *context);
/* All who still wait get G_IO_ERROR_CANCELLED. */
void tf_in_flight_end (TfInFlight *flights);
void tf_in_flight_free (TfInFlight *flights);
/* TASK will return a TfDnsAnswer. KEPT: what the cache has; or NULL. */
void tf_in_flight_look_up (TfInFlight *flights, GTask *task, TfDnsType type,
                           const char *name, TfDnsAnswer *kept);
/* From here on nobody joins a look-up of NAME that is under way (NULL: any look-up), and its answer
 * is not kept. */
void tf_in_flight_part (TfInFlight *flights, TfDnsType type, const char *name);
