/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* subject-trials.c: what a Subject may have been before lists and gateways put their marks in
 * front of it ("[Dev] ", "***SPAM*** ") or directly after "Re:" and the like. A mark is short
 * and has no digits except those of a list's name and running number or of a spam score, so that it
 * cannot carry a message.
 *
 * The likeliest comes first. Trying each one costs a signature verification, so their number has a
 * limit. If none of them is right, the signature simply does not match. */

#include "dkim/subject-private.h"

#include <string.h>

#define MAX_MARKS 3 /* that were added */
#define MAX_SEEN  5 /* that are looked at */

/* The places of the first marks, at most MAX_SEEN. */
static guint
list_marks (const TfSubjectStart *start, guint ret_marks[MAX_SEEN])
{
    guint n = 0;

    for (guint i = 0; i < start->n && n < MAX_SEEN; i++)
        if (start->pieces[i].is_mark)
            ret_marks[n++] = i;
    return n;
}

/* ---- what it may have been ------------------------------------------------------- */

/** Search: the Subject, and what has been found so far. */
typedef struct {
    const TfSubject *subject;
    const TfSubjectStart *start;
    GPtrArray *found; /* GString: values, each once */
    guint8 *taken;    /* for each byte of the text: whether it is left out now */
    gboolean has_word;
    gboolean is_foreign; /* not ASCII: it may have been encoded in another way */
} Search;

static gboolean
is_full (const Search *search)
{
    return search->found->len >= TF_LIMIT_SUBJECT_TRIALS;
}

static void
add_value (Search *search, GString *value)
{
    gboolean known = is_full (search);

    for (guint i = 0; !known && i < search->found->len; i++)
        known = g_string_equal (g_ptr_array_index (search->found, i), value);
    if (known)
        g_string_free (value, TRUE);
    else
        g_ptr_array_add (search->found, value);
}

/* " text" or its encoded form: a Subject's value begins with the blank after the colon. */
static GString *
value_new (TfSpan plain)
{
    GString *value = g_string_new (" ");

    return g_string_append_len (value, plain.data, (gssize)plain.length);
}

static void
add_encoded (Search *search, TfSpan text, gsize plain, const TfSubjectStyle *style)
{
    GString *value = value_new (tf_span (text.data, plain));

    tf_subject_encode (value, tf_span (text.data + plain, text.length - plain), style);
    add_value (search, value);
}

/* The same text as other programs write it in encoded words, with its first PLAIN bytes before
 * them. */
static void
add_styles_in (Search *search, TfSpan text, gsize plain, const char *const *charsets,
               guint n_charsets)
{
    static const char encodings[] = "BQbq";

    for (guint i = 0; i < n_charsets * 4 * 2 && !is_full (search); i++) {
        TfSubjectStyle style = {charsets[i / 8], encodings[i / 2 % 4], i % 2 == 1};

        add_encoded (search, text, plain, &style);
    }
}

/* Raw text that is not ASCII is taken for UTF-8. */
static TfSpan
charset_of (const TfSubject *subject)
{
    return subject->words->len > 0
               ? g_array_index (subject->words, TfSubjectWord, 0).charset
               : tf_span_of ("utf-8");
}

static void
add_recoded (Search *search, TfSpan text, gsize plain)
{
    static const char *const utf8[] = {"UTF-8", "utf-8"};
    static const char *const latin[] = {"iso-8859-1", "ISO-8859-1", "windows-1252",
                                        "Windows-1252"};
    g_autoptr (GString) other = NULL;
    gboolean is_utf8;

    if (tf_span_is_ascii (text) || !tf_span_is_ascii (tf_span (text.data, plain)))
        return;
    other = tf_subject_recode (text, charset_of (search->subject), &is_utf8);
    if (other != NULL)
        add_styles_in (search, tf_span (other->str, other->len), plain,
                       is_utf8 ? utf8 : latin,
                       is_utf8 ? G_N_ELEMENTS (utf8) : G_N_ELEMENTS (latin));
}

static void
add_styles (Search *search, TfSpan text, gsize plain)
{
    TfSpan charset = charset_of (search->subject);
    g_autofree char *written = tf_span_dup (charset);
    g_autofree char *lower = g_ascii_strdown (written, -1);
    g_autofree char *upper = g_ascii_strup (written, -1);
    const char *const charsets[] = {written, upper, lower};

    if (text.length == plain || charset.length > TF_SUBJECT_CHARSET)
        return;
    add_styles_in (search, text, plain, charsets, G_N_ELEMENTS (charsets));
    add_recoded (search, text, plain);
}

static gsize
after_prefixes (TfSpan text)
{
    TfSubjectStart start = {.n = 0};

    tf_subject_read_start (text, &start);
    return start.n > 0 ? start.pieces[start.n - 1].next : 0;
}

/* The whole Subject was rewritten when the mark was added: before that it was plain, or encoded
 * in another way, perhaps after a plain "Re: ". */
static void
add_rewritten (Search *search)
{
    const GString *text = search->subject->text;
    g_autoptr (GString) left = g_string_new (NULL);
    TfSpan rest;
    gsize plain;

    for (gsize i = 0; i < text->len; i++)
        if (!search->taken[i])
            g_string_append_c (left, text->str[i]);
    rest = tf_span_strip (tf_span (left->str, left->len));
    if (tf_span_has (rest, '\r') || tf_span_has (rest, '\n') || tf_span_has (rest, '\0'))
        return;
    add_value (search, value_new (rest));
    add_styles (search, rest, 0);
    plain = after_prefixes (rest);
    if (plain > 0)
        add_styles (search, rest, plain);
}

static void
take (Search *search, gsize from, gsize to, guint8 as)
{
    memset (search->taken + from, as, to - from);
}

/* Leaves out the marks in SET, which has one bit for each of MARKS. */
static void
take_set (Search *search, const guint *marks, guint set)
{
    memset (search->taken, 0, search->subject->text->len + 1);
    for (guint i = 0; i < MAX_SEEN; i++)
        if (set & 1u << i)
            take (search, search->start->pieces[marks[i]].from,
                  search->start->pieces[marks[i]].next, 1);
}

/* "Re:[Dev] text" may also have been "Re: text". */
static void
keep_blanks (Search *search, const guint *marks, guint set)
{
    for (guint i = 0; i < MAX_SEEN; i++) {
        const TfSubjectPiece *piece = &search->start->pieces[marks[i]];

        if ((set & 1u << i) != 0 && piece->from > 0 &&
            !g_ascii_isspace (search->subject->text->str[piece->from - 1]))
            take (search, piece->to, piece->next, 0);
    }
}

static void
cut_set (Search *search, const guint *marks, guint set)
{
    take_set (search, marks, set);
    add_value (search, tf_subject_write_without (search->subject, search->taken));
    keep_blanks (search, marks, set);
    add_value (search, tf_subject_write_without (search->subject, search->taken));
}

/* The mark in front used to be after "Re:": Mailman moves it. */
static void
try_moved (Search *search)
{
    const TfSubjectStart *start = search->start;
    const char *text = search->subject->text->str;
    GString *value;

    if (search->has_word || start->n < 2 || !start->pieces[0].is_mark ||
        start->pieces[1].is_mark)
        return;
    value = value_new (tf_span (text + start->pieces[1].from,
                                start->pieces[1].next - start->pieces[1].from));
    g_string_append_len (value, text + start->pieces[0].from,
                         (gssize)(start->pieces[0].next - start->pieces[0].from));
    g_string_append (value, text + start->pieces[1].next);
    add_value (search, value);
}

/* Each list or gateway writes in front of the previous one, so the first marks are the
 * likeliest. */
static void
try_all (Search *search)
{
    guint marks[MAX_SEEN] = {0};
    guint n = list_marks (search->start, marks);

    for (guint first = 1; first <= MIN (n, MAX_MARKS); first++)
        cut_set (search, marks, (1u << first) - 1);
    for (guint set = 1; set < 1u << n && !is_full (search); set++)
        if (__builtin_popcount (set) <= MAX_MARKS)
            cut_set (search, marks, set);
    try_moved (search);
    for (guint first = 1; search->is_foreign && first <= MIN (n, MAX_MARKS); first++) {
        take_set (search, marks, (1u << first) - 1);
        add_rewritten (search);
    }
}

static void
string_free (gpointer string)
{
    g_string_free (string, TRUE);
}

GPtrArray *
tf_subject_without_marks (TfSpan value, gboolean is_list)
{
    g_autoptr (TfSubject) subject = NULL;
    g_autofree guint8 *taken = NULL;
    TfSubjectStart start = {.is_list = is_list};
    Search search = {NULL, &start, g_ptr_array_new_with_free_func (string_free),
                     NULL, FALSE,  FALSE};

    if (value.length > TF_LIMIT_SUBJECT_BYTES)
        return search.found;
    subject = tf_subject_read (value);
    tf_subject_read_start (tf_span (subject->text->str, subject->text->len), &start);
    taken = g_malloc0 (subject->text->len + 1);
    search.subject = subject;
    search.taken = taken;
    search.has_word = subject->words->len > 0;
    search.is_foreign =
        search.has_word ||
        !tf_span_is_ascii (tf_span (subject->text->str, subject->text->len));
    try_all (&search);
    return search.found;
}
