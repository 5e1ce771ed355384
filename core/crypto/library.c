/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* library.c: OpenSSL in a library context of our own.
 *
 * A distribution's crypto policy (openssl.cnf, FIPS) governs the default context: it may
 * refuse RSA with 1024 bits or SHA-1, and a refusal must not look like a forged
 * signature. A context made with OSSL_LIB_CTX_new() reads no configuration.
 * It lives as long as the process. */

#include "crypto/crypto-private.h"

#include <openssl/crypto.h>
#include <openssl/provider.h>

typedef struct {
    OSSL_LIB_CTX *context;
    EVP_MD *sha256;
    EVP_MD *sha1;
    EVP_PKEY_CTX *rsa; /* for making keys; guarded by rsa_lock */
    GMutex rsa_lock;
} TfCryptoLibrary;

static gpointer
open_library (gpointer unused)
{
    TfCryptoLibrary *library = g_new0 (TfCryptoLibrary, 1);

    /* What is not available stays NULL, and what needs it is "not supported here". */
    library->context = OSSL_LIB_CTX_new ();
    if (library->context != NULL)
        OSSL_PROVIDER_load (library->context, "default");
    library->sha256 = EVP_MD_fetch (library->context, "SHA256", NULL);
    library->sha1 = EVP_MD_fetch (library->context, "SHA1", NULL);
    library->rsa = EVP_PKEY_CTX_new_from_name (library->context, "RSA", NULL);
    if (library->rsa != NULL && EVP_PKEY_fromdata_init (library->rsa) != 1)
        g_clear_pointer (&library->rsa, EVP_PKEY_CTX_free);
    g_mutex_init (&library->rsa_lock);
    return library;
}

static TfCryptoLibrary *
get_library (void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once (&once, open_library, NULL);
}

OSSL_LIB_CTX *
tf_crypto_library (void)
{
    return get_library ()->context;
}

const EVP_MD *
tf_crypto_digest (TfHashAlgorithm algorithm)
{
    const TfCryptoLibrary *library = get_library ();

    return algorithm == TF_HASH_SHA256 ? library->sha256 : library->sha1;
}

/* Looking up the algorithm takes longer than making the key, so one context makes
 * them all. */
EVP_PKEY *
tf_crypto_make_rsa (OSSL_PARAM *parameters)
{
    TfCryptoLibrary *library = get_library ();
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&library->rsa_lock);
    EVP_PKEY *pkey = NULL;

    if (library->rsa == NULL ||
        EVP_PKEY_fromdata (library->rsa, &pkey, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return NULL;
    return pkey;
}

/* At exit OpenSSL frees its tables, even while a thread still uses them; this prevents it. What
 * somebody else initialised before us is freed all the same. */
void
tf_crypto_outlive_exit (void)
{
    OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
}

/* OpenSSL would do this after the thread's last line, when nobody waits for it any more. */
void
tf_crypto_leave_thread (void)
{
    OPENSSL_thread_stop ();
}
