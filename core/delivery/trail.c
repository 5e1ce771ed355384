/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The trail of Received fields. The border's is found by the names that the reader gave; every hop
 * above it must be of the house, else the message came in by another door and what looks like
 * the border's field may be the sender's. */
#include "delivery/delivery.h"

TfTrail *
tf_trail_new (void)
{
    TfTrail *trail = g_new0 (TfTrail, 1);

    trail->hops = g_array_new (FALSE, FALSE, sizeof (TfReceived));
    trail->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
    g_array_set_clear_func (trail->hops, (GDestroyNotify)tf_received_clear);
    return trail;
}

TfTrail *
tf_trail_read (const TfHeader *header)
{
    TfTrail *trail = tf_trail_new ();
    gint at = -1;

    while (trail->hops->len < TF_LIMIT_RECEIVED &&
           (at = tf_header_find (header, "Received", (guint)(at + 1))) >= 0) {
        guint index = (guint)at;
        TfReceived hop;

        tf_received_parse (tf_header_get (header, index)->value, &hop);
        g_array_append_val (trail->hops, hop);
        g_array_append_val (trail->indexes, index);
    }
    return trail;
}

void
tf_trail_free (TfTrail *trail)
{
    g_array_unref (trail->hops);
    g_array_unref (trail->indexes);
    g_free (trail);
}

const TfReceived *
tf_trail_hop (const TfTrail *trail, guint hop)
{
    return &g_array_index (trail->hops, TfReceived, hop);
}

/* "by 2002:a05:6a20:: with SMTP", as Google writes: a host that nobody outside can reach, and no
 * client is named. */
static gboolean
is_by_inner_address (const TfReceived *hop)
{
    TfIp address;

    return !hop->has_from && hop->by != NULL &&
           tf_ip_parse (tf_span_of (hop->by), &address) && !tf_ip_is_public (&address);
}

/* A hop inside the house: fetched on this machine, from a private address, between inner hosts,
 * or handed on by the very host whose field stands below. */
static gboolean
is_internal_hop (const TfTrail *trail, guint at)
{
    const TfReceived *hop = tf_trail_hop (trail, at);
    const TfReceived *below =
        at + 1 < trail->hops->len ? tf_trail_hop (trail, at + 1) : NULL;

    if (hop->is_local_fetch || hop->is_from_network || is_by_inner_address (hop))
        return TRUE;
    if (hop->client.length > 0)
        return !tf_ip_is_public (&hop->client);
    return hop->helo != NULL && below != NULL && g_strcmp0 (hop->helo, below->by) == 0;
}

static gboolean
is_named (const char *host, const GPtrArray *hosts)
{
    for (guint i = 0; host != NULL && i < hosts->len; i++)
        if (g_str_equal (host, g_ptr_array_index (hosts, i)))
            return TRUE;
    return FALSE;
}

static gboolean
takes_from_outside (const TfReceived *hop)
{
    return tf_ip_is_public (&hop->client);
}

gboolean
tf_trail_has_host (const TfTrail *trail, const GPtrArray *hosts)
{
    for (guint i = 0; i < trail->hops->len; i++)
        if (is_named (tf_trail_hop (trail, i)->by, hosts))
            return TRUE;
    return FALSE;
}

gint
tf_trail_find_border (const TfTrail *trail, const GPtrArray *hosts)
{
    for (guint i = 0; i < trail->hops->len; i++) {
        const TfReceived *hop = tf_trail_hop (trail, i);

        if (is_named (hop->by, hosts) && takes_from_outside (hop))
            return (gint)i;
        if (!is_internal_hop (trail, i))
            break;
    }
    return -1;
}

gint
tf_trail_find_server (const TfTrail *trail, const char *authserv_id,
                      const TfSuffixList *suffixes)
{
    for (guint i = 0; i < trail->hops->len; i++) {
        const TfReceived *hop = tf_trail_hop (trail, i);

        if (hop->by != NULL && takes_from_outside (hop) &&
            tf_suffix_list_same_organization (suffixes, hop->by, authserv_id))
            return (gint)i;
        if (!is_internal_hop (trail, i))
            break;
    }
    return -1;
}

gint
tf_trail_find_entrance (const TfTrail *trail)
{
    for (guint i = 0; i < trail->hops->len; i++) {
        const TfReceived *hop = tf_trail_hop (trail, i);

        if (!hop->is_local_fetch && takes_from_outside (hop))
            return (gint)i;
        if (!is_internal_hop (trail, i))
            break;
    }
    return -1;
}
