/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-dkim-hashes.c: hashes of bodies: of nothing, of each variant and l=, for any chunking
 * (attack DK-14), and in linear time (DO-05). */

#include "dkim/canon-naive.h"

/* ---- the RFC's examples (§3.4.3, §3.4.4) ----------------------------------------- */

static void
assert_empty_hash (TfCanon canon, TfHashAlgorithm algorithm, const char *expected)
{
    g_autoptr (TfBodyHasher) hasher =
        tf_body_hasher_new (TF_LINE_ENDS_CRLF, TF_STORE_FILE);
    guint8 digest[TF_HASH_MAX];
    guint64 length;
    g_autofree char *text = NULL;

    tf_body_hasher_want (hasher, canon, algorithm, FALSE, 0);
    tf_body_hasher_finish (hasher);
    g_assert_true (tf_body_hasher_get (hasher, TF_VARIANT_AS_IS, canon, algorithm, FALSE,
                                       0, digest, &length));
    g_assert_cmpuint (length, ==, canon == TF_CANON_SIMPLE ? 2 : 0);
    g_assert_false (tf_body_hasher_get (hasher, TF_VARIANT_LINE_ENDS, canon, algorithm,
                                        FALSE, 0, digest, &length));
    text = g_base64_encode (digest, algorithm == TF_HASH_SHA256 ? 32 : 20);
    g_assert_cmpstr (text, ==, expected);
}

static void
test_empty_hashes (void)
{
    assert_empty_hash (TF_CANON_SIMPLE, TF_HASH_SHA256,
                       "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=");
    assert_empty_hash (TF_CANON_RELAXED, TF_HASH_SHA256,
                       "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_empty_hash (TF_CANON_SIMPLE, TF_HASH_SHA1, "uoq1oCgLlTqpdDX/iUbLy7J1Wic=");
    assert_empty_hash (TF_CANON_RELAXED, TF_HASH_SHA1, "2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
}

/* ---- hashes: variants and l= ----------------------------------------------------- */

static void
assert_hash (const TfBodyHasher *hasher, TfVariant variant, TfCanon canon,
             const GString *body, gboolean has_length, guint64 length)
{
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
    guint8 wanted[TF_HASH_MAX], given[TF_HASH_MAX];
    guint64 canonical_length;

    tf_hash_update (hash, body->str, has_length ? MIN (length, body->len) : body->len);
    tf_hash_finish (hash, wanted);
    g_assert_true (tf_body_hasher_get (hasher, variant, canon, TF_HASH_SHA256, has_length,
                                       length, given, &canonical_length));
    g_assert_cmpuint (canonical_length, ==, body->len);
    g_assert_cmpmem (given, 32, wanted, 32);
}

static const guint64 lengths[] = {0, 1, 2, 40, 100000};

static void
assert_hashes (const TfBodyHasher *hasher, TfVariant variant, TfSpan body,
               TfLoneLf lone_lf)
{
    for (TfCanon canon = TF_CANON_SIMPLE; canon <= TF_CANON_RELAXED; canon++) {
        g_autoptr (GString) plain = plain_body (body, canon, lone_lf);

        assert_hash (hasher, variant, canon, plain, FALSE, 0);
        for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
            assert_hash (hasher, variant, canon, plain, TRUE, lengths[i]);
    }
}

static TfBodyHasher *
hash_body (TfSpan body, TfLineEnds header_ends, gsize chunk)
{
    TfBodyHasher *hasher = tf_body_hasher_new (header_ends, TF_STORE_FILE);

    for (guint twice = 0; twice < 2; twice++) /* wanting again changes nothing */
        for (TfCanon canon = TF_CANON_SIMPLE; canon <= TF_CANON_RELAXED; canon++) {
            tf_body_hasher_want (hasher, canon, TF_HASH_SHA256, FALSE, 7);
            for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
                tf_body_hasher_want (hasher, canon, TF_HASH_SHA256, TRUE, lengths[i]);
        }
    while (body.length > 0) {
        gsize n = next_chunk (chunk, body.length);

        tf_body_hasher_update (hasher, tf_span (body.data, n));
        body = tf_span (body.data + n, body.length - n);
    }
    tf_body_hasher_finish (hasher);
    return hasher;
}

static gboolean
has_lone_lf (const GString *body)
{
    for (gsize i = 0; i < body->len; i++)
        if (body->str[i] == '\n' && (i == 0 || body->str[i - 1] != '\r'))
            return TRUE;
    return FALSE;
}

static void
assert_no_variant (const TfBodyHasher *hasher)
{
    guint8 digest[TF_HASH_MAX];
    guint64 length;

    g_assert_false (tf_body_hasher_get (hasher, TF_VARIANT_LINE_ENDS, TF_CANON_SIMPLE,
                                        TF_HASH_SHA256, FALSE, 0, digest, &length));
}

static void
test_variants (void)
{
    static const gsize chunks[] = {0, 1, 2, 3, 4096};

    for (guint round = 0; round < 300; round++) {
        g_autoptr (GString) body = random_body (40, FALSE);
        TfSpan span = tf_span (body->str, body->len);
        gsize chunk = chunks[round % G_N_ELEMENTS (chunks)];
        g_autoptr (TfBodyHasher) crlf = hash_body (span, TF_LINE_ENDS_CRLF, chunk);
        g_autoptr (TfBodyHasher) mixed = hash_body (span, TF_LINE_ENDS_MIXED, chunk);
        g_autoptr (TfBodyHasher) lf = hash_body (span, TF_LINE_ENDS_LF, chunk);

        assert_hashes (crlf, TF_VARIANT_AS_IS, span, TF_LONE_LF_IS_DATA);
        assert_hashes (mixed, TF_VARIANT_AS_IS, span, TF_LONE_LF_IS_DATA);
        assert_hashes (mixed, TF_VARIANT_LINE_ENDS, span, TF_LONE_LF_IS_LINE_END);
        assert_hashes (lf, TF_VARIANT_AS_IS, span, TF_LONE_LF_IS_LINE_END);
        assert_no_variant (lf);
        if (has_lone_lf (body))
            assert_hashes (crlf, TF_VARIANT_LINE_ENDS, span, TF_LONE_LF_IS_LINE_END);
        else
            assert_no_variant (crlf);
    }
}

/* ---- time ------------------------------------------------------------------------ */

static const char *const heavy[] = {" ",  "\t",    "\r\n",    "\r",   "\n",   " \r\n",
                                    "a ", "a\r\n", " \r",     "a \r", "a\n",  "\r\r\n",
                                    "a",  "a\t",   "a  \r\n", "\0",   "\n\r", "a\r"};

static void
test_linear_time (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (heavy); i++) {
        g_autoptr (GString) body = g_string_sized_new (5 << 20);
        g_autoptr (TfBodyHasher) hasher = NULL;
        gint64 start = g_get_monotonic_time ();

        while (body->len < 4 << 20)
            g_string_append_len (body, heavy[i], *heavy[i] == '\0' ? 1 : -1);
        hasher = hash_body (tf_span (body->str, body->len), TF_LINE_ENDS_CRLF, 64 * 1024);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dkim/canon/body/empty-hashes", test_empty_hashes);
    g_test_add_func ("/dkim/canon/body/variants", test_variants);
    g_test_add_func ("/dkim/canon/body/linear-time", test_linear_time);
    return g_test_run ();
}
