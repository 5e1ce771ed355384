/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the tests of core/message share: a header made from a text. */
#pragma once

#include "message/message.h"

/* TEXT is header lines as stored; the empty line and a body are added. */
static inline TfHeader *
read_header (const char *text, gsize length)
{
    g_autoptr (GString) message = g_string_new_len (text, (gssize)length);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (TfSource) source = NULL;
    g_autoptr (TfReader) reader = NULL;

    g_string_append (message, "\nbody\n");
    bytes = g_bytes_new (message->str, message->len);
    source = tf_source_new_bytes (bytes);
    reader = tf_reader_new (source);
    return tf_header_read (reader, NULL);
}

static inline TfAuthor *
read_author (const char *text, gsize length)
{
    g_autoptr (TfHeader) header = read_header (text, length);

    return tf_author_read (header);
}

static inline TfEnvelope *
read_envelope (const char *text, gsize length)
{
    g_autoptr (TfHeader) header = read_header (text, length);

    return tf_envelope_read (header);
}
