/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-wire: numbers, names and records of a raw DNS message (RFC 1035 §4), read with the
 * cursor and bounded in every direction. Left out: what the records mean. */
#include "io/dns-wire.h"

/* A name of 255 octets has at most 127 labels; more pointers than this would save no
 * space. */
#define MAX_POINTERS    64
#define MAX_NAME_OCTETS 255

/* ---- numbers and names ------------------------------------------------------------- */

gboolean
tf_dns_wire_take_u16 (TfCursor *cursor, guint *ret_number)
{
    TfSpan octets = tf_cursor_take_count (cursor, 2);

    if (octets.length < 2)
        return FALSE;
    *ret_number = (guint)(guchar)octets.data[0] << 8 | (guchar)octets.data[1];
    return TRUE;
}

gboolean
tf_dns_wire_take_u32 (TfCursor *cursor, guint32 *ret_number)
{
    guint high;
    guint low;

    if (!tf_dns_wire_take_u16 (cursor, &high) || !tf_dns_wire_take_u16 (cursor, &low))
        return FALSE;
    *ret_number = (guint32)high << 16 | low;
    return TRUE;
}

/* RFC 1035 §5.1: a dot within a label and anything unprintable are escaped, so that names that
 * differ on the wire differ here. */
static void
append_label (GString *name, TfSpan label)
{
    if (name->len > 0)
        g_string_append_c (name, '.');
    for (gsize i = 0; i < label.length; i++) {
        guchar byte = (guchar)label.data[i];

        if (byte == '.' || byte == '\\')
            g_string_append_printf (name, "\\%c", byte);
        else if (byte <= 0x20 || byte >= 0x7f)
            g_string_append_printf (name, "\\%03u", byte);
        else
            g_string_append_c (name, g_ascii_tolower ((char)byte));
    }
}

/* RFC 1035 §4.1.4: a pointer leads to an earlier place. Moves CURSOR there; FALSE: it leads
 * anywhere else. */
static gboolean
follow_pointer (const TfDnsPacket *packet, TfCursor *cursor, guint high, gsize *barrier)
{
    int low = tf_cursor_next (cursor);
    gsize offset = (gsize)(high & 0x3f) << 8 | (gsize)(low & 0xff);

    if (low < 0 || offset >= *barrier)
        return FALSE;
    *barrier = offset;
    *cursor = tf_cursor (packet->whole);
    tf_cursor_take_count (cursor, offset);
    return TRUE;
}

static gboolean
take_labels (const TfDnsPacket *packet, TfCursor at, GString *name)
{
    gsize barrier = (gsize)(at.at - packet->whole.data);
    gsize octets = 1;
    guint pointers = 0;

    for (;;) {
        int length = tf_cursor_next (&at);
        TfSpan label;

        if (length >= 0xc0) {
            if (++pointers > MAX_POINTERS)
                return FALSE;
            if (!follow_pointer (packet, &at, (guint)length, &barrier))
                return FALSE;
            continue;
        }
        if (length == 0)
            return TRUE;
        label = tf_cursor_take_count (&at, length > 0 ? (gsize)length : 0);
        octets += label.length + 1;
        if (length < 0 || length > 63 || label.length < (gsize)length ||
            octets > MAX_NAME_OCTETS)
            return FALSE;
        append_label (name, label);
    }
}

/* Skips the name that is in the packet at CURSOR itself, wherever its pointers lead. */
static gboolean
skip_name (TfCursor *cursor)
{
    for (;;) {
        int length = tf_cursor_next (cursor);

        if (length == 0)
            return TRUE;
        if (length >= 0xc0)
            return tf_cursor_next (cursor) >= 0;
        if (length < 0 || length > 63)
            return FALSE;
        if (tf_cursor_take_count (cursor, (gsize)length).length < (gsize)length)
            return FALSE;
    }
}

/* Owned, lower case; NULL: not a name. The root is ".". */
char *
tf_dns_wire_take_name (const TfDnsPacket *packet, TfCursor *cursor)
{
    g_autoptr (GString) name = g_string_sized_new (64);
    TfCursor at = *cursor;

    if (!skip_name (cursor) || !take_labels (packet, at, name))
        return NULL;
    if (name->len == 0)
        g_string_append_c (name, '.');
    return g_string_free (g_steal_pointer (&name), FALSE);
}

/* ---- header and records ------------------------------------------------------------ */

gboolean
tf_dns_wire_take_header (TfDnsPacket *packet)
{
    guint id;

    return tf_dns_wire_take_u16 (&packet->cursor, &id) &&
           tf_dns_wire_take_u16 (&packet->cursor, &packet->flags) &&
           tf_dns_wire_take_u16 (&packet->cursor, &packet->n_questions) &&
           tf_dns_wire_take_u16 (&packet->cursor, &packet->n_answers) &&
           tf_dns_wire_take_u16 (&packet->cursor, &packet->n_authority) &&
           tf_dns_wire_take_u16 (&packet->cursor, &packet->n_additional);
}

static gboolean
take_record (TfDnsPacket *packet, TfDnsRecord *ret_record)
{
    g_autofree char *owner = tf_dns_wire_take_name (packet, &packet->cursor);
    guint length;

    if (owner == NULL || !tf_dns_wire_take_u16 (&packet->cursor, &ret_record->type) ||
        !tf_dns_wire_take_u16 (&packet->cursor, &ret_record->class) ||
        !tf_dns_wire_take_u32 (&packet->cursor, &ret_record->ttl) ||
        !tf_dns_wire_take_u16 (&packet->cursor, &length))
        return FALSE;
    ret_record->data = tf_cursor_take_count (&packet->cursor, length);
    if (ret_record->data.length < length)
        return FALSE;
    if (ret_record->ttl > G_MAXINT32)
        ret_record->ttl = 0; /* RFC 2181 §8 */
    ret_record->owner = g_steal_pointer (&owner);
    return TRUE;
}

static void
record_clear (TfDnsRecord *record)
{
    g_free (record->owner);
}

/* NULL: the section cannot be read completely. */
GArray *
tf_dns_wire_take_section (TfDnsPacket *packet, guint n_records)
{
    g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (TfDnsRecord));

    g_array_set_clear_func (records, (GDestroyNotify)record_clear);
    for (guint i = 0; i < n_records; i++) {
        TfDnsRecord record = {0};

        if (!take_record (packet, &record))
            return NULL;
        g_array_append_val (records, record);
    }
    return g_steal_pointer (&records);
}
