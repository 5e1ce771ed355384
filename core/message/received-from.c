/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The from-clause of a Received field. The sender chooses the HELO name, the answer to IDENT and, with
 * some effort, the name that the address resolves to. So the clause must have exactly one of the known
 * shapes, in which what the server itself found has a fixed place; anything else is "not understood":
 *
 *   Postfix, Sendmail, Google, OpenSMTPD, Haraka, Mimecast, hMailServer
 *                               from HELO (NAME [IP])          also (NAME [IP] (may be forged)),
 *                                                              (IDENT@NAME [IP])
 *   Exim, GMX, IceWarp, Kerio   from NAME ([IP] helo=HELO)     from [IP] (port=4711 helo=HELO)
 *   ZMailer                     from NAME ([IP]:4711 "EHLO HELO" …)
 *   Exchange                    from HELO (IP)
 *   qmail, Zimbra               from NAME (HELO HELO) (IP)     also (IDENT@IP), LHLO
 *   Cisco, James                from NAME (HELO HELO) ([IP])
 *   Yahoo, CommuniGate          from IP (EHLO HELO)            also (account USER HELO HELO),
 *                                                              ([IP] verified)
 *   Cyrus                       from HELO ([unix socket])
 *
 * Remarks on TLS and on the log-in come last. */
#include "message/received-private.h"

/* ---- one comment ------------------------------------------------------------------------- */

static gboolean
starts_with (TfSpan text, const char *start)
{
    TfCursor cursor = tf_cursor (tf_span_strip (text));

    return tf_cursor_take_text (&cursor, start);
}

static gboolean
starts_with_word (TfSpan text, const char *word)
{
    TfCursor cursor = tf_cursor (tf_span_strip (text));

    return tf_span_equal_nocase (tf_cursor_take_while (&cursor, tf_received_is_word_byte),
                                 word);
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '.' || byte == '_';
}

/* The name in "IDENT@NAME" or "NAME." that the server looked up; empty: none. */
static TfSpan
name_before (TfSpan text)
{
    TfCursor cursor = tf_cursor (tf_span_after_last (tf_span_strip (text), '@'));
    TfSpan name = tf_cursor_take_while (&cursor, is_name_byte);

    if (name.length > 0 && name.data[name.length - 1] == '.')
        name.length--;
    return tf_cursor_at_end (&cursor) ? name : TF_SPAN_EMPTY;
}

/* The last "[" outside nested comments; NULL: none. */
static const char *
find_last_bracket (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    const char *found = NULL;
    TfSpan inside;

    while (!tf_cursor_at_end (&cursor)) {
        if (tf_cursor_take_comment (&cursor, &inside))
            continue;
        if (tf_cursor_peek (&cursor) == '[')
            found = cursor.at;
        tf_cursor_next (&cursor);
    }
    return found;
}

/* After the address: nothing, "verified", or a remark in parentheses such as "(may be forged)". */
static gboolean
ends_well (TfCursor cursor, gboolean *ret_has_remark)
{
    TfSpan remark = TF_SPAN_EMPTY;

    tf_cursor_skip_fws (&cursor);
    tf_cursor_take_text (&cursor, "verified");
    tf_cursor_skip_fws (&cursor);
    *ret_has_remark = tf_cursor_take_comment (&cursor, &remark);
    tf_cursor_skip_fws (&cursor);
    return tf_cursor_at_end (&cursor) && !tf_received_has_ip (remark);
}

/* "NAME [IP]": anything before it may be an answer to IDENT, so the last address counts. */
static gboolean
read_name_and_ip (TfSpan comment, TfFromClause *from)
{
    const char *bracket = find_last_bracket (comment);
    TfCursor cursor;
    gboolean has_remark, is_account;
    TfSpan before;

    if (bracket == NULL)
        return FALSE;
    before = tf_span (comment.data, (gsize)(bracket - comment.data));
    cursor = tf_cursor (tf_span (bracket, comment.length - before.length));
    if (tf_span_has (before, '(') ||
        !tf_received_take_bracketed (&cursor, &from->client) ||
        !ends_well (cursor, &has_remark))
        return FALSE;
    is_account = starts_with_word (before, "account"); /* CommuniGate */
    from->has_login |= is_account;
    from->name = has_remark || is_account ? TF_SPAN_EMPTY : name_before (before);
    return TRUE;
}

/* "[IP] helo=HELO ident=…" and "[IP]:4711 "EHLO HELO" …": here the sender's word comes second, and no
 * address may follow it. FALSE: not of this form; *ret_fits: understood. */
static gboolean
read_ip_and_helo (TfSpan comment, TfFromClause *from, gboolean *ret_fits)
{
    TfCursor cursor = tf_cursor (comment);
    TfIp ip;

    if (!tf_received_take_bracketed (&cursor, &ip))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    from->client = ip;
    if (tf_cursor_take_text (&cursor, "\"EHLO") ||
        tf_cursor_take_text (&cursor, "\"HELO")) {
        from->helo = tf_span_strip (tf_cursor_take_until (&cursor, '"'));
        *ret_fits = !tf_received_has_ip (tf_cursor_rest (&cursor));
        return TRUE;
    }
    if (tf_cursor_take_text (&cursor, "helo="))
        from->helo = tf_cursor_take_while (&cursor, tf_received_is_word_byte);
    else if (!starts_with (tf_cursor_rest (&cursor), "ident="))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    if (tf_cursor_take_text (&cursor, "ident="))
        tf_cursor_take_while (&cursor, tf_received_is_word_byte);
    *ret_fits = tf_cursor_at_end (&cursor);
    return TRUE;
}

/* "helo=HELO", "port=4711 helo=HELO ident=jane", and nothing else: in another server's comment such
 * text would be a name, followed by the address. */
static gboolean
read_helo_alone (TfSpan comment, TfSpan *ret_helo)
{
    TfCursor cursor = tf_cursor (comment);
    guint64 port;
    TfSpan helo;

    if (tf_cursor_take_text (&cursor, "port=") &&
        (!tf_cursor_take_number (&cursor, 5, &port)))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    if (!tf_cursor_take_text (&cursor, "helo="))
        return FALSE;
    helo = tf_cursor_take_while (&cursor, tf_received_is_word_byte);
    tf_cursor_skip_fws (&cursor);
    if (tf_cursor_take_text (&cursor, "ident="))
        tf_cursor_take_while (&cursor, tf_received_is_word_byte);
    if (!tf_cursor_at_end (&cursor))
        return FALSE;
    *ret_helo = helo;
    return TRUE;
}

static gboolean
has_blank (TfSpan text)
{
    return tf_span_has (text, ' ') || tf_span_has (text, '\t') ||
           tf_span_has (text, '\n');
}

/* "HELO HELO"; CommuniGate has "account USER" before it when the client had logged in. More words are
 * an answer to IDENT, followed by the address. */
static gboolean
read_helo_word (TfSpan comment, TfFromClause *from)
{
    TfCursor cursor = tf_cursor (comment);
    gboolean has_login = starts_with_word (comment, "account");
    TfSpan helo;

    if (has_login) {
        tf_cursor_take_while (&cursor, tf_received_is_word_byte);
        tf_cursor_skip_fws (&cursor);
        tf_cursor_take_while (&cursor, tf_received_is_word_byte);
        tf_cursor_skip_fws (&cursor);
    }
    if (!tf_cursor_take_text (&cursor, "HELO") &&
        !tf_cursor_take_text (&cursor, "EHLO") && !tf_cursor_take_text (&cursor, "LHLO"))
        return FALSE;
    helo = tf_span_strip (tf_cursor_rest (&cursor));
    if ((helo.length > 0 && helo.data == cursor.at) || has_blank (helo))
        return FALSE;
    from->helo = helo;
    from->has_login |= has_login;
    return TRUE;
}

/* "[IP]" alone. */
static gboolean
read_bracketed_ip (TfSpan text, TfIp *ret_ip)
{
    TfCursor cursor = tf_cursor (tf_span_strip (text));

    return tf_received_take_bracketed (&cursor, ret_ip) && tf_cursor_at_end (&cursor);
}

/* "IP" or "IDENT@IP" */
static gboolean
read_bare_ip (TfSpan comment, TfIp *ret_ip)
{
    return tf_received_parse_ip (tf_span_after_last (tf_span_strip (comment), '@'),
                                 ret_ip);
}

/* ---- remarks ----------------------------------------------------------------------------- */

/* As Postfix and Sendmail write it; Courier puts the log-in first. */
static gboolean
names_a_login (TfSpan comment)
{
    return starts_with (comment, "authenticated") || starts_with (comment, "AUTH:");
}

/* What servers write after the address that they found. No remark contains an address: a comment with
 * one is itself what the server found, and then the comment before it came with the HELO name. Some
 * installations of Exim write "port 4711". */
static gboolean
are_remarks (const TfReceivedToken *tokens, guint count, TfFromClause *from)
{
    gboolean has_login = FALSE;

    for (guint i = 0; i < count; i++) {
        if (!tokens[i].is_comment) {
            if (i + 1 >= count || !tf_span_equal_nocase (tokens[i].text, "port") ||
                tokens[i + 1].is_comment)
                return FALSE;
            i++;
            continue;
        }
        if (tf_received_has_ip (tokens[i].text))
            return FALSE;
        has_login |= names_a_login (tokens[i].text);
    }
    from->has_login |= has_login;
    return TRUE;
}

/* ---- the shapes -------------------------------------------------------------------------- */

static gboolean
read_word_ip (TfSpan word, TfIp *ret_ip)
{
    return read_bracketed_ip (word, ret_ip) || tf_received_parse_ip (word, ret_ip);
}

static gboolean
is_same_ip (const TfIp *a, const TfIp *b)
{
    return a->length == b->length && memcmp (a->octets, b->octets, a->length) == 0;
}

/* "HELO" is in the first comment. If there is a second comment, the address is in it, and if the word
 * before is an address too, the two are equal: otherwise the second came with the HELO name. */
static gboolean
read_after_helo (const TfReceivedToken *tokens, guint count, TfFromClause *from)
{
    TfIp word = {{0}, 0};
    gboolean has_word = read_word_ip (tokens[0].text, &word);
    TfFromClause found = *from;

    if (has_word && are_remarks (tokens + 2, count - 2, &found)) {
        from->client = word; /* no log-in from a remark: the HELO name comes last here */
        return TRUE;
    }
    if (count < 3 || !tokens[2].is_comment ||
        !are_remarks (tokens + 3, count - 3, &found) ||
        (!read_bracketed_ip (tokens[2].text, &found.client) &&
         !read_bare_ip (tokens[2].text, &found.client)) ||
        (has_word && !is_same_ip (&word, &found.client)))
        return FALSE;
    *from = found;
    return TRUE;
}

static gboolean
is_socket (TfSpan comment)
{
    const char *bracket = find_last_bracket (comment);

    return bracket != NULL &&
           tf_span_equal_nocase (
               tf_span (bracket, comment.length - (gsize)(bracket - comment.data)),
               "[unix socket]");
}

static gboolean
read_shape (const TfReceivedToken *tokens, guint count, TfFromClause *from)
{
    TfFromClause found = *from;
    TfFromClause without_login;
    gboolean fits = FALSE;
    TfSpan first;

    if (count == 1) /* passed on within a host or an organization: no address */
        return TRUE;
    if (!tokens[1].is_comment)
        return FALSE;
    first = tokens[1].text;
    if (read_helo_word (first, &found)) {
        *from = found;
        return read_after_helo (tokens, count, from);
    }
    if (!are_remarks (tokens + 2, count - 2, &found))
        return FALSE;
    without_login = found;
    without_login.has_login =
        FALSE; /* here the sender's words come last: a remark may be theirs */
    if (read_helo_alone (first,
                         &without_login.helo)) { /* Exim, for an address without a name */
        *from = without_login;
        return read_word_ip (tokens[0].text, &from->client);
    }
    if (read_ip_and_helo (first, &without_login, &fits)) {
        *from = without_login;
        return fits;
    }
    found.is_local = is_socket (first);
    if (!found.is_local && !read_name_and_ip (first, &found) &&
        !read_bare_ip (first, &found.client))
        return FALSE;
    *from = found;
    return TRUE;
}

/* Not understood, but nothing in it could be an address or another host's name: only words, or
 * "localhost". */
static gboolean
is_without_place (const TfReceivedToken *tokens, guint count)
{
    for (guint i = 1; i < count; i++) {
        TfSpan text = tf_span_strip (tokens[i].text);
        TfCursor cursor = tf_cursor (text);

        if (tf_received_has_ip (text) || tf_span_has (text, '['))
            return FALSE;
        tf_cursor_take_while (&cursor, is_name_byte);
        if (tf_cursor_at_end (&cursor) && tf_span_has (text, '.'))
            return FALSE;
    }
    return TRUE;
}

void
tf_received_read_from (const TfReceivedToken *tokens, guint count, TfFromClause *ret_from)
{
    *ret_from = (TfFromClause){.helo = TF_SPAN_EMPTY};
    if (count == 0 || tokens[0].is_comment)
        return;
    ret_from->first = ret_from->helo = tokens[0].text;
    ret_from->is_understood = read_shape (tokens, count, ret_from);
    if (ret_from->is_understood)
        return;
    ret_from->client = (TfIp){{0}, 0};
    ret_from->has_login = FALSE;
    ret_from->name = ret_from->helo = TF_SPAN_EMPTY;
    ret_from->is_without_place = is_without_place (tokens, count);
}

gboolean
tf_received_read_address (TfSpan comment, TfIp *ret_ip)
{
    TfFromClause found = {.helo = TF_SPAN_EMPTY};

    if (!read_name_and_ip (comment, &found) && !read_bare_ip (comment, &found.client))
        return FALSE;
    *ret_ip = found.client;
    return TRUE;
}
