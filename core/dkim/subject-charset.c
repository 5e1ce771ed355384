/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* subject-charset.c: the same text in another of the charsets in which Latin letters are sent. A
 * gateway that puts a mark into an encoded Subject usually rewrites all of it, in the charset
 * that it prefers. Leaves out: all other charsets, and the characters that have different codes in
 * these. */

#include "dkim/subject-private.h"

#include <string.h>

static const char *const latin[] = {"iso-8859-1", "windows-1252", "iso-8859-15",
                                    "latin1"};

static gboolean
is_latin (TfSpan charset)
{
    for (guint i = 0; i < G_N_ELEMENTS (latin); i++)
        if (tf_span_equal_nocase (charset, latin[i]))
            return TRUE;
    return FALSE;
}

/* What all of them share: ISO 8859-1 from U+00A0 on, without the eight characters that ISO 8859-15
 * replaces. */
static gboolean
is_shared (gunichar c)
{
    static const guint8 replaced[] = {0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe};

    return c < 0x80 ||
           (c >= 0xa0 && c <= 0xff && memchr (replaced, (int)c, sizeof replaced) == NULL);
}

static GString *
latin_to_utf8 (TfSpan text)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (gsize i = 0; i < text.length; i++) {
        if (!is_shared ((guchar)text.data[i]))
            return NULL;
        g_string_append_unichar (out, (guchar)text.data[i]);
    }
    return g_steal_pointer (&out);
}

static GString *
utf8_to_latin (TfSpan text)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (const char *at = text.data; at < text.data + text.length;
         at = g_utf8_next_char (at)) {
        if (!is_shared (g_utf8_get_char (at)))
            return NULL;
        g_string_append_c (out, (char)g_utf8_get_char (at));
    }
    return g_steal_pointer (&out);
}

/**
 * tf_subject_recode:
 * @text: a text in @charset; not ASCII
 * @charset: the charset of encoded words
 * @ret_is_utf8: (out): whether the returned text is UTF-8
 *
 * Returns: (transfer full) (nullable): the same text, converted from UTF-8 to one byte for each
 *   letter, or the other way round; %NULL where the result would depend on the charset
 */
GString *
tf_subject_recode (TfSpan text, TfSpan charset, gboolean *ret_is_utf8)
{
    *ret_is_utf8 = !tf_span_equal_nocase (charset, "utf-8");
    if (*ret_is_utf8)
        return is_latin (charset) ? latin_to_utf8 (text) : NULL;
    return g_utf8_validate (text.data, (gssize)text.length, NULL) ? utf8_to_latin (text)
                                                                  : NULL;
}
