/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hash.c: FIPS 180-4 SHA-256, and SHA-1 for signatures judged by the rules of their day.
 */

#include "crypto/crypto-private.h"

#include <string.h>

struct _TfHash {
    EVP_MD_CTX *context;
};

G_STATIC_ASSERT (TF_HASH_MAX >= 32);

static TfHash *
new_empty (void)
{
    TfHash *hash = g_new0 (TfHash, 1);

    hash->context = EVP_MD_CTX_new ();
    if (hash->context == NULL)
        g_error ("libcrypto: out of memory");
    return hash;
}

TfHash *
tf_hash_new (TfHashAlgorithm algorithm)
{
    TfHash *hash = new_empty ();

    if (EVP_DigestInit_ex2 (hash->context, tf_crypto_digest (algorithm), NULL) != 1)
        g_error ("libcrypto: a digest cannot be started");
    return hash;
}

TfHash *
tf_hash_copy (const TfHash *hash)
{
    TfHash *copy = new_empty ();

    if (EVP_MD_CTX_copy_ex (copy->context, hash->context) != 1)
        g_error ("libcrypto: a digest cannot be copied");
    return copy;
}

void
tf_hash_update (TfHash *hash, const void *data, gsize length)
{
    if (length > 0 && EVP_DigestUpdate (hash->context, data, length) != 1)
        g_error ("libcrypto: a digest cannot be continued");
}

gsize
tf_hash_finish (TfHash *hash, guint8 ret_digest[TF_HASH_MAX])
{
    guint8 digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;

    if (EVP_DigestFinal_ex (hash->context, digest, &length) != 1 || length > TF_HASH_MAX)
        g_error ("libcrypto: a digest cannot be finished");
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
