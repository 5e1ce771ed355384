/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Identifier alignment, RFC 9989 §4.4: the matrix of authors, identifiers, modes and
 * records. */
#include "dmarc-helper.h"

#include <string.h>

#define TXT(name, record) "\"_dmarc." name "\": {\"TXT\": [\"v=DMARC1; " record "\"]}"
#define WORD(name, word)  "\"_dmarc." name "\": {\"TXT\": \"" word "\"}"

#define RELAXED    "{" TXT ("legit.example", "p=reject") "}"
#define STRICT     "{" TXT ("legit.example", "p=reject; adkim=s") "}"
#define STRICT_SPF "{" TXT ("legit.example", "p=reject; aspf=s") "}"
#define SPLIT                                                                            \
    "{" TXT ("legit.example", "p=reject") "," TXT ("own.legit.example",                  \
                                                   "p=reject; psd=n") "}"
#define SUB_ONLY "{" TXT ("news.legit.example", "p=reject") "}"
#define SUB_TWO                                                                          \
    "{" TXT ("news.legit.example", "p=reject") "," TXT ("mail.legit.example",            \
                                                        "p=none") "}"
#define SUB_STRICT "{" TXT ("news.legit.example", "p=reject; adkim=s") "}"
#define SUB_SPLIT                                                                        \
    "{" TXT ("news.legit.example", "p=reject") "," TXT ("mail.legit.example",            \
                                                        "p=none; psd=n") "}"
#define INNER_PSD "{" TXT ("legit.example", "p=reject; psd=y") "}"
#define NO_PSD    "{" TXT ("co.uk", "p=reject") "}"
#define GOOD_PSD  "{" TXT ("co.uk", "p=reject; psd=y") "}"
#define SHOP      "{" TXT ("co.uk", "p=reject") "," TXT ("shop.co.uk", "p=reject") "}"
#define DEEP_OWN                                                                         \
    "{" TXT ("a.legit.example", "p=reject") "," WORD ("legit.example", "TIMEOUT") "}"
#define BROKEN "{" WORD ("legit.example", "SERVFAIL") "}"
#define OTHER_BROKEN                                                                     \
    "{" TXT ("legit.example", "p=reject") "," WORD ("b.legit.example", "SERVFAIL") "}"

typedef struct {
    const char *zone;
    const char *author;
    const char *identifier;
    const char *expected;
} Case;

static const Case cases[] = {
    /* DK-23: the same, a subdomain, the parent, a sibling, another one */
    {RELAXED, "legit.example", "legit.example", "yes"},
    {RELAXED, "legit.example", "a.legit.example", "yes"},
    {RELAXED, "a.legit.example", "legit.example", "yes"},
    {RELAXED, "a.legit.example", "b.legit.example", "yes"},
    {RELAXED, "a.b.c.legit.example", "x.y.legit.example", "yes"},
    {RELAXED, "legit.example", "attack.example", "no"},
    {RELAXED, "legit.example", "badlegit.example", "no"},
    {RELAXED, "legit.example", "legit.example.attack.example", "no"},
    {RELAXED, "legit.example", "example", "no"},
    /* DM-16: strict is strict */
    {STRICT, "legit.example", "legit.example", "yes"},
    {STRICT, "legit.example", "a.legit.example", "no"},
    {STRICT, "a.legit.example", "legit.example", "no"},
    {STRICT, "a.legit.example", "b.legit.example", "no"},
    {STRICT, "a.legit.example", "a.legit.example", "yes"},
    {STRICT_SPF, "legit.example", "a.legit.example", "yes"}, /* aspf is not about DKIM */
    /* Without a record: by registrable domain */
    {"{}", "nodmarc.example", "nodmarc.example", "yes"},
    {"{}", "nodmarc.example", "a.nodmarc.example", "yes"},
    {"{}", "a.nodmarc.example", "b.nodmarc.example", "yes"},
    {"{}", "nodmarc.example", "attack.example", "no"},
    {"{}", "a.co.uk", "b.co.uk", "no"},
    {"{}", "user.github.io", "other.github.io", "no"},
    /* Records at subdomains alone: only the registrable domain aligns (RFC 7489) */
    {SUB_ONLY, "news.legit.example", "legit.example", "yes"},
    {SUB_ONLY, "news.legit.example", "mail.legit.example", "yes"},
    {SUB_ONLY, "a.news.legit.example", "mail.legit.example", "yes"},
    {SUB_ONLY, "news.legit.example", "attack.example", "no"},
    {SUB_TWO, "news.legit.example", "mail.legit.example", "yes"},
    {SUB_STRICT, "news.legit.example", "mail.legit.example", "no"},
    {SUB_SPLIT, "news.legit.example", "mail.legit.example", "no"},
    {SUB_SPLIT, "news.legit.example", "legit.example", "yes"},
    {"{" TXT ("news.co.uk", "p=reject") "}", "news.co.uk", "b.co.uk", "no"},
    /* psd= draws a boundary that is obeyed */
    {SPLIT, "legit.example", "own.legit.example", "no"},
    {SPLIT, "own.legit.example", "legit.example", "no"},
    {SPLIT, "a.own.legit.example", "b.own.legit.example", "yes"},
    {SPLIT, "a.own.legit.example", "a.legit.example", "no"},
    {INNER_PSD, "a.legit.example", "b.legit.example", "no"},
    {INNER_PSD, "x.a.legit.example", "a.legit.example", "yes"},
    {INNER_PSD, "a.legit.example", "legit.example", "no"},
    {INNER_PSD, "legit.example", "a.legit.example", "no"},
    /* DM-07: the guard */
    {NO_PSD, "a.co.uk", "b.co.uk", "no org-domain-is-public-suffix"},
    {NO_PSD, "a.co.uk", "co.uk", "no org-domain-is-public-suffix"},
    {NO_PSD, "a.co.uk", "attack.example", "no"},
    {NO_PSD, "x.a.co.uk", "a.co.uk", "yes"},
    {GOOD_PSD, "a.co.uk", "b.co.uk", "no"},
    {GOOD_PSD, "x.a.co.uk", "a.co.uk", "yes"},
    {SHOP, "x.shop.co.uk", "shop.co.uk", "yes"},
    {SHOP, "shop.co.uk", "b.co.uk", "no"},
    /* DM-21: a public suffix speaks only for itself, with a record of its own */
    {NO_PSD, "co.uk", "co.uk", "yes"},
    {NO_PSD, "co.uk", "a.co.uk", "no"},
    {"{}", "co.uk", "co.uk", "no org-domain-is-public-suffix"},
    {"{" TXT ("uk", "p=reject; psd=y") "}", "co.uk", "co.uk",
     "no org-domain-is-public-suffix"},
    {"{" WORD ("co.uk", "SERVFAIL") "}", "co.uk", "co.uk", "unknown dns"},
    /* Failures */
    {BROKEN, "legit.example", "legit.example", "yes"},
    {BROKEN, "legit.example", "attack.example", "no"},
    {BROKEN, "legit.example", "a.legit.example", "unknown dns"},
    {DEEP_OWN, "a.legit.example", "a.legit.example", "yes"},
    {DEEP_OWN, "a.legit.example", "legit.example", "unknown dns"},
    {DEEP_OWN, "a.legit.example", "attack.example", "no"},
    {OTHER_BROKEN, "legit.example", "b.legit.example", "unknown dns"},
    {OTHER_BROKEN, "legit.example", "c.legit.example", "yes"},
};

static char *
describe (TfAligned aligned, TfReason reason)
{
    static const char *const words[] = {"pending", "no", "yes", "unknown"};
    const char *why = tf_reason_to_string (reason);

    return g_strconcat (words[aligned], why != NULL ? " " : NULL, why, NULL);
}

static void
test_cases (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        const Case *c = &cases[i];
        Lab lab = lab_new (c->zone);
        g_autoptr (TfDmarcPolicy) policy = lab_discover (&lab, c->author);
        TfReason reason;
        TfAligned aligned = lab_align (&lab, policy, c->author, c->identifier, &reason);
        g_autofree char *got = describe (aligned, reason);

        g_test_message ("%s: %s and %s", c->zone, c->author, c->identifier);
        g_assert_cmpstr (got, ==, c->expected);
        g_assert_cmpint (tf_dmarc_align (policy, c->author, c->identifier, policy->adkim,
                                         lab.dns, lab.suffixes, NULL),
                         ==, aligned);
        lab_clear (&lab);
    }
}

#define FAILED_ABOVE                                                                     \
    "{\"_dmarc.a.legit.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]},"                  \
    " \"_dmarc.legit.example\": {\"TXT\": \"SERVFAIL\"}}"

/* §4.4: what needs no walk asks nobody. */
static void
test_nobody_asked (void)
{
    static const struct {
        const char *zone;
        const char *author;
        const char *identifier;
    } saved[] = {
        {RELAXED, "legit.example", "attack.example"},
        {RELAXED, "legit.example", "legit.example"},
        {STRICT, "legit.example", "deep.in.legit.example"},
        {"{}", "legit.example", "a.legit.example"},
        {RELAXED, "legit.example", "co.uk"},
        /* what failed on the author's side cannot be made good on the other */
        {FAILED_ABOVE, "a.legit.example", "b.legit.example"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (saved); i++) {
        Lab lab = lab_new (saved[i].zone);
        g_autoptr (TfDmarcPolicy) policy = lab_discover (&lab, saved[i].author);
        guint before = tf_dns_count_questions (lab.dns);

        lab_align (&lab, policy, saved[i].author, saved[i].identifier, NULL);
        g_assert_cmpuint (tf_dns_count_questions (lab.dns), ==, before);
        lab_clear (&lab);
    }
}

/* While the policy is not known: what no policy can change is decided at once. */
static void
test_pending (void)
{
    Lab lab = lab_new (RELAXED);
    g_autoptr (TfDmarcPolicy) policy =
        tf_dmarc_discover ("legit.example", lab.dns, lab.suffixes);

    g_assert_cmpint (policy->lookup, ==, TF_LOOKUP_PENDING);
    g_assert_cmpint (tf_dmarc_align (policy, "legit.example", "legit.example",
                                     policy->adkim, lab.dns, lab.suffixes, NULL),
                     ==, TF_ALIGNED_YES);
    g_assert_cmpint (tf_dmarc_align (policy, "legit.example", "attack.example",
                                     policy->adkim, lab.dns, lab.suffixes, NULL),
                     ==, TF_ALIGNED_NO);
    g_assert_cmpint (tf_dmarc_align (policy, "legit.example", "a.legit.example",
                                     policy->adkim, lab.dns, lab.suffixes, NULL),
                     ==, TF_ALIGNED_PENDING);
    lab_clear (&lab);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dmarc/align/cases", test_cases);
    g_test_add_func ("/dmarc/align/nobody-asked", test_nobody_asked);
    g_test_add_func ("/dmarc/align/pending", test_pending);
    return g_test_run ();
}
