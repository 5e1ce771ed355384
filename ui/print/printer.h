/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* printer: objects, arrays and values, one after another, in whatever form a backend writes them.
 * NAME is that of a member; NULL in an array. Every text comes out as valid UTF-8.
 *
 *   printer.c      what all backends share
 *   json-writer.c  JSON (RFC 8259), on one line
 */
#pragma once

#include <glib.h>

typedef struct _TfPrinter TfPrinter;

/** TfPrinterBackend: how one form writes. TEXT and NAME are valid UTF-8. */
typedef struct {
    void (*begin) (GString *out, const char *name, gboolean is_array);
    void (*end) (GString *out, gboolean is_array);
    void (*text) (GString *out, const char *name, const char *text); /* NULL: no value */
    void (*number) (GString *out, const char *name, gint64 number);
    void (*boolean) (GString *out, const char *name, gboolean value);
} TfPrinterBackend;

TfPrinter *tf_printer_new (const TfPrinterBackend *backend);
TfPrinter *tf_printer_new_json (void);
void tf_printer_begin_object (TfPrinter *printer, const char *name);
void tf_printer_begin_array (TfPrinter *printer, const char *name);
void tf_printer_end (TfPrinter *printer); /* ends what was begun last */
/* NULL: a member without a value */
void tf_printer_text (TfPrinter *printer, const char *name, const char *text);
void tf_printer_number (TfPrinter *printer, const char *name, gint64 number);
void tf_printer_count (TfPrinter *printer, const char *name, guint64 count);
/* Seconds since 1970; -1: a member without a value. */
void tf_printer_time (TfPrinter *printer, const char *name, gint64 seconds);
void tf_printer_boolean (TfPrinter *printer, const char *name, gboolean value);
/* An array of texts (char *); an empty one for NULL */
void tf_printer_texts (TfPrinter *printer, const char *name, const GPtrArray *texts);
/* Owned: everything that was written. Frees PRINTER, in which nothing may be open any more. */
char *tf_printer_finish (TfPrinter *printer);
