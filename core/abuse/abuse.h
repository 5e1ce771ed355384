/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* abuse: a report to an abuse desk (RFC 5965, 6591), and what must not be in it (RFC 6590).
 *
 *   view.c        a text as programs may show it, and where each character of it comes from
 *   hosts.c       where the names of hosts are in it
 *   words.c       what is hidden, as a tree of characters
 *   find.c        an address, in every form, in such a view
 *   tokens.c      the same in what is encoded as Base64 or in hexadecimal
 *   redaction.c   what is to be hidden
 *   hidden.c      the words that stand for an address and a name
 *   replace.c     a text without them
 *   recipients.c  who a message was sent to, as its header says
 *   write.c       fields and parts, written so that nothing foreign can end one
 *   copy.c        the copy of a message
 *   copy-fields.c its header
 *   copy-text.c   the text in its parts
 *   charset.c     the text of such a part
 *   uris.c        the addresses of pages in it
 *   fields.c      message/feedback-report
 *   desks.c       whom to write to
 *   mail.c        the mail
 */
#pragma once

#include "base/base.h"
#include "evaluate/report.h"

/* ---- redaction.c ------------------------------------------------------------------- */

typedef struct _TfRedaction TfRedaction;

/* KEY, of LENGTH bytes, is secret: equal addresses of one user give equal words, and nobody else can find
 * out which address it was. */
TfRedaction *tf_redaction_new (const guint8 *key, gsize length);
/* Both UTF-8; NAME, which stands beside the address, may be NULL. IS_CERTAIN: the reader or a server names it, so that
 * no sender chose it. What is no address is ignored. */
void tf_redaction_add (TfRedaction *redaction, const char *address, const char *name,
                       gboolean is_certain);
guint tf_redaction_count (const TfRedaction *redaction);         /* of addresses */
guint tf_redaction_count_certain (const TfRedaction *redaction); /* of these */
/* Whether some were too many to be kept. */
gboolean tf_redaction_is_full (const TfRedaction *redaction);
/* Whether somebody whose address is certain may be among them, or everybody: then no text can be shown. */
gboolean tf_redaction_has_gap (const TfRedaction *redaction);
gboolean tf_redaction_has_address (const TfRedaction *redaction, const char *address);
gboolean tf_redaction_is_certain (const TfRedaction *redaction, const char *address);
/* Whether an address that is certain is at DOMAIN. */
gboolean
tf_redaction_is_certain_domain (const TfRedaction *redaction, const char *domain);
void tf_redaction_free (TfRedaction *redaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRedaction, tf_redaction_free)

/* ---- words.c ----------------------------------------------------------------------- */

/* So much more of TF_LIMIT_ABUSE_WORK may be searched; past it nothing is shown. */
void tf_redaction_allow (const TfRedaction *redaction, guint percent);

/* ---- replace.c --------------------------------------------------------------------- */

/** TfScope: how much is hidden in a text. */
typedef enum {
    TF_SCOPE_ALL,
    /* what servers record: whole addresses, and what no sender can have chosen */
    TF_SCOPE_RECORD
} TfScope;

/* Whether TEXT (UTF-8) shows anything of it, also after it is decoded. */
gboolean
tf_redaction_finds (const TfRedaction *redaction, const char *text, TfScope scope);
/* Owned: TEXT without it; NULL: it cannot be removed. */
char *tf_redaction_apply (const TfRedaction *redaction, const char *text, TfScope scope);

/* ---- recipients.c ------------------------------------------------------------------ */

/** TfReceiver: who received a message. */
typedef struct {
    guint last_field; /* the last of the header that no sender can have written above */
    char *domain;     /* of the organization; or NULL */
} TfReceiver;

/* HOST, a server that the reader named, or NULL, counts if the message names none. */
void
tf_receiver_read (const TfReport *report, const char *host, TfReceiver *ret_receiver);
void tf_receiver_clear (TfReceiver *receiver);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfReceiver, tf_receiver_clear)

/* Adds everybody to whom the message with HEADER was sent, as far as it says so; those whom servers name first. */
void tf_redaction_add_recipients (TfRedaction *redaction, const TfHeader *header,
                                  const TfReceiver *receiver);

/* ---- desks.c ----------------------------------------------------------------------- */

/** TfDeskReason: why somebody may want to know. */
typedef enum {
    TF_DESK_SIGNER, /* a signature of the domain is valid */
    TF_DESK_SENDER, /* the domain names the server that delivered the message */
    TF_DESK_HOST, /* the server that delivered it has this name, which the DNS confirms */
    TF_DESK_IMITATED, /* a name or an address in the message is made to look like it */
    TF_DESK_FORGED    /* From has its name, which the message could not prove */
} TfDeskReason;

/** TfDesk: an address that a report can be sent to. */
typedef struct {
    char *address; /* "abuse@example.org" (RFC 2142 §4) */
    char *domain;
    TfDeskReason reason;
    gboolean may_be_forger; /* the domain may be the forger's own */
} TfDesk;

/* Owned (TfDesk), each address once: those who can stop it first. */
GPtrArray *tf_abuse_desks (const TfReport *report);

/* ---- fields.c ---------------------------------------------------------------------- */

/* A forged or disguised sender; otherwise it is abuse. */
gboolean tf_abuse_is_fraud (const TfReport *report);
/* Whether a server that is believed recorded how the message came. */
gboolean tf_abuse_knows_delivery (const TfReport *report);
/* Owned: the fields (RFC 5965 §3). REDACTION may be NULL. URIS (char *) are those in the text. */
char *tf_abuse_fields (const TfReport *report, const TfRedaction *redaction,
                       const GPtrArray *uris);

/* ---- copy.c ------------------------------------------------------------------------ */

/** TfAbuseCopy: what is shown of a message. */
typedef struct {
    GString *bytes;   /* a message, or its header alone */
    GPtrArray *uris;  /* char *: those in the text */
    guint n_left_out; /* fields */
    GString *text;    /* its text, decoded, for a form that takes nothing else */
} TfAbuseCopy;

/* Owned. With REDACTION nobody in it is shown, attachments are only described and the bytes are ASCII;
 * without (NULL) the bytes are those of MESSAGE. HEADERS_ONLY: without the body. */
TfAbuseCopy *
tf_abuse_copy_new (GBytes *message, const TfRedaction *redaction, gboolean headers_only);
void tf_abuse_copy_free (TfAbuseCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAbuseCopy, tf_abuse_copy_free)

/* ---- mail.c ------------------------------------------------------------------------ */

/** TfAbuseMail: what a mail is made of. Borrowed. */
typedef struct {
    const char *from; /* an address; or NULL: the mail program fills it in */
    const char *subject;
    const char *text;   /* for people, UTF-8 */
    const char *fields; /* of tf_abuse_fields() */
    const TfAbuseCopy *copy;
    gboolean headers_only;
    gint64 now;
} TfAbuseMail;

/* Owned: the mail, which goes to nobody yet. */
GString *tf_abuse_mail_write (const TfAbuseMail *mail);
