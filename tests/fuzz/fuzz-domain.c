/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Domain names: a normalised name is not changed again, and keeps its form. */
#include "fuzz.h"

static void
check_normal (const char *domain, const TfSuffixList *suffixes)
{
    g_autofree char *again = tf_domain_parse (tf_span_of (domain));
    g_autofree char *shown = tf_domain_to_unicode (domain);
    const char *registrable = tf_suffix_list_registrable (suffixes, domain);

    fuzz_check_domain (domain);
    FUZZ_ASSERT (g_strcmp0 (again, domain) == 0);
    fuzz_check_utf8 (shown);
    FUZZ_ASSERT (shown != NULL);
    FUZZ_ASSERT (registrable == NULL || tf_domain_is_within (domain, registrable));
    FUZZ_ASSERT (tf_suffix_list_same_organization (suffixes, domain, domain));
    for (const char *up = tf_domain_parent (domain); up != NULL;
         up = tf_domain_parent (up))
        FUZZ_ASSERT (tf_domain_is_within (domain, up) &&
                     !tf_domain_is_within (up, domain));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static TfSuffixList *suffixes;
    TfSpan text = fuzz_span (data, size);
    g_autofree char *domain = tf_domain_parse (text);
    g_autofree char *sdid = tf_domain_parse_sdid (text);
    g_autofree char *selector = tf_domain_parse_selector (text);

    if (suffixes == NULL)
        suffixes = tf_suffix_list_new_builtin ();
    if (domain != NULL)
        check_normal (domain, suffixes);
    /* A bad A-label is allowed in d=: it is looked up as it is. */
    FUZZ_ASSERT (sdid == NULL || domain == NULL || g_strcmp0 (sdid, domain) == 0);
    FUZZ_ASSERT (selector == NULL || strlen (selector) <= 253);
    return 0;
}
