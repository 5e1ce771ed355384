/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-wire: the parts of a raw DNS message, for dns-packet.c. */
#pragma once

#include "base/base.h"

#define TF_DNS_CLASS_IN 1

/** TfDnsRecord: one resource record; the data points into the packet. */
typedef struct {
    char *owner;
    guint type;
    guint class;
    guint32 ttl;
    TfSpan data;
} TfDnsRecord;

/** TfDnsPacket: a packet that is being read. */
typedef struct {
    TfSpan whole;
    TfCursor cursor;
    guint flags;
    guint n_questions;
    guint n_answers;
    guint n_authority;
    guint n_additional;
} TfDnsPacket;

gboolean tf_dns_wire_take_header (TfDnsPacket *packet);
gboolean tf_dns_wire_take_u16 (TfCursor *cursor, guint *ret_number);
gboolean tf_dns_wire_take_u32 (TfCursor *cursor, guint32 *ret_number);
/* Owned, lower case, escaped (RFC 1035 §5.1); NULL: not a name. The root is ".". CURSOR
 * is within the packet, and is moved past the name there. */
char *tf_dns_wire_take_name (const TfDnsPacket *packet, TfCursor *cursor);
/* Owned (of TfDnsRecord); NULL: the section cannot be read completely. */
GArray *tf_dns_wire_take_section (TfDnsPacket *packet, guint n_records);

/* ---- dns-edns.c -------------------------------------------------------------------- */

/* The server says that it has blocked, censored, filtered or forged the answer. */
gboolean tf_dns_edns_is_filtered (const GArray *additional);
