/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address: the grammar of one From value (RFC 5322 §3.4 and §4.4, RFC 6854). A
 * list that follows it, including the obsolete forms that have one reading, is read here;
 * anything else goes to address-scan.c. */
#include "message/message-private.h"

/* ---- mailbox, group, list -------------------------------------------------------- */

/* Notes what a phrase has beyond RFC 5322 §3.2.5; there is still only one reading. */
static void
note_phrase (TfAddressParser *parser, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        TfSpan text = parser->tokens[i].text;

        if (tf_token_is (&parser->tokens[i], '.'))
            parser->list->flags |= TF_ADDRESS_OBSOLETE; /* obs-phrase, §4.1 */
        if (!g_utf8_validate (text.data, (gssize)text.length, NULL) ||
            (parser->tokens[i].kind == TF_TOKEN_WORD &&
             (tf_span_has (text, '[') || tf_span_has (text, ']') ||
              tf_span_has (text, ')') || tf_span_has (text, '\\'))))
            parser->list->flags |= TF_ADDRESS_TOLERATED;
    }
}

/* After a mailbox: comments, then a separator or the end. The last comment is the name
 * when there is no other ("a@b (Name)", RFC 822). */
static gboolean
end_mailbox (TfAddressParser *parser, TfMailbox *mailbox)
{
    for (; tf_token_is_comment (tf_address_peek (parser)); parser->at++) {
        TfToken text = *tf_address_peek (parser);

        text.kind = TF_TOKEN_QUOTED;
        if (mailbox->name == NULL)
            mailbox->name = tf_token_phrase (&text, 1);
    }
    parser->separated = FALSE;
    return tf_address_peek (parser) == NULL ||
           tf_token_is (tf_address_peek (parser), ',') ||
           (parser->in_group && tf_token_is (tf_address_peek (parser), ';'));
}

static gboolean
add_mailbox (TfAddressParser *parser, TfMailbox *mailbox)
{
    if (mailbox == NULL)
        return FALSE;
    g_ptr_array_add (parser->list->mailboxes, mailbox);
    return end_mailbox (parser, mailbox);
}

static gboolean
take_name_addr (TfAddressParser *parser, guint start)
{
    guint end = parser->at;
    TfMailbox *mailbox = tf_address_take_angle (parser);

    note_phrase (parser, start, end);
    if (mailbox != NULL)
        mailbox->name = tf_token_phrase (parser->tokens + start, end - start);
    return add_mailbox (parser, mailbox);
}

/* An address in the name of a group is a second reading. */
static gboolean
begin_group (TfAddressParser *parser, guint start)
{
    g_autofree char *name = tf_token_phrase (parser->tokens + start, parser->at - start);

    if (parser->in_group || name == NULL)
        return FALSE;
    if (tf_span_has (tf_span_of (name), '@') || tf_span_has (tf_span_of (name), '<'))
        parser->list->flags |= TF_ADDRESS_GROUP_NAME_HAS_ADDRESS;
    parser->list->flags |= TF_ADDRESS_GROUP;
    parser->in_group = TRUE;
    parser->at++;
    return TRUE;
}

static gboolean
take_element (TfAddressParser *parser)
{
    guint start = parser->at;

    if (!parser->separated)
        return FALSE;
    while (tf_token_is_word (tf_address_peek (parser)) ||
           tf_token_is_comment (tf_address_peek (parser)) ||
           tf_token_is (tf_address_peek (parser), '.'))
        parser->at++;
    if (tf_token_is (tf_address_peek (parser), '<'))
        return take_name_addr (parser, start);
    if (tf_token_is (tf_address_peek (parser), ':'))
        return begin_group (parser, start);
    if (!tf_token_is (tf_address_peek (parser), '@'))
        return FALSE;
    parser->at = start;
    tf_address_skip_comments (parser);
    return add_mailbox (parser, tf_address_take_spec (parser, FALSE));
}

static gboolean
take_separator (TfAddressParser *parser)
{
    if (tf_token_is (tf_address_peek (parser), ',')) {
        if (parser->separated)
            parser->list->flags |= TF_ADDRESS_OBSOLETE; /* obs-mbox-list, RFC 5322 §4.4 */
        parser->separated = TRUE;
    } else if (parser->in_group && tf_token_is (tf_address_peek (parser), ';')) {
        parser->in_group = parser->separated = FALSE;
    } else {
        return FALSE;
    }
    parser->at++;
    return TRUE;
}

static gboolean
take_list (TfAddressParser *parser)
{
    parser->separated = TRUE;
    for (tf_address_skip_comments (parser); tf_address_peek (parser);
         tf_address_skip_comments (parser)) {
        if (parser->list->mailboxes->len >= TF_LIMIT_MAILBOXES) {
            parser->list->flags |= TF_ADDRESS_TOO_MANY;
            return TRUE;
        }
        if (!take_separator (parser) && !take_element (parser))
            return FALSE;
    }
    return !parser->in_group;
}

/* Words before a single final "<addr>", without comma, semicolon or colon, are a name. */
static gboolean
take_words_and_angle (TfAddressParser *parser)
{
    while (tf_address_peek (parser) != NULL &&
           !tf_token_is (tf_address_peek (parser), '<')) {
        const TfToken *token = tf_address_peek (parser);

        if (tf_token_is (token, ',') || tf_token_is (token, ';') ||
            tf_token_is (token, ':') || tf_token_is (token, '>'))
            return FALSE;
        parser->at++;
    }
    parser->list->flags |= TF_ADDRESS_TOLERATED;
    return tf_address_peek (parser) != NULL && take_name_addr (parser, 0) &&
           tf_address_peek (parser) == NULL;
}

/* ---- the whole value ------------------------------------------------------------- */

/* Where C programs cut: everything after it may be hidden or be another line. */
static gboolean
has_cut (TfSpan value)
{
    TfCursor cursor = tf_cursor (value);

    if (tf_span_has (value, '\0'))
        return TRUE;
    for (tf_cursor_take_until (&cursor, '\r'); tf_cursor_take (&cursor, '\r');
         tf_cursor_take_until (&cursor, '\r'))
        if (tf_cursor_peek (&cursor) != '\n')
            return TRUE;
    return FALSE;
}

static gboolean
is_leading_junk (guchar byte)
{
    return byte == '\v' || byte == '\f' || byte == ' ' || byte == '\t' || byte == '\r' ||
           byte == '\n';
}

static void
reset (TfAddressList *list, guint flags)
{
    g_ptr_array_set_size (list->mailboxes, 0);
    list->flags = flags;
}

static void
read_tokens (TfAddressList *list, const GArray *tokens, gboolean broken)
{
    guint flags = list->flags | (broken ? TF_ADDRESS_TOLERATED : 0);
    TfAddressParser parser = {(const TfToken *)(gpointer)tokens->data, tokens->len, 0,
                              list};
    TfAddressParser again = parser;

    if (!broken && take_list (&parser))
        return;
    reset (list, flags);
    if (!broken && take_words_and_angle (&again))
        return;
    reset (list, flags);
    tf_address_list_tolerate (list, tokens);
}

/* Has two readings, or none, so a more tolerant reading is worth a try. A value with something that
 * nobody sees, or that only some programs decode, keeps its flags. */
static gboolean
is_unclear (const TfAddressList *list)
{
    if (list->flags &
        (TF_ADDRESS_FORBIDDEN | TF_ADDRESS_ENCODED | TF_ADDRESS_COMMENT_IN_DOMAIN |
         TF_ADDRESS_LITERAL | TF_ADDRESS_TOO_MANY))
        return FALSE;
    if (list->mailboxes->len == 0 ||
        list->flags & (TF_ADDRESS_UNPARSABLE | TF_ADDRESS_GROUP_NAME_HAS_ADDRESS))
        return TRUE;
    for (guint i = 0; i < list->mailboxes->len; i++)
        if (((const TfMailbox *)g_ptr_array_index (list->mailboxes, i))->domain == NULL)
            return TRUE;
    return FALSE;
}

static void
read_value (TfAddressList *list, TfSpan value)
{
    gboolean broken;
    g_autoptr (GArray) tokens = tf_address_tokens (value, &broken);
    TfMailbox *only;

    read_tokens (list, tokens, broken);
    only = is_unclear (list) ? tf_address_find_only (value, tokens) : NULL;
    if (only == NULL)
        return;
    reset (list, TF_ADDRESS_TOLERATED);
    g_ptr_array_add (list->mailboxes, only);
}

TfAddressList *
tf_address_list_parse (TfSpan value)
{
    TfAddressList *list = g_new0 (TfAddressList, 1);
    g_autoptr (GString) written = tf_iso_2022_read (value);
    TfSpan text =
        tf_span_strip (written != NULL ? tf_span (written->str, written->len) : value);
    TfCursor cursor = tf_cursor (text);
    TfSpan junk = tf_cursor_take_while (&cursor, is_leading_junk);

    list->mailboxes = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_mailbox_free);
    if (junk.length > 0 || written != NULL)
        list->flags |= TF_ADDRESS_TOLERATED;
    if (has_cut (tf_cursor_rest (&cursor)))
        list->flags |= TF_ADDRESS_FORBIDDEN;
    read_value (list, tf_cursor_rest (&cursor));
    return list;
}

void
tf_address_list_free (TfAddressList *list)
{
    if (list == NULL)
        return;
    g_ptr_array_unref (list->mailboxes);
    g_free (list);
}
