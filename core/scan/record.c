/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* record: what is kept of one message, as one line: its fields, a tab between them. */
#include "scan/record.h"

TfScanRecord *
tf_scan_record_new (void)
{
    return g_new0 (TfScanRecord, 1);
}

void
tf_scan_record_free (TfScanRecord *record)
{
    for (guint i = 0; i < TF_N_SCAN_FIELDS; i++)
        g_free (record->texts[i]);
    g_free (record);
}

const char *
tf_scan_record_get (const TfScanRecord *record, TfScanField field)
{
    return record->texts[field] != NULL ? record->texts[field] : "";
}

static void
append_escaped (GString *line, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\t')
            g_string_append (line, "\\t");
        else if (*text == '\n')
            g_string_append (line, "\\n");
        else if (*text == '\\')
            g_string_append (line, "\\\\");
        else
            g_string_append_c (line, *text);
}

char *
tf_scan_record_encode (const TfScanRecord *record)
{
    GString *line = g_string_new (NULL);

    for (guint i = 0; i < TF_N_SCAN_FIELDS; i++) {
        if (i > 0)
            g_string_append_c (line, '\t');
        append_escaped (line, tf_scan_record_get (record, i));
    }
    return g_string_free (line, FALSE);
}

static char *
unescape (TfSpan text)
{
    GString *out = g_string_sized_new (text.length);
    TfCursor cursor = tf_cursor (text);

    while (!tf_cursor_at_end (&cursor)) {
        char c = (char)tf_cursor_next (&cursor);

        if (c == '\\' && !tf_cursor_at_end (&cursor)) {
            c = (char)tf_cursor_next (&cursor);
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
        }
        g_string_append_c (out, c);
    }
    return g_string_free (out, FALSE);
}

TfScanRecord *
tf_scan_record_decode (TfSpan line)
{
    g_autoptr (TfScanRecord) record = tf_scan_record_new ();
    TfCursor cursor = tf_cursor (line);

    for (guint i = 0; i < TF_N_SCAN_FIELDS; i++) {
        if (i > 0 && !tf_cursor_take (&cursor, '\t') && i < TF_SCAN_MORE_FROM)
            return NULL;
        record->texts[i] = unescape (tf_cursor_take_until (&cursor, '\t'));
    }
    return tf_cursor_at_end (&cursor) ? g_steal_pointer (&record) : NULL;
}

guint64
tf_scan_hash (TfSpan text)
{
    guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

    for (gsize i = 0; i < text.length; i++)
        hash = (hash ^ (guint8)text.data[i]) * G_GUINT64_CONSTANT (0x100000001b3);
    return hash;
}
