/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* pages: what the commands share that give a page of figures: `aggregate`, `spoofs`. */
#pragma once

#include "cli/cli.h"
#include "words/page.h"

/* Of each table. */
#define TF_CLI_ROWS_OF_TEXT 10
#define TF_CLI_ROWS_OF_HTML 100

/* Owned (char *), NULL at the end: the domains of --own. NULL: a value cannot be used, which has been said. */
GStrv tf_cli_read_own (GStrv texts);
/* FALSE: two forms are wanted on standard output, which has been said. */
gboolean tf_cli_forms_are_good (const TfCliOptions *options);
/* As HTML to FILE, which may be "-". FALSE: it could not be written, which has been said. */
gboolean tf_cli_write_page (const TfPage *page, const char *file);
void tf_cli_print_page (const TfPage *page); /* as text */
