/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verdict: the table. One row says: with this evidence, all of these conditions and none
 * of those, this code applies at this level. A code whose level varies has
 * several rows; the worst of them counts. The worst code decides, and the others that
 * apply are listed.
 */
#include "verdict/verdict.h"

/* The conditions of a row. */
enum {
    ENFORCED = 1 << 0, /* the effective policy is quarantine or reject */
    TESTING = 1 << 1,
    OWN_DOMAIN = 1 << 2,
    SELF = 1 << 3, /* the reader's own address, and no copy in Sent */
    WATCHED = 1 << 4,
    EXPLAINED = 1 << 5,
    HARMLESS = 1 << 6,
    OTHER_SHOWN = 1 << 7, /* the client shows another address */
    PARTLY = 1 << 8,
    REPLY = 1 << 9,
    LIST = 1 << 10,
    USUALLY = 1 << 11,
    REWROTE = 1 << 12,
    OLD = 1 << 13,
    BESIDE = 1 << 14,     /* another finding is a warning or an alarm */
    SHOWN = 1 << 15,      /* another finding is shown at all */
    OTHER_NAME = 1 << 16, /* the name shows another address, or hints at one */
    OTHER_NAME_CLEAR = 1 << 17,
    OTHER_NAME_OWN = 1 << 18, /* the reader's own, or where one looks for the address */
    LOOKALIKE = 1 << 19,
    LOOKALIKE_EXACT = 1 << 20,
    REPLY_LOOKALIKE = 1 << 21,
    DECORATED = 1 << 22,
    SERVER = 1 << 23, /* the account's server rewrites every message */
    SLIGHT =
        1 << 24, /* marks in the Subject alone, or the mail program stored it again */
    OWN_COPY = 1 << 25,  /* never delivered, from the reader's own address */
    NO_SENDER = 1 << 26, /* no address, and none is expected */
    AUTHORS = 1 << 27,   /* several of one organization, and nobody answers for them */
    ACCEPTED = 1 << 28,  /* a signer that the reader accepts for this sender */
    KNOWN_NAME = 1 << 29,
    BRAND = 1 << 30,
    BRAND_WORD = 1u << 31, /* a brand among other words */
    ODD = 1ull << 32,      /* nothing by itself */
    LISTED = 1ull << 33,   /* it says that it comes from a list */
    LIST_CHANGED = 1ull << 34,
    ALWAYS =
        1ull
        << 35 /* mail of this author is always authenticated, and comes from elsewhere */
};

/* The evidence of a row. */
enum {
    PASS = 1 << TF_EVIDENCE_PASS,
    CHANGED = 1 << TF_EVIDENCE_CHANGED,
    FAIL = 1 << TF_EVIDENCE_FAIL,
    UNPROVEN = 1 << TF_EVIDENCE_UNPROVEN,
    UNKNOWN = 1 << TF_EVIDENCE_UNKNOWN,
    NONE = 1 << TF_EVIDENCE_NONE,
    AMBIGUOUS = 1 << TF_EVIDENCE_AMBIGUOUS_FROM,
    ANY = (1 << TF_N_EVIDENCE) - 1
};

/* The levels of a row. */
enum {
    QUIET = TF_LEVEL_QUIET,
    NOTE = TF_LEVEL_NOTE,
    WARNING = TF_LEVEL_WARNING,
    ALARM = TF_LEVEL_ALARM
};

#define MISSING (FAIL | UNPROVEN | NONE)     /* not authenticated, and known not to be */
#define VOUCHED (EXPLAINED | LIST | REWROTE) /* somebody we trust accounts for it */
#define EXCUSED (VOUCHED | TESTING)

/** Row: "internal" is the level for mail that never left the organization: nobody signs it. */
typedef struct {
    TfCode code;
    TfLevel level;
    TfLevel internal;
    guint evidence;  /* any of these */
    guint64 with;    /* all of these */
    guint64 without; /* none of these */
} Row;

/* clang-format off */ /* its versions differ here */
#define ROW(code, level, internal, evidence, with, without)                              \
    {TF_CODE_##code, (TfLevel)level, (TfLevel)internal, evidence, with, without}
/* clang-format on */

/* "changed" is no reason for TF08, TF09 or TF17: the domain did sign the message, and lists and
 * gateways alter mail every day. "unknown" is no reason for any of them: DNS trouble alone
 * never raises a banner.
 *
 * What is usual was learned from mail that came directly: lists change mail, so mail that says it comes
 * from one is only noted (TF08, TF09). A list that the memory knows may be anybody's: a footer, which can
 * say anything, is still noted (TF19). */
/* clang-format off */
static const Row rows[] = {
    /*   code                     level    internal, evidence, with, without */
    ROW (DOMAIN_FORGED,           ALARM,   NOTE,   FAIL, ENFORCED, EXCUSED | OWN_DOMAIN | ACCEPTED),
    ROW (OWN_DOMAIN_FORGED,       ALARM,   NOTE,   FAIL, ENFORCED | OWN_DOMAIN, EXCUSED),
    ROW (DOMAIN_UNPROVEN,         WARNING, NOTE,   UNPROVEN, ENFORCED, LIST | REWROTE | SERVER | ACCEPTED),
    ROW (DOMAIN_UNPROVEN,         NOTE,    NOTE,   UNPROVEN, ENFORCED | SERVER, LIST | REWROTE | ACCEPTED),
    ROW (DOMAIN_UNPROVEN,         WARNING, NOTE,   FAIL, ENFORCED | EXPLAINED, LIST | REWROTE | ACCEPTED),
    ROW (DOMAIN_UNPROVEN,         WARNING, NOTE,   FAIL, ENFORCED | TESTING, LIST | REWROTE | ACCEPTED),
    ROW (DOMAIN_UNPROVEN,         QUIET,   QUIET,  FAIL | UNPROVEN, ENFORCED | ACCEPTED, LIST | REWROTE),
    ROW (SENDER_DISGUISED,        ALARM,   ALARM,  AMBIGUOUS, 0, HARMLESS),
    ROW (SENDER_DISGUISED,        WARNING, QUIET,  AMBIGUOUS, HARMLESS, NO_SENDER),
    ROW (SENDER_DISGUISED,        NOTE,    QUIET,  AMBIGUOUS, HARMLESS | NO_SENDER, 0),
    ROW (SENDER_DISGUISED,        ALARM,   ALARM,  ANY, OTHER_SHOWN, 0),
    ROW (SENDER_DISGUISED,        WARNING, NOTE,   ANY & ~AMBIGUOUS, AUTHORS, 0),
    ROW (SELF_FORGED,             NOTE,    NOTE,   MISSING, SELF, REWROTE),
    ROW (SELF_FORGED,             ALARM,   NOTE,   FAIL, SELF | ENFORCED, VOUCHED),
    ROW (SELF_FORGED,             ALARM,   NOTE,   MISSING, SELF | ALWAYS, VOUCHED | SERVER | LISTED),
    ROW (DIFFERENT_FROM_USUAL,    WARNING, NOTE,   FAIL | UNPROVEN, ALWAYS, ENFORCED | VOUCHED | SERVER | ACCEPTED | LISTED),
    ROW (DIFFERENT_FROM_USUAL,    WARNING, NOTE,   NONE, ALWAYS, VOUCHED | ACCEPTED | LISTED),
    ROW (DIFFERENT_FROM_USUAL,    NOTE,    NOTE,   FAIL | UNPROVEN, USUALLY, ENFORCED | VOUCHED | SERVER | ACCEPTED),
    ROW (DIFFERENT_FROM_USUAL,    NOTE,    NOTE,   NONE, USUALLY, VOUCHED | ACCEPTED),
    ROW (LIST_AUTHOR_UNCHECKED,   QUIET,   QUIET,  MISSING | CHANGED, LIST, 0),
    ROW (LIST_AUTHOR_UNCHECKED,   QUIET,   QUIET,  CHANGED, LIST_CHANGED, 0),
    ROW (PROVIDER_REWROTE,        QUIET,   QUIET,  ANY & ~AMBIGUOUS, REWROTE, 0),
    ROW (NOTHING_TO_CHECK,        QUIET,   QUIET,  NONE, 0, 0),
    ROW (NOTHING_TO_CHECK,        QUIET,   QUIET,  UNPROVEN | CHANGED, 0, ENFORCED),
    ROW (NOTHING_TO_CHECK,        QUIET,   QUIET,  FAIL, EXPLAINED, ENFORCED),
    ROW (NOTHING_TO_CHECK,        QUIET,   QUIET,  MISSING | CHANGED, OWN_COPY, 0),
    ROW (CHECK_INCOMPLETE,        QUIET,   QUIET,  UNKNOWN, 0, OLD),
    ROW (TOO_OLD_TO_CHECK,        QUIET,   QUIET,  UNKNOWN, OLD, 0),
    ROW (DOMAIN_CONFIRMED,        QUIET,   QUIET,  PASS, 0, 0),
    ROW (PARTLY_UNSIGNED,         WARNING, NOTE,    PASS, PARTLY, 0),
    ROW (MONITORED_DOMAIN_FAILED, NOTE,    NOTE,   FAIL, 0, ENFORCED | VOUCHED | ACCEPTED),
    ROW (MONITORED_DOMAIN_FAILED, WARNING, NOTE,   FAIL, WATCHED, ENFORCED | VOUCHED | ACCEPTED),
    ROW (MONITORED_DOMAIN_FAILED, QUIET,   QUIET,  FAIL, ACCEPTED, ENFORCED | VOUCHED),
    ROW (CHANGED_ON_THE_WAY,      WARNING, NOTE,   CHANGED, ENFORCED, LIST | REWROTE | SLIGHT | ACCEPTED | LIST_CHANGED),
    ROW (CHANGED_ON_THE_WAY,      NOTE,    NOTE,   CHANGED, ENFORCED | SLIGHT, LIST | REWROTE | ACCEPTED | LIST_CHANGED),
    ROW (CHANGED_ON_THE_WAY,      NOTE,    NOTE,   CHANGED, ENFORCED | LIST_CHANGED, LIST | REWROTE | ACCEPTED | SLIGHT),
    ROW (CHANGED_ON_THE_WAY,      QUIET,   QUIET,  CHANGED, ENFORCED | ACCEPTED, LIST | REWROTE),
    ROW (NAME_SHOWS_OTHER_ADDRESS, NOTE,   NOTE,   ANY, OTHER_NAME, 0),
    ROW (NAME_SHOWS_OTHER_ADDRESS, WARNING, NOTE,  ANY, OTHER_NAME_CLEAR, 0),
    ROW (NAME_SHOWS_OTHER_ADDRESS, ALARM,  NOTE,   ANY, OTHER_NAME_OWN, 0),
    ROW (NAME_SHOWS_OTHER_ADDRESS, WARNING, NOTE,  ANY, OTHER_NAME | ODD, 0),
    ROW (KNOWN_NAME_NEW_ADDRESS,  WARNING, NOTE,   ANY, KNOWN_NAME, 0),
    ROW (NAME_USES_BRAND,         WARNING, NOTE,   ANY, BRAND, 0),
    ROW (NAME_USES_BRAND,         WARNING, NOTE,   ANY, BRAND_WORD | ODD, 0),
    ROW (LOOKALIKE_DOMAIN,        WARNING, NOTE,   ANY, LOOKALIKE, 0),
    ROW (LOOKALIKE_DOMAIN,        ALARM,   NOTE,   ANY, LOOKALIKE_EXACT, 0),
    ROW (REPLY_GOES_ELSEWHERE,    WARNING, NOTE,   ANY, REPLY_LOOKALIKE, 0),
    /* Last, because they look at all the others. */
    ROW (NAME_USES_BRAND,         WARNING, NOTE,   ANY, BRAND_WORD | SHOWN, 0),
    ROW (NAME_DECORATED,          WARNING, NOTE,   ANY, DECORATED | SHOWN, 0),
    ROW (NAME_DECORATED,          WARNING, NOTE,   ANY, DECORATED | ODD, 0),
    ROW (NAME_DECORATED,          NOTE,    NOTE,   ANY, DECORATED, 0),
    ROW (REPLY_GOES_ELSEWHERE,    WARNING, WARNING, ANY, REPLY | BESIDE, 0),
};
/* clang-format on */

static guint64
conditions (const TfFacts *facts)
{
    const struct {
        gboolean is;
        guint64 bit;
    } all[] = {
        {facts->evidence.policy != TF_POLICY_NONE, ENFORCED},
        {facts->testing, TESTING},
        {facts->own_domain, OWN_DOMAIN},
        {facts->own_address && !facts->in_sent, SELF},
        {facts->watched_domain || facts->own_domain, WATCHED},
        {facts->explained, EXPLAINED},
        {facts->harmless_ambiguity, HARMLESS},
        {facts->no_sender_expected, NO_SENDER},
        {facts->sender_missing, AUTHORS},
        {facts->displayed_differs, OTHER_SHOWN},
        {facts->partly_unsigned, PARTLY},
        {facts->reply_to_elsewhere, REPLY},
        {facts->known_list, LIST},
        {facts->unusual >= TF_LEVEL_NOTE, USUALLY},
        {facts->unusual >= TF_LEVEL_WARNING, ALWAYS},
        {facts->provider_rewrote, REWROTE},
        {facts->evidence.reason == TF_REASON_OLD, OLD},
        {facts->evidence.reason == TF_REASON_SERVER_REWRITES, SERVER},
        {facts->evidence.reason == TF_REASON_MARK_ADDED ||
             facts->evidence.reason == TF_REASON_STORED_AGAIN,
         SLIGHT},
        {facts->name_shows_other >= TF_LEVEL_NOTE, OTHER_NAME},
        {facts->name_shows_other >= TF_LEVEL_WARNING, OTHER_NAME_CLEAR},
        {facts->name_shows_other >= TF_LEVEL_ALARM, OTHER_NAME_OWN},
        {facts->lookalike >= TF_LEVEL_WARNING, LOOKALIKE},
        {facts->lookalike >= TF_LEVEL_ALARM, LOOKALIKE_EXACT},
        {facts->reply_to_lookalike, REPLY_LOOKALIKE},
        {facts->name_decorated, DECORATED},
        {facts->own_copy, OWN_COPY},
        {facts->signer_accepted && !facts->own_domain && !facts->own_address, ACCEPTED},
        {facts->known_name, KNOWN_NAME},
        {facts->brand_claimed, BRAND},
        {facts->brand_mentioned, BRAND_WORD},
        {facts->odd_form, ODD},
        {facts->from_list, LISTED},
        {facts->list_changed, LIST_CHANGED},
    };
    guint64 bits = 0;

    for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        if (all[i].is)
            bits |= all[i].bit;
    return bits;
}

static gboolean
applies (const Row *row, TfEvidenceResult evidence, guint64 bits)
{
    return (row->evidence & (1u << evidence)) != 0 && (bits & row->with) == row->with &&
           (bits & row->without) == 0;
}

/* These rows are not about what the message itself shows, but about what is missing from its
 * delivery. */
static gboolean
is_about_delivery (const Row *row)
{
    return (row->evidence & ~(guint)(MISSING | CHANGED)) == 0 &&
           row->level > TF_LEVEL_QUIET;
}

/* The reader wrote the message, including the name. What another program shows as its sender is a
 * different matter. */
static gboolean
is_excused_by_own_copy (const Row *row)
{
    return row->level > TF_LEVEL_QUIET && row->code != TF_CODE_SENDER_DISGUISED;
}

static TfLevel
level_of (const Row *row, const TfFacts *facts)
{
    TfLevel level = facts->internal ? row->internal : row->level;

    return facts->no_trace && is_about_delivery (row) ? MIN (level, TF_LEVEL_NOTE)
                                                      : level;
}

/** Applied: the worst level of each code that applies. */
typedef struct {
    gboolean is;
    TfLevel level;
} Applied;

static void
apply_rows (const TfFacts *facts, Applied applied[TF_N_CODES])
{
    guint64 bits = conditions (facts);

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        Applied *code = &applied[rows[i].code];
        TfLevel level = level_of (&rows[i], facts);

        if (!applies (&rows[i], facts->evidence.result, bits) ||
            (facts->own_copy && is_excused_by_own_copy (&rows[i])))
            continue;
        code->level = code->is ? MAX (code->level, level) : level;
        code->is = TRUE;
        if (level >= TF_LEVEL_NOTE)
            bits |= SHOWN;
        if (level >= TF_LEVEL_WARNING)
            bits |= BESIDE;
    }
}

/* 0 when nothing applies. */
static guint
worst (const Applied applied[TF_N_CODES])
{
    guint best = 0;

    for (guint code = 1; code < TF_N_CODES; code++)
        if (applied[code].is && (best == 0 || applied[code].level > applied[best].level))
            best = code;
    return best;
}

void
tf_verdict_decide (const TfFacts *facts, TfVerdict *ret_verdict)
{
    Applied applied[TF_N_CODES] = {0};
    guint deciding;

    apply_rows (facts, applied);
    deciding = worst (applied);
    *ret_verdict = (TfVerdict){{TF_CODE_CHECK_INCOMPLETE, TF_LEVEL_QUIET}};
    if (deciding == 0) /* the table is total, and a test walks it */
        return;
    ret_verdict->deciding = (TfFinding){(TfCode)deciding, applied[deciding].level};
    for (guint code = 1; code < TF_N_CODES; code++)
        if (applied[code].is && code != deciding)
            ret_verdict->others[ret_verdict->n_others++] =
                (TfFinding){(TfCode)code, applied[code].level};
}
