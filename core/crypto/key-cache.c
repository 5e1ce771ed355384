/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* key-cache.c: decoded keys, kept by the octets they were made from. Decoding a key and its
 * first use cost nearly as much as a verification, and a folder has few signing domains.
 * Keys that are refused are not kept: refusing them again is cheap. The oldest key is dropped
 * first. */

#include "crypto/crypto.h"

struct _TfKeyCache {
    gatomicrefcount references;
    GMutex lock;
    GHashTable *keys; /* GBytes to TfKey */
    GQueue order;     /* borrowed: GBytes, the oldest first */
};

TfKeyCache *
tf_key_cache_new (void)
{
    TfKeyCache *cache = g_new0 (TfKeyCache, 1);

    g_atomic_ref_count_init (&cache->references);
    g_mutex_init (&cache->lock);
    g_queue_init (&cache->order);
    cache->keys =
        g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
                               (GDestroyNotify)tf_key_unref);
    return cache;
}

TfKeyCache *
tf_key_cache_ref (TfKeyCache *cache)
{
    g_atomic_ref_count_inc (&cache->references);
    return cache;
}

void
tf_key_cache_unref (TfKeyCache *cache)
{
    if (cache == NULL || !g_atomic_ref_count_dec (&cache->references))
        return;
    g_hash_table_unref (cache->keys);
    g_queue_clear (&cache->order);
    g_mutex_clear (&cache->lock);
    g_free (cache);
}

static TfKey *
make_key (TfKeyType type, GBytes *data, TfReason *ret_reason)
{
    switch (type) {
    case TF_KEY_RSA:
        return tf_key_new_rsa (data, ret_reason);
    case TF_KEY_ED25519:
        return tf_key_new_ed25519 (data, ret_reason);
    }
    return NULL;
}

/* An RSA key and an Ed25519 key never have the same octets; the type is compared all the
 * same. */
static TfKey *
find_key (TfKeyCache *cache, TfKeyType type, GBytes *data)
{
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->lock);
    TfKey *key = g_hash_table_lookup (cache->keys, data);

    return key != NULL && tf_key_get_key_type (key) == type ? tf_key_ref (key) : NULL;
}

static void
keep_key (TfKeyCache *cache, GBytes *data, TfKey *key)
{
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->lock);

    if (g_hash_table_contains (cache->keys, data))
        return; /* another thread was faster */
    if (g_hash_table_size (cache->keys) >= TF_LIMIT_KEYS_KEPT)
        g_hash_table_remove (cache->keys, g_queue_pop_head (&cache->order));
    g_hash_table_insert (cache->keys, g_bytes_ref (data), tf_key_ref (key));
    g_queue_push_tail (&cache->order, data);
}

TfKey *
tf_key_cache_get (TfKeyCache *cache, TfKeyType type, GBytes *data, TfReason *ret_reason)
{
    TfKey *key = cache != NULL ? find_key (cache, type, data) : NULL;

    if (key != NULL)
        return key;
    key = make_key (type, data, ret_reason);
    if (key != NULL && cache != NULL)
        keep_key (cache, data, key);
    return key;
}
