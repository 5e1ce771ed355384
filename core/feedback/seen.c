/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* seen: which messages were counted already. Eight bytes of a digest are enough to tell them apart, and a million of
 * them fit into some megabytes. */
#include "feedback/spoofs.h"

#define SLOTS_MIN 1024 /* a power of two, as all sizes are */

struct _TfSeenSet {
    guint64 *slots; /* 0: free */
    gsize n_slots;
    gsize n_used;
    gsize max;
};

TfSeenSet *
tf_seen_set_new (gsize max)
{
    TfSeenSet *set = g_new0 (TfSeenSet, 1);

    set->slots = g_new0 (guint64, SLOTS_MIN);
    set->n_slots = SLOTS_MIN;
    set->max = max;
    return set;
}

void
tf_seen_set_free (TfSeenSet *set)
{
    g_free (set->slots);
    g_free (set);
}

/* The place of KEY, or a free one. */
static gsize
find (const TfSeenSet *set, guint64 key)
{
    gsize at = (gsize)key & (set->n_slots - 1);

    while (set->slots[at] != 0 && set->slots[at] != key)
        at = (at + 1) & (set->n_slots - 1);
    return at;
}

/* Half of the places stay free, so that one is soon found. */
static void
grow (TfSeenSet *set)
{
    g_autofree guint64 *old = set->slots;
    gsize n_old = set->n_slots;

    set->n_slots = n_old * 2;
    set->slots = g_new0 (guint64, set->n_slots);
    for (gsize i = 0; i < n_old; i++)
        if (old[i] != 0)
            set->slots[find (set, old[i])] = old[i];
}

static guint64
key_of (const guint8 *digest)
{
    guint64 key;

    memcpy (&key, digest, sizeof key);
    return MAX (key, 1);
}

static gboolean
has (const TfSeenSet *set, const guint8 *digest)
{
    return digest != NULL && set->slots[find (set, key_of (digest))] != 0;
}

static void
put (TfSeenSet *set, const guint8 *digest)
{
    gsize at;

    if (digest == NULL || has (set, digest))
        return;
    if (set->n_used * 2 >= set->n_slots)
        grow (set);
    at = find (set, key_of (digest));
    set->slots[at] = key_of (digest);
    set->n_used++;
}

TfSeenState
tf_seen_set_add (TfSeenSet *set, const guint8 *identity, const guint8 *digest)
{
    gboolean again = has (set, identity) || has (set, digest);

    if (set->n_used + 2 > set->max)
        return again ? TF_SEEN_AGAIN : TF_SEEN_FULL;
    put (set, identity);
    put (set, digest);
    return again ? TF_SEEN_AGAIN : TF_SEEN_NEW;
}
