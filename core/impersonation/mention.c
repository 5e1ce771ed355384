/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mention: one particular domain in a text for people. claim.c reads what is written like an
 * address or a domain; here that is not required: quotes, brackets, stars, hyphens and words of
 * another script may be glued to it. */
#include "impersonation/impersonation.h"

static gboolean
goes_on (gunichar c, gunichar beside)
{
    if (g_unichar_isdigit (c) || !g_unichar_isalpha (c))
        return g_unichar_isdigit (c);
    return g_unichar_get_script (c) == g_unichar_get_script (beside) ||
           g_unichar_isdigit (beside);
}

/* A combining mark belongs to the character before it. */
static gboolean
starts_at (TfSpan text, const char *at)
{
    gunichar first = g_utf8_get_char (at);

    while (at > text.data) {
        gunichar c;

        at = g_utf8_prev_char (at);
        c = g_utf8_get_char (at);
        if (!g_unichar_ismark (c))
            return !goes_on (c, first);
    }
    return TRUE;
}

static gboolean
is_name_byte (guchar byte)
{
    return g_ascii_isalnum (byte) || byte == '-' || byte == '.' || byte >= 0x80;
}

/* "bank.example.com" is a different name, "bank.example.Please answer" is not. */
static gboolean
is_longer_name (TfSpan text, const char *at, const char *end, const char *from,
                const TfSuffixList *suffixes)
{
    TfCursor cursor = tf_cursor (tf_span (at, (gsize)(text.data + text.length - at)));
    TfSpan whole = tf_cursor_take_while (&cursor, is_name_byte);
    g_autofree char *domain = NULL;

    while (whole.length > 0 &&
           (whole.data[whole.length - 1] == '.' || whole.data[whole.length - 1] == '-'))
        whole.length--;
    if (whole.data + whole.length <= end)
        return FALSE;
    domain = tf_domain_parse (whole);
    return domain != NULL && (tf_suffix_list_icann_suffix (suffixes, domain) != NULL ||
                              tf_suffix_list_same_organization (suffixes, domain, from));
}

static gboolean
ends_at (TfSpan text, const char *at, const char *end, const char *from,
         const TfSuffixList *suffixes)
{
    const char *limit = text.data + text.length;
    const char *last = g_utf8_prev_char (end);

    if (end == limit)
        return TRUE;
    if (*end == '.')
        return !is_longer_name (text, at, end, from, suffixes);
    return !goes_on (g_utf8_get_char (end), g_utf8_get_char (last));
}

static gboolean
find (TfSpan text, const char *name, const char *from, const TfSuffixList *suffixes)
{
    TfCursor cursor = tf_cursor (text);

    for (;; tf_cursor_next (&cursor)) {
        TfCursor look;

        tf_cursor_take_until (&cursor, name[0]);
        look = cursor;
        if (tf_cursor_at_end (&cursor))
            return FALSE;
        if (tf_cursor_take_text (&look, name) && starts_at (text, cursor.at) &&
            ends_at (text, cursor.at, look.at, from, suffixes))
            return TRUE;
    }
}

gboolean
tf_mention_find (TfSpan text, const char *domain, const char *from,
                 const TfSuffixList *suffixes)
{
    g_autofree char *unicode = NULL;

    if (find (text, domain, from, suffixes))
        return TRUE;
    if (tf_span_is_ascii (text))
        return FALSE;
    unicode = tf_unicode_to_unicode (domain);
    return unicode != NULL && find (text, unicode, from, suffixes);
}
