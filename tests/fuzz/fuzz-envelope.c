/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Return-Path and Received. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfHeader) header = fuzz_header (data, size);
    g_autoptr (TfEnvelope) envelope = tf_envelope_read (header);

    FUZZ_ASSERT ((envelope->state == TF_RETURN_PATH_ADDRESS) ==
                 (envelope->return_path != NULL));
    fuzz_check_utf8 (envelope->return_path);
    fuzz_check_domain (envelope->return_path_domain);
    return 0;
}
