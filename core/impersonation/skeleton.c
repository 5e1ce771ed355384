/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* skeleton: what a label looks like (UTS #39 §4), taken further for a label that is read in a
 * hurry: diacritics do not count, and letters that the data of the standard distinguish are the
 * same where fonts draw them alike. Plain ASCII never reaches ICU. */
#include "impersonation/lookalike-private.h"

/** Pair: what is read as something else; both ASCII. */
typedef struct {
    const char *seen;
    const char *as;
} Pair;

static const Pair strong[] = {{"0", "o"}, {"1", "l"}, {"rn", "m"}, {"vv", "w"}};
static const Pair weak[] = {{"cl", "d"}, {"nn", "m"}, {"5", "s"}, {"8", "b"}};

/* Of each line only the first is kept: a strange name that is read in passing. */
static const char *const glances[] = {"bd38", "ce", "gq69", "li1", "nmr", "s5"};

/* What two of those are taken for. */
static const Pair blots[] = {{"cl", "b"}, {"bl", "b"}, {"lb", "b"},
                             {"lh", "h"}, {"lk", "k"}, {"lc", "k"}};

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
    {0x0259, 'a'}, {0x0299, 'b'}, {0x0185, 'b'}, {0x0188, 'c'}, {0x1d05, 'd'},
    {0x1d07, 'e'}, {0xa730, 'f'}, {0x0262, 'g'}, {0x050d, 'g'}, {0x2c68, 'h'},
    {0x029c, 'h'}, {0x029d, 'j'}, {0x1d0a, 'j'}, {0x2c6a, 'k'}, {0x1d0b, 'k'},
    {0x029f, 'l'}, {0x1d0d, 'm'}, {0x0274, 'n'}, {0xa791, 'n'}, {0x01bf, 'p'},
    {0x1d18, 'p'}, {0x0280, 'r'}, {0x027e, 'r'}, {0x01ab, 't'}, {0x1d1b, 't'},
    {0x0289, 'u'}, {0x2c71, 'v'}, {0x1d8c, 'v'}, {0x2c74, 'v'}, {0x2c73, 'w'},
    {0x2c6c, 'z'}, {0x1d22, 'z'},
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

/* The skeleton of characters that are not ASCII. The data of the standard have two letters for an "m"; here
 * it is one. */
static void
append_skeleton (GString *out, TfSpan text)
{
    g_autofree char *foreign = tf_span_dup (text);
    g_autofree char *skeleton = text.length > 0 ? tf_unicode_skeleton (foreign) : NULL;
    g_autofree char *letters =
        fold (skeleton != NULL ? skeleton : foreign, strong, G_N_ELEMENTS (strong));

    g_string_append (out, letters);
}

static gboolean
is_foreign (guchar byte)
{
    return byte >= 0x80;
}

/* Diacritics are removed both before and after: before, because otherwise "ö" would keep its marks
 * in the skeleton; after, because there "ø" is an "o" with an overlaid stroke. */
static char *
skeleton_of_unicode (const char *text)
{
    g_autofree char *bare = without_marks (text);
    g_autofree char *latin = with_latin (bare);
    g_autoptr (GString) out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (latin));
    g_autofree char *plain = NULL;

    while (!tf_cursor_at_end (&cursor)) {
        append_skeleton (out, tf_cursor_take_while (&cursor, is_foreign));
        if (!tf_cursor_at_end (&cursor))
            g_string_append_c (out, (char)tf_cursor_next (&cursor));
    }
    plain = without_marks (out->str);
    return g_utf8_strdown (plain, -1);
}

char *
tf_skeleton_letters (const char *label)
{
    TfCursor cursor = tf_cursor (tf_span_of (label));
    g_autofree char *unicode = NULL;
    const char *text = label;

    if (tf_cursor_take_text (&cursor, "xn--"))
        unicode = tf_unicode_to_unicode (label);
    if (unicode != NULL)
        text = unicode;
    return g_str_is_ascii (text) ? g_strdup (text) : skeleton_of_unicode (text);
}

char *
tf_skeleton (const char *label)
{
    g_autofree char *letters = tf_skeleton_letters (label);

    return fold (letters, strong, G_N_ELEMENTS (strong));
}

char *
tf_skeleton_weak (const char *skeleton)
{
    return fold (skeleton, weak, G_N_ELEMENTS (weak));
}

/* ---- at a glance --------------------------------------------------------------------------- */

static char
glance_letter (char letter)
{
    for (guint i = 0; i < G_N_ELEMENTS (glances); i++)
        if (letter != '\0' && tf_span_has (tf_span_of (glances[i]), letter))
            return glances[i][0];
    return letter;
}

/* "m" is as wide as "nn", "rn" and "rr": of several only one is kept. */
char *
tf_skeleton_glance (const char *skeleton)
{
    GString *out = g_string_new (NULL);

    for (; *skeleton != '\0'; skeleton++) {
        char letter = glance_letter (*skeleton);

        if (letter != 'n' || out->len == 0 || out->str[out->len - 1] != 'n')
            g_string_append_c (out, letter);
    }
    return g_string_free (out, FALSE);
}

/* TEXT with PAIR at its byte AT; NULL: it is not there. */
static char *
without_blot (const char *text, gsize at, const Pair *pair)
{
    return g_str_has_prefix (text + at, pair->seen)
               ? g_strdup_printf ("%.*s%s%s", (int)at, text, pair->as, text + at + 2)
               : NULL;
}

static void
add_readings_of (GPtrArray *readings, const char *text)
{
    for (gsize at = 0; text[at] != '\0'; at++)
        for (guint i = 0; i < G_N_ELEMENTS (blots); i++) {
            char *other = readings->len < TF_LIMIT_READINGS
                              ? without_blot (text, at, &blots[i])
                              : NULL;

            if (other != NULL)
                g_ptr_array_add (readings, other);
        }
}

GPtrArray *
tf_skeleton_readings (const char *skeleton)
{
    GPtrArray *readings = g_ptr_array_new_with_free_func (g_free);

    g_ptr_array_add (readings, tf_skeleton_glance (skeleton));
    for (guint i = 0; i < readings->len && readings->len < TF_LIMIT_READINGS; i++)
        add_readings_of (readings, g_ptr_array_index (readings, i));
    return readings;
}
