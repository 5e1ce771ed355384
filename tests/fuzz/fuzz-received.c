/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* One Received field, or one Received-SPF field. */
#include "fuzz.h"

#include "message/received.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_auto (TfReceived) received = {0};
    g_auto (TfReceivedSpf) spf = {0};

    tf_received_parse (fuzz_span (data, size), &received);
    fuzz_check_utf8 (received.by);
    fuzz_check_utf8 (received.helo);
    FUZZ_ASSERT (received.client.length == 0 || received.client.length == 4 ||
                 received.client.length == 16);
    if (tf_received_spf_parse (fuzz_span (data, size), &spf))
        fuzz_check_utf8 (spf.domain);
    else
        FUZZ_ASSERT (spf.domain == NULL);
    return 0;
}
