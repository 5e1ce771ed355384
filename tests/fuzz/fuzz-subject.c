/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What a Subject may have been before it was marked. */
#include "fuzz.h"

#include "dkim/dkim.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    TfSpan value = fuzz_span (data, size);

    for (guint is_list = 0; is_list < 2; is_list++) {
        g_autoptr (GPtrArray) found = tf_subject_without_marks (value, is_list == 1);

        FUZZ_ASSERT (found->len <= TF_LIMIT_SUBJECT_TRIALS);
        FUZZ_ASSERT (found->len == 0 || size <= TF_LIMIT_SUBJECT_BYTES);
        for (guint i = 0; i < found->len; i++) {
            const GString *one = g_ptr_array_index (found, i);

            for (guint j = 0; j < i; j++)
                FUZZ_ASSERT (!g_string_equal (one, g_ptr_array_index (found, j)));
            FUZZ_ASSERT (one->len <= 16 * (TF_LIMIT_SUBJECT_BYTES + 64));
        }
    }
    return 0;
}
