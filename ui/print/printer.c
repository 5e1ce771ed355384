/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* printer: keeps track of what is open, and makes texts valid; the backend does the rest. */
#include "print/printer.h"

struct _TfPrinter {
    const TfPrinterBackend *backend;
    GString *out;
    GByteArray *open; /* a byte for each level, outermost first: whether it is an array */
};

TfPrinter *
tf_printer_new (const TfPrinterBackend *backend)
{
    TfPrinter *printer = g_new0 (TfPrinter, 1);

    printer->backend = backend;
    printer->out = g_string_new (NULL);
    printer->open = g_byte_array_new ();
    return printer;
}

/* Invalid UTF-8 becomes U+FFFD, in names too: the properties of a server can have any name. */
static char *
valid (const char *text)
{
    return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static void
begin (TfPrinter *printer, const char *name, gboolean is_array)
{
    g_autofree char *valid_name = valid (name);
    guint8 kind = is_array ? 1 : 0;

    printer->backend->begin (printer->out, valid_name, is_array);
    g_byte_array_append (printer->open, &kind, 1);
}

void
tf_printer_begin_object (TfPrinter *printer, const char *name)
{
    begin (printer, name, FALSE);
}

void
tf_printer_begin_array (TfPrinter *printer, const char *name)
{
    begin (printer, name, TRUE);
}

void
tf_printer_end (TfPrinter *printer)
{
    guint last;

    g_return_if_fail (printer->open->len > 0);
    last = printer->open->len - 1;
    printer->backend->end (printer->out, printer->open->data[last] != 0);
    g_byte_array_set_size (printer->open, last);
}

void
tf_printer_text (TfPrinter *printer, const char *name, const char *text)
{
    g_autofree char *valid_name = valid (name);
    g_autofree char *valid_text = valid (text);

    printer->backend->text (printer->out, valid_name, valid_text);
}

void
tf_printer_number (TfPrinter *printer, const char *name, gint64 number)
{
    printer->backend->number (printer->out, name, number);
}

void
tf_printer_count (TfPrinter *printer, const char *name, guint64 count)
{
    tf_printer_number (printer, name, (gint64)MIN (count, G_MAXINT64));
}

void
tf_printer_time (TfPrinter *printer, const char *name, gint64 seconds)
{
    if (seconds >= 0)
        tf_printer_number (printer, name, seconds);
    else
        tf_printer_text (printer, name, NULL);
}

void
tf_printer_boolean (TfPrinter *printer, const char *name, gboolean value)
{
    printer->backend->boolean (printer->out, name, value);
}

void
tf_printer_texts (TfPrinter *printer, const char *name, const GPtrArray *texts)
{
    tf_printer_begin_array (printer, name);
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        tf_printer_text (printer, NULL, g_ptr_array_index (texts, i));
    tf_printer_end (printer);
}

char *
tf_printer_finish (TfPrinter *printer)
{
    char *text = g_string_free (printer->out, FALSE);

    g_warn_if_fail (printer->open->len == 0);
    g_byte_array_unref (printer->open);
    g_free (printer);
    return text;
}
