/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* check-seen: a signature whose key is gone, was replaced, or cannot be looked up, checked with a key
 * that was seen when the message arrived. The arithmetic is the same: nothing verifies that the domain
 * did not sign. */
#include "dkim/check-private.h"

static gboolean
needs_seen_key (const TfDkimSignature *signature, const TfDkimResult *result)
{
    return signature->result == TF_RESULT_NONE &&
           signature->algorithm != TF_DKIM_RSA_SHA1 && !result->header_verified &&
           (result->reason == TF_REASON_NO_KEY ||
            result->reason == TF_REASON_KEY_REVOKED || result->mismatched ||
            result->lookup_failed);
}

static TfDkimResult *
check_with (const TfDkimSignature *signature, const TfHeader *header,
            const TfBodyHasher *body, const TfDkimContext *context,
            const TfDnsAnswer *answer)
{
    TfDkimResult *result = tf_dkim_result_new (signature);
    TfDkimCheck check = {signature, context, TF_HASH_SHA256};
    TfDkimTrial best = {0};

    tf_dkim_read_message (&check, header, body);
    if (tf_dkim_try_records (&check, answer, &best))
        tf_dkim_conclude (result, &check, header, &best);
    result->stored_key = TRUE;
    if (result->result == TF_RESULT_PASS)
        result->reason = TF_REASON_STORED_KEY;
    return result;
}

TfDkimResult *
tf_dkim_check_with_seen_key (const TfDkimSignature *signature, const TfHeader *header,
                             const TfBodyHasher *body, const TfDkimContext *context,
                             const TfDkimResult *result)
{
    g_autofree char *name = NULL;
    g_autoptr (TfDnsAnswer) answer = NULL;
    TfDkimResult *seen;

    if (context->seen_keys == NULL || context->seen_keys->len == 0 ||
        !needs_seen_key (signature, result))
        return NULL;
    name = tf_dkim_key_name (signature);
    answer = tf_seen_keys_answer (context->seen_keys, name, context->received_at,
                                  result->reason == TF_REASON_KEY_REVOKED);
    if (answer == NULL)
        return NULL;
    seen = check_with (signature, header, body, context, answer);
    if (seen->header_verified)
        return seen;
    tf_dkim_result_free (seen);
    return NULL;
}
