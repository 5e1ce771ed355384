/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* brands: the names that forgers use (data/brands.txt), and what they are looked up by. Leaves out: how a
 * list is read (brand-list.c), and who may use them (brand-name.c). */
#include "impersonation/impersonation.h"

static const char builtin[] =
#include "brands.inc"
    ;

static void
free_brand (gpointer data)
{
    TfBrand *brand = data;

    g_free (brand->name);
    g_ptr_array_unref (brand->domains);
    g_free (brand);
}

static void
free_phrase (gpointer data)
{
    TfPhrase *phrase = data;

    g_free (phrase->plain);
    g_free (phrase);
}

void
tf_brands_unref (TfBrands *brands)
{
    if (brands == NULL || !g_atomic_ref_count_dec (&brands->references))
        return;
    g_hash_table_unref (brands->joined);
    g_hash_table_unref (brands->phrases);
    tf_targets_free (brands->targets);
    tf_targets_free (brands->plain);
    g_ptr_array_unref (brands->brands);
    g_string_free (brands->added, TRUE);
    g_free (brands);
}

TfBrands *
tf_brands_ref (TfBrands *brands)
{
    g_atomic_ref_count_inc (&brands->references);
    return brands;
}

/* ---- making ------------------------------------------------------------------------------ */

TfBrands *
tf_brands_new_empty (void)
{
    TfBrands *brands = g_new0 (TfBrands, 1);

    g_atomic_ref_count_init (&brands->references);
    brands->brands = g_ptr_array_new_with_free_func (free_brand);
    brands->phrases =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_phrase);
    brands->joined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    brands->targets = tf_targets_new ();
    brands->plain = tf_targets_new ();
    brands->added = g_string_new (NULL);
    return brands;
}

TfBrands *
tf_brands_new (TfSpan text, const TfSuffixList *suffixes)
{
    TfBrands *brands = tf_brands_new_empty ();
    TfBrandFaults faults = {0};

    tf_brands_add_list (brands, text, suffixes, &faults);
    return brands;
}

void
tf_brands_add_builtin (TfBrands *brands, const TfSuffixList *suffixes)
{
    TfBrandFaults faults = {0};
    gsize length = brands->added->len;

    tf_brands_add_list (brands, tf_span_of (builtin), suffixes, &faults);
    g_string_truncate (brands->added, length);
    g_return_if_fail (faults.count == 0);
}

static gpointer
new_builtin (gpointer unused)
{
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();

    TfBrands *brands = tf_brands_new_empty ();

    tf_brands_add_builtin (brands, suffixes);
    return brands;
}

TfBrands *
tf_brands_ref_builtin (void)
{
    static GOnce once = G_ONCE_INIT;

    return tf_brands_ref (g_once (&once, new_builtin, NULL));
}

gboolean
tf_brand_has_domain (const TfBrand *brand, const char *domain)
{
    for (guint i = 0; i < brand->domains->len; i++)
        if (tf_domain_is_within (domain, g_ptr_array_index (brand->domains, i)))
            return TRUE;
    return FALSE;
}

gboolean
tf_brands_has_both (const TfBrands *brands, const char *domain, const char *other)
{
    if (brands == NULL || tf_targets_above (brands->targets, domain) == NULL ||
        tf_targets_above (brands->targets, other) == NULL)
        return FALSE;
    for (guint i = 0; i < brands->brands->len; i++) {
        const TfBrand *brand = g_ptr_array_index (brands->brands, i);

        if (tf_brand_has_domain (brand, domain) && tf_brand_has_domain (brand, other))
            return TRUE;
    }
    return FALSE;
}

const TfPhrase *
tf_brands_find_joined (const TfBrands *brands, const char *folded)
{
    return g_hash_table_lookup (brands->joined, folded);
}

const TfPhrase *
tf_brands_find (const TfBrands *brands, const char *folded)
{
    return g_hash_table_lookup (brands->phrases, folded);
}
