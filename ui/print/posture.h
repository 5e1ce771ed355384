/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* posture: what protects a domain, for machines and for people.
 *
 *   posture-json.c     one JSON object a domain, schema truefrom.domain/1
 *   posture-text.c     for a terminal
 */
#pragma once

#include "posture/posture.h"
#include "print/print.h"

struct _TfPrinter;

/* Adds the members of a posture to the object that is open. */
void tf_print_posture_members (struct _TfPrinter *printer, const TfPosture *posture);
/* Owned: one line, without a line end; always valid UTF-8. */
char *tf_print_posture_json (const TfPosture *posture);
/* Owned. ALL: what is only noted, and the records. */
char *
tf_print_posture_text (const TfPosture *posture, const TfPrintStyle *style, gboolean all);
