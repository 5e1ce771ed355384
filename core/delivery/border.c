/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which Received field the border wrote. It is found by the names that the reader gave. Every field
 * above it must show that the message came from inside the organization; otherwise the message came in
 * by another way, and what looks like the border's field may be the sender's.
 *
 * A field need not be understood in full to show that, but it must be something that the host itself
 * found: a private address, or the border's address. The border's name alone can be claimed by anyone. */
#include "delivery/delivery-private.h"

#include <string.h>

/** Walk: down the trail, from the top. */
typedef struct {
    const TfTrail *trail;
    const GPtrArray *hosts; /* char *: named hosts, "@example.org" for all below it */
    TfDns *dns;             /* NULL: nobody is asked */
    gboolean pending;       /* an answer is missing */
} Walk;

/* ---- names ------------------------------------------------------------------------------- */

gboolean
tf_host_is_named (const char *host, const char *name)
{
    if (host == NULL)
        return FALSE;
    return name[0] == '@' ? tf_domain_is_within (host, name + 1)
                          : g_str_equal (host, name);
}

static gboolean
is_named (const char *host, const GPtrArray *hosts)
{
    for (guint i = 0; i < hosts->len; i++)
        if (tf_host_is_named (host, g_ptr_array_index (hosts, i)))
            return TRUE;
    return FALSE;
}

static const TfReceived *
hop_at (const Walk *walk, guint at)
{
    return at < walk->trail->hops->len ? tf_trail_hop (walk->trail, at) : NULL;
}

/* ---- the border's address ---------------------------------------------------------------- */

static gboolean
has_address (const TfDnsAnswer *answer, const TfIp *address)
{
    for (guint i = 0; i < answer->addresses->len; i++) {
        TfIp found;

        if (tf_ip_from_bytes (g_ptr_array_index (answer->addresses, i), &found) &&
            found.length == address->length &&
            memcmp (found.octets, address->octets, found.length) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The DNS is asked only for names that the reader gave. */
static gboolean
resolves_to (Walk *walk, const char *host, const TfIp *address)
{
    const TfDnsAnswer *answer;

    if (walk->dns == NULL)
        return FALSE;
    answer = tf_dns_ask (walk->dns, address->length == 4 ? TF_DNS_A : TF_DNS_AAAA, host);
    walk->pending |= answer == NULL;
    return answer != NULL && has_address (answer, address);
}

/* A named border passed the message on from its own public address: the host that received it found the
 * border's name for the address, or the DNS has that address for the name. And the next field down is
 * the border's. */
static gboolean
comes_from_border (Walk *walk, guint at)
{
    const TfReceived *hop = hop_at (walk, at);
    const TfReceived *below = hop_at (walk, at + 1);

    if (below == NULL || below->by == NULL || !tf_ip_is_public (&hop->client) ||
        !is_named (below->by, walk->hosts))
        return FALSE;
    if (hop->is_name_checked && g_strcmp0 (hop->name, below->by) == 0)
        return TRUE;
    return (g_strcmp0 (hop->from, below->by) == 0 ||
            g_strcmp0 (hop->name, below->by) == 0) &&
           resolves_to (walk, below->by, &hop->client);
}

/* ---- hops within the organization -------------------------------------------------------- */

/* "by 2002:a05:6a20:: with SMTP", as Google writes: a host that nobody outside can reach, with no
 * client named. */
static gboolean
is_by_inner_address (const TfReceived *hop)
{
    TfIp address;

    return !hop->has_from && hop->by != NULL &&
           tf_ip_parse (tf_span_of (hop->by), &address) && !tf_ip_is_public (&address);
}

static gboolean
is_loopback (const TfIp *address)
{
    static const guint8 loopback[16] = {[15] = 1};

    if (address->length == 4)
        return address->octets[0] == 127;
    return address->length == 16 && memcmp (address->octets, loopback, 16) == 0;
}

/* At the border itself a private address proves nothing: behind NAT every stranger seems to come from
 * the border's own private address. On the same machine it is a filter's; otherwise it counts only if
 * the border found for it the name of the host whose field is below. */
static gboolean
is_private_hop (const Walk *walk, guint at)
{
    const TfReceived *hop = hop_at (walk, at);
    const TfReceived *below = hop_at (walk, at + 1);

    if (walk->hosts == NULL || !is_named (hop->by, walk->hosts) ||
        is_loopback (&hop->client))
        return TRUE;
    return hop->is_name_checked && below != NULL && hop->name != NULL &&
           g_strcmp0 (hop->name, below->by) == 0;
}

/* Passed on by the host whose field is below, and nothing in this field shows another place. */
static gboolean
is_handed_on (const TfReceived *hop, const TfReceived *below)
{
    return (hop->is_understood || hop->is_without_place) && below != NULL &&
           hop->from != NULL && g_strcmp0 (hop->from, below->by) == 0;
}

/* A hop inside the organization: fetched on this machine, from a private address, between internal
 * hosts, or passed on by the very host whose field is below. */
static gboolean
is_internal_hop (Walk *walk, guint at)
{
    const TfReceived *hop = hop_at (walk, at);

    if (hop->is_local_fetch || hop->is_from_network || hop->is_local ||
        is_by_inner_address (hop))
        return TRUE;
    if (hop->client.length == 0)
        return is_handed_on (hop, hop_at (walk, at + 1));
    if (!tf_ip_is_public (&hop->client))
        return is_private_hop (walk, at);
    if (walk->hosts != NULL && comes_from_border (walk, at))
        return TRUE;
    return (walk->hosts == NULL || !is_named (hop->by, walk->hosts)) &&
           tf_house_is_inner (hop);
}

static gboolean
takes_from_outside (const TfReceived *hop)
{
    return tf_ip_is_public (&hop->client);
}

/* Yahoo's border writes "by 10.253.1.2"; the field above is by a host of the same organization. */
static gboolean
is_by_private_address (const Walk *walk, guint at)
{
    const TfReceived *hop = hop_at (walk, at);
    TfIp address;

    return at > 0 && hop->by != NULL && tf_ip_parse (tf_span_of (hop->by), &address) &&
           !tf_ip_is_public (&address);
}

/* ---- the search -------------------------------------------------------------------------- */

static gboolean
is_border (const Walk *walk, guint at)
{
    const TfReceived *hop = hop_at (walk, at);

    return takes_from_outside (hop) &&
           (is_named (hop->by, walk->hosts) ||
            (is_by_private_address (walk, at) &&
             is_named (hop_at (walk, at - 1)->by, walk->hosts)));
}

gint
tf_trail_find_border (const TfTrail *trail, const GPtrArray *hosts, TfDns *dns,
                      gint *ret_door, gboolean *ret_pending)
{
    Walk walk = {trail, hosts, dns, FALSE};
    gint found = -1;
    gint door = -1;

    for (guint i = 0; i < trail->hops->len && found < 0; i++) {
        gboolean is_inner = is_internal_hop (&walk, i);

        if (!is_inner && is_border (&walk, i))
            found = (gint)i;
        if (door < 0 && is_named (tf_trail_hop (trail, i)->by, hosts))
            door = (gint)i;
        if (!is_inner)
            break;
    }
    *ret_pending |= walk.pending;
    *ret_door = found >= 0 ? found : door;
    return walk.pending ? -1 : found;
}

static gboolean
is_of_organization (const char *host, const char *domain, const TfSuffixList *suffixes)
{
    return host != NULL && tf_suffix_list_same_organization (suffixes, host, domain);
}

static gboolean
is_server (const Walk *walk, guint at, const char *authserv_id,
           const TfSuffixList *suffixes)
{
    const TfReceived *hop = hop_at (walk, at);

    return takes_from_outside (hop) &&
           (is_of_organization (hop->by, authserv_id, suffixes) ||
            (is_by_private_address (walk, at) &&
             is_of_organization (hop_at (walk, at - 1)->by, authserv_id, suffixes)));
}

gint
tf_trail_find_server (const TfTrail *trail, const char *authserv_id,
                      const TfSuffixList *suffixes, TfDns *dns, gboolean *ret_pending)
{
    g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
    Walk walk = {trail, hosts, dns, FALSE};
    gint found = -1;

    g_ptr_array_add (hosts, (gpointer)authserv_id);
    for (guint i = 0; i < trail->hops->len; i++) {
        if (is_internal_hop (&walk, i))
            continue;
        found = is_server (&walk, i, authserv_id, suffixes) ? (gint)i : -1;
        break;
    }
    *ret_pending |= walk.pending;
    return walk.pending ? -1 : found;
}

/* A host that saw a private address is passed over at first; once it is known to be the border,
 * that address may have been a stranger behind NAT. */
static gboolean
is_border_at (const TfTrail *trail, guint at)
{
    g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
    const char *host = tf_trail_hop (trail, at)->by;
    gboolean pending = FALSE;
    gint door;

    if (host == NULL)
        return TRUE;
    g_ptr_array_add (hosts, (gpointer)host);
    return tf_trail_find_border (trail, hosts, NULL, &door, &pending) == (gint)at;
}

gint
tf_trail_find_entrance (const TfTrail *trail)
{
    Walk walk = {trail, NULL, NULL, FALSE};

    for (guint i = 0; i < trail->hops->len; i++) {
        if (is_internal_hop (&walk, i))
            continue;
        return takes_from_outside (hop_at (&walk, i)) && is_border_at (trail, i) ? (gint)i
                                                                                 : -1;
    }
    return -1;
}

/* The name of a host is foreign text: what is no domain is nobody's. */
char *
tf_trail_dup_receiver (const TfTrail *trail, const TfSuffixList *suffixes)
{
    gint at = tf_trail_find_entrance (trail);
    const TfReceived *hop = at >= 0 ? tf_trail_hop (trail, (guint)at) : NULL;
    g_autofree char *host = NULL;

    if (hop == NULL || hop->by == NULL || hop->is_authenticated)
        return NULL;
    host = tf_domain_parse (tf_span_of (hop->by));
    return host != NULL ? g_strdup (tf_suffix_list_registrable (suffixes, host)) : NULL;
}

/* ---- log-ins ----------------------------------------------------------------------------- */

/* What was passed on under a log-in was not written by the one who logged in: that is a backup server
 * or a forwarder. */
static gboolean
has_entrance_below (const Walk *walk, guint at)
{
    for (guint i = at + 1; i < walk->trail->hops->len; i++) {
        const TfReceived *hop = hop_at (walk, i);

        if (takes_from_outside (hop) && !hop->is_web && !hop->is_authenticated)
            return TRUE;
    }
    return FALSE;
}

/* If the host of the log-in is not a border that the reader named, any field above it may be the
 * border's own, and behind NAT a stranger has a private address there. A filter on the same machine,
 * the mailbox server and a host whose name was looked up belong to the organization. */
static gboolean
is_surely_inner (const Walk *walk, guint at)
{
    const TfReceived *hop = hop_at (walk, at);
    const TfReceived *below = hop_at (walk, at + 1);

    if (hop->client.length == 0 || hop->is_to_store || hop->is_local_fetch ||
        tf_ip_is_public (&hop->client) || is_loopback (&hop->client))
        return TRUE;
    return hop->is_name_checked && hop->name != NULL && below != NULL &&
           g_strcmp0 (hop->name, below->by) == 0;
}

gint
tf_trail_find_unsure (const TfTrail *trail, guint at)
{
    Walk walk = {trail, NULL, NULL, FALSE};

    for (guint i = at; i < trail->hops->len; i++) {
        if (!is_surely_inner (&walk, i))
            return (gint)i;
        if (!is_internal_hop (&walk, i))
            return -1;
    }
    return -1;
}

static gboolean
is_login_reached (const Walk *walk, guint at)
{
    if (is_named (hop_at (walk, at)->by, walk->hosts))
        return TRUE;
    for (guint i = 0; i < at; i++)
        if (!is_surely_inner (walk, i))
            return FALSE;
    return TRUE;
}

gint
tf_trail_find_login (const TfTrail *trail, const TfSettings *settings)
{
    Walk walk = {trail, settings->border_hosts, NULL, FALSE};

    for (guint i = 0; i < trail->hops->len; i++) {
        const TfReceived *hop = tf_trail_hop (trail, i);

        if (hop->is_authenticated && hop->by != NULL &&
            (is_named (hop->by, settings->border_hosts) ||
             tf_settings_is_own_domain (settings, hop->by)))
            return is_login_reached (&walk, i) && !has_entrance_below (&walk, i) ? (gint)i
                                                                                 : -1;
        if (!is_internal_hop (&walk, i))
            return -1;
    }
    return -1;
}
