/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 7208 §9.1: what a server wrote about its SPF check. Departures: the ";" between pairs may be
 * missing, as several servers write them. Left out: whether the field can be believed. */
#include "message/message-private.h"
#include "message/received.h"

static gboolean
take_word (TfCursor *cursor, TfReceivedSpf *spf)
{
    g_autofree char *word = tf_results_take_keyword (cursor);

    return word != NULL && tf_result_from_string (word, &spf->result);
}

/* A null reverse-path names nobody. */
static void
take_mail_from (const char *value, TfReceivedSpf *spf)
{
    if (tf_span_has (tf_span_of (value), '@'))
        spf->domain = tf_domain_parse (tf_span_after_last (tf_span_of (value), '@'));
}

static gboolean
is_word_byte (guchar byte)
{
    return byte > 0x20 && byte != ';';
}

/* FALSE: a key appears twice, or a value cannot be what its key says. */
static gboolean
take_pair (TfCursor *cursor, TfReceivedSpf *spf)
{
    g_autofree char *key = tf_results_take_keyword (cursor);
    g_autofree char *value = NULL;

    if (key != NULL && g_str_equal (key, "receiver")) { /* "<UNKNOWN>" of pypolicyd-spf */
        tf_cursor_take_while (cursor, is_word_byte);
        return TRUE;
    }
    value = key != NULL ? tf_results_take_assigned (cursor) : NULL;
    if (value == NULL)
        return FALSE;
    if (g_str_equal (key, "client-ip"))
        return spf->client.length == 0 && tf_ip_parse (tf_span_of (value), &spf->client);
    if (g_str_equal (key, "envelope-from")) {
        if (spf->domain != NULL)
            return FALSE;
        take_mail_from (value, spf);
    }
    if (g_str_equal (key, "identity"))
        spf->of_other_identity |= g_ascii_strcasecmp (value, "mailfrom") != 0;
    return TRUE;
}

static gboolean
read_field (TfCursor *cursor, TfReceivedSpf *spf)
{
    if (!tf_results_skip_cfws (cursor) || !take_word (cursor, spf))
        return FALSE;
    while (tf_results_skip_cfws (cursor)) {
        if (tf_cursor_take (cursor, ';'))
            continue;
        if (tf_cursor_at_end (cursor))
            return TRUE;
        if (!take_pair (cursor, spf))
            return FALSE;
    }
    return FALSE;
}

gboolean
tf_received_spf_parse (TfSpan value, TfReceivedSpf *ret_spf)
{
    TfCursor cursor = tf_cursor (value);

    *ret_spf = (TfReceivedSpf){0};
    if (value.length <= TF_LIMIT_FIELD_BYTES && read_field (&cursor, ret_spf))
        return TRUE;
    tf_received_spf_clear (ret_spf);
    return FALSE;
}

void
tf_received_spf_clear (TfReceivedSpf *spf)
{
    g_free (spf->domain);
    *spf = (TfReceivedSpf){0};
}
