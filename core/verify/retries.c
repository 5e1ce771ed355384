/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* patience: retries end, for else a sender whose name server never answers would keep his
 * message "not checked yet" for ever. Bounded, and in memory only. */
#include "verify/retries.h"

#define MAX_CHECKS   5
#define MAX_MESSAGES 256

struct _TfPatience {
    GHashTable *counts; /* tf_dossier_dup_key() → how many checks had failed look-ups */
    GQueue keys;        /* char *, oldest first; owned by the table */
};

TfPatience *
tf_patience_new (void)
{
    TfPatience *patience = g_new0 (TfPatience, 1);

    patience->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_queue_init (&patience->keys);
    return patience;
}

void
tf_patience_free (TfPatience *patience)
{
    g_queue_clear (&patience->keys);
    g_hash_table_unref (patience->counts);
    g_free (patience);
}

static guint
get_count (const TfPatience *patience, const char *key)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (patience->counts, key));
}

static void
remember (TfPatience *patience, const char *key, guint count)
{
    char *kept;

    if (count > 1) {
        g_hash_table_insert (patience->counts, g_strdup (key), GUINT_TO_POINTER (count));
        return; /* the table keeps its first key */
    }
    if (g_queue_get_length (&patience->keys) >= MAX_MESSAGES)
        g_hash_table_remove (patience->counts, g_queue_pop_head (&patience->keys));
    kept = g_strdup (key);
    g_hash_table_insert (patience->counts, kept, GUINT_TO_POINTER (count));
    g_queue_push_tail (&patience->keys, kept);
}

static void
forget (TfPatience *patience, const char *key)
{
    gpointer kept;

    if (!g_hash_table_lookup_extended (patience->counts, key, &kept, NULL))
        return;
    g_queue_remove (&patience->keys, kept);
    g_hash_table_remove (patience->counts, key);
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
tf_patience_note (TfPatience *patience, const char *key, const TfDns *dns)
{
    gboolean trouble = is_needed (dns);

    if (!trouble)
        forget (patience, key);
    else if (get_count (patience, key) < MAX_CHECKS)
        remember (patience, key, get_count (patience, key) + 1);
}

gboolean
tf_patience_is_over (const TfPatience *patience, const char *key)
{
    return get_count (patience, key) >= MAX_CHECKS;
}

/* ---- by message: a key for nearly none, because most checks succeed ------------------------ */

void
tf_patience_note_message (TfPatience *patience, const TfDossier *dossier,
                          const TfDns *dns)
{
    g_autofree char *key = NULL;

    if (g_hash_table_size (patience->counts) == 0 && !is_needed (dns))
        return;
    key = tf_dossier_dup_key (dossier);
    tf_patience_note (patience, key, dns);
}

gboolean
tf_patience_is_over_for (const TfPatience *patience, const TfDossier *dossier)
{
    g_autofree char *key = NULL;

    if (g_hash_table_size (patience->counts) == 0)
        return FALSE;
    key = tf_dossier_dup_key (dossier);
    return tf_patience_is_over (patience, key);
}
