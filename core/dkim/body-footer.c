/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* body-footer.c: where a list's footer may begin: at a line of nothing but dashes or the like,
 * or as the last part of a multipart message. Only the end of a body is searched. Leaves
 * out: whether it really is one; the body hash without it tells. */

#include "dkim/body-footer.h"

#include <string.h>

static TfSpan
take_line (TfCursor *cursor)
{
    const char *start = cursor->at;

    tf_cursor_take_until (cursor, '\n');
    tf_cursor_take (cursor, '\n');
    return tf_span (start, (gsize)(cursor->at - start));
}

/* "-- ", "______", "--~--~---": at least two. */
static gboolean
is_rule (TfSpan line)
{
    TfSpan text = tf_span_strip (line);

    for (gsize i = 0; i < text.length; i++)
        if (!tf_span_has (tf_span_of ("-_=*~#+ "), text.data[i]))
            return FALSE;
    return text.length >= 2 && text.data == line.data;
}

/* RFC 2046 §5.1.1: "--boundary--" */
static gboolean
is_closing (TfSpan line)
{
    TfSpan text = tf_span_strip (line);

    return text.length > 4 && memcmp (text.data, "--", 2) == 0 &&
           memcmp (text.data + text.length - 2, "--", 2) == 0 && !is_rule (line);
}

/* "--boundary" of the same multipart. */
static gboolean
is_opening (TfSpan line, TfSpan closing)
{
    TfSpan text = tf_span_strip (line), end = tf_span_strip (closing);

    return text.length > 2 && text.length + 2 == end.length &&
           memcmp (text.data, end.data, text.length) == 0;
}

static TfSpan
find_closing (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    TfSpan found = TF_SPAN_EMPTY;

    while (!tf_cursor_at_end (&cursor)) {
        TfSpan line = take_line (&cursor);

        if (tf_span_strip (line).length > 0)
            found = is_closing (line) ? line : TF_SPAN_EMPTY;
    }
    return found;
}

static void
add (GArray *footers, gsize at, TfSpan closing)
{
    TfFooter footer = {at, closing};

    if (footers->len == TF_LIMIT_FOOTERS)
        g_array_remove_index (footers, 0);
    g_array_append_val (footers, footer);
}

GArray *
tf_footer_find (TfSpan text, gboolean is_whole)
{
    GArray *footers = g_array_new (FALSE, FALSE, sizeof (TfFooter));
    TfSpan closing = find_closing (text);
    TfCursor cursor = tf_cursor (text);

    if (!is_whole)
        take_line (&cursor); /* this may be only the rest of a line */
    while (!tf_cursor_at_end (&cursor)) {
        gsize at = (gsize)(cursor.at - text.data);
        TfSpan line = take_line (&cursor);

        if (at > 0 && closing.length > 0 && is_opening (line, closing))
            add (footers, at, closing);
        else if (at > 0 && is_rule (line))
            add (footers, at, TF_SPAN_EMPTY);
    }
    return footers;
}
