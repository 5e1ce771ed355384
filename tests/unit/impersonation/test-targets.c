/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The index finds what comparing with everything finds, and the brands do not accuse each other. */
#include "impersonation/impersonation.h"

#include <string.h>

static const char *const targets_[] = {
    "legitbank.com",
    "legit-bank.org",
    "goodfellow.com",
    "my-savings-bank.co.uk",
    "m\xc3\xbcnchen.de",
    "bank.com",
    "victimhouse.com",
    "paypal.com",
    "microsoft.com",
    "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84",
};

static char *
change (const char *domain)
{
    static const char *const pieces[] = {"-", "l",        "rn", "0",      "secure",
                                         ".", "\xd0\xb0", "x",  "login-", "vv"};
    GString *out = g_string_new (domain);
    guint count = (guint)g_test_rand_int_range (1, 3);

    while (count-- > 0) {
        gsize at = (gsize)g_test_rand_int_range (0, (gint32)out->len + 1);

        if (g_test_rand_bit () && at < out->len && (guchar)out->str[at] < 0x80)
            g_string_erase (out, (gssize)at, 1);
        if (g_test_rand_bit ())
            g_string_insert (out, (gssize)at,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    }
    if (g_test_rand_int_range (0, 4) == 0)
        g_string_append (out, ".attack.example");
    return g_string_free (out, FALSE);
}

static void
check_one (const char *domain, const TfTargets *targets, const TfSuffixList *suffixes)
{
    const TfGuarded guarded = {.own_domains = targets, .suffixes = suffixes};
    TfImitation found = tf_lookalike_find (domain, NULL, &guarded, NULL);
    const char *house = tf_suffix_list_registrable (suffixes, domain);
    gboolean any = FALSE;

    if (house != NULL && tf_famous_has (house))
        return;
    g_test_message ("%s", domain);
    for (guint i = 0; i < targets->domains->len && !tf_guarded_is_own (&guarded, domain);
         i++)
        any |=
            tf_lookalike_compare (domain, NULL, g_ptr_array_index (targets->domains, i),
                                  suffixes) != TF_LOOKALIKE_NONE;
    g_assert_cmpint (found.kind != TF_LOOKALIKE_NONE, ==, any);
}

static void
test_index (void)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfTargets) targets = tf_targets_new ();

    for (guint i = 0; i < G_N_ELEMENTS (targets_); i++) {
        g_autofree char *domain = tf_domain_parse (tf_span_of (targets_[i]));

        g_assert_true (tf_targets_add (targets, domain, suffixes));
        g_assert_false (tf_targets_add (targets, domain, suffixes));
    }
    for (guint i = 0; i < 20000; i++) {
        g_autofree char *changed =
            change (targets_[g_test_rand_int_range (0, G_N_ELEMENTS (targets_))]);
        g_autofree char *valid = g_utf8_make_valid (changed, -1);
        g_autofree char *domain = tf_domain_parse (tf_span_of (valid));

        if (domain != NULL)
            check_one (domain, targets, suffixes);
    }
}

/* Each of their domains against all the others. */
static void
test_brands (void)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfBrands) brands = tf_brands_ref_builtin ();
    const TfGuarded nothing = {.suffixes = suffixes};

    g_assert_cmpuint (brands->brands->len, >, 200);
    for (guint i = 0; i < brands->targets->domains->len; i++) {
        const char *domain = g_ptr_array_index (brands->targets->domains, i);

        g_test_message ("%s", domain);
        g_assert_cmpint (tf_lookalike_find (domain, NULL, &nothing, brands).kind, ==,
                         TF_LOOKALIKE_NONE);
    }
}

/* A contact's house and mentions are found among very many. */
static void
test_many (void)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfTargets) targets = tf_targets_new ();
    g_autoptr (GPtrArray) near = NULL;

    for (guint i = 0; i < 20000; i++) {
        g_autofree char *domain = g_strdup_printf ("firm%uhouse.example", i * 7919);

        tf_targets_add (targets, domain, suffixes);
    }
    g_assert_true (
        tf_targets_has_house (targets, "mail.firm7919house.example", suffixes));
    g_assert_false (tf_targets_has_house (targets, "firm7918house.example", suffixes));
    g_assert_true (
        tf_targets_has_lookalike (targets, "f\xc3\xadrm7919house.example", suffixes));
    near = tf_targets_near_dots (targets, tf_span_of ("see (firm7919house.example) now"));
    g_assert_cmpuint (near->len, ==, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/targets/index", test_index);
    g_test_add_func ("/targets/brands", test_brands);
    g_test_add_func ("/targets/many", test_many);
    return g_test_run ();
}
