/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page: what is said on a page of figures, whatever form it is printed in (page.c). Cells may be foreign text: who
 * prints them makes them fit to be shown. */
#pragma once

#include <glib.h>

/** TfPageBar: a bar of a chart. */
typedef struct {
    char *label;
    guint64 good;
    guint64 bad;
} TfPageBar;

/** TfPageFold: one line that opens what is under it. */
typedef struct {
    const char *class; /* what it is, for the looks of it; borrowed */
    char *line;
    GPtrArray *details; /* char *: a label and a text, in turns */
} TfPageFold;

TfPageFold *
tf_page_fold_new (const char *class, char *line); /* takes ownership of LINE */
/* Takes ownership of TEXT; nothing is added for NULL or "". */
void tf_page_fold_add (TfPageFold *fold, const char *label, char *text);
void tf_page_fold_free (TfPageFold *fold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPageFold, tf_page_fold_free)

/** TfPagePart: a table under a heading. */
typedef struct {
    char *heading;
    char *note;         /* or NULL */
    GPtrArray *columns; /* char *: the heads */
    guint n_texts;      /* the first columns are texts, the others numbers */
    GPtrArray *rows;    /* GStrv: a cell for each column */
    GArray *bars;       /* TfPageBar: the same as a chart; or NULL */
    /* In place of rows: made one after another, because there may be very many. Owned. */
    TfPageFold *(*make_fold) (gpointer data, guint index);
    gpointer data;
    GDestroyNotify free_data;
    guint n_folds;
    const char *good; /* what the two colours of the chart mean; borrowed */
    const char *bad;
} TfPagePart;

/** TfPage: a page. */
typedef struct {
    char *title;
    char *verdict;        /* the one sentence that matters */
    GPtrArray *sentences; /* char * */
    GPtrArray *parts;     /* TfPagePart */
} TfPage;

TfPage *tf_page_new (const char *title);
/* Takes ownership of SENTENCE. */
void tf_page_add_sentence (TfPage *page, char *sentence);
/* COLUMNS end with NULL; those from N_TEXTS on are numbers. Borrowed from PAGE. */
TfPagePart *tf_page_add_part (TfPage *page, const char *heading, guint n_texts,
                              const char *const *columns);
/* Takes ownership of CELLS, one for each column. */
void tf_page_part_add_row (TfPagePart *part, GPtrArray *cells);
/* One more cell of a row. */
void tf_page_cell_text (GPtrArray *cells, const char *text);
void tf_page_cell_number (GPtrArray *cells, guint64 number);
/* Says so if not all are shown. */
void tf_page_part_note_rest (TfPagePart *part, guint n_shown, guint64 n_all);
/* How many of N_ALL rows are shown; MAX_ROWS 0: all. */
guint tf_page_limit (guint n_all, guint max_rows);
char *tf_words_number (guint64 number); /* owned */
/* Owned: a day in UTC, "2026-11-27"; "" for -1. */
char *tf_words_utc_day (gint64 seconds);
void
tf_page_part_add_bar (TfPagePart *part, const char *label, guint64 good, guint64 bad);
void tf_page_free (TfPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfPage, tf_page_free)
