/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-json: each message is the object of `check --json`, with what only a scan knows at its end; the last line has
 * the sums (schema truefrom.scan/1). */
#include "print/printer.h"
#include "print/scan.h"

static void
add_lines (TfPrinter *printer, const char *name, const char *lines)
{
    g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

    tf_printer_begin_array (printer, name);
    for (guint i = 0; each[i] != NULL; i++)
        if (*each[i] != '\0')
            tf_printer_text (printer, NULL, each[i]);
    tf_printer_end (printer);
}

static void
add_text (TfPrinter *printer, const char *name, const char *text)
{
    tf_printer_text (printer, name, *text != '\0' ? text : NULL);
}

/* Which message it brings; another shard may count that. */
static void
add_under (TfPrinter *printer, const TfScanRow *under)
{
    g_autofree char *identity =
        under != NULL ? tf_identity_to_text (under->identity) : NULL;

    tf_printer_text (printer, "under", identity);
}

/* What is needed to put results together again. */
static void
add_scan (TfPrinter *printer, const TfScanRow *row, const TfScanRecord *record)
{
    tf_printer_begin_object (printer, "scan");
    add_text (printer, "subject", tf_scan_record_get (record, TF_SCAN_SUBJECT));
    add_text (printer, "from", tf_scan_record_get (record, TF_SCAN_FROM_ADDRESS));
    add_text (printer, "from_domain", tf_scan_record_get (record, TF_SCAN_FROM_DOMAIN));
    add_lines (printer, "more_from", tf_scan_record_get (record, TF_SCAN_MORE_FROM));
    add_text (printer, "sender", tf_scan_record_get (record, TF_SCAN_SENDER));
    add_text (printer, "not_covered", tf_scan_record_get (record, TF_SCAN_OPEN));
    if (*tf_scan_record_get (record, TF_SCAN_OWN_ARRIVAL) != '\0')
        tf_printer_number (printer, "own_arrival", tf_scan_record_get_arrival (record));
    add_lines (printer, "recipients", tf_scan_record_get (record, TF_SCAN_RECIPIENTS));
    add_lines (printer, "joins", tf_scan_record_get (record, TF_SCAN_JOINS));
    tf_printer_boolean (printer, "several",
                        *tf_scan_record_get (record, TF_SCAN_MBOX) != '\0');
    tf_printer_boolean (printer, "same_message_id", row->shared_id);
    add_under (printer, row->under);
    tf_printer_end (printer);
}

char *
tf_print_scan_json (const TfScanResult *result, const TfScanRow *row,
                    const TfScanRecord *record)
{
    TfPrinter *printer = tf_printer_new_json ();
    g_autoptr (GPtrArray) places = tf_scan_result_get_places (result, row);
    g_autofree char *first = tf_words_record_place (record);
    g_autofree char *more = NULL;

    tf_printer_begin_object (printer, NULL);
    if (row->campaign > 0)
        tf_printer_number (printer, "campaign", row->campaign);
    else
        tf_printer_text (printer, "campaign", NULL);
    tf_printer_number (printer, "copies", row->copies);
    tf_printer_number (printer, "reported", row->reported);
    tf_printer_text (printer, "source", first);
    tf_printer_texts (printer, "places", places);
    add_scan (printer, row, record);
    tf_printer_end (printer);
    more = tf_printer_finish (printer);
    return g_strconcat (tf_scan_record_get (record, TF_SCAN_JSON), ",", more + 1, NULL);
}

char *
tf_print_scan_json_unread (const TfScanItem *item)
{
    TfPrinter *printer = tf_printer_new_json ();
    g_autofree char *identity = tf_identity_to_text (item->identity);
    g_autofree char *text = tf_words_scan_unread (item);

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "schema", "truefrom.scan/1");
    tf_printer_begin_object (printer, "not_read");
    tf_printer_text (printer, "source", item->place);
    tf_printer_number (printer, "index", item->index);
    tf_printer_boolean (printer, "several", item->is_mbox);
    tf_printer_text (printer, "part", item->part);
    tf_printer_text (printer, "identity", identity);
    tf_printer_text (printer, "reason", tf_scan_state_to_string (item->state));
    tf_printer_number (printer, "form", item->form);
    tf_printer_text (printer, "error", item->error);
    tf_printer_text (printer, "text", text);
    tf_printer_end (printer);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}

char *
tf_print_scan_json_sums (const TfScanResult *result)
{
    const TfScanSums *sums = &result->sums;
    TfPrinter *printer = tf_printer_new_json ();

    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "schema", "truefrom.scan/1");
    tf_printer_begin_object (printer, "sums");
    tf_printer_number (printer, "messages", (gint64)sums->messages);
    for (gint rank = TF_N_SCAN_RANKS - 1; rank >= 0; rank--)
        tf_printer_number (printer, tf_scan_rank_to_string (rank),
                           (gint64)sums->ranks[rank]);
    tf_printer_begin_object (printer, "codes");
    for (guint code = 1; code < TF_N_CODES; code++)
        if (sums->codes[code] > 0)
            tf_printer_number (printer, tf_code_to_string (code),
                               (gint64)sums->codes[code]);
    tf_printer_end (printer);
    tf_printer_number (printer, "copies", (gint64)sums->copies);
    tf_printer_number (printer, "reported", (gint64)sums->reported);
    tf_printer_number (printer, "not_read", (gint64)sums->not_read);
    tf_printer_number (printer, "failed", (gint64)sums->failed);
    tf_printer_end (printer);
    tf_printer_number (printer, "campaigns", result->campaigns->len);
    tf_printer_boolean (printer, "complete", !result->is_partial);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}
