/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* through: what programs, but never servers, put in front of a message or do to its encoding when
 * they save it: a byte order mark, empty lines, the length (.emlx), line ends of old Macs, UTF-16.
 * All of it is read through, because the message is beneath it. Leaves out: UTF-32, EBCDIC. */
#include "message/message.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
is_text (guchar byte)
{
    return (byte >= 0x20 && byte < 0x7f) || byte == '\t' || byte == '\r' || byte == '\n';
}

/* ---- looking ------------------------------------------------------------------------- */

/* Without a byte order mark: two characters of ASCII. */
static TfThrough
utf16_of (TfSpan start)
{
    const guchar *bytes = (const guchar *)start.data;

    if (start.length < 4)
        return 0;
    if ((bytes[0] == 0xff && bytes[1] == 0xfe && (bytes[2] != 0 || bytes[3] != 0)) ||
        (is_text (bytes[0]) && bytes[1] == 0 && is_text (bytes[2]) && bytes[3] == 0))
        return TF_THROUGH_UTF16LE;
    if ((bytes[0] == 0xfe && bytes[1] == 0xff) ||
        (bytes[0] == 0 && is_text (bytes[1]) && bytes[2] == 0 && is_text (bytes[3])))
        return TF_THROUGH_UTF16BE;
    return 0;
}

/* The header is there, and no line of it ends in LF. */
static gboolean
has_mac_line_ends (TfSpan start)
{
    TfCursor cursor = tf_cursor (start);
    TfSpan before_lf = tf_cursor_take_until (&cursor, '\n');
    gboolean has_lf = !tf_cursor_at_end (&cursor);

    cursor = tf_cursor (before_lf);
    while (!tf_cursor_at_end (&cursor)) {
        tf_cursor_take_until (&cursor, '\r');
        if (!has_lf && !tf_cursor_at_end (&cursor))
            return TRUE;
        if (tf_cursor_take (&cursor, '\r') && tf_cursor_take (&cursor, '\r') &&
            !tf_cursor_at_end (&cursor)) /* CR CR LF is something else */
            return TRUE;
    }
    return FALSE;
}

/* Empty lines and lines of blanks, but not the blanks before the first word. */
static gsize
blank_lines (TfSpan start)
{
    TfCursor cursor = tf_cursor (start);
    gsize length = 0;

    while (!tf_cursor_at_end (&cursor)) {
        int byte = tf_cursor_next (&cursor);

        if (byte == '\n')
            length = (gsize)(cursor.at - start.data);
        else if (byte != '\r' && byte != ' ' && byte != '\t')
            break;
    }
    return length;
}

static gboolean
is_space (guchar byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Apple Mail writes the number of bytes on a line of its own; what follows those bytes is also
 * Apple Mail's. */
static gboolean
take_length (TfSpan start, gsize *ret_skip, gint64 *ret_length)
{
    TfCursor cursor = tf_cursor (start);
    guint64 length;

    if (!tf_cursor_take_number (&cursor, 12, &length))
        return FALSE;
    tf_cursor_take_while (&cursor, is_space);
    if (!tf_cursor_take (&cursor, '\n') || length == 0)
        return FALSE;
    if (tf_form_of (tf_cursor_rest (&cursor)) != TF_FORM_MESSAGE)
        return FALSE;
    *ret_skip = (gsize)(cursor.at - start.data);
    *ret_length = (gint64)length;
    return TRUE;
}

TfThrough
tf_through_look (TfSpan start, gsize *ret_skip, gint64 *ret_length)
{
    TfCursor cursor = tf_cursor (start);
    TfThrough found = utf16_of (start);
    gsize blank;

    *ret_skip = 0;
    *ret_length = -1;
    if (found != 0)
        return found;
    if (tf_cursor_take_text (&cursor, BYTE_ORDER_MARK))
        found |= TF_THROUGH_BYTE_ORDER_MARK;
    if (has_mac_line_ends (start))
        return found | TF_THROUGH_MAC_LINE_ENDS;
    blank = blank_lines (tf_cursor_rest (&cursor));
    if (blank > 0)
        found |= TF_THROUGH_BLANK_LINES;
    *ret_skip = (gsize)(cursor.at - start.data) + blank;
    if (found == 0 && take_length (start, ret_skip, ret_length))
        found |= TF_THROUGH_LENGTH;
    return found;
}

/* ---- recoding ------------------------------------------------------------------------ */

static void
append_character (GByteArray *out, gunichar character)
{
    char utf8[6];
    gint length = g_unichar_to_utf8 (character, utf8);

    g_byte_array_append (out, (const guint8 *)utf8, (guint)length);
}

/* A lone surrogate becomes U+FFFD; a byte order mark is dropped. */
static void
take_unit (TfRecoder *recoder, guint unit, GByteArray *out)
{
    gunichar high = recoder->high;

    recoder->high = 0;
    if (high != 0 && unit >= 0xdc00 && unit < 0xe000) {
        append_character (out, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        return;
    }
    if (high != 0)
        append_character (out, 0xfffd);
    if (unit >= 0xd800 && unit < 0xdc00)
        recoder->high = unit;
    else if (unit >= 0xdc00 && unit < 0xe000)
        append_character (out, 0xfffd);
    else if (unit != 0xfeff || recoder->begun)
        append_character (out, unit);
    recoder->begun = TRUE;
}

static void
recode_utf16 (TfRecoder *recoder, TfSpan bytes, GByteArray *out)
{
    gboolean little = recoder->from == TF_THROUGH_UTF16LE;

    for (gsize i = 0; i < bytes.length; i++) {
        guchar byte = (guchar)bytes.data[i];

        if (!recoder->has_half) {
            recoder->half = byte;
        } else {
            guint first = recoder->half, second = byte;

            take_unit (recoder, little ? second << 8 | first : first << 8 | second, out);
        }
        recoder->has_half = !recoder->has_half;
    }
}

/* A CR becomes CRLF where no LF follows. */
static void
recode_mac (TfRecoder *recoder, TfSpan bytes, GByteArray *out)
{
    for (gsize i = 0; i < bytes.length; i++) {
        guint8 byte = (guint8)bytes.data[i];

        if (recoder->after_cr && byte != '\n')
            g_byte_array_append (out, (const guint8 *)"\n", 1);
        g_byte_array_append (out, &byte, 1);
        recoder->after_cr = byte == '\r';
    }
}

void
tf_recoder_feed (TfRecoder *recoder, TfSpan bytes, GByteArray *out)
{
    if (recoder->from == TF_THROUGH_MAC_LINE_ENDS)
        recode_mac (recoder, bytes, out);
    else
        recode_utf16 (recoder, bytes, out);
}

void
tf_recoder_end (TfRecoder *recoder, GByteArray *out)
{
    if (recoder->after_cr)
        g_byte_array_append (out, (const guint8 *)"\n", 1);
    if (recoder->high != 0 || recoder->has_half)
        append_character (out, 0xfffd);
}

/* ---- in memory ----------------------------------------------------------------------- */

static TfSpan
span_of (GBytes *bytes, gsize max)
{
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);

    return tf_span (data, MIN (length, max));
}

static GBytes *
recode (GBytes *bytes, TfThrough from)
{
    TfRecoder recoder = {.from = from};
    GByteArray *out = g_byte_array_new ();

    tf_recoder_feed (&recoder, span_of (bytes, G_MAXSIZE), out);
    tf_recoder_end (&recoder, out);
    return g_byte_array_free_to_bytes (out);
}

GBytes *
tf_through_read (GBytes *bytes, TfThrough *ret_found)
{
    g_autoptr (GBytes) now = g_bytes_ref (bytes);

    *ret_found = 0;
    for (guint pass = 0; pass < TF_THROUGH_PASSES; pass++) {
        gsize skip, left;
        gint64 length;
        TfThrough found = tf_through_look (span_of (now, TF_READ_BLOCK), &skip, &length);
        TfThrough written = found & TF_THROUGH_RECODED;
        GBytes *next;

        *ret_found |= found;
        if (found == 0)
            break;
        left = g_bytes_get_size (now) - skip;
        next = written != 0
                   ? recode (now, written)
                   : g_bytes_new_from_bytes (
                         now, skip, length < 0 ? left : MIN ((gsize)length, left));
        g_bytes_unref (now);
        now = next;
    }
    return g_steal_pointer (&now);
}
