/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* seen-key: keys that were seen in the DNS before, and for which messages one of them may take the
 * place of a key that is gone or was replaced. Departs from RFC 6376 §6.1.2, which knows no such key. */
#include "dkim/dkim.h"

TfSeenKey *
tf_seen_key_new (const char *name, const char *record, gint64 first, gint64 last,
                 gint64 revoked)
{
    TfSeenKey *key = g_new (TfSeenKey, 1);

    key->name = g_strdup (name);
    key->record = g_strdup (record);
    key->first = first;
    key->last = last;
    key->revoked = revoked;
    return key;
}

void
tf_seen_key_free (TfSeenKey *key)
{
    g_free (key->name);
    g_free (key->record);
    g_free (key);
}

/* A key that is revoked was withdrawn for a reason: it counts only for what arrived while it was still
 * seen. One that is merely gone was probably replaced. */
static gboolean
was_there (const TfSeenKey *key, gint64 received_at, gboolean revoked_now)
{
    gint64 until =
        revoked_now || key->revoked >= 0 ? key->last : key->last + TF_KEY_GRACE;

    if (key->revoked >= 0)
        until = MIN (until, key->revoked);
    return received_at >= key->first && received_at <= until;
}

TfDnsAnswer *
tf_seen_keys_answer (const GPtrArray *keys, const char *name, gint64 received_at,
                     gboolean revoked_now)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_RECORDS);

    for (guint i = 0; keys != NULL && i < keys->len; i++) {
        const TfSeenKey *key = g_ptr_array_index (keys, i);
        g_autoptr (GBytes) text = NULL;

        if (!g_str_equal (key->name, name) || !was_there (key, received_at, revoked_now))
            continue;
        text = g_bytes_new (key->record, strlen (key->record));
        tf_dns_answer_add_text (answer, text);
    }
    return answer->texts->len > 0 ? g_steal_pointer (&answer) : NULL;
}
