/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* impersonation: the signs of it that the message shows, without memory:
 *   targets.c       domains that may be imitated
 *   candidates.c    finds those that are worth comparing
 *   guarded.c       what may be imitated: whose a domain is
 *   skeleton.c      what a label looks like: UTS #39 §4, without diacritics, and ASCII
 *   edit.c          one edit apart, with exceptions for honest neighbours
 *   shape.c         a domain, taken apart
 *   lookalike.c     one domain against another (TF06, and the Reply-To of TF18)
 *   imitation.c     a domain against all that may be imitated
 *   drawn.c         a domain that imitates letters, whoever is meant
 *   famous.c, rented.c  domains that imitate nobody; hosts at which anybody can have a name
 *   visible.c       what a name looks like: invisible characters removed, direction resolved
 *   claim.c         the addresses and domains in a text
 *   respelled.c     what people read as a domain, and programs do not
 *   mention.c       one particular domain in a text, whatever is around it
 *   plausible.c     which of them are meant as such
 *   whose.c         to whom they belong: the reader, a contact, a protected domain
 *   list-form.c     what mailing lists write into From
 *   service.c       what alias, sharing and signing services write there
 *   display-name.c  name, comments and local part against the domain of From (TF05)
 *   name-words.c    the words of a name as a reader takes them
 *   brand-list.c    reads a list of names that forgers use
 *   brands.c        all such names, and what they are looked up by
 *   brand-name.c    a name that claims to be one of them (TF20)
 *   contacts.c      a contact's name on a new address (TF07)
 *   decoration.c    badges, padlocks and direction tricks in a name (TF21)
 *   impersonation.c all of them for one message
 */
#pragma once

#include "impersonation/brands.h"
#include "message/message.h"

/* ---- contacts.c -------------------------------------------------------------------- */

/** TfContacts: names and addresses, of whom the reader knows or of the reader. */
typedef struct _TfContacts TfContacts;

TfContacts *tf_contacts_new (void);
void tf_contacts_free (TfContacts *contacts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfContacts, tf_contacts_free)
/* ADDRESS is in lower case and normal form; NAME may be NULL. FALSE: the address is there already. */
gboolean tf_contacts_add (TfContacts *contacts, const char *name, const char *address,
                          gboolean is_own);
/* Somebody to whom the reader has written: less than a contact, because a message may have asked for it. */
void tf_contacts_add_recipient (TfContacts *contacts, const char *address);
/* Of a contact or a recipient. */
gboolean tf_contacts_has_address (const TfContacts *contacts, const char *local,
                                  const char *domain);
gboolean tf_contacts_has_contact (const TfContacts *contacts, const char *local,
                                  const char *domain);

/* ---- guarded.c --------------------------------------------------------------------- */

/** TfGuarded: what may be imitated. Borrowed; any of it may be NULL. */
typedef struct {
    const TfTargets *own_domains;
    const GPtrArray *own_addresses;   /* char *, lower case */
    const TfContacts *own_contacts;   /* the names and addresses */
    const TfTargets *known_domains;   /* of contacts */
    const GPtrArray *known_addresses; /* char *, lower case */
    const TfContacts *contacts;       /* their names and addresses */
    const TfTargets *protected_domains;
    const TfSuffixList *suffixes;
} TfGuarded;

gboolean tf_guarded_is_own (const TfGuarded *guarded, const char *domain);
gboolean tf_guarded_is_own_address (const TfGuarded *guarded, const char *local,
                                    const char *domain);
/* Own, known or protected, or of the same organization as a domain that is. */
gboolean tf_guarded_is_watched (const TfGuarded *guarded, const char *domain);

/* ---- name-words.c ------------------------------------------------------------------ */

/** TfNameWord: one word of a name. */
typedef struct {
    char *plain;  /* lower case, without diacritics */
    char *folded; /* what it looks like */
    gboolean is_single;
    gboolean is_spaced; /* made of single letters */
    gboolean is_mixed;  /* Latin letters, and others that are drawn like them */
} TfNameWord;

/* Owned TfNameWord, at most TF_LIMIT_NAME_WORDS. */
GPtrArray *tf_name_words_read (const char *name);
/* Owned: COUNT of them from AT on. */
char *tf_name_words_join (const GPtrArray *words, guint at, guint count, gboolean folded,
                          const char *between);
/* Letters that are drawings of Latin ones, or something invisible between two Latin letters. */
gboolean tf_name_is_disguised (const char *name);
gboolean tf_name_mixes_scripts (const GPtrArray *words);

/* ---- skeleton.c -------------------------------------------------------------------- */

/* Owned: equal for two labels that nobody can tell apart. LABEL is lower case, UTF-8 or an
 * A-label. Digits and pairs of letters that a font draws alike count as the same: 0 o, 1 l,
 * rn m, vv w. */
char *tf_skeleton (const char *label);

/* ---- famous.c, rented.c ------------------------------------------------------------ */

gboolean tf_famous_has (const char *registrable);
gboolean tf_rented_has (const char *domain, const TfSuffixList *suffixes);

/* ---- lookalike.c ------------------------------------------------------------------- */

typedef enum {
    TF_LOOKALIKE_NONE,
    TF_LOOKALIKE_SKELETON,      /* looks exactly like it */
    TF_LOOKALIKE_EMBEDDED,      /* contains all of it: bank.example.attack.example */
    TF_LOOKALIKE_WEAK_SKELETON, /* looks like it at a glance */
    TF_LOOKALIKE_OTHER_SUFFIX,  /* looks exactly like it except for the public suffix */
    TF_LOOKALIKE_EDIT,          /* one edit apart */
    TF_LOOKALIKE_COMBINED,      /* its name and a word of trust: bank-login.example */
    TF_LOOKALIKE_HOSTED,        /* its name under a private suffix */
    TF_LOOKALIKE_HYPHEN,
    TF_LOOKALIKE_MIXED_SCRIPTS, /* letters of two scripts that pass for Latin ones */
    TF_N_LOOKALIKES
} TfLookalike;

const char *tf_lookalike_to_string (TfLookalike lookalike); /* NULL for none */

/* Whether DOMAIN looks like TARGET, which belongs to another organization. WRITTEN is DOMAIN as
 * the message writes it (a capital I may pass for an l); or NULL. */
TfLookalike tf_lookalike_compare (const char *domain, const char *written,
                                  const char *target, const TfSuffixList *suffixes);

/* Whether DOMAIN looks exactly like one of TARGETS (may be NULL). */
gboolean tf_targets_has_lookalike (const TfTargets *targets, const char *domain,
                                   const TfSuffixList *suffixes);

/** TfImitation: whom a domain imitates. */
typedef struct {
    TfLevel level;
    TfLookalike kind;
    const char *known; /* borrowed from guarded */
} TfImitation;

/* TF06. NONE for own, known and protected domains and all others of the same organizations, and
 * for those of brands. BRANDS may be NULL. */
TfImitation tf_lookalike_find (const char *domain, const char *written,
                               const TfGuarded *guarded, const TfBrands *brands);

/* ---- visible.c --------------------------------------------------------------------- */

/** TfSigns: how to read signs that are also letters. */
typedef enum {
    TF_SIGNS_JOINED,    /* all as letters: full-width, in circles, superscript, (TM) */
    TF_SIGNS_AS_BADGES, /* several letters in one sign, or small ones, end a word */
    TF_SIGNS_APART,     /* letters in circles and squares do so too */
    TF_N_SIGNS
} TfSigns;

/* Owned UTF-8: TEXT as it is seen: without characters that have no width, with plain characters
 * instead of compatibility forms, with spaces for everything outside ASCII that is not a letter,
 * digit or mark, and reversed between a right-to-left override and its end. */
char *tf_visible_text (const char *text, TfSigns signs);

/* ---- claim.c ----------------------------------------------------------------------- */

/** TfClaim: an address or a domain in a text. */
typedef struct {
    const char *local;   /* borrowed; NULL: a domain only */
    const char *domain;  /* borrowed; as tf_domain_parse() makes it, two labels or more */
    TfSpan written;      /* the domain as the text has it */
    const char *start;   /* where the address, or else the domain, begins in the text */
    gboolean is_certain; /* an address, or with "//" or "www." before it */
} TfClaim;

/** TfClaimReader: reads a text from left to right. */
typedef struct {
    TfCursor cursor;
    TfCursor word; /* what is left of a word without "@" */
    gboolean is_certain;
    const char *start; /* where the address begins */
    char *local;
    char *domain;
} TfClaimReader;

void tf_claim_reader_init (TfClaimReader *reader, const char *text);
/* FALSE at the end. What is borrowed is valid until the next call. Takes linear time. */
gboolean tf_claim_reader_next (TfClaimReader *reader, TfClaim *ret_claim);
void tf_claim_reader_clear (TfClaimReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfClaimReader, tf_claim_reader_clear)

/* ---- mention.c --------------------------------------------------------------------- */

/* Whether TEXT (from tf_visible_text(), in lower case) shows DOMAIN, or a name below it: only
 * letters, digits and marks continue a name, everything else ends it. FROM is the domain of From,
 * whose own names may begin with another domain. */
gboolean tf_mention_find (TfSpan text, const char *domain, const char *from,
                          const TfSuffixList *suffixes);

/* ---- plausible.c ------------------------------------------------------------------- */

/* Whether a claim is meant as a domain: names are full of dots ("Node.js", "Dr.med",
 * "Inc.Ltd"). An address always is. LOCAL is the local part of From, which a name may repeat
 * ("anna.li", "Li.Anna"); or NULL. */
gboolean tf_claim_is_plausible (const TfClaim *claim, const char *local,
                                const TfSuffixList *suffixes);

/* ---- whose.c ----------------------------------------------------------------------- */

/* Whether a claim is an address or a domain of the reader's organization, or cannot be told apart
 * from one. */
gboolean tf_claim_is_own (const TfClaim *claim, const TfGuarded *guarded);
/* The same for a known or a protected domain. */
gboolean tf_claim_is_watched (const TfClaim *claim, const TfGuarded *guarded);
/* Whether a claim is the address of a contact. */
gboolean tf_claim_is_contact (const TfClaim *claim, const TfGuarded *guarded);
/* Borrowed, or NULL: an own, known or protected domain of another organization than FROM's that
 * TEXT mentions. */
const char *tf_guarded_find_mention (const TfGuarded *guarded, TfSpan text,
                                     const char *from, gboolean only_own);

/* ---- list-form.c ------------------------------------------------------------------- */

/* Owned: the identifier in LIST_ID (the text of the field; or NULL), lower case. */
char *tf_list_id_read (const char *list_id);
/* "via" in any of the languages of list managers, and the space after it. */
gboolean tf_list_form_take_via (TfCursor *cursor);
/* "jane@example.org via Dev", "Dev on behalf of jane@example.org": whether the text BEFORE
 * and BEHIND (after) an address is what a list writes. */
gboolean tf_list_form_is (TfSpan before, TfSpan behind);

/* ---- service.c --------------------------------------------------------------------- */

/** TfNameService: a service that names people in From; data/name-services.txt. */
typedef struct {
    const char *domain;
    const char *const *forms; /* ends with NULL */
} TfNameService;

/* The service that sends as DOMAIN; or NULL. */
const TfNameService *tf_name_service_find (const char *domain);
/* What any alias service may write, because it shows the sender of every message. */
const TfNameService *tf_name_service_alias (void);
/* Whether CLAIM is in the place in TEXT where the service names the person for whom it sends. */
gboolean tf_name_service_has_form (const TfNameService *service, const char *text,
                                   const TfClaim *claim);

/* ---- display-name.c ---------------------------------------------------------------- */

typedef enum { TF_SHOWN_IN_NAME, TF_SHOWN_IN_COMMENT, TF_SHOWN_IN_LOCAL_PART } TfShownIn;

const char *tf_shown_in_to_string (TfShownIn where);

/** TfShown: another address or domain than From's, and where it is shown. */
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
    const char *beside;        /* what else of that value is shown; or NULL */
    const GPtrArray *reply_to; /* char * */
    gboolean is_authenticated; /* From's domain is confirmed: a service's forms count */
    gboolean is_from_reader;   /* From is the reader's own address, and confirmed */
    gboolean is_known_list;    /* the reader knows the list, and it is confirmed */
    gboolean is_alias_service; /* From is the reader's own alias service, and confirmed */
    gboolean is_report;        /* a program reports, from a null Return-Path */
    gboolean is_mailbox_domain; /* unrelated people have mailboxes at From's domain */
    const GPtrArray *signers;   /* char *: domains with a valid signature; or NULL */
    const TfBrands *brands;     /* or NULL */
    TfGuarded guarded;
} TfImpersonationInput;

/* TF05. */
void tf_shown_find (const TfImpersonationInput *input, TfShown *ret_shown);
void tf_shown_clear (TfShown *shown);

/* ---- brand-name.c ------------------------------------------------------------------ */

typedef enum {
    TF_BRAND_NONE,
    TF_BRAND_MENTIONED, /* among other words: nothing by itself */
    TF_BRAND_CLAIMED,   /* the name is the brand's, or an office's of it */
    TF_BRAND_DISGUISED  /* written so that programs do not see it */
} TfBrandKind;

const char *tf_brand_kind_to_string (TfBrandKind kind); /* NULL for none */

/** TfBrandUse: which brand the name uses. */
typedef struct {
    TfBrandKind kind;
    const char *brand; /* borrowed from the brands */
} TfBrandUse;

/* TF20. NONE where the message comes from a domain of the brand or has its signature, from somebody
 * whom the reader knows, or from a service that writes for others. */
TfBrandUse tf_brand_use_find (const TfImpersonationInput *input);

/* contacts.c: an address of a contact or of the reader; LOCAL may be NULL. */
gboolean
tf_contacts_is_known (const TfGuarded *guarded, const char *local, const char *domain);
/* TF07: borrowed, or NULL: the contact who has the name, and at which other address. */
const char *
tf_contacts_find_name (const TfImpersonationInput *input, const char **ret_address);

/* ---- decoration.c ------------------------------------------------------------------ */

typedef enum {
    TF_DECORATION_NONE,
    TF_DECORATION_BADGE,    /* a check mark, a padlock, a shield */
    TF_DECORATION_WORD,     /* "verified" */
    TF_DECORATION_SCRIPTS,  /* a word with letters of another script that look alike */
    TF_DECORATION_DIRECTION /* a control that reverses the text */
} TfDecoration;

const char *tf_decoration_to_string (TfDecoration decoration); /* NULL for none */
/* TF21. Emoji in general do not count. */
TfDecoration tf_decoration_find (const char *name);

/* ---- impersonation.c --------------------------------------------------------------- */

/** TfImpersonation: every sign. */
typedef struct {
    TfShown shown;         /* TF05 */
    TfImitation imitation; /* TF06; known is owned here */
    char *known;
    char *reply_lookalike;   /* TF18: a Reply-To whose domain imitates From's; or NULL */
    TfDecoration decoration; /* TF21 */
    TfBrandKind brand_kind;  /* TF20 */
    char *brand;             /* its name; or NULL */
    char *contact;           /* TF07: the name as the reader has it; or NULL */
    char *contact_address;   /* and the address */
} TfImpersonation;

/* Never NULL. Without a domain in From only the decoration is looked for. */
TfImpersonation *tf_impersonation_new (const TfImpersonationInput *input);
void tf_impersonation_free (TfImpersonation *impersonation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfImpersonation, tf_impersonation_free)
