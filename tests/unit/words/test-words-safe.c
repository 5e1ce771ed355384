/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Foreign text made fit to be shown: what it can do to the sentences it is put into. */
#include <string.h>

#include "words-helper.h"
#include "words/words-private.h"

/* ---- foreign text ------------------------------------------------------------------ */

static void
test_safe_text (void)
{
    static const struct {
        const char *foreign;
        guint max;
        const char *safe;
    } rows[] = {
        {"plain", 0, "plain"},
        {"", 0, ""},
        {"a\tb\r\nc", 0, "a b c"},
        {"  many      blanks  ", 0, "many blanks"},
        {"\u202Eelpmaxe.tigel\u202C", 0, "elpmaxe.tigel"},
        {"in\u200Bvis\u00ADible\uFEFF", 0, "invisible"},
        {"\033[31mred", 0, "\uFFFD[31mred"},
        {"bell\a", 0, "bell\uFFFD"},
        {"\u2028line\u2029", 0, "line"},
        {"\xFF\xFE", 0, "\uFFFD\uFFFD"},
        {"<b>&amp;%s%n", 0, "<b>&amp;%s%n"},
        {"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301", 0, "a\u0301\u0301\u0301\u0301"},
        {"abcdef", 3, "abc\u2026"},
        {"abc", 3, "abc"},
        {"ab   cd", 3, "ab\u2026"},
        {"\U000E0041tag\U000E007F", 0, "tag"},
        {"J\u00FCrgen \u65E5\u672C", 0, "J\u00FCrgen \u65E5\u672C"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *safe = tf_words_safe_text (rows[i].foreign, rows[i].max);

        g_assert_cmpstr (safe, ==, rows[i].safe);
    }
}

static void
test_safe_domain (void)
{
    static const struct {
        const char *domain;
        const char *shown;
    } rows[] = {
        {"legit.example", "legit.example"},
        {"xn--mnchen-3ya.de", "m\u00FCnchen.de"},
        {"xn--e1afmkfd.xn--p1ai", "\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444"},
        {"xn--wgv71a119e.jp", "\u65E5\u672C\u8A9E.jp"},
        /* the Cyrillic letters of "apple" */
        {"xn--80ak6aa92e.com", "xn--80ak6aa92e.com"},
        /* one Cyrillic letter among Latin ones */
        {"xn--pple-43d.com", "xn--pple-43d.com"},
        {"xn--999999999.example", "xn--999999999.example"},
        {"mail.bank.example.co.uk", "mail.bank.example.co.uk"},
        {"single", "single"},
        /* not what tf_domain_parse() gives, but nothing gets through all the same */
        {"exa\u202Emple.com", "exa\uFFFDmple.com"},
        {"b\u0430nk.ex\u200Bample", "b\u0430nk.ex\uFFFDample"},
        {"a\nb.\033.example", "a\uFFFDb.\uFFFD.example"},
        {"\xFF.example", "\uFFFD.example"},
        {"", ""},
        {"www.bank.example.login.account.confirm.session.token.attack.example",
         "[\u2026].account.confirm.session.token.attack.example"},
        {"a.this-name-is-far-too-long-to-be-shown-as-a-whole-in-one-heading.co.uk",
         "[\u2026].this-name-is-far-too-long-to-be-shown-as-a-whole-in-one-heading.co.uk"},
    };
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *shown = tf_words_safe_domain (rows[i].domain, suffixes);
        g_autofree char *expected = g_strconcat (LRI, rows[i].shown, PDI, NULL);

        g_assert_cmpstr (shown, ==, expected);
    }
}

/* The longest name there is keeps its registrable part whole. */
static void
test_longest_domain (void)
{
    GString *name = g_string_new (NULL);
    g_autofree char *shown = NULL;

    while (name->len + 64 < 253 - 16)
        g_string_append (
            name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.");
    g_string_append (name, "victim.example");
    shown = tf_words_safe_domain (name->str, NULL);
    g_assert_cmpstr (shown, ==, LRI "[\u2026].victim.example" PDI);
    g_string_free (name, TRUE);
}

static void
test_plain (void)
{
    g_autofree char *plain = tf_words_plain ("a " LRI "b" PDI " " FSI "c" PDI);

    g_assert_cmpstr (plain, ==, "a b c");
}

/* Any bytes whatever: what comes out is valid, on one line and has nothing hidden in it.
 */
static void
assert_harmless (const char *text)
{
    g_assert_true (g_utf8_validate (text, -1, NULL));
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        GUnicodeType type = g_unichar_type (g_utf8_get_char (at));

        g_assert_cmpint (type, !=, G_UNICODE_CONTROL);
        g_assert_cmpint (type, !=, G_UNICODE_FORMAT);
        g_assert_cmpint (type, !=, G_UNICODE_LINE_SEPARATOR);
        g_assert_cmpint (type, !=, G_UNICODE_PARAGRAPH_SEPARATOR);
    }
}

static char *
random_text (void)
{
    GString *text = g_string_new (NULL);
    guint length = (guint)g_test_rand_int_range (0, 40);

    for (guint i = 0; i < length; i++) {
        gunichar c = (gunichar)g_test_rand_int_range (1, 0x3100);

        if (g_test_rand_bit ())
            g_string_append_c (text, (char)g_test_rand_int_range (1, 256));
        else
            g_string_append_unichar (text, g_test_rand_bit () ? c : 0x2000 + c % 0x70);
        if (g_test_rand_int_range (0, 8) == 0)
            g_string_append_c (text, '.');
    }
    return g_string_free (text, FALSE);
}

static void
test_random_text (void)
{
    for (guint i = 0; i < 3000; i++) {
        g_autofree char *text = random_text ();
        g_autofree char *safe = tf_words_safe_text (text, i % 30);
        g_autofree char *isolated = tf_words_safe_domain (text, NULL);
        g_autofree char *domain = tf_words_plain (isolated);
        g_autofree char *escaped = tf_print_escape (text);

        assert_harmless (safe);
        assert_harmless (domain);
        assert_harmless (escaped);
        g_assert_true (i % 30 == 0 ||
                       g_utf8_strlen (safe, -1) <= (glong)(i % 30) + 1 + 4);
    }
}

int
main (int argc, char **argv)
{
    g_setenv ("TZ", "UTC", TRUE);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/safe-text", test_safe_text);
    g_test_add_func ("/words/safe-domain", test_safe_domain);
    g_test_add_func ("/words/longest-domain", test_longest_domain);
    g_test_add_func ("/words/plain", test_plain);
    g_test_add_func ("/words/random-text", test_random_text);
    return g_test_run ();
}
