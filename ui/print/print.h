/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* print: a report for machines and for people at a terminal. */
#pragma once

#include <stdio.h>

#include "evaluate/report.h"

/* Owned: one JSON object on one line, schema truefrom.check/1; always valid UTF-8. PART
 * is that of an attached message; else NULL. */
char *
tf_print_json (const TfReport *report, const char *file, guint index, const char *part);
/* A character that may steer a terminal or hide what is shown: controls and format
 * characters. */
gboolean tf_print_needs_escape (gunichar c);
/* Owned: foreign text (any bytes) with control and direction characters as \xNN and
 * \uNNNN. */
char *tf_print_escape (const char *text);
/* Owned: a short paragraph for a terminal; control characters in data escaped. */
char *tf_print_text (const TfReport *report, const char *file, gboolean colour);
