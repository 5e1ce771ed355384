/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the name and the form of From add to any evidence. */
#include "verdict/verdict.h"

static TfLevel
level_of (const TfVerdict *verdict, TfCode code)
{
    if (verdict->deciding.code == code)
        return verdict->deciding.level;
    for (guint i = 0; i < verdict->n_others; i++)
        if (verdict->others[i].code == code)
            return verdict->others[i].level;
    return TF_LEVEL_QUIET;
}

static TfFacts
facts_of (guint number)
{
    return (TfFacts){
        .evidence = {.result = (TfEvidenceResult)(number % TF_N_EVIDENCE)},
        .known_name = (number / TF_N_EVIDENCE & 1) != 0,
        .brand_claimed = (number / TF_N_EVIDENCE & 2) != 0,
        .brand_mentioned = (number / TF_N_EVIDENCE & 4) != 0,
        .odd_form = (number / TF_N_EVIDENCE & 8) != 0,
        .internal = (number / TF_N_EVIDENCE & 16) != 0,
        .name_decorated = (number / TF_N_EVIDENCE & 32) != 0,
        .name_shows_other =
            (number / TF_N_EVIDENCE & 64) != 0 ? TF_LEVEL_NOTE : TF_LEVEL_QUIET,
    };
}

static gboolean
is_beside (const TfFacts *facts, TfEvidenceResult result)
{
    return facts->odd_form || facts->known_name ||
           facts->name_shows_other > TF_LEVEL_QUIET || result == TF_EVIDENCE_FAIL ||
           result == TF_EVIDENCE_AMBIGUOUS_FROM;
}

static void
test_names (void)
{
    for (guint number = 0; number < TF_N_EVIDENCE * 128; number++) {
        TfFacts facts = facts_of (number);
        TfLevel clear = facts.internal ? TF_LEVEL_NOTE : TF_LEVEL_WARNING;
        gboolean beside = is_beside (&facts, facts.evidence.result);
        TfVerdict verdict;

        tf_verdict_decide (&facts, &verdict);
        g_assert_cmpint (level_of (&verdict, TF_CODE_KNOWN_NAME_NEW_ADDRESS), ==,
                         facts.known_name ? clear : TF_LEVEL_QUIET);
        g_assert_cmpint (level_of (&verdict, TF_CODE_NAME_USES_BRAND), ==,
                         facts.brand_claimed || (facts.brand_mentioned && beside)
                             ? clear
                             : TF_LEVEL_QUIET);
        if (facts.name_shows_other > TF_LEVEL_QUIET)
            g_assert_cmpint (level_of (&verdict, TF_CODE_NAME_SHOWS_OTHER_ADDRESS), ==,
                             facts.odd_form ? clear : TF_LEVEL_NOTE);
    }
}

/* It is nothing by itself, whatever the evidence is. */
static void
test_odd_alone (void)
{
    for (guint result = 0; result < TF_N_EVIDENCE; result++) {
        TfFacts facts = {.evidence = {.result = (TfEvidenceResult)result}};
        TfVerdict plain, odd;

        tf_verdict_decide (&facts, &plain);
        facts.odd_form = TRUE;
        tf_verdict_decide (&facts, &odd);
        g_assert_cmpint (plain.deciding.code, ==, odd.deciding.code);
        g_assert_cmpint (plain.deciding.level, ==, odd.deciding.level);
        g_assert_cmpuint (plain.n_others, ==, odd.n_others);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/verdict/names", test_names);
    g_test_add_func ("/verdict/odd-alone", test_odd_alone);
    return g_test_run ();
}
