/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* envelope: what delivery wrote above the message: Return-Path (RFC 5321 §4.4, R-SPF-7)
 * and Received. Only the topmost Return-Path counts (RFC 7103 §7.5.3). Leaves out: which
 * Received is the border's. */
#include "message/message.h"

/* ---- Return-Path
 * ------------------------------------------------------------------------- */

/* RFC 5321 §4.1.2: what may stand in a Local-part without quotes, and anything above
 * ASCII. */
static gboolean
is_local_byte (guchar byte)
{
    return byte > ' ' && byte != 0x7f &&
           !tf_span_has (tf_span_of ("\"()<>@,;:\\[]"), (char)byte);
}

static gboolean
take_quoted (TfCursor *cursor)
{
    int byte;

    if (!tf_cursor_take (cursor, '"'))
        return FALSE;
    while ((byte = tf_cursor_next (cursor)) >= 0 && byte != '"') {
        if (byte == '\\')
            byte = tf_cursor_next (cursor);
        if (byte < ' ' || byte == 0x7f)
            return FALSE;
    }
    return byte == '"';
}

/* RFC 5321 §4.1.2: A-d-l, which is to be ignored (Appendix C). */
static gboolean
skip_route (TfCursor *cursor)
{
    TfCursor look = *cursor;
    TfSpan route;

    if (tf_cursor_peek (cursor) != '@')
        return TRUE;
    route = tf_cursor_take_until (&look, ':');
    if (!tf_cursor_take (&look, ':') || tf_span_has (route, '"') ||
        tf_span_has (route, '('))
        return FALSE;
    *cursor = look;
    return TRUE;
}

static gboolean
read_path (TfEnvelope *envelope, TfSpan path)
{
    TfCursor cursor = tf_cursor (path);
    const char *start;
    TfSpan address;
    g_autofree char *domain = NULL;

    if (!skip_route (&cursor))
        return FALSE;
    start = cursor.at;
    address = tf_cursor_rest (&cursor);
    if (!take_quoted (&cursor) && cursor.at == start)
        tf_cursor_take_while (&cursor, is_local_byte);
    if (cursor.at == start || !tf_cursor_take (&cursor, '@'))
        return FALSE;
    domain = tf_domain_parse (tf_cursor_rest (&cursor));
    if (!domain)
        return FALSE;
    envelope->return_path = tf_span_dup_utf8 (address);
    envelope->return_path_domain = g_steal_pointer (&domain);
    return TRUE;
}

static TfReturnPathState
read_return_path (TfEnvelope *envelope, const TfHeader *header)
{
    gint index = tf_header_find (header, "Return-Path", 0);
    TfCursor cursor;
    TfSpan path;

    if (index < 0)
        return TF_RETURN_PATH_ABSENT;
    path = tf_span_strip (tf_header_get (header, (guint)index)->value);
    cursor = tf_cursor (path);
    if (tf_cursor_take (&cursor, '<')) {
        path = tf_span_strip (tf_cursor_take_until (&cursor, '>'));
        if (!tf_cursor_take (&cursor, '>') || !tf_cursor_at_end (&cursor))
            return TF_RETURN_PATH_UNPARSABLE;
        if (path.length == 0)
            return TF_RETURN_PATH_NULL;
    }
    return read_path (envelope, path) ? TF_RETURN_PATH_ADDRESS
                                      : TF_RETURN_PATH_UNPARSABLE;
}

/* ---- Received
 * ---------------------------------------------------------------------------- */

static gboolean
is_word_byte (guchar byte)
{
    return byte > ' ' && byte != '(' && byte != ')' && byte != '[' && byte != ']' &&
           byte != ';' && byte != ',' && byte != '=' && byte != 0x7f;
}

static gboolean
is_separator_byte (guchar byte)
{
    return !is_word_byte (byte);
}

/* "id 14.3.123.3" and "version 8.17.1.9" are no addresses. */
static gboolean
announces_number (TfSpan word)
{
    return tf_span_equal_nocase (word, "id") || tf_span_equal_nocase (word, "version");
}

static gboolean
received_has_public_address (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    TfSpan before = TF_SPAN_EMPTY;

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan word;
        TfCursor inside;
        TfIp address;

        tf_cursor_take_while (&cursor, is_separator_byte);
        word = tf_cursor_take_while (&cursor, is_word_byte);
        inside = tf_cursor (word);
        tf_cursor_take_text (&inside, "IPv6:");
        if (!announces_number (before) &&
            tf_ip_parse (tf_cursor_rest (&inside), &address) &&
            tf_ip_is_public (&address))
            return TRUE;
        before = word;
    }
    return FALSE;
}

/* RFC 5322 §3.6.7: the date stands behind the last semicolon. */
static gint64
received_date (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    TfSpan last = TF_SPAN_EMPTY;
    gint64 seconds;

    for (tf_cursor_take_until (&cursor, ';'); tf_cursor_take (&cursor, ';');
         tf_cursor_take_until (&cursor, ';'))
        last = tf_cursor_rest (&cursor);
    return last.data && tf_date_parse (last, &seconds) ? seconds : -1;
}

static void
read_received (TfEnvelope *envelope, const TfHeader *header)
{
    gint index = tf_header_find (header, "Received", 0);

    for (; index >= 0 && envelope->n_received < TF_LIMIT_RECEIVED;
         index = tf_header_find (header, "Received", (guint)index + 1)) {
        TfSpan value = tf_header_get (header, (guint)index)->value;

        if (envelope->n_received == 0)
            envelope->topmost_received = received_date (value);
        if (!envelope->has_public_address)
            envelope->has_public_address = received_has_public_address (value);
        envelope->n_received++;
    }
}

TfEnvelope *
tf_envelope_read (const TfHeader *header)
{
    TfEnvelope *envelope = g_new0 (TfEnvelope, 1);

    envelope->topmost_received = -1;
    envelope->state = read_return_path (envelope, header);
    read_received (envelope, header);
    return envelope;
}

void
tf_envelope_free (TfEnvelope *envelope)
{
    if (!envelope)
        return;
    g_free (envelope->return_path);
    g_free (envelope->return_path_domain);
    g_free (envelope);
}
