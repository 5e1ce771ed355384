/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is known about large providers (data/house-networks.txt): the networks that contain only their
 * own hosts, and which of them write results without an ID. */
#include "delivery/delivery-private.h"

#define HOUSE_NETWORK(domain, network, prefix) {domain, network, prefix},
#define HOUSE_WITHOUT_ID(domain)
static const struct {
    const char *domain;
    const char *network;
    guint prefix;
} networks[] = {
#include "house-networks.inc"
};
#undef HOUSE_NETWORK
#undef HOUSE_WITHOUT_ID

#define HOUSE_NETWORK(domain, network, prefix)
#define HOUSE_WITHOUT_ID(domain) domain,
static const char *const without_id[] = {
#include "house-networks.inc"
};
#undef HOUSE_NETWORK
#undef HOUSE_WITHOUT_ID

gboolean
tf_house_writes_no_id (const char *host)
{
    for (guint i = 0; host != NULL && i < G_N_ELEMENTS (without_id); i++)
        if (tf_domain_is_within (host, without_id[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_in_network (guint index, const TfIp *address)
{
    TfIp network;

    return tf_ip_parse (tf_span_of (networks[index].network), &network) &&
           tf_ip_in_network (address, &network, networks[index].prefix);
}

/* The host's own address is in any network of that provider. */
static gboolean
is_of_provider (const TfReceived *hop, const char *domain)
{
    if (hop->by_address.length == 0)
        return tf_domain_is_within (hop->by, domain);
    for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
        if (g_str_equal (networks[i].domain, domain) &&
            is_in_network (i, &hop->by_address))
            return TRUE;
    return FALSE;
}

/* A host that accepts mail from outside also has clients in its own networks: other customers. */
gboolean
tf_house_is_inner (const TfReceived *hop)
{
    if (hop->by == NULL || tf_house_writes_no_id (hop->by))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
        if (is_in_network (i, &hop->client) && is_of_provider (hop, networks[i].domain))
            return TRUE;
    return FALSE;
}
