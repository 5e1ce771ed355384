/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The body hashes: however the body is cut into blocks, they are the same. The first two
 * bytes of the input choose the header's line ends, the kind of store and the sizes of the blocks. */
#include "fuzz.h"

#include "dkim/dkim.h"

static const guint64 lengths[] = {0, 1, 7, 100000};

static TfBodyHasher *
hasher_new (TfLineEnds ends, TfStore store)
{
    TfBodyHasher *hasher = tf_body_hasher_new (ends, store);

    for (TfCanon canon = TF_CANON_SIMPLE; canon <= TF_CANON_RELAXED; canon++) {
        tf_body_hasher_want (hasher, canon, TF_HASH_SHA256, FALSE, 0);
        for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
            tf_body_hasher_want (hasher, canon, TF_HASH_SHA256, TRUE, lengths[i]);
    }
    return hasher;
}

static void
feed (TfBodyHasher *hasher, const uint8_t *data, size_t size, guint seed)
{
    while (size > 0) {
        size_t n = seed == 0 ? size : MIN (size, 1 + seed % 19);

        tf_body_hasher_update (hasher, fuzz_span (data, n));
        data += n;
        size -= n;
        seed = seed == 0 ? 0 : seed * 1103515245 + 12345;
        seed += seed == 0 ? 0 : (seed == G_MAXUINT);
    }
    tf_body_hasher_finish (hasher);
}

static void
compare (const TfBodyHasher *a, const TfBodyHasher *b, TfVariant variant, TfCanon canon,
         gboolean has_length, guint64 length)
{
    guint8 one[TF_HASH_MAX] = {0};
    guint8 two[TF_HASH_MAX] = {0};
    guint64 size_one = 0;
    guint64 size_two = 0;
    gboolean got = tf_body_hasher_get (a, variant, canon, TF_HASH_SHA256, has_length,
                                       length, one, &size_one);

    FUZZ_ASSERT (got == tf_body_hasher_get (b, variant, canon, TF_HASH_SHA256, has_length,
                                            length, two, &size_two));
    FUZZ_ASSERT (!got || (memcmp (one, two, sizeof one) == 0 && size_one == size_two));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfLineEnds ends = size > 0 ? data[0] % 3 : TF_LINE_ENDS_CRLF;
    TfStore store = size > 0 && data[0] / 3 % 2 == 1 ? TF_STORE_MBOX : TF_STORE_FILE;
    guint seed = size > 1 ? data[1] : 1;
    size_t skip = MIN (size, 2);
    g_autoptr (TfBodyHasher) whole = hasher_new (ends, store);
    g_autoptr (TfBodyHasher) pieces = hasher_new (ends, store);

    feed (whole, data + skip, size - skip, 0);
    feed (pieces, data + skip, size - skip, seed + 1);
    for (TfVariant variant = TF_VARIANT_AS_IS; variant < TF_N_VARIANTS; variant++)
        for (TfCanon canon = TF_CANON_SIMPLE; canon <= TF_CANON_RELAXED; canon++) {
            compare (whole, pieces, variant, canon, FALSE, 0);
            for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
                compare (whole, pieces, variant, canon, TRUE, lengths[i]);
        }
    return 0;
}
