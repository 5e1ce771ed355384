/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* result: the words of RFC 8601 §2.7, and our reasons. */
#include "base/base.h"

static const char *const result_words[] = {
    [TF_RESULT_NONE] = "none",           [TF_RESULT_PASS] = "pass",
    [TF_RESULT_FAIL] = "fail",           [TF_RESULT_SOFTFAIL] = "softfail",
    [TF_RESULT_NEUTRAL] = "neutral",     [TF_RESULT_POLICY] = "policy",
    [TF_RESULT_TEMPERROR] = "temperror", [TF_RESULT_PERMERROR] = "permerror",
};

G_STATIC_ASSERT (G_N_ELEMENTS (result_words) == TF_RESULT_PERMERROR + 1);

static const char *const reason_words[] = {
#define X(name, word) [TF_REASON_##name] = word,
    TF_REASONS (X)
#undef X
};

G_STATIC_ASSERT (G_N_ELEMENTS (reason_words) == TF_N_REASONS);

const char *
tf_result_to_string (TfResult result)
{
    g_return_val_if_fail ((gsize)result < G_N_ELEMENTS (result_words), "none");
    return result_words[result];
}

gboolean
tf_result_from_string (const char *word, TfResult *ret_result)
{
    for (TfResult result = TF_RESULT_NONE; result <= TF_RESULT_PERMERROR; result++)
        if (g_str_equal (word, tf_result_to_string (result))) {
            *ret_result = result;
            return TRUE;
        }
    return FALSE;
}

const char *
tf_reason_to_string (TfReason reason)
{
    g_return_val_if_fail ((gsize)reason < G_N_ELEMENTS (reason_words), NULL);
    return reason_words[reason];
}
