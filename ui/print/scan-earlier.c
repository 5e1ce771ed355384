/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-earlier: results of other runs, line by line, added up as if they were one. */
#include "print/scan.h"

#include <json-glib/json-glib.h>

#define DEPTH_MAX 16
#define TAIL                                                                             \
    ",\"campaign\":" /* what only a scan knows; in a string its quotes are escaped */

/* NULL: it is absent, or no object. */
static JsonObject *
object_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                         : NULL;
}

/* NULL: it is absent, or no text. */
static const char *
text_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                   json_node_get_value_type (node) == G_TYPE_STRING
               ? json_node_get_string (node)
               : NULL;
}

/* 0: it is absent, or no number, or one that cannot be right. */
static gint64
number_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
    gint64 number = node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                            json_node_get_value_type (node) == G_TYPE_INT64
                        ? json_node_get_int (node)
                        : 0;

    return CLAMP (number, 0, G_MAXUINT32);
}

static gboolean
is_true (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
           json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
           json_node_get_boolean (node);
}

static JsonArray *
array_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                        : NULL;
}

/* Owned: the texts of an array, SEPARATOR between them; of objects: their member MEMBER. */
static char *
texts_in (JsonObject *object, const char *name, const char *member, char separator)
{
    JsonArray *array = array_in (object, name);
    GString *lines = g_string_new (NULL);

    for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
        JsonNode *node = json_array_get_element (array, i);
        const char *text = NULL;

        if (member != NULL && JSON_NODE_HOLDS_OBJECT (node))
            text = text_in (json_node_get_object (node), member);
        else if (member == NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING)
            text = json_node_get_string (node);
        if (text != NULL && lines->len > 0)
            g_string_append_c (lines, separator);
        g_string_append (lines, text != NULL ? text : "");
    }
    return g_string_free (lines, FALSE);
}

/* ---- one message ------------------------------------------------------------------- */

static void
read_header (TfScanRecord *record, JsonObject *object)
{
    JsonObject *from = object_in (object, "from"), *scan = object_in (object, "scan");
    JsonObject *message = object_in (object, "message");

    record->texts[TF_SCAN_FROM_ADDRESS] = g_strdup (text_in (from, "address"));
    record->texts[TF_SCAN_FROM_DOMAIN] = g_strdup (text_in (from, "domain"));
    record->texts[TF_SCAN_FROM_NAME] = g_strdup (text_in (from, "name"));
    record->texts[TF_SCAN_REPLY_TO] = texts_in (message, "reply_to", NULL, '\n');
    record->texts[TF_SCAN_DATE] = g_strdup (text_in (message, "date"));
    record->texts[TF_SCAN_MESSAGE_ID] = g_strdup (text_in (message, "message_id"));
    record->texts[TF_SCAN_IDENTITY] = g_strdup (text_in (message, "identity"));
    record->texts[TF_SCAN_SUBJECT] = g_strdup (text_in (scan, "subject"));
    record->texts[TF_SCAN_SENDER] = g_strdup (text_in (scan, "sender"));
    record->texts[TF_SCAN_RECIPIENTS] = texts_in (scan, "recipients", NULL, '\n');
    record->texts[TF_SCAN_JOINS] = texts_in (scan, "joins", NULL, '\n');
    record->texts[TF_SCAN_MBOX] = g_strdup (is_true (scan, "several") ? "1" : "");
}

static void
read_verdict (TfScanRecord *record, JsonObject *object)
{
    JsonObject *verdict = object_in (object, "verdict");
    JsonObject *evidence = object_in (object, "evidence");
    JsonObject *time = object_in (object, "time");

    record->texts[TF_SCAN_LEVEL] = g_strdup (text_in (verdict, "level"));
    record->texts[TF_SCAN_CODE] = g_strdup (text_in (verdict, "code"));
    record->texts[TF_SCAN_RULE] = g_strdup (text_in (verdict, "rule"));
    record->texts[TF_SCAN_HEADING] = g_strdup (text_in (verdict, "heading"));
    record->texts[TF_SCAN_TEXT] = g_strdup (text_in (verdict, "text"));
    record->texts[TF_SCAN_EVIDENCE] = g_strdup (text_in (evidence, "result"));
    record->texts[TF_SCAN_POLICY] = g_strdup (text_in (evidence, "policy"));
    record->texts[TF_SCAN_FINDINGS] = texts_in (object, "findings", "code", ' ');
    record->texts[TF_SCAN_RECEIVED_AT] =
        g_strdup_printf ("%" G_GINT64_FORMAT, number_in (time, "received_at"));
    record->texts[TF_SCAN_PLACE] = g_strdup (text_in (object, "file"));
    record->texts[TF_SCAN_PART] = g_strdup (text_in (object, "part"));
    record->texts[TF_SCAN_INDEX] =
        g_strdup_printf ("%" G_GINT64_FORMAT, number_in (object, "index"));
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
    g_autofree char *lines = texts_in (object, "places", NULL, '\n');
    g_auto (GStrv) places = g_strsplit (lines, "\n", -1);

    for (guint i = 0; places[i] != NULL; i++)
        if (*places[i] != '\0')
            tf_scan_result_add_place (result, row, places[i]);
}

static void
add_under (TfScanResult *result, TfScanRow *row, JsonObject *object)
{
    const char *text = text_in (object_in (object, "scan"), "under");
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
    row->copies += (guint)number_in (object, "copies");
    row->reported += (guint)number_in (object, "reported");
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
    const char *reason = text_in (object, "reason");
    const char *identity = text_in (object, "identity");
    g_autoptr (TfScanItem) item = tf_scan_item_new (
        TF_SCAN_UNREADABLE,
        g_strdup (text_in (object, "source") != NULL ? text_in (object, "source") : "?"));
    gint64 form = number_in (object, "form");

    for (guint i = TF_SCAN_OTHER; i < TF_N_SCAN_STATES; i++)
        if (g_strcmp0 (reason, tf_scan_state_to_string (i)) == 0)
            item->state = i;
    item->form = form > 0 && form <= TF_FORM_INDEX ? (TfForm)form : TF_FORM_EMPTY;
    item->error = g_strdup (text_in (object, "error"));
    item->part = g_strdup (text_in (object, "part"));
    item->index = (guint)number_in (object, "index");
    item->is_mbox = is_true (object, "several");
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
    JsonObject *sums = object_in (object, "sums");
    guint64 n_unread = (guint64)number_in (sums, "not_read");

    earlier->result->n_failed += (guint64)number_in (sums, "failed");
    if (n_unread > earlier->n_unread)
        earlier->result->n_unread += n_unread - earlier->n_unread;
    earlier->n_unread = 0;
    earlier->has_sums = TRUE;
    earlier->is_partial |= !is_true (object, "complete");
    earlier->result->is_partial |= earlier->is_partial;
}

static gboolean
add_object (TfScanEarlier *earlier, JsonObject *object, TfSpan line)
{
    const char *schema = text_in (object, "schema");

    earlier->has_sums = FALSE; /* at the end: they are the last line */
    if (g_strcmp0 (schema, "truefrom.check/1") == 0)
        return add_message (earlier->result, object, line);
    if (g_strcmp0 (schema, "truefrom.scan/1") != 0)
        return FALSE;
    if (object_in (object, "sums") != NULL) {
        add_sums (earlier, object);
        return TRUE;
    }
    return object_in (object, "not_read") != NULL &&
           add_unread (earlier, object_in (object, "not_read"));
}

gboolean
tf_scan_earlier_add (TfScanEarlier *earlier, TfSpan line)
{
    g_autoptr (JsonParser) parser = json_parser_new_immutable ();
    JsonNode *root;

    if (line.length > TF_LIMIT_SCAN_RECORD || !tf_json_has_shape (line, DEPTH_MAX) ||
        !json_parser_load_from_data (parser, line.data, (gssize)line.length, NULL))
        return FALSE;
    root = json_parser_get_root (parser);
    return root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
           add_object (earlier, json_node_get_object (root), line);
}
