/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* canon-body.c: RFC 6376 §3.4.3 and §3.4.4, the canonical body, from chunks of any size.
 *
 * Most of a body needs no change, so the work is to find long runs that can be copied as
 * they are. A run starts at a data byte and ends at the latest before a byte that must
 * be looked at singly; blanks and line ends at its end are left to the next step, because
 * what follows decides about them. Only what is held back is carried over from one chunk to the
 * next: line ends (empty lines at the end of the body are dropped), a blank, and a CR
 * that may begin a line end. */

#include "dkim/dkim.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define OUT_SIZE    (8 * 1024)
#define DIRECT_SIZE 1024 /* from here on a run goes to the sink without a copy */

struct _TfBodyCanon {
    TfCanon canon;
    TfLoneLf lone_lf;
    TfCanonSink sink;
    gpointer data;
    guint64 length;       /* canonical octets so far */
    guint64 pending_ends; /* line ends that count only once data follows */
    gboolean
        pending_wsp;     /* relaxed: a run of blanks, not yet known to be inside a line */
    gboolean pending_cr; /* the last byte was CR */
    gboolean has_data;
    gsize n_out;
    char out[OUT_SIZE];
};

/* ---- scanning -------------------------------------------------------------------- */

/* Whether BYTE, after the byte BEFORE, ends a run. Relaxed: HTAB; a second blank; a
 * blank at the end of a line. Both: an LF that is not a line end as stored, or must become
 * one. */
static inline gboolean
ends_run (guchar before, guchar byte, gboolean relaxed, gboolean every_lf)
{
    if (relaxed && (byte == '\t' || (before == ' ' && (byte == ' ' || byte == '\r'))))
        return TRUE;
    return byte == '\n' && (every_lf || before != '\r');
}

static inline gsize
scan_bytes (TfSpan text, gsize from, gboolean relaxed, gboolean every_lf)
{
    for (gsize i = from; i < text.length; i++)
        if ((guchar)text.data[i] <= ' ' &&
            ends_run ((guchar)text.data[i - 1], (guchar)text.data[i], relaxed, every_lf))
            return i;
    return text.length;
}

gsize
tf_body_scan_plain (TfSpan text, TfCanon canon, gboolean every_lf)
{
    return scan_bytes (text, 1, canon == TF_CANON_RELAXED, every_lf);
}

#ifdef __SSE2__

/* ends_run() for 16 bytes at once: one bit for each byte. */
static inline guint
block_ends (const char *at, gboolean relaxed, gboolean every_lf)
{
    const __m128i sp = _mm_set1_epi8 (' '), ht = _mm_set1_epi8 ('\t');
    const __m128i cr = _mm_set1_epi8 ('\r'), lf = _mm_set1_epi8 ('\n');
    __m128i byte = _mm_loadu_si128 ((const __m128i *)(const void *)at);
    __m128i before = _mm_loadu_si128 ((const __m128i *)(const void *)(at - 1));
    __m128i ends = _mm_cmpeq_epi8 (byte, lf);

    if (!every_lf)
        ends = _mm_andnot_si128 (_mm_cmpeq_epi8 (before, cr), ends);
    if (relaxed) {
        __m128i blank =
            _mm_or_si128 (_mm_cmpeq_epi8 (byte, sp), _mm_cmpeq_epi8 (byte, cr));

        blank = _mm_and_si128 (blank, _mm_cmpeq_epi8 (before, sp));
        ends = _mm_or_si128 (ends, _mm_or_si128 (blank, _mm_cmpeq_epi8 (byte, ht)));
    }
    return (guint)_mm_movemask_epi8 (ends);
}

static inline gsize
scan_blocks (TfSpan text, gboolean relaxed, gboolean every_lf)
{
    gsize i = 1;

    for (; i + 16 <= text.length; i += 16) {
        guint ends = block_ends (text.data + i, relaxed, every_lf);

        if (ends != 0)
            return i + (gsize)__builtin_ctz (ends);
    }
    return scan_bytes (text, i, relaxed, every_lf);
}

gsize
tf_body_scan (TfSpan text, TfCanon canon, gboolean every_lf)
{
    if (canon == TF_CANON_RELAXED)
        return every_lf ? scan_blocks (text, TRUE, TRUE)
                        : scan_blocks (text, TRUE, FALSE);
    return every_lf ? scan_blocks (text, FALSE, TRUE) : scan_blocks (text, FALSE, FALSE);
}

#else

gsize
tf_body_scan (TfSpan text, TfCanon canon, gboolean every_lf)
{
    return tf_body_scan_plain (text, canon, every_lf);
}

#endif

/* ---- output ---------------------------------------------------------------------- */

void
tf_body_canon_flush (TfBodyCanon *canon)
{
    if (canon->n_out > 0)
        canon->sink (canon->data, tf_span (canon->out, canon->n_out));
    canon->n_out = 0;
}

static void
emit (TfBodyCanon *canon, const char *bytes, gsize length)
{
    canon->length += length;
    if (canon->n_out + length > OUT_SIZE || length >= DIRECT_SIZE)
        tf_body_canon_flush (canon);
    if (length >= DIRECT_SIZE) {
        canon->sink (canon->data, tf_span (bytes, length));
        return;
    }
    memcpy (canon->out + canon->n_out, bytes, length);
    canon->n_out += length;
}

/* Data follows, so what was held back belongs to the body. */
static void
emit_pending (TfBodyCanon *canon)
{
    for (; canon->pending_ends > 0; canon->pending_ends--)
        emit (canon, "\r\n", 2);
    if (canon->pending_wsp)
        emit (canon, " ", 1); /* RFC 6376 §3.4.4: a run of WSP is one SP */
    if (canon->pending_cr)
        emit (canon, "\r", 1); /* it did not begin a line end */
    canon->pending_wsp = FALSE;
    canon->pending_cr = FALSE;
    canon->has_data = TRUE;
}

static void
end_line (TfBodyCanon *canon)
{
    canon->pending_cr = FALSE;
    canon->pending_wsp = FALSE; /* §3.4.4: WSP at the end of a line is ignored */
    canon->pending_ends++;
}

/* ---- steps: each takes at least one byte, except at a lone LF that stops --------- */

static const char *
take_blanks (TfBodyCanon *canon, const char *at, const char *end)
{
    if (canon->pending_cr)
        emit_pending (canon);
    canon->pending_wsp = TRUE;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return at;
}

static const char *
take_cr (TfBodyCanon *canon, const char *at, const char *end)
{
    if (canon->pending_cr)
        emit_pending (canon);
    if (end - at >= 2 && at[1] == '\n') {
        end_line (canon);
        return at + 2;
    }
    canon->pending_cr = TRUE;
    return at + 1;
}

static const char *
take_lf (TfBodyCanon *canon, const char *at)
{
    if (canon->pending_cr || canon->lone_lf == TF_LONE_LF_IS_LINE_END) {
        end_line (canon);
        return at + 1;
    }
    if (canon->lone_lf == TF_LONE_LF_STOPS)
        return at;
    emit_pending (canon);
    emit (canon, at, 1);
    return at + 1;
}

/* What follows decides about such a byte. It is then taken by a step of its own,
 * never by another run, so no byte is scanned twice. */
static inline gboolean
is_open (char byte, TfCanon canon)
{
    return byte == '\n' || byte == '\r' || (byte == ' ' && canon == TF_CANON_RELAXED);
}

static gsize
run_length (const TfBodyCanon *canon, TfSpan text)
{
    gboolean every_lf = canon->lone_lf == TF_LONE_LF_IS_LINE_END;
    gsize length = text.length;

    if (canon->canon == TF_CANON_RELAXED || canon->lone_lf != TF_LONE_LF_IS_DATA)
        length = tf_body_scan (text, canon->canon, every_lf);
    while (length > 1 && is_open (text.data[length - 1], canon->canon))
        length--;
    return length;
}

static const char *
take_run (TfBodyCanon *canon, const char *at, const char *end)
{
    gsize length = run_length (canon, tf_span (at, (gsize)(end - at)));

    emit_pending (canon);
    emit (canon, at, length);
    return at + length;
}

static const char *
take_step (TfBodyCanon *canon, const char *at, const char *end)
{
    if (*at == '\r')
        return take_cr (canon, at, end);
    if (*at == '\n')
        return take_lf (canon, at);
    if ((*at == ' ' || *at == '\t') && canon->canon == TF_CANON_RELAXED)
        return take_blanks (canon, at, end);
    return take_run (canon, at, end);
}

/* ---- the canonicaliser ----------------------------------------------------------- */

TfBodyCanon *
tf_body_canon_new (TfCanon canon, TfLoneLf lone_lf, TfCanonSink sink, gpointer data)
{
    TfBodyCanon *self = g_new (TfBodyCanon, 1);

    memset (self, 0, G_STRUCT_OFFSET (TfBodyCanon, out));
    self->canon = canon;
    self->lone_lf = lone_lf;
    self->sink = sink;
    self->data = data;
    return self;
}

TfBodyCanon *
tf_body_canon_fork (const TfBodyCanon *canon, TfLoneLf lone_lf, TfCanonSink sink,
                    gpointer data)
{
    TfBodyCanon *fork = g_new (TfBodyCanon, 1);

    memcpy (fork, canon, G_STRUCT_OFFSET (TfBodyCanon, out));
    fork->lone_lf = lone_lf;
    fork->sink = sink;
    fork->data = data;
    fork->n_out = 0;
    return fork;
}

void
tf_body_canon_set_lone_lf (TfBodyCanon *canon, TfLoneLf lone_lf)
{
    canon->lone_lf = lone_lf;
}

gsize
tf_body_canon_update (TfBodyCanon *canon, TfSpan chunk)
{
    const char *at = chunk.data, *end = chunk.data + chunk.length;

    while (at < end) {
        const char *next = take_step (canon, at, end);

        if (next == at)
            break;
        at = next;
    }
    return (gsize)(at - chunk.data);
}

void
tf_body_canon_finish (TfBodyCanon *canon)
{
    if (canon->pending_cr)
        emit_pending (canon);
    /* §3.4.3: simple always ends with one CRLF; §3.4.4: an empty relaxed body is zero
     * bytes */
    if (canon->canon == TF_CANON_SIMPLE || canon->has_data)
        emit (canon, "\r\n", 2);
    tf_body_canon_flush (canon);
}

guint64
tf_body_canon_get_length (const TfBodyCanon *canon)
{
    return canon->length;
}

void
tf_body_canon_free (TfBodyCanon *canon)
{
    g_free (canon);
}
