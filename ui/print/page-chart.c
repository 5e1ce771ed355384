/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* page-chart: bars of two parts, as SVG within HTML. No text is in the picture: it would be stretched with it. */
#include "print/page.h"

#define HEIGHT 100
#define WIDTH  10 /* of a bar and the gap after it */
#define GAP    2

static guint64
largest (const GArray *bars)
{
    guint64 most = 1;

    for (guint i = 0; i < bars->len; i++) {
        const TfPageBar *bar = &g_array_index (bars, TfPageBar, i);

        most = MAX (most, bar->good + bar->bad);
    }
    return most;
}

/* Numbers in SVG have a dot, whatever the language. */
static void
add_rectangle (GString *out, const char *class, guint x, double y, double height)
{
    char top[G_ASCII_DTOSTR_BUF_SIZE], tall[G_ASCII_DTOSTR_BUF_SIZE];

    if (height <= 0)
        return;
    g_ascii_formatd (top, sizeof top, "%.2f", y);
    g_ascii_formatd (tall, sizeof tall, "%.2f", height);
    g_string_append_printf (
        out, "<rect class=\"%s\" x=\"%u\" y=\"%s\" width=\"%u\" height=\"%s\"/>", class,
        x, top, WIDTH - GAP, tall);
}

static void
add_bar (GString *out, const TfPageBar *bar, guint x, guint64 most)
{
    double good = (double)bar->good * HEIGHT / (double)most;
    double bad = (double)bar->bad * HEIGHT / (double)most;

    g_string_append (out, "<g><title>");
    tf_html_add_text (out, bar->label);
    g_string_append_printf (out,
                            ": %" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT "</title>",
                            bar->good, bar->bad);
    add_rectangle (out, "g", x, HEIGHT - good, good);
    add_rectangle (out, "b", x, HEIGHT - good - bad, bad);
    g_string_append (out, "</g>\n");
}

static void
add_key (GString *out, const char *class, const char *label)
{
    g_string_append_printf (
        out,
        "<span class=\"k\"><svg viewBox=\"0 0 1 1\" aria-hidden=\"true\">"
        "<rect class=\"%s\" width=\"1\" height=\"1\"/></svg></span> ",
        class);
    tf_html_add_text (out, label);
    g_string_append_c (out, '\n');
}

void
tf_html_add_chart (GString *out, const TfPagePart *part)
{
    guint64 most = largest (part->bars);
    const TfPageBar *first = &g_array_index (part->bars, TfPageBar, 0);
    const TfPageBar *last = &g_array_index (part->bars, TfPageBar, part->bars->len - 1);

    g_string_append (out, "<p>");
    add_key (out, "b", part->bad); /* as they are in a bar */
    add_key (out, "g", part->good);
    g_string_append_printf (out,
                            "</p>\n<svg role=\"img\" viewBox=\"0 0 %u %d\" "
                            "preserveAspectRatio=\"none\">\n<title>",
                            MAX (part->bars->len, 10) * WIDTH, HEIGHT);
    tf_html_add_text (out, part->heading);
    g_string_append (out, ": ");
    tf_html_add_text (out, first->label);
    g_string_append (out, " \u2013 ");
    tf_html_add_text (out, last->label);
    g_string_append (out, "</title>\n");
    for (guint i = 0; i < part->bars->len; i++)
        add_bar (out, &g_array_index (part->bars, TfPageBar, i), i * WIDTH, most);
    g_string_append_printf (out, "<path class=\"a\" d=\"M0 %dH%u\"/>\n</svg>\n", HEIGHT,
                            MAX (part->bars->len, 10) * WIDTH);
}
