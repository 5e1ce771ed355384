/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-csv: a row for each message, and for what is none. */
#include "print/page.h"
#include "print/scan.h"

static const char *const columns[] = {
    "level",   "code",   "rule",        "from_address", "from_domain", "reply_to",
    "subject", "date",   "received_at", "evidence",     "policy",      "campaign",
    "copies",  "source", "index",       "part",         "identity",    "message_id"};

char *
tf_print_scan_csv_head (void)
{
    return tf_csv_head (columns, G_N_ELEMENTS (columns));
}

char *
tf_print_scan_csv (const TfScanRow *row, const TfScanRecord *record)
{
    static const TfScanField before[] = {
        TF_SCAN_LEVEL,       TF_SCAN_CODE,     TF_SCAN_RULE,    TF_SCAN_FROM_ADDRESS,
        TF_SCAN_FROM_DOMAIN, TF_SCAN_REPLY_TO, TF_SCAN_SUBJECT, TF_SCAN_DATE};
    GString *line = g_string_new (NULL);

    for (guint i = 0; i < G_N_ELEMENTS (before); i++)
        tf_csv_add (line, tf_scan_record_get (record, before[i]));
    tf_csv_add_number (line, (guint64)MAX (tf_scan_record_get_arrival (record), 0));
    tf_csv_add (line, tf_scan_record_get (record, TF_SCAN_EVIDENCE));
    tf_csv_add (line, tf_scan_record_get (record, TF_SCAN_POLICY));
    tf_csv_add_number (line, row->campaign);
    tf_csv_add_number (line, row->copies + row->reported);
    tf_csv_add (line, tf_scan_record_get (record, TF_SCAN_PLACE));
    tf_csv_add_number (
        line, g_ascii_strtoull (tf_scan_record_get (record, TF_SCAN_INDEX), NULL, 10));
    tf_csv_add (line, tf_scan_record_get (record, TF_SCAN_PART));
    tf_csv_add (line, tf_scan_record_get (record, TF_SCAN_IDENTITY));
    tf_csv_add (line, tf_scan_record_get (record, TF_SCAN_MESSAGE_ID));
    tf_csv_end (line);
    return g_string_free (line, FALSE);
}

char *
tf_print_scan_csv_unread (const TfScanItem *item)
{
    GString *line = g_string_new (NULL);
    g_autofree char *identity = tf_identity_to_text (item->identity);

    tf_csv_add (line, "not-read");
    tf_csv_add (line, "");
    tf_csv_add (line, tf_scan_state_to_string (item->state));
    for (guint i = 3; i < 13; i++)
        tf_csv_add (line, "");
    tf_csv_add (line, item->place);
    tf_csv_add_number (line, item->index);
    tf_csv_add (line, item->part != NULL ? item->part : "");
    tf_csv_add (line, identity);
    tf_csv_add (line, "");
    tf_csv_end (line);
    return g_string_free (line, FALSE);
}
