/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* table: sums by a key. */
#include "feedback/feedback.h"

struct _TfSumTable {
    GHashTable *lines; /* TfSumLine, which is its own key */
};

static guint
line_hash (gconstpointer data)
{
    const TfSumLine *line = data;

    return g_str_hash (line->key) * 31 +
           (line->more != NULL ? g_str_hash (line->more) : 0);
}

static gboolean
line_equal (gconstpointer a, gconstpointer b)
{
    const TfSumLine *one = a, *other = b;

    return g_str_equal (one->key, other->key) && g_strcmp0 (one->more, other->more) == 0;
}

static void
line_free (gpointer data)
{
    TfSumLine *line = data;

    g_free (line->key);
    g_free (line->more);
    g_free (line);
}

TfSumTable *
tf_sum_table_new (void)
{
    TfSumTable *table = g_new0 (TfSumTable, 1);

    table->lines = g_hash_table_new_full (line_hash, line_equal, NULL, line_free);
    return table;
}

TfSumLine *
tf_sum_table_line (TfSumTable *table, const char *key, const char *more)
{
    return tf_sum_table_line_within (table, key, more, G_MAXUINT);
}

TfSumLine *
tf_sum_table_line_within (TfSumTable *table, const char *key, const char *more, guint max)
{
    const TfSumLine wanted = {.key = (char *)key, .more = (char *)more};
    TfSumLine *line = g_hash_table_lookup (table->lines, &wanted);

    if (line != NULL || g_hash_table_size (table->lines) >= max)
        return line;
    line = g_new0 (TfSumLine, 1);
    line->key = g_strdup (key);
    line->more = g_strdup (more);
    g_hash_table_add (table->lines, line);
    return line;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
    const TfSumLine *one = *(const TfSumLine *const *)a;
    const TfSumLine *other = *(const TfSumLine *const *)b;
    gint keys = strcmp (one->key, other->key);

    return keys != 0 ? keys : g_strcmp0 (one->more, other->more);
}

static gint
compare_sizes (gconstpointer a, gconstpointer b)
{
    const TfSumLine *one = *(const TfSumLine *const *)a;
    const TfSumLine *other = *(const TfSumLine *const *)b;

    if (one->n_messages != other->n_messages)
        return one->n_messages > other->n_messages ? -1 : 1;
    return compare_keys (a, b);
}

static GPtrArray *
sorted (const TfSumTable *table, GCompareFunc compare)
{
    GPtrArray *lines = g_ptr_array_new ();
    GHashTableIter iter;
    gpointer line;

    g_hash_table_iter_init (&iter, table->lines);
    while (g_hash_table_iter_next (&iter, &line, NULL))
        g_ptr_array_add (lines, line);
    g_ptr_array_sort (lines, compare);
    return lines;
}

GPtrArray *
tf_sum_table_by_size (const TfSumTable *table)
{
    return sorted (table, compare_sizes);
}

GPtrArray *
tf_sum_table_by_key (const TfSumTable *table)
{
    return sorted (table, compare_keys);
}

void
tf_sum_table_free (TfSumTable *table)
{
    g_hash_table_unref (table->lines);
    g_free (table);
}
