/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recent: bounded; used on the main context only. */
#include "verify/recent.h"

/** Checked: one message. */
typedef struct {
    guint8 digest[32];
    TfDns *dns;
    gint64 now;
} Checked;

struct _TfRecent {
    GHashTable *by_digest; /* Checked, owned */
    GQueue in_order;       /* the oldest first */
};

static guint
checked_hash (gconstpointer checked)
{
    guint hash;

    memcpy (&hash, ((const Checked *)checked)->digest, sizeof hash);
    return hash;
}

static gboolean
checked_equal (gconstpointer one, gconstpointer two)
{
    return memcmp (((const Checked *)one)->digest, ((const Checked *)two)->digest,
                   sizeof ((const Checked *)one)->digest) == 0;
}

static void
checked_free (gpointer data)
{
    Checked *checked = data;

    tf_dns_unref (checked->dns);
    g_free (checked);
}

TfRecent *
tf_recent_new (void)
{
    TfRecent *recent = g_rc_box_new0 (TfRecent);

    recent->by_digest =
        g_hash_table_new_full (checked_hash, checked_equal, NULL, checked_free);
    g_queue_init (&recent->in_order);
    return recent;
}

TfRecent *
tf_recent_ref (TfRecent *recent)
{
    return g_rc_box_acquire (recent);
}

static void
recent_clear (gpointer data)
{
    TfRecent *recent = data;

    g_queue_clear (&recent->in_order);
    g_hash_table_unref (recent->by_digest);
}

void
tf_recent_unref (TfRecent *recent)
{
    g_rc_box_release_full (recent, recent_clear);
}

static void
remove_one (TfRecent *recent, Checked *checked)
{
    g_queue_remove (&recent->in_order, checked);
    g_hash_table_remove (recent->by_digest, checked);
}

/* What could not be answered is asked again when the message is opened. */
static gboolean
is_worth_keeping (const TfReport *report)
{
    return !report->recalled && !report->dossier->attached &&
           tf_dns_count_failed (report->dns) == 0;
}

void
tf_recent_keep (TfRecent *recent, const TfReport *report)
{
    Checked *checked;
    Checked *before;

    if (!is_worth_keeping (report))
        return;
    checked = g_new0 (Checked, 1);
    checked->dns = tf_dns_ref (report->dns);
    checked->now = report->now;
    if (!tf_dossier_get_digest (report->dossier, checked->digest)) {
        checked_free (checked);
        return;
    }
    before = g_hash_table_lookup (recent->by_digest, checked);
    if (before != NULL)
        remove_one (recent, before);
    else if (recent->in_order.length >= TF_LIMIT_RECENT)
        remove_one (recent, g_queue_peek_head (&recent->in_order));
    g_hash_table_add (recent->by_digest, checked);
    g_queue_push_tail (&recent->in_order, checked);
}

/* Failures were asked in advance, and not needed in the end. */
static void
remember (TfDnsType type, const char *name, const TfDnsAnswer *answer, gpointer dns)
{
    g_autoptr (TfDnsAnswer) held = NULL;

    if (tf_dns_status_is_failure (answer->status))
        return;
    held = tf_dns_answer_ref (answer);
    tf_dns_remember (dns, type, name, held);
}

gboolean
tf_recent_recall (TfRecent *recent, const TfDossier *dossier, TfDns *dns,
                  gint64 *ret_checked)
{
    const Checked *found;
    Checked wanted;

    if (!tf_dossier_get_digest (dossier, wanted.digest))
        return FALSE;
    found = g_hash_table_lookup (recent->by_digest, &wanted);
    if (found == NULL)
        return FALSE;
    tf_dns_foreach (found->dns, remember, dns);
    *ret_checked = found->now;
    return TRUE;
}
