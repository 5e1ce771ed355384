/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* message-private: what the parts of message/ share and nobody else includes. */
#pragma once

#include "message/message.h"

/* ---- address-token.c ------------------------------------------------------------- */

typedef enum {
    TF_TOKEN_WORD,    /* an atom, and anything else without quotes */
    TF_TOKEN_QUOTED,  /* the text between the quotes, as stored */
    TF_TOKEN_ENCODED, /* a whole encoded word (RFC 2047 §2) */
    TF_TOKEN_COMMENT, /* the text between the parentheses, as stored */
    TF_TOKEN_LITERAL, /* a domain literal, with its brackets */
    TF_TOKEN_SPECIAL  /* one of < > @ . , ; : */
} TfTokenKind;

/** TfToken: one piece of an address field. */
typedef struct {
    TfTokenKind kind;
    char special;   /* of TF_TOKEN_SPECIAL, else 0 */
    gboolean space; /* there is white space before it */
    TfSpan text;
} TfToken;

/* Owned array of TfToken over VALUE, which must outlive it. ret_broken: a quote or a
 * parenthesis is never closed, and all of its kind after it were read as ordinary
 * characters. */
GArray *tf_address_tokens (TfSpan value, gboolean *ret_broken);
gboolean tf_token_is (const TfToken *token, char special);
gboolean tf_token_is_comment (const TfToken *token);
gboolean tf_token_is_word (const TfToken *token); /* word, quoted or encoded */
/* Owned: the text of a quoted string or comment without its quoted-pairs and
 * line ends. */
GString *tf_token_unescape (const TfToken *token);
/* Owned UTF-8: a display name made of TOKENS, decoded; NULL when it is empty. */
char *tf_token_phrase (const TfToken *tokens, guint count);
/* The same, with every encoded word decoded that any program may decode. */
char *tf_token_phrase_every_word (const TfToken *tokens, guint count);

/* ---- address-mailbox.c ----------------------------------------------------------- */

/* Owned. DOMAIN is as written, without comments and white space. Adds to *FLAGS what the
 * two parts show: forbidden characters, encoded words, a trailing dot, a literal. */
TfMailbox *tf_mailbox_new (TfSpan local, TfSpan domain, guint *flags);
void tf_mailbox_free (TfMailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfMailbox, tf_mailbox_free)
/* Owned: equal for two mailboxes that are the same: the domain is canonical and case is
 * ignored. */
char *tf_mailbox_key (const TfMailbox *mailbox);
/* Owned: the same for the domain alone. */
char *tf_mailbox_domain_key (const TfMailbox *mailbox);

/* ---- address-spec.c -------------------------------------------------------------- */

/** TfAddressParser: how far a list has been read. */
typedef struct {
    const TfToken *tokens;
    guint count;
    guint at;
    TfAddressList *list;
    gboolean in_group;
    gboolean separated; /* a mailbox or group may begin here */
} TfAddressParser;

const TfToken *tf_address_peek (const TfAddressParser *parser); /* NULL at the end */
gboolean tf_address_skip_comments (TfAddressParser *parser);
/* Owned; NULL: there is something else here. */
TfMailbox *tf_address_take_spec (TfAddressParser *parser, gboolean in_angle);
TfMailbox *tf_address_take_angle (TfAddressParser *parser);

/* ---- address-scan.c -------------------------------------------------------------- */

/** TfSighting: something outside quotes and comments that looks like an address. */
typedef struct {
    TfMailbox *mailbox; /* owned */
    gboolean in_angle;
    guint angle; /* index of the token "<" when in_angle */
    guint flags; /* TfAddressFlags */
} TfSighting;

/* Owned array of TfSighting in the order of TOKENS. */
GArray *tf_address_sightings (const GArray *tokens);
/* Owned (char *): addresses in quoted and encoded words within "<>", or anywhere beside a "<" that
 * is never closed: programs take them for the address. "@" stands for one that cannot be compared. */
GPtrArray *tf_address_find_hidden (const GArray *tokens);
/* Whether TEXT contains a character that looks like "@" and is not: an address with it cannot be
 * compared. */
gboolean tf_address_has_like_at (TfSpan text);
/* Fills LIST from a value that follows no grammar: one reading, or UNPARSABLE. */
void tf_address_list_tolerate (TfAddressList *list, const GArray *tokens);

/* ---- from-fields.c --------------------------------------------------------------- */

/** TfFromField: one candidate. */
typedef struct {
    TfSpan value;
    gboolean regular; /* a field that every program should see */
} TfFromField;

/* Owned array of TfFromField, in the order in which the ways of reading find them. */
GArray *tf_from_fields (const TfHeader *header);

/* ---- address-only.c -------------------------------------------------------------- */

/* Owned: the address of VALUE, whose tokens are TOKENS, when every program reads that one or none;
 * NULL: there are several, or none outside comments. */
TfMailbox *tf_address_find_only (TfSpan value, const GArray *tokens);

/* ---- iso-2022.c ------------------------------------------------------------------ */

/* Owned: VALUE with its raw ISO-2022-JP converted to UTF-8; NULL: it has none. */
GString *tf_iso_2022_read (TfSpan value);

/* ---- auth-results.c: what the fields of servers are made of ------------------------------ */

/* FALSE: a comment does not end */
gboolean tf_results_skip_cfws (TfCursor *cursor);
char *tf_results_take_keyword (TfCursor *cursor); /* owned, lower case; NULL: none */
/* owned: "=" and a value; NULL: none */
char *tf_results_take_assigned (TfCursor *cursor);
