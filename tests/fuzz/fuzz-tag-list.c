/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* RFC 6376 §3.2 tag lists. */
#include "fuzz.h"

static void
check_tag (const TfTagList *list, TfSpan text, const char *name)
{
    TfSpan value = TF_SPAN_EMPTY;

    if (!tf_tag_list_get (list, name, &value))
        return;
    FUZZ_ASSERT (tf_tag_list_count (list, name) >= 1);
    FUZZ_ASSERT (value.length <= text.length);
    FUZZ_ASSERT (value.length == 0 ||
                 (value.data >= text.data &&
                  value.data + value.length <= text.data + text.length));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const names[] = {"v", "a", "b", "bh", "d", "h", "p", "s", "x"};
    TfSpan text = fuzz_span (data, size);
    g_autoptr (TfTagList) list = tf_tag_list_parse (text);

    if (tf_tag_list_get_state (list) == TF_TAG_LIST_SYNTAX)
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        check_tag (list, text, names[i]);
    return 0;
}
