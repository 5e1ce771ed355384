/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json: foreign JSON, which is what it is found to be and nothing else. */
#pragma once

#include <json-glib/json-glib.h>

/* Owned: BYTES as an object; NULL: they are none, or lie deeper in one another than ours ever do. */
JsonNode *tf_evidence_parse_object (GBytes *bytes);
/* Borrowed: a member that is a text; NULL: there is none. */
const char *tf_evidence_text (JsonObject *object, const char *name);
