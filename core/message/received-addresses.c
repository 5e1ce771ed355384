/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Addresses as servers write them; and whether a Received field contains any public address, whoever
 * wrote it and wherever it is: only a message without one in any of its fields can be internal. */
#include "message/received-private.h"

/* ---- one address ------------------------------------------------------------------------- */

/* "192.0.2.1", "IPv6:2001:db8::1" and, for a host's own network, "fe80::1%eth0". */
gboolean
tf_received_parse_ip (TfSpan text, TfIp *ret_ip)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_take_text (&cursor, "IPv6:");
    return tf_ip_parse (tf_cursor_take_until (&cursor, '%'), ret_ip);
}

/* "[192.0.2.1]", and Exim's "[192.0.2.1]:25". */
gboolean
tf_received_take_bracketed (TfCursor *cursor, TfIp *ret_ip)
{
    TfSpan inside;
    guint64 port;

    if (!tf_cursor_take (cursor, '['))
        return FALSE;
    inside = tf_cursor_take_until (cursor, ']');
    if (!tf_cursor_take (cursor, ']') || !tf_received_parse_ip (inside, ret_ip))
        return FALSE;
    return !tf_cursor_take (cursor, ':') || tf_cursor_take_number (cursor, 5, &port);
}

static gboolean
is_separator_byte (guchar byte)
{
    return byte <= ' ' || byte == 0x7f ||
           tf_span_has (tf_span_of ("()[]<>;,=\"'"), (char)byte);
}

static gboolean
is_part_byte (guchar byte)
{
    return !is_separator_byte (byte);
}

/* Whether anything in TEXT could be taken for a client's address. */
gboolean
tf_received_has_ip (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    TfIp ip;

    while (!tf_cursor_at_end (&cursor)) {
        tf_cursor_take_while (&cursor, is_separator_byte);
        if (tf_received_parse_ip (
                tf_span_after_last (tf_cursor_take_while (&cursor, is_part_byte), '@'),
                &ip))
            return TRUE;
    }
    return FALSE;
}

/* ---- any public address ------------------------------------------------------------------ */

static gboolean
is_word_byte (guchar byte)
{
    return byte > ' ' && byte < 0x7f &&
           !tf_span_has (tf_span_of ("()[]<>;,=\"'"), (char)byte);
}

static gboolean
is_space_byte (guchar byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* "id 14.3.123.3" and "version 8.17.1.9" are not addresses. But a sender may say "HELO id", and
 * then the address in brackets after it is the sender's. */
static gboolean
announces_number (TfSpan word, TfSpan gap)
{
    TfCursor cursor = tf_cursor (gap);

    tf_cursor_take_while (&cursor, is_space_byte);
    return tf_cursor_at_end (&cursor) &&
           (tf_span_equal_nocase (word, "id") || tf_span_equal_nocase (word, "version"));
}

static gboolean
is_no_end_byte (guchar byte)
{
    return byte != ':' && byte != '%';
}

/* With what servers put around it: "user@192.0.2.1",
 * "192.0.2.1:25", "2001:db8::1%eth0". */
static gboolean
is_public_address (TfSpan word)
{
    TfCursor cursor = tf_cursor (tf_span_after_last (word, '@'));
    TfSpan text;
    TfIp address;

    tf_cursor_take_text (&cursor, "IPv6:");
    text = tf_cursor_rest (&cursor);
    if (text.length > 0 && text.data[text.length - 1] == '.')
        text.length--;
    if (tf_ip_parse (text, &address))
        return tf_ip_is_public (&address);
    cursor = tf_cursor (text);
    if (tf_ip_parse (tf_cursor_take_while (&cursor, is_no_end_byte), &address))
        return tf_ip_is_public (&address);
    cursor = tf_cursor (text);
    return tf_ip_parse (tf_cursor_take_until (&cursor, '%'), &address) &&
           tf_ip_is_public (&address);
}

static gboolean
is_no_word_byte (guchar byte)
{
    return !is_word_byte (byte);
}

gboolean
tf_received_has_public_address (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    TfSpan before = TF_SPAN_EMPTY;

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan gap = tf_cursor_take_while (&cursor, is_no_word_byte);
        TfSpan word = tf_cursor_take_while (&cursor, is_word_byte);

        if (!announces_number (before, gap) && is_public_address (word))
            return TRUE;
        before = word;
    }
    return FALSE;
}
