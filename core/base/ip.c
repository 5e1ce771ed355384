/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* IP addresses: text, networks, and the forms that SPF needs (RFC 4291 §2.2, RFC 6890,
 * RFC 7208 §5.6, §7.3). */
#include "base/base.h"

#include <arpa/inet.h>
#include <string.h>

/* RFC 4291 §2.5.5.2; RFC 7208 §5: a client with such an address is an IPv4 client. */
static void
unmap (TfIp *address)
{
    static const guint8 mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

    if (address->length != 16 || memcmp (address->octets, mapped, sizeof mapped) != 0)
        return;
    memmove (address->octets, address->octets + sizeof mapped, 4);
    address->length = 4;
}

gboolean
tf_ip_parse (TfSpan text, TfIp *ret_address)
{
    char buffer[INET6_ADDRSTRLEN];
    TfIp address = {{0}, 0};

    if (text.length == 0 || text.length >= sizeof buffer || tf_span_has (text, '\0'))
        return FALSE;
    memcpy (buffer, text.data, text.length);
    buffer[text.length] = '\0';
    if (inet_pton (AF_INET, buffer, address.octets) == 1)
        address.length = 4;
    else if (inet_pton (AF_INET6, buffer, address.octets) == 1)
        address.length = 16;
    else
        return FALSE;
    unmap (&address);
    *ret_address = address;
    return TRUE;
}

gboolean
tf_ip_in_network (const TfIp *address, const TfIp *network, guint prefix)
{
    guint whole = prefix / 8;
    guint rest = prefix % 8;
    guint8 mask = (guint8)(0xff00 >> rest);

    if (address->length != network->length || prefix > 8 * address->length)
        return FALSE;
    if (memcmp (address->octets, network->octets, whole) != 0)
        return FALSE;
    return rest == 0 || ((address->octets[whole] ^ network->octets[whole]) & mask) == 0;
}

gboolean
tf_ip_from_bytes (GBytes *octets, TfIp *ret_address)
{
    gsize length;
    const guint8 *data = g_bytes_get_data (octets, &length);

    if (length != 4 && length != 16)
        return FALSE;
    memcpy (ret_address->octets, data, length);
    ret_address->length = length;
    return TRUE;
}

char *
tf_ip_to_text (const TfIp *address)
{
    char text[INET6_ADDRSTRLEN] = "";

    inet_ntop (address->length == 4 ? AF_INET : AF_INET6, address->octets, text,
               sizeof text);
    return g_strdup (text);
}

char *
tf_ip_to_network (const TfIp *address, guint prefix)
{
    TfIp network = {{0}, address->length};
    g_autofree char *text = NULL;

    memcpy (network.octets, address->octets, MIN (prefix, 8 * address->length) / 8);
    text = tf_ip_to_text (&network);
    return g_strdup_printf ("%s/%u", text, prefix);
}

char *
tf_ip_to_nibbles (const TfIp *address)
{
    GString *text = g_string_new (NULL);

    for (gsize i = 0; i < address->length; i++) {
        guint8 octet = address->octets[i];

        if (i > 0)
            g_string_append_c (text, '.');
        if (address->length == 4)
            g_string_append_printf (text, "%u", octet);
        else
            g_string_append_printf (text, "%x.%x", octet >> 4, octet & 0xf);
    }
    return g_string_free (text, FALSE);
}

char *
tf_ip_to_reverse (const TfIp *address)
{
    GString *text = g_string_new (NULL);

    for (gsize i = address->length; i-- > 0;) {
        guint8 octet = address->octets[i];

        if (address->length == 4)
            g_string_append_printf (text, "%u.", octet);
        else
            g_string_append_printf (text, "%x.%x.", octet & 0xf, octet >> 4);
    }
    g_string_append (text, address->length == 4 ? "in-addr.arpa" : "ip6.arpa");
    return g_string_free (text, FALSE);
}

/* RFC 6890, without the documentation networks. */
static const struct {
    TfIp network;
    guint prefix;
} reserved[] = {
    {{{0}, 4}, 8},
    {{{10}, 4}, 8},
    {{{100, 64}, 4}, 10},
    {{{127}, 4}, 8},
    {{{169, 254}, 4}, 16},
    {{{172, 16}, 4}, 12},
    {{{192, 0, 0}, 4}, 24},
    {{{192, 168}, 4}, 16},
    {{{198, 18}, 4}, 15},
    {{{224}, 4}, 3},
    {{{0}, 16}, 127},
    {{{0xfc}, 16}, 7},
    {{{0xfe, 0x80}, 16}, 10},
    {{{0xff}, 16}, 8},
};

/* RFC 3056 §2: an IPv6 network whose prefix contains an IPv4 address. */
static gboolean
read_6to4 (const TfIp *address, TfIp *ret_inside)
{
    static const TfIp network = {{0x20, 0x02}, 16};

    if (!tf_ip_in_network (address, &network, 16))
        return FALSE;
    *ret_inside = (TfIp){.length = 4};
    memcpy (ret_inside->octets, address->octets + 2, 4);
    return TRUE;
}

gboolean
tf_ip_is_public (const TfIp *address)
{
    TfIp inside;

    /* Google's internal hosts have addresses in 2002:a05::, which is 10.5.0.0/16. */
    if (read_6to4 (address, &inside))
        address = &inside;
    for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
        if (tf_ip_in_network (address, &reserved[i].network, reserved[i].prefix))
            return FALSE;
    return address->length > 0;
}
