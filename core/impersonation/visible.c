/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* visible: what a name looks like to a reader. Leaves out: the bidirectional
 * algorithm but for the override, which alone turns Latin text round. */
#include "impersonation/impersonation.h"

#define OVERRIDE     0x202e /* RIGHT-TO-LEFT OVERRIDE */
#define OVERRIDE_END 0x202c /* POP DIRECTIONAL FORMATTING */

/* More marks in a row belong to no script; and to sort them takes quadratic time. */
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

/* What stands for a dot in a domain name (UTS #46) and is no compatible form of it. */
static gunichar
plain (gunichar c)
{
    return c == 0x3002 || c == 0xff61 ? '.' : c;
}

/* AT is behind the override; returns where it ends. */
static const char *
append_reversed (GArray *out, const char *at)
{
    guint start = out->len;

    for (; *at && g_utf8_get_char (at) != OVERRIDE_END; at = g_utf8_next_char (at)) {
        gunichar c = plain (g_utf8_get_char (at));

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

/* TRUE: something was turned round. */
static gboolean
append_visible (GArray *out, const char *text, gboolean turn)
{
    gboolean turned = FALSE;
    guint marks = 0;

    for (const char *at = text; *at;) {
        gunichar c = plain (g_utf8_get_char (at));

        at = g_utf8_next_char (at);
        marks = g_unichar_ismark (c) ? marks + 1 : 0;
        if (turn && c == OVERRIDE) {
            at = append_reversed (out, at);
            turned = TRUE;
        } else if (!is_invisible (c) && marks <= MAX_MARKS) {
            g_array_append_val (out, c);
        }
    }
    return turned;
}

/* A program that knows no direction shows the text as it is stored, so both count. */
char *
tf_visible_text (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (gunichar));
    g_autofree char *utf8 = NULL;
    gunichar space = ' ';

    if (g_str_is_ascii (valid))
        return g_steal_pointer (&valid);
    if (append_visible (out, valid, TRUE)) {
        g_array_append_val (out, space);
        append_visible (out, valid, FALSE);
    }
    utf8 = g_ucs4_to_utf8 ((const gunichar *)(gpointer)out->data, out->len, NULL, NULL,
                           NULL);
    return utf8 ? g_utf8_normalize (utf8, -1, G_NORMALIZE_ALL_COMPOSE) : g_strdup ("");
}
