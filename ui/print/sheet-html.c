/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sheet-html: the page about a domain as one HTML file: no script, nothing from elsewhere, and a policy
 * that forbids both, so that hostile text stays text even if it were not escaped. Readable in a light and a
 * dark window, on a phone, on paper, and aloud. */
#include "print/sheet.h"

#include "words/words.h"

#include <string.h>

static const char *const style =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--edge:#767676;--soft:#f1f1f1}"
    "@media(prefers-color-scheme:dark){"
    ":root{--ink:#ececec;--paper:#1b1b1b;--edge:#8f8f8f;--soft:#2a2a2a}}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:52rem;padding:1rem;font:1rem/1.5 sans-serif;color:var(--ink);"
    "background:var(--paper);overflow-wrap:break-word}"
    "h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}"
    "h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    ".verdict{font-size:1.25rem;font-weight:bold;border-inline-start:.35rem solid;"
    "padding:.5rem .75rem;background:var(--soft)}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:start;vertical-align:top;border:1px solid var(--edge);padding:.35rem .5rem}"
    "thead th{background:var(--soft)}"
    "tbody th{font-weight:bold;min-width:4.5rem}"
    "code{font-family:monospace;font-size:.9rem;overflow-wrap:anywhere}"
    ".records{table-layout:fixed}"
    ".records thead th:first-child{width:32%}"
    ".records thead th:nth-child(2){width:4.5rem}"
    "@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%)}"
    "table,tbody,tr,th,td{display:block;width:100%}"
    "tr{border:1px solid var(--edge);margin:0 0 .6rem}"
    "th,td{border:0}}"
    "@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--soft:#fff}"
    "body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}}";

/* ---- text -------------------------------------------------------------------------- */

/* TEXT in which only our own isolates steer anything. */
static void
add_text (GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '&')
            g_string_append (out, "&amp;");
        else if (*at == '<')
            g_string_append (out, "&lt;");
        else if (*at == '>')
            g_string_append (out, "&gt;");
        else if (*at == '"')
            g_string_append (out, "&quot;");
        else if (*at == '\'')
            g_string_append (out, "&#39;");
        else
            g_string_append_c (out, *at);
    }
}

static void
add_code (GString *out, const char *foreign)
{
    g_autofree char *escaped = tf_print_escape (foreign);

    g_string_append (out, "<code dir=\"ltr\">");
    add_text (out, escaped);
    g_string_append (out, "</code>");
}

static void
add_element (GString *out, const char *begin, const char *text, const char *end)
{
    g_string_append (out, begin);
    add_text (out, text);
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
        add_text (out, row->label);
    g_string_append (out, "</th>");
    if (part->columns[1] != NULL)
        add_element (out, "<td>", row->state != NULL ? row->state : "", "</td>");
    g_string_append (out, "<td>");
    if (row->verbatim)
        add_code (out, row->text);
    else
        add_text (out, row->text != NULL ? row->text : "");
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
    add_text (out, part->heading);
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

/* Owned: what a content security policy says of the only style. */
static char *
hash_of_style (void)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update (checksum, (const guchar *)style, -1);
    g_checksum_get_digest (checksum, digest, &length);
    return g_base64_encode (digest, length);
}

static void
add_head (GString *out, const TfSheet *sheet)
{
    g_autofree char *hash = hash_of_style ();
    g_autofree char *title = tf_words_plain (sheet->title);
    gboolean leftwards = g_str_equal (tf_words_direction (), "\u200F");

    g_string_append_printf (
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        tf_words_language (), leftwards ? "rtl" : "ltr", hash);
    add_element (out, "<title>", title, "</title>\n");
    g_string_append_printf (out, "<style>%s</style>\n</head>\n", style);
}

char *
tf_print_sheet_html (const TfSheet *sheet)
{
    GString *out = g_string_new (NULL);

    add_head (out, sheet);
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
