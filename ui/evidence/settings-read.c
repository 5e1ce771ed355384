/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings-read: settings.json is foreign: only what is in these tables is read, each value as strictly as
 * one that is typed, and whatever else there is, is refused. Otherwise the check would not be that of then. */
#include "evidence/evidence.h"
#include "evidence/json.h"
#include "evidence/settings-names.h"
#include "inputs/exceptions.h"
#include "inputs/settings.h"
#include "words/translate.h"
#include "words/words.h"
#include "words/words-private.h"

#define LIMIT_VALUES 2000 /* of one member: each is compared with those before */

/** Reading: what is being made. */
typedef struct {
    TfRequest *request;
    TfSettings *settings;
    JsonObject *object;
} Reading;

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);
typedef void (*SetFunc) (TfRequest *request, gboolean value);

static const struct {
    const char *name;
    AddFunc add;
} lists[] = {
    {"own", tf_settings_add_own},
    {"protect", tf_settings_add_protected},
    {"border", tf_settings_add_border},
    {"trust-authserv", tf_settings_add_trusted_server},
    {"known-list", tf_settings_add_known_list},
    {"trust-sealer", tf_settings_add_trusted_sealer},
    {"accept-signer", tf_exceptions_add_signer},
    {"accept-sender", tf_exceptions_add_sender},
    {"alias-service", tf_exceptions_add_alias_service},
    {"known", tf_settings_add_known},
};

static const struct {
    const char *name;
    SetFunc set;
} flags[] = {
    {"final", tf_request_set_final},
    {"incomplete", tf_request_set_incomplete},
};

/* Read by read_circumstances(). */
static const char *const others[] = {
    "brands",      "displayed-from",      "ip",
    "helo",        "mail-from",           "store",
    "attached",    "attached-at",         "attached-to-report",
    "received-at", "allow-legacy-crypto", NULL};

/* ---- values ------------------------------------------------------------------------ */

static gboolean
is_of (JsonNode *node, GType type)
{
    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
           json_node_get_value_type (node) == type;
}

static gboolean
add_values (TfSettings *settings, JsonNode *node, AddFunc add)
{
    JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
    guint n_values = array != NULL ? json_array_get_length (array) : 0;

    if (n_values > LIMIT_VALUES)
        return FALSE;
    for (guint i = 0; i < n_values; i++) {
        JsonNode *value = json_array_get_element (array, i);

        if (!is_of (value, G_TYPE_STRING) ||
            !add (settings, json_node_get_string (value)))
            return FALSE;
    }
    return array != NULL;
}

static gboolean
read_member (Reading *reading, const char *name, JsonNode *node)
{
    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        if (g_str_equal (name, lists[i].name))
            return add_values (reading->settings, node, lists[i].add);
    for (guint i = 0; i < G_N_ELEMENTS (flags); i++) {
        if (!g_str_equal (name, flags[i].name))
            continue;
        if (is_of (node, G_TYPE_BOOLEAN))
            flags[i].set (reading->request, json_node_get_boolean (node));
        return is_of (node, G_TYPE_BOOLEAN);
    }
    return g_strv_contains (others, name);
}

/* ---- how the message was given ------------------------------------------------------ */

static gboolean
get_flag (const Reading *reading, const char *name)
{
    JsonNode *node = json_object_get_member (reading->object, name);

    return is_of (node, G_TYPE_BOOLEAN) && json_node_get_boolean (node);
}

static gint64
get_time (const Reading *reading, const char *name)
{
    JsonNode *node = json_object_get_member (reading->object, name);

    return is_of (node, G_TYPE_INT64) ? MAX (json_node_get_int (node), -1) : -1;
}

static gboolean
read_store (Reading *reading)
{
    const char *word = tf_evidence_text (reading->object, "store");

    for (guint i = 0; word != NULL && i < G_N_ELEMENTS (tf_evidence_stores); i++) {
        if (!g_str_equal (word, tf_evidence_stores[i]))
            continue;
        tf_request_set_store (reading->request, (TfStore)i);
        return TRUE;
    }
    return FALSE;
}

static void
read_brands (Reading *reading)
{
    const char *text = tf_evidence_text (reading->object, "brands");
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfBrands) brands = tf_brands_new_empty ();
    TfBrandFaults faults = {0};

    if (text == NULL)
        return;
    if (!tf_brands_add_list (brands, tf_span_of (text), suffixes, &faults))
        tf_brands_add_builtin (brands, suffixes);
    tf_settings_use_brands (reading->settings, brands);
}

static gboolean
read_circumstances (Reading *reading)
{
    TfRequest *request = reading->request;
    const char *displayed = tf_evidence_text (reading->object, "displayed-from");
    const char *ip = tf_evidence_text (reading->object, "ip");

    if (displayed != NULL)
        tf_request_set_displayed_from (request, displayed);
    if (ip != NULL)
        tf_request_set_envelope (request, ip, tf_evidence_text (reading->object, "helo"),
                                 tf_evidence_text (reading->object, "mail-from"));
    if (get_flag (reading, "attached"))
        tf_request_set_attached (request, get_time (reading, "attached-at"),
                                 get_flag (reading, "attached-to-report"));
    tf_request_set_received_at (request, get_time (reading, "received-at"));
    tf_settings_set_allow_legacy_crypto (reading->settings,
                                         get_flag (reading, "allow-legacy-crypto"));
    read_brands (reading);
    return read_store (reading);
}

/* Borrowed: what is wrong; NULL: nothing. */
static const char *
read_settings (Reading *reading)
{
    JsonObjectIter iterator;
    const char *name;
    JsonNode *node;

    json_object_iter_init (&iterator, reading->object);
    while (json_object_iter_next (&iterator, &name, &node))
        if (!read_member (reading, name, node))
            return name;
    return read_circumstances (reading) ? NULL : "store";
}

TfRequest *
tf_bundle_dup_request (const TfBundle *bundle, GError **error)
{
    g_autoptr (TfSource) source = tf_source_new_bytes (bundle->message);
    g_autoptr (TfSettings) settings = tf_settings_new ();
    g_autoptr (TfRequest) request = tf_request_new (source);
    g_autoptr (JsonNode) root = tf_evidence_parse_object (bundle->settings);
    Reading reading = {request, settings,
                       root != NULL ? json_node_get_object (root) : NULL};
    const char *wrong = root != NULL ? read_settings (&reading) : "{";

    if (wrong != NULL) {
        g_autofree char *shown = tf_words_safe_text (wrong, 0);
        /* Translators: {name} is the name of a file, {member} of something in it. */
        g_autofree char *sentence =
            tf_words_fill (_ ("“{name}” in it cannot be used: see “{member}”"), "name",
                           TF_EVIDENCE_SETTINGS, "member", shown, NULL);

        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
        return NULL;
    }
    tf_suffix_list_unref (settings->suffixes);
    settings->suffixes = tf_suffix_list_ref ((TfSuffixList *)tf_words_suffixes ());
    tf_request_set_settings (request, settings);
    tf_request_set_identify (request, TRUE);
    return g_steal_pointer (&request);
}
