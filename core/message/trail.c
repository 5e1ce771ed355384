/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* All Received fields of a message, from the top. Some servers write MAIL FROM into theirs. It is known
 * from the Return-Path and is taken out first, because an address with quotes could look like the rest
 * of the field. */
#include "message/message.h"

#include <string.h>

static TfTrail *
trail_new (void)
{
    TfTrail *trail = g_new0 (TfTrail, 1);

    trail->hops = g_array_new (FALSE, FALSE, sizeof (TfReceived));
    g_array_set_clear_func (trail->hops, (GDestroyNotify)tf_received_clear);
    return trail;
}

/* MAIL FROM needs to be taken out only if it could close a comment or begin another clause. */
static gboolean
is_tricky (TfSpan mail_from)
{
    return mail_from.length <= TF_LIMIT_PATH_BYTES &&
           (tf_span_has (mail_from, '"') || tf_span_has (mail_from, '(') ||
            tf_span_has (mail_from, ')') || tf_span_has (mail_from, '\\'));
}

/* Owned: VALUE without MAIL_FROM, wherever it occurs. */
static GString *
without_mail_from (TfSpan value, TfSpan mail_from)
{
    TfCursor cursor = tf_cursor (value);
    GString *text = g_string_sized_new (value.length);

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan before = tf_cursor_take_until (&cursor, mail_from.data[0]);
        TfSpan rest = tf_cursor_rest (&cursor);

        g_string_append_len (text, before.data, (gssize)before.length);
        if (rest.length >= mail_from.length &&
            memcmp (rest.data, mail_from.data, mail_from.length) == 0)
            tf_cursor_take_count (&cursor, mail_from.length);
        else if (rest.length > 0)
            g_string_append_c (text, (char)tf_cursor_next (&cursor));
    }
    return text;
}

static void
read_hop (TfSpan value, TfSpan mail_from, TfReceived *ret_hop)
{
    g_autoptr (GString) text = NULL;

    if (is_tricky (mail_from) && value.length <= TF_LIMIT_FIELD_BYTES)
        text = without_mail_from (value, mail_from);
    tf_received_parse (text != NULL ? tf_span (text->str, text->len) : value, ret_hop);
}

TfTrail *
tf_trail_read (const TfHeader *header, TfSpan mail_from)
{
    TfTrail *trail = trail_new ();
    gint at = -1;

    while (trail->hops->len < TF_LIMIT_RECEIVED &&
           (at = tf_header_find (header, "Received", (guint)(at + 1))) >= 0) {
        TfReceived hop;

        read_hop (tf_header_get (header, (guint)at)->value, mail_from, &hop);
        hop.field_index = (guint)at;
        trail->has_public_address |= hop.has_public_address;
        g_array_append_val (trail->hops, hop);
    }
    return trail;
}

void
tf_trail_free (TfTrail *trail)
{
    g_array_unref (trail->hops);
    g_free (trail);
}

const TfReceived *
tf_trail_hop (const TfTrail *trail, guint hop)
{
    return &g_array_index (trail->hops, TfReceived, hop);
}
