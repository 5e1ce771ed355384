/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The body of a message from an mbox, read with and without its escapes. */
#include <string.h>

#include "dkim/dkim.h"

static const gsize chunks[] = {1, 2, 3, 5, 6, 7, 64, 100000};

static TfBodyHasher *
hash_body (const char *body, gsize length, TfLineEnds ends, TfStore store, gsize chunk)
{
    TfBodyHasher *hasher = tf_body_hasher_new (ends, store);

    for (TfCanon canon = TF_CANON_SIMPLE; canon <= TF_CANON_RELAXED; canon++) {
        tf_body_hasher_want (hasher, canon, TF_HASH_SHA256, FALSE, 0);
        tf_body_hasher_want (hasher, canon, TF_HASH_SHA256, TRUE, 9);
    }
    for (gsize at = 0; at < length; at += MIN (chunk, length - at))
        tf_body_hasher_update (hasher, tf_span (body + at, MIN (chunk, length - at)));
    tf_body_hasher_finish (hasher);
    return hasher;
}

static void
assert_same (const TfBodyHasher *a, TfVariant variant_a, const TfBodyHasher *b,
             TfVariant variant_b)
{
    guint8 digest_a[TF_HASH_MAX], digest_b[TF_HASH_MAX];
    guint64 length_a, length_b;

    for (guint delivery = 0; delivery < 4; delivery++) {
        TfCanon canon = (TfCanon)(delivery & 1);
        guint64 limit = delivery > 1 ? 9 : 0;
        gboolean exists = tf_body_hasher_get (b, variant_b, canon, TF_HASH_SHA256,
                                              delivery > 1, limit, digest_b, &length_b);

        g_assert_cmpint (tf_body_hasher_get (a, variant_a, canon, TF_HASH_SHA256,
                                             delivery > 1, limit, digest_a, &length_a),
                         ==, exists);
        if (!exists)
            continue;
        g_assert_cmpuint (length_a, ==, length_b);
        g_assert_cmpmem (digest_a, 32, digest_b, 32);
    }
}

static gboolean
has_unescaped (const TfBodyHasher *hasher)
{
    guint8 digest[TF_HASH_MAX];
    guint64 length;

    return tf_body_hasher_get (hasher, TF_VARIANT_MBOX, TF_CANON_SIMPLE, TF_HASH_SHA256,
                               FALSE, 0, digest, &length);
}

/* MBOX is BODY as it is stored, PLAIN without the escapes. */
static void
compare (const GString *mbox, const GString *plain, TfLineEnds ends, gsize chunk)
{
    g_autoptr (TfBodyHasher) stored =
        hash_body (mbox->str, mbox->len, ends, TF_STORE_MBOX, chunk);
    g_autoptr (TfBodyHasher) file =
        hash_body (mbox->str, mbox->len, ends, TF_STORE_FILE, 100000);
    /* The same line ends as the variant reads them. */
    g_autoptr (TfBodyHasher) wanted =
        hash_body (plain->str, plain->len, TF_LINE_ENDS_LF, TF_STORE_FILE, 100000);

    assert_same (stored, TF_VARIANT_AS_IS, file, TF_VARIANT_AS_IS);
    assert_same (stored, TF_VARIANT_LINE_ENDS, file, TF_VARIANT_LINE_ENDS);
    g_assert_false (has_unescaped (file));
    g_assert_cmpint (has_unescaped (stored), ==, !g_string_equal (mbox, plain));
    if (has_unescaped (stored))
        assert_same (stored, TF_VARIANT_MBOX, wanted, TF_VARIANT_AS_IS);
}

static void
compare_all (const char *mbox, const char *plain)
{
    g_autoptr (GString) stored = g_string_new (mbox);
    g_autoptr (GString) wanted = g_string_new (plain);

    for (guint c = 0; c < G_N_ELEMENTS (chunks); c++)
        for (TfLineEnds ends = TF_LINE_ENDS_CRLF; ends <= TF_LINE_ENDS_MIXED; ends++)
            compare (stored, wanted, ends, chunks[c]);
}

static const struct {
    const char *mbox;
    const char *plain;
} rows[] = {
    {"", ""},
    {"hello\n", "hello\n"},
    {">From x\n", "From x\n"},
    {"a\n>From x\nb\n>>From y\n>>>From z\n", "a\nFrom x\nb\n>From y\n>>From z\n"},
    {"a\r\n>From x\r\n", "a\r\nFrom x\r\n"},
    {"a\n>From\n>Fro\n>>F\n>\n>>", "a\n>From\n>Fro\n>>F\n>\n>>"},
    {" >From x\na>From y\n> From z\n>from a\n",
     " >From x\na>From y\n> From z\n>from a\n"},
    {">Fro\n>From ", ">Fro\nFrom "},
    {">F>From x\n>From>From y\n", ">F>From x\n>From>From y\n"},
    {">\n>From x", ">\nFrom x"},
    {"a\r>From x\n", "a\r>From x\n"},
};

static void
test_rows (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        compare_all (rows[i].mbox, rows[i].plain);
}

/* By the definition: one ">" less in ^>+From. */
static GString *
without_escapes (const GString *mbox)
{
    GString *plain = g_string_new (NULL);

    for (gsize at = 0; at < mbox->len;) {
        const char *end = memchr (mbox->str + at, '\n', mbox->len - at);
        gsize next = end != NULL ? (gsize)(end - mbox->str) + 1 : mbox->len;
        gsize from = at;

        while (from < next && mbox->str[from] == '>')
            from++;
        if (from > at && next - from >= 5 && memcmp (mbox->str + from, "From ", 5) == 0)
            at++;
        g_string_append_len (plain, mbox->str + at, (gssize)(next - at));
        at = next;
    }
    return plain;
}

static void
test_random (void)
{
    static const char *const pieces[] = {
        ">",        ">",           "From ", "From ", "\n", "\n", "\r\n", "\r\n",
        "\n>From ", "\r\n>>From ", "F",     "Fro",   " ",  "x",  "\r",   "\t"};

    for (guint round = 0; round < 2000; round++) {
        g_autoptr (GString) mbox = g_string_new (NULL);
        g_autoptr (GString) plain = NULL;
        guint count = (guint)g_test_rand_int_range (0, 40);

        for (guint i = 0; i < count; i++)
            g_string_append (mbox,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        plain = without_escapes (mbox);
        compare (mbox, plain, (TfLineEnds)(round % 3),
                 chunks[round % G_N_ELEMENTS (chunks)]);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dkim/mbox/rows", test_rows);
    g_test_add_func ("/dkim/mbox/random", test_random);
    return g_test_run ();
}
