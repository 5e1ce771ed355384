/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address-scan: what looks like an address in a value that follows no grammar. Real
 * mail is often broken; a value with only one domain still has only one reading. Text in quotes
 * and comments is a claim, never an address. */
#include "message/message-private.h"

/* ---- sightings ------------------------------------------------------------------- */

static const TfToken *
token_at (const GArray *tokens, guint index)
{
    return index < tokens->len ? &g_array_index (tokens, TfToken, index) : NULL;
}

static gboolean
is_piece (const TfToken *token)
{
    return tf_token_is_word (token) || tf_token_is (token, '.');
}

/* The first of the words and dots that touch the "@" at AT on its left. Within "<>" everything
 * else belongs to the address too; comments may be anywhere. */
static guint
local_start (const GArray *tokens, guint at, gboolean in_angle)
{
    guint start = at;

    for (guint i = at; i > 0 && (in_angle || !token_at (tokens, i)->space); i--) {
        const TfToken *token = token_at (tokens, i - 1);

        if (is_piece (token))
            start = i - 1;
        else if (!tf_token_is_comment (token))
            break;
    }
    return start;
}

/* A comment within a domain, not after it. OPEN: a label must still follow. */
static gboolean
is_inner_comment (const GArray *tokens, guint at, gboolean open)
{
    const TfToken *next = token_at (tokens, at + 1);

    return tf_token_is_comment (token_at (tokens, at)) &&
           (tf_token_is (next, '.') ||
            (open && (is_piece (next) || tf_token_is_comment (next))));
}

/* The end of the tokens that touch the "@" at AT on its right. */
static guint
domain_end (const GArray *tokens, guint at, gboolean in_angle, guint *flags)
{
    gboolean open = TRUE;
    const TfToken *token;

    for (; (token = token_at (tokens, at)); at++) {
        gboolean touches =
            !token->space || (in_angle && (open || tf_token_is (token, '.')));

        if (touches && token->kind == TF_TOKEN_LITERAL)
            return at + 1;
        if (touches && is_piece (token))
            open = tf_token_is (token, '.');
        else if (touches && is_inner_comment (tokens, at, open))
            *flags |= TF_ADDRESS_COMMENT_IN_DOMAIN;
        else
            return at;
    }
    return at;
}

static GString *
join (const GArray *tokens, guint start, guint end, guint *flags)
{
    GString *text = g_string_new (NULL);

    for (guint i = start; i < end; i++) {
        const TfToken *token = token_at (tokens, i);
        g_autoptr (GString) plain = NULL;

        if (token->kind == TF_TOKEN_COMMENT)
            continue;
        if (token->kind == TF_TOKEN_ENCODED)
            *flags |= TF_ADDRESS_ENCODED;
        if (token->kind == TF_TOKEN_QUOTED)
            plain = tf_token_unescape (token);
        g_string_append_len (text, plain != NULL ? plain->str : token->text.data,
                             (gssize)(plain != NULL ? plain->len : token->text.length));
    }
    return text;
}

/* "<a@b.exam ple>": a program that drops the blank reads another domain. */
static gboolean
goes_on_in_angle (const GArray *tokens, guint end)
{
    gboolean has_word = FALSE;

    for (; token_at (tokens, end) != NULL; end++) {
        const TfToken *token = token_at (tokens, end);

        if (tf_token_is (token, '>'))
            return has_word;
        if (token->kind == TF_TOKEN_WORD)
            has_word = TRUE;
        else if (!tf_token_is (token, '.') && !tf_token_is_comment (token))
            return FALSE;
    }
    return FALSE;
}

/* What is around the "@" at AT. FALSE: one of its sides is empty. */
static gboolean
see (const GArray *tokens, guint at, TfSighting *sighting)
{
    guint start = local_start (tokens, at, sighting->in_angle);
    guint end = domain_end (tokens, at + 1, sighting->in_angle, &sighting->flags);
    g_autoptr (GString) local = join (tokens, start, at, &sighting->flags);
    g_autoptr (GString) domain = join (tokens, at + 1, end, &sighting->flags);

    if (start == at || domain->len == 0)
        return FALSE;
    if (tf_token_is (token_at (tokens, end), '@') || /* a@b@c: who is who? */
        (sighting->in_angle && goes_on_in_angle (tokens, end)))
        sighting->flags |= TF_ADDRESS_UNPARSABLE;
    sighting->mailbox =
        tf_mailbox_new (tf_span (local->str, local->len),
                        tf_span (domain->str, domain->len), &sighting->flags);
    return TRUE;
}

static void
clear_sighting (gpointer data)
{
    TfSighting *sighting = data;

    tf_mailbox_free (sighting->mailbox);
}

GArray *
tf_address_sightings (const GArray *tokens)
{
    GArray *sightings = g_array_new (FALSE, TRUE, sizeof (TfSighting));
    gboolean in_angle = FALSE;
    guint angle = 0;

    g_array_set_clear_func (sightings, clear_sighting);
    for (guint i = 0; i < tokens->len && sightings->len < TF_LIMIT_MAILBOXES; i++) {
        TfSighting sighting = {NULL, in_angle, angle, 0};

        if (tf_token_is (token_at (tokens, i), '<')) {
            in_angle = TRUE;
            angle = i;
        } else if (tf_token_is (token_at (tokens, i), '>')) {
            in_angle = FALSE;
        } else if (tf_token_is (token_at (tokens, i), '@') &&
                   see (tokens, i, &sighting)) {
            g_array_append_val (sightings, sighting);
        }
    }
    return sightings;
}

/* ---- one reading or none --------------------------------------------------------- */

static gboolean
has_dot (const TfSighting *sighting)
{
    TfSpan domain = tf_span_of (sighting->mailbox->domain_text);

    return tf_span_has (domain, '.') ||
           !g_str_is_ascii (sighting->mailbox->domain_text) ||
           (domain.length > 0 && domain.data[0] == '[');
}

/* "John @ work": without a dot it counts only where there is nothing else. */
static void
drop_undotted (GArray *sightings)
{
    gboolean dotted = FALSE;

    for (guint i = 0; i < sightings->len; i++)
        dotted |= has_dot (&g_array_index (sightings, TfSighting, i));
    for (guint i = sightings->len; dotted && i > 0; i--)
        if (!has_dot (&g_array_index (sightings, TfSighting, i - 1)))
            g_array_remove_index (sightings, i - 1);
}

static gboolean
holds_at (const TfToken *token)
{
    g_autofree char *decoded = tf_token_phrase (token, 1);

    return tf_span_has (tf_span_of (decoded), '@');
}

/* CK-A10: a quoted or encoded address in a place where an address is allowed. UTF-7 is
 * not decoded, so what it hides is not known. */
static guint
lone_word_flags (const TfToken *token)
{
    if (token->kind == TF_TOKEN_QUOTED)
        return holds_at (token) ? TF_ADDRESS_UNPARSABLE : 0;
    if (token->kind != TF_TOKEN_ENCODED)
        return 0;
    return holds_at (token) || tf_mime_has_utf7 (token->text) ? TF_ADDRESS_ENCODED : 0;
}

/* An address before a colon that is not part of a route. */
static guint
colon_flags (const GArray *tokens, guint at)
{
    for (guint i = at; i > 0; i--) {
        const TfToken *token = token_at (tokens, i - 1);

        if (tf_token_is (token, ',') || tf_token_is (token, ';') ||
            tf_token_is (token, ':'))
            return 0;
        if (tf_token_is (token, '@'))
            return TF_ADDRESS_GROUP_NAME_HAS_ADDRESS;
    }
    return 0;
}

/* What the segments between separators show. The words of a segment that has an address are its
 * name. */
static guint
segment_flags (const GArray *tokens)
{
    guint flags = 0, words = 0;
    gboolean in_angle = FALSE, has_address = FALSE;

    for (guint i = 0; i <= tokens->len; i++) {
        const TfToken *token = token_at (tokens, i);

        if (token == NULL ||
            (!in_angle && (tf_token_is (token, ',') || tf_token_is (token, ';')))) {
            flags |= has_address ? 0 : words;
            words = 0;
            has_address = FALSE;
            continue;
        }
        in_angle = tf_token_is (token, '<') || (in_angle && !tf_token_is (token, '>'));
        has_address |= tf_token_is (token, '<') || tf_token_is (token, '@');
        words |= lone_word_flags (token);
        if (!in_angle && tf_token_is (token, ':'))
            flags |= colon_flags (tokens, i);
    }
    return flags;
}

static guint
count_domains (const GArray *sightings)
{
    g_autoptr (GHashTable) domains =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < sightings->len; i++)
        g_hash_table_add (domains, tf_mailbox_domain_key (
                                       g_array_index (sightings, TfSighting, i).mailbox));
    return g_hash_table_size (domains);
}

/* "Smith, John <john@x>": everything before the only "<" is the name. */
static void
name_the_only_one (GArray *sightings, const GArray *tokens)
{
    TfSighting *sighting = &g_array_index (sightings, TfSighting, 0);
    guint end = sighting->angle;

    if (sightings->len != 1 || !sighting->in_angle)
        return;
    while (end > 0 && token_at (tokens, end - 1)->kind == TF_TOKEN_SPECIAL)
        end--;
    sighting->mailbox->name = tf_token_phrase (token_at (tokens, 0), end);
}

/* Something hidden has another domain than the address that is seen. */
static gboolean
hides_another (const GArray *tokens, const GArray *sightings)
{
    g_autoptr (GPtrArray) hidden = tf_address_find_hidden (tokens);
    g_autofree char *key = NULL;

    if (sightings->len == 0)
        return FALSE;
    key = tf_mailbox_domain_key (g_array_index (sightings, TfSighting, 0).mailbox);
    for (guint i = 0; i < hidden->len; i++) {
        TfSpan claim = tf_span_of (g_ptr_array_index (hidden, i));

        if (!tf_span_equal (tf_span_after_last (claim, '@'), key))
            return TRUE;
    }
    return FALSE;
}

void
tf_address_list_tolerate (TfAddressList *list, const GArray *tokens)
{
    g_autoptr (GArray) sightings = tf_address_sightings (tokens);

    list->flags |= TF_ADDRESS_TOLERATED | segment_flags (tokens);
    if (sightings->len >= TF_LIMIT_MAILBOXES)
        list->flags |= TF_ADDRESS_TOO_MANY;
    drop_undotted (sightings);
    if (count_domains (sightings) > 1 || hides_another (tokens, sightings))
        list->flags |= TF_ADDRESS_UNPARSABLE;
    if (sightings->len > 0)
        name_the_only_one (sightings, tokens);
    for (guint i = 0; i < sightings->len; i++) {
        TfSighting *sighting = &g_array_index (sightings, TfSighting, i);

        list->flags |= sighting->flags;
        g_ptr_array_add (list->mailboxes, g_steal_pointer (&sighting->mailbox));
    }
}
