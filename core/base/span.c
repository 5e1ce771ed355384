/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* span: a borrowed run of bytes. Nothing here looks past its length, and NUL is a byte
 * like any other. */
#include "base/base.h"

#include <string.h>

TfSpan
tf_span_of (const char *text)
{
    return tf_span (text, text != NULL ? strlen (text) : 0);
}

gboolean
tf_span_equal (TfSpan span, const char *text)
{
    gsize length = strlen (text);

    return span.length == length &&
           (length == 0 || memcmp (span.data, text, length) == 0);
}

static gboolean
is_fws (char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

TfSpan
tf_span_after_last (TfSpan span, char byte)
{
    gsize at = span.length;

    while (at > 0 && span.data[at - 1] != byte)
        at--;
    return at > 0 ? tf_span (span.data + at, span.length - at) : span;
}

TfSpan
tf_span_strip (TfSpan span)
{
    while (span.length > 0 && is_fws (span.data[span.length - 1]))
        span.length--;
    while (span.length > 0 && is_fws (span.data[0])) {
        span.data++;
        span.length--;
    }
    return span;
}

char *
tf_span_dup (TfSpan span)
{
    char *text = g_malloc (span.length + 1);

    if (span.length > 0)
        memcpy (text, span.data, span.length);
    text[span.length] = '\0';
    return text;
}

char *
tf_span_dup_utf8 (TfSpan span)
{
    return span.length > 0 ? g_utf8_make_valid (span.data, (gssize)span.length)
                           : g_strdup ("");
}

char *
tf_span_dup_lower (TfSpan span)
{
    char *text = tf_span_dup (span);

    for (gsize i = 0; i < span.length; i++)
        text[i] = g_ascii_tolower (text[i]);
    return text;
}

char *
tf_span_dup_hex (TfSpan span)
{
    static const char digits[] = "0123456789abcdef";
    char *text = g_malloc (2 * span.length + 1);

    for (gsize i = 0; i < span.length; i++) {
        text[2 * i] = digits[(guchar)span.data[i] >> 4];
        text[2 * i + 1] = digits[(guchar)span.data[i] & 15];
    }
    text[2 * span.length] = '\0';
    return text;
}
