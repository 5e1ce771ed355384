/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* identity: SHA-256 of a message as every store would give it back: with CRLF line ends, without the quoting of
 * an mbox, without the fields that stores add, and without empty lines at the end, of which an mbox keeps no count.
 * Read in blocks: a message of any length takes no more memory than its longest start of a line. */
#include "scan/identity.h"

#include "crypto/crypto.h"

#define PIECE_BYTES 8192 /* of a line that is kept until its end is known */
#define QUOTE_BYTES 64   /* ">>>From ": nobody forwards an mbox more often */

struct _TfIdentityHasher {
    TfHash *hash;
    GByteArray *line; /* what is there of a line without its end */
    gboolean in_line; /* its start has gone into the hash already */
    gboolean in_body;
    gboolean skips;  /* a field that a store added, with what is folded under it */
    guint64 n_empty; /* lines that may be the last ones */
};

TfIdentityHasher *
tf_identity_hasher_new (void)
{
    TfIdentityHasher *hasher = g_new0 (TfIdentityHasher, 1);

    hasher->hash = tf_hash_new (TF_HASH_SHA256);
    hasher->line = g_byte_array_new ();
    return hasher;
}

void
tf_identity_hasher_free (TfIdentityHasher *hasher)
{
    tf_hash_free (hasher->hash);
    g_byte_array_unref (hasher->line);
    g_free (hasher);
}

/* ---- lines ------------------------------------------------------------------------- */

/* Fields of mail programs and servers, which come and go while the message stays the same. */
static gboolean
is_of_a_store (TfSpan line)
{
    static const char *const names[] = {
        "Status:",     "X-Status:", "X-Keywords:", "X-UID:",         "X-Mozilla-",
        "X-Evolution", "X-IMAP:",   "X-IMAPbase:", "Content-Length:"};

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        TfCursor cursor = tf_cursor (line);

        if (tf_cursor_take_text (&cursor, names[i]))
            return TRUE;
    }
    return FALSE;
}

/* What writers of an mbox put in front of "From ", and what was in front of it before looks the same. */
static TfSpan
without_quotes (TfSpan line)
{
    gsize n = 0;

    while (n < line.length && n < QUOTE_BYTES && line.data[n] == '>')
        n++;
    if (n > 0 && line.length >= n + 5 && memcmp (line.data + n, "From ", 5) == 0)
        return tf_span (line.data + n, line.length - n);
    return line;
}

static void
put_empty_lines (TfIdentityHasher *hasher)
{
    for (; hasher->n_empty > 0; hasher->n_empty--)
        tf_hash_update (hasher->hash, "\r\n", 2);
}

/* TEXT is the start of a line, at least as much as decides about it. */
static void
begin_line (TfIdentityHasher *hasher, TfSpan text)
{
    if (!hasher->in_body && text.data[0] != ' ' && text.data[0] != '\t')
        hasher->skips = is_of_a_store (text);
    if (hasher->skips)
        return;
    put_empty_lines (hasher);
    text = without_quotes (text);
    tf_hash_update (hasher->hash, text.data, text.length);
}

static void
go_on_with_line (TfIdentityHasher *hasher, TfSpan text)
{
    if (!hasher->in_line && text.length > 0)
        begin_line (hasher, text);
    else if (!hasher->skips)
        tf_hash_update (hasher->hash, text.data, text.length);
}

/* LINE is (the rest of) a line without its LF. */
static void
end_line (TfIdentityHasher *hasher, TfSpan line)
{
    if (line.length > 0 && line.data[line.length - 1] == '\r')
        line.length--;
    if (line.length == 0 && !hasher->in_line) {
        hasher->in_body = TRUE;
        hasher->skips = FALSE;
        hasher->n_empty++;
        return;
    }
    go_on_with_line (hasher, line);
    if (!hasher->skips)
        tf_hash_update (hasher->hash, "\r\n", 2);
    hasher->in_line = FALSE;
}

/* ---- bytes ------------------------------------------------------------------------- */

/* The last byte may be the CR of a line end. */
static void
put_piece (TfIdentityHasher *hasher)
{
    GByteArray *line = hasher->line;

    go_on_with_line (hasher, tf_span ((const char *)line->data, line->len - 1));
    hasher->in_line = TRUE;
    g_byte_array_remove_range (line, 0, line->len - 1);
}

static void
keep (TfIdentityHasher *hasher, TfSpan bytes)
{
    g_byte_array_append (hasher->line, (const guint8 *)bytes.data, (guint)bytes.length);
    if (hasher->line->len > PIECE_BYTES)
        put_piece (hasher);
}

static void
end_kept_line (TfIdentityHasher *hasher)
{
    end_line (hasher, tf_span ((const char *)hasher->line->data, hasher->line->len));
    g_byte_array_set_size (hasher->line, 0);
}

void
tf_identity_hasher_feed (TfIdentityHasher *hasher, TfSpan bytes)
{
    while (bytes.length > 0) {
        const char *end = memchr (bytes.data, '\n', bytes.length);
        gsize length = end != NULL ? (gsize)(end - bytes.data) : bytes.length;
        TfSpan line = tf_span (bytes.data, length);

        if (end == NULL) {
            keep (hasher, line);
            return;
        }
        if (hasher->line->len > 0) {
            keep (hasher, line);
            end_kept_line (hasher);
        } else {
            end_line (hasher, line);
        }
        bytes = tf_span (end + 1, bytes.length - length - 1);
    }
}

void
tf_identity_hasher_finish (TfIdentityHasher *hasher,
                           guint8 ret_identity[TF_IDENTITY_LENGTH])
{
    if (hasher->line->len > 0 || hasher->in_line)
        end_kept_line (hasher);
    tf_hash_finish (hasher->hash, ret_identity);
}

gboolean
tf_identity_read (TfSource *source, guint8 ret_identity[TF_IDENTITY_LENGTH],
                  GError **error)
{
    g_autoptr (TfIdentityHasher) hasher = tf_identity_hasher_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    gssize length;

    while ((length = source->read (source->data, block, TF_READ_BLOCK, error)) > 0)
        tf_identity_hasher_feed (hasher, tf_span ((const char *)block, (gsize)length));
    tf_identity_hasher_finish (hasher, ret_identity);
    return length == 0;
}

/* ---- as text ----------------------------------------------------------------------- */

char *
tf_identity_to_text (const guint8 identity[TF_IDENTITY_LENGTH])
{
    return tf_span_dup_hex (tf_span ((const char *)identity, TF_IDENTITY_LENGTH));
}

gboolean
tf_identity_from_text (TfSpan text, guint8 ret_identity[TF_IDENTITY_LENGTH])
{
    if (text.length != 2 * TF_IDENTITY_LENGTH)
        return FALSE;
    for (guint i = 0; i < TF_IDENTITY_LENGTH; i++) {
        gint high = g_ascii_xdigit_value (text.data[2 * i]);
        gint low = g_ascii_xdigit_value (text.data[2 * i + 1]);

        if (high < 0 || low < 0)
            return FALSE;
        ret_identity[i] = (guint8)(high << 4 | low);
    }
    return TRUE;
}

char *
tf_identity_of_source (TfSource *source)
{
    guint8 identity[TF_IDENTITY_LENGTH];

    return tf_identity_read (source, identity, NULL) ? tf_identity_to_text (identity)
                                                     : NULL;
}
