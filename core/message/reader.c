/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reader: a source in blocks of TF_READ_BLOCK. Nothing is mapped: a file cut short under
 * a map would kill the mail program. */
#include "message/message.h"

struct _TfReader {
    TfSource *source;
    guint8 *block;
    gsize at;
    gsize filled;
    gboolean ended;
};

TfReader *
tf_reader_new (TfSource *source)
{
    TfReader *reader = g_new0 (TfReader, 1);

    reader->source = tf_source_ref (source);
    reader->block = g_malloc (TF_READ_BLOCK);
    return reader;
}

static gboolean
fill (TfReader *reader, GError **error)
{
    TfSource *source = reader->source;
    gssize count = source->read (source->data, reader->block, TF_READ_BLOCK, error);

    if (count < 0)
        return FALSE;
    reader->at = 0;
    reader->filled = MIN ((gsize)count, TF_READ_BLOCK);
    reader->ended = count == 0;
    return TRUE;
}

TfSpan
tf_reader_peek (TfReader *reader, GError **error)
{
    if (reader->at == reader->filled && !reader->ended && !fill (reader, error))
        return TF_SPAN_EMPTY;
    return tf_span ((const char *)reader->block + reader->at,
                    reader->filled - reader->at);
}

void
tf_reader_skip (TfReader *reader, gsize length)
{
    reader->at += MIN (length, reader->filled - reader->at);
}

void
tf_reader_free (TfReader *reader)
{
    if (reader == NULL)
        return;
    tf_source_unref (reader->source);
    g_free (reader->block);
    g_free (reader);
}
