/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* source: where the bytes of a message come from. Leaves out: files (io/source-file.c). */
#include "message/message.h"

#include <string.h>

TfSource *
tf_source_new (TfReadFunc read, gpointer data, GDestroyNotify free_data)
{
    TfSource *source = g_new0 (TfSource, 1);

    g_atomic_ref_count_init (&source->references);
    source->read = read;
    source->data = data;
    source->free_data = free_data;
    return source;
}

typedef struct {
    GBytes *bytes;
    gsize at;
} Memory;

static gssize
memory_read (gpointer data, guint8 *buffer, gsize length, GError **error)
{
    Memory *memory = data;
    gsize size = 0;
    const guint8 *bytes = g_bytes_get_data (memory->bytes, &size);
    gsize count = MIN (length, size - memory->at);

    if (count > 0)
        memcpy (buffer, bytes + memory->at, count);
    memory->at += count;
    return (gssize)count;
}

static void
memory_free (gpointer data)
{
    Memory *memory = data;

    g_bytes_unref (memory->bytes);
    g_free (memory);
}

TfSource *
tf_source_new_bytes (GBytes *message)
{
    Memory *memory = g_new0 (Memory, 1);

    memory->bytes = g_bytes_ref (message);
    return tf_source_new (memory_read, memory, memory_free);
}

TfSource *
tf_source_ref (TfSource *source)
{
    g_atomic_ref_count_inc (&source->references);
    return source;
}

void
tf_source_unref (TfSource *source)
{
    if (source == NULL || !g_atomic_ref_count_dec (&source->references))
        return;
    if (source->free_data != NULL)
        source->free_data (source->data);
    g_free (source);
}
