/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* csv: RFC 4180. Spreadsheets run what begins like a formula; an apostrophe before it makes it text. */
#include "print/page.h"

static gboolean
begins_like_formula (const char *text)
{
    return *text == '=' || *text == '+' || *text == '-' || *text == '@' ||
           *text == '\t' || *text == '\r';
}

static void
begin_cell (GString *line)
{
    if (line->len > 0 && line->str[line->len - 1] != '\n')
        g_string_append_c (line, ',');
}

void
tf_csv_add (GString *line, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);

    begin_cell (line);
    g_string_append_c (line, '"');
    if (begins_like_formula (valid))
        g_string_append_c (line, '\'');
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c == '"')
            g_string_append_c (line, '"');
        g_string_append_unichar (line, tf_print_needs_escape (c) ? 0xfffd : c);
    }
    g_string_append_c (line, '"');
}

void
tf_csv_add_number (GString *line, guint64 number)
{
    begin_cell (line);
    g_string_append_printf (line, "%" G_GUINT64_FORMAT, number);
}

char *
tf_csv_head (const char *const *columns, guint n_columns)
{
    GString *line = g_string_new (NULL);

    for (guint i = 0; i < n_columns; i++)
        g_string_append_printf (line, "%s%s", i > 0 ? "," : "", columns[i]);
    tf_csv_end (line);
    return g_string_free (line, FALSE);
}

void
tf_csv_end (GString *line)
{
    g_string_append (line, "\r\n");
}
