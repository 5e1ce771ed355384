/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sheet: one page about a domain for somebody else.
 *
 *   sheet-text.c  as plain text
 *   sheet-html.c  as one HTML file
 */
#pragma once

#include "print/print.h"
#include "words/sheet.h"

char *tf_print_sheet_text (const TfSheet *sheet); /* owned */
char *tf_print_sheet_html (const TfSheet *sheet); /* owned */
