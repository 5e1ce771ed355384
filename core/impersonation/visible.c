/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* visible: what a name looks like to a reader. Leaves out: the bidirectional
 * algorithm except for the override, which is the only control that reverses Latin text. */
#include "impersonation/impersonation.h"

#define OVERRIDE     0x202e /* RIGHT-TO-LEFT OVERRIDE */
#define OVERRIDE_END 0x202c /* POP DIRECTIONAL FORMATTING */

/* No script has more marks in a row, and sorting them takes quadratic time. */
#define MAX_MARKS 4

static gboolean
is_invisible (gunichar c)
{
    static const struct {
        gunichar first, last;
    } others[] = {
        {0x034f, 0x034f}, {0x115f, 0x1160}, {0x17b4, 0x17b5},
        {0x180b, 0x180f}, {0x2065, 0x2065}, {0x3164, 0x3164},
        {0xfe00, 0xfe0f}, {0xffa0, 0xffa0}, {0xe0100, 0xe01ef},
    };

    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        if (c >= others[i].first && c <= others[i].last)
            return TRUE;
    return g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* ---- signs that are also letters ---------------------------------------------------- */

/* A trade mark sign counts as "TM", a letter in a circle as that letter. */
static guint
count_letters (gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize length = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
    guint count = 0;

    for (gsize i = 0; i < MIN (length, G_N_ELEMENTS (parts)) && parts[0] != c; i++)
        count += g_unichar_isalnum (parts[i]) ? 1 : 0;
    return count;
}

static gboolean
ends_word (gunichar c, TfSigns signs)
{
    guint letters = c < 0x80 || signs == TF_SIGNS_JOINED ? 0 : count_letters (c);

    GUnicodeType type = g_unichar_type (c);

    if (letters == 0)
        return FALSE;
    if (type == G_UNICODE_OTHER_SYMBOL)
        return letters > 1 || signs == TF_SIGNS_APART;
    /* Superscripts: modifier letters, numbers, ordinals. */
    return type == G_UNICODE_MODIFIER_LETTER || type == G_UNICODE_OTHER_NUMBER ||
           c == 0xaa || c == 0xba;
}

/* Characters that UTS #46 treats as a dot in a domain name, although they are not compatibility
 * forms of it. */
static gunichar
plain (gunichar c, TfSigns signs)
{
    if (c == 0x3002 || c == 0xff61)
        return '.';
    return ends_word (c, signs) ? ' ' : c;
}

/* Only letters, digits and marks belong to a name. */
static char *
with_spaces (const char *text)
{
    GString *out = g_string_new (NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        gboolean belongs = c < 0x80 || g_unichar_isalnum (c) || g_unichar_ismark (c);

        g_string_append_unichar (out, belongs ? c : ' ');
    }
    return g_string_free (out, FALSE);
}

/* ---- direction --------------------------------------------------------------------- */

/* AT is after the override; returns where the override ends. */
static const char *
append_reversed (GArray *out, const char *at, TfSigns signs)
{
    guint start = out->len;

    for (; *at && g_utf8_get_char (at) != OVERRIDE_END; at = g_utf8_next_char (at)) {
        gunichar c = plain (g_utf8_get_char (at), signs);

        if (!is_invisible (c))
            g_array_append_val (out, c);
    }
    for (guint i = start, j = out->len; i + 1 < j; i++, j--) {
        gunichar c = g_array_index (out, gunichar, i);

        g_array_index (out, gunichar, i) = g_array_index (out, gunichar, j - 1);
        g_array_index (out, gunichar, j - 1) = c;
    }
    return at;
}

/* TRUE: something was reversed. */
static gboolean
append_visible (GArray *out, const char *text, TfSigns signs, gboolean turn)
{
    gboolean turned = FALSE;
    guint marks = 0;

    for (const char *at = text; *at;) {
        gunichar c = plain (g_utf8_get_char (at), signs);

        at = g_utf8_next_char (at);
        marks = g_unichar_ismark (c) ? marks + 1 : 0;
        if (turn && c == OVERRIDE) {
            at = append_reversed (out, at, signs);
            turned = TRUE;
        } else if (!is_invisible (c) && marks <= MAX_MARKS) {
            g_array_append_val (out, c);
        }
    }
    return turned;
}

/* A program that does not support direction shows the text as it is stored, so both forms count. */
char *
tf_visible_text (const char *text, TfSigns signs)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (gunichar));
    g_autofree char *utf8 = NULL, *normal = NULL;
    gunichar space = ' ';

    if (g_str_is_ascii (valid))
        return g_steal_pointer (&valid);
    if (append_visible (out, valid, signs, TRUE)) {
        g_array_append_val (out, space);
        append_visible (out, valid, signs, FALSE);
    }
    utf8 = g_ucs4_to_utf8 ((const gunichar *)(gpointer)out->data, out->len, NULL, NULL,
                           NULL);
    normal = utf8 != NULL ? g_utf8_normalize (utf8, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
    return with_spaces (normal != NULL ? normal : "");
}
