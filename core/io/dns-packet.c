/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-packet: reads a raw DNS response (RFC 1035 §4) to our question.
 *
 * The bytes come from whoever could send a datagram. An answer counts only for the
 * question that was asked; what cannot be read is TF_DNS_MALFORMED, never "there is
 * nothing". Left out: DNSSEC, DNAME (its synthesised CNAME is followed), every record
 * type that no check asks for. */
#include "io/dns-wire.h"
#include "io/io.h"

#define TYPE_CNAME 5
#define TYPE_SOA   6

static const guint16 wire_types[] = {16, 1, 28, 15,
                                     12}; /* RFC 1035 §3.2.2, RFC 3596 §2.1 */
G_STATIC_ASSERT (G_N_ELEMENTS (wire_types) == TF_N_DNS_TYPES);

guint16
tf_dns_packet_type (TfDnsType type)
{
    return wire_types[type];
}

/* ---- one record's data ------------------------------------------------------------- */

/* RFC 1035 §3.3.14; RFC 6376 §3.6.2.2: the character-strings are joined without white
 * space. */
static gboolean
add_text (TfDnsAnswer *answer, TfSpan data)
{
    g_autoptr (GByteArray) joined = g_byte_array_new ();
    g_autoptr (GBytes) text = NULL;
    TfCursor cursor = tf_cursor (data);

    while (!tf_cursor_at_end (&cursor)) {
        gsize length = (gsize)tf_cursor_next (&cursor);
        TfSpan string = tf_cursor_take_count (&cursor, length);

        if (string.length < length)
            return FALSE;
        g_byte_array_append (joined, (const guint8 *)string.data, (guint)string.length);
    }
    text = g_byte_array_free_to_bytes (g_steal_pointer (&joined));
    tf_dns_answer_add_text (answer, text);
    return TRUE;
}

static gboolean
add_address (TfDnsAnswer *answer, TfSpan data, gsize n_octets)
{
    if (data.length != n_octets)
        return FALSE;
    tf_dns_answer_add_address (answer, data.data, n_octets);
    return TRUE;
}

/* The name at CURSOR, which must be all that is left of the record's DATA. */
static char *
take_last_name (const TfDnsPacket *packet, TfCursor *cursor)
{
    g_autofree char *name = tf_dns_wire_take_name (packet, cursor);

    return name != NULL && tf_cursor_at_end (cursor) ? g_steal_pointer (&name) : NULL;
}

static gboolean
add_exchange (const TfDnsPacket *packet, TfDnsAnswer *answer, TfSpan data)
{
    g_autofree char *host = NULL;
    TfCursor cursor = tf_cursor (data);
    guint preference;

    if (!tf_dns_wire_take_u16 (&cursor, &preference))
        return FALSE;
    host = take_last_name (packet, &cursor);
    if (host == NULL)
        return FALSE;
    tf_dns_answer_add_exchange (answer, preference, host);
    return TRUE;
}

static gboolean
add_pointer (const TfDnsPacket *packet, TfDnsAnswer *answer, TfSpan data)
{
    TfCursor cursor = tf_cursor (data);
    g_autofree char *name = take_last_name (packet, &cursor);

    if (name == NULL)
        return FALSE;
    tf_dns_answer_add_name (answer, name);
    return TRUE;
}

static gboolean
add_record (const TfDnsPacket *packet, TfDnsAnswer *answer, TfDnsType type, TfSpan data)
{
    switch (type) {
    case TF_DNS_TXT:
        return add_text (answer, data);
    case TF_DNS_A:
        return add_address (answer, data, 4);
    case TF_DNS_AAAA:
        return add_address (answer, data, 16);
    case TF_DNS_MX:
        return add_exchange (packet, answer, data);
    case TF_DNS_PTR:
        return add_pointer (packet, answer, data);
    case TF_N_DNS_TYPES:
        break;
    }
    return FALSE;
}

/* ---- the answer -------------------------------------------------------------------- */

static const TfDnsRecord *
find_record (const GArray *records, guint type, const char *owner)
{
    for (guint i = 0; i < records->len; i++) {
        const TfDnsRecord *record = &g_array_index (records, TfDnsRecord, i);

        if (record->type == type && record->class == TF_DNS_CLASS_IN &&
            g_str_equal (record->owner, owner))
            return record;
    }
    return NULL;
}

/* Where the chain of CNAMEs from NAME ends; NULL: a loop, a chain too long, or not a
 * name. */
static char *
follow_chain (const TfDnsPacket *packet, const GArray *records, const char *name,
              TfDnsAnswer *answer)
{
    g_autofree char *current = g_strdup (name);

    for (guint followed = 0; followed <= TF_LIMIT_CNAMES; followed++) {
        const TfDnsRecord *alias = find_record (records, TYPE_CNAME, current);
        TfCursor cursor;

        if (alias == NULL)
            return g_steal_pointer (&current);
        answer->ttl = MIN (answer->ttl, alias->ttl);
        cursor = tf_cursor (alias->data);
        g_free (current);
        current = take_last_name (packet, &cursor);
        if (current == NULL)
            return NULL;
    }
    return NULL;
}

/* Every record of TYPE that OWNER has, in their order. */
static gboolean
collect (const TfDnsPacket *packet, const GArray *records, TfDnsType type,
         const char *owner, TfDnsAnswer *answer)
{
    for (guint i = 0; i < records->len; i++) {
        const TfDnsRecord *record = &g_array_index (records, TfDnsRecord, i);

        if (record->type != wire_types[type] || record->class != TF_DNS_CLASS_IN ||
            !g_str_equal (record->owner, owner))
            continue;
        if (!add_record (packet, answer, type, record->data))
            return FALSE;
        answer->status = TF_DNS_RECORDS;
        answer->ttl = MIN (answer->ttl, record->ttl);
    }
    return TRUE;
}

/* RFC 2308 §5: how long a no holds; 0 when the answer does not say. */
static guint32
negative_ttl (TfDnsPacket *packet)
{
    g_autoptr (GArray) authority = tf_dns_wire_take_section (packet, packet->n_authority);

    for (guint i = 0; authority != NULL && i < authority->len; i++) {
        const TfDnsRecord *record = &g_array_index (authority, TfDnsRecord, i);
        TfCursor cursor = tf_cursor (record->data);
        guint32 minimum;

        if (record->type != TYPE_SOA || record->class != TF_DNS_CLASS_IN ||
            record->data.length < 4)
            continue;
        tf_cursor_take_count (&cursor, record->data.length - 4);
        if (tf_dns_wire_take_u32 (&cursor, &minimum))
            return MIN (minimum, record->ttl);
    }
    return 0;
}

static gboolean
has_owner (const GArray *records, const char *owner)
{
    for (guint i = 0; i < records->len; i++) {
        const TfDnsRecord *record = &g_array_index (records, TfDnsRecord, i);

        if (record->class == TF_DNS_CLASS_IN && g_str_equal (record->owner, owner))
            return TRUE;
    }
    return records->len == 0;
}

/* FALSE: malformed. */
static gboolean
read_answers (TfDnsPacket *packet, TfDnsType type, const char *name, TfDnsAnswer *answer)
{
    g_autoptr (GArray) records = tf_dns_wire_take_section (packet, packet->n_answers);
    g_autofree char *owner = NULL;

    /* Records of other names only are not a no. */
    if (records == NULL || !has_owner (records, name))
        return FALSE;
    answer->ttl = G_MAXUINT32;
    owner = follow_chain (packet, records, name, answer);
    if (owner == NULL)
        return FALSE;
    if (answer->status != TF_DNS_NXDOMAIN &&
        !collect (packet, records, type, owner, answer))
        return FALSE;
    if (answer->status != TF_DNS_RECORDS) {
        guint32 ttl = negative_ttl (packet);

        answer->ttl = MIN (answer->ttl, ttl);
    }
    return TRUE;
}

/* RFC 1035 §4.1.1, as far as the bits say what the answer is. */
static TfDnsStatus
status_of (guint flags)
{
    gboolean response = (flags & 0x8000) != 0;
    gboolean query = (flags & 0x7800) == 0;
    gboolean truncated = (flags & 0x0200) != 0;

    if (!response || !query || truncated)
        return TF_DNS_MALFORMED;
    switch (flags & 0x000f) {
    case 0:
        return TF_DNS_NODATA; /* until records are found */
    case 3:
        return TF_DNS_NXDOMAIN; /* RFC 6604 §3: also at the end of a chain */
    case 5:
        return TF_DNS_REFUSED;
    default:
        return TF_DNS_SERVFAIL;
    }
}

/* RFC 5452 §4: the question that comes back is the one that was asked. */
static gboolean
take_question (TfDnsPacket *packet, TfDnsType type, const char *name)
{
    g_autofree char *asked = NULL;
    guint asked_type;
    guint asked_class;

    if (packet->n_questions != 1)
        return FALSE;
    asked = tf_dns_wire_take_name (packet, &packet->cursor);
    return asked != NULL && tf_dns_wire_take_u16 (&packet->cursor, &asked_type) &&
           tf_dns_wire_take_u16 (&packet->cursor, &asked_class) &&
           g_str_equal (asked, name) && asked_type == wire_types[type] &&
           asked_class == TF_DNS_CLASS_IN;
}

static TfDnsAnswer *
parse (TfDnsPacket *packet, TfDnsType type, const char *name)
{
    g_autoptr (TfDnsAnswer) answer = NULL;

    if (!tf_dns_wire_take_header (packet) || !take_question (packet, type, name))
        return NULL;
    answer = tf_dns_answer_new (status_of (packet->flags));
    if (tf_dns_status_is_failure (answer->status))
        return g_steal_pointer (&answer);
    answer->authentic = (packet->flags & 0x0020) != 0; /* RFC 6840 §5.8 */
    if (!read_answers (packet, type, name, answer))
        return NULL;
    return g_steal_pointer (&answer);
}

TfDnsAnswer *
tf_dns_packet_parse (TfSpan bytes, TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    TfDnsPacket packet = {.whole = bytes, .cursor = tf_cursor (bytes)};
    TfDnsAnswer *answer = parse (&packet, type, normal);

    return answer != NULL ? answer : tf_dns_answer_new (TF_DNS_MALFORMED);
}
