/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* body-hash.c: RFC 6376 §3.7 step 1: the hashes of the body, all in one pass.
 *
 * One canonicaliser for each (variant, canonicalisation) feeds one digest for each
 * (algorithm, l=) that is wanted. The second variant begins as a copy of the
 * first, at the first LF that the two read differently: until then no work is done
 * twice. So does the third, at the first escaped "From " of a message from
 * an mbox; body-mbox.c finds it. The last bytes of the body are held back until the end is reached:
 * the body may originally have ended there, before a list added its footer, so the digests are
 * finished at those places too. */

#include "dkim/body-footer.h"
#include "dkim/body-mbox.h"
#include "dkim/dkim.h"

#include <string.h>

enum { N_CANONS = 2 };

typedef struct {
    TfHashAlgorithm algorithm;
    gboolean has_length;
    guint64 length;
    guint64 room; /* how many octets l= still allows */
    TfHash *hash;
    guint8 value[TF_HASH_MAX];
    gsize value_length;
    GByteArray *shorter; /* values without a footer, one after the other; or NULL */
} Digest;

typedef struct {
    TfBodyCanon *canon; /* NULL: not wanted, or this variant does not exist */
    GPtrArray *digests; /* Digest */
} Stream;

struct _TfBodyHasher {
    TfLineEnds header_ends;
    gboolean is_mbox;
    TfMboxScan scan;
    GByteArray *tail;  /* the last bytes, not passed on yet */
    gboolean is_whole; /* the tail is all of the body */
    Stream streams[TF_N_VARIANTS][N_CANONS];
};

static void
digest_free (gpointer data)
{
    Digest *digest = data;

    tf_hash_free (digest->hash);
    g_clear_pointer (&digest->shorter, g_byte_array_unref);
    g_free (digest);
}

static void
feed (gpointer data, TfSpan bytes)
{
    const Stream *stream = data;

    for (guint i = 0; i < stream->digests->len; i++) {
        Digest *digest = g_ptr_array_index (stream->digests, i);
        gsize length = (gsize)MIN (digest->room, bytes.length);

        tf_hash_update (digest->hash, bytes.data, length);
        digest->room -= length;
    }
}

TfBodyHasher *
tf_body_hasher_new (TfLineEnds header_ends, TfStore store)
{
    TfBodyHasher *hasher = g_new0 (TfBodyHasher, 1);

    hasher->header_ends = header_ends;
    hasher->is_mbox = store == TF_STORE_MBOX;
    tf_mbox_scan_init (&hasher->scan);
    hasher->tail = g_byte_array_new ();
    hasher->is_whole = TRUE;
    return hasher;
}

static TfLoneLf
lone_lf_of (TfLineEnds header_ends, TfVariant variant)
{
    if (variant == TF_VARIANT_LINE_ENDS || header_ends == TF_LINE_ENDS_LF)
        return TF_LONE_LF_IS_LINE_END;
    return header_ends == TF_LINE_ENDS_CRLF ? TF_LONE_LF_STOPS : TF_LONE_LF_IS_DATA;
}

static const Digest *
find_digest (const Stream *stream, TfHashAlgorithm algorithm, gboolean has_length,
             guint64 length)
{
    for (guint i = 0; stream->canon != NULL && i < stream->digests->len; i++) {
        const Digest *digest = g_ptr_array_index (stream->digests, i);

        if (digest->algorithm == algorithm && digest->has_length == has_length &&
            (!has_length || digest->length == length))
            return digest;
    }
    return NULL;
}

static Digest *
digest_new (TfHashAlgorithm algorithm, gboolean has_length, guint64 length)
{
    Digest *digest = g_new0 (Digest, 1);

    digest->algorithm = algorithm;
    digest->has_length = has_length;
    digest->length = length;
    digest->room = has_length ? length : G_MAXUINT64;
    digest->hash = tf_hash_new (algorithm);
    return digest;
}

static void
want_in (TfBodyHasher *hasher, TfVariant variant, TfCanon canon, Digest *digest)
{
    Stream *stream = &hasher->streams[variant][canon];

    if (stream->canon == NULL) {
        stream->digests = g_ptr_array_new_with_free_func (digest_free);
        stream->canon = tf_body_canon_new (
            canon, lone_lf_of (hasher->header_ends, variant), feed, stream);
    }
    g_ptr_array_add (stream->digests, digest);
}

void
tf_body_hasher_want (TfBodyHasher *hasher, TfCanon canon, TfHashAlgorithm algorithm,
                     gboolean has_length, guint64 length)
{
    if (find_digest (&hasher->streams[TF_VARIANT_AS_IS][canon], algorithm, has_length,
                     length) != NULL)
        return;
    want_in (hasher, TF_VARIANT_AS_IS, canon, digest_new (algorithm, has_length, length));
    if (hasher->header_ends == TF_LINE_ENDS_MIXED)
        want_in (hasher, TF_VARIANT_LINE_ENDS, canon,
                 digest_new (algorithm, has_length, length));
}

static void
fork_stream_as (Stream *from, Stream *to, TfLoneLf lone_lf)
{
    tf_body_canon_flush (from->canon);
    to->canon = tf_body_canon_fork (from->canon, lone_lf, feed, to);
    to->digests = g_ptr_array_new_with_free_func (digest_free);
    for (guint i = 0; i < from->digests->len; i++) {
        const Digest *digest = g_ptr_array_index (from->digests, i);
        Digest *copy = g_new (Digest, 1);

        *copy = *digest;
        copy->hash = tf_hash_copy (digest->hash);
        copy->shorter = NULL;
        g_ptr_array_add (to->digests, copy);
    }
}

/* From here on there are two different readings. */
static void
fork_stream (Stream *from, Stream *to)
{
    fork_stream_as (from, to, TF_LONE_LF_IS_LINE_END);
}

/* The as-is stream stops before the first lone LF. */
static void
update_as_stored (TfBodyHasher *hasher, TfCanon canon, TfSpan chunk)
{
    Stream *as_is = &hasher->streams[TF_VARIANT_AS_IS][canon];
    Stream *repaired = &hasher->streams[TF_VARIANT_LINE_ENDS][canon];
    gsize taken;

    if (as_is->canon == NULL)
        return;
    if (repaired->canon != NULL)
        tf_body_canon_update (repaired->canon, chunk);
    taken = tf_body_canon_update (as_is->canon, chunk);
    if (taken == chunk.length)
        return;
    fork_stream (as_is, repaired);
    tf_body_canon_set_lone_lf (as_is->canon, TF_LONE_LF_IS_DATA);
    chunk = tf_span (chunk.data + taken, chunk.length - taken);
    tf_body_canon_update (as_is->canon, chunk);
    tf_body_canon_update (repaired->canon, chunk);
}

static void
update_unescaped (TfBodyHasher *hasher, TfCanon canon, TfSpan chunk)
{
    Stream *unescaped = &hasher->streams[TF_VARIANT_MBOX][canon];

    if (unescaped->canon != NULL)
        tf_body_canon_update (unescaped->canon, chunk);
}

static void
update_all (gpointer data, TfSpan chunk)
{
    for (guint canon = 0; canon < N_CANONS; canon++) {
        update_as_stored (data, (TfCanon)canon, chunk);
        update_unescaped (data, (TfCanon)canon, chunk);
    }
}

/* No digest has seen the ">" yet, so what both readings have in common ends here. */
static void
skip_escape (gpointer data, TfSpan escape)
{
    TfBodyHasher *hasher = data;

    for (guint canon = 0; canon < N_CANONS; canon++) {
        Stream *as_is = &hasher->streams[TF_VARIANT_AS_IS][canon];
        Stream *repaired = &hasher->streams[TF_VARIANT_LINE_ENDS][canon];
        Stream *unescaped = &hasher->streams[TF_VARIANT_MBOX][canon];

        if (as_is->canon != NULL && unescaped->canon == NULL)
            fork_stream (repaired->canon != NULL ? repaired : as_is, unescaped);
        update_as_stored (hasher, (TfCanon)canon, escape);
    }
}

static void
hand_on (TfBodyHasher *hasher, TfSpan chunk)
{
    if (hasher->is_mbox)
        tf_mbox_scan_update (&hasher->scan, chunk, update_all, skip_escape, hasher);
    else
        update_all (hasher, chunk);
}

/* Holds back the last TF_LIMIT_FOOTER_BYTES. */
void
tf_body_hasher_update (TfBodyHasher *hasher, TfSpan chunk)
{
    gsize held = hasher->tail->len, ready, of_chunk;

    if (held + chunk.length > TF_LIMIT_FOOTER_BYTES) {
        ready = held + chunk.length - TF_LIMIT_FOOTER_BYTES;
        held = MIN (held, ready);
        of_chunk = ready - held;
        hand_on (hasher, tf_span ((const char *)hasher->tail->data, held));
        g_byte_array_remove_range (hasher->tail, 0, (guint)held);
        hand_on (hasher, tf_span (chunk.data, of_chunk));
        chunk = tf_span (chunk.data + of_chunk, chunk.length - of_chunk);
        hasher->is_whole = FALSE;
    }
    g_byte_array_append (hasher->tail, (const guint8 *)chunk.data, (guint)chunk.length);
}

static void
finish_stream (Stream *stream)
{
    if (stream->canon == NULL)
        return;
    tf_body_canon_finish (stream->canon);
    for (guint i = 0; i < stream->digests->len; i++) {
        Digest *digest = g_ptr_array_index (stream->digests, i);

        digest->value_length = tf_hash_finish (digest->hash, digest->value);
    }
}

static void
clear_stream (Stream *stream)
{
    g_clear_pointer (&stream->canon, tf_body_canon_free);
    g_clear_pointer (&stream->digests, g_ptr_array_unref);
}

/* Finishes copies of the digests as if the body ended here, after CLOSING. */
static void
end_early (Stream *stream, TfSpan closing)
{
    Stream end = {NULL, NULL};

    if (stream->canon == NULL)
        return;
    fork_stream_as (stream, &end, TF_LONE_LF_IS_LINE_END);
    tf_body_canon_update (end.canon, closing);
    finish_stream (&end);
    for (guint i = 0; i < stream->digests->len; i++) {
        Digest *digest = g_ptr_array_index (stream->digests, i);
        const Digest *ended = g_ptr_array_index (end.digests, i);

        if (digest->shorter == NULL)
            digest->shorter = g_byte_array_new ();
        g_byte_array_append (digest->shorter, ended->value, (guint)ended->value_length);
    }
    clear_stream (&end);
}

/* The end of the body, with a stop at each place where a footer may begin. No line begins within
 * an escape, so the scan for escapes holds nothing back there. */
static void
hand_on_tail (TfBodyHasher *hasher)
{
    TfSpan tail = tf_span ((const char *)hasher->tail->data, hasher->tail->len);
    g_autoptr (GArray) footers = tf_footer_find (tail, hasher->is_whole);
    gsize done = 0;

    for (guint i = 0; i < footers->len; i++) {
        const TfFooter *footer = &g_array_index (footers, TfFooter, i);

        hand_on (hasher, tf_span (tail.data + done, footer->at - done));
        done = footer->at;
        for (guint variant = 0; variant < TF_N_VARIANTS; variant++)
            for (guint canon = 0; canon < N_CANONS; canon++)
                end_early (&hasher->streams[variant][canon], footer->closing);
    }
    hand_on (hasher, tf_span (tail.data + done, tail.length - done));
}

void
tf_body_hasher_finish (TfBodyHasher *hasher)
{
    hand_on_tail (hasher);
    tf_mbox_scan_finish (&hasher->scan, update_all, hasher);
    for (guint variant = 0; variant < TF_N_VARIANTS; variant++)
        for (guint canon = 0; canon < N_CANONS; canon++)
            finish_stream (&hasher->streams[variant][canon]);
}

gboolean
tf_body_hasher_fits_without_footer (const TfBodyHasher *hasher, TfVariant variant,
                                    TfCanon canon, TfHashAlgorithm algorithm,
                                    const guint8 *wanted)
{
    const Digest *digest =
        find_digest (&hasher->streams[variant][canon], algorithm, FALSE, 0);

    if (digest == NULL || digest->shorter == NULL)
        return FALSE;
    for (guint at = 0; at < digest->shorter->len; at += (guint)digest->value_length)
        if (memcmp (digest->shorter->data + at, wanted, digest->value_length) == 0)
            return TRUE;
    return FALSE;
}

gboolean
tf_body_hasher_get (const TfBodyHasher *hasher, TfVariant variant, TfCanon canon,
                    TfHashAlgorithm algorithm, gboolean has_length, guint64 length,
                    guint8 ret_digest[TF_HASH_MAX], guint64 *ret_canonical_length)
{
    const Stream *stream = &hasher->streams[variant][canon];
    const Digest *digest = find_digest (stream, algorithm, has_length, length);

    if (digest == NULL)
        return FALSE;
    memcpy (ret_digest, digest->value, digest->value_length);
    *ret_canonical_length = tf_body_canon_get_length (stream->canon);
    return TRUE;
}

void
tf_body_hasher_free (TfBodyHasher *hasher)
{
    if (hasher == NULL)
        return;
    for (guint variant = 0; variant < TF_N_VARIANTS; variant++)
        for (guint canon = 0; canon < N_CANONS; canon++)
            clear_stream (&hasher->streams[variant][canon]);
    g_byte_array_unref (hasher->tail);
    g_free (hasher);
}
