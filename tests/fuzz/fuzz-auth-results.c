/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Authentication-Results and ARC-Authentication-Results. */
#include "fuzz.h"

#include "message/auth-results.h"

static void
check_results (const TfAuthResults *results)
{
    FUZZ_ASSERT (results->reason != TF_REASON_NONE || results->authserv_id != NULL);
    fuzz_check_utf8 (results->authserv_id);
    for (guint i = 0; i < results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);

        FUZZ_ASSERT (result->method != NULL && result->result != NULL);
        fuzz_check_utf8 (result->method);
        fuzz_check_utf8 (result->result);
        for (guint k = 0; k < result->properties->len; k++) {
            const TfAuthProperty *property = g_ptr_array_index (result->properties, k);

            fuzz_check_utf8 (property->type);
            fuzz_check_utf8 (property->name);
            fuzz_check_utf8 (property->value);
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfSpan value = fuzz_span (data, size);
    guint instance = 0;
    g_autoptr (TfAuthResults) results = tf_auth_results_parse (value);
    g_autoptr (TfAuthResults) arc = tf_auth_results_parse_arc (value, &instance);

    check_results (results);
    check_results (arc);
    FUZZ_ASSERT (instance <= 99);
    return 0;
}
