/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The verdict table: chosen cases, and every combination of evidence, policy and context.
 */
#include "verdict/verdict.h"

#include <string.h>

/* ---- the facts, by number ------------------------------------------------------ */

enum {
    TESTING,
    OWN_DOMAIN,
    OWN_ADDRESS,
    WATCHED,
    EXPLAINED,
    HARMLESS,
    INTERNAL,
    DISPLAYED,
    PARTLY,
    REPLY,
    LIST,
    USUALLY,
    IN_SENT,
    REWROTE,
    N_CONTEXT
};

#define BIT(context) (1u << (context))
#define ALL_CONTEXTS (1u << N_CONTEXT)

/* Each of these may only make the verdict worse, each of the others only better. */
#define BAD                                                                              \
    (BIT (OWN_DOMAIN) | BIT (OWN_ADDRESS) | BIT (WATCHED) | BIT (DISPLAYED) |            \
     BIT (PARTLY) | BIT (REPLY) | BIT (USUALLY))

static const TfReason reasons[] = {TF_REASON_NONE, TF_REASON_DNS, TF_REASON_OLD,
                                   TF_REASON_SERVER_REWRITES, TF_REASON_MARK_ADDED};
#define N_REASONS      G_N_ELEMENTS (reasons)
#define N_POLICIES     (TF_POLICY_REJECT + 1)
#define N_COMBINATIONS (TF_N_EVIDENCE * N_POLICIES * N_REASONS * ALL_CONTEXTS)

static TfFacts
facts_of (TfEvidenceResult result, TfPolicy policy, TfReason reason, guint context)
{
    return (TfFacts){
        .evidence = {result, TF_PASS_SOURCE_NONE, policy, reason},
        .testing = !!(context & BIT (TESTING)),
        .own_domain = !!(context & BIT (OWN_DOMAIN)),
        .own_address = !!(context & BIT (OWN_ADDRESS)),
        .watched_domain = !!(context & BIT (WATCHED)),
        .explained = !!(context & BIT (EXPLAINED)),
        .harmless_ambiguity = !!(context & BIT (HARMLESS)),
        .internal = !!(context & BIT (INTERNAL)),
        .displayed_differs = !!(context & BIT (DISPLAYED)),
        .partly_unsigned = !!(context & BIT (PARTLY)),
        .reply_to_elsewhere = !!(context & BIT (REPLY)),
        .known_list = !!(context & BIT (LIST)),
        .usually_confirmed = !!(context & BIT (USUALLY)),
        .in_sent = !!(context & BIT (IN_SENT)),
        .provider_rewrote = !!(context & BIT (REWROTE)),
    };
}

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

/* A forged domain without an excuse is always the alarm, whatever else is true. */
static void
check_forged (const TfFacts *facts, const TfVerdict *verdict)
{
    gboolean excused = facts->explained || facts->testing || facts->internal ||
                       facts->provider_rewrote || facts->known_list;

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
        facts->displayed_differs || facts->known_list || facts->provider_rewrote)
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
        facts->evidence.reason == reason)
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
    {E (FAIL), P_NONE, R (NONE), BIT (USUALLY), "TF09 warning, TF17 note"},
    {E (FAIL), P_NONE, R (NONE), BIT (USUALLY) | BIT (REPLY),
     "TF09 warning, TF17 note, TF18 warning"},
    {E (FAIL), P_REJ, R (NONE), BIT (USUALLY), "TF01 alarm"},
    {E (UNPROVEN), P_REJ, R (NONE), 0, "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (NONE), BIT (OWN_DOMAIN), "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (NONE), BIT (OWN_ADDRESS), "TF03 warning, TF08 note"},
    {E (UNPROVEN), P_QUAR, R (NONE), BIT (INTERNAL), "TF03 note"},
    {E (UNPROVEN), P_REJ, R (REWRITTEN), 0, "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (REWRITTEN), BIT (OWN_DOMAIN), "TF03 warning"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), 0, "TF03 note"},
    {E (UNPROVEN), P_QUAR, R (SERVER_REWRITES), BIT (OWN_DOMAIN), "TF03 note"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (OWN_ADDRESS) | BIT (USUALLY),
     "TF03 note, TF08 note"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (REPLY), "TF03 note"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (LIST), "TF10 quiet"},
    {E (UNPROVEN), P_REJ, R (SERVER_REWRITES), BIT (DISPLAYED), "TF04 alarm, TF03 note"},
    {E (UNPROVEN), P_NONE, R (SERVER_REWRITES), BIT (USUALLY), "TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), 0, "TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), BIT (OWN_ADDRESS), "TF08 note, TF12 quiet"},
    {E (UNPROVEN), P_NONE, R (NONE), BIT (OWN_ADDRESS) | BIT (USUALLY),
     "TF08 alarm, TF09 warning, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), 0, "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (REPLY), "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (WATCHED), "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (OWN_ADDRESS), "TF08 note, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (OWN_ADDRESS) | BIT (IN_SENT), "TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (USUALLY), "TF09 warning, TF12 quiet"},
    {E (NONE), P_NONE, R (NONE), BIT (USUALLY) | BIT (INTERNAL), "TF09 note, TF12 quiet"},
    {E (CHANGED), P_REJ, R (NONE), 0, "TF19 warning"},
    {E (CHANGED), P_QUAR, R (NONE), BIT (REPLY), "TF18 warning, TF19 warning"},
    {E (CHANGED), P_REJ, R (NONE), BIT (REWROTE), "TF11 quiet"},
    {E (CHANGED), P_REJ, R (NONE), BIT (LIST), "TF10 quiet"},
    {E (CHANGED), P_REJ, R (NONE), BIT (INTERNAL), "TF19 note"},
    {E (CHANGED), P_NONE, R (NONE), 0, "TF12 quiet"},
    {E (CHANGED), P_NONE, R (NONE), BIT (USUALLY), "TF12 quiet"},
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
    g_test_add_func ("/verdict/every-combination", test_every_combination);
    g_test_add_func ("/verdict/own-copy", test_own_copy);
    g_test_add_func ("/verdict/codes", test_codes);
    g_test_add_func ("/verdict/not-codes", test_not_codes);
    g_test_add_func ("/verdict/words", test_words);
    return g_test_run ();
}
