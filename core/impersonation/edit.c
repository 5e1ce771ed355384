/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* edit: whether two names are one edit apart. Many honest names are, so there are exceptions
 * (taken from what browsers do): short names, a difference in the first character (hank,
 * tank), a difference only in a number at the end (team1, team2). One pass, no table. */
#include "impersonation/lookalike-private.h"

#include <string.h>

#define MIN_CHARACTERS 5

/** Text: characters, not bytes. */
typedef struct {
    const gunichar *at;
    glong length;
} Text;

static char *
without_hyphens (const char *text)
{
    GString *out = g_string_new (NULL);

    for (const char *at = text; *at; at++)
        if (*at != '-')
            g_string_append_c (out, *at);
    return g_string_free (out, FALSE);
}

/* In a skeleton "0" and "1" have become letters. */
static gboolean
is_number (gunichar c)
{
    return c < 0x80 && (g_ascii_isdigit ((char)c) || c == 'o' || c == 'l');
}

static glong
common_start (Text a, Text b)
{
    glong n = 0;

    while (n < a.length && n < b.length && a.at[n] == b.at[n])
        n++;
    return n;
}

static glong
common_end (Text a, Text b, glong start)
{
    glong n = 0;

    while (n < a.length - start && n < b.length - start &&
           a.at[a.length - 1 - n] == b.at[b.length - 1 - n])
        n++;
    return n;
}

static gboolean
is_swap (Text a, Text b, glong start, glong end)
{
    return a.length == b.length && a.length - start - end == 2 &&
           a.at[start] == b.at[start + 1] && a.at[start + 1] == b.at[start];
}

/* The difference is at the end, and each side that has something there has
 * a digit. */
static gboolean
is_trailing_number (Text a, Text b, glong start, glong end)
{
    gboolean digit = FALSE;

    if (end > 0)
        return FALSE;
    for (glong i = start; i < a.length; i++) {
        if (!is_number (a.at[i]))
            return FALSE;
        digit |= g_unichar_isdigit (a.at[i]);
    }
    for (glong i = start; i < b.length; i++) {
        if (!is_number (b.at[i]))
            return FALSE;
        digit |= g_unichar_isdigit (b.at[i]);
    }
    return digit;
}

static TfEdit
compare (Text a, Text b)
{
    glong start = common_start (a, b), end = common_end (a, b, start);

    if (is_swap (a, b, start, end))
        return TF_EDIT_SLIP;
    if (MAX (a.length, b.length) - start - end != 1 || start == 0 ||
        is_trailing_number (a, b, start, end))
        return TF_EDIT_NONE;
    return a.length > b.length && end > 0 ? TF_EDIT_SLIP : TF_EDIT_ONE;
}

TfEdit
tf_edit_compare (const char *a, const char *b)
{
    g_autofree char *plain_a = without_hyphens (a), *plain_b = without_hyphens (b);
    g_autofree gunichar *wide_a = NULL, *wide_b = NULL;
    Text text_a, text_b;

    if (g_str_equal (a, b))
        return TF_EDIT_NONE;
    text_a.at = wide_a = g_utf8_to_ucs4_fast (a, -1, &text_a.length);
    text_b.at = wide_b = g_utf8_to_ucs4_fast (b, -1, &text_b.length);
    if (MIN (text_a.length, text_b.length) < MIN_CHARACTERS)
        return TF_EDIT_NONE;
    if (g_str_equal (plain_a, plain_b)) /* as many of them: one has been moved */
        return text_a.length == text_b.length ? TF_EDIT_SLIP : TF_EDIT_HYPHEN;
    return compare (text_a, text_b);
}
