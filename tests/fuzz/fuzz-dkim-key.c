/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The DKIM key record, and the key in it. */
#include "fuzz.h"

#include "dkim/dkim.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfDkimKeyRecord) record =
        tf_dkim_key_record_parse (fuzz_span (data, size));
    TfReason reason = TF_REASON_NONE;
    g_autoptr (TfKey) key = NULL;

    if (record == NULL || record->reason != TF_REASON_NONE)
        return 0;
    FUZZ_ASSERT (record->data != NULL);
    key = record->type == TF_KEY_RSA ? tf_key_new_rsa (record->data, &reason)
                                     : tf_key_new_ed25519 (record->data, &reason);
    FUZZ_ASSERT ((key == NULL) == (reason != TF_REASON_NONE));
    return 0;
}
