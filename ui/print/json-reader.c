/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-reader: see json-reader.h. */
#include "print/json-reader.h"

#define DEPTH_MAX 16

JsonParser *
tf_json_parse_line (TfSpan line)
{
    g_autoptr (JsonParser) parser = json_parser_new_immutable ();
    JsonNode *root;

    if (line.length > TF_LIMIT_SCAN_RECORD || !tf_json_has_shape (line, DEPTH_MAX) ||
        !json_parser_load_from_data (parser, line.data, (gssize)line.length, NULL))
        return NULL;
    root = json_parser_get_root (parser);
    return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&parser)
                                                         : NULL;
}

JsonObject *
tf_json_root (JsonParser *parser)
{
    return json_node_get_object (json_parser_get_root (parser));
}

JsonObject *
tf_json_object_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                         : NULL;
}

const char *
tf_json_text_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                   json_node_get_value_type (node) == G_TYPE_STRING
               ? json_node_get_string (node)
               : NULL;
}

gint64
tf_json_number_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
    gint64 number = node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                            json_node_get_value_type (node) == G_TYPE_INT64
                        ? json_node_get_int (node)
                        : 0;

    return CLAMP (number, 0, G_MAXUINT32);
}

gboolean
tf_json_is_true (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
           json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
           json_node_get_boolean (node);
}

JsonArray *
tf_json_array_in (JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                        : NULL;
}

char *
tf_json_texts_in (JsonObject *object, const char *name, const char *member,
                  char separator)
{
    JsonArray *array = tf_json_array_in (object, name);
    GString *lines = g_string_new (NULL);

    for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
        JsonNode *node = json_array_get_element (array, i);
        const char *text = NULL;

        if (member != NULL && JSON_NODE_HOLDS_OBJECT (node))
            text = tf_json_text_in (json_node_get_object (node), member);
        else if (member == NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING)
            text = json_node_get_string (node);
        if (text != NULL && lines->len > 0)
            g_string_append_c (lines, separator);
        g_string_append (lines, text != NULL ? text : "");
    }
    return g_string_free (lines, FALSE);
}
