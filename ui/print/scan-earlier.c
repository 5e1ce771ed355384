/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-earlier: results of other runs, line by line, added up as if they were one. */
#include "print/json-reader.h"
#include "print/scan.h"

#define TAIL                                                                             \
    ",\"campaign\":" /* what only a scan knows; in a string its quotes are escaped */

/* ---- one message ------------------------------------------------------------------- */

static void
read_header (TfScanRecord *record, JsonObject *object)
{
    JsonObject *from = tf_json_object_in (object, "from"),
               *scan = tf_json_object_in (object, "scan");
    JsonObject *message = tf_json_object_in (object, "message");

    record->texts[TF_SCAN_FROM_ADDRESS] = g_strdup (tf_json_text_in (scan, "from"));
    record->texts[TF_SCAN_FROM_DOMAIN] = g_strdup (tf_json_text_in (scan, "from_domain"));
    record->texts[TF_SCAN_MORE_FROM] = tf_json_texts_in (scan, "more_from", NULL, '\n');
    record->texts[TF_SCAN_FROM_NAME] = g_strdup (tf_json_text_in (from, "name"));
    record->texts[TF_SCAN_REPLY_TO] = tf_json_texts_in (message, "reply_to", NULL, '\n');
    record->texts[TF_SCAN_DATE] = g_strdup (tf_json_text_in (message, "date"));
    record->texts[TF_SCAN_MESSAGE_ID] =
        g_strdup (tf_json_text_in (message, "message_id"));
    record->texts[TF_SCAN_IDENTITY] = g_strdup (tf_json_text_in (message, "identity"));
    record->texts[TF_SCAN_SUBJECT] = g_strdup (tf_json_text_in (scan, "subject"));
    record->texts[TF_SCAN_SENDER] = g_strdup (tf_json_text_in (scan, "sender"));
    record->texts[TF_SCAN_OPEN] = g_strdup (tf_json_text_in (scan, "not_covered"));
    if (tf_json_number_in (scan, "own_arrival") > 0)
        record->texts[TF_SCAN_OWN_ARRIVAL] = g_strdup_printf (
            "%" G_GINT64_FORMAT, tf_json_number_in (scan, "own_arrival"));
    record->texts[TF_SCAN_RECIPIENTS] = tf_json_texts_in (scan, "recipients", NULL, '\n');
    record->texts[TF_SCAN_JOINS] = tf_json_texts_in (scan, "joins", NULL, '\n');
    record->texts[TF_SCAN_MBOX] = g_strdup (tf_json_is_true (scan, "several") ? "1" : "");
}

static void
read_verdict (TfScanRecord *record, JsonObject *object)
{
    JsonObject *verdict = tf_json_object_in (object, "verdict");
    JsonObject *evidence = tf_json_object_in (object, "evidence");
    JsonObject *time = tf_json_object_in (object, "time");

    record->texts[TF_SCAN_LEVEL] = g_strdup (tf_json_text_in (verdict, "level"));
    record->texts[TF_SCAN_CODE] = g_strdup (tf_json_text_in (verdict, "code"));
    record->texts[TF_SCAN_RULE] = g_strdup (tf_json_text_in (verdict, "rule"));
    record->texts[TF_SCAN_HEADING] = g_strdup (tf_json_text_in (verdict, "heading"));
    record->texts[TF_SCAN_TEXT] = g_strdup (tf_json_text_in (verdict, "text"));
    record->texts[TF_SCAN_EVIDENCE] = g_strdup (tf_json_text_in (evidence, "result"));
    record->texts[TF_SCAN_POLICY] = g_strdup (tf_json_text_in (evidence, "policy"));
    record->texts[TF_SCAN_FINDINGS] = tf_json_texts_in (object, "findings", "code", ' ');
    record->texts[TF_SCAN_RECEIVED_AT] =
        g_strdup_printf ("%" G_GINT64_FORMAT, tf_json_number_in (time, "received_at"));
    record->texts[TF_SCAN_PLACE] = g_strdup (tf_json_text_in (object, "file"));
    record->texts[TF_SCAN_PART] = g_strdup (tf_json_text_in (object, "part"));
    record->texts[TF_SCAN_INDEX] =
        g_strdup_printf ("%" G_GINT64_FORMAT, tf_json_number_in (object, "index"));
}

/* Owned: LINE up to what only a scan knows. */
static char *
without_tail (TfSpan line)
{
    const char *tail = g_strrstr_len (line.data, (gssize)line.length, TAIL);

    return tail != NULL ? g_strndup (line.data, (gsize)(tail - line.data)) : NULL;
}

static void
add_places (TfScanResult *result, TfScanRow *row, JsonObject *object)
{
    g_autofree char *lines = tf_json_texts_in (object, "places", NULL, '\n');
    g_auto (GStrv) places = g_strsplit (lines, "\n", -1);

    for (guint i = 0; places[i] != NULL; i++)
        if (*places[i] != '\0')
            tf_scan_result_add_place (result, row, places[i]);
}

static void
add_under (TfScanResult *result, TfScanRow *row, JsonObject *object)
{
    const char *text = tf_json_text_in (tf_json_object_in (object, "scan"), "under");
    guint8 identity[TF_IDENTITY_LENGTH];

    if (text != NULL && row->under == NULL &&
        tf_identity_from_text (tf_span_of (text), identity))
        row->under = tf_scan_table_take (result->table, identity);
}

static gboolean
add_message (TfScanResult *result, JsonObject *object, TfSpan line)
{
    g_autoptr (TfScanRecord) record = tf_scan_record_new ();
    guint8 identity[TF_IDENTITY_LENGTH];
    gboolean is_first;
    TfScanRow *row;
    TfCode code;

    read_header (record, object);
    read_verdict (record, object);
    record->texts[TF_SCAN_JSON] = without_tail (line);
    if (record->texts[TF_SCAN_JSON] == NULL ||
        !tf_code_from_string (tf_scan_record_get (record, TF_SCAN_CODE), &code) ||
        !tf_identity_from_text (
            tf_span_of (tf_scan_record_get (record, TF_SCAN_IDENTITY)), identity))
        return FALSE;
    row = tf_scan_table_find (result->table, identity, &is_first);
    row->counts = TRUE;
    row->copies += (guint)tf_json_number_in (object, "copies");
    row->reported += (guint)tf_json_number_in (object, "reported");
    if (is_first && !tf_scan_result_put (result, row, record))
        return FALSE;
    if (!is_first) {
        g_autofree char *place = tf_words_record_place (record);

        tf_scan_result_add_place (result, row, place);
    }
    add_places (result, row, object);
    add_under (result, row, object);
    return TRUE;
}

/* ---- what is no message, and sums -------------------------------------------------- */

static gboolean
add_unread (TfScanEarlier *earlier, JsonObject *object)
{
    const char *reason = tf_json_text_in (object, "reason");
    const char *identity = tf_json_text_in (object, "identity");
    g_autoptr (TfScanItem) item = tf_scan_item_new (
        TF_SCAN_UNREADABLE, g_strdup (tf_json_text_in (object, "source") != NULL
                                          ? tf_json_text_in (object, "source")
                                          : "?"));
    gint64 form = tf_json_number_in (object, "form");

    for (guint i = TF_SCAN_OTHER; i < TF_N_SCAN_STATES; i++)
        if (g_strcmp0 (reason, tf_scan_state_to_string (i)) == 0)
            item->state = i;
    item->form = form > 0 && form <= TF_FORM_INDEX ? (TfForm)form : TF_FORM_EMPTY;
    item->error = g_strdup (tf_json_text_in (object, "error"));
    item->part = g_strdup (tf_json_text_in (object, "part"));
    item->index = (guint)tf_json_number_in (object, "index");
    item->is_mbox = tf_json_is_true (object, "several");
    if (identity == NULL ||
        !tf_identity_from_text (tf_span_of (identity), item->identity))
        return FALSE;
    tf_scan_result_add_unread (earlier->result, g_steal_pointer (&item));
    earlier->n_unread++;
    return TRUE;
}

/* What is not listed is counted all the same. A file may be several, one after another, each with its sums. */
static void
add_sums (TfScanEarlier *earlier, JsonObject *object)
{
    JsonObject *sums = tf_json_object_in (object, "sums");
    guint64 n_unread = (guint64)tf_json_number_in (sums, "not_read");

    earlier->result->n_failed += (guint64)tf_json_number_in (sums, "failed");
    if (n_unread > earlier->n_unread)
        earlier->result->n_unread += n_unread - earlier->n_unread;
    earlier->n_unread = 0;
    earlier->has_sums = TRUE;
    earlier->is_partial |= !tf_json_is_true (object, "complete");
    earlier->result->is_partial |= earlier->is_partial;
}

static gboolean
add_object (TfScanEarlier *earlier, JsonObject *object, TfSpan line)
{
    const char *schema = tf_json_text_in (object, "schema");

    earlier->has_sums = FALSE; /* at the end: they are the last line */
    if (g_strcmp0 (schema, "truefrom.check/1") == 0)
        return add_message (earlier->result, object, line);
    if (g_strcmp0 (schema, "truefrom.scan/1") != 0)
        return FALSE;
    if (tf_json_object_in (object, "sums") != NULL) {
        add_sums (earlier, object);
        return TRUE;
    }
    return tf_json_object_in (object, "not_read") != NULL &&
           add_unread (earlier, tf_json_object_in (object, "not_read"));
}

gboolean
tf_scan_earlier_add (TfScanEarlier *earlier, TfSpan line)
{
    g_autoptr (JsonParser) parser = tf_json_parse_line (line);

    return parser != NULL && add_object (earlier, tf_json_root (parser), line);
}
