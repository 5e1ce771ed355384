/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* spoofs-json: who pretends to be somebody, schema truefrom.spoofs/1 (data/truefrom.spoofs-1.schema.json). */
#include "print/printer.h"
#include "print/spoofs.h"

static gint64
time_of (gint64 seconds)
{
    return seconds > 0 ? seconds : -1;
}

static void
print_text (TfPrinter *printer, const char *name, const char *text)
{
    tf_printer_text (printer, name, *text != '\0' ? text : NULL);
}

static void
print_line (TfPrinter *printer, const TfSumLine *line, TfSpoofTable table)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "key", line->key);
    if (table == TF_SPOOF_SOURCES)
        tf_printer_text (printer, "host", line->more);
    tf_printer_count (printer, "messages", line->n_messages);
    tf_printer_count (printer, "forged", line->n_messages - line->n_alike);
    tf_printer_count (printer, "alike", line->n_alike);
    tf_printer_end (printer);
}

static void
print_table (TfPrinter *printer, const TfSpoofs *spoofs, TfSpoofTable table)
{
    g_autoptr (GPtrArray) lines = table == TF_SPOOF_MONTHS
                                      ? tf_sum_table_by_key (spoofs->tables[table])
                                      : tf_sum_table_by_size (spoofs->tables[table]);

    tf_printer_begin_array (printer, tf_spoof_table_to_string (table));
    for (guint i = 0; i < lines->len; i++)
        print_line (printer, g_ptr_array_index (lines, i), table);
    tf_printer_end (printer);
}

static void
print_left_out (TfPrinter *printer, const TfSpoofs *spoofs)
{
    tf_printer_begin_object (printer, "left_out");
    for (guint i = 0; i < TF_N_SPOOF_TABLES; i++)
        tf_printer_count (printer, tf_spoof_table_to_string (i), spoofs->left_out[i]);
    tf_printer_end (printer);
}

static void
print_sample (TfPrinter *printer, const TfSpoofSample *sample)
{
    tf_printer_begin_object (printer, NULL);
    tf_printer_text (printer, "kind", tf_spoof_kind_to_string (sample->kind));
    tf_printer_text (printer, "code", tf_code_to_string (sample->code));
    tf_printer_text (printer, "level", tf_level_to_string (sample->level));
    tf_printer_text (printer, "domain", sample->domain);
    print_text (printer, "from", sample->sender);
    print_text (printer, "name", sample->name);
    print_text (printer, "proven_sender", sample->proven);
    print_text (printer, "subject", sample->subject);
    print_text (printer, "date", sample->date);
    tf_printer_time (printer, "received_at", time_of (sample->time));
    print_text (printer, "address", sample->address);
    print_text (printer, "host", sample->host);
    print_text (printer, "return_path", sample->return_path);
    print_text (printer, "source", sample->place);
    tf_printer_end (printer);
}

static void
print_own (TfPrinter *printer, const TfSpoofs *spoofs)
{
    tf_printer_begin_array (printer, "own");
    for (guint i = 0; spoofs->own[i] != NULL; i++)
        tf_printer_text (printer, NULL, spoofs->own[i]);
    tf_printer_end (printer);
}

static void
print_sums (TfPrinter *printer, const TfSpoofsReading *reading)
{
    const TfSpoofs *spoofs = reading->spoofs;
    g_autofree char *sentence = tf_words_spoofs (spoofs);

    tf_printer_text (printer, "schema", "truefrom.spoofs/1");
    tf_printer_text (printer, "sentence", sentence);
    print_own (printer, spoofs);
    tf_printer_count (printer, "messages", tf_spoofs_count (spoofs));
    tf_printer_count (printer, "forged", spoofs->kinds[TF_SPOOF_FORGED]);
    tf_printer_count (printer, "alike", spoofs->kinds[TF_SPOOF_ALIKE]);
    tf_printer_count (printer, "alarms", spoofs->levels[TF_LEVEL_ALARM]);
    tf_printer_count (printer, "warnings", spoofs->levels[TF_LEVEL_WARNING]);
    tf_printer_count (printer, "scanned", spoofs->n_scanned);
    tf_printer_count (printer, "remembered", spoofs->n_remembered);
    tf_printer_count (printer, "again", spoofs->n_again);
    tf_printer_count (printer, "unsure", spoofs->n_unsure);
    tf_printer_count (printer, "unproven_sources", spoofs->n_unproven);
    tf_printer_count (printer, "lines_not_used", reading->n_lines);
    tf_printer_time (printer, "first", time_of (spoofs->first));
    tf_printer_time (printer, "last", time_of (spoofs->last));
}

char *
tf_print_spoofs_json (const TfSpoofsReading *reading)
{
    const TfSpoofs *spoofs = reading->spoofs;
    TfPrinter *printer = tf_printer_new_json ();

    tf_printer_begin_object (printer, NULL);
    print_sums (printer, reading);
    for (guint i = 0; i < TF_N_SPOOF_TABLES; i++)
        print_table (printer, spoofs, i);
    print_left_out (printer, spoofs);
    tf_printer_begin_array (printer, "samples");
    for (guint i = 0; i < spoofs->samples->len; i++)
        print_sample (printer, g_ptr_array_index (spoofs->samples, i));
    tf_printer_end (printer);
    tf_printer_end (printer);
    return tf_printer_finish (printer);
}
