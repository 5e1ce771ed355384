/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page-html: a page of figures as one HTML file, for eyes, ears and paper. */
#include "print/page.h"

#include "words/translate.h"

static void
add_element (GString *out, const char *begin, const char *text, const char *end)
{
    g_string_append (out, begin);
    tf_html_add_text (out, text);
    g_string_append (out, end);
}

/* The first cell is the head of its row; a cell takes its direction from what is in it. */
static void
add_row (GString *out, const TfPagePart *part, const char *const *cells)
{
    g_string_append (out, "<tr>");
    for (guint i = 0; i < part->columns->len; i++)
        if (i == 0)
            add_element (out, "<th scope=\"row\" dir=\"auto\">", cells[i], "</th>");
        else if (i < part->n_texts)
            add_element (out, "<td dir=\"auto\">", cells[i], "</td>");
        else
            add_element (out, "<td class=\"n\">", cells[i], "</td>");
    g_string_append (out, "</tr>\n");
}

static void
add_table (GString *out, const TfPagePart *part, guint number)
{
    g_string_append_printf (
        out,
        "<div role=\"region\" tabindex=\"0\" aria-labelledby=\"part-%u\">\n"
        "<table aria-labelledby=\"part-%u\">\n<thead><tr>",
        number, number);
    for (guint i = 0; i < part->columns->len; i++)
        add_element (out,
                     i < part->n_texts ? "<th scope=\"col\">"
                                       : "<th scope=\"col\" class=\"n\">",
                     g_ptr_array_index (part->columns, i), "</th>");
    g_string_append (out, "</tr></thead>\n<tbody>\n");
    for (guint i = 0; i < part->rows->len; i++)
        add_row (out, part, g_ptr_array_index (part->rows, i));
    g_string_append (out, "</tbody>\n</table>\n</div>\n");
}

static void
add_part (GString *out, const TfPagePart *part, guint number)
{
    g_string_append_printf (out, "<h2 id=\"part-%u\">", number);
    tf_html_add_text (out, part->heading);
    g_string_append (out, "</h2>\n");
    if (part->bars != NULL)
        tf_html_add_chart (out, part);
    add_table (out, part, number);
    if (part->note != NULL)
        add_element (out, "<p>", part->note, "</p>\n");
}

char *
tf_print_page_html (const TfPage *page)
{
    GString *out = g_string_new (NULL);

    tf_html_add_head (out, page->title);
    g_string_append (out, "<body>\n<main>\n");
    add_element (out, "<h1>", page->title, "</h1>\n");
    add_element (out, "<p class=\"verdict\">", page->verdict, "</p>\n");
    for (guint i = 0; i < page->sentences->len; i++)
        add_element (out, "<p>", g_ptr_array_index (page->sentences, i), "</p>\n");
    for (guint i = 0; i < page->parts->len; i++)
        add_part (out, g_ptr_array_index (page->parts, i), i + 1);
    g_string_append (out, "</main>\n</body>\n</html>\n");
    return g_string_free (out, FALSE);
}
