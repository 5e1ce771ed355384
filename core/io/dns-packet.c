/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-packet: reads a raw DNS response (RFC 1035 §4) to our question.
 *
 * The bytes may come from anybody who can send a datagram. An answer counts only for the
 * question that was asked; what cannot be read is TF_DNS_MALFORMED, never "there is
 * nothing". Left out: DNSSEC, DNAME (its synthesised CNAME is followed), every record
 * type that no check asks for. */
#include "io/dns-wire.h"
#include "io/io.h"

#define TYPE_NS    2
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

/* The name at CURSOR, which must be all that is left of the record's data. */
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

/* Collects every record of TYPE that OWNER has, in order. */
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

/* ---- what comes with the answer ---------------------------------------------------- */

static const TfDnsRecord *
find_type (const GArray *records, guint type)
{
    for (guint i = 0; i < records->len; i++) {
        const TfDnsRecord *record = &g_array_index (records, TfDnsRecord, i);

        if (record->type == type && record->class == TF_DNS_CLASS_IN)
            return record;
    }
    return NULL;
}

/* RFC 2308 §5: for how long a negative answer holds; 0 when the answer does not say. */
static guint32
negative_ttl (const GArray *authority)
{
    const TfDnsRecord *soa = find_type (authority, TYPE_SOA);
    TfCursor cursor;
    guint32 minimum;

    if (soa == NULL || soa->data.length < 4)
        return 0;
    cursor = tf_cursor (soa->data);
    tf_cursor_take_count (&cursor, soa->data.length - 4);
    return tf_dns_wire_take_u32 (&cursor, &minimum) ? MIN (minimum, soa->ttl) : 0;
}

/* RFC 2308 §2.2: name servers in place of an answer, from a server that does not know it itself.
 * And a server that neither knows nor asks others has no answer, whatever it sends. */
static gboolean
is_referral (guint flags, const GArray *authority)
{
    gboolean authoritative = (flags & 0x0400) != 0;
    gboolean recursive = (flags & 0x0080) != 0;

    if (authoritative || find_type (authority, TYPE_SOA) != NULL)
        return FALSE;
    return !recursive || find_type (authority, TYPE_NS) != NULL;
}

/* Reads a negative answer; FALSE: malformed. OWNER is where the CNAMEs from NAME led. */
static gboolean
read_no (TfDnsPacket *packet, const char *name, const char *owner, TfDnsAnswer *answer,
         TfDnsRemark *remark)
{
    g_autoptr (GArray) authority = tf_dns_wire_take_section (packet, packet->n_authority);

    if (authority == NULL)
        return FALSE;
    remark->unfounded = find_type (authority, TYPE_SOA) == NULL;
    if (!g_str_equal (owner, name)) {
        remark->target = g_strdup (owner); /* the time to live is that of the CNAMEs */
        if (answer->status == TF_DNS_NODATA && remark->unfounded)
            answer->status = TF_DNS_SERVFAIL; /* only part of an answer */
        return TRUE;
    }
    answer->ttl = negative_ttl (authority);
    if (answer->status == TF_DNS_NODATA && is_referral (packet->flags, authority))
        answer->status = TF_DNS_SERVFAIL;
    return TRUE;
}

/* FALSE: malformed. The cursor is after the answers, or (in a negative answer) after the
 * authority. */
static gboolean
read_additional (TfDnsPacket *packet, TfDnsAnswer *answer, gboolean authority_read)
{
    g_autoptr (GArray) authority = NULL;
    g_autoptr (GArray) additional = NULL;

    if (!authority_read)
        authority = tf_dns_wire_take_section (packet, packet->n_authority);
    if (authority_read || authority != NULL)
        additional = tf_dns_wire_take_section (packet, packet->n_additional);
    if (additional == NULL)
        return !authority_read; /* records do not need it; a "no" must be read completely */
    if (tf_dns_edns_is_filtered (additional))
        answer->status = TF_DNS_REFUSED;
    return TRUE;
}

/* ---- the sections ------------------------------------------------------------------ */

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
read_answers (TfDnsPacket *packet, TfDnsType type, const char *name, TfDnsAnswer *answer,
              TfDnsRemark *remark)
{
    g_autoptr (GArray) records = tf_dns_wire_take_section (packet, packet->n_answers);
    g_autofree char *owner = NULL;

    /* If there are only records of other names, that is not a "no". */
    if (records == NULL || !has_owner (records, name))
        return FALSE;
    answer->ttl = G_MAXUINT32;
    owner = follow_chain (packet, records, name, answer);
    if (owner == NULL)
        return FALSE;
    if (answer->status != TF_DNS_NXDOMAIN &&
        !collect (packet, records, type, owner, answer))
        return FALSE;
    if (!g_str_equal (owner, name))
        tf_dns_answer_set_alias (answer, owner);
    return answer->status == TF_DNS_RECORDS ||
           read_no (packet, name, owner, answer, remark);
}

/* RFC 1035 §4.1.1, as far as the flags say what the answer is. */
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

/* The records of a filtered answer must not be read by anybody. */
static TfDnsAnswer *
without_records (TfDnsAnswer *answer)
{
    TfDnsAnswer *bare;

    if (answer->status == TF_DNS_RECORDS || !tf_dns_status_is_failure (answer->status))
        return tf_dns_answer_ref (answer);
    bare = tf_dns_answer_new (answer->status);
    bare->ttl = answer->ttl;
    bare->authentic = answer->authentic;
    return bare;
}

static TfDnsAnswer *
parse (TfDnsPacket *packet, TfDnsType type, const char *name, TfDnsRemark *remark)
{
    g_autoptr (TfDnsAnswer) answer = NULL;

    if (!tf_dns_wire_take_header (packet) || !take_question (packet, type, name))
        return NULL;
    answer = tf_dns_answer_new (status_of (packet->flags));
    if (tf_dns_status_is_failure (answer->status))
        return g_steal_pointer (&answer);
    answer->authentic = (packet->flags & 0x0020) != 0; /* RFC 6840 §5.8 */
    if (!read_answers (packet, type, name, answer, remark) ||
        !read_additional (packet, answer, answer->status != TF_DNS_RECORDS))
        return NULL;
    return without_records (answer);
}

TfDnsAnswer *
tf_dns_packet_parse (TfSpan bytes, TfDnsType type, const char *name,
                     TfDnsRemark *ret_remark)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    TfDnsPacket packet = {.whole = bytes, .cursor = tf_cursor (bytes)};
    TfDnsRemark remark = {0};
    TfDnsAnswer *answer = parse (&packet, type, normal, &remark);

    if (answer == NULL || answer->status == TF_DNS_REFUSED)
        tf_dns_remark_clear (&remark);
    if (ret_remark != NULL)
        *ret_remark = remark;
    else
        tf_dns_remark_clear (&remark);
    return answer != NULL ? answer : tf_dns_answer_new (TF_DNS_MALFORMED);
}

void
tf_dns_remark_clear (TfDnsRemark *remark)
{
    g_clear_pointer (&remark->target, g_free);
    remark->unfounded = FALSE;
}
