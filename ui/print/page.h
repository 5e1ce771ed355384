/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page: a page of figures in its forms, and rows for a spreadsheet.
 *
 *   page-text.c       for a terminal
 *   html.c            text in HTML; the head that every page has
 *   page-html.c       as one HTML file
 *   page-chart.c      its charts, as SVG within it
 *   csv.c             RFC 4180, for spreadsheets
 *   aggregate-json.c  the sums of reports as JSON
 *   aggregate-csv.c   their rows
 */
#pragma once

#include "print/print.h"
#include "words/aggregate.h"
#include "words/page.h"

char *tf_print_page_text (const TfPage *page, const TfPrintStyle *style); /* owned */
char *tf_print_page_html (const TfPage *page);                            /* owned */
/* Writes it piece by piece. FALSE: FILE says why. */
gboolean tf_print_page_html_write (const TfPage *page, FILE *file);

/* ---- html.c ------------------------------------------------------------------------ */

/* Foreign text as text: nothing in it is markup, and what would not be seen is escaped. */
void tf_html_add_text (GString *out, const char *text);
/* The same for a sentence of ours, in which foreign text has been made safe and only our own isolates steer
 * anything: these stay. */
void tf_html_add_marked (GString *out, const char *text);
/* <!DOCTYPE> to </head>: no script, nothing from elsewhere, and a policy that forbids both. STYLE_OF_PAGE: what is
 * added to the style of all pages. */
void tf_html_add_head (GString *out, const char *title, const char *style_of_page);

/* ---- page-chart.c ------------------------------------------------------------------ */

/* The bars of PART as SVG; the table beside it has the same figures. */
void tf_html_add_chart (GString *out, const TfPagePart *part);

/* ---- csv.c ------------------------------------------------------------------------- */

/* A cell in quotation marks, that no spreadsheet takes for a formula. */
void tf_csv_add (GString *line, const char *text);
void tf_csv_add_number (GString *line, guint64 number);
void tf_csv_end (GString *line);
/* Owned: a line with the names of columns. */
char *tf_csv_head (const char *const *columns, guint n_columns);

/* ---- aggregate-json.c, aggregate-csv.c --------------------------------------------- */

/* Owned: one object, schema truefrom.aggregate/1, on one line. REFUSALS: TfRefusal. */
char *tf_print_aggregate_json (const TfSums *sums, const GPtrArray *refusals);
/* Owned: a line for each row of each report that counts, under a head. */
char *tf_print_aggregate_csv (const TfSums *sums, const TfOwner *owner);
