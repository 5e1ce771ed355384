/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Domains that look like others (TF06, and the Reply-To of TF18), with the honest ones
 * that are near. */
#include "impersonation/lookalike-private.h"

static TfSuffixList *suffixes;

/* ---- skeletons and edits ----------------------------------------------------------- */

static void
test_skeleton (void)
{
    static const struct {
        const char *label;
        const char *expected;
    } rows[] = {
        {"legitbank", "legitbank"},
        {"paypa1", "paypal"},
        {"g00gle", "google"},
        {"rnicrosoft", "microsoft"},
        {"vvalmart", "walmart"},
        {"modern", "modem"},
        {"xn--80ak6aa92e", "apple"}, /* all Cyrillic */
        {"\xd0\xb0pple", "apple"},   /* one Cyrillic letter */
        {"\xce\xb1pple", "apple"},   /* Greek */
        {"\xc9\x91pple", "apple"},   /* Latin alpha */
        {"paypa\xc5\x82", "paypal"}, /* a stroke through it */
        {"paypa\xc4\xba", "paypal"}, /* an acute */
        {"p\xc3\xa4ypal", "paypal"},
        {"legi\xc5\xa7"
         "bank",
         "legitbank"},
        {"leg\xc4\xb1tbank", "legitbank"}, /* no dot */
        {"\xd0\xba\xd0\xb0\xd1\x81\xd0\xbf\xd0\xb5\xd1\x80", "kacnep"},
        {"xn--", "xn--"},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *got = tf_skeleton (rows[i].label);

        g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

static void
test_edit (void)
{
    static const struct {
        const char *a, *b;
        TfEdit expected;
        TfEdit back; /* the other way round */
    } rows[] = {
        {"legitbank", "legitbnk", TF_EDIT_SLIP, TF_EDIT_ONE},
        {"legitbank", "legiitbank", TF_EDIT_ONE, TF_EDIT_SLIP},
        {"legitbank", "legitbamk", TF_EDIT_ONE, TF_EDIT_ONE},
        {"legitbank", "legitbakn", TF_EDIT_SLIP, TF_EDIT_SLIP},
        {"legitbank", "legitbanks", TF_EDIT_ONE, TF_EDIT_ONE},
        {"legitbank", "elgitbank", TF_EDIT_SLIP, TF_EDIT_SLIP}, /* a swap is no brake */
        {"legitbank", "legit-bank", TF_EDIT_HYPHEN, TF_EDIT_HYPHEN},
        {"legitbank", "l-egit-bank", TF_EDIT_HYPHEN, TF_EDIT_HYPHEN},
        {"legit-bank", "leg-itbank", TF_EDIT_SLIP, TF_EDIT_SLIP},
        /* Brakes. */
        {"legitbank", "legitbank", TF_EDIT_NONE, TF_EDIT_NONE},
        {"legitbank", "megitbank", TF_EDIT_NONE, TF_EDIT_NONE},
        {"oodle1", "poodle1", TF_EDIT_NONE, TF_EDIT_NONE},
        {"hank", "tank", TF_EDIT_NONE, TF_EDIT_NONE},
        {"mail", "mall", TF_EDIT_NONE, TF_EDIT_NONE},
        {"legitbank2", "legitbank3", TF_EDIT_NONE, TF_EDIT_NONE},
        {"legitbank", "legitbank2", TF_EDIT_NONE, TF_EDIT_NONE},
        {"legitbank", "lgitbnk", TF_EDIT_NONE, TF_EDIT_NONE},
        {"legitbank", "legitbxyk", TF_EDIT_NONE, TF_EDIT_NONE},
        {"orange", "orangebusiness", TF_EDIT_NONE, TF_EDIT_NONE},
        {"", "", TF_EDIT_NONE, TF_EDIT_NONE},
        {"", "abcde", TF_EDIT_NONE, TF_EDIT_NONE},
        {"\xd0\xb6\xd0\xb7\xd0\xb8\xd0\xb9\xd0\xbb",
         "\xd0\xb6\xd0\xb7\xd0\xb8\xd0\xb9\xd0\xbb\xd0\xbb", TF_EDIT_ONE, TF_EDIT_ONE},
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_test_message ("%s %s", rows[i].a, rows[i].b);
        g_assert_cmpint (tf_edit_compare (rows[i].a, rows[i].b), ==, rows[i].expected);
        g_assert_cmpint (tf_edit_compare (rows[i].b, rows[i].a), ==, rows[i].back);
    }
}

/* ---- one domain against another ---------------------------------------------------- */

static char *
parse (const char *text)
{
    char *domain = tf_domain_parse (tf_span_of (text));

    g_assert_nonnull (domain);
    return domain;
}

typedef struct {
    const char *written;
    const char *target;
    TfLookalike expected;
} Pair;

#define K(word) TF_LOOKALIKE_##word

static const Pair pairs[] = {
    {"xn--80ak6aa92e.com", "apple.com", K (SKELETON)},
    {"\xd0\xb0pple.com", "apple.com", K (SKELETON)},
    {"mail.\xd0\xb0pple.com", "www.apple.com", K (SKELETON)},
    {"payp\xc3\xa0l.com", "paypal.com", K (SKELETON)},
    {"rnicrosoft.com", "microsoft.com", K (SKELETON)},
    {"paypa1.com", "paypal.com", K (SKELETON)},
    {"g00gle.com", "google.com", K (SKELETON)},
    {"vvalmart.com", "walmart.com", K (SKELETON)},
    {"cIoud.com", "cloud.com", K (SKELETON)},
    {"clell.com", "dell.com", K (WEAK_SKELETON)},
    {"pay5afe.com", "paysafe.com", K (WEAK_SKELETON)},
    {"paypa1.net", "paypal.com", K (OTHER_SUFFIX)},
    {"xn--80ak6aa92e.net", "apple.com", K (OTHER_SUFFIX)},
    {"legitbnk.com", "legitbank.com", K (EDIT)},
    {"paypai.com", "paypal.com", K (WEAK_SKELETON)},
    {"qooqle.com", "google.com", K (WEAK_SKELETON)},
    {"klanra.com", "klarna.com", K (WEAK_SKELETON)},
    {"barclarys.com", "barclays.com", K (EDIT)},
    {"bernardin.com", "bernadin.com", K (EDIT)},
    {"lclarma.com", "klarna.com", K (WEAK_SKELETON)},
    {"le.gitbank.com", "legitbank.com", K (EDIT)},
    {"legi-tbank.com", "legit-bank.com", K (EDIT)},
    {"mailer-legitbank.io", "legitbank.com", K (COMBINED)},
    {"legitbank.securexyz.com", "legitbank.com", K (COMBINED)},
    {"my-bankcouk.attack.example", "my-bank.co.uk", K (EMBEDDED)},
    {"amzon.com", "amazon.com", K (EDIT)}, /* the m counts as one */
    {"aazon.com", "amazon.com", K (EDIT)},
    {"m\xc3\xbcller-shop.de", "mueller-shop.de", K (EDIT)},
    {"legit-bank.com", "legitbank.com", K (HYPHEN)},
    {"legitbank-secure.com", "legitbank.com", K (COMBINED)},
    {"loginlegitbank.com", "legitbank.com", K (COMBINED)},
    {"wwwlegitbank.com", "legitbank.com", K (COMBINED)},
    {"www-legitbank.com", "legitbank.com", K (COMBINED)},
    {"www.legitbank.net", "legitbank.com", K (NONE)},
    {"accounts.legitbank.net", "legitbank.com", K (NONE)},
    {"mail.chimp.com", "mailchimp.com", K (NONE)},
    {"legitbank.newsletters.example", "legitbank.com", K (NONE)},
    {"legitbank-support.net", "legitbank.com", K (COMBINED)},
    {"legitbank.com.attack.example", "legitbank.com", K (EMBEDDED)},
    {"legitbank-com.attack.example", "legitbank.com", K (EMBEDDED)},
    {"www-legitbank-com.attack.example", "legitbank.com", K (EMBEDDED)},
    {"1egitbank.com.attack.example", "legitbank.com", K (EMBEDDED)},
    {"legitbankcom.attack.example", "legitbank.com", K (EMBEDDED)},
    {"legitbank-com.com", "legitbank.com", K (EMBEDDED)},
    {"legit.example.attack.example", "legit.example", K (EMBEDDED)},
    {"my-bank.co.uk.attack.example", "my-bank.co.uk", K (EMBEDDED)},
    {"legitbank.github.io", "legitbank.com", K (HOSTED)},
    /* Honest neighbours. */
    {"legitbank.com", "legitbank.com", K (NONE)},
    {"mail.legitbank.com", "legitbank.com", K (NONE)},
    {"legitbank.com", "mail.legitbank.com", K (NONE)},
    {"legitbank.net", "legitbank.com", K (NONE)},
    {"legitbank.com.br", "legitbank.com", K (NONE)},
    {"megitbank.com", "legitbank.com", K (NONE)},
    {"hank.com", "tank.com", K (NONE)},
    {"team1.com", "team2.com", K (NONE)},
    {"orange-business.com", "orange.fr", K (NONE)},
    {"paypal-communication.com", "paypal.com", K (NONE)},
    {"legitbank.attack.example", "legitbank.com", K (NONE)},
    {"mail-de.shop.example", "mail.de", K (NONE)},
    {"fa\xc3\x9f.example", "fass.example", K (NONE)},
    {"IBIS.COM", "lbis.com", K (NONE)},
    {"m\xc3\xbcnchen.de", "legitbank.com", K (NONE)},
    {"\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84", "legitbank.com",
     K (NONE)},
    {"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e.jp", "legitbank.com", K (NONE)},
    {"a.de", "b.de", K (NONE)},
    {"com", "legitbank.com", K (NONE)},
};

static void
test_compare (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        g_autofree char *domain = NULL, *target = NULL;

        domain = parse (pairs[i].written);
        target = parse (pairs[i].target);
        g_test_message ("%s %s", pairs[i].written, pairs[i].target);
        g_assert_cmpint (
            tf_lookalike_compare (domain, pairs[i].written, target, suffixes), ==,
            pairs[i].expected);
    }
}

/* ---- against the reader's own and protected domains -------------------------------- */

static TfTargets *
domains_of (const char *const *texts)
{
    TfTargets *targets = tf_targets_new ();

    for (; *texts != NULL; texts++) {
        g_autofree char *domain = parse (*texts);

        tf_targets_add (targets, domain, suffixes);
    }
    return targets;
}

static void
test_guarded (void)
{
    static const char *const own[] = {"victim-house.example", "corp.victimhouse.com",
                                      NULL};
    static const char *const protect[] = {"legitbank.com", "hank.com", NULL};
    static const char *const known[] = {"goodfellow.com", NULL};

    static const struct {
        const char *domain;
        TfLevel expected;
        const char *known;
    } rows[] = {
        {"1egitbank.com", TF_LEVEL_ALARM, "legitbank.com"},
        {"legitbank.com.attack.example", TF_LEVEL_ALARM, "legitbank.com"},
        {"legitbnk.com", TF_LEVEL_WARNING, "legitbank.com"},
        {"legitbank-login.com", TF_LEVEL_WARNING, "legitbank.com"},
        {"legitbank.github.io", TF_LEVEL_WARNING, "legitbank.com"},
        {"victimhuose.com", TF_LEVEL_ALARM, "corp.victimhouse.com"},
        {"victimhouse-login.com", TF_LEVEL_ALARM, "corp.victimhouse.com"},
        {"victim-house.com", TF_LEVEL_WARNING, "corp.victimhouse.com"},
        {"victimhouse.com.attack.example", TF_LEVEL_ALARM, "corp.victimhouse.com"},
        {"g00dfellow.com", TF_LEVEL_ALARM, "goodfellow.com"},
        {"goodfellows.com", TF_LEVEL_WARNING, "goodfellow.com"},
        /* Twins. */
        {"mail.goodfellow.com", TF_LEVEL_QUIET, NULL},
        {"good-fellow.com", TF_LEVEL_QUIET, NULL},
        {"legit-bank.com", TF_LEVEL_QUIET, NULL},
        {"legitbank.com", TF_LEVEL_QUIET, NULL},
        {"news.legitbank.com", TF_LEVEL_QUIET, NULL},
        {"legitbank.net", TF_LEVEL_QUIET, NULL},
        {"victimhouse.com", TF_LEVEL_QUIET, NULL},
        {"other.victimhouse.com", TF_LEVEL_QUIET, NULL},
        {"tank.com", TF_LEVEL_QUIET, NULL},
        {"attack.example", TF_LEVEL_QUIET, NULL},
    };
    g_autoptr (TfTargets) own_domains = domains_of (own);
    g_autoptr (TfTargets) protected_domains = domains_of (protect);
    g_autoptr (TfTargets) known_domains = domains_of (known);
    const TfGuarded guarded = {.own_domains = own_domains,
                               .known_domains = known_domains,
                               .protected_domains = protected_domains,
                               .suffixes = suffixes};
    const TfGuarded nothing = {.suffixes = suffixes};

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        TfImitation got = tf_lookalike_find (rows[i].domain, NULL, &guarded, NULL);

        g_test_message ("%s", rows[i].domain);
        g_assert_cmpint (got.level, ==, rows[i].expected);
        g_assert_cmpstr (got.known, ==, rows[i].known);
        g_assert_cmpint (tf_lookalike_find (rows[i].domain, NULL, &nothing, NULL).level,
                         ==, TF_LEVEL_QUIET);
    }
}

/* RT-02 and its twins. */
static void
test_reply_to (void)
{
    static const struct {
        const char *from, *reply_to;
        gboolean expected;
    } rows[] = {
        {"legitbank.com", "x@1egitbank.com", TRUE},
        {"legitbank.com", "x@legitbnk.com", TRUE},
        {"legitbank.com", "x@legitbank-support.com", TRUE},
        {"legitbank.com", "x@legitbank.com.attack.example", TRUE},
        {"legitbank.com", "x@\xd0\xb5gitbank.com", FALSE},
        {"legitbank.com", "x@l\xd0\xb5gitbank.com", TRUE},
        {"legitbank.com", "x@legitbank.com", FALSE},
        {"legitbank.com", "x@desk.legitbank.com", FALSE},
        {"legitbank.com", "x@tickets.example", FALSE},
        {"legitbank.com", "x@legitbank.net", FALSE},
        {"legitbank.com", "x@legit-bank.com", FALSE},
        {"legitbank.com", "x@legitbank.github.io", FALSE},
        {"legitbank.com", "jane@victimhouse.com", FALSE},
        {"victimhuose.com", "jane@victimhouse.com", FALSE},
        {"legitbank.com", "x", FALSE},
        {"legitbank.com", "", FALSE},
    };
    static const char *const own[] = {"victimhouse.com", NULL};
    g_autoptr (TfTargets) own_domains = domains_of (own);

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GPtrArray) reply_to = g_ptr_array_new ();
        TfAuthor author = {.domain = (char *)rows[i].from, .local = (char *)"x"};
        const TfImpersonationInput input = {
            .author = &author,
            .reply_to = reply_to,
            .guarded = {.own_domains = own_domains, .suffixes = suffixes}};
        g_autoptr (TfImpersonation) signs = NULL;

        g_ptr_array_add (reply_to, (char *)"a@tickets.example");
        g_ptr_array_add (reply_to, (char *)rows[i].reply_to);
        signs = tf_impersonation_new (&input);
        g_test_message ("%s %s", rows[i].from, rows[i].reply_to);
        g_assert_cmpstr (signs->reply_lookalike, ==,
                         rows[i].expected ? rows[i].reply_to : NULL);
    }
}

int
main (int argc, char **argv)
{
    int result;

    g_test_init (&argc, &argv, NULL);
    suffixes = tf_suffix_list_new_builtin ();
    g_test_add_func ("/lookalike/skeleton", test_skeleton);
    g_test_add_func ("/lookalike/edit", test_edit);
    g_test_add_func ("/lookalike/compare", test_compare);
    g_test_add_func ("/lookalike/guarded", test_guarded);
    g_test_add_func ("/lookalike/reply-to", test_reply_to);
    result = g_test_run ();
    tf_suffix_list_unref (suffixes);
    return result;
}
