/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* received: who handed the message to whom, in the forms that mail servers write (RFC 5321 §4.4). */
#pragma once

#include "message/message.h"

/** TfReceived: one Received field. Only what the server itself saw is kept apart from what it
 * was told: the address is the server's, the HELO name is the sender's. */
typedef struct {
    char *by;                  /* lower case host; or NULL */
    char *helo;                /* as told; or NULL */
    TfIp client;               /* length 0: none, or a form that is not understood */
    gint64 time;               /* -1: none */
    gboolean is_local_fetch;   /* fetchmail and the like on this machine */
    gboolean has_from;         /* a from-clause, understood or not */
    gboolean is_authenticated; /* the client had logged in (RFC 3848) */
    gboolean is_from_network;  /* qmail's upper field: the one below is its own too */
} TfReceived;

/* -1: none that can be read; of several the latest. */
gint64 tf_received_date (TfSpan value);
/* Never fails: what is not understood stays empty. */
void tf_received_parse (TfSpan value, TfReceived *ret_received);
void tf_received_clear (TfReceived *received);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfReceived, tf_received_clear)

/** TfReceivedSpf: one Received-SPF field (RFC 7208 §9.1), as somebody wrote it. */
typedef struct {
    TfResult result;
    TfIp client;  /* client-ip; length 0: not said */
    char *domain; /* of envelope-from; or NULL: not said, or the null reverse-path */
    gboolean of_other_identity; /* it is about HELO or something else than MAIL FROM */
} TfReceivedSpf;

/* FALSE, and nothing to clear: not of its form. */
gboolean tf_received_spf_parse (TfSpan value, TfReceivedSpf *ret_spf);
void tf_received_spf_clear (TfReceivedSpf *spf);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfReceivedSpf, tf_received_spf_clear)
