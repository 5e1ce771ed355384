/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* body-mbox.c: the escaped "From " lines of a body from an mbox, in chunks of any
 * size. The flavour of the mbox is not known: "mboxrd" escapes ^>*From, "mboxo" only
 * ^From, others nothing; what was signed tells. So the body is read both as it is and with one
 * ">" less. */

#include "dkim/body-mbox.h"

#include <string.h>

static const char separator[] = "From ";

#define SEPARATOR_LENGTH (sizeof separator - 1)

void
tf_mbox_scan_init (TfMboxScan *scan)
{
    *scan = (TfMboxScan){.at_line_start = TRUE};
}

static void
pass_on (TfMboxScan *scan, TfSpan bytes, TfMboxFunc pass, gpointer data)
{
    if (bytes.length == 0)
        return;
    pass (data, bytes);
    scan->at_line_start = bytes.data[bytes.length - 1] == '\n';
}

/* Up to the next ">" at the start of a line. */
static gsize
find_start (const TfMboxScan *scan, TfSpan chunk)
{
    const char *at = chunk.data, *end = chunk.data + chunk.length;

    for (; (at = memchr (at, '>', (gsize)(end - at))) != NULL; at++)
        if (at == chunk.data ? scan->at_line_start : at[-1] == '\n')
            return (gsize)(at - chunk.data);
    return chunk.length;
}

void
tf_mbox_scan_finish (TfMboxScan *scan, TfMboxFunc pass, gpointer data)
{
    if (!scan->held)
        return;
    scan->held = FALSE;
    pass_on (scan, tf_span (">", 1), pass, data);
    pass_on (scan, tf_span (separator, scan->matched), pass, data);
}

static gboolean
is_angle (guchar byte)
{
    return byte == '>';
}

/* After the ">" that is held back. */
static void
go_on (TfMboxScan *scan, TfCursor *cursor, TfMboxFunc pass, TfMboxFunc escape,
       gpointer data)
{
    if (scan->matched == 0)
        pass_on (scan, tf_cursor_take_while (cursor, is_angle), pass, data);
    while (scan->matched < SEPARATOR_LENGTH &&
           tf_cursor_take (cursor, separator[scan->matched]))
        scan->matched++;
    if (scan->matched == SEPARATOR_LENGTH) {
        scan->held = FALSE;
        escape (data, tf_span (">", 1));
        pass_on (scan, tf_span (separator, SEPARATOR_LENGTH), pass, data);
    } else if (!tf_cursor_at_end (cursor)) {
        tf_mbox_scan_finish (scan, pass, data);
    }
}

void
tf_mbox_scan_update (TfMboxScan *scan, TfSpan chunk, TfMboxFunc pass, TfMboxFunc escape,
                     gpointer data)
{
    TfCursor cursor = tf_cursor (chunk);

    while (!tf_cursor_at_end (&cursor)) {
        if (!scan->held) {
            gsize before = find_start (scan, tf_cursor_rest (&cursor));

            pass_on (scan, tf_cursor_take_count (&cursor, before), pass, data);
            scan->held = tf_cursor_take (&cursor, '>');
            scan->matched = 0;
        }
        if (scan->held)
            go_on (scan, &cursor, pass, escape, data);
    }
}
