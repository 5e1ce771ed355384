/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* wrap: lines that fit a terminal. A word that is too long is broken too: a terminal would continue
 * it in the first column, where only our own words may be. */
#include "print/print.h"

#define WIDTH_MIN 20

/** Wrapping: how much of the line has been written. */
typedef struct {
    GString *out;
    guint width;
    guint rest;
    guint column;
    gboolean at_start; /* nothing but spaces on this line yet */
} Wrapping;

static guint
columns_of (gunichar c)
{
    if (g_unichar_iszerowidth (c))
        return 0;
    return g_unichar_iswide (c) ? 2 : 1;
}

/* The end of the control sequence of one of our own colours: after its final letter. */
static const char *
end_of_sequence (const char *at)
{
    while (*at != '\0' && *at != 'm')
        at++;
    return *at != '\0' ? at + 1 : at;
}

static guint
columns_of_word (const char *at, const char *end)
{
    guint columns = 0;

    while (at < end) {
        if (*at == '\033') {
            at = end_of_sequence (at);
            continue;
        }
        columns += columns_of (g_utf8_get_char (at));
        at = g_utf8_next_char (at);
    }
    return columns;
}

guint
tf_print_columns (const char *text)
{
    return columns_of_word (text, text + strlen (text));
}

/* The end of what stays together: a word up to a blank, or a wide character (Unicode UAX #14: between
 * ideographs a line may end) with the closing signs behind it. */
static const char *
end_of_word (const char *at)
{
    gboolean wide = FALSE;

    while (*at != '\0' && *at != ' ') {
        gunichar c = g_utf8_get_char (at);
        GUnicodeType type = g_unichar_type (c);

        if (wide && type != G_UNICODE_OTHER_PUNCTUATION &&
            type != G_UNICODE_CLOSE_PUNCTUATION)
            break;
        if (*at == '\033') {
            at = end_of_sequence (at);
            continue;
        }
        wide = g_unichar_iswide (c) && type != G_UNICODE_OPEN_PUNCTUATION;
        at = g_utf8_next_char (at);
    }
    return at;
}

static void
indent (Wrapping *wrapping, guint columns)
{
    g_string_append_printf (wrapping->out, "%*s", (int)columns, "");
    wrapping->column = columns;
    wrapping->at_start = TRUE;
}

static void
break_line (Wrapping *wrapping)
{
    while (wrapping->out->len > 0 && wrapping->out->str[wrapping->out->len - 1] == ' ')
        g_string_truncate (wrapping->out, wrapping->out->len - 1);
    g_string_append_c (wrapping->out, '\n');
    indent (wrapping, wrapping->rest);
}

static void
add_word (Wrapping *wrapping, const char *at, const char *end)
{
    while (at < end) {
        const char *next = *at == '\033' ? end_of_sequence (at) : g_utf8_next_char (at);
        guint columns = *at == '\033' ? 0 : columns_of (g_utf8_get_char (at));

        if (wrapping->column + columns > wrapping->width && !wrapping->at_start)
            break_line (wrapping);
        g_string_append_len (wrapping->out, at, next - at);
        wrapping->column += columns;
        wrapping->at_start = wrapping->at_start && columns == 0;
        at = next;
    }
}

static void
wrap (Wrapping *wrapping, const char *line)
{
    while (*line != '\0') {
        guint columns;
        const char *end = end_of_word (line);

        columns = columns_of_word (line, end);
        if (!wrapping->at_start && wrapping->column + columns > wrapping->width)
            break_line (wrapping);
        add_word (wrapping, line, end);
        for (; *end == ' '; end++)
            if (!wrapping->at_start && wrapping->column < wrapping->width) {
                g_string_append_c (wrapping->out, ' ');
                wrapping->column++;
            }
        line = end;
    }
}

char *
tf_print_wrap (const char *line, guint width, guint first, guint rest)
{
    Wrapping wrapping = {.out = g_string_new (NULL), .rest = rest};

    wrapping.width = width > 0 ? MAX (width, WIDTH_MIN) : G_MAXUINT / 2;
    indent (&wrapping, first);
    wrap (&wrapping, line);
    g_string_append_c (wrapping.out, '\n');
    return g_string_free (wrapping.out, FALSE);
}
