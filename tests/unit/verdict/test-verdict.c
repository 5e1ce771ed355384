/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The verdict table: every combination of evidence, policy and context. */
#include "verdict/verdict-helper.h"

/* ---- the combinations, by number ----------------------------------------------- */

#define ALL_CONTEXTS (1u << N_CONTEXT)

/* Each of these may only make the verdict worse, each of the others only better. */
#define BAD                                                                              \
    (BIT (OWN_DOMAIN) | BIT (OWN_ADDRESS) | BIT (WATCHED) | BIT (DISPLAYED) |            \
     BIT (PARTLY) | BIT (REPLY) | BIT (USUALLY) | BIT (ALWAYS))

static const TfReason reasons[] = {TF_REASON_NONE, TF_REASON_DNS, TF_REASON_OLD,
                                   TF_REASON_SERVER_REWRITES, TF_REASON_MARK_ADDED};
#define N_REASONS      G_N_ELEMENTS (reasons)
#define N_POLICIES     (TF_POLICY_REJECT + 1)
#define N_COMBINATIONS (TF_N_EVIDENCE * N_POLICIES * N_REASONS * ALL_CONTEXTS)

/* ---- signs of impersonation, by number ------------------------------------------ */

/* They never depend on the evidence, so they are tried in addition to it: with each of them
 * the level is the worse of the two. */
enum { N_LEVELS = TF_LEVEL_ALARM + 1, N_SIGNS = N_LEVELS * N_LEVELS * 2 * 2 };

static void
set_signs (TfFacts *facts, guint signs)
{
    facts->name_shows_other = (TfLevel)(signs % N_LEVELS);
    facts->lookalike = (TfLevel)(signs / N_LEVELS % N_LEVELS);
    facts->reply_to_lookalike = signs / N_LEVELS / N_LEVELS % 2;
    facts->name_decorated = signs / N_LEVELS / N_LEVELS / 2;
}

/* The level of the signs alone, and together with a level of BASE. */
static TfLevel
level_with_signs (const TfFacts *facts, TfLevel base)
{
    TfLevel most = facts->internal ? TF_LEVEL_NOTE : TF_LEVEL_ALARM;
    TfLevel level = MAX (base, MIN (facts->name_shows_other, most));

    if (facts->lookalike >= TF_LEVEL_WARNING)
        level = MAX (level, MIN (facts->lookalike, most));
    if (facts->reply_to_lookalike)
        level = MAX (level, MIN (TF_LEVEL_WARNING, most));
    if (facts->name_decorated && level > TF_LEVEL_QUIET)
        level = MAX (level, MIN (TF_LEVEL_WARNING, most));
    else if (facts->name_decorated)
        level = TF_LEVEL_NOTE;
    return level;
}

static gboolean
has_finding (const TfVerdict *verdict, TfCode code)
{
    gboolean found = verdict->deciding.code == code;

    for (guint i = 0; i < verdict->n_others; i++)
        found = found || verdict->others[i].code == code;
    return found;
}

static guint
number_of (TfEvidenceResult result, TfPolicy policy, guint reason, guint context)
{
    return ((result * N_POLICIES + policy) * N_REASONS + reason) * ALL_CONTEXTS + context;
}

typedef struct {
    guint8 *levels; /* by number */
    guint decided[TF_N_CODES];
} Walked;

typedef void (*EachFunc) (guint number, const TfFacts *facts, guint context,
                          Walked *walked);

static void
for_each_combination (EachFunc each, Walked *walked)
{
    for (guint number = 0; number < N_COMBINATIONS; number++) {
        guint context = number % ALL_CONTEXTS;
        guint rest = number / ALL_CONTEXTS;
        TfFacts facts =
            facts_of (rest / N_REASONS / N_POLICIES, rest / N_REASONS % N_POLICIES,
                      reasons[rest % N_REASONS], context);

        each (number, &facts, context, walked);
    }
}

/* ---- every combination --------------------------------------------------------- */

static gboolean
enforces (const TfFacts *facts)
{
    return facts->evidence.policy != TF_POLICY_NONE;
}

static void
check_others (const TfVerdict *verdict)
{
    for (guint i = 0; i < verdict->n_others; i++) {
        g_assert_cmpint (verdict->others[i].level, <=, verdict->deciding.level);
        g_assert_cmpint (verdict->others[i].code, !=, verdict->deciding.code);
        if (verdict->others[i].level == verdict->deciding.level)
            g_assert_cmpint (verdict->others[i].code, >, verdict->deciding.code);
        if (i > 0)
            g_assert_cmpint (verdict->others[i - 1].code, <, verdict->others[i].code);
    }
}

/* No exception is made for what is the reader's own. */
static gboolean
is_own (const TfFacts *facts)
{
    return facts->own_domain || facts->own_address;
}

/* A forged domain without an excuse is always the alarm, whatever else is true. */
static void
check_forged (const TfFacts *facts, const TfVerdict *verdict)
{
    gboolean excused = facts->explained || facts->testing || facts->internal ||
                       facts->provider_rewrote || facts->known_list ||
                       (facts->signer_accepted && !is_own (facts));

    if (facts->evidence.result != TF_EVIDENCE_FAIL || !enforces (facts) || excused)
        return;
    g_assert_cmpint (verdict->deciding.level, ==, TF_LEVEL_ALARM);
    g_assert_cmpint (verdict->deciding.code, ==,
                     facts->own_domain ? TF_CODE_OWN_DOMAIN_FORGED
                                       : TF_CODE_DOMAIN_FORGED);
}

static void
check_calm (const TfFacts *facts, const TfVerdict *verdict)
{
    TfEvidenceResult result = facts->evidence.result;

    if (facts->displayed_differs)
        return; /* TF04 */
    if (result == TF_EVIDENCE_UNKNOWN)
        g_assert_cmpint (verdict->deciding.level, ==, TF_LEVEL_QUIET);
    if (result == TF_EVIDENCE_PASS || result == TF_EVIDENCE_CHANGED)
        g_assert_cmpint (verdict->deciding.level, <=, TF_LEVEL_WARNING);
    if (result == TF_EVIDENCE_PASS && !facts->partly_unsigned)
        g_assert_cmpint (verdict->deciding.level, ==, TF_LEVEL_QUIET);
    if (facts->internal && result != TF_EVIDENCE_AMBIGUOUS_FROM &&
        !facts->partly_unsigned)
        g_assert_cmpint (verdict->deciding.level, <=, TF_LEVEL_NOTE);
    if (facts->known_list && result == TF_EVIDENCE_FAIL)
        g_assert_cmpint (verdict->deciding.level, <=, TF_LEVEL_NOTE);
    if (facts->signer_accepted && !is_own (facts) && result == TF_EVIDENCE_FAIL)
        g_assert_cmpint (verdict->deciding.level, ==, TF_LEVEL_QUIET);
    if (facts->provider_rewrote && result != TF_EVIDENCE_AMBIGUOUS_FROM &&
        !facts->partly_unsigned)
        g_assert_cmpint (verdict->deciding.level, ==, TF_LEVEL_QUIET);
}

/* What the account's server broke is a note; a forgery is still a forgery. */
static void
check_server (const TfFacts *facts, const TfVerdict *verdict)
{
    if (facts->evidence.reason != TF_REASON_SERVER_REWRITES || facts->displayed_differs)
        return;
    if (facts->evidence.result == TF_EVIDENCE_UNPROVEN)
        g_assert_cmpint (verdict->deciding.level, <=, TF_LEVEL_NOTE);
}

/* What was only marked is a note, if nothing else is wrong; never more, and not quiet. */
static void
check_marked (const TfFacts *facts, const TfVerdict *verdict)
{
    if (facts->evidence.reason != TF_REASON_MARK_ADDED ||
        facts->evidence.result != TF_EVIDENCE_CHANGED || !enforces (facts) ||
        facts->displayed_differs || facts->known_list || facts->provider_rewrote ||
        (facts->signer_accepted && !is_own (facts)))
        return;
    g_assert_cmpint (verdict->deciding.level, ==, TF_LEVEL_NOTE);
    g_assert_cmpint (verdict->deciding.code, ==, TF_CODE_CHANGED_ON_THE_WAY);
}

static void
check_one (guint number, const TfFacts *facts, guint context, Walked *walked)
{
    TfVerdict verdict;

    tf_verdict_decide (facts, &verdict);
    g_assert_cmpint (verdict.deciding.code, >, 0);
    /* The last resort for a gap in the table looks like TF13: only "unknown" may give it.
     */
    g_assert_true (verdict.deciding.code != TF_CODE_CHECK_INCOMPLETE ||
                   facts->evidence.result == TF_EVIDENCE_UNKNOWN);
    check_others (&verdict);
    check_forged (facts, &verdict);
    check_calm (facts, &verdict);
    check_server (facts, &verdict);
    check_marked (facts, &verdict);
    walked->levels[number] = verdict.deciding.level;
    walked->decided[verdict.deciding.code]++;
}

static void
check_monotonous (guint number, const TfFacts *facts, guint context, Walked *walked)
{
    guint8 level = walked->levels[number];

    for (guint i = 0; i < N_CONTEXT; i++) {
        if (context & BIT (i))
            continue;
        if (BAD & BIT (i))
            g_assert_cmpint (walked->levels[number + BIT (i)], >=, level);
        else
            g_assert_cmpint (walked->levels[number + BIT (i)], <=, level);
    }
    if (facts->evidence.policy != TF_POLICY_REJECT) /* a stricter policy */
        g_assert_cmpint (walked->levels[number + N_REASONS * ALL_CONTEXTS], >=, level);
}

/* With the same context and policy, better evidence never makes the verdict worse. */
static void
check_evidence_order (const Walked *walked, TfEvidenceResult better,
                      TfEvidenceResult worse)
{
    for (guint policy = 0; policy < N_POLICIES; policy++)
        for (guint context = 0; context < ALL_CONTEXTS; context++)
            if (!(context & BIT (PARTLY))) /* only "pass" can be partly unsigned */
                g_assert_cmpint (walked->levels[number_of (better, policy, 0, context)],
                                 <=,
                                 walked->levels[number_of (worse, policy, 0, context)]);
}

/* Of the reasons "old" changes only what is unknown, and "server-rewrites" only what is
 * unproven: the walk without signs has them all. */
static void
check_signs (const TfFacts *plain, TfLevel base, Walked *walked)
{
    for (guint signs = 1; signs < N_SIGNS; signs++) {
        TfFacts facts = *plain;
        TfVerdict verdict;

        set_signs (&facts, signs);
        tf_verdict_decide (&facts, &verdict);
        check_others (&verdict);
        g_assert_cmpint (verdict.deciding.level, ==, level_with_signs (&facts, base));
        g_assert_cmpint (has_finding (&verdict, TF_CODE_NAME_SHOWS_OTHER_ADDRESS), ==,
                         facts.name_shows_other > TF_LEVEL_QUIET);
        g_assert_cmpint (has_finding (&verdict, TF_CODE_LOOKALIKE_DOMAIN), ==,
                         facts.lookalike > TF_LEVEL_NOTE);
        g_assert_cmpint (has_finding (&verdict, TF_CODE_NAME_DECORATED), ==,
                         facts.name_decorated);
        g_assert_true (has_finding (&verdict, TF_CODE_REPLY_GOES_ELSEWHERE) ||
                       !facts.reply_to_lookalike);
        walked->decided[verdict.deciding.code]++;
    }
}

static void
walk_signs (guint number, const TfFacts *facts, guint context, Walked *walked)
{
    TfReason reason =
        facts->evidence.result == TF_EVIDENCE_UNKNOWN ? TF_REASON_OLD : TF_REASON_NONE;

    if (facts->evidence.policy != TF_POLICY_QUARANTINE && /* the same as reject */
        facts->evidence.reason == reason &&
        !(context & BIT (USUALLY))) /* a note, like others */
        check_signs (facts, walked->levels[number], walked);
}

static void
test_every_combination (void)
{
    g_autofree guint8 *levels = g_new0 (guint8, N_COMBINATIONS);
    Walked walked = {.levels = levels};
    static const TfCode without_rows[] = {TF_CODE_KNOWN_NAME_NEW_ADDRESS,
                                          TF_CODE_NAME_USES_BRAND};

    for_each_combination (check_one, &walked);
    for_each_combination (walk_signs, &walked);
    for_each_combination (check_monotonous, &walked);
    check_evidence_order (&walked, TF_EVIDENCE_PASS, TF_EVIDENCE_CHANGED);
    check_evidence_order (&walked, TF_EVIDENCE_PASS, TF_EVIDENCE_UNPROVEN);
    check_evidence_order (&walked, TF_EVIDENCE_CHANGED, TF_EVIDENCE_FAIL);
    check_evidence_order (&walked, TF_EVIDENCE_NONE, TF_EVIDENCE_FAIL);
    for (guint code = 1; code < TF_N_CODES; code++) {
        gboolean expected = TRUE;

        for (guint i = 0; i < G_N_ELEMENTS (without_rows); i++)
            expected = expected && without_rows[i] != code;
        g_assert_cmpint (walked.decided[code] > 0, ==, expected);
    }
}

/* ---- own copies ---------------------------------------------------------------- */

/* Nobody can send an own copy, so nothing that it shows is meant to deceive the reader; but another
 * program may show another sender. */
static void
test_own_copy (void)
{
    for (guint number = 0; number < N_COMBINATIONS; number++) {
        guint context = number % ALL_CONTEXTS, rest = number / ALL_CONTEXTS;
        TfFacts facts = facts_of (TF_EVIDENCE_UNPROVEN, rest % N_POLICIES,
                                  TF_REASON_OWN_COPY, context & ~BIT (DISPLAYED));
        TfVerdict verdict;

        facts.own_copy = TRUE;
        set_signs (&facts, number % N_SIGNS);
        tf_verdict_decide (&facts, &verdict);
        g_assert_cmpint (verdict.deciding.level, ==, TF_LEVEL_QUIET);
        facts.displayed_differs = TRUE;
        tf_verdict_decide (&facts, &verdict);
        g_assert_cmpint (verdict.deciding.level, ==, TF_LEVEL_ALARM);
        g_assert_cmpint (verdict.deciding.code, ==, TF_CODE_SENDER_DISGUISED);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/verdict/every-combination", test_every_combination);
    g_test_add_func ("/verdict/own-copy", test_own_copy);
    return g_test_run ();
}
