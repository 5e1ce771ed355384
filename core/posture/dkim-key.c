/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* dkim-key: the key under one selector: whether a receiver could use it (RFC 6376 §3.6, RFC 8301 §3.2). */
#include "posture/posture-private.h"

#include "crypto/crypto.h"
#include "dkim/dkim.h"

#define ADVISED_BITS 2048 /* RFC 8301 §3.2 */

/* Owned; NULL: not one of the texts is a key. */
static TfDkimKeyRecord *
choose_record (const TfDnsAnswer *answer, guint *ret_count)
{
    TfDkimKeyRecord *first = NULL;

    *ret_count = 0;
    for (guint i = 0; i < answer->texts->len; i++) {
        TfDkimKeyRecord *record = tf_dkim_key_record_parse (tf_posture_text (answer, i));

        if (record == NULL)
            continue;
        (*ret_count)++;
        if (first == NULL)
            first = record;
        else
            tf_dkim_key_record_free (record);
    }
    return first;
}

/* Owned; NULL with *ret_reason: it cannot be used. */
static TfKey *
make_key (const TfDkimKeyRecord *record, TfReason *ret_reason)
{
    *ret_reason = record->reason;
    if (*ret_reason == TF_REASON_NONE && !record->allows_sha256)
        *ret_reason = TF_REASON_KEY_HASH_NOT_ALLOWED;
    if (*ret_reason == TF_REASON_NONE && !record->allows_email)
        *ret_reason = TF_REASON_KEY_SERVICE_NOT_ALLOWED;
    if (*ret_reason != TF_REASON_NONE)
        return NULL;
    return record->type == TF_KEY_RSA ? tf_key_new_rsa (record->data, ret_reason)
                                      : tf_key_new_ed25519 (record->data, ret_reason);
}

static void
add (TfPostureReading *reading, TfPostureId id, const TfPostureKey *key)
{
    TfPostureFinding *finding = tf_posture_add (reading, id, key->selector);

    finding->number = key->bits;
    finding->reason = key->reason;
}

static void
judge_size (TfPostureReading *reading, TfPostureKey *key)
{
    if (g_strcmp0 (key->type, "rsa") != 0)
        return;
    if (key->bits < TF_LIMIT_KEY_BITS_MIN) {
        key->reason = TF_REASON_KEY_TOO_SHORT;
        add (reading, TF_POSTURE_K3, key);
    } else if (key->bits < ADVISED_BITS) {
        add (reading, TF_POSTURE_K4, key);
    }
}

static void
judge (TfPostureReading *reading, const TfDkimKeyRecord *record, TfPostureKey *key)
{
    TfKey *usable = make_key (record, &key->reason);

    key->testing = record->testing;
    if (usable != NULL) {
        key->type = record->type == TF_KEY_RSA ? "rsa" : "ed25519";
        key->bits = tf_key_get_bits (usable);
        tf_key_unref (usable);
        judge_size (reading, key);
        if (record->testing)
            add (reading, TF_POSTURE_K6, key);
    } else if (key->reason == TF_REASON_KEY_REVOKED) {
        add (reading, TF_POSTURE_K5, key);
    } else {
        add (reading, TF_POSTURE_K7, key);
    }
}

gboolean
tf_posture_read_key (TfPostureReading *reading, const char *selector,
                     const TfDnsAnswer *answer)
{
    guint count;
    TfDkimKeyRecord *record = choose_record (answer, &count);
    TfPostureKey *key;

    if (record == NULL)
        return FALSE;
    key = g_new0 (TfPostureKey, 1);
    key->selector = g_strdup (selector);
    key->alias = g_strdup (answer->alias);
    g_ptr_array_add (reading->posture->keys, key);
    judge (reading, record, key);
    if (count > 1)
        add (reading, TF_POSTURE_K8, key);
    tf_dkim_key_record_free (record);
    return TRUE;
}
