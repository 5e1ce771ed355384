/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* table: the messages, each once, by their identity. */
#include "scan/record.h"

struct _TfScanTable {
    GPtrArray *rows;  /* TfScanRow */
    GHashTable *keys; /* a set of the same; borrowed */
    guint n_found;
};

TfScanRank
tf_scan_rank_of (TfLevel level, TfCode code)
{
    if (code == TF_CODE_CHECK_INCOMPLETE)
        return TF_SCAN_INCOMPLETE;
    switch (level) {
    case TF_LEVEL_ALARM:
        return TF_SCAN_ALARM;
    case TF_LEVEL_WARNING:
        return TF_SCAN_WARNING;
    case TF_LEVEL_NOTE:
        return TF_SCAN_NOTE;
    case TF_LEVEL_QUIET:
        break;
    }
    return TF_SCAN_QUIET;
}

const char *
tf_scan_rank_to_string (TfScanRank rank)
{
    static const char *const words[TF_N_SCAN_RANKS] = {"quiet", "note", "incomplete",
                                                       "warning", "alarm"};

    return words[rank];
}

/* ---- rows -------------------------------------------------------------------------- */

static guint
hash_row (gconstpointer key)
{
    const TfScanRow *row = key;
    guint hash;

    memcpy (&hash, row->identity, sizeof hash);
    return hash;
}

static gboolean
equal_rows (gconstpointer a, gconstpointer b)
{
    return memcmp (((const TfScanRow *)a)->identity, ((const TfScanRow *)b)->identity,
                   TF_IDENTITY_LENGTH) == 0;
}

TfScanTable *
tf_scan_table_new (void)
{
    TfScanTable *table = g_new0 (TfScanTable, 1);

    table->rows = g_ptr_array_new_with_free_func (g_free);
    table->keys = g_hash_table_new (hash_row, equal_rows);
    return table;
}

void
tf_scan_table_free (TfScanTable *table)
{
    g_hash_table_unref (table->keys);
    g_ptr_array_unref (table->rows);
    g_free (table);
}

TfScanRow *
tf_scan_table_take (TfScanTable *table, const guint8 identity[TF_IDENTITY_LENGTH])
{
    TfScanRow key, *row;

    memcpy (key.identity, identity, TF_IDENTITY_LENGTH);
    row = g_hash_table_lookup (table->keys, &key);
    if (row != NULL)
        return row;
    row = g_new0 (TfScanRow, 1);
    memcpy (row->identity, identity, TF_IDENTITY_LENGTH);
    row->record = -1;
    row->places = -1;
    row->day = -1;
    g_ptr_array_add (table->rows, row);
    g_hash_table_add (table->keys, row);
    return row;
}

TfScanRow *
tf_scan_table_find (TfScanTable *table, const guint8 identity[TF_IDENTITY_LENGTH],
                    gboolean *ret_is_first)
{
    TfScanRow *row = tf_scan_table_take (table, identity);

    *ret_is_first = row->sequence == 0;
    if (*ret_is_first)
        row->sequence = ++table->n_found;
    return row;
}

static gint
compare_sequences (gconstpointer a, gconstpointer b)
{
    const TfScanRow *first = *(const TfScanRow *const *)a;
    const TfScanRow *second = *(const TfScanRow *const *)b;

    return first->sequence < second->sequence ? -1 : 1;
}

GPtrArray *
tf_scan_table_list (const TfScanTable *table)
{
    GPtrArray *rows = g_ptr_array_new ();

    for (guint i = 0; i < table->rows->len; i++) {
        TfScanRow *row = g_ptr_array_index (table->rows, i);

        if (row->counts && row->code != 0)
            g_ptr_array_add (rows, row);
    }
    g_ptr_array_sort (rows, compare_sequences);
    return rows;
}

void
tf_scan_row_read (TfScanRow *row, const TfScanRecord *record)
{
    const char *id = tf_scan_record_get (record, TF_SCAN_MESSAGE_ID);
    const char *level = tf_scan_record_get (record, TF_SCAN_LEVEL);
    gint64 at = tf_scan_record_get_arrival (record);
    TfCode code;

    if (!tf_code_from_string (tf_scan_record_get (record, TF_SCAN_CODE), &code))
        return;
    row->code = (guint8)code;
    row->rank = (guint8)tf_scan_rank_of (TF_LEVEL_QUIET, code);
    for (guint i = 0; i <= TF_LEVEL_ALARM; i++)
        if (g_str_equal (tf_level_to_string (i), level))
            row->rank = (guint8)tf_scan_rank_of (i, code);
    row->message_id = *id != '\0' ? tf_scan_hash (tf_span_of (id)) : 0;
    if (at >= 0)
        row->day = (gint)(at / TF_DAY);
}

/* ---- order ------------------------------------------------------------------------- */

/** Key: where a row stands in the list. */
typedef struct {
    TfScanRow *row;
    guint rank;
    guint sequence;
    gboolean is_under;
} Key;

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
    const Key *first = a, *second = b;

    if (first->rank != second->rank)
        return (gint)second->rank - (gint)first->rank;
    if (first->sequence != second->sequence)
        return first->sequence < second->sequence ? -1 : 1;
    if (first->is_under != second->is_under)
        return first->is_under ? 1 : -1;
    return first->row->sequence < second->row->sequence ? -1 : 1;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
    guint64 first = ((const Key *)a)->row->message_id;
    guint64 second = ((const Key *)b)->row->message_id;

    return first < second ? -1 : first > second;
}

static void
mark_shared_ids (GArray *keys)
{
    g_array_sort (keys, compare_ids);
    for (guint i = 1; i < keys->len; i++) {
        TfScanRow *before = g_array_index (keys, Key, i - 1).row;
        TfScanRow *row = g_array_index (keys, Key, i).row;

        if (row->message_id != 0 && row->message_id == before->message_id)
            row->shared_id = before->shared_id = TRUE;
    }
}

gboolean
tf_scan_row_is_under (const TfScanRow *row)
{
    const TfScanRow *inner = row->under;

    return inner != NULL && inner->counts && inner->code != 0 && inner->rank >= row->rank;
}

static Key
key_of (TfScanRow *row)
{
    Key key = {row, row->rank, row->sequence, FALSE};

    if (tf_scan_row_is_under (row)) {
        key.rank = row->under->rank;
        key.sequence = row->under->sequence;
        key.is_under = TRUE;
    }
    return key;
}

GPtrArray *
tf_scan_table_sort (TfScanTable *table)
{
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
    GPtrArray *rows = tf_scan_table_list (table);

    for (guint i = 0; i < rows->len; i++) {
        Key key = key_of (g_ptr_array_index (rows, i));

        g_array_append_val (keys, key);
    }
    mark_shared_ids (keys);
    g_array_sort (keys, compare_keys);
    for (guint i = 0; i < keys->len; i++)
        rows->pdata[i] = g_array_index (keys, Key, i).row;
    return rows;
}

void
tf_scan_sums_add (TfScanSums *sums, const GPtrArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        const TfScanRow *row = g_ptr_array_index (rows, i);

        sums->messages++;
        sums->ranks[row->rank]++;
        sums->codes[row->code]++;
        sums->copies += row->copies > 0 ? row->copies - 1 : 0;
        sums->reported += row->reported;
    }
}
