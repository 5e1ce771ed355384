/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dns-json: what the two readers of an answers file share. */
#pragma once

#include "dns/dns-zone.h"

#include <json-glib/json-glib.h>

gboolean tf_dns_json_is_of (JsonNode *node, GType type);
const char *tf_dns_json_string (JsonNode *node); /* borrowed; NULL: not a string */
/* Borrowed: what is wrong with the member KEY of "@"; NULL: nothing is. */
const char *tf_dns_json_read_about (TfDnsZone *zone, const char *key, JsonNode *value);
