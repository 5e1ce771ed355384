/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* redaction: what is to be hidden. RFC 6590. */
#include <string.h>

#include "abuse/abuse-private.h"

TfRedaction *
tf_redaction_new (const guint8 *key, gsize length)
{
    TfRedaction *redaction = g_new0 (TfRedaction, 1);

    redaction->key = g_memdup2 (key, length);
    redaction->key_length = length;
    redaction->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    tf_hidden_init (redaction);
    tf_redaction_allow (redaction, 10);
    return redaction;
}

void
tf_redaction_free (TfRedaction *redaction)
{
    g_free (redaction->key);
    tf_hidden_clear (redaction);
    g_hash_table_unref (redaction->addresses);
    g_free (redaction);
}

guint
tf_redaction_count (const TfRedaction *redaction)
{
    return g_hash_table_size (redaction->addresses);
}

guint
tf_redaction_count_certain (const TfRedaction *redaction)
{
    return redaction->n_certain;
}

gboolean
tf_redaction_is_full (const TfRedaction *redaction)
{
    return redaction->full;
}

gboolean
tf_redaction_has_gap (const TfRedaction *redaction)
{
    return redaction->gap || (redaction->full && redaction->n_certain == 0);
}

gboolean
tf_redaction_has_address (const TfRedaction *redaction, const char *address)
{
    g_autofree char *lower = g_utf8_strdown (address, -1);

    return g_hash_table_contains (redaction->addresses, lower);
}

gboolean
tf_redaction_is_certain (const TfRedaction *redaction, const char *address)
{
    g_autofree char *lower = g_utf8_strdown (address, -1);

    return g_hash_table_lookup (redaction->addresses, lower) != NULL;
}

gboolean
tf_redaction_is_certain_domain (const TfRedaction *redaction, const char *domain)
{
    const TfHiddenDomain *hidden = g_hash_table_lookup (redaction->domains, domain);

    for (guint i = 0; hidden != NULL && i < redaction->words->len; i++) {
        const TfHidden *word = g_ptr_array_index (redaction->words, i);

        if (word->domain == hidden && word->is_certain)
            return TRUE;
    }
    return FALSE;
}

/* ---- adding ------------------------------------------------------------------------ */

/* FALSE: there is no room for it. */
static gboolean
add_address (TfRedaction *redaction, const char *address, TfSpan domain,
             gboolean is_certain)
{
    g_autofree char *local = g_strndup (address, (gsize)(domain.data - address) - 1);

    if (!g_hash_table_contains (redaction->addresses, address)) {
        if (tf_redaction_count (redaction) >= TF_LIMIT_ABUSE_ADDRESSES)
            return FALSE;
        g_hash_table_insert (redaction->addresses, g_strdup (address),
                             GINT_TO_POINTER (is_certain));
        redaction->n_certain += is_certain ? 1 : 0;
        tf_hidden_add_address (redaction, local, domain.data, is_certain);
    }
    return redaction->words->len < TF_LIMIT_ABUSE_WORDS;
}

void
tf_redaction_add (TfRedaction *redaction, const char *address, const char *name,
                  gboolean is_certain)
{
    g_autofree char *valid = g_utf8_make_valid (address, -1);
    g_autofree char *lower = g_utf8_strdown (valid, -1);
    TfSpan domain = tf_span_after_last (tf_span_of (lower), '@');
    gboolean fits;

    if (domain.length == 0 || domain.data < lower + 2 ||
        strlen (lower) > TF_LIMIT_PATH_BYTES)
        return;
    fits = add_address (redaction, lower, domain, is_certain);
    if (name != NULL)
        fits &= tf_hidden_add_name (redaction, name);
    redaction->full |= !fits;
    redaction->gap |= !fits && g_hash_table_lookup (redaction->addresses, lower) != NULL;
}
