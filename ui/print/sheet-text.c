/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* sheet-text: the page about a domain as plain text, to be pasted into a form or a mail. */
#include "print/sheet.h"

#include "words/words.h"

#define WIDTH 76 /* mail programs break longer lines themselves */

/* Owned: without direction marks and control characters. */
static char *
plain (const char *text)
{
    g_autofree char *unmarked = tf_words_plain (text);

    return tf_print_escape (unmarked);
}

static void
add_wrapped (GString *out, const char *text, guint first, guint rest)
{
    g_autofree char *shown = plain (text);
    g_autofree char *wrapped = tf_print_wrap (shown, WIDTH, first, rest);

    g_string_append (out, wrapped);
}

/* Records are not wrapped: they are to be compared byte by byte. */
static void
add_row (GString *out, const TfSheetRow *row)
{
    g_autofree char *label = plain (row->label);
    g_autofree char *state = plain (row->state != NULL ? row->state : "");
    g_autofree char *text = plain (row->text != NULL ? row->text : "");
    g_autofree char *line = NULL;

    if (row->verbatim) {
        g_string_append_printf (out, "  %s %s\n    %s\n", label, state, text);
        return;
    }
    line = g_strconcat (label, ": ", state, *state != '\0' ? " \u2013 " : "", text, NULL);
    add_wrapped (out, line, 2, 4);
}

char *
tf_print_sheet_text (const TfSheet *sheet)
{
    GString *out = g_string_new (NULL);

    add_wrapped (out, sheet->title, 0, 0);
    add_wrapped (out, sheet->date, 0, 0);
    g_string_append_c (out, '\n');
    add_wrapped (out, sheet->verdict, 0, 0);
    add_wrapped (out, sheet->limits, 0, 0);
    for (guint i = 0; i < sheet->parts->len; i++) {
        const TfSheetPart *part = g_ptr_array_index (sheet->parts, i);

        g_string_append_c (out, '\n');
        add_wrapped (out, part->heading, 0, 0);
        for (guint j = 0; j < part->rows->len; j++)
            add_row (out, g_ptr_array_index (part->rows, j));
    }
    g_string_append_c (out, '\n');
    add_wrapped (out, sheet->not_seen, 0, 0);
    return g_string_free (out, FALSE);
}
