/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* campaign: which messages have something in common, directly or by way of others. */
#include "scan/record.h"

/** Join: something that a message has. */
typedef struct {
    guint64 hash;
    guint row;
} Join;

struct _TfCampaigns {
    GPtrArray *rows; /* TfScanRow, borrowed */
    GArray *joins;   /* Join */
};

TfCampaigns *
tf_campaigns_new (void)
{
    TfCampaigns *campaigns = g_new0 (TfCampaigns, 1);

    campaigns->rows = g_ptr_array_new ();
    campaigns->joins = g_array_new (FALSE, FALSE, sizeof (Join));
    return campaigns;
}

void
tf_campaigns_free (TfCampaigns *campaigns)
{
    g_ptr_array_unref (campaigns->rows);
    g_array_unref (campaigns->joins);
    g_free (campaigns);
}

void
tf_campaigns_add (TfCampaigns *campaigns, TfScanRow *row, const char *joins)
{
    TfCursor cursor = tf_cursor (tf_span_of (joins));
    guint n = 0;

    g_ptr_array_add (campaigns->rows, row);
    while (!tf_cursor_at_end (&cursor) && n++ < TF_LIMIT_SCAN_JOINS) {
        TfSpan text = tf_cursor_take_until (&cursor, '\n');
        const Join join = {tf_scan_hash (text), campaigns->rows->len - 1};

        if (text.length > 0)
            g_array_append_val (campaigns->joins, join);
        tf_cursor_take (&cursor, '\n');
    }
}

/* ---- what belongs together --------------------------------------------------------- */

static gint
compare_joins (gconstpointer a, gconstpointer b)
{
    const Join *first = a, *second = b;

    if (first->hash != second->hash)
        return first->hash < second->hash ? -1 : 1;
    return first->row < second->row ? -1 : first->row > second->row;
}

/* PARENTS leads from each row to an earlier one, and from the first of a campaign to itself. */
static guint
find_first (guint *parents, guint row)
{
    while (parents[row] != row) {
        parents[row] = parents[parents[row]];
        row = parents[row];
    }
    return row;
}

static void
unite (guint *parents, guint a, guint b)
{
    guint first = find_first (parents, a), second = find_first (parents, b);

    parents[MAX (first, second)] = MIN (first, second);
}

static void
unite_all (const TfCampaigns *campaigns, guint *parents)
{
    g_array_sort (campaigns->joins, compare_joins);
    for (guint i = 1; i < campaigns->joins->len; i++) {
        const Join *before = &g_array_index (campaigns->joins, Join, i - 1);
        const Join *join = &g_array_index (campaigns->joins, Join, i);

        if (before->hash == join->hash)
            unite (parents, before->row, join->row);
    }
}

/* Owned: of each first row, whether something is wrong with a message of its campaign. Honest newsletters have links
 * in common too, and none of them can be checked where nobody answers. */
static gboolean *
find_suspicious (const TfCampaigns *campaigns, guint *parents)
{
    gboolean *suspicious = g_new0 (gboolean, campaigns->rows->len + 1);

    for (guint i = 0; i < campaigns->rows->len; i++) {
        const TfScanRow *row = g_ptr_array_index (campaigns->rows, i);

        suspicious[find_first (parents, i)] |= row->rank >= TF_SCAN_WARNING;
    }
    return suspicious;
}

guint
tf_campaigns_number (TfCampaigns *campaigns)
{
    guint n_rows = campaigns->rows->len, n = 0;
    g_autofree guint *parents = g_new (guint, n_rows + 1);
    g_autofree gboolean *suspicious = NULL;

    for (guint i = 0; i < n_rows; i++)
        parents[i] = i;
    unite_all (campaigns, parents);
    suspicious = find_suspicious (campaigns, parents);
    for (guint i = 0; i < n_rows; i++) {
        TfScanRow *row = g_ptr_array_index (campaigns->rows, i);
        guint first = find_first (parents, i);
        TfScanRow *head = g_ptr_array_index (campaigns->rows, first);

        if (first == i || !suspicious[first])
            continue;
        if (head->campaign == 0)
            head->campaign = ++n;
        row->campaign = head->campaign;
    }
    return n;
}
