/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-reader: what a line of `scan --json` says. Anything may stand there: what has another form is as good as
 * absent. */
#pragma once

#include <json-glib/json-glib.h>

#include "base/base.h"

/* Owned; NULL: LINE is no object, or longer than TF_LIMIT_SCAN_RECORD. */
JsonParser *tf_json_parse_line (TfSpan line);
JsonObject *tf_json_root (JsonParser *parser); /* borrowed */

/* OBJECT may be NULL. */

/* NULL: it is absent, or no object. */
JsonObject *tf_json_object_in (JsonObject *object, const char *name);
/* NULL: it is absent, or no text. */
const char *tf_json_text_in (JsonObject *object, const char *name);
/* 0: it is absent, or no number, or one that cannot be right. */
gint64 tf_json_number_in (JsonObject *object, const char *name);
gboolean tf_json_is_true (JsonObject *object, const char *name);
/* NULL: it is absent, or no array. */
JsonArray *tf_json_array_in (JsonObject *object, const char *name);
/* Owned: the texts of an array, SEPARATOR between them; of objects: their member MEMBER. */
char *tf_json_texts_in (JsonObject *object, const char *name, const char *member,
                        char separator);
