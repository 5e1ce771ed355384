/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mime: RFC 2047 encoded words, decoded for people. The only file that includes GMime.
 * UTF-7 is never decoded: it hides what other programs show as it is. Of MIME, only what
 * attached.c needs. */
#include "message/message-private.h"

#include <gmime/gmime.h>

/* GMime by default takes the charset of eight-bit text from the locale; ours are fixed. */
static gpointer
new_options (gpointer unused)
{
    const char *charsets[] = {"utf-8", "iso-8859-1", NULL};
    GMimeParserOptions *options;

    g_mime_init ();
    options = g_mime_parser_options_new ();
    g_mime_parser_options_set_fallback_charsets (options, charsets);
    return options;
}

static GMimeParserOptions *
decoder_options (void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once (&once, new_options, NULL);
}

/* Valid UTF-8 without NUL or line breaks; a fold becomes the white space that follows it. */
static GString *
unfold (TfSpan text)
{
    g_autofree char *utf8 = tf_span_dup_utf8 (text);
    GString *line = g_string_new (NULL);

    for (const char *at = utf8; *at; at++) {
        gboolean breaks = *at == '\r' || *at == '\n';

        if (breaks && (at[1] == '\r' || at[1] == '\n' || at[1] == ' ' || at[1] == '\t'))
            continue;
        g_string_append_c (line, breaks ? ' ' : *at);
    }
    return line;
}

/* "UTF-7", "unicode-1-1-utf-7", "utf-7-imap", "csUnicode11UTF7" and any other way to
 * write it. */
static gboolean
is_utf7 (TfSpan charset)
{
    g_autoptr (GString) letters = g_string_new (NULL);
    TfCursor cursor = tf_cursor (charset);

    for (gsize i = 0; i < charset.length; i++)
        if (g_ascii_isalnum (charset.data[i]))
            g_string_append_c (letters, g_ascii_tolower (charset.data[i]));
    cursor = tf_cursor (tf_span (letters->str, letters->len));
    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor))
        if (tf_cursor_take_text (&cursor, "utf7"))
            return TRUE;
    return FALSE;
}

/* At "=?": the charset that follows, without moving. RFC 2231 §5 adds "*language". */
static gboolean
at_utf7_word (TfCursor cursor)
{
    TfSpan charset;

    if (!tf_cursor_take_text (&cursor, "=?"))
        return FALSE;
    charset = tf_cursor_take_count (&cursor, 64);
    cursor = tf_cursor (charset);
    return is_utf7 (tf_cursor_take_until (&cursor, '?'));
}

gboolean
tf_mime_has_utf7 (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    for (tf_cursor_take_until (&cursor, '='); !tf_cursor_at_end (&cursor);
         tf_cursor_take_until (&cursor, '=')) {
        if (at_utf7_word (cursor))
            return TRUE;
        tf_cursor_next (&cursor);
    }
    return FALSE;
}

gboolean
tf_mime_has_word (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    for (tf_cursor_take_until (&cursor, '='); tf_cursor_take (&cursor, '=');
         tf_cursor_take_until (&cursor, '='))
        if (tf_cursor_peek (&cursor) == '?')
            return TRUE;
    return FALSE;
}

static gboolean
is_charset_byte (guchar byte)
{
    return byte > ' ' && byte != '?' && byte != '=';
}

/* RFC 2047 §2, wherever the word is and whatever is in it. Moves on only when it
 * is there. */
static gboolean
take_any_word (TfCursor *cursor, TfSpan *ret_word)
{
    TfCursor look = *cursor;

    if (!tf_cursor_take_text (&look, "=?"))
        return FALSE;
    tf_cursor_take_while (&look, is_charset_byte);
    if (!tf_cursor_take_text (&look, "?b?") && !tf_cursor_take_text (&look, "?q?"))
        return FALSE;
    tf_cursor_take_until (&look, '?');
    if (!tf_cursor_take_text (&look, "?="))
        return FALSE;
    *ret_word = tf_span (cursor->at, (gsize)(look.at - cursor->at));
    *cursor = look;
    return TRUE;
}

static gboolean
is_blank (const char *start, const char *end)
{
    return tf_span_strip (tf_span (start, (gsize)(end - start))).length == 0;
}

/* ---- adjacent words ---------------------------------------------------------------- */

/** Joined: consecutive base64 words of one charset, joined into one. */
typedef struct {
    TfSpan charset; /* RFC 2231 §5: without its language */
    GByteArray *bytes;
} Joined;

/* Moves on only when the word is in valid base64. */
static gboolean
take_base64_word (TfCursor *cursor, TfSpan *ret_charset, GBytes **ret_bytes)
{
    TfCursor look = *cursor, inner;
    TfSpan word, charset;

    if (!take_any_word (&look, &word))
        return FALSE;
    inner = tf_cursor (tf_span (word.data + 2, word.length - 4));
    charset = tf_cursor_take_until (&inner, '?');
    if (!tf_cursor_take_text (&inner, "?b?"))
        return FALSE;
    *ret_bytes = tf_base64_decode (tf_cursor_rest (&inner));
    if (*ret_bytes == NULL)
        return FALSE;
    inner = tf_cursor (charset);
    *ret_charset = tf_cursor_take_until (&inner, '*');
    *cursor = look;
    return TRUE;
}

static void
write_joined (GString *out, Joined *joined)
{
    g_autofree char *payload = NULL;

    if (joined->bytes == NULL)
        return;
    payload = g_base64_encode (joined->bytes->data, joined->bytes->len);
    g_string_append_printf (out, "=?%.*s?B?%s?=", (int)joined->charset.length,
                            joined->charset.data, payload);
    g_clear_pointer (&joined->bytes, g_byte_array_unref);
}

static void
add_joined (Joined *joined, TfSpan charset, GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data (bytes, &length);

    if (joined->bytes == NULL)
        joined->bytes = g_byte_array_new ();
    joined->charset = charset;
    g_byte_array_append (joined->bytes, data, (guint)length);
}

static gboolean
is_same_charset (const Joined *joined, TfSpan charset)
{
    return joined->bytes != NULL && joined->charset.length == charset.length &&
           g_ascii_strncasecmp (joined->charset.data, charset.data, charset.length) == 0;
}

/* GMime reads such words as one text, and drops everything after a padding "=". */
static GString *
join_base64 (TfSpan text)
{
    GString *out = g_string_sized_new (text.length);
    TfCursor cursor = tf_cursor (text);
    const char *start = cursor.at;
    Joined joined = {.bytes = NULL};

    for (tf_cursor_take_until (&cursor, '='); !tf_cursor_at_end (&cursor);
         tf_cursor_take_until (&cursor, '=')) {
        const char *at = cursor.at;
        g_autoptr (GBytes) bytes = NULL;
        TfSpan charset;

        if (!take_base64_word (&cursor, &charset, &bytes)) {
            tf_cursor_next (&cursor);
            continue;
        }
        if (!is_blank (start, at) || !is_same_charset (&joined, charset)) {
            write_joined (out, &joined);
            g_string_append_len (out, start, at - start);
        }
        add_joined (&joined, charset, bytes);
        start = cursor.at;
    }
    write_joined (out, &joined);
    return g_string_append_len (out, start, cursor.end - start);
}

/* ---- decoding ---------------------------------------------------------------------- */

/* Plain text never reaches GMime. */
static void
append_decoded (GString *out, TfSpan text)
{
    g_autoptr (GString) joined = NULL;
    g_autofree char *decoded = NULL;

    if (!tf_mime_has_word (text)) {
        g_string_append_len (out, text.data, (gssize)text.length);
        return;
    }
    joined = join_base64 (text);
    decoded = g_mime_utils_header_decode_text (decoder_options (), joined->str);
    g_string_append (out, decoded != NULL ? decoded : joined->str);
}

/* Line breaks become spaces, other controls U+FFFD: the result is shown. */
static char *
without_controls (const char *text)
{
    g_autofree char *utf8 = g_utf8_make_valid (text, -1);
    GString *clean = g_string_new (NULL);

    for (const char *at = utf8; *at; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c == '\t' || c == '\r' || c == '\n' || c == 0x85 || c == 0x2028 ||
            c == 0x2029)
            c = ' ';
        g_string_append_unichar (clean, g_unichar_iscntrl (c) ? 0xfffd : c);
    }
    return g_string_free (clean, FALSE);
}

char *
tf_mime_decode_words (TfSpan text)
{
    g_autoptr (GString) line = NULL;
    g_autoptr (GString) out = g_string_new (NULL);
    TfCursor cursor;
    const char *start;

    text.length = MIN (text.length, TF_LIMIT_DISPLAY_BYTES);
    line = unfold (text);
    cursor = tf_cursor (tf_span (line->str, line->len));
    start = cursor.at;
    for (tf_cursor_take_until (&cursor, '='); !tf_cursor_at_end (&cursor);
         tf_cursor_take_until (&cursor, '=')) {
        gboolean refused = at_utf7_word (cursor);

        if (refused) {
            append_decoded (out, tf_span (start, (gsize)(cursor.at - start)));
            start = cursor.at;
        }
        tf_cursor_next (&cursor);
        if (refused) {
            tf_cursor_take_until (&cursor, ' ');
            g_string_append_len (out, start, cursor.at - start);
            start = cursor.at;
        }
    }
    append_decoded (out, tf_span (start, (gsize)(cursor.end - start)));
    return without_controls (out->str);
}

/* ---- as any program may decode ----------------------------------------------------- */

char *
tf_mime_decode_every_word (TfSpan text)
{
    g_autoptr (GString) line = NULL;
    g_autoptr (GString) out = g_string_new (NULL);
    const char *start;
    TfCursor cursor;
    TfSpan word;

    text.length = MIN (text.length, TF_LIMIT_DISPLAY_BYTES);
    line = unfold (text);
    cursor = tf_cursor (tf_span (line->str, line->len));
    start = cursor.at;
    for (tf_cursor_take_until (&cursor, '='); !tf_cursor_at_end (&cursor);
         tf_cursor_take_until (&cursor, '=')) {
        const char *at = cursor.at;

        if (!take_any_word (&cursor, &word)) {
            tf_cursor_next (&cursor);
            continue;
        }
        if (start == line->str || !is_blank (start, at)) /* RFC 2047 §6.2 */
            g_string_append_len (out, start, at - start);
        append_decoded (out, word);
        start = cursor.at;
    }
    g_string_append_len (out, start, cursor.end - start);
    return without_controls (out->str);
}

/* ---- MIME parts ------------------------------------------------------------------ */

char *
tf_mime_read_type (TfSpan value, char **ret_boundary)
{
    g_autoptr (GString) line = unfold (value);
    GMimeContentType *type = g_mime_content_type_parse (decoder_options (), line->str);
    char *name;

    *ret_boundary = NULL;
    if (type == NULL)
        return NULL;
    name = g_mime_content_type_get_mime_type (type);
    *ret_boundary = g_strdup (g_mime_content_type_get_parameter (type, "boundary"));
    g_object_unref (type);
    return name;
}

char *
tf_mime_read_parameter (TfSpan value, const char *name)
{
    g_autoptr (GString) line = unfold (value);
    GMimeContentType *type = g_mime_content_type_parse (decoder_options (), line->str);
    char *value_of = NULL;

    if (type != NULL)
        value_of = g_strdup (g_mime_content_type_get_parameter (type, name));
    g_clear_object (&type);
    return value_of;
}

char *
tf_mime_read_file_name (TfSpan disposition, TfSpan type)
{
    g_autoptr (GString) first = unfold (disposition);
    g_autoptr (GString) second = unfold (type);
    GMimeContentDisposition *parsed =
        g_mime_content_disposition_parse (decoder_options (), first->str);
    GMimeContentType *content =
        g_mime_content_type_parse (decoder_options (), second->str);
    const char *name = NULL;
    char *copy;

    if (parsed != NULL)
        name = g_mime_content_disposition_get_parameter (parsed, "filename");
    if (name == NULL && content != NULL)
        name = g_mime_content_type_get_parameter (content, "name");
    copy = name != NULL ? g_strstrip (g_utf8_make_valid (name, -1)) : NULL;
    g_clear_object (&parsed);
    g_clear_object (&content);
    return copy;
}

GBytes *
tf_mime_decode_body (TfSpan encoding, TfSpan body)
{
    g_autofree char *word = tf_span_dup_utf8 (tf_span_strip (encoding));
    GMimeContentEncoding known = g_mime_content_encoding_from_string (word);
    GMimeEncoding state;
    char *decoded;
    gsize length;

    if (known != GMIME_CONTENT_ENCODING_BASE64 &&
        known != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        return NULL;
    g_mime_encoding_init_decode (&state, known);
    decoded = g_malloc (g_mime_encoding_outlen (&state, body.length) + 1);
    length = g_mime_encoding_flush (&state, body.data, body.length, decoded);
    return g_bytes_new_take (decoded, length);
}
