/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dossier: what one message says, read once; everything after this depends on it alone. */
#pragma once

#include "arc/arc.h"
#include "dkim/dkim.h"
#include "inputs/circumstances.h"
#include "message/message.h"
#include "message/auth-results.h"
#include "spf/spf.h"

typedef enum {
    TF_TIME_OPTION,
    TF_TIME_BORDER,
    TF_TIME_TOPMOST,
    TF_TIME_DATE, /* its own Date, for a message without a trace */
    TF_TIME_FILE,
    TF_TIME_OUTER, /* when the message that carries it arrived */
    TF_TIME_NOW
} TfTimeSource;

const char *tf_time_source_to_string (TfTimeSource source);

/** TfDossier: immutable once read; reference-counted. */
typedef struct _TfDossier {
    gatomicrefcount references;
    TfHeader *header;
    TfAuthor *author;
    TfEnvelope *envelope;
    GPtrArray *signatures;   /* TfDkimSignature */
    TfArcChain *arc;         /* NULL: no ARC field */
    GPtrArray *auth_results; /* TfAuthResults of every Authentication-Results field */
    TfSpfEnvelope envelope_sender; /* the SMTP envelope, where the caller knew it */
    guint n_dkim2;                 /* DKIM2 fields, which are a draft and not evaluated */
    TfBodyHasher *body;
    /* of all bytes, hexadecimal; NULL when nobody asked for it */
    char *sha256;
    char *message_id;
    char *date;
    char *list_id;
    TfAnswer *answer;    /* where an answer goes */
    GPtrArray *reply_to; /* char *: addresses */
    char *displayed_from;
    gboolean incomplete;
    /* within another message: nothing that it says about its delivery excuses it */
    gboolean attached;
    gboolean attached_to_report;
    TfStore store;      /* who wrote the copy that was read */
    gint64 received_at; /* -1: only now is known */
    TfTimeSource time_source;
    TfSuffixList *suffixes; /* with which it was read */
} TfDossier;

/* KNOWN may be NULL: a plain file. NULL and error only when reading failed; a bad message still has
 * a dossier. */
TfDossier *tf_dossier_read (TfSource *source, const TfCircumstances *known,
                            const TfSuffixList *suffixes, GError **error);
/* FALSE: nobody asked for the digest of its bytes. */
gboolean tf_dossier_get_digest (const TfDossier *dossier, guint8 ret_digest[32]);
/* Owned: a key that tells this message from others, made from its header. */
char *tf_dossier_dup_key (const TfDossier *dossier);
TfDossier *tf_dossier_ref (TfDossier *dossier);
void tf_dossier_unref (TfDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfDossier, tf_dossier_unref)
