/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page-text: a page of figures at a terminal: each row begins with its numbers, so that no text, however long,
 * moves them. */
#include "print/page.h"

#include "words/words.h"

#define RESET "\033[0m"
#define BOLD  "\033[1m"

static char *
clean (const char *text)
{
    g_autofree char *plain = tf_words_plain (text);

    return tf_print_escape (plain);
}

static void
add_line (GString *out, const char *text, const TfPrintStyle *style, gboolean bold)
{
    g_autofree char *escaped = clean (text);
    g_autofree char *painted =
        bold && style->colour ? g_strconcat (BOLD, escaped, RESET, NULL) : NULL;
    g_autofree char *wrapped =
        tf_print_wrap (painted != NULL ? painted : escaped, style->width, 0, 0);

    g_string_append (out, wrapped);
}

static guint
width_of (const TfPagePart *part, guint column)
{
    guint width = tf_print_columns (g_ptr_array_index (part->columns, column));

    for (guint i = 0; i < part->rows->len; i++) {
        const char *const *cells = g_ptr_array_index (part->rows, i);
        g_autofree char *cell = clean (cells[column]);

        width = MAX (width, tf_print_columns (cell));
    }
    return width;
}

/* Texts are filled up on the right, numbers on the left; the last text is not filled up. */
static void
add_cell (GString *out, const char *text, guint width, gboolean is_number,
          gboolean is_last)
{
    g_autofree char *cell = clean (text);
    guint columns = tf_print_columns (cell);
    int fill = width > columns ? (int)(width - columns) : 0;

    if (is_number)
        g_string_append_printf (out, "%*s%s", fill, "", cell);
    else
        g_string_append_printf (out, "%s%*s", cell, is_last ? 0 : fill, "");
    g_string_append (out, is_last ? "\n" : "  ");
}

/* First the numbers, then the texts. */
static void
add_cells (GString *out, const TfPagePart *part, gconstpointer const *cells,
           const guint *widths)
{
    guint n = part->columns->len;

    g_string_append (out, "  ");
    for (guint i = 0; i < n; i++) {
        guint column = (i + part->n_texts) % n;

        add_cell (out, cells[column], widths[column], column >= part->n_texts,
                  i == n - 1);
    }
}

static void
add_folds (GString *out, const TfPagePart *part, const TfPrintStyle *style)
{
    for (guint i = 0; i < part->n_folds; i++) {
        g_autoptr (TfPageFold) fold = part->make_fold (part->data, i);
        g_autofree char *escaped = fold != NULL ? clean (fold->line) : NULL;
        g_autofree char *painted =
            fold != NULL && style->colour && g_str_equal (fold->class, "alarm")
                ? g_strconcat (BOLD, escaped, RESET, NULL)
                : NULL;
        g_autofree char *wrapped =
            escaped != NULL
                ? tf_print_wrap (painted != NULL ? painted : escaped, style->width, 2, 4)
                : NULL;

        if (wrapped != NULL)
            g_string_append (out, wrapped);
    }
}

static void
add_part (GString *out, const TfPagePart *part, const TfPrintStyle *style)
{
    g_autofree guint *widths = g_new (guint, part->columns->len);

    g_string_append_c (out, '\n');
    add_line (out, part->heading, style, TRUE);
    if (part->make_fold != NULL) {
        add_folds (out, part, style);
        if (part->note != NULL)
            add_line (out, part->note, style, FALSE);
        return;
    }
    for (guint i = 0; i < part->columns->len; i++)
        widths[i] = width_of (part, i);
    add_cells (out, part, (gconstpointer const *)part->columns->pdata, widths);
    for (guint i = 0; i < part->rows->len; i++)
        add_cells (out, part, g_ptr_array_index (part->rows, i), widths);
    if (part->note != NULL)
        add_line (out, part->note, style, FALSE);
}

char *
tf_print_page_text (const TfPage *page, const TfPrintStyle *style)
{
    GString *out = g_string_new (NULL);

    add_line (out, page->verdict, style, TRUE);
    for (guint i = 0; i < page->sentences->len; i++)
        add_line (out, g_ptr_array_index (page->sentences, i), style, FALSE);
    for (guint i = 0; i < page->parts->len; i++)
        add_part (out, g_ptr_array_index (page->parts, i), style);
    return g_string_free (out, FALSE);
}
