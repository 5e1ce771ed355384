/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reading: from the bytes of a message to its dossier, in a worker and with a time limit: a disk
 * or a server that no longer answers must not keep other messages waiting. */
#pragma once

#include "inputs/dossier.h"
#include "verify/request.h"

/** TfReading: what to read, and how long that may take. */
typedef struct {
    TfRequest *request;
    TfSettings *settings;
    TfCircumstances known; /* its texts belong to the request */
    guint limit_ms;        /* without a byte */
} TfReading;

/* CALLBACK is called once the reading has ended or is given up (G_IO_ERROR_TIMED_OUT). A
 * thread that hangs keeps what it needs, and frees it if it ever comes back. */
void tf_reading_start_async (const TfReading *reading, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* NULL, always with an error: cancelled, given up, or an error of reading. */
TfDossier *tf_reading_start_finish (GAsyncResult *result, GError **error);
