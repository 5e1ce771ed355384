/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* subject-words.c: the decoded bytes of a Subject, each with the place where it was written
 * (RFC 2047), so that some of them can be taken out of the encoded value; and the whole
 * value rewritten as another program would have done it. Leaves out: what to take out. */

#include "dkim/subject-private.h"

#include <string.h>

/* ---- reading --------------------------------------------------------------------- */

static gboolean
is_charset_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_' || byte == '.' ||
           byte == ':' || byte == '*' || byte == '+';
}

static gboolean
is_payload_byte (guchar byte)
{
    return byte > ' ' && byte < 0x7f && byte != '?';
}

/* RFC 2047 §2. FALSE, nothing taken: no encoded word begins here. */
static gboolean
take_word (TfCursor *cursor, const char *start, TfSubjectWord *ret_word)
{
    TfCursor look = *cursor;

    if (!tf_cursor_take_text (&look, "=?"))
        return FALSE;
    ret_word->from = (gsize)(cursor->at - start);
    ret_word->charset = tf_cursor_take_while (&look, is_charset_byte);
    if (ret_word->charset.length == 0 || !tf_cursor_take (&look, '?'))
        return FALSE;
    ret_word->encoding = (char)tf_cursor_next (&look);
    if (!tf_span_has (tf_span_of ("BbQq"), ret_word->encoding) ||
        !tf_cursor_take (&look, '?'))
        return FALSE;
    ret_word->payload = tf_cursor_take_while (&look, is_payload_byte);
    if (!tf_cursor_take_text (&look, "?="))
        return FALSE;
    *cursor = look;
    ret_word->to = (gsize)(cursor->at - start);
    return TRUE;
}

static void
add_byte (TfSubject *subject, char byte, gsize from, gsize to, gint word)
{
    TfSubjectByte place = {from, to, word};

    g_string_append_c (subject->text, byte);
    g_array_append_val (subject->places, place);
}

/* RFC 2047 §4.2: "_" is a blank, whatever the charset. */
static void
read_quoted (TfSubject *subject, const TfSubjectWord *word, gint index)
{
    const char *start = subject->value.data;
    TfCursor cursor = tf_cursor (word->payload);

    while (!tf_cursor_at_end (&cursor)) {
        gsize from = (gsize)(cursor.at - start);
        int byte = tf_cursor_next (&cursor);
        TfCursor look = cursor;
        int high = tf_cursor_next (&look), low = tf_cursor_next (&look);

        if (byte == '=' && high >= 0 && low >= 0 && g_ascii_isxdigit (high) &&
            g_ascii_isxdigit (low)) {
            byte =
                g_ascii_xdigit_value ((char)high) << 4 | g_ascii_xdigit_value ((char)low);
            cursor = look;
        } else if (byte == '_') {
            byte = ' ';
        }
        add_byte (subject, (char)byte, from, (gsize)(cursor.at - start), index);
    }
}

static void
read_base64 (TfSubject *subject, const TfSubjectWord *word, gint index)
{
    g_autoptr (GBytes) bytes = tf_base64_decode (word->payload);
    gsize length = 0;
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

    for (gsize i = 0; i < length; i++)
        add_byte (subject, data[i], word->from, word->to, index);
}

static void
read_word (TfSubject *subject, const TfSubjectWord *word)
{
    gint index = (gint)subject->words->len;
    TfSubjectWord placed = *word;

    placed.first = subject->text->len;
    if (g_ascii_tolower (word->encoding) == 'q')
        read_quoted (subject, word, index);
    else
        read_base64 (subject, word, index);
    placed.end = subject->text->len;
    g_array_append_val (subject->words, placed);
}

/* RFC 2047 §6.2: blanks between two encoded words do not count. */
static void
drop_blanks_between (TfSubject *subject, gsize after_word)
{
    gsize keep = subject->text->len;

    while (keep > 0 &&
           g_array_index (subject->places, TfSubjectByte, keep - 1).word < 0 &&
           g_array_index (subject->places, TfSubjectByte, keep - 1).from >= after_word) {
        if (!g_ascii_isspace (subject->text->str[keep - 1]))
            return;
        keep--;
    }
    g_string_truncate (subject->text, keep);
    g_array_set_size (subject->places, (guint)keep);
}

TfSubject *
tf_subject_read (TfSpan value)
{
    TfSubject *subject = g_new0 (TfSubject, 1);
    TfCursor cursor = tf_cursor (value);
    gsize after_word = G_MAXSIZE;

    subject->value = value;
    subject->text = g_string_new (NULL);
    subject->places = g_array_new (FALSE, FALSE, sizeof (TfSubjectByte));
    subject->words = g_array_new (FALSE, FALSE, sizeof (TfSubjectWord));
    while (!tf_cursor_at_end (&cursor)) {
        TfSubjectWord word;
        gsize from = (gsize)(cursor.at - value.data);

        if (take_word (&cursor, value.data, &word)) {
            if (after_word != G_MAXSIZE)
                drop_blanks_between (subject, after_word);
            read_word (subject, &word);
            after_word = word.to;
        } else {
            int byte = tf_cursor_next (&cursor);

            if (byte != '\r' && byte != '\n') /* of a fold only the blank counts */
                add_byte (subject, (char)byte, from, from + 1, -1);
        }
    }
    return subject;
}

void
tf_subject_free (TfSubject *subject)
{
    if (subject == NULL)
        return;
    g_string_free (subject->text, TRUE);
    g_array_unref (subject->places);
    g_array_unref (subject->words);
    g_free (subject);
}

/* ---- taking bytes out of the encoded value --------------------------------------- */

/** Cut: which bytes of the value are left out, and what is written in place of a word. */
typedef struct {
    const TfSubject *subject;
    guint8 *dropped;  /* one for each byte of the value */
    char **rewritten; /* one for each word; NULL: unchanged */
} Cut;

static void
drop (Cut *cut, gsize from, gsize to)
{
    memset (cut->dropped + from, 1, to - from);
}

/* Drops an empty word, and what separates it from the next. */
static void
drop_word (Cut *cut, const TfSubjectWord *word)
{
    TfSpan value = cut->subject->value;
    gsize to = word->to;

    while (to < value.length && g_ascii_isspace (value.data[to]))
        to++;
    drop (cut, word->from, to);
}

/* Rewrites what is left of a word that loses something. */
static void
cut_word (Cut *cut, gint index, const guint8 *taken)
{
    const TfSubject *subject = cut->subject;
    const TfSubjectWord *word =
        &g_array_index (subject->words, TfSubjectWord, (guint)index);
    gboolean quoted = g_ascii_tolower (word->encoding) == 'q', touched = FALSE;
    g_autoptr (GString) left = g_string_new (NULL);
    g_autofree char *encoded = NULL;

    for (gsize i = word->first; i < word->end; i++) {
        const TfSubjectByte *place = &g_array_index (subject->places, TfSubjectByte, i);

        touched |= taken[i];
        if (taken[i])
            continue;
        if (quoted)
            g_string_append_len (left, subject->value.data + place->from,
                                 (gssize)(place->to - place->from));
        else
            g_string_append_c (left, subject->text->str[i]);
    }
    if (!touched)
        return;
    drop (cut, word->from, word->to);
    if (left->len == 0) {
        drop_word (cut, word);
        return;
    }
    encoded = quoted ? g_strdup (left->str)
                     : g_base64_encode ((const guchar *)left->str, left->len);
    cut->rewritten[index] = g_strdup_printf ("=?%.*s?%c?%s?=", (int)word->charset.length,
                                             word->charset.data, word->encoding, encoded);
}

/* A fold is dropped together with the blank after it. */
static void
cut_folds (Cut *cut)
{
    TfSpan value = cut->subject->value;

    for (gsize i = value.length; i-- > 0;)
        if ((value.data[i] == '\r' || value.data[i] == '\n') && i + 1 < value.length)
            cut->dropped[i] = cut->dropped[i + 1];
}

static GString *
write_cut (const Cut *cut)
{
    TfSpan value = cut->subject->value;
    GString *out = g_string_sized_new (value.length);
    guint next = 0;

    for (gsize i = 0; i < value.length; i++) {
        const TfSubjectWord *word =
            next < cut->subject->words->len
                ? &g_array_index (cut->subject->words, TfSubjectWord, next)
                : NULL;

        if (word != NULL && word->from == i && cut->rewritten[next++] != NULL)
            g_string_append (out, cut->rewritten[next - 1]);
        if (!cut->dropped[i])
            g_string_append_c (out, value.data[i]);
    }
    return out;
}

GString *
tf_subject_write_without (const TfSubject *subject, const guint8 *taken)
{
    Cut cut = {subject, g_malloc0 (subject->value.length + 1),
               g_new0 (char *, subject->words->len + 1)};
    GString *out;

    for (gsize i = 0; i < subject->text->len; i++) {
        const TfSubjectByte *place = &g_array_index (subject->places, TfSubjectByte, i);

        if (taken[i] && place->word < 0)
            drop (&cut, place->from, place->to);
    }
    for (guint i = 0; i < subject->words->len; i++)
        cut_word (&cut, (gint)i, taken);
    cut_folds (&cut);
    out = write_cut (&cut);
    for (guint i = 0; i < subject->words->len; i++)
        g_free (cut.rewritten[i]);
    g_free (cut.rewritten);
    g_free (cut.dropped);
    return out;
}

/* ---- rewriting ------------------------------------------------------------------- */

/* RFC 2047 §2 */
#define MAX_WORD 75

static gboolean
is_literal (guchar byte, gboolean strict)
{
    if (g_ascii_isalnum (byte))
        return TRUE;
    if (strict) /* RFC 2047 §5 (3) */
        return tf_span_has (tf_span_of ("!*+-/"), (char)byte);
    return byte > ' ' && byte < 0x7f && byte != '=' && byte != '?' && byte != '_';
}

static void
append_quoted (GString *out, char byte, gboolean strict)
{
    if (byte == ' ')
        g_string_append_c (out, '_');
    else if (is_literal ((guchar)byte, strict))
        g_string_append_c (out, byte);
    else
        g_string_append_printf (out, "=%02X", (guchar)byte);
}

static GString *
encode_piece (TfSpan text, const TfSubjectStyle *style)
{
    GString *out = g_string_new (NULL);

    if (g_ascii_tolower (style->encoding) == 'b') {
        g_autofree char *encoded =
            g_base64_encode ((const guchar *)text.data, text.length);

        return g_string_append (out, encoded);
    }
    for (gsize i = 0; i < text.length; i++)
        append_quoted (out, text.data[i], style->strict);
    return out;
}

/* The end of the character that begins at AT. */
static gsize
after_character (TfSpan text, gsize at)
{
    at++;
    while (at < text.length && ((guchar)text.data[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* The length of as many whole characters as fit into one word, and at least one. */
static gsize
measure_piece (TfSpan text, const TfSubjectStyle *style)
{
    gsize room = MAX_WORD - strlen (style->charset) - 7, length = 0, used = 0;

    while (length < text.length) {
        gsize end = after_character (text, length);
        g_autoptr (GString) encoded =
            encode_piece (tf_span (text.data + length, end - length), style);
        gsize size = g_ascii_tolower (style->encoding) == 'b' ? (end + 2) / 3 * 4
                                                              : used + encoded->len;

        if (size > room && length > 0)
            break;
        used = size;
        length = end;
    }
    return length;
}

void
tf_subject_encode (GString *out, TfSpan text, const TfSubjectStyle *style)
{
    while (text.length > 0) {
        gsize length = measure_piece (text, style);
        g_autoptr (GString) encoded = encode_piece (tf_span (text.data, length), style);

        g_string_append_printf (out, "=?%s?%c?%s?=", style->charset, style->encoding,
                                encoded->str);
        text = tf_span (text.data + length, text.length - length);
        if (text.length > 0)
            g_string_append (out, "\r\n ");
    }
}
