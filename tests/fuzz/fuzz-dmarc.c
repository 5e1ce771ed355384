/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The DMARC record. */
#include "fuzz.h"

#include "dmarc/dmarc.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfSpan text = fuzz_span (data, size);
    TfDmarcRecord record;

    if (!tf_dmarc_record_parse (text, &record))
        return 0;
    FUZZ_ASSERT (tf_policy_to_string (record.p) != NULL);
    FUZZ_ASSERT (tf_policy_to_string (record.sp) != NULL);
    FUZZ_ASSERT (tf_policy_to_string (record.np) != NULL);
    FUZZ_ASSERT (tf_alignment_mode_to_string (record.adkim) != NULL);
    FUZZ_ASSERT (size <= TF_LIMIT_RECORD_BYTES);
    return 0;
}
