/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hash.c: FIPS 180-4 SHA-256, and SHA-1 for signatures judged by the rules of
 * their day. */

#include "crypto/crypto-private.h"

#include <string.h>

/* A library that refuses an algorithm (because of the host's policy) must not end the mail client:
 * such a hash finishes with no octets, and no signature matches that. */
struct _TfHash {
    EVP_MD_CTX *context; /* NULL: refused */
};

G_STATIC_ASSERT (TF_HASH_MAX >= 32);

static void
refuse (TfHash *hash)
{
    g_clear_pointer (&hash->context, EVP_MD_CTX_free);
}

TfHash *
tf_hash_new (TfHashAlgorithm algorithm)
{
    TfHash *hash = g_new0 (TfHash, 1);
    const EVP_MD *digest = tf_crypto_digest (algorithm);

    hash->context = EVP_MD_CTX_new ();
    if (hash->context == NULL || digest == NULL ||
        EVP_DigestInit_ex2 (hash->context, digest, NULL) != 1)
        refuse (hash);
    return hash;
}

TfHash *
tf_hash_copy (const TfHash *hash)
{
    TfHash *copy = g_new0 (TfHash, 1);

    if (hash->context == NULL)
        return copy;
    copy->context = EVP_MD_CTX_new ();
    if (copy->context == NULL || EVP_MD_CTX_copy_ex (copy->context, hash->context) != 1)
        refuse (copy);
    return copy;
}

void
tf_hash_update (TfHash *hash, const void *data, gsize length)
{
    if (hash->context != NULL && length > 0 &&
        EVP_DigestUpdate (hash->context, data, length) != 1)
        refuse (hash);
}

gsize
tf_hash_finish (TfHash *hash, guint8 ret_digest[TF_HASH_MAX])
{
    guint8 digest[EVP_MAX_MD_SIZE] = {0};
    unsigned int length = 0;

    if (hash->context != NULL && EVP_DigestFinal_ex (hash->context, digest, &length) != 1)
        length = 0;
    if (length > TF_HASH_MAX)
        length = 0;
    memset (ret_digest, 0, TF_HASH_MAX);
    memcpy (ret_digest, digest, length);
    return length;
}

void
tf_hash_free (TfHash *hash)
{
    if (hash == NULL)
        return;
    EVP_MD_CTX_free (hash->context);
    g_free (hash);
}
