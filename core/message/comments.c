/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* comments: what stands in parentheses in an address field. It is a claim, never a part
 * of the address (R-MSG-6); many programs show it as the name. */
#include "message/message-private.h"

char *
tf_address_dup_comments (TfSpan value)
{
    gboolean broken;
    g_autoptr (GArray) tokens = tf_address_tokens (
        tf_span (value.data, MIN (value.length, TF_LIMIT_FIELD_BYTES)), &broken);
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < tokens->len && out->len < TF_LIMIT_DISPLAY_BYTES; i++) {
        TfToken token = g_array_index (tokens, TfToken, i);
        g_autofree char *text = NULL;

        if (token.kind != TF_TOKEN_COMMENT)
            continue;
        token.kind = TF_TOKEN_QUOTED;
        text = tf_token_phrase (&token, 1);
        if (text)
            g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", text);
    }
    return g_string_free (out, out->len == 0);
}
