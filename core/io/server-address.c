/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* server-address: "ADDR", "ADDR:PORT" or "[V6]:PORT", as --resolver takes it. Left out:
 * names. */
#include "io/io.h"

/* "192.0.2.1", "192.0.2.1:53", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:53". */
static gboolean
split_server (TfSpan text, TfSpan *ret_address, TfSpan *ret_port)
{
    TfCursor cursor = tf_cursor (text);
    gboolean bracket = tf_cursor_take (&cursor, '[');

    *ret_port = tf_span_of ("53");
    *ret_address = tf_cursor_take_until (&cursor, bracket ? ']' : ':');
    if (bracket && !tf_cursor_take (&cursor, ']'))
        return FALSE;
    if (tf_cursor_at_end (&cursor))
        return TRUE;
    if (!tf_cursor_take (&cursor, ':'))
        return FALSE;
    *ret_port = tf_cursor_rest (&cursor);
    if (bracket || !tf_span_has (*ret_port, ':'))
        return TRUE;
    *ret_address = text;
    *ret_port = tf_span_of ("53");
    return TRUE;
}

char *
tf_server_address_parse (const char *server)
{
    g_autofree char *address_text = NULL;
    g_autoptr (GInetAddress) address = NULL;
    g_autofree char *printed = NULL;
    TfSpan address_span;
    TfSpan port_span;
    TfCursor cursor;
    guint64 port;

    if (!split_server (tf_span_of (server), &address_span, &port_span))
        return NULL;
    cursor = tf_cursor (port_span);
    if (!tf_cursor_take_number (&cursor, 5, &port) || !tf_cursor_at_end (&cursor) ||
        port < 1 || port > G_MAXUINT16)
        return NULL;
    address_text = tf_span_dup (address_span);
    address = g_inet_address_new_from_string (address_text);
    if (address == NULL)
        return NULL;
    printed = g_inet_address_to_string (address);
    if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
        return g_strdup_printf ("[%s]:%u", printed, (guint)port);
    return g_strdup_printf ("%s:%u", printed, (guint)port);
}
