/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* contents: see evidence.h. */
#include "evidence/evidence.h"
#include "print/print.h"
#include "print/printer.h"
#include "words/translate.h"
#include "words/words.h"

#define README_COLUMNS 72

/* Owned: UTC, ISO 8601. */
static char *
time_to_text (gint64 seconds)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

    return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
add_time (TfPrinter *out, const char *name, gint64 seconds)
{
    g_autofree char *text = time_to_text (seconds);

    tf_printer_text (out, name, text);
}

static char *
make_about (const TfEvidenceSubject *subject)
{
    TfPrinter *out = tf_printer_new_json ();

    tf_printer_begin_object (out, NULL);
    tf_printer_text (out, "schema", TF_EVIDENCE_SCHEMA);
    tf_printer_text (out, "truefrom", TF_VERSION);
    tf_printer_text (out, "mail_program", subject->program);
    add_time (out, "checked_at", subject->report->now);
    add_time (out, "saved_at", g_get_real_time () / G_USEC_PER_SEC);
    tf_printer_text (out, "asked", subject->asked);
    tf_printer_end (out);
    return tf_printer_finish (out);
}

static char *
make_report (const TfReport *report)
{
    const TfPrintMessage message = {.file = TF_SAVING_MESSAGE,
                                    .label = TF_SAVING_MESSAGE};

    return tf_print_json (report, &message);
}

/* Owned: TEXT, each line of which is a paragraph, with lines of at most README_COLUMNS. */
static char *
wrap (char *owned_text)
{
    g_auto (GStrv) lines = g_strsplit (owned_text, "\n", -1);
    GString *out = g_string_new (NULL);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *wrapped = tf_print_wrap (lines[i], README_COLUMNS, 0, 0);

        g_string_append (out, wrapped);
    }
    g_free (owned_text);
    return g_string_free (out, FALSE);
}

static void
add_file (GStrvBuilder *builder, const char *name, char *owned_text)
{
    g_strv_builder_add (builder, name);
    g_strv_builder_add (builder, owned_text);
    g_free (owned_text);
}

GStrv
tf_evidence_contents (const TfEvidenceSubject *subject)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    add_file (builder, TF_EVIDENCE_README, wrap (tf_words_evidence_readme ()));
    add_file (builder, TF_EVIDENCE_ANSWERS, tf_report_dup_record (subject->report));
    add_file (builder, TF_EVIDENCE_SETTINGS, tf_evidence_settings_to_json (subject));
    add_file (builder, TF_EVIDENCE_REPORT, make_report (subject->report));
    add_file (builder, TF_EVIDENCE_TEXT,
              tf_words_evidence_text (subject->report, subject->program));
    add_file (builder, TF_EVIDENCE_ABOUT, make_about (subject));
    return g_strv_builder_end (builder);
}
