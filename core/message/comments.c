/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* comments: what is in parentheses in an address field, and everything else there that is not an
 * address. It is a claim, never a part of the address; many programs show it as the name. */
#include "message/message-private.h"

/* The tokens of the part of VALUE that is looked at. VALUE must outlive them. */
static GArray *
read_tokens (TfSpan value)
{
    gboolean broken;

    return tf_address_tokens (
        tf_span (value.data, MIN (value.length, TF_LIMIT_FIELD_BYTES)), &broken);
}

static TfSpan
written_or (const GString *written, TfSpan value)
{
    return written != NULL ? tf_span (written->str, written->len) : value;
}

char *
tf_address_dup_comments (TfSpan value)
{
    g_autoptr (GString) written = tf_iso_2022_read (value);
    g_autoptr (GArray) tokens = read_tokens (written_or (written, value));
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < tokens->len && out->len < TF_LIMIT_DISPLAY_BYTES; i++) {
        TfToken token = g_array_index (tokens, TfToken, i);
        g_autofree char *text = NULL;

        if (token.kind != TF_TOKEN_COMMENT)
            continue;
        token.kind = TF_TOKEN_QUOTED;
        text = tf_token_phrase (&token, 1);
        if (text != NULL)
            g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", text);
    }
    return g_string_free (out, out->len == 0);
}

static const TfToken *
token_at (const GArray *tokens, guint index)
{
    return index < tokens->len ? &g_array_index (tokens, TfToken, index) : NULL;
}

/* The end of the address (with its route) that the "<" at AT opens; AT itself when there
 * is none. */
static guint
skip_angle (const GArray *tokens, guint at)
{
    guint end = at, last = at;

    for (guint i = at + 1; i < tokens->len; i++) {
        if (tf_token_is (token_at (tokens, i), '<') ||
            tf_token_is (token_at (tokens, i), '>'))
            break;
        if (tf_token_is (token_at (tokens, i), '@'))
            last = i;
    }
    if (last == at)
        return at;
    for (end = last + 2; end < tokens->len; end++) {
        const TfToken *token = token_at (tokens, end);

        if (token->space || !(token->kind == TF_TOKEN_WORD || tf_token_is (token, '.')))
            break;
    }
    return MIN (end, tokens->len);
}

static void
append_phrase (GString *out, const GArray *tokens, guint start, guint end)
{
    g_autofree char *phrase = NULL;

    if (end <= start || out->len >= TF_LIMIT_DISPLAY_BYTES)
        return;
    phrase = tf_token_phrase_every_word (token_at (tokens, start), end - start);
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", phrase);
}

char *
tf_address_dup_beside (TfSpan value)
{
    g_autoptr (GString) written = tf_iso_2022_read (value);
    g_autoptr (GArray) tokens = read_tokens (written_or (written, value));
    GString *out = g_string_new (NULL);
    guint start = 0;

    for (guint i = 0; i < tokens->len; i++) {
        guint end = tf_token_is (token_at (tokens, i), '<') ? skip_angle (tokens, i) : i;

        if (end == i)
            continue;
        append_phrase (out, tokens, start, i);
        start = end;
        i = end - 1;
    }
    append_phrase (out, tokens, start, tokens->len);
    return g_string_free (out, out->len == 0);
}
