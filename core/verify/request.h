/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* request: one message to be checked, and all that belongs to this one check; the inside of
 * what truefrom.h shows. */
#pragma once

#include "inputs/circumstances.h"
#include "inputs/settings.h"
#include "message/message.h"
#include "truefrom.h"

/** TfRequest: reference-counted, not changed any more once it has been handed over. */
struct _TfRequest {
    gatomicrefcount references;
    TfSource *source;
    TfSettings *settings; /* NULL: the verifier's, in which nothing is own or trusted */
    TfCircumstances known;
    gint64 now;        /* -1: that of the answers file, or the system's */
    gboolean offline;  /* ask nobody: every question is answered "not asked" */
    gboolean afresh;   /* DNS answers in a cache do not count */
    gboolean final;    /* what still fails counts as not passed */
    gboolean remember; /* the result may be learned from */
};

/* The clock: the request's, otherwise that of an answers file, otherwise the system's. RESOLVER may
 * be NULL. */
gint64 tf_request_get_time (const TfRequest *request, TfResolver *resolver);
/* An answers file supplies the time of arrival, if the caller gave none, and the time of the file,
 * which copying the message has changed. The texts still belong to the request. */
TfCircumstances
tf_request_get_circumstances (const TfRequest *request, TfResolver *resolver);
