/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-builder: raw DNS responses, octet by octet. */
#pragma once

#include "io/io.h"

#define FLAGS_OK   0x8180
#define NAME       "\3key\7example\0"
#define NAME_AT_12 "\xc0\x0c"

static inline void
put (GByteArray *octets, const char *bytes, guint length)
{
    g_byte_array_append (octets, (const guint8 *)bytes, length);
}

#define PUT(octets, literal) put (octets, literal, sizeof literal - 1)

static inline void
put_u16 (GByteArray *octets, guint number)
{
    const guint8 pair[] = {(guint8)(number >> 8), (guint8)number};

    g_byte_array_append (octets, pair, 2);
}

static inline void
put_u32 (GByteArray *octets, guint32 number)
{
    put_u16 (octets, number >> 16);
    put_u16 (octets, number & 0xffff);
}

static inline GByteArray *
response (guint flags, guint n_answers, guint n_authority, guint type)
{
    GByteArray *octets = g_byte_array_new ();

    put_u16 (octets, 0x1234);
    put_u16 (octets, flags);
    put_u16 (octets, 1);
    put_u16 (octets, n_answers);
    put_u16 (octets, n_authority);
    put_u16 (octets, 0);
    PUT (octets, NAME);
    put_u16 (octets, type);
    put_u16 (octets, 1);
    return octets;
}

static inline void
put_record (GByteArray *octets, const char *owner, guint owner_length, guint type,
            guint32 ttl, const char *data, guint length)
{
    put (octets, owner, owner_length);
    put_u16 (octets, type);
    put_u16 (octets, 1);
    put_u32 (octets, ttl);
    put_u16 (octets, length);
    put (octets, data, length);
}

#define PUT_RECORD(octets, owner, type, ttl, data)                                       \
    put_record (octets, owner, sizeof owner - 1, type, ttl, data, sizeof data - 1)

static inline TfDnsAnswer *
parse (GByteArray *octets, TfDnsType type)
{
    /* A copy of exactly this size: the sanitizer sees one octet too far. */
    g_autofree char *copy = g_memdup2 (octets->data, octets->len);

    return tf_dns_packet_parse (tf_span (copy, octets->len), type, "Key.Example.", NULL);
}

static inline void
assert_status (GByteArray *octets, TfDnsType type, TfDnsStatus status)
{
    g_autoptr (TfDnsAnswer) answer = parse (octets, type);

    g_assert_cmpstr (tf_dns_status_to_string (answer->status), ==,
                     tf_dns_status_to_string (status));
}

/* N aliases a1 → a2 → …, then a text, in the order given. */
static inline GByteArray *
chain (guint n_aliases, gboolean backwards, gboolean loop)
{
    GByteArray *octets = response (FLAGS_OK, n_aliases + 1, 0, 16);

    for (guint i = 0; i <= n_aliases; i++) {
        guint link = backwards ? n_aliases - i : i;
        char owner[] = "\1a\0";
        char target[] = "\1a\0";
        guint next = loop && link + 1 == n_aliases ? 1 : link + 1;

        owner[1] = (char)('a' + link);
        target[1] = (char)('a' + next);
        if (link < n_aliases && link == 0)
            PUT_RECORD (octets, NAME_AT_12, 5, 100 + link, target);
        else if (link < n_aliases)
            PUT_RECORD (octets, owner, 5, 100 + link, target);
        else if (link == 0)
            PUT_RECORD (octets, NAME_AT_12, 16, 200, "\1x");
        else
            PUT_RECORD (octets, owner, 16, 200, "\1x");
    }
    return octets;
}
