/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Received fields. The sender chooses the HELO name and, with some work, the name that
 * his address resolves to. So the from-clause must have exactly one of the known shapes, in which
 * the place of the server's own finding is fixed; anything else is "not understood":
 *
 *   Postfix, Sendmail, Google   from HELO (NAME [IP])          also (NAME [IP] (may be forged))
 *                               and Postfix's remarks on TLS after it
 *   Exim                        from NAME ([IP] helo=HELO)     from [IP] (port=4711 helo=HELO)
 *   Exchange                    from HELO (IP)
 *   qmail                       from NAME (HELO HELO) (IP)     also (IDENT@IP) */
#include "message/received.h"

#define MAX_TOKENS 12

/** Token: a word, or a comment (its inside). */
typedef struct {
    gboolean is_comment;
    TfSpan text;
} Token;

/* ---- tokens ------------------------------------------------------------------------------ */

static gboolean
is_word_byte (guchar byte)
{
    return byte > 0x20 && byte < 0x7f && byte != '(' && byte != ')' && byte != ';';
}

/* After the "(": the inside of the comment, with nested ones. FALSE: not closed, or too deep. */
static gboolean
take_comment (TfCursor *cursor, TfSpan *ret_text)
{
    const char *start = cursor->at;
    guint depth = 1;

    for (;;) {
        int byte = tf_cursor_next (cursor);

        if (byte < 0 || depth > TF_LIMIT_COMMENT_DEPTH)
            return FALSE;
        if (byte == '\\')
            tf_cursor_next (cursor);
        if (byte == '(')
            depth++;
        if (byte == ')' && --depth == 0)
            break;
    }
    *ret_text = tf_span (start, cursor->at - start - 1);
    return TRUE;
}

static gboolean
take_token (TfCursor *cursor, Token *ret_token)
{
    tf_cursor_skip_fws (cursor);
    ret_token->is_comment = tf_cursor_take (cursor, '(');
    if (ret_token->is_comment)
        return take_comment (cursor, &ret_token->text);
    ret_token->text = tf_cursor_take_while (cursor, is_word_byte);
    return ret_token->text.length > 0;
}

/* ---- the from-clause --------------------------------------------------------------------- */

/* "[192.0.2.1]", "[IPv6:2001:db8::1]", and Exim's "[192.0.2.1]:25". */
static gboolean
take_bracketed (TfCursor *cursor, TfIp *ret_ip)
{
    TfSpan inside;
    guint64 port;

    if (!tf_cursor_take (cursor, '['))
        return FALSE;
    tf_cursor_take_text (cursor, "IPv6:");
    inside = tf_cursor_take_until (cursor, ']');
    if (!tf_cursor_take (cursor, ']') || !tf_ip_parse (inside, ret_ip))
        return FALSE;
    return !tf_cursor_take (cursor, ':') || tf_cursor_take_number (cursor, 5, &port);
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '.' || byte == '_' ||
           byte == ':';
}

/* "NAME [IP]" with nothing, or a remark in parentheses, behind it. */
static gboolean
read_name_and_ip (TfSpan comment, TfIp *ret_ip)
{
    TfCursor cursor = tf_cursor (comment);

    tf_cursor_take_while (&cursor, is_name_byte);
    tf_cursor_take (&cursor, ' ');
    if (!take_bracketed (&cursor, ret_ip))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    return tf_cursor_at_end (&cursor) || tf_cursor_peek (&cursor) == '(';
}

/* "[IP] helo=HELO", also with "ident=…" */
static gboolean
read_ip_and_helo (TfSpan comment, TfIp *ret_ip, TfSpan *ret_helo)
{
    TfCursor cursor = tf_cursor (comment);

    if (!take_bracketed (&cursor, ret_ip))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    if (tf_cursor_take_text (&cursor, "helo="))
        *ret_helo = tf_cursor_take_while (&cursor, is_word_byte);
    return TRUE;
}

/* "helo=HELO", "port=4711 helo=HELO ident=jane", and nothing else: what looks so in another server's
 * comment is a name there, with the address behind it. */
static gboolean
read_helo_alone (TfSpan comment, TfSpan *ret_helo)
{
    TfCursor cursor = tf_cursor (comment);
    guint64 port;
    TfSpan helo;

    if (tf_cursor_take_text (&cursor, "port=") &&
        (!tf_cursor_take_number (&cursor, 5, &port) || !tf_cursor_take (&cursor, ' ')))
        return FALSE;
    if (!tf_cursor_take_text (&cursor, "helo="))
        return FALSE;
    helo = tf_cursor_take_while (&cursor, is_word_byte);
    if (tf_cursor_take_text (&cursor, " ident="))
        tf_cursor_take_while (&cursor, is_word_byte);
    if (!tf_cursor_at_end (&cursor))
        return FALSE;
    *ret_helo = helo;
    return TRUE;
}

/* "IP" or "IDENT@IP" */
static gboolean
read_bare_ip (TfSpan comment, TfIp *ret_ip)
{
    TfCursor cursor = tf_cursor (comment);

    if (tf_span_has (comment, '@')) {
        tf_cursor_take_until (&cursor, '@');
        tf_cursor_take (&cursor, '@');
    }
    return tf_ip_parse (tf_cursor_rest (&cursor), ret_ip);
}

/* What Postfix and Courier write behind the address. None can be taken for "NAME [IP]", nor hold one: such a
 * comment is the server's finding, and then the one before it came with the HELO name. */
static gboolean
is_remark (const Token *token)
{
    static const char *const starts[] = {
        "using TLSv",      "using SSLv", "No client certificate ",
        "Client did not ", "Client CN ", "Authenticated sender: ",
        "TLS: ",           "AUTH: "};
    TfCursor cursor = tf_cursor (token->text);

    if (!token->is_comment || tf_span_has (token->text, '['))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
        if (tf_cursor_take_text (&cursor, starts[i]))
            return TRUE;
    return FALSE;
}

static guint
without_remarks (const Token *tokens, guint count)
{
    while (count > 2 && is_remark (&tokens[count - 1]))
        count--;
    return count;
}

static gboolean
read_from_clause (const Token *tokens, guint count, TfIp *ret_ip, TfSpan *ret_helo)
{
    TfCursor cursor;
    TfIp ip = {{0}, 0};

    if (count == 0 || tokens[0].is_comment)
        return FALSE;
    *ret_helo = tokens[0].text;
    if (count == 1) /* handed on within a host or a house: no address */
        return TRUE;
    if (!tokens[1].is_comment)
        return FALSE;
    cursor = tf_cursor (tokens[1].text);
    if (tf_cursor_take_text (&cursor, "HELO ")) { /* qmail */
        *ret_helo = tf_cursor_rest (&cursor);
        return count == 3 && tokens[2].is_comment &&
               read_bare_ip (tokens[2].text, ret_ip);
    }
    if (without_remarks (tokens, count) != 2)
        return FALSE;
    /* Exim, an address without a name */
    if (read_helo_alone (tokens[1].text, ret_helo)) {
        cursor = tf_cursor (tokens[0].text);
        return take_bracketed (&cursor, ret_ip) && tf_cursor_at_end (&cursor);
    }
    if (!read_ip_and_helo (tokens[1].text, &ip, ret_helo) &&
        !read_name_and_ip (tokens[1].text, &ip) && !read_bare_ip (tokens[1].text, &ip))
        return FALSE;
    *ret_ip = ip;
    return TRUE;
}

/* ---- the whole field --------------------------------------------------------------------- */

/* Only ever as a comment of its own: "(fetchmail-6.4.37 …)". */
static gboolean
names_a_fetcher (const Token *token)
{
    TfCursor cursor = tf_cursor (token->text);

    return token->is_comment && (tf_cursor_take_text (&cursor, "fetchmail") ||
                                 tf_cursor_take_text (&cursor, "getmail"));
}

/* RFC 3848, RFC 6531 §4.3: the protocols whose client has logged in. */
static gboolean
is_of_login (TfSpan protocol)
{
    static const char *const words[] = {"ESMTPA",    "ESMTPSA",   "LMTPA",
                                        "LMTPSA",    "UTF8SMTPA", "UTF8SMTPSA",
                                        "UTF8LMTPA", "UTF8LMTPSA"};

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (tf_span_equal_nocase (protocol, words[i]))
            return TRUE;
    return FALSE;
}

/* What stands behind "by": words, comments and the date. FALSE: not so. A HELO name with " by " in
 * it leaves another "by" there, one with a parenthesis a comment without an end. From the
 * first address on everything may be somebody's word: for "user+(fetchmail)"@victim.example;
 * and behind the semicolon, where a message that begins with white space goes on. */
static gboolean
read_rest (TfCursor *cursor, TfReceived *received)
{
    Token token;
    TfSpan before = TF_SPAN_EMPTY;
    gboolean told = FALSE;

    for (;;) {
        tf_cursor_skip_fws (cursor);
        if (tf_cursor_at_end (cursor))
            return TRUE;
        if (tf_cursor_take (cursor, ';')) {
            told = TRUE;
            continue;
        }
        if (!take_token (cursor, &token))
            return FALSE;
        if (!token.is_comment && tf_span_equal_nocase (token.text, "by"))
            return FALSE;
        told |= !token.is_comment &&
                (token.text.data[0] == '<' || tf_span_equal_nocase (token.text, "for"));
        received->is_local_fetch |= !told && names_a_fetcher (&token);
        received->is_authenticated |=
            !told && tf_span_equal_nocase (before, "with") && is_of_login (token.text);
        before = token.is_comment ? TF_SPAN_EMPTY : token.text;
    }
}

/* qmail writes two fields for one message; the lower one names the client. */
static gboolean
is_upper_of_qmail (TfCursor cursor)
{
    guint64 process;

    return tf_cursor_take_text (&cursor, "(qmail ") &&
           tf_cursor_take_number (&cursor, 10, &process) &&
           tf_cursor_take_text (&cursor, " invoked from network)");
}

static void
read_clauses (TfCursor *cursor, TfReceived *received)
{
    Token tokens[MAX_TOKENS];
    Token by = {0};
    TfSpan helo = TF_SPAN_EMPTY;
    guint count = 0;

    received->has_from = tf_cursor_take_text (cursor, "from");
    if (received->has_from)
        while (count < MAX_TOKENS && take_token (cursor, &tokens[count]) &&
               (tokens[count].is_comment ||
                !tf_span_equal_nocase (tokens[count].text, "by")))
            count++;
    else if (!tf_cursor_take_text (cursor, "by")) {
        received->is_from_network = is_upper_of_qmail (*cursor);
        return;
    }
    if (count == MAX_TOKENS || !take_token (cursor, &by) || by.is_comment ||
        !read_rest (cursor, received))
        return;
    received->by = tf_span_dup_lower (by.text);
    if (read_from_clause (tokens, count, &received->client, &helo))
        received->helo = tf_span_dup_utf8 (helo);
}

/* Up to the next ";" outside a comment. FALSE: a comment has no end. */
static gboolean
take_clause (TfCursor *cursor, TfSpan *ret_text)
{
    const char *start = cursor->at;
    TfSpan comment;

    while (!tf_cursor_at_end (cursor) && tf_cursor_peek (cursor) != ';')
        if (tf_cursor_next (cursor) == '(' && !take_comment (cursor, &comment))
            return FALSE;
    *ret_text = tf_span (start, cursor->at - start);
    return TRUE;
}

/* RFC 5322 §3.6.7: the date stands behind a semicolon. Where a server puts its field on top of bytes
 * that it does not read, a message that begins with white space goes on in that field. So nothing
 * but dates may stand there, and the latest counts: an early one would make a message old. */
gint64
tf_received_date (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);
    gint64 latest = -1;
    gint64 seconds;
    TfSpan clause;

    if (!take_clause (&cursor, &clause))
        return -1;
    while (tf_cursor_take (&cursor, ';')) {
        if (!take_clause (&cursor, &clause) || !tf_date_parse (clause, &seconds))
            return -1;
        latest = MAX (latest, seconds);
    }
    return latest;
}

static gboolean
is_local_name (const char *host)
{
    return host != NULL &&
           (g_str_equal (host, "localhost") || g_str_has_prefix (host, "localhost."));
}

void
tf_received_parse (TfSpan value, TfReceived *ret_received)
{
    TfCursor cursor = tf_cursor (value);

    *ret_received = (TfReceived){.time = -1};
    if (value.length > TF_LIMIT_FIELD_BYTES)
        return;
    ret_received->time = tf_received_date (value);
    tf_cursor_skip_fws (&cursor);
    read_clauses (&cursor, ret_received);
    ret_received->is_local_fetch &= ret_received->by != NULL;
    ret_received->is_authenticated &= ret_received->by != NULL;
    ret_received->is_local_fetch |= is_local_name (ret_received->by);
}

void
tf_received_clear (TfReceived *received)
{
    g_clear_pointer (&received->by, g_free);
    g_clear_pointer (&received->helo, g_free);
}
