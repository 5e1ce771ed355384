/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* DER: RSA public keys, and a signature checked with whatever was taken for a key. */
#include "fuzz.h"

#include "crypto/crypto.h"

static void
verify (const TfKey *key)
{
    static const guint8 digest[32] = {1, 2, 3};
    guint bytes = (tf_key_get_bits (key) + 7) / 8;
    g_autofree guint8 *signature = g_malloc0 (bytes);
    g_autoptr (GBytes) wrapped = NULL;

    signature[bytes - 1] = 2;
    wrapped = g_bytes_new (signature, bytes);
    FUZZ_ASSERT (tf_key_verify (key, TF_HASH_SHA256, digest, sizeof digest, wrapped) !=
                 TF_SIGNATURE_VALID);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    TfReason reason = TF_REASON_NONE;
    g_autoptr (TfKey) key = tf_key_new_rsa (bytes, &reason);

    FUZZ_ASSERT ((key == NULL) == (reason != TF_REASON_NONE));
    if (key == NULL)
        return 0;
    FUZZ_ASSERT (tf_key_get_bits (key) >= 512 &&
                 tf_key_get_bits (key) <= TF_LIMIT_KEY_BITS_MAX);
    verify (key);
    return 0;
}
