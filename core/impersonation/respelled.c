/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* respelled: a text in which a domain is written so that only people recognize it: "bank dot example",
 * "bank[.]example", "b a n k . example", "bank·example", with letters of another script. What comes out is
 * searched for particular domains and never shown. */
#include "impersonation/lookalike-private.h"

#define MIN_DOTTED 4 /* "J.R.R. Tolkien" has three */

/* ---- dots ------------------------------------------------------------------------------------ */

static const gunichar dots[] = {
    0x00b7, 0x0387, 0x1427, 0x2022, 0x2024, 0x2027, 0x2219,
    0x22c5, 0x25cf, 0x26ab, 0x2e31, 0x30fb, 0xfe52, 0xff65,
};

char *
tf_respelled_dots (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *out = g_string_new (NULL);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
            if (dots[i] == c)
                c = '.';
        g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

/* What is said for a dot; each between other signs. */
static const char *const words[] = {"dot", "point", "ponto", "punkt", "punto", "."};

static gboolean
is_sign (char c)
{
    return tf_span_has (tf_span_of (" -_()[]{}<>"), c);
}

/* After a sign: such a word, and a sign behind it; a mere dot needs none. */
static gboolean
take_dot (TfCursor *cursor)
{
    TfCursor at = *cursor;
    gboolean before = FALSE;

    while (!tf_cursor_at_end (&at) && is_sign (*at.at)) {
        before = TRUE;
        tf_cursor_next (&at);
    }
    for (guint i = 0; before && i < G_N_ELEMENTS (words); i++) {
        TfCursor look = at;

        if (!tf_cursor_take_text (&look, words[i]) || tf_cursor_at_end (&look) ||
            (*words[i] != '.' && !is_sign (*look.at)))
            continue;
        while (!tf_cursor_at_end (&look) && is_sign (*look.at))
            tf_cursor_next (&look);
        *cursor = look;
        return TRUE;
    }
    if (before) /* signs of no meaning: they are not looked at again */
        cursor->at = at.at - 1;
    return FALSE;
}

static char *
with_dots (const char *text)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));

    while (!tf_cursor_at_end (&cursor)) {
        const char *start = cursor.at;

        if (take_dot (&cursor)) {
            g_string_append_c (out, '.');
            continue;
        }
        g_string_append_len (out, start, cursor.at - start);
        g_string_append_c (out, (char)tf_cursor_next (&cursor));
    }
    return g_string_free (out, FALSE);
}

/* ---- single letters ---------------------------------------------------------------------------- */

/* AT is followed by one character and then by SEPARATOR. */
static gboolean
is_single (const char *at, char separator)
{
    return *at != '\0' && *at != separator && *g_utf8_next_char (at) == separator;
}

/* How many single characters with SEPARATOR behind them follow each other. */
static guint
count_singles (const char *at, char separator)
{
    guint count = 0;

    for (; is_single (at, separator); at = g_utf8_next_char (at) + 1)
        count++;
    return count;
}

/* "b a n k", "b.a.n.k.example": LEAST or more single characters are a word. KEPT is what stays
 * behind the last of them. */
static char *
joined (const char *text, char separator, guint least, const char *kept)
{
    GString *out = g_string_new (NULL);
    gboolean starts = TRUE;

    for (const char *at = text; *at != '\0';) {
        guint count = starts ? count_singles (at, separator) : 0;

        for (guint i = 0; count >= least && i < count; i++) {
            g_string_append_len (out, at, g_utf8_next_char (at) - at);
            at = g_utf8_next_char (at) + 1;
        }
        if (count >= least) {
            /* The last word of one letter: "c o m" at the end. */
            gboolean more = *at != '\0' && (*g_utf8_next_char (at) == '\0');

            g_string_append (out, more ? "" : kept);
        }
        if (*at == '\0')
            break;
        starts = *at == separator || *at == ' ';
        g_string_append_len (out, at, g_utf8_next_char (at) - at);
        at = g_utf8_next_char (at);
    }
    return g_string_free (out, FALSE);
}

/* ---- letters ----------------------------------------------------------------------------------- */

static gboolean
is_other_script (gunichar c)
{
    GUnicodeScript script = g_unichar_get_script (c);

    return script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_COMMON &&
           script != G_UNICODE_SCRIPT_INHERITED;
}

/* Letters of other scripts as the Latin ones that they look like. An accent makes another name. */
static char *
in_latin (const char *text)
{
    GString *out = g_string_new (NULL);

    while (*text != '\0') {
        const char *end = text;
        g_autofree char *run = NULL, *letters = NULL;

        while (*end != '\0' && is_other_script (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
        run = g_strndup (text, (gsize)(end - text));
        letters = tf_skeleton_letters (run);
        g_string_append (out, letters);
        if (*end != '\0')
            g_string_append_len (out, end, g_utf8_next_char (end) - end);
        text = *end != '\0' ? g_utf8_next_char (end) : end;
    }
    return g_string_free (out, FALSE);
}

char *
tf_respelled_text (const char *text)
{
    g_autofree char *lower = g_utf8_strdown (text, -1);
    g_autofree char *letters = in_latin (lower);
    g_autofree char *close = joined (letters, ' ', 2, " ");
    g_autofree char *dotted = with_dots (close);

    return joined (dotted, '.', MIN_DOTTED, ".");
}
