/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* abuse: a report to an abuse desk (RFC 5965, 6591), and what must not be in it (RFC 6590).
 *
 *   view.c        a text as programs may show it, and where each character of it comes from
 *   find.c        an address, in every form, in such a view
 *   tokens.c      the same in what is encoded as Base64 or in hexadecimal
 *   redaction.c   what is to be hidden
 *   hidden.c      the words that stand for an address and a name
 *   replace.c     a text without them
 *   recipients.c  who a message was sent to, as its header says
 *   write.c       fields and parts, written so that nothing foreign can end one
 *   copy.c        the copy of a message
 *   copy-text.c   the text in its parts
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
/* Both UTF-8; NAME, which stands beside the address, may be NULL. What is no address is ignored. */
void tf_redaction_add (TfRedaction *redaction, const char *address, const char *name);
guint tf_redaction_count (const TfRedaction *redaction); /* of addresses */
/* Whether some were too many to be kept. */
gboolean tf_redaction_is_full (const TfRedaction *redaction);
gboolean tf_redaction_has_address (const TfRedaction *redaction, const char *address);
void tf_redaction_free (TfRedaction *redaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfRedaction, tf_redaction_free)

/* ---- replace.c --------------------------------------------------------------------- */

/* Whether TEXT (UTF-8) shows anything of it, also after it is decoded. */
gboolean tf_redaction_finds (const TfRedaction *redaction, const char *text);
/* Owned: TEXT without it; NULL: it cannot be removed. */
char *tf_redaction_apply (const TfRedaction *redaction, const char *text);

/* ---- recipients.c ------------------------------------------------------------------ */

/* Adds everybody to whom the message with HEADER was sent, as far as it says so. */
void tf_redaction_add_recipients (TfRedaction *redaction, const TfHeader *header);

/* ---- desks.c ----------------------------------------------------------------------- */

/** TfDeskReason: why somebody may want to know. */
typedef enum {
    TF_DESK_SIGNER, /* a signature of the domain is valid */
    TF_DESK_SENDER, /* the domain names the server that delivered the message */
    TF_DESK_HOST, /* the server that delivered it has this name, which the DNS confirms */
    TF_DESK_IMITATED /* the message pretends to come from there */
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
    GString *bytes;  /* a message, or its header alone */
    GPtrArray *uris; /* char *: those in the text */
    GString *text;   /* its text, decoded, for a form that takes nothing else */
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
