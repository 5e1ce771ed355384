/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The author compared with what the mail program shows. The first line of the input is what it
 * shows, the rest is the value of From. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
    size_t first = end != NULL ? (size_t)(end - data) : size;
    g_autofree char *shown = g_utf8_make_valid ((const char *)data, (gssize)first);
    g_autoptr (GString) text = g_string_new ("From: ");
    g_autoptr (TfHeader) header = NULL;
    g_autoptr (TfAuthor) author = NULL;

    if (end != NULL)
        g_string_append_len (text, (const char *)end + 1, (gssize)(size - first - 1));
    g_string_append (text, "\r\n\r\n");
    header = fuzz_header ((const uint8_t *)text->str, text->len);
    author = tf_author_read (header);
    tf_author_displayed_differs (author, shown);
    /* A plain address never differs from itself. */
    if (author->state == TF_AUTHOR_CLEAN && author->domain != NULL) {
        g_autofree char *same = g_strdup_printf ("<%s>", author->address);
        gboolean plain = TRUE;

        for (const char *at = author->address; *at != '\0'; at++)
            plain &= g_ascii_isalnum (*at) || *at == '.' || *at == '@' || *at == '-';
        FUZZ_ASSERT (!plain || author->addresses->len != 1 ||
                     !tf_author_displayed_differs (author, same));
    }
    return 0;
}
