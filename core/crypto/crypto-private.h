/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* crypto-private.h: what the files of this folder share and nobody else sees. */
#pragma once

#include <openssl/evp.h>

#include "crypto/crypto.h"

/* ---- library.c ------------------------------------------------------------------- */

OSSL_LIB_CTX *tf_crypto_library (void);
const EVP_MD *tf_crypto_digest (TfHashAlgorithm algorithm);
/* Owned; NULL: OpenSSL refuses the numbers. */
EVP_PKEY *tf_crypto_make_rsa (OSSL_PARAM *parameters);

/* ---- der.c ----------------------------------------------------------------------- */

/** TfRsaNumbers: RFC 8017 A.1.1 RSAPublicKey, sizes checked; big endian, no leading
 * zeros. */
typedef struct {
    TfSpan modulus;
    TfSpan exponent;
    guint bits; /* of the modulus */
} TfRsaNumbers;

/* TF_REASON_NONE, or why the key is refused. The spans are borrowed from DER. */
TfReason tf_der_read_rsa (TfSpan der, TfRsaNumbers *ret_numbers);
