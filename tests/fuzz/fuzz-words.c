/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Foreign words made fit to be shown: one line, nothing invisible, nothing that
 * changes the direction; and a template reads no placeholders in them. The first line of the
 * input is an address' local part, the second its domain, the rest any text. */
#include "fuzz.h"
#include "words/words-private.h"
#include "words/words.h"

/* Isolates are ours and are closed, and direction marks occur only within them, beside the dots and
 * the @ of right-to-left names; everything else that changes direction is gone (Unicode UAX #9). */
static void
check_shown (const char *text)
{
    guint depth = 0;

    fuzz_check_utf8 (text);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        FUZZ_ASSERT (c >= 0x20 && c != 0x7f && c != 0x85);
        FUZZ_ASSERT (!(c >= 0x202a && c <= 0x202e) && c != 0x061c && c != 0x200f);
        FUZZ_ASSERT (c != 0x200e || depth > 0);
        FUZZ_ASSERT (c != 0x2067 && c != 0x2028 && c != 0x2029 && c != 0x200b);
        depth += c == 0x2066 || c == 0x2068;
        FUZZ_ASSERT (c != 0x2069 || depth > 0);
        depth -= c == 0x2069;
    }
    FUZZ_ASSERT (depth == 0);
}

static void
check_and_free (char *text)
{
    if (text != NULL)
        check_shown (text);
    g_free (text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfCursor cursor = tf_cursor (fuzz_span (data, size));
    g_autofree char *local = tf_span_dup_utf8 (tf_cursor_take_until (&cursor, '\n'));
    gboolean has_domain = tf_cursor_take (&cursor, '\n');
    g_autofree char *name = tf_span_dup_utf8 (tf_cursor_take_until (&cursor, '\n'));
    g_autofree char *domain = has_domain ? tf_domain_parse (tf_span_of (name)) : NULL;
    g_autofree char *text = NULL;
    g_autofree char *filled = NULL;

    tf_cursor_take (&cursor, '\n');
    text = tf_span_dup_utf8 (tf_cursor_rest (&cursor));
    check_and_free (tf_words_isolated_text (text, TF_WORDS_NAME_CHARS));
    check_and_free (tf_words_isolated_text (text, 1));
    check_and_free (tf_words_address_text (text));
    check_and_free (tf_words_address (local, domain, text));
    if (domain != NULL) {
        check_and_free (tf_words_domain (domain, TF_WORDS_DOMAIN_CHARS));
        check_and_free (tf_words_domain_both (domain));
    }
    filled = tf_words_fill ("<{a}{b}>", "a", text, "b", "{a}", NULL);
    FUZZ_ASSERT (g_str_has_prefix (filled + 1, text) &&
                 g_str_has_suffix (filled, "{a}>"));
    return 0;
}
