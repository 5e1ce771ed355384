/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-zone: an answers file in memory, answering as a recursive resolver would (RFC 1034
 * §4.3.2, RFC 2308, RFC 8020). Left out: wildcards, delegation, TTLs. */
#include "dns/dns-zone.h"

static void
zone_name_free (TfDnsZoneName *name)
{
    for (guint i = 0; i < TF_N_DNS_TYPES; i++)
        g_clear_pointer (&name->answers[i], tf_dns_answer_unref);
    g_clear_pointer (&name->others, tf_dns_answer_unref);
    g_free (name->canonical_name);
    g_free (name);
}

TfDnsZone *
tf_dns_zone_new (void)
{
    TfDnsZone *zone = g_new0 (TfDnsZone, 1);

    zone->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)zone_name_free);
    zone->ancestors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    zone->now = -1;
    zone->received_at = -1;
    zone->file_time = -1;
    return zone;
}

void
tf_dns_zone_free (TfDnsZone *zone)
{
    g_hash_table_unref (zone->names);
    g_hash_table_unref (zone->ancestors);
    g_clear_pointer (&zone->knowledge, g_ptr_array_unref);
    g_free (zone);
}

gboolean
tf_dns_is_name (const char *text)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));
    int before = '.';

    if (tf_span_equal (tf_span_of (text), "."))
        return TRUE;
    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_next (&cursor);

        if (byte < 0x20 || byte >= 0x7f || (byte == '.' && before == '.'))
            return FALSE;
        before = byte;
    }
    return *text != '\0';
}

TfDnsZoneName *
tf_dns_zone_add (TfDnsZone *zone, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);
    TfDnsZoneName *entry;

    if (g_hash_table_contains (zone->names, normal))
        return NULL;
    entry = g_new0 (TfDnsZoneName, 1);
    g_hash_table_insert (zone->names, g_steal_pointer (&normal), entry);
    return entry;
}

gint64 *
tf_dns_zone_find_time (TfDnsZone *zone, const char *key)
{
    return g_str_equal (key, "now")           ? &zone->now
           : g_str_equal (key, "received_at") ? &zone->received_at
           : g_str_equal (key, "file_time")   ? &zone->file_time
                                              : NULL;
}

static gboolean
something_is_here (const TfDnsZoneName *entry)
{
    gboolean nothing_said = entry->others == NULL;

    if (entry->canonical_name != NULL)
        return TRUE;
    if (entry->others != NULL && entry->others->status != TF_DNS_NXDOMAIN)
        return TRUE;
    for (guint i = 0; i < TF_N_DNS_TYPES; i++) {
        if (entry->answers[i] == NULL)
            continue;
        nothing_said = FALSE;
        if (entry->answers[i]->status != TF_DNS_NXDOMAIN)
            return TRUE;
    }
    return nothing_said; /* "name": {} is a name without data */
}

static void
add_ancestors (TfDnsZone *zone, const char *name)
{
    TfCursor cursor = tf_cursor (tf_span_of (name));

    tf_cursor_take_until (&cursor, '.');
    while (tf_cursor_take (&cursor, '.') && !tf_cursor_at_end (&cursor)) {
        char *ancestor = tf_span_dup (tf_cursor_rest (&cursor));

        if (!g_hash_table_add (zone->ancestors, ancestor))
            return; /* and then so are all names above it */
        tf_cursor_take_until (&cursor, '.');
    }
}

static void
doubt (TfDnsAnswer *answer)
{
    if (answer != NULL)
        answer->doubtful = answer->addresses->len > 0;
}

/* The answers may still be changed: nobody has been given one yet. */
static void
doubt_addresses (const TfDnsZone *zone)
{
    GHashTableIter iterator;
    gpointer value;

    g_hash_table_iter_init (&iterator, zone->names);
    while (g_hash_table_iter_next (&iterator, NULL, &value)) {
        const TfDnsZoneName *entry = value;

        doubt (entry->answers[TF_DNS_A]);
        doubt (entry->answers[TF_DNS_AAAA]);
    }
}

void
tf_dns_zone_finish (TfDnsZone *zone)
{
    GHashTableIter iterator;
    gpointer name;
    gpointer value;

    g_hash_table_iter_init (&iterator, zone->names);
    while (g_hash_table_iter_next (&iterator, &name, &value)) {
        TfDnsZoneName *entry = value;

        entry->exists = something_is_here (entry);
        if (entry->exists)
            add_ancestors (zone, name);
    }
    if (zone->invents)
        doubt_addresses (zone);
}

static TfDnsAnswer *
absent (const TfDnsZone *zone, const char *name)
{
    gboolean below = g_hash_table_contains (zone->ancestors, name);

    return tf_dns_answer_new (below ? TF_DNS_NODATA : TF_DNS_NXDOMAIN); /* RFC 8020 §2 */
}

/* Owned: what ENTRY, perhaps NULL, says of NAME; NULL: its CNAME must be followed. */
static TfDnsAnswer *
answer_here (const TfDnsZone *zone, const TfDnsZoneName *entry, TfDnsType type,
             const char *name)
{
    if (entry == NULL)
        return absent (zone, name);
    if (entry->answers[type] != NULL)
        return tf_dns_answer_ref (entry->answers[type]);
    if (entry->canonical_name != NULL)
        return NULL;
    if (entry->others != NULL)
        return tf_dns_answer_ref (entry->others);
    return entry->exists ? tf_dns_answer_new (TF_DNS_NODATA) : absent (zone, name);
}

/* A record has both: what was answered, and the CNAME that led there. */
static TfDnsAnswer *
note_alias (TfDnsAnswer *answer, const TfDnsZoneName *entry, const char *current,
            gboolean followed)
{
    const char *alias = entry != NULL && entry->canonical_name != NULL
                            ? entry->canonical_name
                        : followed ? current
                                   : NULL;
    TfDnsAnswer *noted;

    if (alias == NULL)
        return answer;
    noted = tf_dns_answer_new_by_alias (answer, alias);
    tf_dns_answer_unref (answer);
    return noted;
}

TfDnsAnswer *
tf_dns_zone_lookup (const TfDnsZone *zone, TfDnsType type, const char *name)
{
    g_autofree char *current = tf_dns_name_normalize (name);

    for (guint followed = 0; followed <= TF_LIMIT_CNAMES; followed++) {
        const TfDnsZoneName *entry = g_hash_table_lookup (zone->names, current);
        TfDnsAnswer *answer = answer_here (zone, entry, type, current);

        if (answer != NULL)
            return note_alias (answer, entry, current, followed > 0);
        g_free (current);
        current = g_strdup (entry->canonical_name);
    }
    return tf_dns_answer_new (TF_DNS_MALFORMED); /* a loop, or too long a chain */
}

gboolean
tf_dns_zone_says (const TfDnsZone *zone, TfDnsType type, const char *name)
{
    g_autofree char *current = tf_dns_name_normalize (name);

    for (guint followed = 0; followed <= TF_LIMIT_CNAMES; followed++) {
        const TfDnsZoneName *entry = g_hash_table_lookup (zone->names, current);

        if (entry == NULL)
            return FALSE;
        if (entry->answers[type] != NULL) /* perhaps beside the CNAME that led to it */
            return TRUE;
        if (entry->canonical_name == NULL)
            return entry->others != NULL;
        g_free (current);
        current = g_strdup (entry->canonical_name);
    }
    return TRUE; /* a loop */
}

gint64
tf_dns_zone_get_now (const TfDnsZone *zone)
{
    return zone->now;
}

gint64
tf_dns_zone_get_received_at (const TfDnsZone *zone)
{
    return zone->received_at;
}

gint64
tf_dns_zone_get_file_time (const TfDnsZone *zone)
{
    return zone->file_time;
}

const GPtrArray *
tf_dns_zone_peek_knowledge (const TfDnsZone *zone)
{
    return zone->knowledge;
}

gboolean
tf_dns_word_to_status (const char *word, TfDnsStatus *ret_status)
{
    for (TfDnsStatus status = TF_DNS_NXDOMAIN; status <= TF_DNS_LIMIT; status++) {
        if (!g_str_equal (word, tf_dns_status_to_string (status)))
            continue;
        *ret_status = status;
        return TRUE;
    }
    return FALSE;
}
