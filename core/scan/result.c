/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* result: see result.h. */
#include "scan/result.h"

#define JOINS_MAX      100 /* of a campaign that are counted */
#define RECIPIENTS_MAX 1000

static void
campaign_free (gpointer data)
{
    TfScanCampaign *campaign = data;

    g_hash_table_unref (campaign->joins);
    g_hash_table_unref (campaign->recipients);
    g_free (campaign);
}

static void
line_free (gpointer data)
{
    g_free (((TfScanLine *)data)->key);
    g_free (data);
}

TfScanResult *
tf_scan_result_new (GError **error)
{
    TfScanResult *result = g_new0 (TfScanResult, 1);

    result->table = tf_scan_table_new ();
    result->unread = g_ptr_array_new_with_free_func ((GDestroyNotify)tf_scan_item_free);
    result->carriers = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                              (GDestroyNotify)g_ptr_array_unref);
    result->campaigns = g_ptr_array_new_with_free_func (campaign_free);
    result->domains = g_ptr_array_new_with_free_func (line_free);
    result->senders = g_ptr_array_new_with_free_func (line_free);
    result->times = g_array_new (FALSE, TRUE, sizeof (TfScanTime));
    result->places = tf_spool_new (error);
    if (result->places != NULL)
        return result;
    tf_scan_result_free (result);
    return NULL;
}

void
tf_scan_result_free (TfScanResult *result)
{
    tf_scan_table_free (result->table);
    g_clear_pointer (&result->records, tf_spool_free);
    g_clear_pointer (&result->places, tf_spool_free);
    g_clear_pointer (&result->rows, g_ptr_array_unref);
    g_hash_table_unref (result->carriers);
    g_ptr_array_unref (result->unread);
    g_ptr_array_unref (result->campaigns);
    g_ptr_array_unref (result->domains);
    g_ptr_array_unref (result->senders);
    g_array_unref (result->times);
    g_free (result);
}

/* ---- records and places ------------------------------------------------------------ */

TfScanRecord *
tf_scan_result_get (const TfScanResult *result, const TfScanRow *row)
{
    g_autofree char *line = row != NULL && row->record >= 0
                                ? tf_spool_get (result->records, row->record)
                                : NULL;

    return line != NULL ? tf_scan_record_decode (tf_span_of (line)) : NULL;
}

gboolean
tf_scan_result_put (TfScanResult *result, TfScanRow *row, const TfScanRecord *record)
{
    g_autofree char *line = tf_scan_record_encode (record);

    row->record = tf_spool_add (result->records, line);
    tf_scan_row_read (row, record);
    return row->record >= 0;
}

/* Each place says where the one before it is, so that a row needs one number. */
void
tf_scan_result_add_place (TfScanResult *result, TfScanRow *row, const char *place)
{
    g_autofree char *line = g_strdup_printf ("%" G_GOFFSET_FORMAT " %.*s", row->places,
                                             TF_LIMIT_SCAN_PLACE_TEXT, place);
    goffset offset;

    g_strdelimit (line, "\n", ' ');
    offset = tf_spool_add (result->places, line);
    if (offset >= 0)
        row->places = offset;
}

void
tf_scan_result_add_unread (TfScanResult *result, TfScanItem *item)
{
    result->n_unread++;
    if (result->unread->len < TF_LIMIT_SCAN_UNREAD)
        g_ptr_array_add (result->unread, item);
    else
        tf_scan_item_free (item);
}

GPtrArray *
tf_scan_result_get_places (const TfScanResult *result, const TfScanRow *row)
{
    GPtrArray *places = g_ptr_array_new_with_free_func (g_free);
    goffset offset = row->places;
    gsize length = 0;

    while (offset >= 0 && places->len < TF_LIMIT_SCAN_PLACES &&
           length < TF_LIMIT_SCAN_PLACE_TEXT) {
        g_autofree char *line = tf_spool_get (result->places, offset);
        char *place = NULL;

        if (line == NULL)
            break;
        offset = g_ascii_strtoll (line, &place, 10);
        length += strlen (place);
        g_ptr_array_insert (places, 0, g_strdup (*place == ' ' ? place + 1 : place));
    }
    return places;
}

/* ---- campaigns --------------------------------------------------------------------- */

/* Those that are not quiet, in the order in which they came. */
static void
find_campaigns (TfScanResult *result)
{
    g_autoptr (TfCampaigns) campaigns = tf_campaigns_new ();
    g_autoptr (GPtrArray) rows = tf_scan_table_list (result->table);

    for (guint i = 0; i < rows->len; i++) {
        TfScanRow *row = g_ptr_array_index (rows, i);
        g_autoptr (TfScanRecord) record =
            row->rank > TF_SCAN_QUIET ? tf_scan_result_get (result, row) : NULL;

        row->campaign = 0;
        if (record != NULL)
            tf_campaigns_add (campaigns, row, tf_scan_record_get (record, TF_SCAN_JOINS));
    }
    for (guint n = tf_campaigns_number (campaigns); n > 0; n--)
        g_ptr_array_add (result->campaigns, g_new0 (TfScanCampaign, 1));
    for (guint i = 0; i < result->campaigns->len; i++) {
        TfScanCampaign *campaign = g_ptr_array_index (result->campaigns, i);

        campaign->number = i + 1;
        campaign->begin = campaign->end = -1;
        campaign->joins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        campaign->recipients =
            g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
}

static void
count_lines (GHashTable *counts, const char *lines, guint max)
{
    g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

    for (guint i = 0; each[i] != NULL; i++) {
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, each[i]));

        if (*each[i] != '\0' && (n > 0 || g_hash_table_size (counts) < max))
            g_hash_table_insert (counts, g_strdup (each[i]), GUINT_TO_POINTER (n + 1));
    }
}

static void
add_to_campaign (TfScanCampaign *campaign, TfScanRow *row, const TfScanRecord *record)
{
    gint64 seconds = tf_scan_record_get_arrival (record);

    if (campaign->first == NULL) { /* the rows come with the worst first */
        campaign->first = row;
        campaign->rank = row->rank;
    }
    campaign->n_messages++;
    campaign->n_reported += row->reported;
    if (seconds >= 0) {
        campaign->begin = campaign->begin < 0 ? seconds : MIN (campaign->begin, seconds);
        campaign->end = MAX (campaign->end, seconds);
    }
    count_lines (campaign->joins, tf_scan_record_get (record, TF_SCAN_JOINS), JOINS_MAX);
    count_lines (campaign->recipients, tf_scan_record_get (record, TF_SCAN_RECIPIENTS),
                 RECIPIENTS_MAX);
}

static gint
compare_campaigns (gconstpointer a, gconstpointer b)
{
    const TfScanCampaign *first = *(const TfScanCampaign *const *)a;
    const TfScanCampaign *second = *(const TfScanCampaign *const *)b;

    if (first->rank != second->rank)
        return (gint)second->rank - (gint)first->rank;
    if (first->n_messages != second->n_messages)
        return first->n_messages > second->n_messages ? -1 : 1;
    return first->number < second->number ? -1 : 1;
}

/* ---- lines ------------------------------------------------------------------------- */

static void
count_line (GHashTable *lines, const char *key, TfScanRank rank)
{
    TfScanLine *line = g_hash_table_lookup (lines, key);

    if (line == NULL) {
        line = g_new0 (TfScanLine, 1);
        line->key = g_strdup (key);
        g_hash_table_insert (lines, line->key, line);
    }
    line->alarms += rank == TF_SCAN_ALARM;
    line->warnings += rank == TF_SCAN_WARNING;
}

/* Each domain in From once: a message with several senders uses all their names. */
static void
count_domains (GHashTable *lines, const TfScanRecord *record, TfScanRank rank)
{
    g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (g_free);
    g_auto (GStrv) more =
        g_strsplit (tf_scan_record_get (record, TF_SCAN_MORE_FROM), "\n", -1);

    g_ptr_array_add (domains,
                     g_strdup (tf_scan_record_get (record, TF_SCAN_FROM_DOMAIN)));
    for (guint i = 0; more[i] != NULL && i < TF_LIMIT_SCAN_FROM; i++) {
        const char *at = strrchr (more[i], '@');
        g_autofree char *domain =
            at != NULL ? tf_domain_parse (tf_span_of (at + 1)) : NULL;

        if (domain != NULL &&
            !g_ptr_array_find_with_equal_func (domains, domain, g_str_equal, NULL))
            g_ptr_array_add (domains, g_steal_pointer (&domain));
    }
    for (guint i = 0; i < domains->len; i++)
        count_line (lines, g_ptr_array_index (domains, i), rank);
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
    const TfScanLine *first = *(const TfScanLine *const *)a;
    const TfScanLine *second = *(const TfScanLine *const *)b;

    if (first->alarms != second->alarms)
        return first->alarms > second->alarms ? -1 : 1;
    if (first->warnings != second->warnings)
        return first->warnings > second->warnings ? -1 : 1;
    return strcmp (first->key, second->key);
}

/* Takes the lines out of LINES. */
static void
sort_lines (GHashTable *lines, GPtrArray *sorted)
{
    GHashTableIter iter;
    gpointer line;

    g_hash_table_iter_init (&iter, lines);
    while (g_hash_table_iter_next (&iter, NULL, &line))
        g_ptr_array_add (sorted, line);
    g_ptr_array_sort (sorted, compare_lines);
}

static void
go_through_rows (TfScanResult *result)
{
    g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) senders = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < result->rows->len; i++) {
        TfScanRow *row = g_ptr_array_index (result->rows, i);
        g_autoptr (TfScanRecord) record = NULL;

        if (row->rank < TF_SCAN_WARNING && row->campaign == 0)
            continue;
        record = tf_scan_result_get (result, row);
        if (record == NULL) {
            result->is_partial = result->is_lost = TRUE;
            continue;
        }
        if (row->campaign > 0)
            add_to_campaign (g_ptr_array_index (result->campaigns, row->campaign - 1),
                             row, record);
        if (row->rank < TF_SCAN_WARNING)
            continue;
        count_domains (domains, record, row->rank);
        count_line (senders, tf_scan_record_get (record, TF_SCAN_SENDER), row->rank);
    }
    sort_lines (domains, result->domains);
    sort_lines (senders, result->senders);
}

/* ---- times ------------------------------------------------------------------------- */

#define DAYS_MAX   62
#define MONTHS_MAX 60

static gint
compare_days (gconstpointer a, gconstpointer b)
{
    return (*(TfScanRow *const *)a)->day - (*(TfScanRow *const *)b)->day;
}

static void
label_of (gint day, gint n_days, char *label, gsize size)
{
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, 1, 1, 1970);
    g_date_add_days (&date, (guint)day);
    if (n_days <= DAYS_MAX)
        g_snprintf (label, size, "%04u-%02u-%02u", g_date_get_year (&date),
                    g_date_get_month (&date), g_date_get_day (&date));
    else if (n_days <= MONTHS_MAX * 30)
        g_snprintf (label, size, "%04u-%02u", g_date_get_year (&date),
                    g_date_get_month (&date));
    else
        g_snprintf (label, size, "%04u", g_date_get_year (&date));
}

/* Days, months or years, so that there are not too many; those without a message are not among them. */
static void
count_times (TfScanResult *result)
{
    g_autoptr (GPtrArray) rows = g_ptr_array_new ();
    TfScanTime time, *last = NULL;
    gint n_days = 0;

    for (guint i = 0; i < result->rows->len; i++)
        if (((TfScanRow *)g_ptr_array_index (result->rows, i))->day >= 0)
            g_ptr_array_add (rows, g_ptr_array_index (result->rows, i));
    g_ptr_array_sort (rows, compare_days);
    if (rows->len > 0)
        n_days = ((TfScanRow *)g_ptr_array_index (rows, rows->len - 1))->day -
                 ((TfScanRow *)g_ptr_array_index (rows, 0))->day;
    for (guint i = 0; i < rows->len; i++) {
        const TfScanRow *row = g_ptr_array_index (rows, i);

        time = (TfScanTime){.suspicious = 0};
        label_of (row->day, n_days, time.label, sizeof time.label);
        if (last == NULL || !g_str_equal (last->label, time.label)) {
            g_array_append_val (result->times, time);
            last = &g_array_index (result->times, TfScanTime, result->times->len - 1);
        }
        last->suspicious += row->rank >= TF_SCAN_WARNING;
        last->others += row->rank < TF_SCAN_WARNING;
    }
}

static void
find_carriers (TfScanResult *result)
{
    for (guint i = 0; i < result->rows->len; i++) {
        TfScanRow *row = g_ptr_array_index (result->rows, i);
        GPtrArray *carriers = row->under != NULL
                                  ? g_hash_table_lookup (result->carriers, row->under)
                                  : NULL;

        if (row->under == NULL)
            continue;
        if (carriers == NULL) {
            carriers = g_ptr_array_new ();
            g_hash_table_insert (result->carriers, row->under, carriers);
        }
        if (carriers->len < TF_LIMIT_SCAN_CARRIERS)
            g_ptr_array_add (carriers, row);
    }
}

const GPtrArray *
tf_scan_result_get_carriers (const TfScanResult *result, const TfScanRow *row)
{
    return g_hash_table_lookup (result->carriers, row);
}

void
tf_scan_result_end (TfScanResult *result)
{
    result->rows = tf_scan_table_sort (result->table);
    tf_scan_sums_add (&result->sums, result->rows);
    result->sums.not_read = result->n_unread;
    result->sums.failed = result->n_failed;
    find_campaigns (result);
    go_through_rows (result);
    g_ptr_array_sort (result->campaigns, compare_campaigns);
    count_times (result);
    find_carriers (result);
}
