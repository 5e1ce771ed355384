/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* compare: see evidence.h. */
#include "evidence/evidence.h"

#include <string.h>

#include "evidence/json.h"

static const char *const left_out[] = {"file",
                                       "index",
                                       "attached_messages",
                                       "read_through",
                                       "dns",
                                       "message.identity", /* of the same bytes */
                                       "verdict.heading",
                                       "verdict.text",
                                       "part",
                                       "attached",
                                       NULL};

static void
difference_free (TfDifference *difference)
{
    g_free (difference->member);
    g_free (difference->then);
    g_free (difference->now);
    g_free (difference);
}

/* Owned. */
static char *
node_to_text (JsonNode *node)
{
    return node != NULL ? json_to_string (node, FALSE) : g_strdup ("–");
}

static void
add_difference (GPtrArray *found, const char *member, JsonNode *then, JsonNode *now)
{
    TfDifference *difference = g_new0 (TfDifference, 1);

    difference->member = g_strdup (member);
    difference->then = node_to_text (then);
    difference->now = node_to_text (now);
    g_ptr_array_add (found, difference);
}

static void compare (GPtrArray *found, const char *member, JsonNode *then, JsonNode *now);

/* A member that only one of them has is a difference too. */
static void
compare_members (GPtrArray *found, const char *above, JsonObject *then, JsonObject *now)
{
    g_autoptr (GList) names = json_object_get_members (then);
    g_autoptr (GList) others = json_object_get_members (now);

    for (GList *at = others; at != NULL; at = at->next)
        if (!json_object_has_member (then, at->data))
            names = g_list_append (names, at->data);
    for (GList *at = names; at != NULL; at = at->next) {
        const char *name = at->data;
        g_autofree char *member =
            *above != '\0' ? g_strconcat (above, ".", name, NULL) : g_strdup (name);

        if (!g_strv_contains (left_out, member))
            compare (found, member, json_object_get_member (then, name),
                     json_object_get_member (now, name));
    }
}

/* As long as there are as many as then, each is compared with its own. */
static void
compare_elements (GPtrArray *found, const char *above, JsonArray *then, JsonArray *now)
{
    for (guint i = 0; i < json_array_get_length (then); i++) {
        g_autofree char *member = g_strdup_printf ("%s[%u]", above, i);

        compare (found, member, json_array_get_element (then, i),
                 json_array_get_element (now, i));
    }
}

static gboolean
are_alike (JsonNode *then, JsonNode *now)
{
    return then != NULL && now != NULL && JSON_NODE_HOLDS_ARRAY (then) &&
           JSON_NODE_HOLDS_ARRAY (now) &&
           json_array_get_length (json_node_get_array (then)) ==
               json_array_get_length (json_node_get_array (now));
}

static void
compare (GPtrArray *found, const char *member, JsonNode *then, JsonNode *now)
{
    if (are_alike (then, now))
        compare_elements (found, member, json_node_get_array (then),
                          json_node_get_array (now));
    else if (then != NULL && now != NULL && JSON_NODE_HOLDS_OBJECT (then) &&
             JSON_NODE_HOLDS_OBJECT (now))
        compare_members (found, member, json_node_get_object (then),
                         json_node_get_object (now));
    else if (then == NULL || now == NULL || !json_node_equal (then, now))
        add_difference (found, member, then, now);
}

GPtrArray *
tf_bundle_compare (const TfBundle *bundle, const char *json)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
    g_autoptr (JsonNode) then = tf_evidence_parse_object (bundle->report);
    g_autoptr (JsonNode) now = tf_evidence_parse_object (bytes);
    GPtrArray *found;

    if (then == NULL || now == NULL)
        return NULL;
    found = g_ptr_array_new_with_free_func ((GDestroyNotify)difference_free);
    compare (found, "", then, now);
    return found;
}
