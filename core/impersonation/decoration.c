/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* decoration: signs in a name that pretend a check has been made (TF21). Emoji in general
 * do not count, and neither do the direction marks that Hebrew and Arabic names need. */
#include "impersonation/impersonation.h"

#include <string.h>

static const char *const kinds[] = {NULL, "badge", "word", "scripts", "direction"};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TF_DECORATION_DIRECTION + 1);

static const gunichar badges[] = {
    0x221a, /* a square root, used as a tick */
    0x2611,  0x2705,  0x2713,  0x2714,  0x1f5f8, 0x1f5f9, /* check marks */
    0x1f50f, 0x1f510, 0x1f512, 0x1f6e1,                   /* padlocks, a shield */
    0x1f396, 0x1f3c5, 0x1f4db, 0x1f530,                   /* medals, badges */
};

static const char *const words[] = {
    "verified",   "verifiziert", "vérifié",    "vérifiée",     "verificado",
    "verificada", "verificato",  "verificata", "geverifieerd", "zweryfikowany",
};

static gboolean
is_badge (gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS (badges); i++)
        if (badges[i] == c)
            return TRUE;
    return FALSE;
}

static gboolean
is_right_to_left (gunichar c)
{
    return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
           (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) ||
           (c >= 0x1e800 && c <= 0x1efff);
}

/* An override reverses Latin letters and is never needed in a name. The other controls are
 * innocent beside letters of a right-to-left script. */
static gboolean
has_direction_trick (const char *name)
{
    gboolean embeds = FALSE, right_to_left = FALSE;

    for (const char *at = name; *at; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c == 0x202d || c == 0x202e)
            return TRUE;
        embeds |= c == 0x202a || c == 0x202b || (c >= 0x2066 && c <= 0x2068);
        right_to_left |= is_right_to_left (c);
    }
    return embeds && !right_to_left;
}

static gboolean
has_badge (const char *name)
{
    for (const char *at = name; *at; at = g_utf8_next_char (at))
        if (is_badge (g_utf8_get_char (at)))
            return TRUE;
    return FALSE;
}

static gboolean
is_word (const char *start, const char *end)
{
    g_autofree char *text = g_utf8_strdown (start, end - start);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (words[i], text))
            return TRUE;
    return FALSE;
}

static gboolean
has_word (const char *name)
{
    g_autofree char *text = tf_visible_text (name, TF_SIGNS_JOINED);
    const char *start = text;

    for (const char *at = text; *at; at = g_utf8_next_char (at)) {
        if (g_unichar_isalpha (g_utf8_get_char (at)))
            continue;
        if (at > start && is_word (start, at))
            return TRUE;
        start = g_utf8_next_char (at);
    }
    return is_word (start, start + strlen (start));
}

TfDecoration
tf_decoration_find (const char *name)
{
    g_autoptr (GPtrArray) words_of = NULL;

    if (has_direction_trick (name))
        return TF_DECORATION_DIRECTION;
    if (has_badge (name))
        return TF_DECORATION_BADGE;
    if (has_word (name))
        return TF_DECORATION_WORD;
    words_of = tf_name_words_read (name);
    return tf_name_mixes_scripts (words_of) ? TF_DECORATION_SCRIPTS : TF_DECORATION_NONE;
}

const char *
tf_decoration_to_string (TfDecoration decoration)
{
    return kinds[decoration];
}
