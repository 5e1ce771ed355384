/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* splitter: the messages of an mbox that comes out of an archive and cannot be read twice. The rules are those of
 * mailbox/mbox.c, and a test compares the two. */
#include "scan/scan-private.h"

#define SEPARATOR_BYTES 1024
#define LINE_BYTES      (64 * 1024) /* of a line that is kept until its end comes */

struct _TfSplitter {
    TfSplitFunc function;
    gpointer data;
    gsize limit;
    GByteArray *message; /* or NULL: none has begun */
    gboolean too_large;
    GByteArray *line;     /* what is there of a line without its end */
    gboolean in_line;     /* its start is in the message already */
    GByteArray *held;     /* a line that separates if a field follows; empty: none */
    gboolean begun;       /* a separator has been seen */
    gboolean after_empty; /* the line before is empty */
    gsize spare;          /* how long that is, if it may belong to the mbox; else 0 */
    gboolean has_body;    /* an empty line has ended the header */
};

TfSplitter *
tf_splitter_new (TfSplitFunc function, gpointer data, gsize limit)
{
    TfSplitter *splitter = g_new0 (TfSplitter, 1);

    splitter->function = function;
    splitter->data = data;
    splitter->limit = limit;
    splitter->line = g_byte_array_new ();
    splitter->held = g_byte_array_new ();
    return splitter;
}

void
tf_splitter_free (TfSplitter *splitter)
{
    g_clear_pointer (&splitter->message, g_byte_array_unref);
    g_byte_array_unref (splitter->line);
    g_byte_array_unref (splitter->held);
    g_free (splitter);
}

/* ---- messages ---------------------------------------------------------------------- */

static void
put (TfSplitter *splitter, TfSpan bytes)
{
    GByteArray *message = splitter->message;

    if (message == NULL)
        return;
    splitter->too_large |= message->len + bytes.length > splitter->limit;
    if (splitter->too_large)
        g_byte_array_set_size (message, 0);
    else
        g_byte_array_append (message, (const guint8 *)bytes.data, (guint)bytes.length);
}

static void
end_message (TfSplitter *splitter)
{
    GByteArray *message = g_steal_pointer (&splitter->message);

    if (message == NULL)
        return;
    if (splitter->too_large) {
        g_byte_array_unref (message);
        splitter->function (splitter->data, NULL);
        return;
    }
    g_byte_array_set_size (message, (guint)(message->len - splitter->spare));
    splitter->function (splitter->data, g_byte_array_free_to_bytes (message));
}

static void
begin_message (TfSplitter *splitter)
{
    end_message (splitter);
    splitter->message = g_byte_array_new ();
    splitter->too_large = FALSE;
    splitter->begun = TRUE;
    splitter->after_empty = FALSE;
    splitter->has_body = FALSE;
    splitter->spare = 0;
}

/* ---- lines ------------------------------------------------------------------------- */

static TfSeparator
separator_of (const TfSplitter *splitter, TfSpan line)
{
    TfSeparator separator;

    if ((splitter->begun && !splitter->after_empty) || line.length >= SEPARATOR_BYTES ||
        line.data[0] != 'F')
        return TF_SEPARATOR_NONE;
    separator = tf_mbox_separator (line);
    if (separator == TF_SEPARATOR_PATCH)
        return splitter->begun ? TF_SEPARATOR_NONE : TF_SEPARATOR_SURE;
    return separator;
}

/* WHOLE is a line with its LF; IS_START: its start is not in the message yet. */
static void
put_line (TfSplitter *splitter, TfSpan whole, gboolean is_start)
{
    gboolean is_empty =
        is_start && (whole.length == 1 || (whole.length == 2 && whole.data[0] == '\r'));

    put (splitter, whole);
    splitter->after_empty = is_empty;
    /* The empty line that ends the header belongs to the message. */
    splitter->spare =
        is_empty && splitter->has_body && !splitter->too_large ? whole.length : 0;
    splitter->has_body |= is_empty;
}

/* What was held back was a separator, or else text. NEXT follows it. */
static void
release (TfSplitter *splitter, TfSpan next)
{
    GByteArray *held = splitter->held;

    if (held->len == 0)
        return;
    if (tf_mbox_is_field (next))
        begin_message (splitter);
    else
        put_line (splitter, tf_span ((const char *)held->data, held->len), TRUE);
    g_byte_array_set_size (held, 0);
}

/* WHOLE: a line with its LF. */
static void
take_line (TfSplitter *splitter, TfSpan whole)
{
    TfSpan line = tf_span (whole.data, whole.length - 1);

    release (splitter, line);
    switch (line.length > 0 ? separator_of (splitter, line) : TF_SEPARATOR_NONE) {
    case TF_SEPARATOR_SURE:
        begin_message (splitter);
        return;
    case TF_SEPARATOR_BEFORE_FIELD:
        g_byte_array_append (splitter->held, (const guint8 *)whole.data,
                             (guint)whole.length);
        return;
    case TF_SEPARATOR_NONE:
    case TF_SEPARATOR_PATCH:
        break;
    }
    put_line (splitter, whole, TRUE);
}

/* ---- bytes ------------------------------------------------------------------------- */

static void
take_kept (TfSplitter *splitter, gboolean is_whole)
{
    TfSpan kept = tf_span ((const char *)splitter->line->data, splitter->line->len);

    if (splitter->in_line) {
        put_line (splitter, kept, FALSE);
    } else if (is_whole) {
        take_line (splitter, kept);
    } else {
        release (splitter, kept);
        put_line (splitter, kept, FALSE);
    }
    splitter->in_line = !is_whole;
    g_byte_array_set_size (splitter->line, 0);
}

void
tf_splitter_feed (TfSplitter *splitter, TfSpan bytes)
{
    while (bytes.length > 0) {
        const char *end = memchr (bytes.data, '\n', bytes.length);
        gsize length = end != NULL ? (gsize)(end - bytes.data) + 1 : bytes.length;

        if (end != NULL && splitter->line->len == 0 && !splitter->in_line) {
            take_line (splitter, tf_span (bytes.data, length));
        } else {
            g_byte_array_append (splitter->line, (const guint8 *)bytes.data,
                                 (guint)length);
            if (end != NULL || splitter->line->len > LINE_BYTES)
                take_kept (splitter, end != NULL);
        }
        bytes = tf_span (bytes.data + length, bytes.length - length);
    }
}

void
tf_splitter_end (TfSplitter *splitter)
{
    release (splitter, tf_span ((const char *)splitter->line->data, splitter->line->len));
    if (splitter->line->len > 0)
        take_kept (splitter, FALSE);
    end_message (splitter);
}
