/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* json-writer: RFC 8259, on one line. Every control and format character is escaped: a terminal
 * obeys more of them than ASCII has, and many programs that read lines take U+0085 or U+2028 for
 * a line end. */
#include "print/print.h"
#include "print/printer.h"

static void
append_escape (GString *out, gunichar c)
{
    if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", (char)c);
    else if (c == '\b')
        g_string_append (out, "\\b");
    else if (c == '\f')
        g_string_append (out, "\\f");
    else if (c == '\n')
        g_string_append (out, "\\n");
    else if (c == '\r')
        g_string_append (out, "\\r");
    else if (c == '\t')
        g_string_append (out, "\\t");
    else if (c < 0x10000)
        g_string_append_printf (out, "\\u%04x", c);
    else /* RFC 8259 §7 */
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xd7c0 + (c >> 10),
                                0xdc00 + (c & 0x3ff));
}

/* How many characters follow that stand for themselves, as nearly all do: they are copied at once. */
static gsize
count_plain (const char *text)
{
    gsize n = 0;

    while (text[n] >= ' ' && text[n] < 0x7f && text[n] != '"' && text[n] != '\\')
        n++;
    return n;
}

static void
append_char (GString *out, const char *at)
{
    gunichar c = g_utf8_get_char (at);

    if (c == '"' || c == '\\' || tf_print_needs_escape (c))
        append_escape (out, c);
    else
        g_string_append_len (out, at, g_utf8_next_char (at) - at);
}

static void
append_string (GString *out, const char *text)
{
    g_string_append_c (out, '"');
    for (;;) {
        gsize n_plain = count_plain (text);

        g_string_append_len (out, text, (gssize)n_plain);
        text += n_plain;
        if (*text == '\0')
            break;
        append_char (out, text);
        text = g_utf8_next_char (text);
    }
    g_string_append_c (out, '"');
}

/* A comma, if something comes before, and the name. */
static void
begin_member (GString *out, const char *name)
{
    char last = out->len > 0 ? out->str[out->len - 1] : '{';

    if (last != '{' && last != '[')
        g_string_append_c (out, ',');
    if (name == NULL)
        return;
    append_string (out, name);
    g_string_append_c (out, ':');
}

static void
json_begin (GString *out, const char *name, gboolean is_array)
{
    begin_member (out, name);
    g_string_append_c (out, is_array ? '[' : '{');
}

static void
json_end (GString *out, gboolean is_array)
{
    g_string_append_c (out, is_array ? ']' : '}');
}

static void
json_text (GString *out, const char *name, const char *text)
{
    begin_member (out, name);
    if (text == NULL)
        g_string_append (out, "null");
    else
        append_string (out, text);
}

static void
json_number (GString *out, const char *name, gint64 number)
{
    begin_member (out, name);
    g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

static void
json_boolean (GString *out, const char *name, gboolean value)
{
    begin_member (out, name);
    g_string_append (out, value ? "true" : "false");
}

TfPrinter *
tf_printer_new_json (void)
{
    static const TfPrinterBackend backend = {json_begin, json_end, json_text, json_number,
                                             json_boolean};

    return tf_printer_new (&backend);
}
