/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 5322 date-time. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    gint64 seconds = 0;

    if (tf_date_parse (fuzz_span (data, size), &seconds))
        FUZZ_ASSERT (seconds > -100000000000 && seconds < 1000000000000);
    return 0;
}
