/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address-token: the lexical tokens of an address field (RFC 5322 §3.2). One pass, no
 * recursion; a missing closing character is looked for only once, so hostile input takes linear
 * time. */
#include "message/message-private.h"

#define SPECIALS "<>@.,;:"

typedef struct {
    TfCursor cursor;
    GArray *tokens;
    gboolean
        plain_quotes; /* one was never closed: from here on they are ordinary characters */
    gboolean plain_parentheses;
    gboolean plain_brackets;
} Lexer;

static void
add (Lexer *lexer, TfTokenKind kind, gboolean space, TfSpan text)
{
    TfToken token = {kind, kind == TF_TOKEN_SPECIAL ? text.data[0] : '\0', space, text};

    g_array_append_val (lexer->tokens, token);
}

/* Up to the closing quote; RFC 5322 §3.2.4. */
static gboolean
take_quoted (Lexer *lexer, TfSpan *ret_text)
{
    TfCursor look = lexer->cursor;
    const char *start;
    int byte;

    tf_cursor_next (&look);
    start = look.at;
    while ((byte = tf_cursor_next (&look)) >= 0 && byte != '"')
        if (byte == '\\')
            tf_cursor_next (&look);
    if (byte < 0)
        return FALSE;
    *ret_text = tf_span (start, (gsize)(look.at - start - 1));
    lexer->cursor = look;
    return TRUE;
}

static gboolean
is_literal_byte (guchar byte)
{
    return byte > ' ' && byte < 0x7f &&
           !tf_span_has (tf_span_of ("[]\\<>@,\""), (char)byte);
}

/* RFC 5322 §3.4.1, without the specials that would allow a second reading. */
static gboolean
take_literal (Lexer *lexer, TfSpan *ret_text)
{
    TfCursor look = lexer->cursor;
    const char *start = look.at;

    tf_cursor_next (&look);
    tf_cursor_take_while (&look, is_literal_byte);
    if (!tf_cursor_take (&look, ']'))
        return FALSE;
    *ret_text = tf_span (start, (gsize)(look.at - start));
    lexer->cursor = look;
    return TRUE;
}

static gboolean
is_charset_byte (guchar byte)
{
    return byte > ' ' && byte < 0x7f &&
           !tf_span_has (tf_span_of ("()<>@,;:\"/[]?="), (char)byte);
}

/* RFC 2047 §5 (3) forbids specials here, but real mail has them. With < > or @ there would be a
 * second reading, so to us it is not an encoded word. */
static gboolean
is_encoded_byte (guchar byte)
{
    return byte > ' ' && byte != '?' && byte != '<' && byte != '>' && byte != '@';
}

static gboolean
take_encoded (Lexer *lexer, TfSpan *ret_text)
{
    TfCursor look = lexer->cursor;
    const char *start = look.at;

    if (!tf_cursor_take_text (&look, "=?"))
        return FALSE;
    tf_cursor_take_while (&look, is_charset_byte);
    if (!tf_cursor_take_text (&look, "?b?") && !tf_cursor_take_text (&look, "?q?"))
        return FALSE;
    tf_cursor_take_while (&look, is_encoded_byte);
    if (!tf_cursor_take_text (&look, "?="))
        return FALSE;
    *ret_text = tf_span (start, (gsize)(look.at - start));
    lexer->cursor = look;
    return TRUE;
}

static gboolean
ends_word (const Lexer *lexer, int byte)
{
    if (byte < 0 || byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
        return TRUE;
    if (byte == '"' || byte == '(')
        return byte == '"' ? !lexer->plain_quotes : !lexer->plain_parentheses;
    return byte != '\0' && tf_span_has (tf_span_of (SPECIALS), (char)byte);
}

/* Takes at least one byte, to get past a character that opens nothing. */
static TfSpan
take_word (Lexer *lexer)
{
    const char *start = lexer->cursor.at;

    do
        tf_cursor_next (&lexer->cursor);
    while (!ends_word (lexer, tf_cursor_peek (&lexer->cursor)));
    return tf_span (start, (gsize)(lexer->cursor.at - start));
}

static gboolean
follows_at (const Lexer *lexer)
{
    for (guint i = lexer->tokens->len; i > 0; i--) {
        const TfToken *token = &g_array_index (lexer->tokens, TfToken, i - 1);

        if (token->kind != TF_TOKEN_COMMENT)
            return tf_token_is (token, '@');
    }
    return FALSE;
}

/* A token with an opening and a closing character; an opening character without its closing one
 * is an ordinary character. */
static gboolean
take_bracketed (Lexer *lexer, gboolean space)
{
    int byte = tf_cursor_peek (&lexer->cursor);
    TfSpan text;

    if (byte == '"' && !lexer->plain_quotes) {
        lexer->plain_quotes = !take_quoted (lexer, &text);
        if (!lexer->plain_quotes)
            add (lexer, TF_TOKEN_QUOTED, space, text);
        return !lexer->plain_quotes;
    }
    if (byte == '(' && !lexer->plain_parentheses) {
        lexer->plain_parentheses = !tf_cursor_take_comment (&lexer->cursor, &text);
        if (!lexer->plain_parentheses)
            add (lexer, TF_TOKEN_COMMENT, space, text);
        return !lexer->plain_parentheses;
    }
    if (byte == '[' && !lexer->plain_brackets && follows_at (lexer)) {
        lexer->plain_brackets = !take_literal (lexer, &text);
        if (!lexer->plain_brackets)
            add (lexer, TF_TOKEN_LITERAL, space, text);
        return !lexer->plain_brackets;
    }
    return FALSE;
}

static void
take_token (Lexer *lexer)
{
    const char *start = lexer->cursor.at;
    gboolean space;
    TfSpan text;
    int byte;

    tf_cursor_skip_fws (&lexer->cursor);
    space = lexer->cursor.at != start;
    byte = tf_cursor_peek (&lexer->cursor);
    if (byte < 0 || take_bracketed (lexer, space))
        return;
    if (byte != '\0' && tf_span_has (tf_span_of (SPECIALS), (char)byte))
        add (lexer, TF_TOKEN_SPECIAL, space, tf_cursor_take_count (&lexer->cursor, 1));
    else if (take_encoded (lexer, &text))
        add (lexer, TF_TOKEN_ENCODED, space, text);
    else
        add (lexer, TF_TOKEN_WORD, space, take_word (lexer));
}

GArray *
tf_address_tokens (TfSpan value, gboolean *ret_broken)
{
    Lexer lexer = {tf_cursor (value), g_array_new (FALSE, FALSE, sizeof (TfToken))};

    while (!tf_cursor_at_end (&lexer.cursor))
        take_token (&lexer);
    *ret_broken = lexer.plain_quotes || lexer.plain_parentheses;
    return lexer.tokens;
}

gboolean
tf_token_is (const TfToken *token, char special)
{
    return token != NULL && token->kind == TF_TOKEN_SPECIAL && token->special == special;
}

gboolean
tf_token_is_comment (const TfToken *token)
{
    return token != NULL && token->kind == TF_TOKEN_COMMENT;
}

gboolean
tf_token_is_word (const TfToken *token)
{
    return token != NULL &&
           (token->kind == TF_TOKEN_WORD || token->kind == TF_TOKEN_QUOTED ||
            token->kind == TF_TOKEN_ENCODED);
}

GString *
tf_token_unescape (const TfToken *token)
{
    GString *text = g_string_sized_new (token->text.length);
    TfCursor cursor = tf_cursor (token->text);
    int byte;

    while ((byte = tf_cursor_next (&cursor)) >= 0) {
        if (byte == '\\' && !tf_cursor_at_end (&cursor))
            byte = tf_cursor_next (&cursor);
        if (byte != '\r' &&
            byte != '\n') /* RFC 5322 §3.2.2: the CRLF of a fold does not count */
            g_string_append_c (text, (char)byte);
    }
    return text;
}

static void
append_token (GString *phrase, const TfToken *token)
{
    if (token->space && phrase->len > 0 && phrase->str[phrase->len - 1] != ' ')
        g_string_append_c (phrase, ' ');
    if (token->kind == TF_TOKEN_QUOTED) {
        g_autoptr (GString) text = tf_token_unescape (token);

        g_string_append_len (phrase, text->str, (gssize)text->len);
    } else if (token->kind != TF_TOKEN_COMMENT) {
        g_string_append_len (phrase, token->text.data, (gssize)token->text.length);
    } else if (phrase->len > 0 && phrase->str[phrase->len - 1] != ' ') {
        g_string_append_c (phrase,
                           ' '); /* RFC 5322 §3.2.2: a comment counts as a blank */
    }
}

static GString *
phrase_of (const TfToken *tokens, guint count)
{
    GString *phrase = g_string_new (NULL);

    for (guint i = 0; i < count && phrase->len < TF_LIMIT_DISPLAY_BYTES; i++)
        append_token (phrase, &tokens[i]);
    return phrase;
}

char *
tf_token_phrase (const TfToken *tokens, guint count)
{
    g_autoptr (GString) phrase = phrase_of (tokens, count);
    g_autofree char *name = tf_mime_decode_words (tf_span (phrase->str, phrase->len));

    g_strstrip (name);
    return *name ? g_steal_pointer (&name) : NULL;
}

char *
tf_token_phrase_every_word (const TfToken *tokens, guint count)
{
    g_autoptr (GString) phrase = phrase_of (tokens, count);

    return tf_mime_decode_every_word (tf_span (phrase->str, phrase->len));
}
