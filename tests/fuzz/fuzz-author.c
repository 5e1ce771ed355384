/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The header splitter and who the author is. */
#include "fuzz.h"

static void
check_fields (const TfHeader *header)
{
    const char *start = (const char *)header->bytes->data;
    const char *end = start != NULL ? start + header->bytes->len : NULL;

    FUZZ_ASSERT (header->fields->len <= TF_LIMIT_FIELDS);
    FUZZ_ASSERT (header->bytes->len <= TF_LIMIT_HEADER_BYTES + TF_READ_BLOCK);
    for (guint i = 0; i < header->fields->len; i++) {
        const TfField *field = tf_header_get (header, i);

        FUZZ_ASSERT (field->raw.data >= start &&
                     field->raw.data + field->raw.length <= end);
        /* without a name: a line that is no field */
        FUZZ_ASSERT (field->name.length == 0 || field->name.data == field->raw.data);
        FUZZ_ASSERT (field->name.length + field->value.length <= field->raw.length);
        start = field->raw.data + field->raw.length; /* in order, never overlapping */
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfHeader) header = fuzz_header (data, size);
    g_autoptr (TfAuthor) author = tf_author_read (header);
    g_autofree char *subject = tf_header_dup_text (header, "Subject");

    check_fields (header);
    fuzz_check_utf8 (subject);
    fuzz_check_utf8 (author->address);
    fuzz_check_utf8 (author->name);
    fuzz_check_domain (author->domain);
    FUZZ_ASSERT (author->state == TF_AUTHOR_AMBIGUOUS || author->address != NULL);
    FUZZ_ASSERT (author->state != TF_AUTHOR_AMBIGUOUS ||
                 author->reason != TF_REASON_NONE);
    FUZZ_ASSERT (author->n_fields == 1 || author->state == TF_AUTHOR_AMBIGUOUS);
    for (guint i = 0; i < author->domains->len; i++)
        fuzz_check_utf8 (
            g_ptr_array_index (author->domains, i)); /* may be none: still another */
    for (guint i = 0; i < author->addresses->len; i++)
        fuzz_check_utf8 (g_ptr_array_index (author->addresses, i));
    return 0;
}
