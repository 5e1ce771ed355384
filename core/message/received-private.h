/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* received-private: what the files that read a Received field share. */
#pragma once

#include "message/received.h"

/** TfReceivedToken: a word, or a comment (its inside). */
typedef struct {
    gboolean is_comment;
    TfSpan text;
} TfReceivedToken;

static inline gboolean
tf_received_is_word_byte (guchar byte)
{
    return byte > 0x20 && byte != 0x7f && byte != '(' && byte != ')' && byte != ';';
}

/* ---- received-from.c --------------------------------------------------------------------- */

/** TfFromClause: what is between "from" and "by". */
typedef struct {
    gboolean is_understood; /* it has one of the known shapes; else only first counts */
    TfSpan first;           /* the first word; empty: none */
    TfSpan helo;
    TfSpan name; /* the name that the server found for the address; empty: none */
    TfIp client;
    gboolean has_login;
    gboolean is_local; /* over a socket of the same machine */
    /* not understood, and nothing in it can be another host */
    gboolean is_without_place;
} TfFromClause;

void tf_received_read_from (const TfReceivedToken *tokens, guint count,
                            TfFromClause *ret_from);
/* What a server says about itself after its name: "(198.51.100.1)", "(mx01 [198.51.100.1])". */
gboolean tf_received_read_address (TfSpan comment, TfIp *ret_ip);

/* ---- received-addresses.c ---------------------------------------------------------------- */

/* "192.0.2.1", "IPv6:2001:db8::1" and, for a host's own network, "fe80::1%eth0". */
gboolean tf_received_parse_ip (TfSpan text, TfIp *ret_ip);
/* "[192.0.2.1]", and Exim's "[192.0.2.1]:25". */
gboolean tf_received_take_bracketed (TfCursor *cursor, TfIp *ret_ip);
/* Whether anything in TEXT could be taken for an address of a client. */
gboolean tf_received_has_ip (TfSpan text);
gboolean tf_received_has_public_address (TfSpan value);
