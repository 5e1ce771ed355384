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
    redaction->hidden = g_ptr_array_new_with_free_func (tf_hidden_free);
    redaction->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return redaction;
}

void
tf_redaction_free (TfRedaction *redaction)
{
    g_free (redaction->key);
    g_ptr_array_unref (redaction->hidden);
    g_hash_table_unref (redaction->addresses);
    g_free (redaction);
}

guint
tf_redaction_count (const TfRedaction *redaction)
{
    return g_hash_table_size (redaction->addresses);
}

gboolean
tf_redaction_is_full (const TfRedaction *redaction)
{
    return redaction->full;
}

void
tf_redaction_add (TfRedaction *redaction, const char *address, const char *name)
{
    g_autofree char *valid = g_utf8_make_valid (address, -1);
    g_autofree char *lower = g_utf8_strdown (valid, -1);
    TfSpan domain = tf_span_after_last (tf_span_of (lower), '@');
    g_autofree char *local = NULL;
    g_autofree char *valid_name = name != NULL ? g_utf8_make_valid (name, -1) : NULL;

    if (domain.length == 0 || domain.data < lower + 2 ||
        strlen (lower) > TF_LIMIT_PATH_BYTES)
        return;
    local = g_strndup (lower, (gsize)(domain.data - lower) - 1);
    tf_hidden_add_address (redaction, local, domain.data);
    if (valid_name != NULL && strlen (valid_name) <= TF_LIMIT_PATH_BYTES)
        tf_hidden_add_name (redaction, valid_name);
}

gboolean
tf_redaction_has_address (const TfRedaction *redaction, const char *address)
{
    g_autofree char *lower = g_utf8_strdown (address, -1);

    return g_hash_table_contains (redaction->addresses, lower);
}
