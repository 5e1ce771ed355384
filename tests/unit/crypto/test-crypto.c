/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-crypto.c: hashes, RSA keys out of DER, signatures (attacks KY-01 to KY-07, DO-14).
 */

#include "crypto/keys-helper.h"

static void
assert_digest (TfHash *hash, const char *hexadecimal)
{
    guint8 digest[TF_HASH_MAX];
    gsize length = tf_hash_finish (hash, digest);
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; i < length; i++)
        g_string_append_printf (text, "%02x", digest[i]);
    g_assert_cmpstr (text->str, ==, hexadecimal);
}

static void
test_hash (void)
{
    g_autoptr (TfHash) sha256 = tf_hash_new (TF_HASH_SHA256);
    g_autoptr (TfHash) sha1 = tf_hash_new (TF_HASH_SHA1);
    g_autoptr (TfHash) copy = NULL;

    tf_hash_update (sha256, NULL, 0);
    tf_hash_update (sha256, "a", 1);
    copy = tf_hash_copy (sha256);
    tf_hash_update (sha256, "bc", 2);
    tf_hash_update (sha1, "abc", 3);
    assert_digest (sha256,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest (copy,
                   "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    assert_digest (sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
}

/* ---- DER ------------------------------------------------------------------------- */

static void
prepend_head (GByteArray *content, guint8 tag)
{
    guint8 head[4] = {tag};
    guint n = 1;

    if (content->len >= 0x100) {
        head[n++] = 0x82;
        head[n++] = (guint8)(content->len >> 8);
    } else if (content->len >= 0x80) {
        head[n++] = 0x81;
    }
    head[n++] = (guint8)content->len;
    g_byte_array_prepend (content, head, n);
}

static void
append_integer (GByteArray *out, const guint8 *number, gsize length)
{
    g_autoptr (GByteArray) element = g_byte_array_new ();

    if (length == 0 || number[0] >= 0x80)
        g_byte_array_append (element, (const guint8 *)"\0", 1);
    g_byte_array_append (element, number, (guint)length);
    prepend_head (element, 0x02);
    g_byte_array_append (out, element->data, element->len);
}

/* PKCS #1 with a modulus of BITS one bits, except for the last, which is ODD. */
static GByteArray *
make_pkcs1 (guint bits, gboolean odd, const char *exponent, gsize exponent_length)
{
    GByteArray *der = g_byte_array_new ();
    g_autofree guint8 *modulus = g_malloc ((bits + 7) / 8);

    memset (modulus, 0xff, (bits + 7) / 8);
    modulus[0] = (guint8)(0xff >> ((8 - bits % 8) % 8));
    modulus[(bits + 7) / 8 - 1] = (guint8)(odd ? 0xff : 0xfe);
    append_integer (der, modulus, (bits + 7) / 8);
    append_integer (der, (const guint8 *)exponent, exponent_length);
    prepend_head (der, 0x30);
    return der;
}

typedef struct {
    guint bits;
    gboolean odd;
    const char *exponent;
    gsize exponent_length;
    TfReason reason;
} NumbersRow;

static const NumbersRow numbers_rows[] = {
    {511, TRUE, "\x01\x00\x01", 3, TF_REASON_KEY_TOO_SHORT},
    {512, TRUE, "\x01\x00\x01", 3, TF_REASON_NONE},
    {1023, TRUE, "\x01\x00\x01", 3, TF_REASON_NONE},
    {1024, TRUE, "\x03", 1, TF_REASON_NONE},
    {2048, TRUE, "\x01\x00\x01", 3, TF_REASON_NONE},
    {4096, TRUE, "\x01\x00\x01", 3, TF_REASON_NONE},
    {8192, TRUE, "\x01\x00\x01", 3, TF_REASON_NONE},
    {8193, TRUE, "\x01\x00\x01", 3, TF_REASON_KEY_TOO_LONG},
    {16384, TRUE, "\x01\x00\x01", 3, TF_REASON_KEY_TOO_LONG},
    {65536, TRUE, "\x01\x00\x01", 3, TF_REASON_KEY_TOO_LONG},
    {2048, FALSE, "\x01\x00\x01", 3, TF_REASON_KEY_SYNTAX},
    {2048, TRUE, "\x01", 1, TF_REASON_KEY_EXPONENT},
    {2048, TRUE, "\x02", 1, TF_REASON_KEY_EXPONENT},
    {2048, TRUE, "\x01\x00\x00", 3, TF_REASON_KEY_EXPONENT},
    {2048, TRUE, "\xff\xff\xff\xff", 4, TF_REASON_NONE},
    {2048, TRUE, "\x01\x00\x00\x00\x01", 5, TF_REASON_KEY_EXPONENT},
    {2048, TRUE, "\x02\x00\x00\x00\x00", 5, TF_REASON_KEY_EXPONENT},
    {2048, TRUE, "", 0, TF_REASON_KEY_SYNTAX},
};

static void
assert_rsa (const guint8 *der, gsize length, TfReason reason, guint bits)
{
    g_autoptr (GBytes) bytes = g_bytes_new (der, length);
    TfReason given = TF_REASON_NONE;
    g_autoptr (TfKey) key = tf_key_new_rsa (bytes, &given);

    g_assert_cmpstr (tf_reason_to_string (given), ==, tf_reason_to_string (reason));
    g_assert_true ((key == NULL) == (reason != TF_REASON_NONE));
    if (key != NULL) {
        g_assert_cmpuint (tf_key_get_bits (key), ==, bits);
        g_assert_cmpint (tf_key_get_key_type (key), ==, TF_KEY_RSA);
    }
}

static void
test_numbers (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (numbers_rows); i++) {
        const NumbersRow *row = &numbers_rows[i];
        g_autoptr (GByteArray) der =
            make_pkcs1 (row->bits, row->odd, row->exponent, row->exponent_length);

        g_test_message ("row %u", i);
        assert_rsa (der->data, der->len, row->reason, row->bits);
    }
}

/* KY-04, DO-14: an exponent as long as the modulus takes no time. */
static void
test_long_exponent (void)
{
    g_autofree char *exponent = g_malloc (2048);
    g_autoptr (GByteArray) der = NULL;
    gint64 start;

    memset (exponent, 0x7f, 2048);
    der = make_pkcs1 (2048, TRUE, exponent, 2048);
    start = g_get_monotonic_time ();
    for (guint i = 0; i < 8; i++)
        assert_rsa (der->data, der->len, TF_REASON_KEY_EXPONENT, 0);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 100000);
}

/* ---- keys from the file ---------------------------------------------------------- */

static void
test_verify_rsa (void)
{
    g_autoptr (GKeyFile) file = load_keys ();
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
    guint n = 0;

    for (guint i = 0; groups[i] != NULL; i++) {
        static const char *const forms[] = {"spki", "pkcs1"};

        if (!g_str_has_prefix (groups[i], "rsa"))
            continue;
        for (guint f = 0; f < G_N_ELEMENTS (forms); f++) {
            g_autoptr (GBytes) der = get_bytes (file, groups[i], forms[f]);
            g_autoptr (GBytes) signature = get_bytes (file, groups[i], "signature");
            TfReason reason = TF_REASON_NONE;
            g_autoptr (TfKey) key = tf_key_new_rsa (der, &reason);

            g_assert_nonnull (key);
            g_assert_cmpuint (
                tf_key_get_bits (key), ==,
                (guint)g_key_file_get_integer (file, groups[i], "bits", NULL));
            assert_verifies (key, signature);
            n++;
        }
    }
    g_assert_cmpuint (n, ==, 20);
}

/* KY-05: every other shape of DER is refused. No prefix, no addition and no changed head
 * of a good key is a key of another size. */
static void
test_bad_der (void)
{
    g_autoptr (GKeyFile) file = load_keys ();
    g_autoptr (GBytes) der = get_bytes (file, "rsa-2048", "spki");
    gsize length;
    const guint8 *data = g_bytes_get_data (der, &length);
    g_autofree guint8 *copy = g_malloc (length + 1);

    for (gsize n = 0; n < length; n++)
        assert_rsa (data, n, TF_REASON_KEY_SYNTAX, 0);
    memcpy (copy, data, length);
    copy[length] = 0;
    assert_rsa (copy, length + 1, TF_REASON_KEY_SYNTAX, 0); /* one octet left over */
    for (gsize at = 0; at < 32; at++) /* the heads of all elements around the modulus */
        for (guint value = 0; value < 0x100; value++) {
            if (value == data[at])
                continue;
            copy[at] = (guint8)value;
            assert_rsa (copy, length, TF_REASON_KEY_SYNTAX, 0);
            copy[at] = data[at];
        }
    copy[33] &=
        0x7f; /* the modulus' first octet: now the zero before it is one too many */
    assert_rsa (copy, length, TF_REASON_KEY_SYNTAX, 0);
}

/* Heads written out by hand. */
static void
test_odd_der (void)
{
    static const struct {
        const char *der;
        gsize length;
    } rows[] = {
        {"\x30\x80\x02\x01\x03\x02\x01\x03\x00\x00", 10}, /* indefinite length */
        {"\x30\x81\x06\x02\x01\x03\x02\x01\x03", 9}, /* length not in the fewest octets */
        {"\x30\x82\x00\x06\x02\x01\x03\x02\x01\x03", 10},
        {"\x30\x84\x00\x00\x00\x06\x02\x01\x03\x02\x01\x03", 12},
        {"\x30\x06\x02\x01\x83\x02\x01\x03", 8}, /* negative */
        {"\x30\x05\x02\x00\x02\x01\x03", 7},     /* no octets */
        {"\x30\x06\x02\x01\x00\x02\x01\x03", 8}, /* zero */
        {"\x30\x03\x02\x01\x03", 5},             /* no exponent */
        {"\x30\x00", 2},
        {"\x30", 1},
        {"", 0},
        {"\x31\x06\x02\x01\x03\x02\x01\x03", 8}, /* a SET */
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        assert_rsa ((const guint8 *)rows[i].der, rows[i].length, TF_REASON_KEY_SYNTAX, 0);
    assert_rsa ((const guint8 *)"\x30\x06\x02\x01\x03\x02\x01\x03", 8,
                TF_REASON_KEY_TOO_SHORT, 0);
}

/* ---- the cache ------------------------------------------------------------------- */

static void
test_cache (void)
{
    g_autoptr (TfKeyCache) cache = tf_key_cache_new ();
    g_autoptr (GByteArray) pkcs1 = make_pkcs1 (1024, TRUE, "\x03", 1);
    g_autoptr (GBytes) data = g_bytes_new (pkcs1->data, pkcs1->len);
    g_autoptr (GBytes) same = g_bytes_new (pkcs1->data, pkcs1->len);
    TfReason reason = TF_REASON_NONE;
    g_autoptr (TfKey) first = tf_key_cache_get (cache, TF_KEY_RSA, data, &reason);
    g_autoptr (TfKey) second = tf_key_cache_get (cache, TF_KEY_RSA, same, &reason);
    g_autoptr (TfKey) alone = tf_key_cache_get (NULL, TF_KEY_RSA, data, &reason);

    g_assert_nonnull (first);
    g_assert_true (first == second);
    g_assert_true (first != alone);
    g_assert_null (tf_key_cache_get (cache, TF_KEY_ED25519, data, &reason));
    g_assert_cmpint (reason, ==, TF_REASON_KEY_SYNTAX);
}

/* The bytes of one type are never taken for a key of the other, and the cache does not grow. */
static void
test_cache_limit (void)
{
    g_autoptr (TfKeyCache) cache = tf_key_cache_new ();
    g_autoptr (TfKey) kept = NULL;
    TfReason reason = TF_REASON_NONE;

    for (guint i = 0; i < 3 * TF_LIMIT_KEYS_KEPT; i++) {
        guint8 point[32] = {9, (guint8)i};
        g_autoptr (GBytes) data = g_bytes_new (point, sizeof point);
        g_autoptr (TfKey) key = tf_key_cache_get (cache, TF_KEY_ED25519, data, &reason);
        g_autoptr (TfKey) again = tf_key_cache_get (cache, TF_KEY_ED25519, data, &reason);

        g_assert_nonnull (key);
        g_assert_true (key == again);
        g_assert_null (tf_key_cache_get (cache, TF_KEY_RSA, data, &reason));
        if (i == 0)
            kept = tf_key_ref (key);
    }
    g_assert_cmpuint (tf_key_get_bits (kept), ==, 256);
}

static gpointer
use_cache (gpointer data)
{
    TfKeyCache *cache = data;

    for (guint i = 0; i < 2000; i++) {
        guint8 point[32] = {9, (guint8)(i % 100)};
        g_autoptr (GBytes) bytes = g_bytes_new (point, sizeof point);
        TfReason reason = TF_REASON_NONE;
        g_autoptr (TfKey) key = tf_key_cache_get (cache, TF_KEY_ED25519, bytes, &reason);

        g_assert_nonnull (key);
    }
    tf_key_cache_unref (cache);
    return NULL;
}

static void
test_cache_threads (void)
{
    g_autoptr (TfKeyCache) cache = tf_key_cache_new ();
    GThread *threads[4];

    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("cache", use_cache, tf_key_cache_ref (cache));
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/crypto/hash", test_hash);
    g_test_add_func ("/crypto/rsa/numbers", test_numbers);
    g_test_add_func ("/crypto/rsa/long-exponent", test_long_exponent);
    g_test_add_func ("/crypto/rsa/verify", test_verify_rsa);
    g_test_add_func ("/crypto/rsa/bad-der", test_bad_der);
    g_test_add_func ("/crypto/rsa/odd-der", test_odd_der);
    g_test_add_func ("/crypto/cache/same", test_cache);
    g_test_add_func ("/crypto/cache/limit", test_cache_limit);
    g_test_add_func ("/crypto/cache/threads", test_cache_threads);
    return g_test_run ();
}
