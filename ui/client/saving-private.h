/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* saving-private: what both files of it share. */
#pragma once

#include "client/saving.h"
#include "io/io.h"
#include "verify/request.h"
#include "verify/verify.h"

/** TfSaving: one message on its way. */
typedef struct {
    GTask *task; /* borrowed: this is its data */
    TfJob *job;
    TfRequest *request;
    char *sha256; /* of what was checked; or NULL */
    char *parent;
    char *name;  /* of the folder; of the zip without ".zip" */
    GStrv files; /* of the zip; NULL: a folder is wanted */
    guint tick_id;
    gint last_progress;
    guint n_idle; /* ticks without progress */
    gboolean returned;
    gint progress; /* atomic: counted by the worker */
    gint given_up; /* atomic: read by the worker */
    /* Of the worker while it works. */
    char *made; /* NULL until it was made */
    GError *error;
} TfSaving;

/* In the worker. Leaves nothing behind unless all was written. */
void tf_saving_work (TfSaving *saving);
