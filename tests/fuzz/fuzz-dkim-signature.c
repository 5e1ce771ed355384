/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The DKIM-Signature field, and the header hash of whatever was read. */
#include "fuzz.h"

#include "dkim/dkim.h"

static void
check_signature (const TfHeader *header, const TfDkimSignature *signature)
{
    g_autoptr (TfHash) hash = tf_hash_new (TF_HASH_SHA256);
    const TfField *field = tf_header_get (header, signature->field_index);
    guint8 digest[TF_HASH_MAX];

    fuzz_check_utf8 (signature->algorithm_text);
    fuzz_check_utf8 (signature->identity);
    if (signature->result != TF_RESULT_NONE) {
        FUZZ_ASSERT (signature->reason != TF_REASON_NONE);
        return;
    }
    fuzz_check_domain (signature->domain);
    FUZZ_ASSERT (signature->domain != NULL && signature->selector != NULL);
    FUZZ_ASSERT (signature->signature != NULL && signature->body_hash != NULL);
    FUZZ_ASSERT (signature->signed_names->len > 0);
    FUZZ_ASSERT (signature->b_value.data >= field->raw.data);
    FUZZ_ASSERT (signature->b_value.data + signature->b_value.length <=
                 field->raw.data + field->raw.length);
    tf_dkim_header_hash (header, signature, TF_VARIANT_AS_IS, NULL, hash);
    tf_hash_finish (hash, digest);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static TfSuffixList *suffixes;
    g_autoptr (TfHeader) header = fuzz_header (data, size);
    g_autoptr (GPtrArray) signatures = NULL;

    if (suffixes == NULL)
        suffixes = tf_suffix_list_new_builtin ();
    signatures = tf_dkim_signatures_read (header, "legit.example", suffixes);
    for (guint i = 0; i < signatures->len; i++) {
        const TfDkimSignature *signature = g_ptr_array_index (signatures, i);
        TfCoverage coverage = {0};

        check_signature (header, signature);
        if (signature->result == TF_RESULT_NONE)
            tf_coverage_read (header, signature, 100, suffixes, &coverage);
        tf_coverage_clear (&coverage);
    }
    return 0;
}
