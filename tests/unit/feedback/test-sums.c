/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-sums: reports that came twice, days, and what a stricter policy would hit. */
#include "feedback-helper.h"

#define NOW     1800000000
#define PASSING ROW ("192.0.2.1", "10", "none", "pass", "pass", "")
#define FAILING ROW ("192.0.2.2", "3", "none", "fail", "fail", "")
#define REFUSED ROW ("198.51.100.7", "5", "reject", "fail", "fail", "")

/* Owned: the sums of these reports; NULL at the end. */
static TfSums *
add_up (const char *const *texts)
{
    GPtrArray *reports =
        g_ptr_array_new_with_free_func ((GDestroyNotify)tf_aggregate_free);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    const TfOwner owner = {NULL, suffixes};

    for (guint i = 0; texts[i] != NULL; i++)
        g_ptr_array_add (reports, read_report (texts[i]));
    return tf_sums_new (reports, &owner, NOW);
}

#define OF(who, id, domain, begin, rows)                                                 \
    "<feedback><report_metadata><org_name>" who "</org_name><report_id>" id              \
    "</report_id><date_range><begin>" begin "</begin><end>1700092799</end></date_range>" \
    "</report_metadata><policy_published><domain>" domain                                \
    "</domain></policy_published>" rows "</feedback>"

static void
test_duplicates (void)
{
    const char *const texts[] = {
        OF ("r.example", "1", "example.org", "1700006400", PASSING FAILING),
        OF ("R.example", "1", "example.org", "1700006400", FAILING PASSING), NULL};
    const char *const different[] = {
        OF ("r.example", "1", "example.org", "1700006400", PASSING),
        OF ("s.example", "1", "example.org", "1700006400", PASSING),
        OF ("r.example", "2", "example.org", "1700006400", PASSING),
        OF ("r.example", "1", "example.net", "1700006400", PASSING),
        OF ("r.example", "1", "example.org", "1700006401", PASSING),
        NULL};
    g_autoptr (TfSums) same = add_up (texts);
    g_autoptr (TfSums) apart = add_up (different);

    g_assert_cmpuint (same->n_duplicates, ==, 1);
    g_assert_cmpuint (same->n_messages, ==, 13);
    g_assert_cmpuint (((TfAggregate *)same->reports->pdata[0])->remarks, ==, 0);
    g_assert_cmpuint (apart->n_duplicates, ==, 0);
    g_assert_cmpuint (apart->n_messages, ==, 50);
}

/* The larger one counts, in whatever order they come. */
static void
test_different_duplicates (void)
{
    const char *const texts[] = {REPORT (PASSING), REPORT (PASSING FAILING),
                                 REPORT (FAILING), NULL};
    g_autoptr (TfSums) sums = add_up (texts);

    g_assert_cmpuint (sums->n_duplicates, ==, 2);
    g_assert_cmpuint (sums->reports->len, ==, 1);
    g_assert_cmpuint (sums->n_messages, ==, 13);
    g_assert_cmpuint (((TfAggregate *)sums->reports->pdata[0])->remarks, ==,
                      TF_REMARK_DUPLICATE_DIFFERS);
}

static guint64
messages_on (const TfSums *sums, const char *day)
{
    g_autoptr (GPtrArray) lines = tf_sum_table_by_key (sums->tables[TF_TABLE_DAYS]);

    for (guint i = 0; i < lines->len; i++) {
        const TfSumLine *line = g_ptr_array_index (lines, i);

        if (g_str_equal (line->key, day))
            return line->n_messages;
    }
    return 0;
}

#define BETWEEN(begin, end, rows)                                                        \
    "<feedback>" META ("1", begin, end) POLICY rows "</feedback>"

static void
test_days (void)
{
    /* 2023-11-15 00:00 UTC; a day; three days; another zone's day, which begins in the evening before */
    const char *const one[] = {BETWEEN ("1700006400", "1700092799", PASSING), NULL};
    const char *const full[] = {BETWEEN ("1700006400", "1700092800", PASSING), NULL};
    const char *const three[] = {BETWEEN ("1700006400", "1700265599", PASSING), NULL};
    const char *const future[] = {BETWEEN ("1900000000", "1900086399", PASSING), NULL};
    const char *const backwards[] = {BETWEEN ("1700092799", "1700006400", PASSING), NULL};
    g_autoptr (TfSums) sums = add_up (one);
    g_autoptr (TfSums) whole = add_up (full);
    g_autoptr (TfSums) spread = add_up (three);
    g_autoptr (TfSums) later = add_up (future);
    g_autoptr (TfSums) wrong = add_up (backwards);

    g_assert_cmpuint (messages_on (sums, "2023-11-15"), ==, 10);
    g_assert_cmpuint (messages_on (whole, "2023-11-15"), ==, 10);
    g_assert_cmpuint (messages_on (spread, "2023-11-15"), ==, 4);
    g_assert_cmpuint (messages_on (spread, "2023-11-16"), ==, 3);
    g_assert_cmpuint (messages_on (spread, "2023-11-17"), ==, 3);
    g_assert_cmpuint (later->n_messages, ==, 10);
    g_assert_cmpint (later->begin, ==, -1);
    g_assert_cmpuint (messages_on (later, "2030-03-17"), ==, 0);
    g_assert_cmpuint (wrong->n_messages, ==, 10);
    g_assert_cmpint (wrong->begin, ==, -1);
}

#define OWN_BUT_FAILING                                                                  \
    "<record><row><source_ip>192.0.2.9</source_ip><count>7</count><policy_evaluated>"    \
    "<disposition>none</disposition></policy_evaluated></row><identifiers><header_from>" \
    "shop.example.org</header_from></identifiers><auth_results><dkim><domain>"           \
    "mail.example.org</domain><selector>s</selector><result>pass</result></dkim>"        \
    "</auth_results></record>"

static void
test_stricter (void)
{
    const char *const texts[] = {REPORT (PASSING FAILING REFUSED OWN_BUT_FAILING), NULL};
    g_autoptr (TfSums) sums = add_up (texts);
    const TfStricter *own, *strangers;

    g_assert_cmpuint (sums->n_messages, ==, 25);
    g_assert_cmpuint (sums->n_passed, ==, 10);
    g_assert_cmpuint (sums->n_lost, ==, 7);
    g_assert_cmpuint (sums->stricter->len, ==, 2);
    own = &g_array_index (sums->stricter, TfStricter, 0);
    strangers = &g_array_index (sums->stricter, TfStricter, 1);
    g_assert_cmpstr (own->month, ==, "2023-11");
    g_assert_cmpint (own->group, ==, TF_SENDER_FAILING);
    g_assert_true (own->is_subdomain);
    g_assert_cmpuint (own->n_to_quarantine, ==, 7);
    g_assert_cmpint (strangers->group, ==, TF_SENDER_STRANGER);
    g_assert_false (strangers->is_subdomain);
    g_assert_cmpuint (strangers->n_failing, ==, 8);
    g_assert_cmpuint (strangers->n_to_quarantine, ==, 3);
    g_assert_cmpuint (strangers->n_to_reject, ==, 3);
}

static void
test_tables (void)
{
    const char *const texts[] = {REPORT (PASSING FAILING REFUSED OWN_BUT_FAILING), NULL};
    g_autoptr (TfSums) sums = add_up (texts);
    g_autoptr (GPtrArray) networks =
        tf_sum_table_by_size (sums->tables[TF_TABLE_NETWORKS]);
    g_autoptr (GPtrArray) signers = tf_sum_table_by_size (sums->tables[TF_TABLE_SIGNERS]);
    const TfSumLine *first = networks->pdata[0], *signer = signers->pdata[0];

    g_assert_cmpuint (networks->len, ==, 2);
    g_assert_cmpstr (first->key, ==, "192.0.2.0/24");
    g_assert_cmpuint (first->n_messages, ==, 20);
    g_assert_cmpuint (first->n_passed, ==, 10);
    g_assert_cmpstr (signer->key, ==, "mail.example.org");
    g_assert_cmpstr (signer->more, ==, "s");
    g_assert_cmpuint (signer->n_passed, ==, 7);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/feedback/sums/duplicates", test_duplicates);
    g_test_add_func ("/feedback/sums/different-duplicates", test_different_duplicates);
    g_test_add_func ("/feedback/sums/days", test_days);
    g_test_add_func ("/feedback/sums/stricter", test_stricter);
    g_test_add_func ("/feedback/sums/tables", test_tables);
    return g_test_run ();
}
