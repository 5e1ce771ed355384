/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs-read: what a line of `scan --json` says of a message. It was written by us, or by anybody. */
#include "print/spoofs.h"

#include "print/json-reader.h"
#include "scan/identity.h"

/* ---- what was found ---------------------------------------------------------------- */

static gboolean
read_level (const char *word, TfLevel *ret_level)
{
    for (guint i = 0; word != NULL && i <= TF_LEVEL_ALARM; i++)
        if (g_str_equal (tf_level_to_string (i), word)) {
            *ret_level = i;
            return TRUE;
        }
    return FALSE;
}

/* Which domain or address a finding is about: the names of its members are those of json.c. */
static const char *
imitated_of (JsonObject *detail, TfCode code)
{
    if (code == TF_CODE_LOOKALIKE_DOMAIN)
        return tf_json_text_in (detail, "known");
    if (code != TF_CODE_NAME_SHOWS_OTHER_ADDRESS)
        return NULL;
    return tf_json_text_in (detail, "domain") != NULL
               ? tf_json_text_in (detail, "domain")
               : tf_json_text_in (detail, "address");
}

static gboolean
add_finding (GArray *findings, JsonObject *object)
{
    const char *code = tf_json_text_in (object, "code");
    TfSpoofFinding finding;

    if (code == NULL || !tf_code_from_string (code, &finding.code) ||
        !read_level (tf_json_text_in (object, "level"), &finding.level))
        return FALSE;
    finding.imitated = imitated_of (tf_json_object_in (object, "detail"), finding.code);
    g_array_append_val (findings, finding);
    return TRUE;
}

static void
add_findings (GArray *findings, JsonArray *array)
{
    guint n = array != NULL ? MIN (json_array_get_length (array), TF_N_CODES) : 0;

    for (guint i = 0; i < n; i++) {
        JsonNode *node = json_array_get_element (array, i);

        if (JSON_NODE_HOLDS_OBJECT (node))
            add_finding (findings, json_node_get_object (node));
    }
}

/* ---- lists ------------------------------------------------------------------------- */

/* At most MAX texts of an array, borrowed from it. */
static void
add_texts (GPtrArray *texts, JsonArray *array, guint max)
{
    guint n = array != NULL ? MIN (json_array_get_length (array), max) : 0;

    for (guint i = 0; i < n; i++) {
        JsonNode *node = json_array_get_element (array, i);

        if (JSON_NODE_HOLDS_VALUE (node) &&
            json_node_get_value_type (node) == G_TYPE_STRING)
            g_ptr_array_add (texts, (gpointer)json_node_get_string (node));
    }
}

/* A signature that is not valid says nothing about whose name is in it. */
static void
add_signers (GPtrArray *signers, JsonArray *array)
{
    guint n =
        array != NULL ? MIN (json_array_get_length (array), TF_LIMIT_SIGNATURES) : 0;

    for (guint i = 0; i < n; i++) {
        JsonNode *node = json_array_get_element (array, i);
        JsonObject *object =
            JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
        const char *domain = tf_json_text_in (object, "domain");

        if (domain != NULL && g_strcmp0 (tf_json_text_in (object, "result"), "pass") == 0)
            g_ptr_array_add (signers, (gpointer)domain);
    }
}

/* The address alone where the list is missing, as in a report that was shortened. */
static void
add_from (GPtrArray *from, JsonObject *object)
{
    const char *domain = tf_json_text_in (object, "domain");

    if (domain != NULL)
        g_ptr_array_add (from, (gpointer)domain);
    add_texts (from, tf_json_array_in (object, "addresses"), TF_LIMIT_FROM_READ);
}

/* ---- one message ------------------------------------------------------------------- */

/** Reading: a message, and what it borrows. */
typedef struct {
    TfSpoofMessage message;
    guint8 identity[TF_IDENTITY_LENGTH];
    guint8 digest[TF_IDENTITY_LENGTH];
} Reading;

static const guint8 *
read_digest (JsonObject *object, const char *name, guint8 bytes[TF_IDENTITY_LENGTH])
{
    const char *text = tf_json_text_in (object, name);

    return text != NULL && tf_identity_from_text (tf_span_of (text), bytes) ? bytes
                                                                            : NULL;
}

static void
read_texts (TfSpoofMessage *message, JsonObject *object)
{
    JsonObject *from = tf_json_object_in (object, "from");
    JsonObject *delivery = tf_json_object_in (object, "delivery");
    JsonObject *scan = tf_json_object_in (object, "scan");
    const char *source = tf_json_text_in (object, "source");

    message->time = tf_json_number_in (scan, "own_arrival");
    if (message->time <= 0)
        message->time =
            tf_json_number_in (tf_json_object_in (object, "time"), "received_at");
    message->proven = tf_json_text_in (scan, "sender");
    message->sender = tf_json_text_in (scan, "from");
    if (message->sender == NULL)
        message->sender = tf_json_text_in (from, "address");
    message->name = tf_json_text_in (from, "name");
    message->subject = tf_json_text_in (scan, "subject");
    message->date = tf_json_text_in (tf_json_object_in (object, "message"), "date");
    message->place = source != NULL ? source : tf_json_text_in (object, "file");
    message->address = tf_json_text_in (delivery, "address");
    message->host = tf_json_text_in (delivery, "host");
    message->is_border = tf_json_is_true (delivery, "border");
    message->return_path = tf_json_text_in (delivery, "return_path");
}

static TfSpoofsLine
read_message (JsonObject *object, TfSpoofFunc function, gpointer data)
{
    JsonObject *ids = tf_json_object_in (object, "message");
    g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (TfSpoofFinding));
    g_autoptr (GPtrArray) from = g_ptr_array_new ();
    g_autoptr (GPtrArray) signers = g_ptr_array_new ();
    g_autoptr (GPtrArray) reply_to = g_ptr_array_new ();
    Reading reading = {.message = {.findings = findings,
                                   .from = from,
                                   .signers = signers,
                                   .reply_to = reply_to}};
    TfSpoofMessage *message = &reading.message;

    message->identity = read_digest (ids, "identity", reading.identity);
    message->digest = read_digest (ids, "sha256", reading.digest);
    if ((message->identity == NULL && message->digest == NULL) ||
        !add_finding (findings, tf_json_object_in (object, "verdict")))
        return TF_SPOOFS_LINE_FOREIGN;
    add_findings (findings, tf_json_array_in (object, "findings"));
    add_from (from, tf_json_object_in (object, "from"));
    add_signers (signers, tf_json_array_in (object, "dkim"));
    add_texts (reply_to, tf_json_array_in (ids, "reply_to"), TF_LIMIT_SIGNATURES);
    read_texts (message, object);
    function (message, data);
    return TF_SPOOFS_LINE_MESSAGE;
}

TfSpoofsLine
tf_spoofs_read_line (TfSpan line, TfSpoofFunc function, gpointer data)
{
    g_autoptr (JsonParser) parser = tf_json_parse_line (line);
    JsonObject *object = parser != NULL ? tf_json_root (parser) : NULL;
    const char *schema = tf_json_text_in (object, "schema");

    if (g_strcmp0 (schema, "truefrom.check/1") == 0)
        return read_message (object, function, data);
    if (g_strcmp0 (schema, "truefrom.scan/1") != 0)
        return TF_SPOOFS_LINE_FOREIGN;
    if (tf_json_object_in (object, "not_read") != NULL)
        return TF_SPOOFS_LINE_OTHER;
    if (tf_json_object_in (object, "sums") == NULL)
        return TF_SPOOFS_LINE_FOREIGN;
    return tf_json_is_true (object, "complete") ? TF_SPOOFS_LINE_SUMS
                                                : TF_SPOOFS_LINE_PARTIAL;
}
