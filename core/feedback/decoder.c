/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* decoder: see decoder.h. The charset is that of the byte order mark, or the one in the XML declaration (XML 1.0
 * appendix F), or UTF-8. */
#include "feedback/decoder.h"

#include <errno.h>

#define CHARSET_CHARS 40
#define DECLARATION   200 /* the declaration is at the start, and short */
#define REPLACEMENT   "\xef\xbf\xbd"

struct _TfDecoder {
    GString *pending; /* bytes that may be half a character, or half a declaration */
    gboolean begun;   /* the charset is known */
    gboolean replaced;
    GIConv converter; /* -1: the text is UTF-8 */
    gsize unit;       /* bytes that are passed over where the text is wrong */
};

/* clang-format off */ /* its versions differ here */
#define NO_CONVERTER ((GIConv)-1)
/* clang-format on */

TfDecoder *
tf_decoder_new (void)
{
    TfDecoder *decoder = g_new0 (TfDecoder, 1);

    decoder->pending = g_string_new (NULL);
    decoder->converter = NO_CONVERTER;
    decoder->unit = 1;
    return decoder;
}

/* ---- the charset ------------------------------------------------------------------- */

static gboolean
take_mark (GString *text, const char *mark, gsize length)
{
    if (text->len < length || memcmp (text->str, mark, length) != 0)
        return FALSE;
    g_string_erase (text, 0, (gssize)length);
    return TRUE;
}

/* Borrowed: the charset that the first bytes are in, as far as they show it alone; NULL: they are ASCII. */
static const char *
charset_of_bytes (GString *text)
{
    if (take_mark (text, "\xef\xbb\xbf", 3))
        return "UTF-8";
    if (take_mark (text, "\xff\xfe", 2))
        return "UTF-16LE";
    if (take_mark (text, "\xfe\xff", 2))
        return "UTF-16BE";
    if (text->len >= 2 && text->str[0] == '<' && text->str[1] == '\0')
        return "UTF-16LE";
    if (text->len >= 2 && text->str[0] == '\0' && text->str[1] == '<')
        return "UTF-16BE";
    return NULL;
}

static gboolean
is_charset_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_' || byte == '.' ||
           byte == ':';
}

/* After "encoding". */
static char *
take_value (TfCursor *cursor)
{
    TfSpan name;
    char quote;

    tf_cursor_skip_fws (cursor);
    if (!tf_cursor_take (cursor, '='))
        return NULL;
    tf_cursor_skip_fws (cursor);
    quote = (char)tf_cursor_next (cursor);
    name = tf_cursor_take_while (cursor, is_charset_byte);
    if ((quote != '"' && quote != '\'') || !tf_cursor_take (cursor, quote) ||
        name.length == 0 || name.length > CHARSET_CHARS)
        return NULL;
    return tf_span_dup (name);
}

/* Owned: what the XML declaration names; NULL: nothing. */
static char *
charset_of_declaration (const GString *text)
{
    TfCursor cursor = tf_cursor (tf_span (text->str, MIN (text->len, DECLARATION)));
    TfCursor inside;

    tf_cursor_skip_fws (&cursor);
    if (!tf_cursor_take_text (&cursor, "<?xml"))
        return NULL;
    inside = tf_cursor (tf_cursor_take_until (&cursor, '>'));
    for (; !tf_cursor_at_end (&inside); tf_cursor_next (&inside))
        if (tf_cursor_take_text (&inside, "encoding"))
            return take_value (&inside);
    return NULL;
}

/* UTF-16 that is declared in ASCII cannot be UTF-16. */
static gboolean
needs_no_converter (const char *charset)
{
    return g_ascii_strcasecmp (charset, "UTF-8") == 0 ||
           g_ascii_strcasecmp (charset, "UTF8") == 0 ||
           g_ascii_strcasecmp (charset, "US-ASCII") == 0 ||
           g_ascii_strncasecmp (charset, "UTF-16", strlen ("UTF-16")) == 0 ||
           g_ascii_strncasecmp (charset, "UTF-7", strlen ("UTF-7")) == 0;
}

static void
begin (TfDecoder *decoder)
{
    const char *by_bytes = charset_of_bytes (decoder->pending);
    g_autofree char *declared =
        by_bytes == NULL ? charset_of_declaration (decoder->pending) : NULL;

    decoder->begun = TRUE;
    if (by_bytes != NULL && !g_str_equal (by_bytes, "UTF-8")) {
        decoder->converter = g_iconv_open ("UTF-8", by_bytes);
        decoder->unit = 2;
    } else if (declared != NULL && !needs_no_converter (declared)) {
        decoder->converter = g_iconv_open ("UTF-8", declared);
    }
}

/* ---- converting -------------------------------------------------------------------- */

static void
add_character (GString *out, gunichar c)
{
    if (c >= 0x20 ? c != 0x7f : c == '\t' || c == '\n' || c == '\r')
        g_string_append_unichar (out, c);
}

static void
replace (TfDecoder *decoder, GString *out)
{
    decoder->replaced = TRUE;
    g_string_append (out, REPLACEMENT);
}

/* Adds UTF-8; what may be the first half of a character stays in TEXT. */
static void
add_utf8 (TfDecoder *decoder, GString *text, GString *out)
{
    gsize at = 0;

    while (at < text->len) {
        gunichar c = g_utf8_get_char_validated (text->str + at, (gssize)(text->len - at));

        if (text->str[at] == '\0') {
            at++;
        } else if (c == (gunichar)-2) {
            break;
        } else if (c == (gunichar)-1) {
            replace (decoder, out);
            at++;
        } else {
            add_character (out, c);
            at += (gsize)g_unichar_to_utf8 (c, NULL);
        }
    }
    g_string_erase (text, 0, (gssize)at);
}

/* Through iconv into UTF-8, which is then cleaned like any other. */
static void
convert (TfDecoder *decoder, GString *out)
{
    g_autofree char *block = g_malloc (TF_READ_BLOCK);
    g_autoptr (GString) utf8 = g_string_new (NULL);
    char *from = decoder->pending->str;
    gsize left = decoder->pending->len;
    gboolean stuck = FALSE;

    while (left > 0 && !stuck) {
        char *to = block;
        gsize room = TF_READ_BLOCK;
        gsize done = g_iconv (decoder->converter, &from, &left, &to, &room);
        int error = done == (gsize)-1 ? errno : 0;

        g_string_append_len (utf8, block, to - block);
        if (error == EILSEQ) {
            decoder->replaced = TRUE;
            g_string_append (utf8, REPLACEMENT);
            from += MIN (left, decoder->unit);
            left -= MIN (left, decoder->unit);
        }
        stuck = error == EINVAL;
    }
    g_string_erase (decoder->pending, 0, (gssize)(decoder->pending->len - left));
    add_utf8 (decoder, utf8, out);
}

static void
decode (TfDecoder *decoder, GString *out)
{
    if (decoder->converter == NO_CONVERTER)
        add_utf8 (decoder, decoder->pending, out);
    else
        convert (decoder, out);
}

void
tf_decoder_feed (TfDecoder *decoder, TfSpan bytes, GString *out)
{
    g_string_append_len (decoder->pending, bytes.data, (gssize)bytes.length);
    if (!decoder->begun && decoder->pending->len < DECLARATION)
        return;
    if (!decoder->begun)
        begin (decoder);
    decode (decoder, out);
}

void
tf_decoder_end (TfDecoder *decoder, GString *out)
{
    if (!decoder->begun)
        begin (decoder);
    decode (decoder, out);
    if (decoder->pending->len > 0)
        replace (decoder, out);
    g_string_truncate (decoder->pending, 0);
}

gboolean
tf_decoder_has_replaced (const TfDecoder *decoder)
{
    return decoder->replaced;
}

void
tf_decoder_free (TfDecoder *decoder)
{
    if (decoder->converter != NO_CONVERTER)
        g_iconv_close (decoder->converter);
    g_string_free (decoder->pending, TRUE);
    g_free (decoder);
}
