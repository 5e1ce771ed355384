/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* skeleton: what a label looks like (UTS #39 §4), taken further for a label that is read in a
 * hurry: diacritics do not count, and letters that the data of the standard distinguish are the
 * same where fonts draw them alike. Plain ASCII never reaches ICU. */
#include "impersonation/impersonation.h"

/** Pair: what is read as something else; both ASCII. */
typedef struct {
    const char *seen;
    const char *as;
} Pair;

static const Pair strong[] = {{"0", "o"}, {"1", "l"}, {"rn", "m"}, {"vv", "w"}};
static const Pair weak[] = {{"cl", "d"}, {"nn", "m"}, {"5", "s"}, {"8", "b"}};

/* Lower-case letters that a sans-serif font draws like the Latin one; confusables.txt, which goes
 * by exact shapes, does not have them or has a different one. */
static const struct {
    gunichar letter;
    char latin;
} alike[] = {
    {0x04cf, 'l'}, {0x043a, 'k'}, {0x0442, 't'}, {0x043c, 'm'}, {0x043d, 'h'},
    {0x0432, 'b'}, {0x043f, 'n'}, {0x0433, 'r'}, {0x0448, 'w'}, {0x044c, 'b'},
    {0x03ba, 'k'}, {0x03b7, 'n'}, {0x03c4, 't'}, {0x03c7, 'x'}, {0x03bc, 'u'},
    {0x03c9, 'w'}, {0x03b5, 'e'}, {0x03c5, 'u'}, {0x0138, 'k'}, {0x00fe, 'p'},
};

static const Pair *
take_pair (TfCursor *cursor, const Pair *pairs, guint n_pairs)
{
    for (guint i = 0; i < n_pairs; i++)
        if (tf_cursor_take_text (cursor, pairs[i].seen))
            return &pairs[i];
    return NULL;
}

static char *
fold (const char *text, const Pair *pairs, guint n_pairs)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));

    while (!tf_cursor_at_end (&cursor)) {
        const Pair *pair = take_pair (&cursor, pairs, n_pairs);

        if (pair != NULL)
            g_string_append (out, pair->as);
        else
            g_string_append_c (out, (char)tf_cursor_next (&cursor));
    }
    return g_string_free (out, FALSE);
}

static char *
without_marks (const char *text)
{
    g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
    GString *out = g_string_new (NULL);

    for (const char *at = decomposed != NULL ? decomposed : ""; *at;
         at = g_utf8_next_char (at))
        if (!g_unichar_ismark (g_utf8_get_char (at)))
            g_string_append_unichar (out, g_utf8_get_char (at));
    return g_string_free (out, FALSE);
}

static gunichar
latin_of (gunichar letter)
{
    for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
        if (alike[i].letter == letter)
            return (gunichar)alike[i].latin;
    return letter;
}

static char *
with_latin (const char *text)
{
    GString *out = g_string_new (NULL);

    for (const char *at = text; *at; at = g_utf8_next_char (at))
        g_string_append_unichar (out, latin_of (g_utf8_get_char (at)));
    return g_string_free (out, FALSE);
}

/* Diacritics are removed both before and after: before, because otherwise "ö" would keep its marks
 * in the skeleton; after, because there "ø" is an "o" with an overlaid stroke. */
static char *
skeleton_of_unicode (const char *text)
{
    g_autofree char *bare = without_marks (text);
    g_autofree char *latin = with_latin (bare);
    g_autofree char *skeleton = tf_unicode_skeleton (latin);
    g_autofree char *plain = without_marks (skeleton != NULL ? skeleton : latin);

    return g_utf8_strdown (plain, -1);
}

char *
tf_skeleton (const char *label)
{
    TfCursor cursor = tf_cursor (tf_span_of (label));
    g_autofree char *unicode = NULL, *plain = NULL;

    if (tf_cursor_take_text (&cursor, "xn--"))
        unicode = tf_unicode_to_unicode (label);
    if (!g_str_is_ascii (unicode != NULL ? unicode : label))
        plain = skeleton_of_unicode (unicode != NULL ? unicode : label);
    return fold (plain != NULL ? plain : label, strong, G_N_ELEMENTS (strong));
}

char *
tf_skeleton_weak (const char *skeleton)
{
    return fold (skeleton, weak, G_N_ELEMENTS (weak));
}
