/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cursor: a borrowed run of bytes, and the one way foreign bytes are read. A cursor cannot leave
 * its span, and every read either moves it on or says that it did not. Functions called for each
 * byte or line are inline: a call would cost more than the work it does. */
#pragma once

#include <glib.h>
#include <string.h>

/* ---- span.c ------------------------------------------------------------------------------ */

/** TfSpan: a borrowed run of bytes, possibly with NUL inside; never owned, never terminated. */
typedef struct {
    const char *data;
    gsize length;
} TfSpan;

#define TF_SPAN_EMPTY ((TfSpan){NULL, 0})

static inline TfSpan
tf_span (const char *data, gsize length)
{
    return (TfSpan){data, length};
}

TfSpan tf_span_of (const char *text);
gboolean tf_span_equal (TfSpan span, const char *text);

static inline char
tf_lower (char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* ASCII case only. */
static inline gboolean
tf_span_equal_nocase (TfSpan span, const char *text)
{
    gsize i = 0;

    while (i < span.length && text[i] != '\0' &&
           tf_lower (span.data[i]) == tf_lower (text[i]))
        i++;
    return i == span.length && text[i] == '\0';
}

static inline gboolean
tf_span_has (TfSpan span, char byte)
{
    return span.length > 0 && memchr (span.data, byte, span.length) != NULL;
}

static inline gboolean
tf_span_is_ascii (TfSpan span)
{
    for (gsize i = 0; i < span.length; i++)
        if ((guchar)span.data[i] >= 0x80)
            return FALSE;
    return TRUE;
}

/* SPAN without the one LF, CRLF or CR at its end. */
static inline TfSpan
tf_span_without_line_end (TfSpan span)
{
    if (span.length > 0 && span.data[span.length - 1] == '\n')
        span.length--;
    if (span.length > 0 && span.data[span.length - 1] == '\r')
        span.length--;
    return span;
}

TfSpan tf_span_after_last (TfSpan span, char byte); /* all of it when there is none */
TfSpan tf_span_strip (TfSpan span); /* without SP HTAB CR LF at both ends */
/* owned, terminated; does not look for NUL: the caller has already refused it */
char *tf_span_dup (TfSpan span);
char *tf_span_dup_utf8 (TfSpan span);  /* owned; invalid UTF-8 and NUL become U+FFFD */
char *tf_span_dup_lower (TfSpan span); /* owned, ASCII lower case */
char *tf_span_dup_hex (TfSpan span);   /* two small digits for each octet */

/* ---- cursor.c ---------------------------------------------------------------------------- */

/** TfCursor: reads a span from left to right and cannot leave it. */
typedef struct {
    const char *at;
    const char *end;
} TfCursor;

static inline TfCursor
tf_cursor (TfSpan span)
{
    const char *at = span.data != NULL ? span.data : "";

    return (TfCursor){at, at + (span.data != NULL ? span.length : 0)};
}

static inline gboolean
tf_cursor_at_end (const TfCursor *cursor)
{
    return cursor->at == cursor->end;
}

/* The next byte as 0..255, -1 at the end. */
static inline int
tf_cursor_peek (const TfCursor *cursor)
{
    return cursor->at < cursor->end ? (guchar)*cursor->at : -1;
}

/* The same, and moves on. */
static inline int
tf_cursor_next (TfCursor *cursor)
{
    return cursor->at < cursor->end ? (guchar)*cursor->at++ : -1;
}

static inline gboolean
tf_cursor_take (TfCursor *cursor, char byte)
{
    if (tf_cursor_peek (cursor) != (guchar)byte)
        return FALSE;
    cursor->at++;
    return TRUE;
}

/* Does not take STOP; takes all the rest when there is none. */
static inline TfSpan
tf_cursor_take_until (TfCursor *cursor, char stop)
{
    const char *start = cursor->at;
    gssize left = cursor->end - start;
    const char *found = left > 0 ? memchr (start, stop, (gsize)left) : NULL;

    cursor->at = found != NULL ? found : cursor->end;
    return tf_span (start, (gsize)(cursor->at - start));
}

static inline TfSpan
tf_cursor_take_while (TfCursor *cursor, gboolean (*accept) (guchar byte))
{
    const char *start = cursor->at;

    while (cursor->at < cursor->end && accept ((guchar)*cursor->at))
        cursor->at++;
    return tf_span (start, (gsize)(cursor->at - start));
}

static inline TfSpan
tf_cursor_rest (const TfCursor *cursor)
{
    return tf_span (cursor->at, (gsize)(cursor->end - cursor->at));
}

/* ASCII case ignored */
gboolean tf_cursor_take_text (TfCursor *cursor, const char *text);
TfSpan tf_cursor_take_count (TfCursor *cursor, gsize count); /* at most what is left */
void tf_cursor_skip_fws (TfCursor *cursor); /* SP HTAB CR LF in any order */
/* RFC 5322 §3.2.2: takes a comment, with comments nested up to TF_LIMIT_COMMENT_DEPTH, and gives its
 * inside. FALSE, nothing taken: none begins here, it has no end, or it is nested too deeply. */
gboolean tf_cursor_take_comment (TfCursor *cursor, TfSpan *ret_inside);
/* 1 to max_digits digits. FALSE, nothing taken: no digit, too many digits, or over G_MAXUINT64. */
gboolean tf_cursor_take_number (TfCursor *cursor, guint max_digits, guint64 *ret_number);
