/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* stream: see scan-private.h. */
#include "scan/scan-private.h"

#include <errno.h>
#include <unistd.h>

static TfScanState
read_file (TfScanStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    gssize length;

    do {
        length = pread (stream->fd, block, size, stream->at);
    } while (length < 0 && errno == EINTR);
    *ret_length = (gsize)MAX (length, 0);
    stream->at += (goffset)*ret_length;
    return length < 0 ? TF_SCAN_UNREADABLE : TF_SCAN_MESSAGE;
}

static TfScanState
read_entry (TfScanStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    TfArchiveState state =
        tf_archive_reader_read (stream->archive, block, size, ret_length);

    if (state == TF_ARCHIVE_BROKEN)
        return TF_SCAN_BROKEN;
    return state == TF_ARCHIVE_TOO_LARGE ? TF_SCAN_BOMB : TF_SCAN_MESSAGE;
}

static TfScanState
read_bytes (TfScanStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    gsize all;
    const guint8 *data = g_bytes_get_data (stream->bytes, &all);

    *ret_length = MIN (size, all - (gsize)stream->at);
    if (*ret_length > 0)
        memcpy (block, data + stream->at, *ret_length);
    stream->at += (goffset)*ret_length;
    return TF_SCAN_MESSAGE;
}

static TfScanState
read_some (TfScanStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    if (stream->archive != NULL)
        return read_entry (stream, block, size, ret_length);
    if (stream->bytes != NULL)
        return read_bytes (stream, block, size, ret_length);
    return read_file (stream, block, size, ret_length);
}

TfScanState
tf_scan_stream_read (TfScanStream *stream, guint8 *block, gsize size, gsize *ret_length)
{
    TfScanState state = TF_SCAN_MESSAGE;
    gsize length = 1;

    *ret_length = 0;
    while (*ret_length < size && length > 0 && state == TF_SCAN_MESSAGE) {
        state = read_some (stream, block + *ret_length, size - *ret_length, &length);
        *ret_length += length;
    }
    return state;
}

TfScanState
tf_scan_stream_collect (TfScanStream *stream, TfSpan start, gsize limit,
                        GBytes **ret_bytes)
{
    g_autoptr (GByteArray) all = g_byte_array_new ();
    g_autofree guint8 *block = g_malloc (TF_READ_BLOCK);
    TfScanState state = TF_SCAN_MESSAGE;
    gsize length = 1;

    g_byte_array_append (all, (const guint8 *)start.data, (guint)start.length);
    while (length > 0 && state == TF_SCAN_MESSAGE) {
        state = tf_scan_stream_read (stream, block, TF_READ_BLOCK, &length);
        g_byte_array_append (all, block, (guint)length);
        if (state == TF_SCAN_MESSAGE && all->len > limit)
            state = TF_SCAN_TOO_LARGE;
    }
    if (state != TF_SCAN_MESSAGE)
        return state;
    *ret_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
    return TF_SCAN_MESSAGE;
}
