/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The verdict table in chosen cases, and the words for codes, evidence and levels. */
#include "verdict/verdict-helper.h"

/* ---- chosen cases -------------------------------------------------------------- */

typedef struct {
    TfEvidenceResult result;
    TfPolicy policy;
    TfReason reason;
    guint context;
    const char *expected; /* deciding row, then the others */
    TfLevel name_shows_other;
    TfLevel lookalike;
    gboolean reply_to_lookalike;
    gboolean name_decorated;
} Case;

#define P_NONE  TF_POLICY_NONE
#define P_QUAR  TF_POLICY_QUARANTINE
#define P_REJ   TF_POLICY_REJECT
#define E(word) TF_EVIDENCE_##word
#define R(word) TF_REASON_##word

static const Case cases[] = {
    {E (FAIL), P_REJ, R (NONE), 0, "TF01 alarm"},
    {E (FAIL), P_QUAR, R (NONE), 0, "TF01 alarm"},
    {E (FAIL), P_NONE, R (NONE), 0, "TF17 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (WATCHED), "TF17 warning"},
    {E (FAIL), P_NONE, R (NONE), BIT (OWN_DOMAIN), "TF17 warning"},
    {E (FAIL), P_NONE, R (NONE), BIT (TESTING), "TF17 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (EXPLAINED), "TF12 quiet"},
    {E (FAIL), P_REJ, R (NONE), BIT (OWN_DOMAIN), "TF02 alarm"},
    {E (FAIL), P_REJ, R (NONE), BIT (OWN_ADDRESS), "TF01 alarm, TF08 alarm"},
    {E (FAIL), P_REJ, R (NONE), BIT (OWN_ADDRESS) | BIT (OWN_DOMAIN),
     "TF02 alarm, TF08 alarm"},
    {E (FAIL), P_REJ, R (NONE), BIT (OWN_ADDRESS) | BIT (IN_SENT), "TF01 alarm"},
    {E (FAIL), P_QUAR, R (NONE), BIT (TESTING), "TF03 warning"},
    {E (FAIL), P_QUAR, R (NONE), BIT (TESTING) | BIT (OWN_DOMAIN), "TF03 warning"},
    {E (FAIL), P_REJ, R (NONE), BIT (EXPLAINED), "TF03 warning"},
    {E (FAIL), P_REJ, R (NONE), BIT (EXPLAINED) | BIT (OWN_ADDRESS),
     "TF03 warning, TF08 note"},
    {E (FAIL), P_REJ, R (NONE), BIT (LIST), "TF10 quiet"},
    {E (FAIL), P_REJ, R (NONE), BIT (REWROTE), "TF11 quiet"},
    {E (FAIL), P_REJ, R (NONE), BIT (INTERNAL), "TF01 note"},
    {E (FAIL), P_REJ, R (NONE), BIT (INTERNAL) | BIT (OWN_DOMAIN), "TF02 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (INTERNAL) | BIT (WATCHED), "TF17 note"},
    {E (FAIL), P_REJ, R (NONE), BIT (REPLY), "TF01 alarm, TF18 warning"},
    {E (FAIL), P_NONE, R (NONE), BIT (REPLY), "TF17 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (USUALLY), "TF09 note, TF17 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (ALWAYS), "TF09 warning, TF17 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (ALWAYS) | BIT (REPLY),
     "TF09 warning, TF17 note, TF18 warning"},
    {E (FAIL), P_REJ, R (NONE), BIT (ALWAYS), "TF01 alarm"},
    {E (UNPROVEN), P_REJ, R (NONE), 0, "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (NONE), BIT (OWN_DOMAIN), "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (NONE), BIT (OWN_ADDRESS), "TF03 warning, TF08 note"},
    {E (UNPROVEN), P_QUAR, R (NONE), BIT (INTERNAL), "TF03 note"},
    {E (UNPROVEN), P_REJ, R (REWRITTEN), 0, "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (REWRITTEN), BIT (OWN_DOMAIN), "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), 0, "TF03 note"},
    {E (UNPROVEN), P_QUAR, R (SERVER_REWRITES), BIT (OWN_DOMAIN), "TF03 note"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (OWN_ADDRESS) | BIT (ALWAYS),
     "TF03 note, TF08 note"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (REPLY), "TF03 note"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (LIST), "TF10 quiet"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (DISPLAYED), "TF04 alarm, TF03 note"},
    {E (UNPROVEN), P_NONE, R (SERVER_REWRITES), BIT (ALWAYS), "TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), 0, "TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), BIT (OWN_ADDRESS), "TF08 note, TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), BIT (OWN_ADDRESS) | BIT (USUALLY),
     "TF08 note, TF09 note, TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), BIT (OWN_ADDRESS) | BIT (ALWAYS),
     "TF08 alarm, TF09 warning, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), 0, "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (REPLY), "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (WATCHED), "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (OWN_ADDRESS), "TF08 note, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (OWN_ADDRESS) | BIT (IN_SENT), "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (USUALLY), "TF09 note, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (ALWAYS), "TF09 warning, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (ALWAYS) | BIT (INTERNAL), "TF09 note, TF12 quiet"},
    {E (CHANGED), P_REJ, R (NONE), 0, "TF19 warning"},
    {E (CHANGED), P_QUAR, R (NONE), BIT (REPLY), "TF18 warning, TF19 warning"},
    {E (CHANGED), P_REJ, R (NONE), BIT (REWROTE), "TF11 quiet"},
    {E (CHANGED), P_REJ, R (NONE), BIT (LIST), "TF10 quiet"},
    {E (CHANGED), P_REJ, R (NONE), BIT (INTERNAL), "TF19 note"},
    {E (CHANGED), P_NONE, R (NONE), 0, "TF12 quiet"},
    {E (CHANGED), P_NONE, R (NONE), BIT (ALWAYS), "TF12 quiet"},
    {E (UNKNOWN), P_REJ, R (DNS), 0, "TF13 quiet"},
    {E (UNKNOWN), P_REJ, R (OFFLINE), BIT (OWN_DOMAIN), "TF13 quiet"},
    {E (UNKNOWN), P_NONE, R (INCOMPLETE), BIT (OWN_ADDRESS) | BIT (USUALLY),
     "TF13 quiet"},
    {E (UNKNOWN), P_REJ, R (OLD), 0, "TF14 quiet"},
    {E (PASS), P_REJ, R (NONE), 0, "TF15 quiet"},
    {E (PASS), P_REJ, R (NONE), BIT (OWN_ADDRESS) | BIT (USUALLY), "TF15 quiet"},
    {E (PASS), P_REJ, R (NONE), BIT (REPLY), "TF15 quiet"},
    {E (PASS), P_REJ, R (NONE), BIT (REWROTE), "TF11 quiet, TF15 quiet"},
    {E (PASS), P_REJ, R (NONE), BIT (PARTLY), "TF16 warning, TF15 quiet"},
    {E (PASS), P_REJ, R (NONE), BIT (PARTLY) | BIT (REPLY),
     "TF16 warning, TF15 quiet, TF18 warning"},
    {E (PASS), P_REJ, R (NONE), BIT (DISPLAYED), "TF04 alarm, TF15 quiet"},
    {E (AMBIGUOUS_FROM), P_NONE, R (SEVERAL_FIELDS), 0, "TF04 alarm"},
    {E (AMBIGUOUS_FROM), P_NONE, R (SEVERAL_FIELDS), BIT (INTERNAL), "TF04 alarm"},
    {E (AMBIGUOUS_FROM), P_NONE, R (MISSING), BIT (HARMLESS), "TF04 warning"},
    {E (AMBIGUOUS_FROM), P_NONE, R (MISSING), BIT (HARMLESS) | BIT (REPLY),
     "TF04 warning, TF18 warning"},
    {E (AMBIGUOUS_FROM), P_NONE, R (SINGLE_LABEL), BIT (HARMLESS) | BIT (INTERNAL),
     "TF04 quiet"},
    {E (AMBIGUOUS_FROM), P_NONE, R (SINGLE_LABEL),
     BIT (HARMLESS) | BIT (INTERNAL) | BIT (DISPLAYED), "TF04 alarm"},
    {E (PASS), P_REJ, R (NONE), 0, "TF05 note, TF15 quiet", TF_LEVEL_NOTE},
    {E (PASS), P_REJ, R (NONE), 0, "TF05 warning, TF15 quiet", TF_LEVEL_WARNING},
    {E (PASS), P_REJ, R (NONE), 0, "TF05 alarm, TF15 quiet", TF_LEVEL_ALARM},
    {E (UNKNOWN), P_REJ, R (DNS), 0, "TF05 warning, TF13 quiet", TF_LEVEL_WARNING},
    {E (FAIL), P_REJ, R (NONE), 0, "TF01 alarm, TF05 alarm", TF_LEVEL_ALARM},
    {E (FAIL), P_NONE, R (NONE), 0, "TF05 warning, TF17 note", TF_LEVEL_WARNING},
    {E (FAIL), P_REJ, R (NONE), BIT (EXPLAINED), "TF05 alarm, TF03 warning",
     TF_LEVEL_ALARM},
    {E (PASS), P_REJ, R (NONE), BIT (INTERNAL), "TF05 note, TF15 quiet", TF_LEVEL_ALARM},
    {E (PASS), P_REJ, R (NONE), BIT (REPLY), "TF05 warning, TF15 quiet, TF18 warning",
     TF_LEVEL_WARNING},
    {E (PASS), P_REJ, R (NONE), BIT (REPLY), "TF05 note, TF15 quiet", TF_LEVEL_NOTE},
    {E (PASS), P_REJ, R (NONE), 0, "TF06 warning, TF15 quiet", 0, TF_LEVEL_WARNING},
    {E (NONE), P_NONE, R (NONE), 0, "TF06 alarm, TF05 warning, TF12 quiet",
     TF_LEVEL_WARNING, TF_LEVEL_ALARM},
    {E (PASS), P_REJ, R (NONE), 0, "TF18 warning, TF15 quiet", 0, 0, TRUE},
    {E (PASS), P_REJ, R (NONE), 0, "TF21 note, TF15 quiet", 0, 0, FALSE, TRUE},
    {E (FAIL), P_NONE, R (NONE), 0, "TF21 warning, TF17 note", 0, 0, FALSE, TRUE},
    {E (PASS), P_REJ, R (NONE), 0, "TF18 warning, TF15 quiet, TF21 warning", 0, 0, TRUE,
     TRUE},
    {E (PASS), P_REJ, R (NONE), BIT (REPLY), "TF21 note, TF15 quiet", 0, 0, FALSE, TRUE},
};

static void
append_finding (GString *out, const TfFinding *finding)
{
    g_string_append_printf (out, "%s%s %s", out->len > 0 ? ", " : "",
                            tf_code_to_string (finding->code),
                            tf_level_to_string (finding->level));
}

static void
test_cases (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        const Case *c = &cases[i];
        TfFacts facts = facts_of (c->result, c->policy, c->reason, c->context);
        g_autoptr (GString) got = g_string_new (NULL);
        TfVerdict verdict;

        facts.name_shows_other = c->name_shows_other;
        facts.lookalike = c->lookalike;
        facts.reply_to_lookalike = c->reply_to_lookalike;
        facts.name_decorated = c->name_decorated;
        g_test_message ("case %u: %s", i, c->expected);
        tf_verdict_decide (&facts, &verdict);
        append_finding (got, &verdict.deciding);
        for (guint j = 0; j < verdict.n_others; j++)
            append_finding (got, &verdict.others[j]);
        g_assert_cmpstr (got->str, ==, c->expected);
    }
}

/* ---- words --------------------------------------------------------------------- */

static void
test_codes (void)
{
    TfCode code;

    for (guint i = 1; i < TF_N_CODES; i++) {
        g_autofree char *expected = g_strdup_printf ("TF%02u", i);
        g_autofree char *lower = g_ascii_strdown (expected, -1);

        g_assert_cmpstr (tf_code_to_string (i), ==, expected);
        g_assert_nonnull (tf_code_to_rule (i));
        g_assert_true (tf_code_from_string (lower, &code));
        g_assert_cmpuint (code, ==, i);
        for (guint j = 1; j < i; j++)
            g_assert_cmpstr (tf_code_to_rule (i), !=, tf_code_to_rule (j));
    }
}

static void
test_not_codes (void)
{
    static const char *const texts[] = {"",      "TF",    "TF00", "TF22", "TF1",  "TF001",
                                        "TF01 ", " TF01", "XX01", "01",   "TF0１"};
    TfCode code = TF_CODE_PARTLY_UNSIGNED;

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        g_assert_false (tf_code_from_string (texts[i], &code));
    g_assert_cmpint (code, ==, TF_CODE_PARTLY_UNSIGNED);
}

static void
test_words (void)
{
    static const char *const evidence[] = {
        "pass", "changed", "fail", "unproven", "unknown", "none", "ambiguous-from"};
    static const char *const sources[] = {NULL, "dkim", "spf", "server", "internal"};
    static const char *const levels[] = {"quiet", "note", "warning", "alarm"};

    for (guint i = 0; i < TF_N_EVIDENCE; i++)
        g_assert_cmpstr (tf_evidence_result_to_string (i), ==, evidence[i]);
    for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        g_assert_cmpstr (tf_pass_source_to_string (i), ==, sources[i]);
    for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
        g_assert_cmpstr (tf_level_to_string (i), ==, levels[i]);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/verdict/cases", test_cases);
    g_test_add_func ("/verdict/codes", test_codes);
    g_test_add_func ("/verdict/not-codes", test_not_codes);
    g_test_add_func ("/verdict/words", test_words);
    return g_test_run ();
}
