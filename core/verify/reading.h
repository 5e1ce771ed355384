/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reading: the bytes of a message to its dossier, in a worker and with a time limit: a disk
 * or a server that does not answer any more must not keep other messages waiting. */
#pragma once

#include "inputs/dossier.h"
#include "verify/request.h"

/** TfReading: what is read, and how long that may take. */
typedef struct {
    TfRequest *request;
    TfSettings *settings;
    TfCircumstances known; /* its texts are the request's */
    guint limit_ms;        /* without a byte */
} TfReading;

/* CALLBACK comes once nobody reads any more, or reading is given up: G_IO_ERROR_TIMED_OUT. A
 * thread that hangs keeps what it needs, and frees it if it ever comes back. */
void tf_reading_start_async (const TfReading *reading, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* NULL and error, always: cancelled, given up, or what reading said. */
TfDossier *tf_reading_start_finish (GAsyncResult *result, GError **error);
