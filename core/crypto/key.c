/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* key.c: public keys, and whether they verify a signature over a digest: RSASSA-PKCS1-v1_5
 * (RFC 8017 §8.2.2) and Ed25519 (RFC 8032 §5.1.7, over the digest: RFC 8463 §3). No
 * private keys. */

#include "crypto/crypto-private.h"

#include <string.h>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#define ED25519_KEY_LENGTH       32
#define ED25519_SIGNATURE_LENGTH 64

struct _TfKey {
    gatomicrefcount references;
    TfKeyType type;
    guint bits;
    EVP_PKEY *pkey; /* NULL: the library refuses this key */
};

static TfKey *
new_key (TfKeyType type, guint bits)
{
    TfKey *key = g_new0 (TfKey, 1);

    g_atomic_ref_count_init (&key->references);
    key->type = type;
    key->bits = bits;
    return key;
}

/* A number as OSSL_PARAM wants it: unsigned, in the byte order of the machine. */
static OSSL_PARAM
native_number (const char *name, TfSpan number, guint8 *buffer)
{
    for (gsize i = 0; i < number.length; i++) {
        gsize to = G_BYTE_ORDER == G_LITTLE_ENDIAN ? number.length - 1 - i : i;

        buffer[to] = (guint8)number.data[i];
    }
    return OSSL_PARAM_construct_BN (name, buffer, number.length);
}

static EVP_PKEY *
make_rsa (const TfRsaNumbers *numbers)
{
    guint8 modulus[TF_LIMIT_KEY_BITS_MAX / 8], exponent[8];
    OSSL_PARAM parameters[3];

    parameters[0] = native_number (OSSL_PKEY_PARAM_RSA_N, numbers->modulus, modulus);
    parameters[1] = native_number (OSSL_PKEY_PARAM_RSA_E, numbers->exponent, exponent);
    parameters[2] = OSSL_PARAM_construct_end ();
    return tf_crypto_make_rsa (parameters);
}

TfKey *
tf_key_new_rsa (GBytes *der, TfReason *ret_reason)
{
    TfRsaNumbers numbers;
    TfKey *key;
    gsize length;
    const char *data = g_bytes_get_data (der, &length);
    TfReason reason = tf_der_read_rsa (tf_span (data, length), &numbers);

    if (reason != TF_REASON_NONE) {
        *ret_reason = reason;
        return NULL;
    }
    key = new_key (TF_KEY_RSA, numbers.bits);
    ERR_set_mark ();
    key->pkey = make_rsa (&numbers);
    ERR_pop_to_mark ();
    return key;
}

/* The encodings (sign bit aside) of the eight points whose order divides 8, and of the
 * same points written with a y at or above p. Under such a key anybody can
 * sign anything. */
static const guint8 small_order[][ED25519_KEY_LENGTH] = {
    {0},
    {1},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
};

static gboolean
is_small_order (const guint8 *point)
{
    guint8 y[ED25519_KEY_LENGTH];

    memcpy (y, point, sizeof y);
    y[ED25519_KEY_LENGTH - 1] &= 0x7f; /* the sign of x */
    for (guint i = 0; i < G_N_ELEMENTS (small_order); i++)
        if (memcmp (y, small_order[i], sizeof y) == 0)
            return TRUE;
    return FALSE;
}

TfKey *
tf_key_new_ed25519 (GBytes *raw, TfReason *ret_reason)
{
    gsize length;
    const guint8 *point = g_bytes_get_data (raw, &length);
    TfKey *key;

    if (length != ED25519_KEY_LENGTH || is_small_order (point)) {
        *ret_reason = TF_REASON_KEY_SYNTAX;
        return NULL;
    }
    key = new_key (TF_KEY_ED25519, 256);
    ERR_set_mark ();
    key->pkey = EVP_PKEY_new_raw_public_key_ex (tf_crypto_library (), "ED25519", NULL,
                                                point, length);
    ERR_pop_to_mark ();
    return key;
}

TfKeyType
tf_key_get_key_type (const TfKey *key)
{
    return key->type;
}

guint
tf_key_get_bits (const TfKey *key)
{
    return key->bits;
}

TfKey *
tf_key_ref (TfKey *key)
{
    g_atomic_ref_count_inc (&key->references);
    return key;
}

void
tf_key_unref (TfKey *key)
{
    if (key == NULL || !g_atomic_ref_count_dec (&key->references))
        return;
    EVP_PKEY_free (key->pkey);
    g_free (key);
}

static TfSignatureState
from_library (int answer)
{
    if (answer == 1)
        return TF_SIGNATURE_VALID;
    /* -2: this key does not support the operation; anything else is a signature that
     * fails */
    return answer == -2 ? TF_SIGNATURE_NOT_SUPPORTED : TF_SIGNATURE_INVALID;
}

static gboolean
prepare_rsa (EVP_PKEY_CTX *context, TfHashAlgorithm hash)
{
    return context != NULL && EVP_PKEY_verify_init (context) == 1 &&
           EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) == 1 &&
           EVP_PKEY_CTX_set_signature_md (context, tf_crypto_digest (hash)) == 1;
}

static TfSignatureState
verify_rsa (const TfKey *key, TfHashAlgorithm hash, const guint8 *digest,
            gsize digest_length, const guint8 *signature, gsize signature_length)
{
    EVP_PKEY_CTX *context;
    TfSignatureState state = TF_SIGNATURE_NOT_SUPPORTED;

    if (signature_length != (key->bits + 7) / 8) /* RFC 8017 §8.2.2 step 1 */
        return TF_SIGNATURE_INVALID;
    context = EVP_PKEY_CTX_new_from_pkey (tf_crypto_library (), key->pkey, NULL);
    if (prepare_rsa (context, hash))
        state = from_library (EVP_PKEY_verify (context, signature, signature_length,
                                               digest, digest_length));
    EVP_PKEY_CTX_free (context);
    return state;
}

static TfSignatureState
verify_ed25519 (const TfKey *key, const guint8 *digest, gsize digest_length,
                const guint8 *signature, gsize signature_length)
{
    EVP_MD_CTX *context;
    TfSignatureState state = TF_SIGNATURE_NOT_SUPPORTED;

    if (signature_length != ED25519_SIGNATURE_LENGTH)
        return TF_SIGNATURE_INVALID;
    context = EVP_MD_CTX_new ();
    if (context != NULL &&
        EVP_DigestVerifyInit_ex (context, NULL, NULL, tf_crypto_library (), NULL,
                                 key->pkey, NULL) == 1)
        state = from_library (EVP_DigestVerify (context, signature, signature_length,
                                                digest, digest_length));
    EVP_MD_CTX_free (context);
    return state;
}

TfSignatureState
tf_key_verify (const TfKey *key, TfHashAlgorithm hash, const guint8 *digest,
               gsize digest_length, GBytes *signature)
{
    gsize length;
    const guint8 *data = g_bytes_get_data (signature, &length);
    TfSignatureState state = TF_SIGNATURE_NOT_SUPPORTED;

    if (key->pkey == NULL || digest_length == 0)
        return TF_SIGNATURE_NOT_SUPPORTED;
    ERR_set_mark (); /* leaves the host's error queue as it was */
    switch (key->type) {
    case TF_KEY_RSA:
        state = verify_rsa (key, hash, digest, digest_length, data, length);
        break;
    case TF_KEY_ED25519:
        state = verify_ed25519 (key, digest, digest_length, data, length);
        break;
    }
    ERR_pop_to_mark ();
    return state;
}
