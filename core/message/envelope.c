/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* envelope: what delivery wrote above the message: Return-Path (RFC 5321 §4.4)
 * and, in trail.c, Received; and whether a message was delivered at all, or is a report. Only the
 * topmost Return-Path counts (RFC 7103 §7.5.3). Leaves out: which Received field the border
 * wrote. */
#include "message/message.h"

/* ---- Return-Path ----------------------------------------------------------------- */

/* RFC 5321 §4.1.2: what is allowed in a Local-part without quotes, and anything above
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
    if (domain == NULL)
        return FALSE;
    envelope->return_path = tf_span_dup_utf8 (address);
    envelope->return_path_domain = g_steal_pointer (&domain);
    return TRUE;
}

/* Works also for a path that cannot be read. */
static TfSpan
without_brackets (TfSpan path)
{
    if (path.length >= 2 && path.data[0] == '<' && path.data[path.length - 1] == '>')
        return tf_span (path.data + 1, path.length - 2);
    return path;
}

/* RFC 5321 §4.5.5: "<>", and what programs put in its place where they need a name:
 * "<MAILER-DAEMON>" (given by Postfix to a delivery program, which then writes it) and "<#@[]>"
 * (qmail, for the bounce of a bounce). Neither is an address that anybody could have. */
static gboolean
is_null_path (TfSpan path)
{
    return path.length == 0 || tf_span_equal_nocase (path, "mailer-daemon") ||
           tf_span_equal (path, "#@[]");
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
    envelope->mail_from = without_brackets (path);
    cursor = tf_cursor (path);
    if (tf_cursor_take (&cursor, '<')) {
        path = tf_span_strip (tf_cursor_take_until (&cursor, '>'));
        if (!tf_cursor_take (&cursor, '>') || !tf_cursor_at_end (&cursor))
            return TF_RETURN_PATH_UNPARSABLE;
        if (is_null_path (path))
            return TF_RETURN_PATH_NULL;
    }
    return read_path (envelope, path) ? TF_RETURN_PATH_ADDRESS
                                      : TF_RETURN_PATH_UNPARSABLE;
}

/* ---- what the message is --------------------------------------------------------- */

/* Every server that accepts a message writes one of these, and no sender can prevent it from
 * doing so. */
static gboolean
has_trace (const TfHeader *header)
{
    static const char *const names[] = {"Received", "Return-Path", "Delivered-To",
                                        "Authentication-Results"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (tf_header_find (header, names[i], 0) >= 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_keyword_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-';
}

/* RFC 3834 §5: a keyword, followed by comments and parameters. */
static gboolean
is_auto_submitted (const TfHeader *header)
{
    gint index = tf_header_find (header, "Auto-Submitted", 0);
    TfCursor cursor;
    TfSpan keyword;

    if (index < 0)
        return FALSE;
    cursor = tf_cursor (tf_span_strip (tf_header_get (header, (guint)index)->value));
    keyword = tf_cursor_take_while (&cursor, is_keyword_byte);
    return keyword.length > 0 && !tf_span_equal_nocase (keyword, "no");
}

static gboolean
is_multipart_report (const TfHeader *header)
{
    gint index = tf_header_find (header, "Content-Type", 0);
    g_autofree char *boundary = NULL, *type = NULL;

    if (index < 0)
        return FALSE;
    type = tf_mime_read_type (tf_header_get (header, (guint)index)->value, &boundary);
    return type != NULL && g_ascii_strcasecmp (type, "multipart/report") == 0;
}

TfEnvelope *
tf_envelope_read (const TfHeader *header)
{
    TfEnvelope *envelope = g_new0 (TfEnvelope, 1);

    envelope->state = read_return_path (envelope, header);
    envelope->trail = tf_trail_read (header, envelope->mail_from);
    envelope->topmost_received =
        envelope->trail->hops->len > 0 ? tf_trail_hop (envelope->trail, 0)->time : -1;
    envelope->has_trace = has_trace (header);
    envelope->is_report = is_auto_submitted (header) || is_multipart_report (header);
    return envelope;
}

void
tf_envelope_free (TfEnvelope *envelope)
{
    if (envelope == NULL)
        return;
    tf_trail_free (envelope->trail);
    g_free (envelope->return_path);
    g_free (envelope->return_path_domain);
    g_free (envelope);
}
