/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* received: which host passed the message to which, in the forms that servers
 * write (RFC 5321 §4.4).
 *
 *   received.c       one field: its clauses, protocol and date
 *   received-from.c  the from-clause, which also contains the sender's words
 *   received-addresses.c
 *                    whether it contains a public address at all
 *   received-spf.c   what a server wrote about its own check (RFC 7208 §9.1)
 */
#pragma once

#include "base/base.h"

/** TfReceived: one Received field. What the server itself saw is kept apart from what it was told:
 * the address is the server's word, the HELO name the sender's. */
typedef struct {
    guint field_index;
    char *by;        /* lower case host; or NULL: the field is not understood */
    TfIp by_address; /* the address that this host gives itself; length 0: none */
    char *from;      /* the first word of the from-clause, lower case; or NULL */
    char *helo;      /* as told; or NULL */
    char *name; /* the name that the host found for the address, lower case; or NULL */
    gboolean is_name_checked; /* that host also resolves the name back to an address */
    TfIp client;              /* length 0: none, or a form that is not understood */
    gint64 time;              /* -1: none */
    gboolean has_from;        /* a from-clause, understood or not */
    gboolean is_understood;   /* the from-clause is; also where there is none */
    gboolean
        is_without_place; /* nothing in the from-clause can be another host than "from" */
    gboolean is_local;    /* over a socket of the same machine */
    gboolean is_local_fetch;     /* fetchmail and the like on this machine */
    gboolean is_to_store;        /* "with LMTP": to the server that keeps the mailboxes */
    gboolean is_authenticated;   /* a person had logged in (RFC 3848) */
    gboolean is_web;             /* taken from a browser */
    gboolean is_from_network;    /* qmail's upper field: the one below is its own too */
    gboolean has_public_address; /* anywhere in it, whoever wrote it there */
} TfReceived;

/* The latest date; -1: none that can be read. */
gint64 tf_received_date (TfSpan value);
/* Never fails: what is not understood stays empty. */
void tf_received_parse (TfSpan value, TfReceived *ret_received);
void tf_received_clear (TfReceived *received);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfReceived, tf_received_clear)

/** TfReceivedSpf: one Received-SPF field (RFC 7208 §9.1), whoever wrote it. */
typedef struct {
    TfResult result;
    TfIp client;  /* client-ip; length 0: not said */
    char *domain; /* of envelope-from; or NULL: not said, or the null reverse-path */
    gboolean of_other_identity; /* it is about HELO or something else than MAIL FROM */
} TfReceivedSpf;

/* FALSE, and nothing to clear: malformed. */
gboolean tf_received_spf_parse (TfSpan value, TfReceivedSpf *ret_spf);
void tf_received_spf_clear (TfReceivedSpf *spf);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfReceivedSpf, tf_received_spf_clear)
