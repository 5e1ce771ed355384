/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* How many of the names that are made to look like one are found, by the way in which they are made, and
 * that names which very many people know are not. Prints a table. */
#include "impersonation/impersonation.h"

#include <string.h>

static TfSuffixList *suffixes;

/* Names of five letters or more, with the endings of several countries. */
static const char *const guarded_names[] = {
    "paypal.com",       "microsoft.com",   "google.com",        "amazon.de",
    "netflix.com",      "facebook.com",    "instagram.com",     "linkedin.com",
    "whatsapp.com",     "commerzbank.de",  "sparkasse.de",      "barclays.co.uk",
    "santander.com",    "wellsfargo.com",  "dropbox.com",       "docusign.com",
    "adobe.com",        "coinbase.com",    "binance.com",       "allegro.pl",
    "rakuten.co.jp",    "poste.it",        "laposte.fr",        "correos.es",
    "postnl.nl",        "zalando.de",      "klarna.com",        "riksbank.se",
    "legitbank.com",    "victimhouse.com", "goodfellow.com",    "my-savings.org",
    "muellerbau.de",    "nordhafen.com",   "stadtwerke-ulm.de", "uni-heidelberg.de",
    "notariat-bern.ch", "northwind.org",   "contoso.com",       "fabrikam.net",
    "hospitium.co.uk",  "kancelaria.pl",   "tribunal.fr",       "kommune.no",
    "schule.at",        "example-shop.nl", "openbmc.org",       "mercadolibre.com",
    "deutschepost.de",  "hermesworld.com",
};

/* Brands of the list, with six letters or more, whose name is no everyday word. */
static const char *const brand_names[] = {
    "paypal.com",    "microsoft.com",  "google.com",      "amazon.com",
    "netflix.com",   "facebook.com",   "instagram.com",   "linkedin.com",
    "whatsapp.com",  "commerzbank.de", "wellsfargo.com",  "dropbox.com",
    "docusign.com",  "coinbase.com",   "binance.com",     "postnl.nl",
    "zalando.de",    "klarna.com",     "revolut.com",     "mastercard.com",
    "metamask.io",   "postfinance.ch", "salesforce.com",  "shopify.com",
    "snapchat.com",  "lastpass.com",   "squarespace.com", "rabobank.nl",
    "lufthansa.com", "aliexpress.com",
};

/** Class: a way to make such names. */
typedef struct {
    const char *name;
    guint least;    /* percent that must be found */
    gsize shortest; /* letters of the name */
    void (*make) (const char *label, const char *suffix, GPtrArray *out);
} Class;

/* Takes LABEL. */
static void
add (GPtrArray *out, char *label, const char *suffix)
{
    g_ptr_array_add (out, g_strconcat (label, ".", suffix, NULL));
    g_free (label);
}

static char *
replaced (const char *label, gsize at, gsize count, const char *with)
{
    return g_strdup_printf ("%.*s%s%s", (int)at, label, with, label + at + count);
}

/* ---- drawn alike ------------------------------------------------------------------------- */

static const char *const ascii_glyphs[][2] = {
    {"0", "o"}, {"1", "l"},  {"1", "i"},  {"b", "d"},  {"b", "lb"}, {"c", "e"},
    {"d", "b"}, {"d", "cl"}, {"d", "dl"}, {"e", "c"},  {"g", "q"},  {"h", "lh"},
    {"i", "1"}, {"i", "l"},  {"k", "lk"}, {"k", "ik"}, {"k", "lc"}, {"l", "1"},
    {"l", "i"}, {"m", "n"},  {"m", "nn"}, {"m", "rn"}, {"m", "rr"}, {"n", "m"},
    {"n", "r"}, {"o", "0"},  {"q", "g"},  {"w", "vv"},
};

static const char *const unicode_glyphs[][2] = {
    {"a", "\xc3\xa0"},     {"a", "\xc9\x91"},     {"a", "\xe1\xba\xa1"},
    {"a", "\xd0\xb0"},     {"a", "\xc9\x99"},     {"b", "\xca\x99"},
    {"b", "\xe1\xb8\x85"}, {"b", "\xc9\x93"},     {"b", "\xc6\x85"},
    {"c", "\xc4\x87"},     {"c", "\xc6\x88"},     {"c", "\xd1\x81"},
    {"c", "\xe1\xb4\x84"}, {"d", "\xc4\x91"},     {"d", "\xe1\xb8\x8d"},
    {"d", "\xd4\x81"},     {"e", "\xc3\xa9"},     {"e", "\xe1\xba\xb9"},
    {"e", "\xd0\xb5"},     {"f", "\xc6\x92"},     {"g", "\xc9\xa2"},
    {"g", "\xc4\xa3"},     {"g", "\xc9\xa1"},     {"g", "\xd4\x8d"},
    {"h", "\xc4\xa7"},     {"h", "\xd2\xbb"},     {"h", "\xe2\xb1\xa8"},
    {"i", "\xc4\xb1"},     {"i", "\xc3\xad"},     {"i", "\xd1\x96"},
    {"j", "\xca\x9d"},     {"j", "\xd1\x98"},     {"k", "\xe1\xb4\x8b"},
    {"k", "\xe2\xb1\xaa"}, {"k", "\xd0\xba"},     {"k", "\xc4\xb7"},
    {"l", "\xc5\x82"},     {"l", "\xc9\xab"},     {"l", "\xd3\x8f"},
    {"m", "\xe1\xb4\x8d"}, {"m", "\xc9\xb1"},     {"n", "\xc5\x84"},
    {"n", "\xea\x9e\x91"}, {"o", "\xc3\xb6"},     {"o", "\xce\xbf"},
    {"o", "\xd0\xbe"},     {"o", "\xe1\xbb\x8d"}, {"p", "\xc6\xbf"},
    {"p", "\xd1\x80"},     {"p", "\xe1\xb9\x97"}, {"q", "\xd4\x9b"},
    {"r", "\xca\x80"},     {"r", "\xc9\xbe"},     {"r", "\xc5\x99"},
    {"s", "\xc5\x9b"},     {"s", "\xca\x82"},     {"s", "\xd1\x95"},
    {"t", "\xc5\xa7"},     {"t", "\xc6\xab"},     {"t", "\xe1\xb9\xad"},
    {"u", "\xc3\xbc"},     {"u", "\xca\x89"},     {"v", "\xe1\xb4\xa0"},
    {"v", "\xe2\xb1\xb1"}, {"w", "\xe2\xb1\xb3"}, {"w", "\xc5\xb5"},
    {"x", "\xd1\x85"},     {"y", "\xc3\xbd"},     {"y", "\xd1\x83"},
    {"z", "\xc5\xbc"},     {"z", "\xe2\xb1\xac"},
};

/* One drawing, and of every few of these another one. */
static void
make_drawn (const char *label, const char *suffix, GPtrArray *out,
            const char *const (*glyphs)[2], gsize n_glyphs)
{
    gsize length = strlen (label);
    guint turn = 0;

    for (gsize at = 0; at < length; at++)
        for (gsize i = 0; i < n_glyphs; i++) {
            char *one;
            gsize second;

            if (label[at] != glyphs[i][0][0])
                continue;
            one = replaced (label, at, 1, glyphs[i][1]);
            second = at + strlen (glyphs[i][1]);
            for (gsize k = 0; k < n_glyphs; k++)
                for (gsize behind = second; one[behind] != '\0'; behind++)
                    if (one[behind] == glyphs[k][0][0] && turn++ % 7 == 0)
                        add (out, replaced (one, behind, 1, glyphs[k][1]), suffix);
            add (out, one, suffix);
        }
}

static void
make_ascii (const char *label, const char *suffix, GPtrArray *out)
{
    make_drawn (label, suffix, out, ascii_glyphs, G_N_ELEMENTS (ascii_glyphs));
}

static void
make_unicode (const char *label, const char *suffix, GPtrArray *out)
{
    make_drawn (label, suffix, out, unicode_glyphs, G_N_ELEMENTS (unicode_glyphs));
}

/* ---- all of it, and more ------------------------------------------------------------------- */

static void
make_embedded (const char *label, const char *suffix, GPtrArray *out)
{
    static const char *const forms[] = {
        "%s.%s.attack.example",     "www.%s.%s.attack.example", "%s-%s.attack.example",
        "www-%s-%s.attack.example", "%s%s.attack.example",      "%s.%s-login.example",
        "secure.%s.%s.id7.info",    "a.%s.%s.b.example",
    };
    static const char *const names[] = {
        "mailer-%s.io", "%s.securexyz.com", "%s-login.net",          "login-%s.info",
        "secure%s.org", "%saccount.net",    "%s.account-check.info", "%s-support.biz",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
        g_auto (GStrv) parts = g_strsplit (forms[i], "%s", 3);
        gboolean dotted = strstr (forms[i], "%s.%s") != NULL;
        g_autofree char *end =
            dotted ? g_strdup (suffix) : g_strdelimit (g_strdup (suffix), ".", '-');

        g_ptr_array_add (out,
                         g_strconcat (parts[0], label, parts[1], end, parts[2], NULL));
    }
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_auto (GStrv) parts = g_strsplit (names[i], "%s", 2);

        g_ptr_array_add (out, g_strconcat (parts[0], label, parts[1], NULL));
    }
}

/* ---- slips of the finger --------------------------------------------------------------------- */

static void
make_swapped (const char *label, const char *suffix, GPtrArray *out)
{
    for (gsize at = 0; label[at] != '\0' && label[at + 1] != '\0'; at++) {
        char two[] = {label[at + 1], label[at], '\0'};

        if (two[0] != two[1])
            add (out, replaced (label, at, 2, two), suffix);
    }
}

static void
make_inserted (const char *label, const char *suffix, GPtrArray *out)
{
    for (gsize at = 1; label[at] != '\0'; at++)
        for (char letter = 'a'; letter <= 'z'; letter++) {
            char one[] = {letter, '\0'};

            add (out, replaced (label, at, 0, one), suffix);
        }
}

static void
make_omitted (const char *label, const char *suffix, GPtrArray *out)
{
    for (gsize at = 0; label[at] != '\0'; at++)
        add (out, replaced (label, at, 1, ""), suffix);
}

static void
make_replaced (const char *label, const char *suffix, GPtrArray *out)
{
    for (gsize at = 0; label[at] != '\0'; at++)
        for (char letter = 'a'; letter <= 'z'; letter++) {
            char one[] = {letter, '\0'};

            if (letter != label[at])
                add (out, replaced (label, at, 1, one), suffix);
        }
}

static void
make_parted (const char *label, const char *suffix, GPtrArray *out)
{
    for (gsize at = 2; label[at] != '\0'; at++)
        if (label[at] != '-' && label[at - 1] != '-')
            add (out, replaced (label, at, 0, "."), suffix);
}

static void
make_hyphened (const char *label, const char *suffix, GPtrArray *out)
{
    for (gsize at = 1; label[at] != '\0'; at++)
        if (label[at] != '-' && label[at - 1] != '-')
            add (out, replaced (label, at, 0, "-"), suffix);
}

static void
make_other_suffix (const char *label, const char *suffix, GPtrArray *out)
{
    static const char *const others[] = {"net", "org", "co", "info", "biz", "cm"};

    for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
        add (out, g_strdup (label), others[i]);
}

static const Class classes[] = {
    {"homoglyph", 99, 5, make_ascii},     {"idn", 99, 5, make_unicode},
    {"embedding", 99, 5, make_embedded},  {"swap", 90, 6, make_swapped},
    {"insertion", 90, 6, make_inserted},  {"omission", 0, 6, make_omitted},
    {"replacement", 0, 6, make_replaced}, {"dot", 0, 6, make_parted},
    {"hyphen", 0, 6, make_hyphened},      {"other suffix", 0, 6, make_other_suffix},
};

/* ---- measuring ----------------------------------------------------------------------------------- */

static gboolean
is_found (const char *written, const TfGuarded *guarded, const TfBrands *brands,
          guint *total)
{
    g_autofree char *domain = tf_domain_parse (tf_span_of (written));

    if (domain == NULL || tf_guarded_is_watched (guarded, domain))
        return FALSE;
    ++*total;
    return tf_lookalike_find (domain, written, guarded, brands).level >= TF_LEVEL_WARNING;
}

static void
measure (const Class *class, const char *const *names, gsize n_names, gboolean is_brand)
{
    g_autoptr (TfBrands) brands = tf_brands_ref_builtin ();
    guint total = 0, found = 0;

    for (gsize i = 0; i < n_names; i++) {
        g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (TfTargets) targets = tf_targets_new ();
        const TfGuarded guarded = {.protected_domains = targets, .suffixes = suffixes};
        const char *dot = strchr (names[i], '.');
        g_autofree char *label = g_strndup (names[i], (gsize)(dot - names[i]));

        if (strlen (label) < class->shortest)
            continue;
        if (!is_brand)
            tf_targets_add (targets, names[i], suffixes);
        class->make (label, dot + 1, made);
        for (guint k = 0; k < made->len; k++)
            found += is_found (g_ptr_array_index (made, k), &guarded,
                               is_brand ? brands : NULL, &total);
    }
    g_test_message ("%-12s %6u of %6u found, %5.1f %%, at least %u %%", class->name,
                    found, total, 100.0 * found / total, class->least);
    g_assert_cmpuint (total, >, 100);
    g_assert_cmpuint (found * 100, >=, total * class->least);
}

static void
test_guarded (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
        measure (&classes[i], guarded_names, G_N_ELEMENTS (guarded_names), FALSE);
}

static void
test_brands (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
        measure (&classes[i], brand_names, G_N_ELEMENTS (brand_names), TRUE);
}

/* ---- names that are known to very many ------------------------------------------------------------- */

static void
check_famous (const char *domain, GPtrArray *all, const TfBrands *brands)
{
    for (guint i = 0; i < all->len; i++) {
        g_autoptr (TfTargets) targets = tf_targets_new ();
        const TfGuarded guarded = {.protected_domains = targets, .suffixes = suffixes};

        tf_targets_add (targets, g_ptr_array_index (all, i), suffixes);
        g_test_message ("%s %s", domain, (char *)g_ptr_array_index (all, i));
        g_assert_cmpint (tf_lookalike_find (domain, NULL, &guarded, brands).level, ==,
                         TF_LEVEL_QUIET);
    }
}

/* Some that have neighbours, each against every other as the only protected one. */
static void
test_famous (void)
{
    static const char *const names[] = {
        "wikipedia.org",     "wikimedia.org",  "youtube.com",      "youtu.be",
        "telegraph.co.uk",   "telegra.ph",     "zdf.de",           "zeit.de",
        "stern.de",          "uni-marburg.de", "uni-bamberg.de",   "uni-hamburg.de",
        "northwestern.edu",  "inra.fr",        "northeastern.edu", "inrae.fr",
        "inria.fr",          "mozilla.org",    "mozilla.com",      "orange.fr",
        "credit-suisse.com", "google.com",     "facebook.com",     "nature.com",
        "naver.com",         "target.com",     "huffpost.com",     "sendgrid.com",
        "sendinblue.com",
    };
    g_autoptr (TfBrands) brands = tf_brands_ref_builtin ();
    g_autoptr (GPtrArray) all = g_ptr_array_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_ptr_array_add (all, (char *)names[i]);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        check_famous (names[i], all, brands);
}

int
main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    suffixes = tf_suffix_list_new_builtin ();
    g_test_add_func ("/recall/guarded", test_guarded);
    g_test_add_func ("/recall/brands", test_brands);
    g_test_add_func ("/recall/famous", test_famous);
    result = g_test_run ();
    tf_suffix_list_unref (suffixes);
    return result;
}
