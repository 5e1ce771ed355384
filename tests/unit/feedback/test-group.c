/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-group: to whom a row is ascribed, and what contradicts itself. For each row that is called the owner's
 * there is one with a stranger who wrote the same names. */
#include "feedback-helper.h"

/** Case: one row, and its group. */
typedef struct {
    const char *evaluated; /* elements of policy_evaluated */
    const char *results;   /* elements of auth_results */
    TfSenderGroup group;
    gboolean is_service;
    gboolean contradicts;
} Case;

#define PASS_BOTH "<dkim>pass</dkim><spf>pass</spf>"
#define PASS_DKIM "<dkim>pass</dkim><spf>fail</spf>"
#define PASS_SPF  "<dkim>fail</dkim><spf>pass</spf>"
#define PASS_NONE "<dkim>fail</dkim><spf>fail</spf>"
#define REASON(type, comment)                                                            \
    "<reason><type>" type "</type><comment>" comment "</comment></reason>"
#define DKIM(domain, result)                                                             \
    "<dkim><domain>" domain "</domain><result>" result "</result></dkim>"
#define SPF(domain, result)                                                              \
    "<spf><domain>" domain "</domain><result>" result "</result></spf>"

static const Case cases[] = {
    {PASS_BOTH, "", TF_SENDER_BOTH, FALSE, FALSE},
    {PASS_BOTH, DKIM ("example.org", "pass") SPF ("example.org", "pass"), TF_SENDER_BOTH,
     FALSE, FALSE},
    {PASS_SPF, "", TF_SENDER_SPF_ONLY, FALSE, FALSE},
    {PASS_DKIM, "", TF_SENDER_DKIM_ONLY, FALSE, FALSE},
    {PASS_DKIM, SPF ("example.org", "fail"), TF_SENDER_DKIM_ONLY, FALSE, FALSE},
    /* somebody else's return address passes: sent on; that of a service: sent by it */
    {PASS_DKIM, SPF ("alumni.example", "pass"), TF_SENDER_FORWARDED, FALSE, FALSE},
    {PASS_DKIM, SPF ("amazonses.com", "pass"), TF_SENDER_DKIM_ONLY, FALSE, FALSE},
    {PASS_DKIM, SPF ("bounce.example.org", "pass"), TF_SENDER_DKIM_ONLY, FALSE, FALSE},
    {PASS_DKIM REASON ("forwarded", ""), "", TF_SENDER_FORWARDED, FALSE, FALSE},
    /* neither: only a name that passed says who took part */
    {PASS_NONE, "", TF_SENDER_STRANGER, FALSE, FALSE},
    {PASS_NONE, DKIM ("mail.example.org", "pass"), TF_SENDER_FAILING, FALSE, FALSE},
    {PASS_NONE, DKIM ("mail.example.org", "fail"), TF_SENDER_STRANGER, FALSE, FALSE},
    {PASS_NONE, SPF ("bounce.example.org", "pass"), TF_SENDER_FAILING, FALSE, FALSE},
    {PASS_NONE, SPF ("bounce.example.org", "softfail"), TF_SENDER_STRANGER, FALSE, FALSE},
    {PASS_NONE, DKIM ("other-own.example", "pass"), TF_SENDER_FAILING, FALSE, FALSE},
    {PASS_NONE, DKIM ("other-own.example.attack.example", "pass"), TF_SENDER_STRANGER,
     FALSE, FALSE},
    {PASS_NONE, DKIM ("notexample.org", "pass"), TF_SENDER_STRANGER, FALSE, FALSE},
    {PASS_NONE, DKIM ("amazonses.com", "pass"), TF_SENDER_FAILING, TRUE, FALSE},
    {PASS_NONE, DKIM ("amazonses.com", "fail"), TF_SENDER_STRANGER, FALSE, FALSE},
    /* what receivers say about forwarding */
    {PASS_NONE REASON ("mailing_list", ""), "", TF_SENDER_FORWARDED, FALSE, FALSE},
    {PASS_NONE REASON ("trusted_forwarder", ""), "", TF_SENDER_FORWARDED, FALSE, FALSE},
    {PASS_NONE REASON ("local_policy", "arc=pass as.1.list.example=pass"), "",
     TF_SENDER_FORWARDED, FALSE, FALSE},
    {PASS_NONE REASON ("local_policy", "because"), "", TF_SENDER_STRANGER, FALSE, FALSE},
    {PASS_NONE REASON ("sampled_out", ""), "", TF_SENDER_STRANGER, FALSE, FALSE},
    /* contradictions */
    {PASS_NONE, DKIM ("example.org", "pass"), TF_SENDER_FAILING, FALSE, TRUE},
    {PASS_DKIM, DKIM ("example.org", "fail"), TF_SENDER_DKIM_ONLY, FALSE, TRUE},
};

static void
test_cases (void)
{
    static const char *const own[] = {"other-own.example", NULL};
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    const TfOwner owner = {own, suffixes};

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *text = g_strdup_printf (
            "<feedback>" POLICY "<record><row><source_ip>192.0.2.1</source_ip>"
            "<count>1</count><policy_evaluated>%s</policy_evaluated></row><identifiers>"
            "<header_from>example.org</header_from></identifiers>"
            "<auth_results>%s</auth_results></record></feedback>",
            cases[i].evaluated, cases[i].results);
        g_autoptr (TfAggregate) report = read_report (text);
        gboolean is_service = FALSE;

        g_test_message ("%s %s", cases[i].evaluated, cases[i].results);
        g_assert_cmpint (
            tf_sender_group_of (row_of (report, 0), &report->policy, &owner, &is_service),
            ==, cases[i].group);
        g_assert_cmpint (is_service, ==, cases[i].is_service);
        g_assert_cmpint ((report->remarks & TF_REMARK_CONTRADICTION) != 0, ==,
                         cases[i].contradicts);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/feedback/group/cases", test_cases);
    return g_test_run ();
}
