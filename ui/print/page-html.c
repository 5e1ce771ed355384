/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page-html: a page of figures as one HTML file, for eyes, ears and paper. */
#include "print/page.h"

#include "words/translate.h"

static const char *const style =
    ":root{--good:#2a6fb0;--bad:#9a5b00;--alarm:#b3261e}"
    "@media(prefers-color-scheme:dark){:root{--good:#6cb0f0;--bad:#e6a23c;--alarm:#ff8a80}}"
    "body{max-width:64rem}"
    "div{overflow-x:auto}"
    "div:focus-visible{outline:.2rem solid var(--good)}"
    "th,td{max-width:24rem}tbody th{min-width:7rem}"
    ".n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "thead .n{white-space:normal}"
    "svg{display:block;width:100%;height:9rem;margin:.5rem 0}"
    ".g{fill:var(--good)}.b{fill:var(--bad)}.a{stroke:var(--edge)}"
    ".k{display:inline-block;width:1rem;height:1rem;vertical-align:middle}"
    ".k svg{height:1rem;margin:0}"
    "details{border:1px solid var(--edge);border-inline-start-width:.35rem;margin:.25rem 0;padding:.35rem .5rem}"
    "summary{cursor:pointer}summary:focus-visible{outline:.2rem solid var(--good)}"
    ".alarm{border-inline-start-color:var(--alarm)}.warning{border-inline-start-color:var(--bad)}"
    ".alarm>summary{font-weight:bold}"
    "dl{margin:.5rem 0 0}dt{font-weight:bold;margin-top:.35rem}dd{margin:0}"
    /* On paper nothing can be opened. */
    "@media print{body{font-size:9pt}details{break-inside:avoid}"
    "details::details-content{content-visibility:visible;display:block;block-size:auto}}";

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

/* ---- what opens -------------------------------------------------------------------- */

/* A value of several lines is several values. */
static void
add_values (GString *out, const char *lines)
{
    g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

    for (guint i = 0; each[i] != NULL; i++)
        add_element (out, "<dd dir=\"auto\">", each[i], "</dd>\n");
}

static void
add_details (GString *out, const TfPageFold *fold)
{
    g_string_append (out, "<dl>");
    for (guint i = 0; i + 1 < fold->details->len; i += 2) {
        add_element (out, "<dt>", g_ptr_array_index (fold->details, i), "</dt>");
        add_values (out, g_ptr_array_index (fold->details, i + 1));
    }
    g_string_append (out, "</dl>");
}

static void
add_fold (GString *out, const TfPageFold *fold)
{
    g_string_append_printf (out, "<details class=\"%s\"><summary dir=\"auto\">",
                            fold->class);
    tf_html_add_text (out, fold->line);
    g_string_append (out, "</summary>\n");
    if (fold->details->len > 0)
        add_details (out, fold);
    g_string_append (out, "</details>\n");
}

/* ---- the page ---------------------------------------------------------------------- */

/** Page: where it goes. */
typedef struct {
    GString *out;
    FILE *file; /* NULL: all of it stays in OUT */
} Page;

static void
flush (const Page *page)
{
    if (page->file == NULL)
        return;
    fwrite (page->out->str, 1, page->out->len, page->file);
    g_string_truncate (page->out, 0);
}

static void
add_folds (const Page *page, const TfPagePart *part)
{
    for (guint i = 0; i < part->n_folds; i++) {
        g_autoptr (TfPageFold) fold = part->make_fold (part->data, i);

        if (fold != NULL)
            add_fold (page->out, fold);
        flush (page);
    }
}

static void
add_part (const Page *page, const TfPagePart *part, guint number)
{
    GString *out = page->out;

    g_string_append_printf (out, "<h2 id=\"part-%u\">", number);
    tf_html_add_text (out, part->heading);
    g_string_append (out, "</h2>\n");
    if (part->bars != NULL)
        tf_html_add_chart (out, part);
    if (part->make_fold != NULL)
        add_folds (page, part);
    else
        add_table (out, part, number);
    if (part->note != NULL)
        add_element (out, "<p>", part->note, "</p>\n");
    flush (page);
}

static void
add_page (const Page *page, const TfPage *content)
{
    GString *out = page->out;

    tf_html_add_head (out, content->title, style);
    g_string_append (out, "<body>\n<main>\n");
    add_element (out, "<h1>", content->title, "</h1>\n");
    add_element (out, "<p class=\"verdict\">", content->verdict, "</p>\n");
    for (guint i = 0; i < content->sentences->len; i++)
        add_element (out, "<p>", g_ptr_array_index (content->sentences, i), "</p>\n");
    for (guint i = 0; i < content->parts->len; i++)
        add_part (page, g_ptr_array_index (content->parts, i), i + 1);
    g_string_append (out, "</main>\n</body>\n</html>\n");
    flush (page);
}

char *
tf_print_page_html (const TfPage *page)
{
    const Page whole = {g_string_new (NULL), NULL};

    add_page (&whole, page);
    return g_string_free (whole.out, FALSE);
}

gboolean
tf_print_page_html_write (const TfPage *page, FILE *file)
{
    g_autoptr (GString) out = g_string_new (NULL);
    const Page pieces = {out, file};

    add_page (&pieces, page);
    return ferror (file) == 0;
}
