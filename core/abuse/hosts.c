/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hosts: where the name of a host is in a text. It is evidence, so a sender who puts it into the name of a recipient
 * does not hide it. */
#include "abuse/abuse-private.h"

static gunichar
raw_at (const GArray *view, guint at)
{
    return at < view->len ? g_array_index (view, TfSeen, at).raw : 0;
}

static gboolean
is_host_char (gunichar c)
{
    return c == '.' || c == '-' || g_unichar_isalnum (c);
}

/* Where a name may begin; AT: nowhere here. */
static guint
skip_mark (const GArray *view, guint at)
{
    if (raw_at (view, at) == '@' && at > 0 && g_unichar_isgraph (raw_at (view, at - 1)))
        return at + 1;
    return raw_at (view, at) == ':' && raw_at (view, at + 1) == '/' &&
                   raw_at (view, at + 2) == '/'
               ? at + 3
               : at;
}

/* Marks the name from START on, if it is one: it has a dot, and is not what stands in front of "@" (RFC 3986
 * §3.2). */
static guint
mark (const GArray *view, guint start, guint8 *hosts)
{
    gboolean has_dot = FALSE;
    guint end = start;
    gunichar next;

    for (; end < view->len && is_host_char (raw_at (view, end)); end++)
        has_dot |= raw_at (view, end) == '.' && end + 1 < view->len &&
                   g_unichar_isalnum (raw_at (view, end + 1));
    next = raw_at (view, end);
    if (has_dot && next != '@' &&
        (next != ':' || !is_host_char (raw_at (view, end + 1)) ||
         g_unichar_isdigit (raw_at (view, end + 1))))
        for (guint at = start; at < end; at++)
            hosts[at] = 1;
    return end;
}

guint8 *
tf_view_find_hosts (const GArray *view)
{
    guint8 *hosts = g_malloc0 (view->len + 1);

    for (guint at = 0; at < view->len; at++) {
        guint start = skip_mark (view, at);

        if (start != at)
            at = mark (view, start, hosts) - 1;
    }
    return hosts;
}
