/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-private: what the JSON files share.
 *
 *   json.c         values; the message, its sender, the verdict; the whole object
 *   json-checks.c  what was checked: signatures, ARC, SPF, DMARC, servers, DNS
 */
#pragma once

#include <json-glib/json-glib.h>

#include "evaluate/report.h"

void tf_json_add_text (JsonBuilder *builder, const char *text); /* NULL is null */
void tf_json_set_text (JsonBuilder *builder, const char *name, const char *text);
void tf_json_set_number (JsonBuilder *builder, const char *name, guint64 number);
void tf_json_set_boolean (JsonBuilder *builder, const char *name, gboolean value);
void tf_json_set_null (JsonBuilder *builder, const char *name);
void tf_json_set_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts);
void tf_json_begin (JsonBuilder *builder, const char *name); /* an object */

/* ---- json-checks.c ----------------------------------------------------------- */

gboolean tf_json_has_policy (const TfReport *report);
void tf_json_add_checks (JsonBuilder *builder, const TfReport *report);
