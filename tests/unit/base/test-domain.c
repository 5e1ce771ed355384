/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Domain names: syntax, IDNA, comparison by labels, registrable domains. */
#include "base/base.h"

#include <string.h>

#define L63 "a23456789a23456789a23456789a23456789a23456789a23456789a23456789a2"

typedef struct {
    const char *text;
    const char *domain; /* NULL: refused */
} Row;

static const Row parse_rows[] = {
    {"legit.example", "legit.example"},
    {"LEGIT.Example", "legit.example"},
    {"localhost", "localhost"},
    {"1and1.example", "1and1.example"},
    {"r3---sn-x.example", "r3---sn-x.example"},
    {"", NULL},
    {".", NULL},
    {"legit.example.", NULL},
    {".legit.example", NULL},
    {"legit..example", NULL},
    {"-legit.example", NULL},
    {"legit-.example", NULL},
    {"le_git.example", NULL},
    {"legit.example(.attack.example", NULL}, /* CK-A4 */
    {"legit.example'a.attack.example", NULL},
    {"legit example", NULL},
    {"legit.example ", NULL},
    {"[192.0.2.1]", NULL},
    {"a@b", NULL},
    {"leg\xc3\xadt.example", "xn--legt-xpa.example"},
    {"LEG\xc3\x8dT.example", "xn--legt-xpa.example"},
    {"xn--legt-xpa.example", "xn--legt-xpa.example"},
    {"XN--LEGT-XPA.example", "xn--legt-xpa.example"},
    {"fa\xc3\x9f.example", "xn--fa-hia.example"}, /* non-transitional: not fass */
    {"xn--.example", NULL},
    {"xn--a.example", NULL},
    {"xn--legit-.example", NULL},
    {"legit\xe3\x80\x82"
     "example",
     "legit.example"},                   /* U+3002; the author is flagged */
    {"legit.example\xe2\x80\x80", NULL}, /* U+2000 */
    {"le\xff"
     "git.example",
     NULL},
    {"\xd7\x90"
     "a.example",
     NULL}, /* CheckBidi */
    {"a\xe2\x80\x8d"
     "b.example",
     NULL},                             /* CheckContextJ */
    {"a_b.leg\xc3\xadt.example", NULL}, /* STD3 */
    {"\xc3\xad=.example", NULL},
};

static void
test_parse (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (parse_rows); i++) {
        g_autofree char *domain = tf_domain_parse (tf_span_of (parse_rows[i].text));

        g_test_message ("%s", parse_rows[i].text);
        g_assert_cmpstr (domain, ==, parse_rows[i].domain);
    }
}

static void
test_parse_nul (void)
{
    g_autofree char *domain = tf_domain_parse (tf_span ("legit\0.example", 14));
    g_autofree char *idn = tf_domain_parse (tf_span ("leg\xc3\xadt\0.example", 15));
    g_autofree char *nothing = tf_domain_parse (TF_SPAN_EMPTY);

    g_assert_null (domain);
    g_assert_null (idn);
    g_assert_null (nothing);
}

static void
test_lengths (void)
{
    g_autofree char *label = tf_domain_parse (tf_span (L63 ".example", 63 + 8));
    g_autoptr (GString) text = g_string_new ("a");
    g_autofree char *bad = NULL, *fits = NULL, *huge = NULL;

    g_assert_nonnull (tf_span_of (L63).data);
    bad = tf_domain_parse (tf_span_of (L63 "3456.example"));
    g_assert_null (bad);
    while (text->len < 253)
        g_string_append (text, ".a");
    fits = tf_domain_parse (tf_span (text->str, 253));
    g_assert_cmpuint (strlen (fits), ==, 253);
    g_string_append (text, ".a");
    huge = tf_domain_parse (tf_span (text->str, text->len));
    g_assert_null (huge);
}

static void
test_parse_sdid (void)
{
    static const Row rows[] = {
        {"Legit.Example", "legit.example"},
        {"xn--legt-xpa.example", "xn--legt-xpa.example"},
        {"xn--a.example", NULL},
        {"example", NULL},
        {"legit.example.", NULL},
        {"le_git.example", NULL},
        {"leg\xc3\xadt.example", NULL},
        {"legit.example\"a.attack.example", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *domain = tf_domain_parse_sdid (tf_span_of (rows[i].text));

        g_assert_cmpstr (domain, ==, rows[i].domain);
    }
}

static void
test_parse_selector (void)
{
    static const Row rows[] = {
        {"S1", "s1"},  {"a.b-c", "a.b-c"},  {"_a_b", "_a_b"},
        {"", NULL},    {"a..b", NULL},      {"a b", NULL},
        {"a@b", NULL}, {"s\xc3\xa4", NULL}, {"a.", NULL},
    };
    g_autofree char *nul =
        tf_domain_parse_selector (tf_span ("attack.example.\0.any", 20)); /* CK-A3 */

    g_assert_null (nul);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *selector = tf_domain_parse_selector (tf_span_of (rows[i].text));

        g_assert_cmpstr (selector, ==, rows[i].domain);
    }
}

static void
test_labels (void)
{
    g_assert_cmpuint (tf_domain_count_labels ("a"), ==, 1);
    g_assert_cmpuint (tf_domain_count_labels ("a.b.c"), ==, 3);
    g_assert_cmpstr (tf_domain_parent ("a.b.c"), ==, "b.c");
    g_assert_null (tf_domain_parent ("c"));
    g_assert_cmpstr (tf_domain_last_labels ("a.b.c", 2), ==, "b.c");
    g_assert_cmpstr (tf_domain_last_labels ("a.b.c", 7), ==, "a.b.c");
    g_assert_cmpstr (tf_domain_last_labels ("a.b.c", 1), ==, "c");
    g_assert_true (tf_domain_is_within ("example.org", "example.org"));
    g_assert_true (tf_domain_is_within ("a.example.org", "example.org"));
    g_assert_false (tf_domain_is_within ("badexample.org", "example.org"));
    g_assert_false (tf_domain_is_within ("example.org", "a.example.org"));
    g_assert_false (tf_domain_is_within ("example.org", ""));
}

static void
test_to_unicode (void)
{
    static const Row rows[] = {
        {"legit.example", "legit.example"},
        {"xn--legt-xpa.example", "leg\xc3\xadt.example"},
        {"sub.xn--fa-hia.example", "sub.fa\xc3\x9f.example"},
        {"xn--a.example", "xn--a.example"},
        {"xn--legit-.example", "xn--legit-.example"},
        {"xn--80ak6aa92e.com", "xn--80ak6aa92e.com"}, /* all Cyrillic, reads as "apple" */
        {"xn--pypal-4ve.com",
         "xn--pypal-4ve.com"}, /* one Cyrillic letter among Latin ones */
        {"xn--e1afmkfd.example",
         "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.example"},
        {"xn--r8jz45g.example",
         "\xe4\xbe\x8b\xe3\x81\x88.example"}, /* Han and Hiragana */
        {"xn--examplex-4f7d.attack.example",
         "xn--examplex-4f7d.attack.example"}, /* U+2215 */
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *unicode = tf_domain_to_unicode (rows[i].text);

        g_assert_cmpstr (unicode, ==, rows[i].domain);
    }
}

/* Everything that is accepted is plain, and is accepted again unchanged. */
static void
test_parse_random (void)
{
    static const char *const pieces[] = {
        "a",    "B",    "1",           "-",        "_",
        ".",    "xn--", "\xc3\xad",    "\xd7\x90", "\xe2\x80\x8d",
        "\xff", "9",    "\xe3\x80\x82"};

    for (guint round = 0; round < 5000; round++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autofree char *domain = NULL, *again = NULL, *unicode = NULL;

        for (gint i = g_test_rand_int_range (1, 12); i > 0; i--)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        domain = tf_domain_parse (tf_span (text->str, text->len));
        if (domain == NULL)
            continue;
        again = tf_domain_parse (tf_span_of (domain));
        g_assert_cmpstr (again, ==, domain);
        g_assert_true (g_str_is_ascii (domain));
        unicode = tf_domain_to_unicode (domain);
        g_assert_true (g_utf8_validate (unicode, -1, NULL));
    }
}

static const char list_text[] = "// ===BEGIN ICANN DOMAINS===\n"
                                "com\n"
                                "uk\n"
                                "co.uk\n"
                                "*.ck\n"
                                "!www.ck\n"
                                "// ===END ICANN DOMAINS===\n"
                                "// ===BEGIN PRIVATE DOMAINS===\n"
                                "github.io\n"
                                "// ===END PRIVATE DOMAINS===\n";

static void
test_suffix_list (void)
{
    static const Row rows[] = {
        {"legit.example", "legit.example"}, /* the default rule */
        {"a.b.legit.example", "legit.example"},
        {"example", NULL},
        {"com", NULL},
        {"a.com", "a.com"},
        {"co.uk", NULL},
        {"x.y.co.uk", "y.co.uk"},
        {"github.io", NULL},
        {"me.github.io", "me.github.io"},
        {"x.me.github.io", "me.github.io"},
        {"foo.ck", NULL},
        {"bar.foo.ck", "bar.foo.ck"},
        {"www.ck", "www.ck"},
    };
    g_autoptr (GBytes) bytes = g_bytes_new_static (list_text, sizeof list_text - 1);
    g_autoptr (TfSuffixList) list = tf_suffix_list_new_from_bytes (bytes);

    g_assert_nonnull (list);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_assert_cmpstr (tf_suffix_list_registrable (list, rows[i].text), ==,
                         rows[i].domain);
        g_assert_cmpint (tf_suffix_list_is_suffix (list, rows[i].text), ==,
                         rows[i].domain == NULL);
    }
    g_assert_true (
        tf_suffix_list_same_organization (list, "a.legit.example", "legit.example"));
    g_assert_true (tf_suffix_list_same_organization (list, "co.uk", "co.uk"));
    g_assert_false (tf_suffix_list_same_organization (list, "a.co.uk", "b.co.uk"));
    g_assert_false (
        tf_suffix_list_same_organization (list, "me.github.io", "you.github.io"));
}

static void
test_suffix_list_bad (void)
{
    static const char *const texts[] = {"", "\n", "this is not a list\n",
                                        ".DAFSA@PSL_0   \nxx"};

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
        g_autoptr (TfSuffixList) list = tf_suffix_list_new_from_bytes (bytes);

        g_assert_null (list);
    }
}

static void
test_suffix_list_builtin (void)
{
    g_autoptr (TfSuffixList) list = tf_suffix_list_new_builtin ();
    g_autoptr (TfSuffixList) again = tf_suffix_list_ref (list);

    g_assert_cmpstr (tf_suffix_list_registrable (again, "a.legit.example"), ==,
                     "legit.example");
    g_assert_null (tf_suffix_list_registrable (list, "example"));
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/domain/parse", test_parse);
    g_test_add_func ("/domain/parse/nul", test_parse_nul);
    g_test_add_func ("/domain/parse/lengths", test_lengths);
    g_test_add_func ("/domain/parse/random", test_parse_random);
    g_test_add_func ("/domain/sdid", test_parse_sdid);
    g_test_add_func ("/domain/selector", test_parse_selector);
    g_test_add_func ("/domain/labels", test_labels);
    g_test_add_func ("/domain/to-unicode", test_to_unicode);
    g_test_add_func ("/domain/suffix-list", test_suffix_list);
    g_test_add_func ("/domain/suffix-list/bad", test_suffix_list_bad);
    g_test_add_func ("/domain/suffix-list/builtin", test_suffix_list_builtin);
    return g_test_run ();
}
