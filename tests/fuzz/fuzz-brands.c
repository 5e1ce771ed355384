/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* A list of brands: an administrator's, or the reader's own. */
#include "fuzz.h"

#include "impersonation/impersonation.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfBrands) brands = tf_brands_new_empty ();
    TfBrandFaults faults = {0};

    tf_brands_add_list (brands, fuzz_span (data, size), suffixes, &faults);
    FUZZ_ASSERT ((faults.count == 0) == (faults.line == 0));
    FUZZ_ASSERT (brands->brands->len <= TF_LIMIT_BRANDS);
    FUZZ_ASSERT (brands->longest <= TF_LIMIT_BRAND_WORDS);
    for (guint i = 0; i < brands->brands->len; i++) {
        const TfBrand *brand = g_ptr_array_index (brands->brands, i);

        FUZZ_ASSERT (g_utf8_validate (brand->name, -1, NULL));
        FUZZ_ASSERT (brand->domains->len > 0);
        for (guint n = 0; n < brand->domains->len; n++)
            FUZZ_ASSERT (
                tf_brand_has_domain (brand, g_ptr_array_index (brand->domains, n)));
    }
    return 0;
}
