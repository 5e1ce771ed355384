/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* name-words: the words of a display name as a reader takes them: lookalike letters, styled letters,
 * diacritics and invisible characters make no difference; letters with spaces between them are a
 * word. Leaves out: what the words mean. */
#include "impersonation/impersonation.h"

#include <string.h>

#define MIN_SPACED 4 /* "J R R Tolkien" has three */

static void
free_word (gpointer data)
{
    TfNameWord *word = data;

    g_free (word->plain);
    g_free (word->folded);
    g_free (word);
}

static char *
without_marks (const char *text)
{
    g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
    GString *out = g_string_new (NULL);

    for (const char *at = decomposed != NULL ? decomposed : ""; *at != '\0';
         at = g_utf8_next_char (at))
        if (!g_unichar_ismark (g_utf8_get_char (at)))
            g_string_append_unichar (out, g_utf8_get_char (at));
    return g_string_free (out, FALSE);
}

/* An upper-case I is drawn like an l, so that both count as one letter here. */
static char *
fold (const char *plain)
{
    char *folded = tf_skeleton (plain);

    for (char *at = folded; *at != '\0'; at++)
        if (*at == 'i')
            *at = 'l';
    return folded;
}

/* Latin letters, and others that are drawn like Latin ones. */
static gboolean
is_mixed (const char *plain, const char *folded)
{
    gboolean latin = FALSE, other = FALSE;

    for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at)) {
        GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

        latin |= script == G_UNICODE_SCRIPT_LATIN;
        other |= script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK;
    }
    return latin && other && g_str_is_ascii (folded);
}

static void
add_word (GPtrArray *words, TfSpan text)
{
    g_autofree char *written = tf_span_dup (text);
    g_autofree char *small = g_utf8_strdown (written, -1);
    TfNameWord *word = g_new0 (TfNameWord, 1);

    word->plain = without_marks (small);
    word->folded = fold (word->plain);
    word->is_single = g_utf8_strlen (word->plain, -1) == 1;
    word->is_mixed = is_mixed (small, word->folded);
    g_ptr_array_add (words, word);
}

static guint
count_singles (const GPtrArray *words, guint at)
{
    guint count = 0;

    while (at + count < words->len &&
           ((const TfNameWord *)g_ptr_array_index (words, at + count))->is_single)
        count++;
    return count;
}

static void
join_singles (GPtrArray *words, guint at, guint count)
{
    g_autoptr (GString) text = g_string_new (NULL);
    TfNameWord *first;

    for (guint i = at; i < at + count; i++)
        g_string_append (text, ((const TfNameWord *)g_ptr_array_index (words, i))->plain);
    g_ptr_array_remove_range (words, at + 1, count - 1);
    first = g_ptr_array_index (words, at);
    g_free (first->plain);
    g_free (first->folded);
    first->plain = g_strdup (text->str);
    first->folded = fold (text->str);
    first->is_single = FALSE;
    first->is_spaced = TRUE;
}

static gboolean
belongs (gunichar c)
{
    return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

GPtrArray *
tf_name_words_read (const char *name)
{
    GPtrArray *words = g_ptr_array_new_with_free_func (free_word);
    g_autofree char *text = tf_visible_text (name, TF_SIGNS_AS_BADGES);
    const char *start = text;

    for (const char *at = text; words->len < TF_LIMIT_NAME_WORDS;
         at = g_utf8_next_char (at)) {
        if (*at != '\0' && belongs (g_utf8_get_char (at)))
            continue;
        if (at > start)
            add_word (words, tf_span (start, (gsize)(at - start)));
        if (*at == '\0')
            break;
        start = g_utf8_next_char (at);
    }
    for (guint at = 0; at < words->len; at++)
        if (count_singles (words, at) >= MIN_SPACED)
            join_singles (words, at, count_singles (words, at));
    return words;
}

char *
tf_name_words_join (const GPtrArray *words, guint at, guint count, gboolean folded,
                    const char *between)
{
    GString *out = g_string_new (NULL);

    for (guint i = at; i < at + count; i++) {
        const TfNameWord *word = g_ptr_array_index (words, i);

        g_string_append (out, i > at ? between : "");
        g_string_append (out, folded ? word->folded : word->plain);
    }
    return g_string_free (out, FALSE);
}

/* ---- disguise ---------------------------------------------------------------------------- */

static gboolean
is_styled (gunichar c)
{
    return (c >= 0x1d400 && c <= 0x1d7ff) || (c >= 0x24b6 && c <= 0x24e9) ||
           (c >= 0x1f130 && c <= 0x1f189) || (c >= 0xff21 && c <= 0xff5a) ||
           (c >= 0x1d00 && c <= 0x1d2b);
}

static gboolean
is_padding (gunichar c)
{
    return c == 0xad || c == 0x34f || (c >= 0x200b && c <= 0x200d) || c == 0x2060 ||
           c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

/* Letters that are drawings of Latin ones, or something invisible between two Latin letters. */
gboolean
tf_name_is_disguised (const char *name)
{
    g_autofree char *valid = g_utf8_make_valid (name, -1);
    gunichar before = 0;
    gboolean padded = FALSE;

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        gboolean letter = c < 0x80 && g_ascii_isalpha ((char)c);

        if (is_styled (c) || (padded && letter))
            return TRUE;
        padded = is_padding (c) &&
                 ((before < 0x80 && g_ascii_isalpha ((char)before)) || padded);
        before = c;
    }
    return FALSE;
}

gboolean
tf_name_mixes_scripts (const GPtrArray *words)
{
    for (guint i = 0; i < words->len; i++)
        if (((const TfNameWord *)g_ptr_array_index (words, i))->is_mixed)
            return TRUE;
    return FALSE;
}
