/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What must be true of every message and every state of the DNS, tried with random ones. */
#include "drafts.h"
#include "harness.h"

#include <string.h>

#define N_DRAFTS 800

static Pieces *pieces;

static TfReport *
run (const Draft *draft, Plan plan)
{
    g_autoptr (TfDossier) dossier = draft_read (draft);

    plan.lookup = draft_lookup;
    plan.data = (gpointer)draft;
    return plan_run (&plan, dossier, draft->settings, &draft->evaluation);
}

/* Says which draft it was when an assertion fails. */
static void
describe (const Draft *draft, const TfReport *before, const TfReport *after)
{
    g_autofree char *text = draft_to_text (draft);
    g_autofree char *first = report_to_text (before);
    g_autofree char *second = report_to_text (after);
    GHashTableIter iterator;
    gpointer name, policy;

    g_test_message ("final %d\n%s", draft->evaluation.final, text);
    g_hash_table_iter_init (&iterator, draft->policies);
    while (g_hash_table_iter_next (&iterator, &name, &policy))
        g_test_message ("%s: %s", (char *)name, (char *)policy);
    g_test_message ("before: %s", first);
    g_test_message ("after: %s", second);
}

/* Each round and each order of answers ends in the same report. */
static void
test_order (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) report = run (draft, (Plan){0});
        g_autofree char *expected = report_to_text (report);

        for (guint j = 0; j < 3; j++) {
            g_autoptr (TfReport) shuffled = run (draft, (Plan){.shuffle = TRUE});
            g_autofree char *got = report_to_text (shuffled);

            g_assert_cmpstr (got, ==, expected);
        }
    }
}

/* ---- failures ------------------------------------------------------------------ */

/* A limit of ours is not DNS trouble: a retry does not help. */
static void
check_failure (const Draft *draft, TfDnsStatus failure, const TfReport *before,
               const TfReport *after)
{
    gboolean final = draft->evaluation.final || failure == TF_DNS_LIMIT;
    gboolean good = failure_is_harmless (before, after, final);

    if (!good)
        describe (draft, before, after);
    g_assert_true (good);
}

/* The n-th answer fails, for all n. */
static void
test_each_fails (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (GPtrArray) asked = questions_new ();
        g_autoptr (TfReport) before = run (draft, (Plan){.asked = asked});

        for (guint n = 0; n < asked->len; n++) {
            Plan plan = {.fails = g_ptr_array_index (asked, n),
                         .failure = random_failure ()};
            g_autoptr (TfReport) after = run (draft, plan);

            check_failure (draft, plan.failure, before, after);
        }
    }
}

/* Offline, or a dead resolver: nothing is known, and nothing is shown. */
static void
test_all_fail (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) report =
            run (draft, (Plan){.all_fail = TRUE, .failure = random_failure ()});

        if (draft->settings == pieces->trusting &&
            (draft->has_results || !draft->from_outside))
            continue; /* somebody else has asked, or nobody needs to */
        if (report->evidence.result != TF_EVIDENCE_UNKNOWN)
            describe (draft, report, report);
        g_assert_cmpint (report->evidence.result, ==, TF_EVIDENCE_UNKNOWN);
        g_assert_cmpint (report->verdict.deciding.level, ==, TF_LEVEL_QUIET);
    }
}

/* Several fail at once: the remaining answers never lead to an alarm. */
static void
test_some_fail (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft, (Plan){0});
        Plan plan = {.some_fail = g_test_rand_int (), .failure = random_failure ()};
        g_autoptr (TfReport) after = run (draft, plan);

        check_failure (draft, plan.failure, before, after);
    }
}

/* ---- signatures ---------------------------------------------------------------- */

static void
insert_signature (Draft *draft, const char *kind)
{
    gint at = g_test_rand_int_range (0, draft->signatures->len + 1);

    g_ptr_array_insert (draft->signatures, at,
                        pieces_dup_signature (pieces, draft->author, kind));
}

/* A signature that fails, or that is somebody else's (which suggests that the message came from outside
 * if no server saw a public address), never improves a verdict, and never harms
 * mail that passes (TF11 instead of TF15 is no harm). "changed" does not count as failing: it
 * proves who signed the header. */
static void
check_added (const Draft *draft, const TfReport *before, const TfReport *after)
{
    gboolean good = after->verdict.deciding.level >= before->verdict.deciding.level;

    if (before->evidence.result == TF_EVIDENCE_PASS)
        good = after->evidence.result == TF_EVIDENCE_PASS &&
               (before->facts.internal ||
                after->verdict.deciding.level == before->verdict.deciding.level);
    else
        good = good && after->evidence.result != TF_EVIDENCE_PASS;
    if (!good)
        describe (draft, before, after);
    g_assert_true (good);
}

static void
test_failing_signature (void)
{
    static const char *const kinds[] = {
        "broken",  "other-key",     "no-key",    "revoked",   "expired",  "syntax",
        "neutral", "from-unsigned", "foreign-0", "foreign-1", "foreign-2"};

    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft, (Plan){0});
        g_autoptr (TfReport) after = NULL;

        insert_signature (draft, kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))]);
        after = run (draft, (Plan){0});
        check_added (draft, before, after);
    }
}

/* A complete signature of the Author Domain is a pass, whatever else is there, and never makes
 * the verdict worse. */
static void
test_good_signature (void)
{
    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) before = run (draft, (Plan){0});
        g_autoptr (TfReport) after = NULL;

        if (draft->altered)
            continue;
        insert_signature (draft, g_test_rand_bit () ? "own" : "ed25519");
        after = run (draft, (Plan){0});
        if (after->evidence.result != TF_EVIDENCE_PASS ||
            after->verdict.deciding.level > before->verdict.deciding.level)
            describe (draft, before, after);
        g_assert_cmpint (after->evidence.result, ==, TF_EVIDENCE_PASS);
        g_assert_cmpint (after->verdict.deciding.level, <=,
                         before->verdict.deciding.level);
    }
}

/* Every kind of evidence occurs: the drafts are worth their time. */
static void
test_variety (void)
{
    guint seen[TF_N_EVIDENCE] = {0};

    for (guint i = 0; i < N_DRAFTS; i++) {
        g_autoptr (Draft) draft = draft_new (pieces);
        g_autoptr (TfReport) report = run (draft, (Plan){0});

        seen[report->evidence.result]++;
    }
    for (guint result = 0; result < TF_N_EVIDENCE; result++) {
        g_test_message ("%s: %u", tf_evidence_result_to_string (result), seen[result]);
        if (result != TF_EVIDENCE_AMBIGUOUS_FROM)
            g_assert_cmpuint (seen[result], >, 0);
    }
}

int
main (int argc, char **argv)
{
    int status;

    g_test_init (&argc, &argv, NULL);
    g_assert_cmpint (argc, ==, 2);
    pieces = pieces_new (argv[1]);
    g_test_add_func ("/properties/variety", test_variety);
    g_test_add_func ("/properties/order", test_order);
    g_test_add_func ("/properties/each-fails", test_each_fails);
    g_test_add_func ("/properties/some-fail", test_some_fail);
    g_test_add_func ("/properties/all-fail", test_all_fail);
    g_test_add_func ("/properties/failing-signature", test_failing_signature);
    g_test_add_func ("/properties/good-signature", test_good_signature);
    status = g_test_run ();
    pieces_free (pieces);
    return status;
}
