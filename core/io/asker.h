/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* asker: one question, one reply: channels, pace, transport. For look-up.c and
 * network-check.c. */
#pragma once

#include "dns/dns.h"
#include "io/io.h"

typedef enum {
    TF_TRANSPORT_UDP, /* and TCP if the answer says that it was truncated */
    TF_TRANSPORT_TCP
} TfTransport;

typedef struct _TfAsker TfAsker;
typedef struct _TfAsk TfAsk;

/* Called once, never within tf_asker_ask(); it may ask again, and may free the asker. */
typedef void (*TfAskFunc) (gpointer data, TfDnsAnswer *answer, const TfDnsRemark *remark);

/* SERVERS is "ADDR:PORT", or NULL for the system's configuration. */
TfAsker *tf_asker_new (const char *servers, GMainContext *context);
/* Questions that are not answered yet are dropped silently. */
void tf_asker_free (TfAsker *asker);
/* Borrowed, until FUNCTION has been called. */
TfAsk *tf_asker_ask (TfAsker *asker, TfDnsType type, const char *name,
                     TfTransport transport, TfAskFunc function, gpointer data);
/* TRUE: the question had not been sent and never will be; FUNCTION is not called. */
gboolean tf_asker_withdraw (TfAsker *asker, TfAsk *ask);
/* TF_LIMIT_QUESTIONS_A_SECOND, unless somebody says otherwise. */
void tf_asker_limit_pace (TfAsker *asker, guint questions_a_second);
/* The network has changed: the next question reads the configuration again. */
void tf_asker_renew (TfAsker *asker);
