/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-json: reads the form of --answers (with dns-json-head.c the only file of the core
 * that includes json-glib). Strict: anything malformed is an error that names the record, because a
 * mistake in evidence or in a test must not become a different result. Left out: TTLs. */
#include "dns/dns-json.h"

#include <arpa/inet.h>

#define WORDS "SERVFAIL, REFUSED, TIMEOUT, NXDOMAIN or NOTASKED"

G_DEFINE_QUARK (tf - dns - error - quark, tf_dns_error)

/* Other record types: they show that the name exists, and are never asked for. */
static const char *const unasked_types[] = {"CAA", "DNSKEY", "DS",   "HINFO", "HTTPS",
                                            "LOC", "NAPTR",  "NS",   "SOA",   "SPF",
                                            "SRV", "SSHFP",  "SVCB", "TLSA",  "URI"};

static gboolean
bad_json (GError **error, const char *what)
{
    g_set_error_literal (error, TF_DNS_ERROR, TF_DNS_ERROR_JSON, what);
    return FALSE;
}

static gboolean
bad_form (GError **error, const char *name, const char *type, const char *what)
{
    g_set_error (error, TF_DNS_ERROR, TF_DNS_ERROR_FORM, "%s%s%s: %s", name,
                 type != NULL ? " " : "", type != NULL ? type : "", what);
    return FALSE;
}

/* ---- JSON -------------------------------------------------------------------------- */

static JsonObject *
load (JsonParser *parser, TfSpan text, GError **error)
{
    g_autoptr (GError) local = NULL;
    g_autofree char *prepared = NULL;
    JsonNode *root;

    if (!g_utf8_validate_len (text.data, text.length, NULL))
        bad_json (error, "The answers are not UTF-8 text");
    else
        prepared = tf_dns_json_prepare (text, error);
    if (prepared == NULL)
        return NULL;
    if (!json_parser_load_from_data (parser, prepared, -1, &local)) {
        g_set_error (error, TF_DNS_ERROR, TF_DNS_ERROR_JSON, "%s", local->message);
        return NULL;
    }
    root = json_parser_get_root (parser);
    if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        return json_node_get_object (root);
    bad_json (error, "The answers are not a JSON object");
    return NULL;
}

/* ---- values ------------------------------------------------------------------------ */

static gboolean
append_characters (GByteArray *bytes, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar character = g_utf8_get_char (at);
        guint8 byte = (guint8)character;

        if (character == TF_DNS_NUL_STAND_IN)
            byte = 0;
        else if (character > 0xff)
            return FALSE;
        g_byte_array_append (bytes, &byte, 1);
    }
    return TRUE;
}

static gboolean
append_strings (GByteArray *bytes, JsonArray *strings)
{
    for (guint i = 0; i < json_array_get_length (strings); i++) {
        const char *text = tf_dns_json_string (json_array_get_element (strings, i));

        if (text == NULL || !append_characters (bytes, text))
            return FALSE;
    }
    return TRUE;
}

/* ---- records ----------------------------------------------------------------------- */

static const char *
read_text (JsonNode *node, TfDnsAnswer *answer)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GBytes) text = NULL;
    gboolean good;

    if (JSON_NODE_HOLDS_ARRAY (node))
        good = append_strings (bytes, json_node_get_array (node));
    else
        good = tf_dns_json_string (node) != NULL &&
               append_characters (bytes, tf_dns_json_string (node));
    if (!good)
        return "a record is a string or a list of strings, of characters up to U+00FF";
    text = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    tf_dns_answer_add_text (answer, text);
    return NULL;
}

static const char *
read_address (JsonNode *node, int family, TfDnsAnswer *answer)
{
    guint8 octets[16];
    const char *text = tf_dns_json_string (node);

    if (text == NULL || inet_pton (family, text, octets) != 1)
        return family == AF_INET ? "a record is an IPv4 address"
                                 : "a record is an IPv6 address";
    tf_dns_answer_add_address (answer, octets, family == AF_INET ? 4 : 16);
    return NULL;
}

static const char *
read_exchange (JsonNode *node, TfDnsAnswer *answer)
{
    static const char what[] = "a record is [preference, \"host\"]";
    JsonArray *pair;
    const char *host;
    gint64 preference;

    if (!JSON_NODE_HOLDS_ARRAY (node))
        return what;
    pair = json_node_get_array (node);
    if (json_array_get_length (pair) != 2 ||
        !tf_dns_json_is_of (json_array_get_element (pair, 0), G_TYPE_INT64))
        return what;
    preference = json_array_get_int_element (pair, 0);
    host = tf_dns_json_string (json_array_get_element (pair, 1));
    if (preference < 0 || preference > G_MAXUINT16 || host == NULL ||
        !tf_dns_is_name (host))
        return what;
    tf_dns_answer_add_exchange (answer, (guint)preference, host);
    return NULL;
}

static const char *
read_pointer (JsonNode *node, TfDnsAnswer *answer)
{
    const char *name = tf_dns_json_string (node);

    if (name == NULL || !tf_dns_is_name (name))
        return "a record is a domain name";
    tf_dns_answer_add_name (answer, name);
    return NULL;
}

/* What is wrong with it, or NULL. */
static const char *
read_record (TfDnsType type, JsonNode *node, TfDnsAnswer *answer)
{
    switch (type) {
    case TF_DNS_TXT:
        return read_text (node, answer);
    case TF_DNS_A:
        return read_address (node, AF_INET, answer);
    case TF_DNS_AAAA:
        return read_address (node, AF_INET6, answer);
    case TF_DNS_MX:
        return read_exchange (node, answer);
    case TF_DNS_PTR:
        return read_pointer (node, answer);
    case TF_N_DNS_TYPES:
        break;
    }
    return "unknown type";
}

static const char *
read_word (JsonNode *node, TfDnsAnswer *answer)
{
    const char *word = tf_dns_json_string (node);

    if (word == NULL || !tf_dns_word_to_status (word, &answer->status))
        return "needs a list of records, or one of " WORDS;
    return NULL;
}

static gboolean
is_letter (guchar byte)
{
    return g_ascii_isalpha (byte);
}

/* The only record of a name may be written without the list around it. Letters alone are a word,
 * perhaps misspelt. */
static gboolean
is_bare_text (TfDnsType type, const char *text)
{
    TfCursor cursor = tf_cursor (text != NULL ? tf_span_of (text) : TF_SPAN_EMPTY);

    tf_cursor_take_while (&cursor, is_letter);
    return type == TF_DNS_TXT && !tf_cursor_at_end (&cursor);
}

/* Borrowed: what is wrong; NULL: nothing is. */
static const char *
read_records (TfDnsType type, JsonNode *node, TfDnsAnswer *answer)
{
    const char *what = NULL;
    JsonArray *records;

    if (is_bare_text (type, tf_dns_json_string (node))) {
        answer->status = TF_DNS_RECORDS;
        return read_text (node, answer);
    }
    if (!JSON_NODE_HOLDS_ARRAY (node))
        return read_word (node, answer);
    records = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (records) && what == NULL; i++)
        what = read_record (type, json_array_get_element (records, i), answer);
    if (json_array_get_length (records) > 0)
        answer->status = TF_DNS_RECORDS;
    return what;
}

static TfDnsAnswer *
read_answer (TfDnsType type, JsonNode *node, const char **ret_what)
{
    g_autoptr (TfDnsAnswer) answer = tf_dns_answer_new (TF_DNS_NODATA);

    *ret_what = read_records (type, node, answer);
    return *ret_what == NULL ? g_steal_pointer (&answer) : NULL;
}

/* ---- names ------------------------------------------------------------------------- */

static const char *
read_canonical_name (JsonNode *node, TfDnsZoneName *entry)
{
    const char *target = tf_dns_json_string (node);
    TfDnsStatus status;

    if (JSON_NODE_HOLDS_ARRAY (node) &&
        json_array_get_length (json_node_get_array (node)) == 1)
        target =
            tf_dns_json_string (json_array_get_element (json_node_get_array (node), 0));
    if (target == NULL || !tf_dns_is_name (target) ||
        tf_dns_word_to_status (target, &status))
        return "needs one domain name";
    entry->canonical_name = tf_dns_name_normalize (target);
    return NULL;
}

static const char *
read_others (JsonNode *node, TfDnsZoneName *entry)
{
    entry->others = tf_dns_answer_new (TF_DNS_NODATA);
    if (JSON_NODE_HOLDS_ARRAY (node) &&
        json_array_get_length (json_node_get_array (node)) == 0)
        return NULL;
    if (read_word (node, entry->others) != NULL)
        return "needs one of " WORDS;
    return NULL;
}

static const char *
read_member (const char *key, JsonNode *node, TfDnsZoneName *entry)
{
    const char *what = NULL;

    if (g_str_equal (key, "*"))
        return read_others (node, entry);
    if (g_str_equal (key, "CNAME"))
        return read_canonical_name (node, entry);
    for (TfDnsType type = TF_DNS_TXT; type < TF_N_DNS_TYPES; type++) {
        if (!g_str_equal (key, tf_dns_type_to_string (type)))
            continue;
        entry->answers[type] = read_answer (type, node, &what);
        return what;
    }
    for (guint i = 0; i < G_N_ELEMENTS (unasked_types); i++) {
        if (g_str_equal (key, unasked_types[i]))
            return NULL;
    }
    return "unknown record type";
}

static gboolean
read_name (TfDnsZone *zone, const char *name, JsonNode *node, GError **error)
{
    TfDnsZoneName *entry;
    JsonObjectIter iterator;
    const char *key;
    JsonNode *value;

    if (!tf_dns_is_name (name))
        return bad_form (error, name, NULL, "is not a domain name in ASCII");
    if (!JSON_NODE_HOLDS_OBJECT (node))
        return bad_form (error, name, NULL, "needs an object of record types");
    entry = tf_dns_zone_add (zone, name);
    if (entry == NULL)
        return bad_form (error, name, NULL, "is there twice");
    json_object_iter_init (&iterator, json_node_get_object (node));
    while (json_object_iter_next (&iterator, &key, &value)) {
        const char *what = read_member (key, value, entry);

        if (what != NULL)
            return bad_form (error, name, key, what);
    }
    return TRUE;
}

/* ---- the head ------------------------------------------------------------------------ */

static gboolean
read_head (TfDnsZone *zone, JsonNode *node, GError **error)
{
    JsonObjectIter iterator;
    const char *key;
    JsonNode *value;

    if (!JSON_NODE_HOLDS_OBJECT (node))
        return bad_form (error, "@", NULL, "needs an object");
    json_object_iter_init (&iterator, json_node_get_object (node));
    while (json_object_iter_next (&iterator, &key, &value)) {
        const char *what = tf_dns_json_read_about (zone, key, value);

        if (what != NULL)
            return bad_form (error, "@", key, what);
    }
    return TRUE;
}

TfDnsZone *
tf_dns_zone_parse (const char *text, gssize length, GError **error)
{
    g_autoptr (JsonParser) parser = json_parser_new_immutable ();
    g_autoptr (TfDnsZone) zone = tf_dns_zone_new ();
    TfSpan span = length < 0 ? tf_span_of (text) : tf_span (text, (gsize)length);
    JsonObject *object = load (parser, span, error);
    JsonObjectIter iterator;
    const char *name;
    JsonNode *value;

    if (object == NULL)
        return NULL;
    json_object_iter_init (&iterator, object);
    while (json_object_iter_next (&iterator, &name, &value)) {
        gboolean good = g_str_equal (name, "@") ? read_head (zone, value, error)
                                                : read_name (zone, name, value, error);

        if (!good)
            return NULL;
    }
    tf_dns_zone_finish (zone);
    return g_steal_pointer (&zone);
}
