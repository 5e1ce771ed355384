/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* stream: see containers-private.h. */
#include "feedback/containers-private.h"

#include <errno.h>
#include <unistd.h>

static TfFeedbackState
read_file (TfStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    gssize length;

    do {
        length = read (stream->fd, block, size);
    } while (length < 0 && errno == EINTR);
    *ret_length = (gsize)MAX (length, 0);
    return length < 0 ? TF_FEEDBACK_UNREADABLE : TF_FEEDBACK_OK;
}

static TfFeedbackState
read_entry (TfStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    TfArchiveState state =
        tf_archive_reader_read (stream->archive, block, size, ret_length);

    *stream->n_unpacked += *ret_length;
    if (state == TF_ARCHIVE_BROKEN)
        return TF_FEEDBACK_BROKEN_ARCHIVE;
    if (state == TF_ARCHIVE_TOO_LARGE || *stream->n_unpacked > TF_LIMIT_ARCHIVE_BYTES)
        return TF_FEEDBACK_BOMB;
    return TF_FEEDBACK_OK;
}

static TfFeedbackState
read_bytes (TfStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    gsize all;
    const guint8 *data = g_bytes_get_data (stream->bytes, &all);

    *ret_length = MIN (size, all - stream->n_read);
    if (*ret_length > 0)
        memcpy (block, data + stream->n_read, *ret_length);
    stream->n_read += *ret_length;
    return TF_FEEDBACK_OK;
}

static TfFeedbackState
read_some (TfStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    if (stream->archive != NULL)
        return read_entry (stream, block, size, ret_length);
    if (stream->bytes != NULL)
        return read_bytes (stream, block, size, ret_length);
    return read_file (stream, block, size, ret_length);
}

TfFeedbackState
tf_stream_read (TfStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    TfFeedbackState state = TF_FEEDBACK_OK;
    gsize length = 1;

    *ret_length = 0;
    while (*ret_length < size && length > 0 && state == TF_FEEDBACK_OK) {
        state = read_some (stream, block + *ret_length, size - *ret_length, &length);
        *ret_length += length;
    }
    return state;
}

TfFeedbackState
tf_stream_collect (TfStream *stream, TfSpan start, gsize limit, GBytes **ret_bytes)
{
    g_autoptr (GByteArray) all = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    TfFeedbackState state = TF_FEEDBACK_OK;
    gsize length = 1;

    g_byte_array_append (all, (const guint8 *)start.data, (guint)start.length);
    while (length > 0 && state == TF_FEEDBACK_OK) {
        state = tf_stream_read (stream, block, TF_READ_BLOCK, &length);
        g_byte_array_append (all, block, (guint)length);
        if (state == TF_FEEDBACK_OK && all->len > limit)
            state = TF_FEEDBACK_TOO_LARGE;
    }
    if (state != TF_FEEDBACK_OK)
        return state;
    *ret_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
    return TF_FEEDBACK_OK;
}
