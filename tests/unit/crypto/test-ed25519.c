/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-ed25519.c: Ed25519 signatures, and points that are no keys. */

#include "crypto/keys-helper.h"

static void
assert_ed25519_refused (const guint8 *data, gsize length)
{
    g_autoptr (GBytes) raw = g_bytes_new (data, length);
    TfReason reason = TF_REASON_NONE;

    g_assert_null (tf_key_new_ed25519 (raw, &reason));
    g_assert_cmpint (reason, ==, TF_REASON_KEY_SYNTAX);
}

static void
test_verify_ed25519 (void)
{
    g_autoptr (GKeyFile) file = load_keys ();
    g_autoptr (GBytes) raw = get_bytes (file, "ed25519", "raw");
    g_autoptr (GBytes) signature = get_bytes (file, "ed25519", "signature");
    TfReason reason = TF_REASON_NONE;
    g_autoptr (TfKey) key = tf_key_new_ed25519 (raw, &reason);

    g_assert_nonnull (key);
    g_assert_cmpuint (tf_key_get_bits (key), ==, 256);
    g_assert_cmpint (tf_key_get_key_type (key), ==, TF_KEY_ED25519);
    assert_verifies (key, signature);
}

static void
test_bad_ed25519 (void)
{
    guint8 point[33] = {0};
    guint8 order_8[32] = {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0,
                          0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
                          0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39,
                          0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x85};

    assert_ed25519_refused (point, 32);
    assert_ed25519_refused (order_8, 32);
    point[0] = 1;
    assert_ed25519_refused (point, 32);
    point[0] = 9;
    assert_ed25519_refused (point, 31);
    assert_ed25519_refused (point, 33);
    assert_ed25519_refused (point, 0);
    memset (point, 0xff, 32); /* y = p + 18 with a sign */
    point[0] = 0xee;
    assert_ed25519_refused (point, 32);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/crypto/ed25519/verify", test_verify_ed25519);
    g_test_add_func ("/crypto/ed25519/bad", test_bad_ed25519);
    return g_test_run ();
}
