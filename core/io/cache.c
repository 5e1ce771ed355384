/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cache: answers by their TTL (RFC 1035 §3.2.1, RFC 2308 §5), bounded. Failures are never
 * kept, so a retry always asks. Left out: anything on disk. */
#include "io/io.h"

#define MAX_ENTRIES  1000
#define POSITIVE_MIN 60
#define POSITIVE_MAX TF_DAY
#define NEGATIVE_MAX (15 * 60)

typedef struct {
    TfDnsAnswer *answer;
    gint64 expires_us;
} Entry;

struct _TfDnsCache {
    GHashTable *entries; /* "TYPE name" → Entry */
    GQueue keys;         /* char *, oldest first; owned by the table */
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

/* Seconds; 0: not to be kept. */
static guint32
time_to_keep (const TfDnsAnswer *answer)
{
    if (answer->status == TF_DNS_RECORDS)
        return CLAMP (answer->ttl, POSITIVE_MIN, POSITIVE_MAX);
    if (answer->status == TF_DNS_NODATA || answer->status == TF_DNS_NXDOMAIN)
        return MIN (answer->ttl, NEGATIVE_MAX);
    return 0;
}

static void
forget (TfDnsCache *cache, const char *key)
{
    gpointer stored;

    if (!g_hash_table_lookup_extended (cache->entries, key, &stored, NULL))
        return;
    g_queue_remove (&cache->keys, stored);
    g_hash_table_remove (cache->entries, key);
}

void
tf_dns_cache_put (TfDnsCache *cache, TfDnsType type, const char *name,
                  TfDnsAnswer *answer, gint64 monotonic_us)
{
    char *key = make_key (type, name);
    guint32 seconds = time_to_keep (answer);
    Entry *entry;

    forget (cache, key);
    if (seconds == 0) {
        g_free (key);
        return;
    }
    if (g_queue_get_length (&cache->keys) >= MAX_ENTRIES)
        g_hash_table_remove (cache->entries, g_queue_pop_head (&cache->keys));
    entry = g_new (Entry, 1);
    entry->answer = tf_dns_answer_ref (answer);
    entry->expires_us = monotonic_us + (gint64)seconds * G_USEC_PER_SEC;
    g_hash_table_insert (cache->entries, key, entry);
    g_queue_push_tail (&cache->keys, key);
}
