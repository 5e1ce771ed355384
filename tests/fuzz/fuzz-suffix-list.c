/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* A public suffix list from a file: whatever is in it, it can be asked about a name, and the
 * answer is a part of that name. */
#include "fuzz.h"

static void
check_name (const TfSuffixList *list, const char *name)
{
    const char *registrable = tf_suffix_list_registrable (list, name);
    const char *suffix = tf_suffix_list_icann_suffix (list, name);

    FUZZ_ASSERT (registrable == NULL || tf_domain_is_within (name, registrable));
    FUZZ_ASSERT (suffix == NULL || tf_domain_is_within (name, suffix));
    FUZZ_ASSERT (tf_suffix_list_same_organization (list, name, name));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const names[] = {
        "example",     "legit.example", "a.b.co.uk", "co.uk",      "www.ck", "x.kobe.jp",
        "a.github.io", "com",           "xn--p1ai",  "q.xn--p1ai", "1.2.3.4"};
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    g_autoptr (TfSuffixList) list = tf_suffix_list_new_from_bytes (bytes);

    for (guint i = 0; list != NULL && i < G_N_ELEMENTS (names); i++)
        check_name (list, names[i]);
    return 0;
}
