/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-edns: what a server says about its own answer: Extended DNS Errors (RFC 8914) in the
 * OPT record (RFC 6891 §6.1). Left out: every other option. */
#include "io/dns-wire.h"

#define TYPE_OPT   41
#define OPTION_EDE 15

/* RFC 8914 §4.5, §4.16 to §4.19. */
#define EDE_FORGED        4
#define EDE_FIRST_BLOCKED 15
#define EDE_LAST_BLOCKED  18

static gboolean
is_filtered (guint code)
{
    return code == EDE_FORGED || (code >= EDE_FIRST_BLOCKED && code <= EDE_LAST_BLOCKED);
}

/* RFC 6891 §6.1.2: options are code, length, data. What cannot be read is ignored. */
static gboolean
options_say_filtered (TfSpan options)
{
    TfCursor cursor = tf_cursor (options);
    guint option;
    guint length;

    while (tf_dns_wire_take_u16 (&cursor, &option) &&
           tf_dns_wire_take_u16 (&cursor, &length)) {
        TfCursor data = tf_cursor (tf_cursor_take_count (&cursor, length));
        guint code;

        /* RFC 8914 §2: there may be several of these. */
        if (option == OPTION_EDE && tf_dns_wire_take_u16 (&data, &code) &&
            is_filtered (code))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_dns_edns_is_filtered (const GArray *additional)
{
    for (guint i = 0; i < additional->len; i++) {
        const TfDnsRecord *record = &g_array_index (additional, TfDnsRecord, i);

        if (record->type == TYPE_OPT && options_say_filtered (record->data))
            return TRUE;
    }
    return FALSE;
}
