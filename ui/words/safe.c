/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* safe: makes foreign text fit to be shown beside our own: one line, nothing invisible, nothing
 * that changes the direction (Unicode UAX #9 isolates). Left out: detecting confusable characters,
 * which gives a finding of its own and is not a matter of display. */

#include "words/translate.h"
#include "words/words-private.h"

#define ELLIPSIS      "\u2026"
#define REPLACEMENT   0xFFFD
#define FIRST_PICTURE 0x2190 /* symbols from the arrows on: ticks, padlocks, emoji */

typedef struct {
    gunichar first;
    gunichar last;
} Range;

/* Drawn as nothing or as a blank: default ignorables (UAX #44) and letters without a
 * shape. */
static const Range invisible[] = {
    {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x202A, 0x202E},
    {0x2060, 0x206F},   {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3},
    {0x1D159, 0x1D159}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

gboolean
tf_words_is_invisible (gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS (invisible); i++)
        if (c >= invisible[i].first && c <= invisible[i].last)
            return TRUE;
    return g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* Cannot be shown at all: shown as U+FFFD. */
gboolean
tf_words_is_unprintable (gunichar c)
{
    GUnicodeType type = g_unichar_type (c);

    return type == G_UNICODE_CONTROL || type == G_UNICODE_SURROGATE ||
           type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

gboolean
tf_words_is_blank (gunichar c)
{
    return g_unichar_isspace (c) || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* ---- text -------------------------------------------------------------------------- */

typedef struct {
    GString *out;
    guint n_chars;
    guint n_marks;  /* in a row */
    gboolean blank; /* a blank is due before the next character */
} Shown;

static void
show_char (Shown *shown, gunichar c)
{
    shown->n_marks = g_unichar_ismark (c) ? shown->n_marks + 1 : 0;
    if (shown->n_marks > TF_WORDS_MARKS)
        return;
    if (shown->blank && shown->out->len > 0) {
        g_string_append_c (shown->out, ' ');
        shown->n_chars++;
    }
    shown->blank = FALSE;
    g_string_append_unichar (shown->out, tf_words_is_unprintable (c) ? REPLACEMENT : c);
    shown->n_chars++;
}

char *
tf_words_safe_text (const char *foreign, guint max)
{
    g_autofree char *valid = g_utf8_make_valid (foreign != NULL ? foreign : "", -1);
    Shown shown = {g_string_new (NULL), 0, 0, FALSE};

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (tf_words_is_blank (c)) {
            shown.blank = TRUE;
        } else if (!tf_words_is_invisible (c)) {
            if (max > 0 && shown.n_chars + (shown.blank ? 1 : 0) >= max) {
                g_string_append (shown.out, ELLIPSIS);
                break;
            }
            show_char (&shown, c);
        }
    }
    return g_string_free (shown.out, FALSE);
}

char *
tf_words_marked_text (const char *foreign, guint max)
{
    g_autofree char *valid = g_utf8_make_valid (foreign, -1);
    GString *out = g_string_new (NULL);
    guint n_chars = 0;
    guint n_marks = 0;

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        gboolean hidden;

        n_marks = g_unichar_ismark (c) ? n_marks + 1 : 0;
        hidden = tf_words_is_invisible (c) || tf_words_is_unprintable (c) ||
                 (tf_words_is_blank (c) && c != ' ') || n_marks > TF_WORDS_MARKS;
        if (max > 0 && n_chars++ >= max) {
            g_string_append (out, ELLIPSIS);
            break;
        }
        g_string_append_unichar (out, hidden ? REPLACEMENT : c);
    }
    return g_string_free (out, FALSE);
}

char *
tf_words_isolated_text (const char *foreign, guint max)
{
    g_autofree char *safe = tf_words_safe_text (foreign, max);

    return g_strconcat (TF_WORDS_FSI, safe, TF_WORDS_PDI, NULL);
}

/* A tick or a padlock would seem to come from the program, and a quotation mark would end the
 * name. */
static gunichar
tame (gunichar c)
{
    GUnicodeType type = g_unichar_type (c);

    if (c >= FIRST_PICTURE &&
        (type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL))
        return REPLACEMENT;
    if (c == '"' || type == G_UNICODE_INITIAL_PUNCTUATION ||
        type == G_UNICODE_FINAL_PUNCTUATION || c == 0x201E || c == 0x301D || c == 0x301E)
        return '\'';
    return c;
}

char *
tf_words_quoted_name (const char *name)
{
    g_autofree char *safe = tf_words_safe_text (name, TF_WORDS_NAME_CHARS);
    g_autoptr (GString) tamed = g_string_new (TF_WORDS_FSI);

    if (*safe == '\0')
        return NULL;
    for (const char *at = safe; *at != '\0'; at = g_utf8_next_char (at))
        g_string_append_unichar (tamed, tame (g_utf8_get_char (at)));
    g_string_append (tamed, TF_WORDS_PDI);
    /* Translators: the sender's name in quotation marks. Use those of your language. */
    return tf_words_fill (C_ ("a sender's name", "“{name}”"), "name", tamed->str, NULL);
}

static gboolean
is_direction_mark (gunichar c)
{
    return (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

char *
tf_words_plain (const char *sentence)
{
    GString *out = g_string_new (NULL);

    for (const char *at = sentence; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (!is_direction_mark (c))
            g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

const char *
tf_words_direction (void)
{
    /* Translators: the direction in which your language is written: "ltr" (from left to right) or
     * "rtl". Do not translate it otherwise. */
    return g_str_equal (C_ ("direction of writing", "ltr"), "rtl") ? "\u200F" : "\u200E";
}
