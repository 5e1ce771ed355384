/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address-spec: addr-spec and angle-addr (RFC 5322 §3.4, §3.4.1, with the obsolete forms
 * of §4.4). Peculiarities are noted in the flags of the list; FALSE means that the part is not
 * there. */
#include "message/message-private.h"

const TfToken *
tf_address_peek (const TfAddressParser *parser)
{
    return parser->at < parser->count ? &parser->tokens[parser->at] : NULL;
}

gboolean
tf_address_skip_comments (TfAddressParser *parser)
{
    guint start = parser->at;

    while (tf_token_is_comment (tf_address_peek (parser)))
        parser->at++;
    return parser->at != start;
}

static void
append_word (TfAddressParser *parser, GString *text, const TfToken *token)
{
    g_autoptr (GString) plain = NULL;

    if (token->kind == TF_TOKEN_ENCODED)
        parser->list->flags |= TF_ADDRESS_ENCODED;
    if (token->kind == TF_TOKEN_QUOTED)
        plain = tf_token_unescape (token);
    g_string_append_len (text, plain != NULL ? plain->str : token->text.data,
                         (gssize)(plain != NULL ? plain->len : token->text.length));
}

/* One word of a local part after another without a dot: only within "<>" is it clear
 * that both belong to it. */
static gboolean
join_words (TfAddressParser *parser, GString *local, gboolean in_angle)
{
    gboolean space = tf_address_peek (parser)->space;

    if (space && !in_angle)
        return FALSE;
    if (space)
        g_string_append_c (local, ' ');
    parser->list->flags |= TF_ADDRESS_TOLERATED;
    return TRUE;
}

/* local-part and obs-local-part, RFC 5322 §3.4.1 and §4.4, up to "@". */
static gboolean
take_local (TfAddressParser *parser, gboolean in_angle, GString *local)
{
    guint start = parser->at;
    gboolean after_word = FALSE, words = FALSE;

    for (; !tf_token_is (tf_address_peek (parser), '@'); parser->at++) {
        const TfToken *token = tf_address_peek (parser);

        if (token == NULL || (token->kind == TF_TOKEN_SPECIAL && token->special != '.'))
            return FALSE;
        if (tf_token_is_comment (token) || (token->space && parser->at > start))
            parser->list->flags |= TF_ADDRESS_OBSOLETE;
        if (tf_token_is_comment (token))
            continue;
        if (token->kind == TF_TOKEN_SPECIAL) {
            parser->list->flags |= after_word ? 0 : TF_ADDRESS_TOLERATED;
            g_string_append_c (local, '.');
            after_word = FALSE;
            continue;
        }
        if (after_word && !join_words (parser, local, in_angle))
            return FALSE;
        append_word (parser, local, token);
        after_word = words = TRUE;
    }
    if (!after_word)
        parser->list->flags |= TF_ADDRESS_TOLERATED;
    if (tf_address_peek (parser)->space)
        parser->list->flags |= TF_ADDRESS_OBSOLETE;
    return words;
}

/* After a label: takes the dot and what is allowed around it. FALSE: the domain ends
 * here. */
static gboolean
take_dot (TfAddressParser *parser, GString *domain)
{
    TfAddressParser look = *parser;
    gboolean comment = tf_address_skip_comments (&look), space;
    gboolean second_reading = tf_span_has (tf_span (domain->str, domain->len), '.');

    if (!tf_token_is (tf_address_peek (&look), '.'))
        return FALSE;
    space = tf_address_peek (&look)->space;
    look.at++;
    g_string_append_c (domain, '.');
    parser->at = look.at;
    comment |= tf_address_skip_comments (&look);
    if (!tf_token_is_word (tf_address_peek (&look)))
        return FALSE; /* a trailing dot, which the domain keeps */
    space |= tf_address_peek (&look)->space;
    parser->at = look.at;
    if (comment)
        parser->list->flags |= TF_ADDRESS_COMMENT_IN_DOMAIN;
    if (space)
        parser->list->flags |= TF_ADDRESS_OBSOLETE;
    if (space &&
        second_reading) /* a program that stops at a space already sees a whole domain */
        parser->list->flags |= TF_ADDRESS_UNPARSABLE;
    return TRUE;
}

/* "@" and the domain, RFC 5322 §3.4.1 and §4.4. A comment within it leads to TF04, because mail
 * programs show it. */
static gboolean
take_domain (TfAddressParser *parser, GString *domain)
{
    const TfToken *token;

    parser->at++;
    if (tf_address_skip_comments (parser))
        parser->list->flags |= TF_ADDRESS_COMMENT_IN_DOMAIN;
    token = tf_address_peek (parser);
    if (token != NULL && token->space)
        parser->list->flags |= TF_ADDRESS_OBSOLETE;
    if (token != NULL && token->kind == TF_TOKEN_LITERAL) {
        g_string_append_len (domain, token->text.data, (gssize)token->text.length);
        parser->at++;
        return TRUE;
    }
    do {
        token = tf_address_peek (parser);
        if (!tf_token_is_word (token) || token->kind == TF_TOKEN_QUOTED)
            return FALSE;
        append_word (parser, domain, token);
        parser->at++;
        token = tf_address_peek (parser);
        if (tf_token_is_word (token) && !token->space)
            return FALSE;
    } while (take_dot (parser, domain));
    return TRUE;
}

TfMailbox *
tf_address_take_spec (TfAddressParser *parser, gboolean in_angle)
{
    g_autoptr (GString) local = g_string_new (NULL);
    g_autoptr (GString) domain = g_string_new (NULL);

    if (!take_local (parser, in_angle, local) || !take_domain (parser, domain))
        return NULL;
    return tf_mailbox_new (tf_span (local->str, local->len),
                           tf_span (domain->str, domain->len), &parser->list->flags);
}

/* obs-route, RFC 5322 §4.4: skipped. */
static gboolean
skip_route (TfAddressParser *parser)
{
    const TfToken *token;

    if (!tf_token_is (tf_address_peek (parser), '@'))
        return TRUE;
    parser->list->flags |= TF_ADDRESS_OBSOLETE;
    for (; (token = tf_address_peek (parser)) && !tf_token_is (token, ':'); parser->at++)
        if (tf_token_is (token, '<') || tf_token_is (token, '>') ||
            tf_token_is (token, ';'))
            return FALSE;
    parser->at++;
    return token != NULL;
}

/* angle-addr, and "<<a@b>>", which can mean nothing else. */
TfMailbox *
tf_address_take_angle (TfAddressParser *parser)
{
    g_autoptr (TfMailbox) mailbox = NULL;
    guint depth = 1;

    parser->at++;
    if (tf_token_is (tf_address_peek (parser), '<')) {
        parser->list->flags |= TF_ADDRESS_OBSOLETE;
        parser->at++;
        depth++;
    }
    tf_address_skip_comments (parser);
    if (!skip_route (parser))
        return NULL;
    mailbox = tf_address_take_spec (parser, TRUE);
    if (mailbox == NULL)
        return NULL;
    tf_address_skip_comments (parser);
    for (; depth > 0; depth--, parser->at++)
        if (!tf_token_is (tf_address_peek (parser), '>'))
            return NULL;
    return g_steal_pointer (&mailbox);
}
