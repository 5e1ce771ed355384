/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* html: what every page of HTML has. Hostile text is escaped; if that failed, the policy in the head would still
 * let nothing run and nothing be fetched. */
#include "print/page.h"

#include "words/sheet.h"
#include "words/words.h"

/* clang-format off */
static const char *const style =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--edge:#767676;--soft:#f1f1f1;"
    "--good:#2a6fb0;--bad:#b8470e}"
    "@media(prefers-color-scheme:dark){"
    ":root{--ink:#ececec;--paper:#1b1b1b;--edge:#8f8f8f;--soft:#2a2a2a;"
    "--good:#6cb0f0;--bad:#f0935a}}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:64rem;padding:1rem;font:1rem/1.5 sans-serif;color:var(--ink);"
    "background:var(--paper);overflow-wrap:break-word}"
    "h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}"
    "h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    ".verdict{font-size:1.25rem;font-weight:bold;border-inline-start:.35rem solid;"
    "padding:.5rem .75rem;background:var(--soft)}"
    "div{overflow-x:auto}"
    "div:focus-visible{outline:.2rem solid var(--good)}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:start;vertical-align:top;border:1px solid var(--edge);padding:.35rem .5rem}"
    "th,td{max-width:24rem}tbody th{min-width:7rem}"
    "thead th{background:var(--soft)}"
    "tbody th{font-weight:bold}"
    ".n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "thead .n{white-space:normal}"
    "svg{display:block;width:100%;height:9rem;margin:.5rem 0}"
    ".g{fill:var(--good)}.b{fill:var(--bad)}.a{stroke:var(--edge)}"
    ".k{display:inline-block;width:1rem;height:1rem;vertical-align:middle}"
    ".k svg{height:1rem;margin:0}"
    "details{border:1px solid var(--edge);border-inline-start-width:.35rem;margin:.25rem 0;padding:.35rem .5rem}"
    "summary{cursor:pointer}summary:focus-visible{outline:.2rem solid var(--good)}"
    ".alarm,.warning{border-inline-start-color:var(--bad)}"
    ".alarm>summary{font-weight:bold}"
    "dl{margin:.5rem 0 0}dt{font-weight:bold;margin-top:.35rem}dd{margin:0;white-space:pre-line}"
    "@media print{details:not([open])>:not(summary){display:block}details::details-content{content-visibility:visible;display:block}:root{color-scheme:light;--ink:#000;--paper:#fff;--soft:#fff}"
    "body{max-width:none;padding:0;font-size:9pt}h2{break-after:avoid}tr{break-inside:avoid}"
    "div{overflow:visible}}";
/* clang-format on */

void
tf_html_add_text (GString *out, const char *text)
{
    g_autofree char *plain = tf_words_plain (text);
    g_autofree char *escaped = tf_print_escape (plain);

    for (const char *at = escaped; *at != '\0'; at++) {
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
hash_of_style (void)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update (checksum, (const guchar *)style, -1);
    g_checksum_get_digest (checksum, digest, &length);
    return g_base64_encode (digest, length);
}

void
tf_html_add_head (GString *out, const char *title)
{
    g_autofree char *hash = hash_of_style ();
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
