/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* crypto: the only folder that includes OpenSSL (EVP of 3.0 to 4.0).
 *
 *   library.c    a private library context, so that the host's policy does not become a
 *                false result
 *   hash.c       SHA-256 and, for archives only, SHA-1
 *   der.c        RSA public keys from SubjectPublicKeyInfo and PKCS #1 (parsed by hand:
 *                the library's decoder takes six times as long as the verification itself)
 *   key.c        public keys and signatures (RFC 8017 PKCS #1 v1.5, RFC 8032 Ed25519)
 *   key-cache.c  recently used keys
 */
#pragma once

#include "base/base.h"

typedef enum { TF_HASH_SHA256, TF_HASH_SHA1 } TfHashAlgorithm;

#define TF_HASH_MAX 32

typedef struct _TfHash TfHash;

TfHash *tf_hash_new (TfHashAlgorithm algorithm);
TfHash *tf_hash_copy (const TfHash *hash);
void tf_hash_update (TfHash *hash, const void *data, gsize length);
/* Writes 32 or 20 octets and returns how many; 0 when the library refuses the algorithm. Afterwards
 * the hash can only be freed. */
gsize tf_hash_finish (TfHash *hash, guint8 ret_digest[TF_HASH_MAX]);
void tf_hash_free (TfHash *hash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfHash, tf_hash_free)

/* ---- threads ----------------------------------------------------------------------- */

/* To be called before a thread uses this folder: OpenSSL then stays usable while the process exits. */
void tf_crypto_outlive_exit (void);
/* To be called last in a thread that used this folder. */
void tf_crypto_leave_thread (void);

/* ---- keys -------------------------------------------------------------------------- */

typedef enum { TF_KEY_RSA, TF_KEY_ED25519 } TfKeyType;

typedef struct _TfKey TfKey;

/* A key is immutable, reference-counted, and may be used by several threads.
 * NULL: *ret_reason says why (TF_REASON_KEY_SYNTAX, _KEY_TOO_SHORT under 512 bits,
 * _KEY_TOO_LONG, _KEY_EXPONENT). Whether 512 to 1023 bits are acceptable is for the caller
 * to decide. No number is used before its size has been checked. */
TfKey *tf_key_new_rsa (GBytes *der, TfReason *ret_reason);
/* Exactly 32 raw octets (RFC 8463 §4); small-order points are refused
 * (TF_REASON_KEY_SYNTAX). */
TfKey *tf_key_new_ed25519 (GBytes *raw, TfReason *ret_reason);
TfKeyType tf_key_get_key_type (const TfKey *key);
guint tf_key_get_bits (const TfKey *key);
TfKey *tf_key_ref (TfKey *key);
void tf_key_unref (TfKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfKey, tf_key_unref)

typedef enum {
    TF_SIGNATURE_VALID,
    TF_SIGNATURE_INVALID,
    TF_SIGNATURE_NOT_SUPPORTED /* the library refuses the key or the operation */
} TfSignatureState;

/* DIGEST is the HASH of the signed data. Ed25519 signs the digest itself (RFC
 * 8463 §3). */
TfSignatureState
tf_key_verify (const TfKey *key, TfHashAlgorithm hash, const guint8 *digest,
               gsize digest_length, GBytes *signature);

/* ---- key-cache.c ----------------------------------------------------------------- */

/** TfKeyCache: the keys of the most recent signing domains; a folder has few. May be shared by
 * threads. */
typedef struct _TfKeyCache TfKeyCache;

TfKeyCache *tf_key_cache_new (void);
TfKeyCache *tf_key_cache_ref (TfKeyCache *cache);
void tf_key_cache_unref (TfKeyCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfKeyCache, tf_key_cache_unref)
/* As tf_key_new_rsa() and tf_key_new_ed25519(); with a NULL CACHE a new key is made.
 * The answer depends on TYPE and DATA alone. */
TfKey *
tf_key_cache_get (TfKeyCache *cache, TfKeyType type, GBytes *data, TfReason *ret_reason);
