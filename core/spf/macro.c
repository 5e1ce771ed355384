/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 7208 §7: macros. The letters c, r and t occur only in explanations, which are never read. */
#include "spf/spf.h"

#include <string.h>

#define LETTERS    "slodiphv"
#define DELIMITERS ".-+,/_="
#define MAX_NAME   253

/** Macro: one macro-expand of §7.1. */
typedef struct {
    char letter;     /* lower case; 0: the literal TEXT */
    gboolean escape; /* written in upper case: percent-encode */
    guint64 keep;    /* 0: all */
    gboolean reverse;
    TfSpan delimiters;
    const char *text;
} Macro;

static gboolean
is_delimiter (guchar byte)
{
    return tf_span_has (tf_span_of (DELIMITERS), byte);
}

static gboolean
take_braced (TfCursor *cursor, Macro *ret_macro)
{
    int letter = tf_cursor_next (cursor);
    Macro macro = {0};

    if (letter < 0 || !tf_span_has (tf_span_of (LETTERS), g_ascii_tolower (letter)))
        return FALSE;
    macro.letter = g_ascii_tolower (letter);
    macro.escape = g_ascii_isupper (letter);
    if (g_ascii_isdigit (tf_cursor_peek (cursor)) &&
        (!tf_cursor_take_number (cursor, 18, &macro.keep) || macro.keep == 0))
        return FALSE; /* §7.1: DIGIT must be nonzero */
    macro.reverse = tf_cursor_take (cursor, 'r') || tf_cursor_take (cursor, 'R');
    macro.delimiters = tf_cursor_take_while (cursor, is_delimiter);
    *ret_macro = macro;
    return tf_cursor_take (cursor, '}');
}

/* Takes what follows the "%". */
static gboolean
take_macro (TfCursor *cursor, Macro *ret_macro)
{
    Macro literal = {0};

    switch (tf_cursor_next (cursor)) {
    case '{':
        return take_braced (cursor, ret_macro);
    case '%':
        literal.text = "%";
        break;
    case '_':
        literal.text = " ";
        break;
    case '-':
        literal.text = "%20";
        break;
    default: /* any other byte, or the end */
        return FALSE;
    }
    *ret_macro = literal;
    return TRUE;
}

/* toplabel of §7.1: letters, digits and inner hyphens, not digits alone. */
static gboolean
is_top_label (TfSpan label)
{
    gboolean has_letter = FALSE;

    for (gsize i = 0; i < label.length; i++) {
        char byte = label.data[i];

        if (byte == '-' && (i == 0 || i + 1 == label.length))
            return FALSE;
        if (byte != '-' && !g_ascii_isalnum (byte))
            return FALSE;
        has_letter |= !g_ascii_isdigit (byte);
    }
    return has_letter;
}

/* domain-end: "." toplabel ["."], or a macro at the very end. */
static gboolean
ends_like_domain (TfSpan text, gsize last_macro_end)
{
    gsize end = text.length;
    gsize start;

    if (end > 0 && last_macro_end == end)
        return TRUE;
    if (end > 0 && text.data[end - 1] == '.')
        end--;
    for (start = end; start > last_macro_end && text.data[start - 1] != '.';)
        start--;
    if (start == last_macro_end)
        return FALSE;
    return is_top_label (tf_span (text.data + start, end - start));
}

gboolean
tf_spf_macro_is_valid (TfSpan text, gboolean must_be_domain)
{
    TfCursor cursor = tf_cursor (text);
    gsize last_macro_end = 0;
    Macro macro;
    int byte;

    while ((byte = tf_cursor_next (&cursor)) >= 0) {
        if (byte < 0x21 || byte > 0x7e)
            return FALSE;
        if (byte != '%')
            continue;
        if (!take_macro (&cursor, &macro))
            return FALSE;
        if (macro.letter != '\0')
            last_macro_end = cursor.at - text.data;
    }
    return !must_be_domain || ends_like_domain (text, last_macro_end);
}

gboolean
tf_spf_macro_needs_name (TfSpan text)
{
    TfCursor cursor = tf_cursor (text);
    Macro macro;
    int byte;

    while ((byte = tf_cursor_next (&cursor)) >= 0)
        if (byte == '%' && take_macro (&cursor, &macro) && macro.letter == 'p')
            return TRUE;
    return FALSE;
}

static char *
letter_value (char letter, const TfSpfSender *sender, const char *current_domain,
              const char *validated_name)
{
    switch (letter) {
    case 's':
        return g_strdup_printf ("%s@%s", sender->local, sender->domain);
    case 'l':
        return g_strdup (sender->local);
    case 'o':
        return g_strdup (sender->domain);
    case 'd':
        return g_strdup (current_domain);
    case 'i':
        return tf_ip_to_nibbles (&sender->address);
    case 'p':
        return g_strdup (validated_name != NULL ? validated_name : "unknown");
    case 'h':
        return g_strdup (sender->helo != NULL ? sender->helo : "unknown");
    case 'v':
        return g_strdup (sender->address.length == 4 ? "in-addr" : "ip6");
    default: /* take_braced() lets no other through */
        return g_strdup ("");
    }
}

/* §7.3: split, reverse, keep the rightmost, join with dots. */
static char *
transform (const Macro *macro, const char *value)
{
    g_autofree char *delimiters = tf_span_dup (macro->delimiters);
    g_auto (GStrv) parts =
        g_strsplit_set (value, *delimiters != '\0' ? delimiters : ".", -1);
    guint count = g_strv_length (parts);
    GString *joined = g_string_new (NULL);
    guint skip = macro->keep != 0 && macro->keep < count ? count - (guint)macro->keep : 0;

    for (guint i = skip; i < count; i++) {
        if (i > skip)
            g_string_append_c (joined, '.');
        g_string_append (joined, parts[macro->reverse ? count - 1 - i : i]);
    }
    return g_string_free (joined, FALSE);
}

static void
append_macro (GString *out, const Macro *macro, const TfSpfSender *sender,
              const char *current_domain, const char *validated_name)
{
    g_autofree char *value = NULL;
    g_autofree char *changed = NULL;

    if (macro->letter == '\0') {
        g_string_append (out, macro->text);
        return;
    }
    value = letter_value (macro->letter, sender, current_domain, validated_name);
    changed = transform (macro, value);
    if (macro->escape) /* RFC 3986 §2.3 */
        g_string_append_uri_escaped (out, changed, NULL, FALSE);
    else
        g_string_append (out, changed);
}

/* Names over 253 octets lose labels on the left (§7.3). */
static void
shorten (GString *name)
{
    while (name->len > MAX_NAME) {
        const char *dot = memchr (name->str, '.', name->len);

        if (dot == NULL) {
            g_string_truncate (name, MAX_NAME);
            return;
        }
        g_string_erase (name, 0, dot - name->str + 1);
    }
}

char *
tf_spf_macro_expand (TfSpan text, const TfSpfSender *sender, const char *current_domain,
                     const char *validated_name)
{
    GString *out = g_string_new (NULL);
    TfCursor cursor = tf_cursor (text);
    Macro macro;
    int byte;

    while ((byte = tf_cursor_next (&cursor)) >= 0) {
        if (byte != '%')
            g_string_append_c (out, (char)byte);
        else if (take_macro (&cursor, &macro))
            append_macro (out, &macro, sender, current_domain, validated_name);
    }
    if (out->len > 0 && out->str[out->len - 1] == '.')
        g_string_truncate (out, out->len - 1);
    shorten (out);
    return g_string_free (out, FALSE);
}
