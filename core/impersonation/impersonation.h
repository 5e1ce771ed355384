/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* impersonation: signs of it that the message alone shows, without contacts, brands or
 * memory.
 *
 *   guarded.c       what may be imitated
 *   skeleton.c      what a label looks like: UTS #39 §4, without diacritics, and ASCII
 *   edit.c          one edit apart, with brakes for honest neighbours
 *   lookalike.c     one domain against another (TF06, and the Reply-To of TF18)
 *   visible.c       what a name looks like: the invisible taken out, direction undone
 *   claim.c         the addresses and domains in a text
 *   mention.c       one certain domain in a text, whatever stands around it
 *   plausible.c     which of them are meant as such
 *   whose.c         of whom they speak: the reader, a contact, a protected domain
 *   list-form.c     what mailing lists write into From
 *   service.c       what alias, sharing and signing services write there
 *   display-name.c  name, comments and local part against the domain of From (TF05)
 *   decoration.c    badges, padlocks and direction tricks in a name (TF21)
 *   impersonation.c all of them for one message
 */
#pragma once

#include "base/base.h"
#include "message/message.h"

/* ---- guarded.c --------------------------------------------------------------------- */

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
gboolean tf_guarded_is_own_address (const TfGuarded *guarded, const char *local,
                                    const char *domain);
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

/** TfSigns: how signs are read that are letters at the same time. */
typedef enum {
    TF_SIGNS_JOINED, /* all as letters: full-width, in circles, small and high up, (TM) */
    TF_SIGNS_AS_BADGES, /* what is several letters in one, or small, ends a word */
    TF_SIGNS_APART,     /* so do letters in circles and squares */
    TF_N_SIGNS
} TfSigns;

/* Owned UTF-8: TEXT as it is seen: nothing without width, compatible forms made plain,
 * spaces for whatever is no letter, digit or mark and not ASCII, and what stands between a
 * right-to-left override and its end turned round. */
char *tf_visible_text (const char *text, TfSigns signs);

/* ---- claim.c ----------------------------------------------------------------------- */

/** TfClaim: an address or a domain in a text. */
typedef struct {
    const char *local;   /* borrowed; NULL: a domain only */
    const char *domain;  /* borrowed; as tf_domain_parse() makes it, two labels or more */
    TfSpan written;      /* the domain as it stands there */
    const char *start;   /* there: of the address; or of the domain */
    gboolean is_certain; /* an address, or with "//" or "www." before it */
} TfClaim;

/** TfClaimReader: from left to right through a text. */
typedef struct {
    TfCursor cursor;
    TfCursor word; /* what is left of a word without "@" */
    gboolean is_certain;
    const char *start; /* of the address */
    char *local;
    char *domain;
} TfClaimReader;

void tf_claim_reader_init (TfClaimReader *reader, const char *text);
/* FALSE at the end. What is borrowed lives until the next call. Linear. */
gboolean tf_claim_reader_next (TfClaimReader *reader, TfClaim *ret_claim);
void tf_claim_reader_clear (TfClaimReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfClaimReader, tf_claim_reader_clear)

/* ---- mention.c --------------------------------------------------------------------- */

/* Whether TEXT (tf_visible_text(), lower case) shows DOMAIN, or a name below it: only letters,
 * digits and marks go on with a name, everything else ends it. FROM is the domain of From,
 * whose own names may begin with another's. */
gboolean tf_mention_find (TfSpan text, const char *domain, const char *from,
                          const TfSuffixList *suffixes);

/* ---- plausible.c ------------------------------------------------------------------- */

/* Whether a claim means a domain: names are full of dots ("Node.js", "Dr.med",
 * "Inc.Ltd"). An address does; LOCAL is the local part of From, which a name may repeat
 * ("anna.li", "Li.Anna"); or NULL. */
gboolean tf_claim_is_plausible (const TfClaim *claim, const char *local,
                                const TfSuffixList *suffixes);

/* ---- whose.c ----------------------------------------------------------------------- */

/* Whether a claim is an address or a domain of the reader's house, or nobody tells it apart
 * from one. */
gboolean tf_claim_is_own (const TfClaim *claim, const TfGuarded *guarded);
/* The same of a known or a protected domain. */
gboolean tf_claim_is_watched (const TfClaim *claim, const TfGuarded *guarded);
/* Whether a claim is the address of a contact. */
gboolean tf_claim_is_contact (const TfClaim *claim, const TfGuarded *guarded);
/* Borrowed, or NULL: an own, known or protected domain that TEXT mentions and that is not
 * FROM's. */
const char *tf_guarded_find_mention (const TfGuarded *guarded, TfSpan text,
                                     const char *from, gboolean only_own);

/* ---- list-form.c ------------------------------------------------------------------- */

/* Owned: the identifier in LIST_ID (the field's text; or NULL), lower case. */
char *tf_list_id_read (const char *list_id);
/* "via", as the list managers' translations have it, and the space behind it. */
gboolean tf_list_form_take_via (TfCursor *cursor);
/* "jane@example.org via Dev", "Dev on behalf of jane@example.org": whether the text BEFORE
 * and BEHIND an address is what a list writes. */
gboolean tf_list_form_is (TfSpan before, TfSpan behind);

/* ---- service.c --------------------------------------------------------------------- */

/** TfNameService: a service that names people in From; data/name-services.txt. */
typedef struct {
    const char *domain;
    const char *const *forms; /* up to NULL */
} TfNameService;

/* The service that sends as DOMAIN; or NULL. */
const TfNameService *tf_name_service_find (const char *domain);
/* Whether CLAIM stands in TEXT where the service writes the person for whom it sends. */
gboolean tf_name_service_has_form (const TfNameService *service, const char *text,
                                   const TfClaim *claim);

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
    const GPtrArray *reply_to; /* char * */
    gboolean
        is_authenticated; /* the domain of From is confirmed: a service's forms count */
    gboolean is_from_reader; /* one of the reader's own addresses, and it is confirmed */
    gboolean
        is_known_list; /* a list that the reader knows, and it is confirmed: so do its */
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
