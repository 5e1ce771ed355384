/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The messages that are attached to a message, and MIME values that lead to them. */
#include "fuzz.h"

/* RFC 3501 §6.4.5: "1.2.3". */
static void
check_part (const char *part)
{
    TfCursor cursor = tf_cursor (tf_span_of (part));
    guint64 number;

    do {
        FUZZ_ASSERT (tf_cursor_take_number (&cursor, 5, &number) && number > 0);
    } while (tf_cursor_take (&cursor, '.'));
    FUZZ_ASSERT (tf_cursor_at_end (&cursor));
}

static void
check_value (TfSpan value)
{
    g_autofree char *boundary = NULL;
    g_autofree char *type = tf_mime_read_type (value, &boundary);
    g_autoptr (GBytes) body = tf_mime_decode_body (value, value);

    fuzz_check_utf8 (type);
    FUZZ_ASSERT (body == NULL || g_bytes_get_size (body) <= value.length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) message = g_bytes_new (data, size);
    g_autoptr (GPtrArray) found = tf_attached_find (message);
    g_autoptr (GHashTable) parts = g_hash_table_new (g_str_hash, g_str_equal);

    FUZZ_ASSERT (found->len <= TF_LIMIT_ATTACHED);
    for (guint i = 0; i < found->len; i++) {
        const TfAttached *attached = g_ptr_array_index (found, i);

        check_part (attached->part);
        FUZZ_ASSERT (g_bytes_get_size (attached->bytes) <= size);
        FUZZ_ASSERT (g_hash_table_add (parts, attached->part)); /* each once */
    }
    check_value (fuzz_span (data, MIN (size, 1000)));
    return 0;
}
