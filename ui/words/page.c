/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page: see page.h. */
#include "words/page.h"

#include "words/translate.h"
#include "words/words-private.h"

static void
bar_clear (gpointer data)
{
    TfPageBar *bar = data;

    g_free (bar->label);
}

TfPageFold *
tf_page_fold_new (const char *class, char *line)
{
    TfPageFold *fold = g_new0 (TfPageFold, 1);

    fold->class = class;
    fold->line = line;
    fold->details = g_ptr_array_new_with_free_func (g_free);
    return fold;
}

void
tf_page_fold_add (TfPageFold *fold, const char *label, char *text)
{
    if (text == NULL || *text == '\0') {
        g_free (text);
        return;
    }
    g_ptr_array_add (fold->details, g_strdup (label));
    g_ptr_array_add (fold->details, text);
}

void
tf_page_fold_free (TfPageFold *fold)
{
    g_free (fold->line);
    g_ptr_array_unref (fold->details);
    g_free (fold);
}

static void
part_free (gpointer data)
{
    TfPagePart *part = data;

    if (part->free_data != NULL)
        part->free_data (part->data);

    g_free (part->heading);
    g_free (part->note);
    g_ptr_array_unref (part->columns);
    g_ptr_array_unref (part->rows);
    g_clear_pointer (&part->bars, g_array_unref);
    g_free (part);
}

TfPage *
tf_page_new (const char *title)
{
    TfPage *page = g_new0 (TfPage, 1);

    page->title = g_strdup (title);
    page->sentences = g_ptr_array_new_with_free_func (g_free);
    page->parts = g_ptr_array_new_with_free_func (part_free);
    return page;
}

void
tf_page_add_sentence (TfPage *page, char *sentence)
{
    g_ptr_array_add (page->sentences, sentence);
}

TfPagePart *
tf_page_add_part (TfPage *page, const char *heading, guint n_texts,
                  const char *const *columns)
{
    TfPagePart *part = g_new0 (TfPagePart, 1);

    part->heading = g_strdup (heading);
    part->n_texts = n_texts;
    part->columns = g_ptr_array_new_with_free_func (g_free);
    part->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
    for (guint i = 0; columns[i] != NULL; i++)
        g_ptr_array_add (part->columns, g_strdup (columns[i]));
    g_ptr_array_add (page->parts, part);
    return part;
}

void
tf_page_part_add_row (TfPagePart *part, GPtrArray *cells)
{
    g_ptr_array_add (cells, NULL);
    g_assert (cells->len == part->columns->len + 1);
    g_ptr_array_add (part->rows, g_ptr_array_free (cells, FALSE));
}

void
tf_page_part_add_bar (TfPagePart *part, const char *label, guint64 good, guint64 bad)
{
    const TfPageBar bar = {g_strdup (label), good, bad};

    if (part->bars == NULL) {
        part->bars = g_array_new (FALSE, FALSE, sizeof (TfPageBar));
        g_array_set_clear_func (part->bars, bar_clear);
    }
    g_array_append_val (part->bars, bar);
}

void
tf_page_free (TfPage *page)
{
    g_free (page->title);
    g_free (page->verdict);
    g_ptr_array_unref (page->sentences);
    g_ptr_array_unref (page->parts);
    g_free (page);
}

/* ---- cells ------------------------------------------------------------------------- */

char *
tf_words_number (guint64 number)
{
    return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

char *
tf_words_utc_day (gint64 seconds)
{
    g_autoptr (GDateTime) time =
        seconds >= 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

    return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
}

void
tf_page_cell_text (GPtrArray *cells, const char *text)
{
    g_ptr_array_add (cells, g_strdup (text));
}

void
tf_page_cell_number (GPtrArray *cells, guint64 number)
{
    g_ptr_array_add (cells, tf_words_number (number));
}

void
tf_page_part_note_rest (TfPagePart *part, guint n_shown, guint64 n_all)
{
    g_autofree char *shown = tf_words_number (n_shown);
    g_autofree char *all = tf_words_number (n_all);

    if (n_all > n_shown)
        part->note = tf_words_fill (_ ("The first {shown} of {all}."), "shown", shown,
                                    "all", all, NULL);
}

guint
tf_page_limit (guint n_all, guint max_rows)
{
    return max_rows > 0 ? MIN (n_all, max_rows) : n_all;
}
