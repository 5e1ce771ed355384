/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* charset: text as a mail program shows it, although its charset is unknown or it has bytes that are none of it: what
 * is searched is what the copy will hold, so nothing can hide in what was lost. */
#include <string.h>

#include "abuse/abuse-private.h"

#define FAULTS 100 /* bytes that are skipped */

/* Those in which ASCII letters stand for other characters: only what is decoded tells what they say. */
static gboolean
hides_letters (const char *charset)
{
    static const char *const words[] = {
        "utf-7",  "utf7", "utf-16", "utf16", "utf-32", "utf32", "ucs",  "2022",   "hz",
        "ebcdic", "ibm",  "cp0",    "cp1",   "cp2",    "imap",  "java", "unicode"};
    g_autofree char *lower = g_ascii_strdown (charset, -1);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (tf_view_has_text (lower, words[i]) && !g_str_has_prefix (lower, "cp125"))
            return TRUE;
    return FALSE;
}

/* Owned: valid UTF-8 without NUL, at most LIMIT bytes and a mark. */
static char *
clean_text (const char *bytes, gsize length, gsize limit)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *valid = NULL;
    gsize end = 0;

    for (gsize i = 0; i < length && text->len <= limit; i++)
        if (bytes[i] != '\0')
            g_string_append_c (text, bytes[i]);
    valid = g_utf8_make_valid (text->str, (gssize)text->len);
    if (strlen (valid) <= limit)
        return g_steal_pointer (&valid);
    while ((gsize)(g_utf8_next_char (valid + end) - valid) <= limit)
        end = (gsize)(g_utf8_next_char (valid + end) - valid);
    valid[end] = '\0';
    return g_strconcat (valid, "\n[...]\n", NULL);
}

/* Owned: DATA from CHARSET, with a sign for each byte that is none of it; NULL: nobody knows CHARSET, or there are too
 * many. */
static GString *
convert (const char *data, gsize length, const char *charset)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (guint faults = 0; faults <= FAULTS; faults++) {
        gsize n_read = 0;
        gsize n_written = 0;
        g_autoptr (GError) error = NULL;
        g_autofree char *all = g_convert (data, (gssize)length, "UTF-8", charset, &n_read,
                                          &n_written, &error);
        g_autofree char *part = NULL;

        if (all != NULL) {
            g_string_append_len (out, all, (gssize)n_written);
            if (n_read >= length)
                return g_steal_pointer (&out);
        } else if (!g_error_matches (error, G_CONVERT_ERROR,
                                     G_CONVERT_ERROR_ILLEGAL_SEQUENCE) ||
                   n_read >= length) {
            return NULL;
        } else {
            part = g_convert (data, (gssize)n_read, "UTF-8", charset, NULL, &n_written,
                              NULL);
            g_string_append_len (out, part != NULL ? part : "",
                                 part != NULL ? (gssize)n_written : 0);
        }
        g_string_append (out, "\xef\xbf\xbd");
        data += n_read + 1;
        length -= MIN (length, n_read + 1);
    }
    return NULL;
}

char *
tf_copy_decode (GBytes *bytes, const char *charset, gsize limit)
{
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);
    g_autoptr (GString) converted = NULL;
    gboolean is_plain = charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0 ||
                        g_ascii_strcasecmp (charset, "us-ascii") == 0;

    length = MIN (length, 4 * limit); /* UTF-32 */
    if (!is_plain)
        converted = convert (data, length, charset);
    if (converted != NULL)
        return clean_text (converted->str, converted->len, limit);
    return is_plain || !hides_letters (charset) ? clean_text (data, length, limit) : NULL;
}
