/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* duplicates: reports come again, from the receiver or from another mailbox. Neither an ID alone makes two of
 * them one (several receivers count from 1, some give one ID to several days) nor the same rows. */
#include "feedback/feedback.h"

static char *
key_of (const TfAggregate *report)
{
    const char *who = *report->org_name != '\0' ? report->org_name : report->email;
    g_autofree char *reporter = g_ascii_strdown (who, -1);

    return g_strdup_printf ("%s\n%s\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT,
                            reporter, report->id, report->policy.domain, report->begin,
                            report->end);
}

/* ---- the rows ---------------------------------------------------------------------- */

static void
add_results (GString *text, const GArray *results)
{
    for (guint i = 0; results != NULL && i < results->len; i++) {
        const TfAuthentication *result = &g_array_index (results, TfAuthentication, i);

        g_string_append_printf (text, "\t%s\t%s\t%s", result->domain, result->selector,
                                result->result);
    }
    g_string_append_c (text, '\n');
}

static char *
row_to_text (const TfAggregateRow *row)
{
    g_autofree char *source = tf_ip_to_nibbles (&row->source);
    GString *text = g_string_new (source);

    g_string_append_printf (text, "\t%" G_GUINT64_FORMAT "\t%d\t%d\t%d\t%s\t%s",
                            row->count, row->disposition, row->dkim_passed,
                            row->spf_passed, row->header_from, row->envelope_from);
    add_results (text, row->signatures);
    add_results (text, row->paths);
    return g_string_free (text, FALSE);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Owned: the same for the same rows in any order. */
static char *
digest_of (const TfAggregate *report)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

    for (guint i = 0; i < report->rows->len; i++)
        g_ptr_array_add (texts,
                         row_to_text (&g_array_index (report->rows, TfAggregateRow, i)));
    g_ptr_array_sort (texts, compare_texts);
    for (guint i = 0; i < texts->len; i++)
        g_checksum_update (checksum, g_ptr_array_index (texts, i), -1);
    return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
have_same_rows (const TfAggregate *one, const TfAggregate *other)
{
    g_autofree char *a = NULL, *b = NULL;

    if (one->n_messages != other->n_messages || one->rows->len != other->rows->len)
        return FALSE;
    a = digest_of (one);
    b = digest_of (other);
    return g_str_equal (a, b);
}

/* ---- the reports ------------------------------------------------------------------- */

/* Into *KEPT goes the one of both that counts. */
static void
join (TfAggregate **kept, TfAggregate *copy)
{
    guint remark = (*kept)->remarks &
                   TF_REMARK_DUPLICATE_DIFFERS; /* of three copies one may be equal */

    if (!have_same_rows (*kept, copy))
        remark = TF_REMARK_DUPLICATE_DIFFERS;
    if (copy->n_messages > (*kept)->n_messages) {
        TfAggregate *smaller = *kept;

        *kept = copy;
        copy = smaller;
    }
    (*kept)->remarks |= remark;
    tf_aggregate_free (copy);
}

guint
tf_duplicates_remove (GPtrArray *reports)
{
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guint n_all = reports->len, n_kept = 0;

    for (guint i = 0; i < n_all; i++) {
        TfAggregate *report = reports->pdata[i];
        g_autofree char *key = key_of (report);
        gpointer place;

        reports->pdata[i] = NULL;
        if (g_hash_table_lookup_extended (seen, key, NULL, &place)) {
            join ((TfAggregate **)&reports->pdata[GPOINTER_TO_UINT (place)], report);
            continue;
        }
        reports->pdata[n_kept] = report;
        g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (n_kept));
        n_kept++;
    }
    reports->len = n_kept; /* what follows is NULL */
    return n_all - n_kept;
}
