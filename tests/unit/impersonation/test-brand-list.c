/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-brand-list: lists of brands beside the built-in one, and lines that are none. */
#include "impersonation/impersonation.h"

/* Which brand a name's words mean; NULL: none. */
static const char *
brand_of (const TfBrands *brands, const char *words)
{
    const TfPhrase *phrase = tf_brands_find (brands, words);

    return phrase != NULL ? phrase->brand->name : NULL;
}

static const TfBrand *
find_brand (const TfBrands *brands, const char *name)
{
    for (guint i = 0; i < brands->brands->len; i++) {
        const TfBrand *brand = g_ptr_array_index (brands->brands, i);

        if (g_str_equal (brand->name, name))
            return brand;
    }
    return NULL;
}

static TfBrands *
read_list (const char *text, TfBrandFaults *ret_faults, gboolean *ret_only)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    TfBrands *brands = tf_brands_new_empty ();
    gboolean is_only =
        tf_brands_add_list (brands, tf_span_of (text), suffixes, ret_faults);

    if (ret_only != NULL)
        *ret_only = is_only;
    return brands;
}

static void
test_bad_lines (void)
{
    static const char *const bad[] = {
        "no semicolon",
        "Name ; words",
        "; words ; a.example",
        "Name ; ; a.example",
        "Name ; words ;",
        "Name ; words ; nodomain",
        "Name ; words ; a.example ; b.example",
        "Name ; words ; a..example",
        "Name ; a ; a.example",
        "Name ; --- ; a.example",
        "Name ; one two three four five six seven eight nine ; a.example",
        "Na\x01me ; words ; a.example",
        "Na\xffme ; words ; a.example",
        "Name ; w\xff ; a.example",
        "Only ; only",
    };

    for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autofree char *text = g_strdup_printf (
            "# a comment\n\n%s\r\nHouse ; house bank ; house.example\n", bad[i]);
        TfBrandFaults faults = {0};
        gboolean is_only = TRUE;
        g_autoptr (TfBrands) brands = read_list (text, &faults, &is_only);

        g_test_message ("%s", bad[i]);
        g_assert_cmpuint (faults.count, ==, 1);
        g_assert_cmpuint (faults.line, ==, 3);
        g_assert_false (is_only);
        g_assert_cmpuint (brands->brands->len, ==, 1); /* the others count */
        g_assert_cmpstr (brand_of (brands, "house bank"), ==, "House");
    }
}

/* The reader's own list comes first, and adds to what is built in. */
static void
test_first_counts (void)
{
    static const char own[] = "Town Bank ; town bank, paypal ; town-bank.example\n"
                              "PayPal ; pay pal club ; club.example\n";
    TfBrandFaults faults = {0};
    gboolean is_only = TRUE;
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfBrands) brands = read_list (own, &faults, &is_only);
    const TfBrand *paypal;

    tf_brands_add_builtin (brands, suffixes);
    g_assert_cmpuint (faults.count, ==, 0);
    g_assert_false (is_only);
    g_assert_cmpstr (brand_of (brands, "town bank"), ==, "Town Bank");
    g_assert_cmpstr (brand_of (brands, "paypal"), ==, "Town Bank"); /* the first has it */
    paypal = find_brand (brands, "PayPal");
    g_assert_true (tf_brand_has_domain (paypal, "mail.club.example"));
    g_assert_true (tf_brand_has_domain (paypal, "paypal.com"));
    g_assert_nonnull (find_brand (brands, "Mastercard"));
}

static void
test_only (void)
{
    TfBrandFaults faults = {0};
    gboolean is_only = FALSE;
    g_autoptr (TfBrands) brands =
        read_list ("Town Bank ; town bank ; town-bank.example\n only # nothing else\n",
                   &faults, &is_only);

    g_assert_true (is_only);
    g_assert_cmpuint (faults.count, ==, 0);
    g_assert_cmpuint (brands->brands->len, ==, 1);
}

/* A flood of them is cut off, and said. */
static void
test_many (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    TfBrandFaults faults = {0};
    g_autoptr (TfBrands) brands = NULL;

    for (guint i = 0; i < TF_LIMIT_BRANDS + 3; i++)
        g_string_append_printf (text, "Firm %u ; firm number%u ; firm%u.example\n", i, i,
                                i);
    brands = read_list (text->str, &faults, NULL);
    g_assert_cmpuint (brands->brands->len, ==, TF_LIMIT_BRANDS);
    g_assert_cmpuint (faults.count, ==, 3);
    g_assert_cmpuint (faults.line, ==, TF_LIMIT_BRANDS + 1);
}

/* The list that is built in has no bad line: it would be a warning, which is fatal in a test. */
static void
test_builtin (void)
{
    g_autoptr (TfBrands) brands = tf_brands_ref_builtin ();

    g_assert_cmpuint (brands->brands->len, >, 200);
    g_assert_cmpstr (brand_of (brands, "paypal"), ==, "PayPal");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/brand-list/bad-lines", test_bad_lines);
    g_test_add_func ("/brand-list/first-counts", test_first_counts);
    g_test_add_func ("/brand-list/only", test_only);
    g_test_add_func ("/brand-list/many", test_many);
    g_test_add_func ("/brand-list/builtin", test_builtin);
    return g_test_run ();
}
