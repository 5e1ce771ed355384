/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sheet-html: the page about a domain as one HTML file: no script, nothing from elsewhere, and a policy
 * that forbids both, so that hostile text stays text even if it were not escaped. Readable in a light and a
 * dark window, on a phone, on paper, and aloud. */
#include "print/page.h"
#include "print/sheet.h"

static const char *const style =
    "tbody th{min-width:4.5rem}"
    "code{font-family:monospace;font-size:.9rem;overflow-wrap:anywhere}"
    ".records{table-layout:fixed}"
    ".records thead th:first-child{width:32%}"
    ".records thead th:nth-child(2){width:4.5rem}"
    "@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%)}"
    "table,tbody,tr,th,td{display:block;width:100%}"
    "tr{border:1px solid var(--edge);margin:0 0 .6rem}"
    "th,td{border:0}}"
    "@media print{body{font-size:10pt}}";

/* ---- text -------------------------------------------------------------------------- */

static void
add_code (GString *out, const char *foreign)
{
    g_autofree char *escaped = tf_print_escape (foreign);

    g_string_append (out, "<code dir=\"ltr\">");
    tf_html_add_marked (out, escaped);
    g_string_append (out, "</code>");
}

static void
add_element (GString *out, const char *begin, const char *text, const char *end)
{
    g_string_append (out, begin);
    tf_html_add_marked (out, text);
    g_string_append (out, end);
}

/* ---- tables ------------------------------------------------------------------------ */

static void
add_row (GString *out, const TfSheetPart *part, const TfSheetRow *row)
{
    g_string_append (out, "<tr><th scope=\"row\">");
    if (row->verbatim)
        add_code (out, row->label);
    else
        tf_html_add_marked (out, row->label);
    g_string_append (out, "</th>");
    if (part->columns[1] != NULL)
        add_element (out, "<td>", row->state != NULL ? row->state : "", "</td>");
    g_string_append (out, "<td>");
    if (row->verbatim)
        add_code (out, row->text);
    else
        tf_html_add_marked (out, row->text != NULL ? row->text : "");
    g_string_append (out, "</td></tr>\n");
}

static gboolean
has_records (const TfSheetPart *part)
{
    return part->rows->len > 0 &&
           ((const TfSheetRow *)g_ptr_array_index (part->rows, 0))->verbatim;
}

/* The heading also names the table for whoever hears it. */
static void
add_part (GString *out, const TfSheetPart *part, guint number)
{
    g_string_append_printf (out, "<h2 id=\"part-%u\">", number);
    tf_html_add_marked (out, part->heading);
    g_string_append_printf (out,
                            "</h2>\n<table%s aria-labelledby=\"part-%u\">\n<thead><tr>",
                            has_records (part) ? " class=\"records\"" : "", number);
    for (guint i = 0; i < G_N_ELEMENTS (part->columns); i++)
        if (part->columns[i] != NULL)
            add_element (out, "<th scope=\"col\">", part->columns[i], "</th>");
    g_string_append (out, "</tr></thead>\n<tbody>\n");
    for (guint i = 0; i < part->rows->len; i++)
        add_row (out, part, g_ptr_array_index (part->rows, i));
    g_string_append (out, "</tbody>\n</table>\n");
}

/* ---- the page ---------------------------------------------------------------------- */

char *
tf_print_sheet_html (const TfSheet *sheet)
{
    GString *out = g_string_new (NULL);

    tf_html_add_head (out, sheet->title, style);
    g_string_append (out, "<body>\n<main>\n");
    add_element (out, "<h1>", sheet->title, "</h1>\n");
    add_element (out, "<p>", sheet->date, "</p>\n");
    add_element (out, "<p class=\"verdict\">", sheet->verdict, "</p>\n");
    add_element (out, "<p>", sheet->limits, "</p>\n");
    for (guint i = 0; i < sheet->parts->len; i++)
        add_part (out, g_ptr_array_index (sheet->parts, i), i + 1);
    add_element (out, "<p>", sheet->not_seen, "</p>\n");
    g_string_append (out, "</main>\n</body>\n</html>\n");
    return g_string_free (out, FALSE);
}
