/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Keys and signatures from keys.ini, which the tests of crypto share. */
#pragma once

#include <string.h>

#include "crypto/crypto.h"

static inline GKeyFile *
load_keys (void)
{
    GKeyFile *file = g_key_file_new ();
    g_autofree char *path =
        g_build_filename (g_getenv ("TRUEFROM_TEST_DATA"), "dkim", "keys.ini", NULL);
    g_autoptr (GError) error = NULL;

    g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
    g_assert_no_error (error);
    return file;
}

static inline GBytes *
get_bytes (GKeyFile *file, const char *group, const char *key)
{
    g_autofree char *text = g_key_file_get_string (file, group, key, NULL);
    GBytes *bytes;

    g_assert_nonnull (text);
    bytes = tf_base64_decode (tf_span_of (text));
    g_assert_nonnull (bytes);
    return bytes;
}

static inline gsize
digest_of_name (guint8 *ret_digest)
{
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);

    tf_hash_update (hash, "truefrom", 8);
    return tf_hash_finish (hash, ret_digest);
}

/* The signature verifies; with any octet changed, or another digest or length, it does not.
 */
static inline void
assert_verifies (const TfKey *key, GBytes *signature)
{
    guint8 digest[TF_HASH_MAX];
    gsize digest_length = digest_of_name (digest), length;
    const guint8 *data = g_bytes_get_data (signature, &length);
    g_autoptr (GBytes) shorter = g_bytes_new (data, length - 1);
    g_autoptr (GBytes) none = g_bytes_new (NULL, 0);

    g_assert_cmpint (
        tf_key_verify (key, TF_HASH_SHA256, digest, digest_length, signature), ==,
        TF_SIGNATURE_VALID);
    g_assert_cmpint (tf_key_verify (key, TF_HASH_SHA256, digest, digest_length, shorter),
                     ==, TF_SIGNATURE_INVALID);
    g_assert_cmpint (tf_key_verify (key, TF_HASH_SHA256, digest, digest_length, none), ==,
                     TF_SIGNATURE_INVALID);
    for (gsize at = 0; at < length; at += 17) {
        g_autofree guint8 *other = g_memdup2 (data, length);
        g_autoptr (GBytes) wrong = NULL;

        other[at] ^= 1;
        wrong = g_bytes_new (other, length);
        g_assert_cmpint (
            tf_key_verify (key, TF_HASH_SHA256, digest, digest_length, wrong), ==,
            TF_SIGNATURE_INVALID);
    }
    digest[0] ^= 1;
    g_assert_cmpint (
        tf_key_verify (key, TF_HASH_SHA256, digest, digest_length, signature), ==,
        TF_SIGNATURE_INVALID);
}
