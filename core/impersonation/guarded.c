/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* guarded: whose a domain is. */
#include "impersonation/impersonation.h"

gboolean
tf_guarded_is_own (const TfGuarded *guarded, const char *domain)
{
    return tf_targets_has_house (guarded->own_domains, domain, guarded->suffixes);
}

gboolean
tf_guarded_is_own_address (const TfGuarded *guarded, const char *local,
                           const char *domain)
{
    g_autofree char *address = g_strconcat (local, "@", domain, NULL);
    g_autofree char *lower = g_utf8_strdown (address, -1);

    for (guint i = 0; guarded->own_addresses != NULL && i < guarded->own_addresses->len;
         i++)
        if (g_str_equal (lower, g_ptr_array_index (guarded->own_addresses, i)))
            return TRUE;
    return FALSE;
}

gboolean
tf_guarded_is_watched (const TfGuarded *guarded, const char *domain)
{
    return tf_guarded_is_own (guarded, domain) ||
           tf_targets_has_house (guarded->known_domains, domain, guarded->suffixes) ||
           tf_targets_has_house (guarded->protected_domains, domain, guarded->suffixes);
}
