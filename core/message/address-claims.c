/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* address-claims: everything in a value that looks like an address, wherever it is, and what a
 * bracket hides. It never says who the author is, only whom a message may pretend to come from. */
#include "message/message-private.h"

static gboolean
is_claim_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte >= 0x80 ||
           (byte != '\0' &&
            tf_span_has (tf_span_of (".!#$%&'*+-/=?^_`{|}~"), (char)byte));
}

static gboolean
is_domain_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte >= 0x80 || byte == '.' || byte == '-';
}

static TfSpan
without_dots (TfSpan text)
{
    while (text.length > 0 && (text.data[0] == '.' || text.data[0] == '-')) {
        text.data++;
        text.length--;
    }
    while (text.length > 0 &&
           (text.data[text.length - 1] == '.' || text.data[text.length - 1] == '-'))
        text.length--;
    return text;
}

/* An address that was broken before, or is broken now, cannot be named to anybody. */
static gboolean
is_readable (const char *local)
{
    for (const char *at = local; *at; at = g_utf8_next_char (at))
        if (g_utf8_get_char (at) == 0xfffd)
            return FALSE;
    return *local != '\0';
}

static void
add_claim (GPtrArray *claims, TfSpan local, TfSpan domain)
{
    g_autofree char *parsed = tf_domain_parse (domain);
    g_autofree char *left = tf_span_dup_utf8 (local);
    g_autofree char *claim = NULL;

    if (local.length > 256 || !is_readable (left) || parsed == NULL ||
        tf_domain_parent (parsed) == NULL)
        return;
    claim = g_strconcat (left, "@", parsed, NULL);
    if (!g_ptr_array_find_with_equal_func (claims, claim, g_str_equal, NULL))
        g_ptr_array_add (claims, g_steal_pointer (&claim));
}

GPtrArray *
tf_address_find_claims (TfSpan value)
{
    GPtrArray *claims = g_ptr_array_new_with_free_func (g_free);
    TfCursor cursor = tf_cursor (value);

    while (!tf_cursor_at_end (&cursor) && claims->len < TF_LIMIT_ADDRESS_CLAIMS) {
        TfSpan local = tf_cursor_take_while (&cursor, is_claim_byte);
        TfCursor look = cursor;

        if (tf_cursor_take (&look, '@'))
            add_claim (claims, without_dots (local),
                       without_dots (tf_cursor_take_while (&look, is_domain_byte)));
        tf_cursor_next (&cursor);
    }
    return claims;
}

/* ---- after a bracket --------------------------------------------------------------- */

static gboolean
has_open_bracket (const GArray *tokens)
{
    guint depth = 0;

    for (guint i = 0; i < tokens->len; i++)
        if (tf_token_is (&g_array_index (tokens, TfToken, i), '<'))
            depth++;
        else if (tf_token_is (&g_array_index (tokens, TfToken, i), '>') && depth > 0)
            depth--;
    return depth > 0;
}

/* Full-width, small. */
gboolean
tf_address_has_like_at (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor))
        if (tf_cursor_take_text (&cursor, "\xef\xbc\xa0") ||
            tf_cursor_take_text (&cursor, "\xef\xb9\xab"))
            return TRUE;
    return FALSE;
}

static void
add_hidden (GPtrArray *hidden, const TfToken *tokens, guint count)
{
    g_autofree char *text = tf_token_phrase_every_word (tokens, count);
    g_autoptr (GPtrArray) claims = tf_address_find_claims (tf_span_of (text));

    for (guint i = 0; i < claims->len; i++)
        g_ptr_array_add (hidden, g_strdup (g_ptr_array_index (claims, i)));
    if (tf_address_has_like_at (tf_span_of (text)))
        g_ptr_array_add (hidden, g_strdup ("@"));
}

GPtrArray *
tf_address_find_hidden (const GArray *tokens)
{
    GPtrArray *hidden = g_ptr_array_new_with_free_func (g_free);
    gboolean in_angle = FALSE;

    if (tokens->len > 0 && has_open_bracket (tokens)) {
        add_hidden (hidden, &g_array_index (tokens, TfToken, 0), tokens->len);
        return hidden;
    }
    for (guint i = 0; i < tokens->len; i++) {
        const TfToken *token = &g_array_index (tokens, TfToken, i);

        in_angle = tf_token_is (token, '<') || (in_angle && !tf_token_is (token, '>'));
        if (in_angle &&
            (token->kind == TF_TOKEN_QUOTED || token->kind == TF_TOKEN_ENCODED))
            add_hidden (hidden, token, 1);
    }
    return hidden;
}
