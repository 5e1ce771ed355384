/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* html: what every page of HTML has. Hostile text is escaped; if that failed, the policy in the head would still
 * let nothing run and nothing be fetched. */
#include "print/page.h"

#include "words/sheet.h"
#include "words/words.h"

static const char *const style_of_all =
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
    "tbody th{font-weight:bold}";
/* Last, so that it has the last word. */
static const char *const style_on_paper =
    "@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--soft:#fff}"
    "body{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}"
    "div{overflow:visible}}";

void
tf_html_add_text (GString *out, const char *text)
{
    g_autofree char *plain = tf_words_plain (text);
    g_autofree char *escaped = tf_print_escape (plain);

    tf_html_add_marked (out, escaped);
}

void
tf_html_add_marked (GString *out, const char *text)
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

/* Owned: what the policy says of the only style. */
static char *
hash_of (const char *style)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update (checksum, (const guchar *)style, -1);
    g_checksum_get_digest (checksum, digest, &length);
    return g_base64_encode (digest, length);
}

void
tf_html_add_head (GString *out, const char *title, const char *style_of_page)
{
    g_autofree char *style =
        g_strconcat (style_of_all, style_of_page, style_on_paper, NULL);
    g_autofree char *hash = hash_of (style);
    gboolean leftwards = g_str_equal (tf_words_direction (), "\u200F");

    g_string_append_printf (
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        tf_words_language (), leftwards ? "rtl" : "ltr", hash);
    tf_html_add_text (out, title);
    g_string_append_printf (out, "</title>\n<style>%s</style>\n</head>\n", style);
}
