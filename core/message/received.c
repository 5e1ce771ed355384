/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* One Received field (RFC 5321 §4.4): which host wrote it, from whom it took the message, how, and
 * when. A fold is allowed wherever a blank is. Which address is the client's: received-from.c. */
#include "message/received-private.h"
#include "message/message.h"

#define MAX_TOKENS 12

/* ---- tokens ------------------------------------------------------------------------------ */

/* No server writes the word "by" into a comment: there it is the clause itself, swallowed by a
 * parenthesis that the sender opened and that something further on closed. */
static gboolean
swallows_by (TfSpan comment)
{
    TfCursor cursor = tf_cursor (comment);

    while (!tf_cursor_at_end (&cursor)) {
        if (tf_span_equal_nocase (
                tf_cursor_take_while (&cursor, tf_received_is_word_byte), "by"))
            return TRUE;
        tf_cursor_next (&cursor);
    }
    return FALSE;
}

/* FALSE, nothing taken: neither a word nor a comment follows. */
static gboolean
take_token (TfCursor *cursor, TfReceivedToken *ret_token)
{
    TfCursor look;

    tf_cursor_skip_fws (cursor);
    look = *cursor;
    ret_token->is_comment = tf_cursor_take_comment (&look, &ret_token->text);
    if (ret_token->is_comment) {
        ret_token->text = tf_span_strip (ret_token->text);
        if (swallows_by (ret_token->text))
            return FALSE;
        *cursor = look;
        return TRUE;
    }
    ret_token->text = tf_cursor_take_while (cursor, tf_received_is_word_byte);
    return ret_token->text.length > 0;
}

static gboolean
is_word (const TfReceivedToken *token, const char *word)
{
    return !token->is_comment && tf_span_equal_nocase (token->text, word);
}

/* ---- what the host says about itself and the protocol ------------------------------------ */

static gboolean
starts_with (TfSpan text, const char *start)
{
    TfCursor cursor = tf_cursor (text);

    return tf_cursor_take_text (&cursor, start);
}

static gboolean
is_one_of (TfSpan word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (tf_span_equal_nocase (word, *words))
            return TRUE;
    return FALSE;
}

/* RFC 3848, RFC 6531 §4.3, and a word of older servers: the client had logged in. LMTP is left out:
 * there it is the organization's own server that logs in to the mailbox store. */
static const char *const login_words[] = {"ESMTPA",    "ESMTPSA",    "ASMTP",
                                          "UTF8SMTPA", "UTF8SMTPSA", NULL};
static const char *const fetch_words[] = {"POP3",  "POP3S", "POP3-SSL",  "IMAP",
                                          "IMAPS", "IMAP4", "IMAP4-SSL", NULL};
static const char *const web_words[] = {"HTTP", "HTTPS", NULL};
/* RFC 2033 §5: never offered to strangers. */
static const char *const store_words[] = {"LMTP", "LMTPS", "LMTPA", "LMTPSA", NULL};

static void
take_protocol (TfReceived *received, TfSpan word)
{
    received->is_authenticated |= is_one_of (word, login_words);
    received->is_local_fetch |= is_one_of (word, fetch_words);
    received->is_web |= is_one_of (word, web_words);
    received->is_to_store |= is_one_of (word, store_words);
}

/* Always in a comment of its own: "(fetchmail-6.4.37 …)". */
static gboolean
names_a_fetcher (TfSpan comment)
{
    return starts_with (comment, "fetchmail") || starts_with (comment, "getmail");
}

/* Which servers resolve a client's name back to the address before they write it down. */
static gboolean
names_a_checker (TfSpan comment)
{
    return starts_with (comment, "Postfix") || starts_with (comment, "8.");
}

static void
take_comment_of_host (TfReceived *received, TfSpan comment)
{
    if (received->by_address.length == 0)
        tf_received_read_address (comment, &received->by_address);
    received->is_local_fetch |= names_a_fetcher (comment);
    received->is_name_checked |= names_a_checker (comment);
}

/* It may contain an address of the envelope, and then what follows may be part of that local part. */
static gboolean
may_hold_an_address (TfSpan comment)
{
    return starts_with (comment, "envelope-") || tf_span_has (comment, '<') ||
           tf_span_has (comment, '"') || tf_span_has (comment, '@');
}

/** Rest: how far the field has been read after "by". */
typedef struct {
    gboolean told; /* from here on anything may be what a sender said */
    gboolean has_protocol;
    TfSpan before; /* the word before */
} Rest;

static void
read_token (Rest *rest, const TfReceivedToken *token, TfReceived *received)
{
    if (token->is_comment) {
        rest->told |= may_hold_an_address (token->text);
        if (!rest->told)
            take_comment_of_host (received, token->text);
        rest->before = TF_SPAN_EMPTY;
        return;
    }
    rest->told |= token->text.data[0] == '<' || is_word (token, "for");
    if (!rest->told && !rest->has_protocol &&
        tf_span_equal_nocase (rest->before, "with")) {
        take_protocol (received, token->text);
        rest->has_protocol = TRUE;
    }
    rest->before = token->text;
}

/* What comes after "by": words, comments and the date. FALSE: malformed. A HELO name that contains
 * " by " leaves a second "by" there, and one with a parenthesis a comment without an end. From the
 * first address on, anything may be what a sender said: "(envelope-from <"x) with esmtpa (y"@…>)", or
 * for "user+(fetchmail)"@victim.example. The same is true after the semicolon, where a message that
 * begins with white space goes on. */
static gboolean
read_rest (TfCursor *cursor, TfReceived *received)
{
    Rest rest = {.told = FALSE};
    TfReceivedToken token;

    for (;;) {
        tf_cursor_skip_fws (cursor);
        if (tf_cursor_at_end (cursor))
            return TRUE;
        if (tf_cursor_take (cursor, ';')) {
            rest.told = TRUE;
            continue;
        }
        if (!take_token (cursor, &token) || is_word (&token, "by"))
            return FALSE;
        read_token (&rest, &token, received);
    }
}

/* ---- the clauses ------------------------------------------------------------------------- */

/* qmail writes two fields for one message; the lower one names the client. */
static gboolean
is_upper_of_qmail (TfCursor cursor)
{
    static const char *const words[] = {"invoked", "from", "network"};
    TfSpan comment;
    guint64 process;

    if (!tf_cursor_take_comment (&cursor, &comment))
        return FALSE;
    cursor = tf_cursor (tf_span_strip (comment));
    if (!tf_cursor_take_text (&cursor, "qmail"))
        return FALSE;
    tf_cursor_skip_fws (&cursor);
    if (!tf_cursor_take_number (&cursor, 10, &process))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        tf_cursor_skip_fws (&cursor);
        if (!tf_cursor_take_text (&cursor, words[i]))
            return FALSE;
    }
    return tf_cursor_at_end (&cursor);
}

static char *
dup_or_null (TfSpan text)
{
    return text.length > 0 ? tf_span_dup_lower (text) : NULL;
}

static void
take_from (TfReceived *received, const TfReceivedToken *tokens, guint count)
{
    TfFromClause from;

    tf_received_read_from (tokens, count, &from);
    received->is_understood = from.is_understood;
    received->is_without_place = from.is_without_place;
    received->is_local = from.is_local;
    received->is_authenticated |= from.has_login;
    received->client = from.client;
    received->from = dup_or_null (from.first);
    received->name = dup_or_null (from.name);
    if (from.is_understood)
        received->helo = tf_span_dup_utf8 (from.helo);
}

/* Another word than "from" and "by" may begin with these letters. */
static gboolean
take_keyword (TfCursor *cursor, const char *word)
{
    TfCursor look = *cursor;
    TfReceivedToken token;

    if (!take_token (&look, &token) || !is_word (&token, word))
        return FALSE;
    *cursor = look;
    return TRUE;
}

static void
read_clauses (TfCursor *cursor, TfReceived *received)
{
    TfReceivedToken tokens[MAX_TOKENS];
    TfReceivedToken by = {0};
    guint count = 0;

    received->has_from = take_keyword (cursor, "from");
    if (received->has_from)
        while (count < MAX_TOKENS && take_token (cursor, &tokens[count]) &&
               !is_word (&tokens[count], "by"))
            count++;
    else if (!take_keyword (cursor, "by")) {
        received->is_from_network = is_upper_of_qmail (*cursor);
        return;
    }
    if (count == MAX_TOKENS || !take_token (cursor, &by) || by.is_comment ||
        !read_rest (cursor, received))
        return;
    received->by = tf_span_dup_lower (by.text);
    if (received->has_from)
        take_from (received, tokens, count);
    else
        received->is_understood = TRUE;
}

/* ---- the date ---------------------------------------------------------------------------- */

/* Up to the next ";" outside a comment. FALSE: a comment has no end. */
static gboolean
take_clause (TfCursor *cursor, TfSpan *ret_text)
{
    const char *start = cursor->at;
    TfSpan comment;

    while (!tf_cursor_at_end (cursor) && tf_cursor_peek (cursor) != ';') {
        if (tf_cursor_take_comment (cursor, &comment))
            continue;
        if (tf_cursor_next (cursor) == '(')
            return FALSE;
    }
    *ret_text = tf_span (start, (gsize)(cursor->at - start));
    return TRUE;
}

/* RFC 5322 §3.6.7: the date comes after a semicolon. Where a server puts its field on top of bytes
 * that it does not read, a message that begins with white space continues that field. So nothing
 * but dates is allowed there, and the latest counts: an earlier one would make a message look old. */
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

/* ---- the whole field --------------------------------------------------------------------- */

static gboolean
is_local_name (const char *host)
{
    return host != NULL &&
           (g_str_equal (host, "localhost") || g_str_has_prefix (host, "localhost."));
}

/* "from 127.0.0.1 by HOST with HTTPS", as Yahoo writes when it passes a message on within a machine.
 * Over SMTP the word would be what a client said. */
static gboolean
is_handed_over_web (const TfReceived *received)
{
    return received->is_web && received->client.length == 0 && received->from != NULL &&
           g_str_has_prefix (received->from, "127.");
}

/* If the field turns out not to be understood, what was read of it so far does not count. */
static void
forget (TfReceived *received)
{
    received->by_address = (TfIp){{0}, 0};
    received->is_local_fetch = received->is_authenticated = FALSE;
    received->is_web = received->is_name_checked = received->is_to_store = FALSE;
}

void
tf_received_parse (TfSpan value, TfReceived *ret_received)
{
    TfCursor cursor = tf_cursor (value);

    *ret_received = (TfReceived){.time = -1};
    if (value.length > TF_LIMIT_FIELD_BYTES)
        return;
    ret_received->time = tf_received_date (value);
    ret_received->has_public_address = tf_received_has_public_address (value);
    tf_cursor_skip_fws (&cursor);
    read_clauses (&cursor, ret_received);
    if (ret_received->by == NULL)
        forget (ret_received);
    ret_received->is_local |= is_handed_over_web (ret_received);
    ret_received->is_local_fetch |= is_local_name (ret_received->by);
}

void
tf_received_clear (TfReceived *received)
{
    g_clear_pointer (&received->by, g_free);
    g_clear_pointer (&received->from, g_free);
    g_clear_pointer (&received->helo, g_free);
    g_clear_pointer (&received->name, g_free);
}
