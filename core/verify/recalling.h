/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recalling: asks the memory about a message, in a worker and with a time limit: a check does not wait
 * for a disk that no longer answers. */
#pragma once

#include "memory/memory.h"

#include <gio/gio.h>

/* CALLBACK is called once the memory has answered or time is up. */
void tf_recalling_start_async (TfMemory *memory, TfDossier *dossier, gboolean afresh,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* Owned. NULL: time is up, or it was cancelled. */
TfRecollection *tf_recalling_start_finish (GAsyncResult *result);
