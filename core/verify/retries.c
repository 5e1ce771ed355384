/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* retries: retries end, for else a sender whose name server never answers would keep his
 * message "not checked yet" for ever. Bounded, and in memory only. */
#include "verify/retries.h"

#define MAX_CHECKS   5
#define MAX_MESSAGES 256

struct _TfRetries {
    GHashTable *counts; /* tf_dossier_dup_key() → how many checks had failed look-ups */
    GQueue keys;        /* char *, oldest first; owned by the table */
};

TfRetries *
tf_retries_new (void)
{
    TfRetries *retries = g_new0 (TfRetries, 1);

    retries->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_queue_init (&retries->keys);
    return retries;
}

void
tf_retries_free (TfRetries *retries)
{
    g_queue_clear (&retries->keys);
    g_hash_table_unref (retries->counts);
    g_free (retries);
}

static guint
get_count (const TfRetries *retries, const char *key)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (retries->counts, key));
}

static void
remember (TfRetries *retries, const char *key, guint count)
{
    char *kept;

    if (count > 1) {
        g_hash_table_insert (retries->counts, g_strdup (key), GUINT_TO_POINTER (count));
        return; /* the table keeps its first key */
    }
    if (g_queue_get_length (&retries->keys) >= MAX_MESSAGES)
        g_hash_table_remove (retries->counts, g_queue_pop_head (&retries->keys));
    kept = g_strdup (key);
    g_hash_table_insert (retries->counts, kept, GUINT_TO_POINTER (count));
    g_queue_push_tail (&retries->keys, kept);
}

static void
forget (TfRetries *retries, const char *key)
{
    gpointer kept;

    if (!g_hash_table_lookup_extended (retries->counts, key, &kept, NULL))
        return;
    g_queue_remove (&retries->keys, kept);
    g_hash_table_remove (retries->counts, key);
}

/* What another try may mend; a question that was not asked is not one of them. */
static void
note_trouble (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    gboolean *trouble = data;

    if (tf_dns_status_is_failure (answer->status) && answer->status != TF_DNS_NOTASKED &&
        answer->status != TF_DNS_LIMIT)
        *trouble = TRUE;
}

/* Whether another try may mend one of the answers. */
static gboolean
is_needed (const TfDns *dns)
{
    gboolean trouble = FALSE;

    tf_dns_foreach (dns, note_trouble, &trouble);
    return trouble;
}

void
tf_retries_note (TfRetries *retries, const char *key, const TfDns *dns)
{
    gboolean trouble = is_needed (dns);

    if (!trouble)
        forget (retries, key);
    else if (get_count (retries, key) < MAX_CHECKS)
        remember (retries, key, get_count (retries, key) + 1);
}

gboolean
tf_retries_is_over (const TfRetries *retries, const char *key)
{
    return get_count (retries, key) >= MAX_CHECKS;
}

/* ---- by message: a key for nearly none, because most checks succeed ------------------------ */

void
tf_retries_note_message (TfRetries *retries, const TfDossier *dossier, const TfDns *dns)
{
    g_autofree char *key = NULL;

    if (g_hash_table_size (retries->counts) == 0 && !is_needed (dns))
        return;
    key = tf_dossier_dup_key (dossier);
    tf_retries_note (retries, key, dns);
}

gboolean
tf_retries_is_over_for (const TfRetries *retries, const TfDossier *dossier)
{
    g_autofree char *key = NULL;

    if (g_hash_table_size (retries->counts) == 0)
        return FALSE;
    key = tf_dossier_dup_key (dossier);
    return tf_retries_is_over (retries, key);
}
