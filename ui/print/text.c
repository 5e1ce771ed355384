/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* text: a report for people at a terminal. Whatever is foreign has passed
 * wording-safe.c; what is left of control and direction characters (a file's name, our
 * own isolates) is escaped or dropped here, so that nothing in a message can steer the
 * terminal. */
#include <glib/gi18n-lib.h>

#include "print/print.h"
#include "words/words.h"

#define RESET "\033[0m"

static const char *
colour_of (TfLevel level)
{
    switch (level) {
    case TF_LEVEL_ALARM:
        return "\033[1;31m";
    case TF_LEVEL_WARNING:
        return "\033[1;33m";
    case TF_LEVEL_NOTE:
        return "\033[1m";
    case TF_LEVEL_QUIET:
        break;
    }
    return "";
}

gboolean
tf_print_needs_escape (gunichar c)
{
    switch ((guint)g_unichar_type (c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return TRUE;
    }
    return FALSE;
}

char *
tf_print_escape (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *out = g_string_new (NULL);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (!tf_print_needs_escape (c))
            g_string_append_unichar (out, c);
        else if (c < 0x100)
            g_string_append_printf (out, "\\x%02x", c);
        else
            g_string_append_printf (out, "\\u%04x", c);
    }
    return g_string_free (out, FALSE);
}

/* Takes SENTENCE. */
static void
add_line (GString *out, const char *indent, char *sentence)
{
    g_autofree char *taken = sentence;
    g_autofree char *plain = tf_words_plain (taken);
    g_autofree char *escaped = tf_print_escape (plain);
    g_string_append_printf (out, "%s%s\n", indent, escaped);
}

static void
add_first_line (GString *out, const TfReport *report, const char *file, gboolean colour)
{
    const TfFinding *deciding = &report->verdict.deciding;
    const char *paint = colour ? colour_of (deciding->level) : "";
    g_autofree char *name = tf_print_escape (file);
    g_string_append_printf (
        out, "%s: %s%s %s%s\n", name, paint, tf_words_level (deciding->level),
        tf_code_to_string (deciding->code), *paint != '\0' ? RESET : "");
}

static void
add_details (GString *out, const TfReport *report)
{
    g_autoptr (GPtrArray) rows = tf_words_details (report);

    for (guint i = 0; i < rows->len; i++) {
        const TfDetail *detail = g_ptr_array_index (rows, i);

        add_line (out, "    ", g_strdup_printf ("%s: %s", detail->label, detail->value));
    }
}

char *
tf_print_text (const TfReport *report, const char *file, gboolean colour)
{
    GString *out = g_string_new (NULL);
    add_first_line (out, report, file, colour);
    add_line (out, "  ", tf_words_summary (report));
    add_line (out, "  ", tf_words_summary_text (report));
    add_details (out, report);
    return g_string_free (out, FALSE);
}
