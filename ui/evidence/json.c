/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json: see json.h. */
#include "evidence/json.h"

#include "base/base.h"

/* A report is seven levels deep; json-glib reads by recursion. */
#define MAX_DEPTH 16

JsonNode *
tf_evidence_parse_object (GBytes *bytes)
{
    g_autoptr (JsonParser) parser = json_parser_new_immutable ();
    gsize length;
    const char *text = g_bytes_get_data (bytes, &length);
    JsonNode *root;

    if (length == 0 || !g_utf8_validate_len (text, length, NULL) ||
        !tf_json_has_shape (tf_span (text, length), MAX_DEPTH) ||
        !json_parser_load_from_data (parser, text, (gssize)length, NULL))
        return NULL;
    root = json_parser_get_root (parser);
    return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_ref (root) : NULL;
}

const char *
tf_evidence_text (JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member (object, name);

    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                   json_node_get_value_type (node) == G_TYPE_STRING
               ? json_node_get_string (node)
               : NULL;
}
