/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* subject-marks.c: what a Subject begins with: the marks of lists and gateways, and the reply
 * prefixes that may come before them. Leaves out: which of them were added. */

#include "dkim/subject-private.h"

#include <string.h>

#define MAX_MARK_CHARACTERS 40
#define MAX_NUMBER_DIGITS   6
#define MAX_SCORE_DIGITS    4

/* ---- one mark -------------------------------------------------------------------- */

/* The text is in the charset of its words. Letters of any script are fine; digits other than ASCII
 * can be recognized only in UTF-8. */
static gboolean
has_other_digit (TfSpan text)
{
    const char *end = text.data + text.length;

    if (!g_utf8_validate (text.data, (gssize)text.length, NULL))
        return FALSE;
    for (const char *at = text.data; at < end; at = g_utf8_next_char (at))
        if (g_utf8_get_char (at) >= 0x80 &&
            g_unichar_type (g_utf8_get_char (at)) <= G_UNICODE_OTHER_NUMBER &&
            g_unichar_type (g_utf8_get_char (at)) >= G_UNICODE_DECIMAL_NUMBER)
            return TRUE;
    return FALSE;
}

static gboolean
is_digit (guchar byte)
{
    return g_ascii_isdigit (byte);
}

static gboolean
is_separator (char byte)
{
    return tf_span_has (tf_span_of (" :#,.-_"), byte);
}

/* "dev:00123": a list's name, and the number of the message in it. */
static TfSpan
without_running_number (TfSpan text)
{
    gsize digits = 0;
    TfSpan name = text;

    while (name.length > 0 && g_ascii_isdigit (name.data[name.length - 1]) &&
           digits <= MAX_NUMBER_DIGITS) {
        name.length--;
        digits++;
    }
    if (digits == 0 || digits > MAX_NUMBER_DIGITS)
        return text;
    while (name.length > 0 && is_separator (name.data[name.length - 1]))
        name.length--;
    return name.length > 0 && !tf_span_has (name, ' ') ? name : text;
}

static gsize
count_digits (TfSpan text)
{
    gsize digits = 0;

    for (gsize i = 0; i < text.length; i++)
        digits += g_ascii_isdigit (text.data[i]) ? 1 : 0;
    return digits;
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '_' || byte == '.';
}

/* "v6ops", "p2p-hackers:12": one word, with no more digits altogether than a running number has. */
static gboolean
is_list_name (TfSpan text, TfSpan without_number)
{
    TfCursor cursor = tf_cursor (without_number);
    TfSpan name = tf_cursor_take_while (&cursor, is_name_byte);
    gboolean has_letter = FALSE;

    for (gsize i = 0; i < name.length; i++)
        has_letter |= g_ascii_isalpha (name.data[i]);
    return has_letter && tf_cursor_at_end (&cursor) &&
           count_digits (text) <= MAX_NUMBER_DIGITS;
}

/* "SPAM 5.2", "Spam (05.2/5)", "SPAM: 12": how sure the filter is. */
static gboolean
is_spam_score (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    TfSpan score;

    tf_cursor_skip_fws (&cursor);
    if (!tf_cursor_take_text (&cursor, "spam"))
        return FALSE;
    score = tf_cursor_rest (&cursor);
    for (gsize i = 0; i < score.length; i++)
        if (!tf_span_has (tf_span_of ("0123456789.,/()?: "), score.data[i]))
            return FALSE;
    return count_digits (score) <= MAX_SCORE_DIGITS;
}

static gsize
count_characters (TfSpan text)
{
    if (!g_utf8_validate (text.data, (gssize)text.length, NULL))
        return text.length;
    return (gsize)g_utf8_strlen (text.data, (gssize)text.length);
}

/* A link is a message in itself, however short. */
static gboolean
leads_somewhere (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);

    for (; !tf_cursor_at_end (&cursor); tf_cursor_next (&cursor)) {
        TfCursor look = cursor;

        if (tf_cursor_take_text (&look, "://") || tf_cursor_take_text (&look, "www."))
            return TRUE;
    }
    return FALSE;
}

/* Whether TEXT may be what is inside the brackets or between the stars. */
static gboolean
is_mark_text (TfSpan text, gboolean is_list)
{
    TfSpan words = is_list ? without_running_number (text) : text;

    if (tf_span_strip (text).length == 0 || tf_span_has (text, '@') ||
        leads_somewhere (text) || count_characters (text) > MAX_MARK_CHARACTERS ||
        has_other_digit (words))
        return FALSE;
    if (is_spam_score (text) || (is_list && is_list_name (text, words)))
        return TRUE;
    for (gsize i = 0; i < words.length; i++)
        if (is_digit ((guchar)words.data[i]) || (guchar)words.data[i] < ' ' ||
            words.data[i] == 0x7f)
            return FALSE;
    return TRUE;
}

static const struct {
    const char *open;
    const char *close;
} brackets[] = {
    {"[", "]"},
    {"{", "}"},
    {"(", ")"},
    {"<", ">"},
    {"\xc2\xab", "\xc2\xbb"},         /* U+00AB, U+00BB */
    {"\xe3\x80\x88", "\xe3\x80\x89"}, /* U+3008, U+3009 */
    {"\xe3\x80\x8a", "\xe3\x80\x8b"}, /* U+300A, U+300B */
    {"\xe3\x80\x8c", "\xe3\x80\x8d"}, /* U+300C, U+300D */
    {"\xe3\x80\x8e", "\xe3\x80\x8f"}, /* U+300E, U+300F */
    {"\xe3\x80\x90", "\xe3\x80\x91"}, /* U+3010, U+3011 */
    {"\xe3\x80\x94", "\xe3\x80\x95"}, /* U+3014, U+3015 */
    {"\xef\xbc\x88", "\xef\xbc\x89"}, /* U+FF08, U+FF09 */
    {"\xef\xbc\xbb", "\xef\xbc\xbd"}, /* U+FF3B, U+FF3D */
};

/* Takes the text up to CLOSE; with the same bracket inside it is not a mark. */
static gboolean
take_bracketed (TfCursor *cursor, const char *open, const char *close, TfSpan *ret_text)
{
    TfCursor look = *cursor;
    const char *start;

    if (!tf_cursor_take_text (&look, open))
        return FALSE;
    start = look.at;
    while (!tf_cursor_at_end (&look)) {
        const char *at = look.at;

        if (tf_cursor_take_text (&look, close)) {
            *ret_text = tf_span (start, (gsize)(at - start));
            *cursor = look;
            return TRUE;
        }
        if (tf_cursor_take_text (&look, open) || at - start > MAX_MARK_CHARACTERS * 4)
            return FALSE;
        tf_cursor_next (&look);
    }
    return FALSE;
}

/* "***SPAM***", "#EXTERN#": the same sign on both sides. No more of them close the mark than opened
 * it, because the next mark may begin with the same sign. */
static gboolean
take_between_signs (TfCursor *cursor, TfSpan *ret_text)
{
    TfCursor look = *cursor;
    char sign = (char)tf_cursor_next (&look);
    gsize n_open = 1;
    TfSpan text;

    if (sign == '\0' || !tf_span_has (tf_span_of ("*#=~!_-"), sign))
        return FALSE;
    while (tf_cursor_take (&look, sign))
        n_open++;
    text = tf_cursor_take_until (&look, sign);
    if (!tf_cursor_take (&look, sign))
        return FALSE;
    while (n_open > 1 && tf_cursor_take (&look, sign))
        n_open--;
    *ret_text = text;
    *cursor = look;
    return TRUE;
}

/* What separates a mark from the text after it: "[EXTERNAL]: Text", "[EXTERNAL] - Text". */
static gboolean
take_rule (TfCursor *cursor)
{
    static const char *const rules[] = {":", "-", "\xe2\x80\x93", "\xe2\x80\x94", "|"};
    TfCursor look = *cursor;
    const char *end;
    gboolean found = FALSE;

    tf_cursor_skip_fws (&look);
    for (guint i = 0; !found && i < G_N_ELEMENTS (rules); i++)
        found = tf_cursor_take_text (&look, rules[i]);
    end = look.at;
    tf_cursor_skip_fws (&look);
    if (!found || (look.at == end && !tf_cursor_at_end (&look)))
        return FALSE;
    cursor->at = end;
    return TRUE;
}

/* What gateways write without brackets: "EXTERNAL: Text", "SPAM - Text". Only these words: any
 * other word before a colon is the author's, or a forger's. */
static gboolean
take_word (TfCursor *cursor)
{
    /* clang-format off */
    static const char *const words[] = {
        "external email", "external e-mail", "external mail", "external message",
        "external sender", "external", "externe e-mail", "externe mail", "externe", "externer",
        "extern", "externo", "externa", "esterno", "esterna", "ext", "outside",
        "suspected spam", "possible spam", "probable spam", "spam", "junk", "bulk", "caution",
        "warning", "suspicious", "vorsicht", "achtung", "attention",
    };
    /* clang-format on */
    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
        TfCursor look = *cursor;

        if (tf_cursor_take_text (&look, words[i]) &&
            (tf_cursor_take (&look, ':') || take_rule (&look))) {
            *cursor = look;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
take_framed (TfCursor *cursor, gboolean is_list)
{
    TfCursor look = *cursor;
    TfSpan text = TF_SPAN_EMPTY;
    gboolean found = take_between_signs (&look, &text);

    for (guint i = 0; !found && i < G_N_ELEMENTS (brackets); i++)
        found = take_bracketed (&look, brackets[i].open, brackets[i].close, &text);
    if (!found || !is_mark_text (text, is_list))
        return FALSE;
    *cursor = look;
    return TRUE;
}

static gboolean
take_mark (TfCursor *cursor, gboolean is_list)
{
    if (!take_framed (cursor, is_list))
        return take_word (cursor);
    take_rule (cursor);
    return TRUE;
}

/* ---- one reply prefix ------------------------------------------------------------ */

/* clang-format off */
static const char *const prefixes[] = {
    "re", "aw", "fw", "fwd", "wg", "tr", "sv", "vs", "vl", "vb", "antw", "antwort", "odp", "pd",
    "rv", "res", "enc", "rif", "r", "i", "ref", "ynt", "ilt", "ha", "fs", "doorst", "bls", "trs",
    "atb", "ats", "rd", "př", "vá", "továbbítás",
    /* Cyrillic, Greek, Hebrew, Chinese */
    "отв", "Отв", "ответ", "Ответ", "пересл", "Пересл", "απ", "Απ", "ΑΠ", "πρθ", "ΠΡΘ",
    "תגובה", "השב", "הועבר", "回复", "回覆", "答复", "答覆", "转发", "轉寄", "轉發",
};
/* clang-format on */

/* "[2]", "(2)", "^2", "2": how often the message was answered. */
static void
skip_counter (TfCursor *cursor)
{
    TfCursor look = *cursor;
    char close = tf_cursor_take (&look, '[')   ? ']'
                 : tf_cursor_take (&look, '(') ? ')'
                                               : '\0';

    tf_cursor_take (&look, '^');
    if (tf_cursor_take_while (&look, is_digit).length == 0)
        return;
    if (close == '\0' || tf_cursor_take (&look, close))
        *cursor = look;
}

static gboolean
take_colon (TfCursor *cursor)
{
    TfCursor look = *cursor;

    tf_cursor_take (&look, '.');
    tf_cursor_skip_fws (&look);
    skip_counter (&look);
    tf_cursor_skip_fws (&look);
    if (!tf_cursor_take (&look, ':') &&
        !tf_cursor_take_text (&look, "\xef\xbc\x9a")) /* U+FF1A */
        return FALSE;
    *cursor = look;
    return TRUE;
}

static gboolean
take_prefix (TfCursor *cursor)
{
    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
        TfCursor look = *cursor;

        if (tf_cursor_take_text (&look, prefixes[i]) && take_colon (&look)) {
            *cursor = look;
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- the start of a Subject ------------------------------------------------------ */

void
tf_subject_read_start (TfSpan text, TfSubjectStart *start)
{
    TfCursor cursor = tf_cursor (text);

    tf_cursor_skip_fws (&cursor);
    while (start->n < TF_SUBJECT_PIECES) {
        TfSubjectPiece piece = {FALSE, (gsize)(cursor.at - text.data), 0, 0};

        piece.is_mark = take_mark (&cursor, start->is_list);
        if (!piece.is_mark && !take_prefix (&cursor))
            return;
        piece.to = (gsize)(cursor.at - text.data);
        tf_cursor_skip_fws (&cursor);
        piece.next = (gsize)(cursor.at - text.data);
        start->pieces[start->n++] = piece;
    }
}
