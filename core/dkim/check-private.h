/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check-private.h: what verify.c finds out and check.c draws conclusions from. */
#pragma once

#include "dkim/dkim.h"

typedef enum {
    TF_BODY_ABSENT,
    TF_BODY_GOOD,
    TF_BODY_DIFFERS,
    TF_BODY_TOO_SHORT
} TfBodyState;

/** TfDkimReading: the message as one variant reads it. */
typedef struct {
    gboolean exists;
    TfBodyState body;
    guint64 canonical_length;
    gboolean has_footer; /* the body differs, but matches without a list's footer */
    guint8 digest[TF_HASH_MAX]; /* of the header */
    gsize digest_length;
} TfDkimReading;

/** TfDkimCheck: what is the same for every key. */
typedef struct {
    const TfDkimSignature *signature;
    const TfDkimContext *context;
    TfHashAlgorithm hash;
    const TfDkimInstead *instead; /* a field with another value; or NULL */
    TfDkimReading readings[TF_N_VARIANTS];
} TfDkimCheck;

/** TfDkimTrial: the outcome with one key record. */
typedef struct {
    TfReason refused; /* TF_REASON_NONE: the key was used */
    TfKeyType type;
    guint bits;
    gboolean testing;
    TfSignatureState state;
    TfVariant variant; /* only when the state is VALID */
} TfDkimTrial;

/* Fills in the readings; the caller has set signature, context and hash. */
void tf_dkim_read_message (TfDkimCheck *check, const TfHeader *header,
                           const TfBodyHasher *body);
/* The same for the header alone, when "instead" has changed. */
void tf_dkim_read_header (TfDkimCheck *check, const TfHeader *header);
/* FALSE: none of the texts is a key record. */
gboolean tf_dkim_try_records (const TfDkimCheck *check, const TfDnsAnswer *answer,
                              TfDkimTrial *ret_best);

/* ---- check.c --------------------------------------------------------------------- */

TfDkimResult *tf_dkim_result_new (const TfDkimSignature *signature);
/* The answer with the key, or NULL when the result is settled without it. */
const TfDnsAnswer *
tf_dkim_begin_check (TfDkimCheck *check, const TfDns *dns, TfDkimResult *result);
void tf_dkim_conclude (TfDkimResult *result, const TfDkimCheck *check,
                       const TfHeader *header, const TfDkimTrial *trial);
