/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fuzz: what the targets share. A target is one function that libFuzzer calls with bytes;
 * without an engine replay.c calls it with files. A wrong result aborts, as a crash does.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "message/message.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A check that remains in release builds; a fuzzing engine treats abort() as a crash. */
#define FUZZ_ASSERT(what)                                                                \
    do {                                                                                 \
        if (!(what)) {                                                                   \
            g_printerr ("%s:%d: not true: %s\n", __FILE__, __LINE__, #what);             \
            abort ();                                                                    \
        }                                                                                \
    } while (0)

static inline TfSpan
fuzz_span (const uint8_t *data, size_t size)
{
    return tf_span ((const char *)data, size);
}

/* The header of the message with these bytes. */
static inline TfHeader *
fuzz_header (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    g_autoptr (TfSource) source = tf_source_new_bytes (bytes);
    g_autoptr (TfReader) reader = tf_reader_new (source);
    TfHeader *header = tf_header_read (reader, NULL);

    FUZZ_ASSERT (header != NULL);
    return header;
}

static inline void
fuzz_check_utf8 (const char *text)
{
    FUZZ_ASSERT (text == NULL || g_utf8_validate (text, -1, NULL));
}

/* A domain inside truefrom: lower case, no dot at the ends, at most 253 octets. An
 * author's may have "_" in it. */
static inline void
fuzz_check_domain (const char *domain)
{
    if (domain == NULL)
        return;
    FUZZ_ASSERT (*domain != '\0' && strlen (domain) <= 253);
    FUZZ_ASSERT (*domain != '.' && domain[strlen (domain) - 1] != '.');
    for (const char *at = domain; *at != '\0'; at++)
        FUZZ_ASSERT (g_ascii_islower (*at) || g_ascii_isdigit (*at) || *at == '-' ||
                     *at == '_' || *at == '.');
}
