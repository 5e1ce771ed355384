/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What is hidden in a name is found whatever is glued to it, and however it is written and encoded;
 * the same characters around a plain name mean nothing. The forms of every service in data/ excuse
 * only that service. */
#include "impersonation/impersonation-helper.h"

#include <string.h>

#define N_RANDOM 4000

/* What may be before and after a name without being part of it. */
static const char *const around[] = {
    "\xe2\x80\x9c",
    "\xe2\x80\x9d",
    "\xe2\x80\x9e",
    "\xe2\x80\x98",
    "\xc2\xab",
    "\xc2\xbb",
    "\xe2\x80\xb9",
    "\xe3\x80\x90",
    "\xe3\x80\x91",
    "\xe3\x80\x8c",
    "\xe3\x80\x8d",
    "\xef\xbc\x88",
    "\xef\xbc\x89",
    "\xe2\x98\x85",
    "\xe2\x9c\x89",
    "\xe2\x84\xa2",
    "\xe2\x84\xa0",
    "\xc2\xae",
    "\xc2\xa9",
    "\xe2\x80\x93",
    "\xe2\x80\x94",
    "\xe2\x80\xa2",
    "\xe2\x86\x92",
    "\xe2\x82\xac",
    "\xf0\x9f\x94\x92",
    "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd",
    "\xe2\x93\x87",
    "\xe1\xb5\x80\xe1\xb4\xb9",
    "\xc2\xb9",
    "\xe2\x91\xa0",
    "\xe8\xaf\xb7",
    "\xe3\x81\xae",
    "\xd0\xb4\xd0\xbb\xd1\x8f",
    "\xe2\x80\x8b",
    "\xc2\xad",
    "\xef\xb8\x8f",
    "\xe2\x81\xa0",
    "*",
    "|",
    "~",
    "_",
    "-",
    "/",
    "[",
    "]",
    "{",
    "<",
    ">",
    "'",
    "!",
    "#",
    "=",
    "&",
    "(",
    ")",
    ",",
    ";",
    ":",
    " ",
    "",
    "...",
    ". Please ",
    "\xcc\xb2",
};

static const char *const plain_names[] = {"Doe", "Jane Doe", "M\xc3\xbcller & Co.KG"};

#define ANY(list) list[g_test_rand_int_range (0, G_N_ELEMENTS (list))]

static TfLevel
level_of_value (const char *value)
{
    const Row row = {.value = value};
    g_autoptr (TfImpersonation) found = judge (&row);

    return found->shown.level;
}

static TfLevel
level_of (const char *before, const char *shown, const char *behind)
{
    g_autofree char *name = g_strconcat (before, shown, behind, NULL);
    g_autofree char *base64 = g_base64_encode ((const guchar *)name, strlen (name));
    g_autofree char *value = g_strdup_printf ("=?utf-8?b?%s?= <" A ">", base64);

    g_test_message ("'%s' '%s' '%s'", before, shown, behind);
    return level_of_value (value);
}

static const char *
plain_name (guint number)
{
    return plain_names[number % G_N_ELEMENTS (plain_names)];
}

static void
check_pair (guint i, guint j)
{
    const char *before = around[i], *behind = around[j];

    g_assert_cmpint (level_of (before, "Victim.example", behind), ==, TF_LEVEL_WARNING);
    g_assert_cmpint (level_of (before, "friend.example", behind), ==, TF_LEVEL_WARNING);
    g_assert_cmpint (level_of (before, "boss@victim.example", behind), ==,
                     TF_LEVEL_ALARM);
    g_assert_cmpint (level_of (before, "kim@friend.example", behind), ==, TF_LEVEL_ALARM);
    g_assert_cmpint (level_of (before, plain_name (i + j), behind), ==, TF_LEVEL_QUIET);
}

static void
test_pairs (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (around); i++)
        for (guint j = 0; j < G_N_ELEMENTS (around); j++)
            check_pair (i, j);
}

/* Letters of the same script continue a name. */
static void
test_longer_names (void)
{
    static const char *const names[] = {
        "avictim.example",    "7victim.example",         "victim.examples",
        "victim.example7",    "m\xc3\xbcvictim.example", "victim.exampl\xc3\xa9",
        "victim.example.com", "victimexample",
    };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        g_assert_cmpint (level_of ("", names[i], ""), <=, TF_LEVEL_NOTE);
}

/* ---- writings ----------------------------------------------------------------------- */

static const gunichar invisible[] = {0x200b, 0x200c, 0x200d, 0x00ad,
                                     0x2060, 0xfeff, 0xfe0f, 0x034f};

static gunichar
other_writing (gunichar c)
{
    static const gunichar dots[] = {0xff0e, 0x3002, 0xff61, 0x2024};
    static const gunichar ats[] = {0xff20, 0xfe6b};

    if (c == '.')
        return ANY (dots);
    if (c == '@')
        return ANY (ats);
    if (c > ' ' && c < 0x7f && g_test_rand_bit ())
        return c - '!' + 0xff01;                         /* full-width */
    return c >= 'a' && c <= 'z' ? c - 'a' + 0x1d41a : c; /* mathematical bold */
}

static char *
disguised (const char *text)
{
    GString *out = g_string_new (NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (g_test_rand_int_range (0, 5) == 0)
            g_string_append_unichar (out, ANY (invisible));
        if (g_test_rand_int_range (0, 4) == 0)
            c = other_writing (c);
        else if (g_test_rand_int_range (0, 4) == 0)
            c = g_unichar_toupper (c);
        g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

static char *
quoted_printable (const char *text)
{
    GString *out = g_string_new (NULL);

    for (; *text != '\0'; text++)
        if (g_ascii_isalnum (*text) && g_test_rand_bit ())
            g_string_append_c (out, *text);
        else
            g_string_append_printf (out, "=%02X", (guchar)*text);
    return g_string_free (out, FALSE);
}

static char *
encoded_word (const char *text)
{
    const char *language = g_test_rand_bit () ? "" : "*en";
    g_autofree char *base64 = NULL, *quoted = NULL, *utf16 = NULL;
    gsize length = 0;

    switch (g_test_rand_int_range (0, 3)) {
    case 0:
        quoted = quoted_printable (text);
        return g_strdup_printf ("=?utf-8%s?q?%s?=", language, quoted);
    case 1:
        utf16 = g_convert (text, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
        base64 = g_base64_encode ((const guchar *)utf16, length);
        return g_strdup_printf ("=?utf-16be%s?B?%s?=", language, base64);
    default:
        base64 = g_base64_encode ((const guchar *)text, strlen (text));
        return g_strdup_printf ("=?UTF-8%s?b?%s?=", language, base64);
    }
}

/* Encoded words, cut anywhere between characters and folded anyhow. */
static char *
encoded (const char *text)
{
    static const char *const gaps[] = {" ", "\r\n ", "\r\n\t", "  \r\n  "};
    GString *out = g_string_new (NULL);
    const char *start = text;

    while (*start != '\0') {
        const char *end = start;
        g_autofree char *piece = NULL, *word = NULL;

        for (int n = g_test_rand_int_range (1, 12); n > 0 && *end != '\0'; n--)
            end = g_utf8_next_char (end);
        piece = g_strndup (start, (gsize)(end - start));
        word = encoded_word (piece);
        g_string_append_printf (out, "%s%s", out->len > 0 ? ANY (gaps) : "", word);
        start = end;
    }
    return g_string_free (out, FALSE);
}

static TfLevel
level_of_random (const char *shown)
{
    g_autofree char *writing = disguised (shown);
    g_autofree char *name = g_strconcat (ANY (around), writing, ANY (around), NULL);
    g_autofree char *words = encoded (name);
    g_autofree char *value = g_strconcat (words, " <" A ">", NULL);

    g_test_message ("'%s' %s", name, value);
    return level_of_value (value);
}

static void
test_random (void)
{
    static const struct {
        const char *shown;
        TfLevel level;
    } hidden[] = {
        {"victim.example", TF_LEVEL_WARNING},
        {"desk.victim.example", TF_LEVEL_WARNING},
        {"friend.example", TF_LEVEL_WARNING},
        {"bank.com", TF_LEVEL_WARNING},
        {"boss@victim.example", TF_LEVEL_ALARM},
        {"kim@friend.example", TF_LEVEL_ALARM},
        {"Doe", TF_LEVEL_QUIET},
        {"Jane Doe", TF_LEVEL_QUIET},
    };

    for (guint i = 0; i < N_RANDOM; i++) {
        guint n = i % G_N_ELEMENTS (hidden);

        g_assert_cmpint (level_of_random (hidden[n].shown), ==, hidden[n].level);
    }
}

/* ---- services ----------------------------------------------------------------------- */

static char *
filled (const char *form, const char *local, const char *domain)
{
    g_autoptr (GString) out = g_string_new (form);
    g_autofree char *plain = g_strconcat (local, "@", domain, NULL);
    g_autofree char *at = g_strconcat (local, " at ", domain, NULL);
    g_autofree char *a = g_strconcat (local, "(a)", domain, NULL);

    g_string_replace (out, "{name}", "Jane Doe", 0);
    g_string_replace (out, "{via}", "via", 0);
    g_string_replace (out, "{user}", plain, 0);
    g_string_replace (out, "{user:at}", at, 0);
    g_string_replace (out, "{user:a}", a, 0);
    return g_strdup (out->str);
}

static TfLevel
level_of_name (const char *name, const char *domain, gboolean is_confirmed)
{
    g_autofree char *value = g_strdup_printf ("\"%s\" <x@%s>", name, domain);
    const Row row = {.value = value, .is_unconfirmed = !is_confirmed};
    g_autoptr (TfImpersonation) found = judge (&row);

    g_test_message ("%s", value);
    return found->shown.level;
}

static void
check_form (const char *form, const char *domain)
{
    g_autofree char *other = filled (form, "kim", "friend.example");
    g_autofree char *own = filled (form, "boss", "victim.example");
    g_autofree char *another_form = g_strconcat (own, " Helpdesk", NULL);
    g_autofree char *lookalike = g_strconcat (domain, ".attack.example", NULL);

    g_assert_cmpint (level_of_name (other, domain, TRUE), ==, TF_LEVEL_QUIET);
    g_assert_cmpint (level_of_name (own, domain, TRUE), ==, TF_LEVEL_NOTE);
    g_assert_cmpint (level_of_name (other, domain, FALSE), >=, TF_LEVEL_WARNING);
    g_assert_cmpint (level_of_name (own, domain, FALSE), >=, TF_LEVEL_WARNING);
    g_assert_cmpint (level_of_name (own, "attack.example", TRUE), >=, TF_LEVEL_WARNING);
    g_assert_cmpint (level_of_name (own, lookalike, TRUE), >=, TF_LEVEL_WARNING);
    g_assert_cmpint (level_of_name (another_form, domain, TRUE), >=, TF_LEVEL_WARNING);
}

static void
check_domains (const GPtrArray *domains, const char *form)
{
    for (guint i = 0; i < domains->len; i++)
        check_form (form, g_ptr_array_index (domains, i));
}

/* data/name-services.txt: the domains of a service stand before its forms. */
static guint
check_services (char *const *lines)
{
    g_autoptr (GPtrArray) domains = g_ptr_array_new ();
    guint count = 0;

    for (; *lines != NULL; lines++) {
        if (g_str_has_prefix (*lines, "[")) {
            g_ptr_array_set_size (domains, 0);
            count++;
        } else if (g_str_has_prefix (*lines, "domain: ")) {
            g_ptr_array_add (domains, *lines + strlen ("domain: "));
        } else if (g_str_has_prefix (*lines, "form: ")) {
            check_domains (domains, *lines + strlen ("form: "));
        } else if (g_str_has_prefix (*lines, "via: ")) {
            g_autofree char *form =
                g_strconcat ("{user} {via} ", *lines + strlen ("via: "), NULL);

            check_domains (domains, form);
        }
    }
    return count;
}

static void
test_services (void)
{
    g_autofree char *path = g_build_filename (g_getenv ("TRUEFROM_TEST_DATA"), "..", "..",
                                              "..", "data", "name-services.txt", NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    lines = g_strsplit (text, "\n", -1);
    g_assert_cmpuint (check_services (lines), >, 40);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/signs/pairs", test_pairs);
    g_test_add_func ("/signs/longer-names", test_longer_names);
    g_test_add_func ("/signs/random", test_random);
    g_test_add_func ("/signs/services", test_services);
    return g_test_run ();
}
