/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* displayed: the author against what the mail program shows (R-MSG-12). Names hold
 * addresses in honest mail ("jane@example.org via List"), so an address counts only where
 * it stands as the address: within "<>", or alone and not part of the author's name.
 * Leaves out: what the name pretends. */
#include "message/message-private.h"

static void
add_keys (GHashTable *keys, TfSpan text)
{
    gboolean broken;
    g_autoptr (GArray) tokens = tf_address_tokens (text, &broken);
    g_autoptr (GArray) sightings = tf_address_sightings (tokens);

    for (guint i = 0; i < sightings->len; i++)
        g_hash_table_add (
            keys, tf_mailbox_key (g_array_index (sightings, TfSighting, i).mailbox));
}

static GHashTable *
author_keys (const TfAuthor *author)
{
    GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < author->addresses->len; i++)
        add_keys (keys, tf_span_of (g_ptr_array_index (author->addresses, i)));
    return keys;
}

static GHashTable *
name_keys (const TfAuthor *author)
{
    GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) claims = tf_address_find_claims (tf_span_of (author->name));

    for (guint i = 0; i < claims->len; i++)
        add_keys (keys, tf_span_of (g_ptr_array_index (claims, i)));
    return keys;
}

/* A name that a program cut short ends in "…"; that is no domain and no address. */
static gboolean
is_foreign (GHashTable *keys, const TfSighting *sighting)
{
    g_autofree char *key = tf_mailbox_key (sighting->mailbox);

    return sighting->mailbox->domain && !g_hash_table_contains (keys, key);
}

static gboolean
is_any (const GArray *sightings, gboolean in_angle, GHashTable *keys, gboolean foreign)
{
    for (guint i = 0; i < sightings->len; i++) {
        const TfSighting *sighting = &g_array_index (sightings, TfSighting, i);

        if (sighting->in_angle == in_angle && is_foreign (keys, sighting) == foreign)
            return TRUE;
    }
    return FALSE;
}

/* A bare address that is neither the author's nor in the author's name. */
static gboolean
shows_bare_foreign (const TfAuthor *author, const GArray *sightings, GHashTable *own)
{
    g_autoptr (GHashTable) named = name_keys (author);

    for (guint i = 0; i < sightings->len; i++) {
        const TfSighting *sighting = &g_array_index (sightings, TfSighting, i);

        if (is_foreign (own, sighting) && is_foreign (named, sighting))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_author_displayed_differs (const TfAuthor *author, const char *displayed)
{
    gboolean broken;
    g_autofree char *text = g_utf8_make_valid (displayed ? displayed : "", -1);
    g_autoptr (GArray) tokens = tf_address_tokens (tf_span_of (text), &broken);
    g_autoptr (GArray) sightings = tf_address_sightings (tokens);
    g_autoptr (GHashTable) own = author_keys (author);

    if (is_any (sightings, TRUE, own, TRUE))
        return TRUE;
    if (is_any (sightings, TRUE, own, FALSE)) /* the bare ones beside it are the name */
        return FALSE;
    return shows_bare_foreign (author, sightings, own);
}
