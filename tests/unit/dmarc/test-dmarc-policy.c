/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The tree walk and policy discovery, RFC 9989 §4.10: which names are asked in which
 * round, and which policy follows from the answers. */
#include "dmarc-helper.h"

#include <string.h>

/* "published domain organizational", and what else is not the default. */
static char *
describe (const TfDmarcPolicy *policy)
{
    GString *out = g_string_new (NULL);

    if (policy->lookup == TF_LOOKUP_FAILED) {
        g_string_append_printf (out, "failed %s", tf_reason_to_string (policy->reason));
        return g_string_free (out, FALSE);
    }
    g_assert_cmpint (policy->lookup, ==, TF_LOOKUP_DONE);
    g_assert_nonnull (policy->organizational_domain);
    if (policy->exists)
        g_string_append_printf (out, "%s at %s,", tf_policy_to_string (policy->published),
                                policy->domain);
    else
        g_string_append (out, "nothing,");
    g_string_append_printf (out, " org %s", policy->organizational_domain);
    if (policy->effective != policy->published)
        g_string_append_printf (out, ", effective %s",
                                tf_policy_to_string (policy->effective));
    if (policy->testing)
        g_string_append (out, ", testing");
    if (policy->guarded)
        g_string_append (out, ", guarded");
    return g_string_free (out, FALSE);
}

typedef struct {
    const char *name;
    const char *zone;
    const char *author;
    const char *asked;
    const char *expected;
} Case;

#define TXT(name, record) "\"_dmarc." name "\": {\"TXT\": [\"v=DMARC1; " record "\"]}"
#define WORD(name, word)  "\"_dmarc." name "\": {\"TXT\": \"" word "\"}"

/* DM-05: the exact questions. */
static const Case walks[] = {
    {"two labels", "{" TXT ("legit.example", "p=reject") "}", "legit.example",
     "_.legit.example", "reject at legit.example, org legit.example"},
    {"three labels", "{" TXT ("legit.example", "p=reject") "}", "a.legit.example",
     "_.a.legit.example _.legit.example", "reject at legit.example, org legit.example"},
    {"eight labels", "{" TXT ("legit.example", "p=reject") "}",
     "a.b.c.d.e.f.legit.example",
     "_.a.b.c.d.e.f.legit.example _.b.c.d.e.f.legit.example _.c.d.e.f.legit.example "
     "_.d.e.f.legit.example _.e.f.legit.example _.f.legit.example _.legit.example",
     "reject at legit.example, org legit.example"},
    {"nine labels", "{" TXT ("legit.example", "p=reject") "}",
     "a.b.c.d.e.f.g.legit.example",
     "_.a.b.c.d.e.f.g.legit.example _.c.d.e.f.g.legit.example _.d.e.f.g.legit.example "
     "_.e.f.g.legit.example _.f.g.legit.example _.g.legit.example _.legit.example",
     "reject at legit.example, org legit.example"},
    {"fifteen labels", "{}", "a.b.c.d.e.f.g.h.i.j.k.l.m.legit.example",
     "_.a.b.c.d.e.f.g.h.i.j.k.l.m.legit.example _.i.j.k.l.m.legit.example "
     "_.j.k.l.m.legit.example _.k.l.m.legit.example _.l.m.legit.example "
     "_.m.legit.example "
     "_.legit.example | _.example",
     "nothing, org a.b.c.d.e.f.g.h.i.j.k.l.m.legit.example"},
    {"the record at the top-level domain", "{" TXT ("example", "p=reject; psd=y") "}",
     "a.legit.example", "_.a.legit.example _.legit.example | _.example",
     "reject at example, org legit.example"},
    {"at the seven-label point",
     "{" TXT ("c.d.e.f.g.legit.example", "p=reject; psd=n") "}",
     "a.b.c.d.e.f.g.legit.example",
     "_.a.b.c.d.e.f.g.legit.example _.c.d.e.f.g.legit.example _.d.e.f.g.legit.example "
     "_.e.f.g.legit.example _.f.g.legit.example _.g.legit.example _.legit.example",
     "reject at c.d.e.f.g.legit.example, org c.d.e.f.g.legit.example"},
    {"at the eight-label name, which is never asked",
     "{" TXT ("b.c.d.e.f.g.legit.example", "p=reject; psd=n") "}",
     "a.b.c.d.e.f.g.legit.example",
     "_.a.b.c.d.e.f.g.legit.example _.c.d.e.f.g.legit.example _.d.e.f.g.legit.example "
     "_.e.f.g.legit.example _.f.g.legit.example _.g.legit.example _.legit.example | "
     "_.example",
     "nothing, org a.b.c.d.e.f.g.legit.example"},
    {"a stop below saves the public suffixes",
     "{" TXT ("a.shop.co.uk", "p=none; psd=n") "}", "a.shop.co.uk",
     "_.a.shop.co.uk _.shop.co.uk", "none at a.shop.co.uk, org a.shop.co.uk"},
    {"a record in between does not", "{" TXT ("a.shop.co.uk", "p=none") "}",
     "a.shop.co.uk", "_.a.shop.co.uk _.shop.co.uk | _.co.uk _.uk",
     "none at a.shop.co.uk, org a.shop.co.uk"},
    {"a single label", "{}", "localhost", "_.localhost", "nothing, org localhost"},
};

static const Case policies[] = {
    /* §4.10.1: p, sp, np (DM-08 to DM-12) */
    {"own record: p, never sp",
     "{" TXT ("legit.example", "p=reject; sp=none; np=none") "}", "legit.example", NULL,
     "reject at legit.example, org legit.example"},
    {"sp for a subdomain", "{" TXT ("legit.example", "p=reject; sp=none") "}",
     "a.legit.example", NULL, "none at legit.example, org legit.example"},
    {"an own record below",
     "{" TXT ("a.legit.example", "p=quarantine") "," TXT ("legit.example",
                                                          "p=reject") "}",
     "a.legit.example", NULL, "quarantine at a.legit.example, org legit.example"},
    {"a record in between is not used",
     "{" TXT ("mail.legit.example", "p=none") "," TXT ("legit.example", "p=reject") "}",
     "a.mail.legit.example", NULL, "reject at legit.example, org legit.example"},
    {"but its psd=n is",
     "{" TXT ("mail.legit.example", "p=none; psd=n") "," TXT ("legit.example",
                                                              "p=reject") "}",
     "a.mail.legit.example", NULL, "none at mail.legit.example, org mail.legit.example"},
    {"np, and the domain does not exist",
     "{" TXT ("legit.example", "p=none; sp=none; np=reject") "}", "a.legit.example",
     "_.a.legit.example _.legit.example | A:a.legit.example",
     "reject at legit.example, org legit.example"},
    {"np, and the domain exists",
     "{\"a.legit.example\": {\"A\": [\"192.0.2.1\"]}," TXT (
         "legit.example", "p=none; sp=none; np=reject") "}",
     "a.legit.example", NULL, "none at legit.example, org legit.example"},
    {"np, and no data",
     "{\"a.legit.example\": {\"MX\": [[10, \"mx.legit.example\"]]}," TXT (
         "legit.example", "p=reject; sp=quarantine; np=none") "}",
     "a.legit.example", NULL, "quarantine at legit.example, org legit.example"},
    {"np, and a name below exists: no data",
     "{\"www.a.legit.example\": {\"A\": [\"192.0.2.1\"]}," TXT ("legit.example",
                                                                "p=none; np=reject") "}",
     "a.legit.example", NULL, "none at legit.example, org legit.example"},
    {"np that changes nothing is not asked for",
     "{" TXT ("legit.example", "p=reject; np=reject") "}", "a.legit.example",
     "_.a.legit.example _.legit.example", "reject at legit.example, org legit.example"},
    {"np of a record at the name itself",
     "{" TXT ("legit.example", "p=none; np=reject") "}", "legit.example",
     "_.legit.example", "none at legit.example, org legit.example"},
    {"no np: sp", "{" TXT ("legit.example", "p=none; sp=reject") "}",
     "ghost.legit.example", "_.ghost.legit.example _.legit.example",
     "reject at legit.example, org legit.example"},
    {"existence cannot be asked",
     "{\"a.legit.example\": {\"A\": \"SERVFAIL\"}," TXT ("legit.example",
                                                         "p=none; np=reject") "}",
     "a.legit.example", NULL, "failed dns"},
    /* t=y (DM-04) */
    {"testing reject", "{" TXT ("legit.example", "p=reject; t=y") "}", "legit.example",
     NULL, "reject at legit.example, org legit.example, effective quarantine, testing"},
    {"testing quarantine", "{" TXT ("legit.example", "p=none; sp=quarantine; t=y") "}",
     "a.legit.example", NULL,
     "quarantine at legit.example, org legit.example, effective none, testing"},
    {"testing none", "{" TXT ("legit.example", "p=none; t=y") "}", "legit.example", NULL,
     "none at legit.example, org legit.example, testing"},
    /* What is a record (DM-14, DM-22) */
    {"no record", "{}", "a.legit.example", NULL, "nothing, org a.legit.example"},
    {"two records are none, and the walk goes on",
     "{\"_dmarc.a.legit.example\": {\"TXT\": [\"v=DMARC1; p=none\", \"v=DMARC1; "
     "p=none\"]}," TXT ("legit.example", "p=reject") "}",
     "a.legit.example", NULL, "reject at legit.example, org legit.example"},
    {"two records with psd do not stop it",
     "{\"_dmarc.a.legit.example\": {\"TXT\": [\"v=DMARC1; p=none; psd=n\", \"v=DMARC1; "
     "p=none; psd=n\"]}," TXT ("legit.example", "p=reject") "}",
     "a.legit.example", NULL, "reject at legit.example, org legit.example"},
    {"other texts beside it",
     "{\"_dmarc.legit.example\": {\"TXT\": [\"v=spf1 -all\", \"v=DMARC1; p=reject\", "
     "\"x\"]}}",
     "legit.example", NULL, "reject at legit.example, org legit.example"},
    {"only other texts", "{\"_dmarc.legit.example\": {\"TXT\": [\"v=spf1 -all\"]}}",
     "legit.example", NULL, "nothing, org legit.example"},
    {"character-strings are joined",
     "{\"_dmarc.legit.example\": {\"TXT\": [[\"v=DMARC1; p=re\", \"ject\"]]}}",
     "legit.example", NULL, "reject at legit.example, org legit.example"},
    {"by way of a CNAME",
     "{\"_dmarc.legit.example\": {\"CNAME\": \"d.provider.example\"}, "
     "\"d.provider.example\": {\"TXT\": [\"v=DMARC1; p=reject\"]}}",
     "legit.example", NULL, "reject at legit.example, org legit.example"},
    {"an unusable record is the end of it",
     "{" TXT ("a.legit.example", "p=foo") "," TXT ("legit.example", "p=reject") "}",
     "a.legit.example", NULL, "nothing, org legit.example"},
    {"an unusable record with a report address",
     "{" TXT ("legit.example", "sp=reject; rua=mailto:d@legit.example") "}",
     "a.legit.example", NULL, "none at legit.example, org legit.example"},
    /* psd (DM-06; the situations of App. B.4) */
    {"psd=y above", "{" TXT ("bank.example", "p=reject; psd=y") "}", "giant.bank.example",
     NULL, "reject at bank.example, org giant.bank.example"},
    {"psd=y above, two labels down",
     "{" TXT ("bank.example", "p=reject; sp=none; psd=y") "}", "mail.giant.bank.example",
     NULL, "none at bank.example, org giant.bank.example"},
    {"psd=y above and a record of the organization",
     "{" TXT ("bank.example", "p=reject; psd=y") "," TXT ("giant.bank.example",
                                                          "p=none") "}",
     "mail.giant.bank.example", NULL,
     "none at giant.bank.example, org giant.bank.example"},
    {"psd=y at the start", "{" TXT ("bank.example", "p=reject; psd=y") "}",
     "bank.example", NULL, "reject at bank.example, org bank.example"},
    {"psd=n above psd=y does not count",
     "{" TXT ("a.bank.example", "p=none; psd=y") "," TXT ("bank.example",
                                                          "p=reject; psd=n") "}",
     "x.y.a.bank.example", NULL, "none at a.bank.example, org y.a.bank.example"},
    {"the registrable domain has a record: the suffix is not asked",
     "{" TXT ("shop.co.uk", "p=quarantine") "," TXT ("co.uk", "p=reject; psd=y") "}",
     "a.shop.co.uk", "_.a.shop.co.uk _.shop.co.uk",
     "quarantine at shop.co.uk, org shop.co.uk"},
    {"only a deeper one has: the suffix decides the organization",
     "{" TXT ("b.shop.co.uk", "p=none") "," TXT ("co.uk", "p=reject; psd=y") "}",
     "a.b.shop.co.uk", "_.a.b.shop.co.uk _.b.shop.co.uk _.shop.co.uk | _.co.uk _.uk",
     "reject at co.uk, org shop.co.uk"},
    {"and without one the deeper does", "{" TXT ("b.shop.co.uk", "p=none") "}",
     "a.b.shop.co.uk", NULL, "none at b.shop.co.uk, org b.shop.co.uk"},
    /* The guard (DM-07, DM-21) */
    {"a suffix forgets psd=y", "{" TXT ("co.uk", "p=reject") "}", "shop.co.uk", NULL,
     "reject at co.uk, org shop.co.uk, guarded"},
    {"a suffix says psd=n", "{" TXT ("co.uk", "p=none; psd=n") "}", "a.shop.co.uk", NULL,
     "none at co.uk, org shop.co.uk, guarded"},
    {"a suffix does not override its customer",
     "{" TXT ("co.uk", "p=none") "," TXT ("shop.co.uk", "p=reject") "}", "a.shop.co.uk",
     NULL, "reject at shop.co.uk, org shop.co.uk"},
    {"psd=y two levels above", "{" TXT ("uk", "p=reject; psd=y") "}", "a.shop.co.uk",
     NULL, "reject at uk, org shop.co.uk"},
    {"a suffix as author", "{" TXT ("co.uk", "p=reject") "," TXT ("uk", "p=none") "}",
     "co.uk", "_.co.uk", "reject at co.uk, org co.uk"},
    /* Failures (DM-18) */
    {"at the author", "{" WORD ("legit.example", "SERVFAIL") "}", "legit.example", NULL,
     "failed dns"},
    {"at the author, a record above",
     "{" WORD ("a.legit.example", "TIMEOUT") "," TXT ("legit.example", "p=reject") "}",
     "a.legit.example", NULL, "failed dns"},
    {"at the parent", "{" WORD ("legit.example", "REFUSED") "}", "a.legit.example", NULL,
     "failed dns"},
    {"at the parent, but an own record",
     "{" TXT ("a.legit.example", "p=reject") "," WORD ("legit.example", "SERVFAIL") "}",
     "a.legit.example", NULL, "reject at a.legit.example, org a.legit.example"},
    {"above a stop",
     "{" TXT ("a.legit.example", "p=reject; psd=n") "," WORD ("legit.example",
                                                              "SERVFAIL") "}",
     "x.a.legit.example", NULL, "reject at a.legit.example, org a.legit.example"},
    {"at the suffix, nothing below", "{" WORD ("example", "SERVFAIL") "}",
     "legit.example", NULL, "failed dns"},
    {"at the suffix, a record at the registrable domain",
     "{" TXT ("legit.example", "p=reject") "," WORD ("example", "SERVFAIL") "}",
     "a.legit.example", NULL, "reject at legit.example, org legit.example"},
    {"offline", "{" WORD ("legit.example", "NOTASKED") "}", "legit.example", NULL,
     "failed offline"},
};

static void
run_case (const Case *c)
{
    Lab lab = lab_new (c->zone);
    g_autoptr (TfDmarcPolicy) policy = lab_discover (&lab, c->author);
    g_autofree char *got = describe (policy);

    g_test_message ("%s", c->name);
    g_assert_cmpstr (got, ==, c->expected);
    if (c->asked != NULL)
        g_assert_cmpstr (lab.asked->str, ==, c->asked);
    g_assert_cmpuint (tf_dns_count_questions (lab.dns), <=, TF_LIMIT_WALK + 1);
    lab_clear (&lab);
}

static void
test_walks (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
        run_case (&walks[i]);
}

static void
test_policies (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
        run_case (&policies[i]);
}

/* A name that is too long once "_dmarc." stands before it cannot exist and is not asked.
 */
static void
test_long_name (void)
{
    Lab lab = lab_new ("{" TXT ("legit.example", "p=reject") "}");
    g_autoptr (GString) author = g_string_new ("legit.example");
    g_autoptr (TfDmarcPolicy) policy = NULL;
    g_autofree char *got = NULL;

    while (author->len <= 253 - 60)
        g_string_prepend (author,
                          "a23456789b23456789c23456789d23456789e23456789f23456789.");
    g_string_prepend (author, "g23456789h23456789i23456789.");
    policy = lab_discover (&lab, author->str);
    got = describe (policy);
    g_assert_cmpuint (author->len, >, 253 - 7);
    g_assert_cmpstr (got, ==, "reject at legit.example, org legit.example");
    g_assert_null (strstr (lab.asked->str, author->str));
    lab_clear (&lab);
}

/* A message that has used up its questions has no policy, and says why. */
static void
test_budget (void)
{
    Lab lab = lab_new ("{" TXT ("legit.example", "p=reject") "}");
    g_autoptr (TfDmarcPolicy) policy = NULL;
    g_autofree char *got = NULL;

    for (guint i = 0; i < TF_LIMIT_QUESTIONS; i++) {
        g_autofree char *name = g_strdup_printf ("n%u.example", i);

        tf_dns_ask (lab.dns, TF_DNS_TXT, name);
    }
    policy = lab_discover (&lab, "legit.example");
    got = describe (policy);
    g_assert_cmpstr (got, ==, "failed limit");
    lab_clear (&lab);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dmarc/policy/walks", test_walks);
    g_test_add_func ("/dmarc/policy/policies", test_policies);
    g_test_add_func ("/dmarc/policy/long-name", test_long_name);
    g_test_add_func ("/dmarc/policy/budget", test_budget);
    return g_test_run ();
}
