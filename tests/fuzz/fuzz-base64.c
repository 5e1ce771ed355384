/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Base64 as DKIM uses it: what was decoded, encoded again, is the text without its white
 * space. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = tf_base64_decode (fuzz_span (data, size));
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *again = NULL;
    gsize length = 0;
    const guchar *raw;

    if (bytes == NULL)
        return 0;
    for (size_t i = 0; i < size; i++)
        if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' && data[i] != '\n')
            g_string_append_c (expected, (char)data[i]);
    raw = g_bytes_get_data (bytes, &length);
    again = g_base64_encode (raw, length);
    FUZZ_ASSERT (strlen (again) == expected->len);
    /* The unused bits of the last character may differ (RFC 4648 §3.5): up to it they may
     * not. */
    FUZZ_ASSERT (expected->len < 4 ||
                 memcmp (again, expected->str, expected->len - 3) == 0);
    return 0;
}
