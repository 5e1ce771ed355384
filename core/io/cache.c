/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cache: answers by their TTL (RFC 1035 §3.2.1, RFC 2308 §5), bounded in octets. Failures are never
 * kept, so a retry always asks. Left out: anything on disk. */
#include "io/io.h"

#define POSITIVE_MIN 60
#define POSITIVE_MAX TF_DAY
#define NEGATIVE_MAX (15 * 60)
/* A missing key may be the only reason for an alarm: it is asked for again soon. */
#define NO_KEY_MAX 60

/* What one record costs besides its own octets: headers, pointers, a slot of a table. */
#define RECORD_OVERHEAD 48
#define ENTRY_OVERHEAD  400

typedef struct {
    TfDnsAnswer *answer;
    TfDnsType type;
    gsize size;
    gint64 expires_us;
} Entry;

struct _TfDnsCache {
    GHashTable *entries; /* "TYPE name" → Entry */
    GQueue keys;         /* char *, oldest first; owned by the table */
    gsize size;
};

static void
entry_free (Entry *entry)
{
    tf_dns_answer_unref (entry->answer);
    g_free (entry);
}

TfDnsCache *
tf_dns_cache_new (void)
{
    TfDnsCache *cache = g_new0 (TfDnsCache, 1);

    cache->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify)entry_free);
    g_queue_init (&cache->keys);
    return cache;
}

void
tf_dns_cache_free (TfDnsCache *cache)
{
    g_queue_clear (&cache->keys);
    g_hash_table_unref (cache->entries);
    g_free (cache);
}

static char *
make_key (TfDnsType type, const char *name)
{
    g_autofree char *normal = tf_dns_name_normalize (name);

    return g_strconcat (tf_dns_type_to_string (type), " ", normal, NULL);
}

TfDnsAnswer *
tf_dns_cache_get (TfDnsCache *cache, TfDnsType type, const char *name,
                  gint64 monotonic_us)
{
    g_autofree char *key = make_key (type, name);
    const Entry *entry = g_hash_table_lookup (cache->entries, key);

    if (entry == NULL || monotonic_us >= entry->expires_us)
        return NULL;
    return tf_dns_answer_ref (entry->answer);
}

/* RFC 6376 §3.6.2.1 */
gboolean
tf_dns_is_key_name (const char *name)
{
    return strstr (name, "._domainkey.") != NULL;
}

/* Seconds; 0: not to be kept. */
static guint32
time_to_keep (const TfDnsAnswer *answer, const char *key)
{
    if (tf_dns_status_is_failure (answer->status) || answer->doubtful || answer->ttl == 0)
        return 0;
    if (answer->status == TF_DNS_RECORDS)
        return CLAMP (answer->ttl, POSITIVE_MIN, POSITIVE_MAX);
    return MIN (answer->ttl, tf_dns_is_key_name (key) ? NO_KEY_MAX : NEGATIVE_MAX);
}

static gsize
size_of_blobs (const GPtrArray *blobs)
{
    gsize size = 0;

    for (guint i = 0; i < blobs->len; i++)
        size += g_bytes_get_size (g_ptr_array_index (blobs, i)) + RECORD_OVERHEAD;
    return size;
}

gsize
tf_dns_cache_size_of (const TfDnsAnswer *answer, const char *key)
{
    gsize size = ENTRY_OVERHEAD + 2 * strlen (key) + size_of_blobs (answer->texts) +
                 size_of_blobs (answer->addresses);

    for (guint i = 0; i < answer->exchanges->len; i++) {
        const TfDnsMx *exchange = g_ptr_array_index (answer->exchanges, i);

        size += strlen (exchange->host) + RECORD_OVERHEAD;
    }
    for (guint i = 0; i < answer->names->len; i++)
        size += strlen (g_ptr_array_index (answer->names, i)) + RECORD_OVERHEAD;
    return size;
}

static void
remove_entry (TfDnsCache *cache, const char *key)
{
    const Entry *entry = g_hash_table_lookup (cache->entries, key);

    cache->size -= entry->size;
    g_hash_table_remove (cache->entries, key);
}

static void
forget (TfDnsCache *cache, const char *key)
{
    gpointer stored;

    if (!g_hash_table_lookup_extended (cache->entries, key, &stored, NULL))
        return;
    g_queue_remove (&cache->keys, stored);
    remove_entry (cache, stored);
}

void
tf_dns_cache_forget (TfDnsCache *cache, TfDnsType type, const char *name)
{
    g_autofree char *key = make_key (type, name);

    forget (cache, key);
}

void
tf_dns_cache_forget_type (TfDnsCache *cache, TfDnsType type)
{
    GList *next;

    for (GList *link = cache->keys.head; link != NULL; link = next) {
        const Entry *entry = g_hash_table_lookup (cache->entries, link->data);

        next = link->next;
        if (entry->type == type)
            forget (cache, link->data);
    }
}

void
tf_dns_cache_forget_all (TfDnsCache *cache)
{
    g_queue_clear (&cache->keys);
    g_hash_table_remove_all (cache->entries);
    cache->size = 0;
}

gsize
tf_dns_cache_get_size (const TfDnsCache *cache)
{
    return cache->size;
}

static void
make_room (TfDnsCache *cache, gsize size)
{
    while (!g_queue_is_empty (&cache->keys) && cache->size + size > TF_LIMIT_CACHE_BYTES)
        remove_entry (cache, g_queue_pop_head (&cache->keys));
}

void
tf_dns_cache_put (TfDnsCache *cache, TfDnsType type, const char *name,
                  TfDnsAnswer *answer, gint64 monotonic_us)
{
    char *key = make_key (type, name);
    guint32 seconds = time_to_keep (answer, key);
    Entry *entry;

    forget (cache, key);
    if (seconds == 0) {
        g_free (key);
        return;
    }
    entry = g_new (Entry, 1);
    entry->answer = tf_dns_answer_ref (answer);
    entry->type = type;
    entry->size = tf_dns_cache_size_of (answer, key);
    make_room (cache, entry->size);
    cache->size += entry->size;
    entry->expires_us = monotonic_us + (gint64)seconds * G_USEC_PER_SEC;
    g_hash_table_insert (cache->entries, key, entry);
    g_queue_push_tail (&cache->keys, key);
}
