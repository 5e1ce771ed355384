/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-json-head: reads the "@" entry of an answers file: the clock, what was known from earlier mail, and
 * whether the network made up addresses. */
#include "dns/dns-json.h"

gboolean
tf_dns_json_is_of (JsonNode *node, GType type)
{
    return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
tf_dns_json_string (JsonNode *node)
{
    return tf_dns_json_is_of (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
}

static gboolean
read_time (JsonNode *node, gint64 *ret_seconds)
{
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    g_autoptr (GDateTime) time = NULL;
    gint64 seconds =
        tf_dns_json_is_of (node, G_TYPE_INT64) ? json_node_get_int (node) : -1;

    if (tf_dns_json_string (node) != NULL)
        time = g_date_time_new_from_iso8601 (tf_dns_json_string (node), utc);
    if (time != NULL)
        seconds = g_date_time_to_unix (time);
    if (seconds >= 0)
        *ret_seconds = seconds;
    return seconds >= 0;
}

/* What the lines mean is for core/inputs, which knows more than this folder. */
static gboolean
read_knowledge (TfDnsZone *zone, JsonNode *node)
{
    JsonArray *lines;

    if (!JSON_NODE_HOLDS_ARRAY (node))
        return FALSE;
    lines = json_node_get_array (node);
    zone->knowledge = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < json_array_get_length (lines); i++) {
        const char *line = tf_dns_json_string (json_array_get_element (lines, i));

        if (line == NULL)
            return FALSE;
        g_ptr_array_add (zone->knowledge, g_strdup (line));
    }
    return TRUE;
}

static gboolean
read_invents (TfDnsZone *zone, JsonNode *node)
{
    zone->invents =
        tf_dns_json_is_of (node, G_TYPE_BOOLEAN) && json_node_get_boolean (node);
    return zone->invents;
}

const char *
tf_dns_json_read_about (TfDnsZone *zone, const char *key, JsonNode *value)
{
    gint64 *time = tf_dns_zone_find_time (zone, key);

    if (g_str_equal (key, "invents"))
        return read_invents (zone, value) ? NULL : "needs true";
    if (g_str_equal (key, "knowledge"))
        return read_knowledge (zone, value) ? NULL : "needs a list of strings";
    if (time == NULL)
        return "is no time, nor knowledge, nor invents";
    return read_time (value, time) ? NULL
                                   : "needs seconds since 1970 or an ISO 8601 time";
}
