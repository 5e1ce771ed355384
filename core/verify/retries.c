/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* retries: limits retries; otherwise a sender whose name server never answers would keep
 * a message "not checked yet" for ever. Bounded, and in memory only. */
#include "verify/retries.h"

/* Seconds after the first check that failed. A name server that restarts is back by the
 * first, and a provider's trouble is often over by the last; after that nothing is put down to
 * chance. */
static const guint schedule[] = {5, 60, 600};

#define LAST         (schedule[G_N_ELEMENTS (schedule) - 1])
#define MAX_MESSAGES 256

struct _TfRetries {
    GHashTable *firsts; /* tf_dossier_dup_key() → gint64: when a check failed first */
    GQueue keys;        /* char *, oldest first; owned by the table */
};

TfRetries *
tf_retries_new (void)
{
    TfRetries *retries = g_new0 (TfRetries, 1);

    retries->firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_queue_init (&retries->keys);
    return retries;
}

void
tf_retries_free (TfRetries *retries)
{
    g_queue_clear (&retries->keys);
    g_hash_table_unref (retries->firsts);
    g_free (retries);
}

/* Takes ownership of KEY. */
static void
remember (TfRetries *retries, char *key, gint64 monotonic_us)
{
    gint64 *first = g_new (gint64, 1);

    if (g_queue_get_length (&retries->keys) >= MAX_MESSAGES)
        g_hash_table_remove (retries->firsts, g_queue_pop_head (&retries->keys));
    *first = monotonic_us;
    g_hash_table_insert (retries->firsts, key, first);
    g_queue_push_tail (&retries->keys, key);
}

static void
forget (TfRetries *retries, const char *key)
{
    gpointer kept;

    if (!g_hash_table_lookup_extended (retries->firsts, key, &kept, NULL))
        return;
    g_queue_remove (&retries->keys, kept);
    g_hash_table_remove (retries->firsts, key);
}

/* Notes failures that a retry may change; a question that was not asked is not one of them. */
static void
note_trouble (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer data)
{
    gboolean *trouble = data;

    if (tf_dns_status_is_failure (answer->status) && answer->status != TF_DNS_NOTASKED &&
        answer->status != TF_DNS_LIMIT)
        *trouble = TRUE;
}

static gboolean
is_needed (const TfDns *dns)
{
    gboolean trouble = FALSE;

    tf_dns_foreach (dns, note_trouble, &trouble);
    return trouble;
}

void
tf_retries_note (TfRetries *retries, const TfDossier *dossier, const TfDns *dns,
                 gint64 monotonic_us)
{
    g_autofree char *key = NULL;
    gboolean needed = is_needed (dns);

    /* Most checks succeed, so a key is hardly ever needed. */
    if (g_hash_table_size (retries->firsts) == 0 && !needed)
        return;
    key = tf_dossier_dup_key (dossier);
    if (!needed)
        forget (retries, key);
    else if (!g_hash_table_contains (retries->firsts, key))
        remember (retries, g_steal_pointer (&key), monotonic_us);
}

/* Seconds since the first check that failed; -1: none has. */
static gint64
elapsed (const TfRetries *retries, const TfDossier *dossier, gint64 monotonic_us)
{
    g_autofree char *key = NULL;
    const gint64 *first;

    if (g_hash_table_size (retries->firsts) == 0)
        return -1;
    key = tf_dossier_dup_key (dossier);
    first = g_hash_table_lookup (retries->firsts, key);
    return first != NULL ? (monotonic_us - *first) / G_USEC_PER_SEC : -1;
}

gboolean
tf_retries_is_over (const TfRetries *retries, const TfDossier *dossier,
                    gint64 monotonic_us)
{
    return elapsed (retries, dossier, monotonic_us) >= LAST;
}

guint
tf_retries_get_wait (const TfRetries *retries, const TfDossier *dossier,
                     gint64 monotonic_us)
{
    gint64 seconds = elapsed (retries, dossier, monotonic_us);

    for (gsize i = 0; seconds >= 0 && i < G_N_ELEMENTS (schedule); i++)
        if (seconds < schedule[i])
            return schedule[i] - (guint)seconds;
    return 0;
}
