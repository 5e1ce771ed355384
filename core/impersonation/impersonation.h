/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* impersonation: signs of it that the message alone shows, without contacts, brands or
 * memory.
 *
 *   skeleton.c      what a label looks like: UTS #39 §4, without diacritics, and ASCII
 *   edit.c          one edit apart, with brakes for honest neighbours
 *   lookalike.c     one domain against another (TF06, and the Reply-To of TF18)
 *   visible.c       what a name looks like: the invisible taken out, direction undone
 *   claim.c         the addresses and domains in a text
 *   plausible.c     which of them are meant as such
 *   list-form.c     what mailing lists write into From
 *   display-name.c  name, comments and local part against the domain of From (TF05)
 *   decoration.c    badges, padlocks and direction tricks in a name (TF21)
 *   impersonation.c all of them for one message
 */
#pragma once

#include "base/base.h"
#include "message/message.h"

/** TfGuarded: what may be imitated. Borrowed; domains as tf_domain_parse() makes them. */
typedef struct {
    const GPtrArray *own_domains;       /* char * */
    const GPtrArray *own_addresses;     /* char *, lower case */
    const GPtrArray *known_domains;     /* char *: of contacts */
    const GPtrArray *known_addresses;   /* char *, lower case */
    const GPtrArray *protected_domains; /* char * */
    const TfSuffixList *suffixes;
} TfGuarded;

gboolean tf_guarded_is_own (const TfGuarded *guarded, const char *domain);
/* Own, known or protected, or of one organization with one that is. */
gboolean tf_guarded_is_watched (const TfGuarded *guarded, const char *domain);

/* ---- skeleton.c -------------------------------------------------------------------- */

/* Owned: equal for two labels that nobody tells apart. LABEL is lower case, UTF-8 or an
 * A-label. Digits and pairs that a program's font draws alike are one: 0 o, 1 l,
 * rn m, vv w. */
char *tf_skeleton (const char *label);
/* Owned: of a skeleton, with the pairs that only a hurried eye takes for one another: cl
 * d, nn m, 5 s, 8 b. */
char *tf_skeleton_weak (const char *skeleton);

/* ---- edit.c ------------------------------------------------------------------------ */

typedef enum {
    TF_EDIT_NONE, /* equal, or too far apart, or a brake holds */
    TF_EDIT_ONE, /* one character replaced, missing or added, or two neighbours swapped */
    TF_EDIT_HYPHEN /* only hyphens are added or missing */
} TfEdit;

/* Two skeletons of labels. The brakes: under five characters, a difference in the first
 * character, only a number at the end. */
TfEdit tf_edit_compare (const char *a, const char *b);

/* ---- lookalike.c ------------------------------------------------------------------- */

typedef enum {
    TF_LOOKALIKE_NONE,
    TF_LOOKALIKE_SKELETON,      /* looks exactly like it */
    TF_LOOKALIKE_EMBEDDED,      /* holds it whole: bank.example.attack.example */
    TF_LOOKALIKE_WEAK_SKELETON, /* looks like it at a glance */
    TF_LOOKALIKE_OTHER_SUFFIX,  /* looks exactly like it but for the public suffix */
    TF_LOOKALIKE_EDIT,          /* one edit apart */
    TF_LOOKALIKE_COMBINED,      /* its name and a word of trust: bank-login.example */
    TF_LOOKALIKE_HOSTED,        /* its name below a private suffix */
    TF_LOOKALIKE_HYPHEN,
    TF_N_LOOKALIKES
} TfLookalike;

const char *tf_lookalike_to_string (TfLookalike lookalike); /* NULL for none */

/* Whether DOMAIN looks like TARGET, which is another organization's. WRITTEN is DOMAIN as
 * the message has it (its capital I may stand for an l); or NULL. */
TfLookalike tf_lookalike_compare (const char *domain, const char *written,
                                  const char *target, const TfSuffixList *suffixes);

/** TfImitation: whom a domain imitates. */
typedef struct {
    TfLevel level;
    TfLookalike kind;
    const char *known; /* borrowed from guarded */
} TfImitation;

/* TF06. NONE for own, known and protected domains and whatever is of one organization
 * with one. */
TfImitation
tf_lookalike_find (const char *domain, const char *written, const TfGuarded *guarded);

/* ---- visible.c --------------------------------------------------------------------- */

/* Owned UTF-8: TEXT as it is seen: nothing without width, compatible forms made plain,
 * and what stands between a right-to-left override and its end turned round. */
char *tf_visible_text (const char *text);

/* ---- claim.c ----------------------------------------------------------------------- */

/** TfClaim: an address or a domain in a text. */
typedef struct {
    const char *local;   /* borrowed; NULL: a domain only */
    const char *domain;  /* borrowed; as tf_domain_parse() makes it, two labels or more */
    TfSpan written;      /* the domain as it stands there */
    TfSpan rest;         /* of the text behind it */
    gboolean is_certain; /* an address, or with "//", "@" or "www." before it */
} TfClaim;

/** TfClaimReader: from left to right through a text. */
typedef struct {
    TfCursor cursor;
    TfCursor word; /* what is left of a word without "@" */
    gboolean is_certain;
    char *local;
    char *domain;
} TfClaimReader;

void tf_claim_reader_init (TfClaimReader *reader, const char *text);
/* FALSE at the end. What is borrowed lives until the next call. Linear. */
gboolean tf_claim_reader_next (TfClaimReader *reader, TfClaim *ret_claim);
void tf_claim_reader_clear (TfClaimReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfClaimReader, tf_claim_reader_clear)

/* ---- plausible.c ------------------------------------------------------------------- */

/* Whether a claim means a domain: names are full of dots ("Node.js", "Dr.med",
 * "Inc.Ltd"). An address does; LOCAL is the local part of From, which a name may repeat
 * ("anna.li"); or NULL. */
gboolean tf_claim_is_plausible (const TfClaim *claim, const char *local,
                                const TfSuffixList *suffixes);

/* ---- list-form.c ------------------------------------------------------------------- */

/* Whether LIST_ID (the field's text; or NULL) is of one organization with DOMAIN. */
gboolean tf_list_id_matches (const char *list_id, const char *domain,
                             const TfSuffixList *suffixes);
/* "jane@example.org via Dev": whether REST, behind the address, goes on like that. */
gboolean tf_list_form_follows (TfSpan rest);

/* ---- display-name.c ---------------------------------------------------------------- */

typedef enum { TF_SHOWN_IN_NAME, TF_SHOWN_IN_COMMENT, TF_SHOWN_IN_LOCAL_PART } TfShownIn;

const char *tf_shown_in_to_string (TfShownIn where);

/** TfShown: another address or domain than From's, and where it stands. */
typedef struct {
    TfLevel level;
    TfShownIn where;
    char *address; /* owned; NULL: a domain only */
    char *domain;  /* owned */
} TfShown;

/** TfImpersonationInput: what is looked at. Borrowed. */
typedef struct {
    const TfAuthor *author;
    const char *comments;      /* in the value of From, decoded; or NULL */
    const char *beside;        /* what else is shown of it; or NULL */
    const char *list_id;       /* or NULL */
    const GPtrArray *reply_to; /* char * */
    TfGuarded guarded;
} TfImpersonationInput;

/* TF05. */
void tf_shown_find (const TfImpersonationInput *input, TfShown *ret_shown);
void tf_shown_clear (TfShown *shown);

/* ---- decoration.c ------------------------------------------------------------------ */

typedef enum {
    TF_DECORATION_NONE,
    TF_DECORATION_BADGE,    /* a check mark, a padlock, a shield */
    TF_DECORATION_WORD,     /* "verified" */
    TF_DECORATION_DIRECTION /* a control that turns the text round */
} TfDecoration;

const char *tf_decoration_to_string (TfDecoration decoration); /* NULL for none */
/* TF21. Emoji in general are none. */
TfDecoration tf_decoration_find (const char *name);

/* ---- impersonation.c --------------------------------------------------------------- */

/** TfImpersonation: every sign. */
typedef struct {
    TfShown shown;         /* TF05 */
    TfImitation imitation; /* TF06; known is owned here */
    char *known;
    char *reply_lookalike;   /* TF18: a Reply-To whose domain imitates From's; or NULL */
    TfDecoration decoration; /* TF21 */
} TfImpersonation;

/* Never NULL. Without a domain in From only the decoration is looked for. */
TfImpersonation *tf_impersonation_new (const TfImpersonationInput *input);
void tf_impersonation_free (TfImpersonation *impersonation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfImpersonation, tf_impersonation_free)
