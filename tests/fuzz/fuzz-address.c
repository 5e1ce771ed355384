/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The grammar of one From value. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfSpan value = fuzz_span (data, MIN (size, TF_LIMIT_FIELD_BYTES));
    g_autoptr (TfAddressList) list = tf_address_list_parse (value);
    g_autoptr (GPtrArray) claims = tf_address_find_claims (value);
    g_autofree char *decoded = tf_mime_decode_words (value);

    FUZZ_ASSERT (list->mailboxes->len <= TF_LIMIT_MAILBOXES);
    FUZZ_ASSERT (claims->len <= TF_LIMIT_ADDRESS_CLAIMS);
    fuzz_check_utf8 (decoded);
    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        fuzz_check_utf8 (mailbox->local);
        fuzz_check_utf8 (mailbox->domain_text);
        fuzz_check_utf8 (mailbox->address);
        fuzz_check_utf8 (mailbox->name);
        fuzz_check_domain (mailbox->domain);
    }
    for (guint i = 0; i < claims->len; i++)
        fuzz_check_utf8 (g_ptr_array_index (claims, i));
    return 0;
}
