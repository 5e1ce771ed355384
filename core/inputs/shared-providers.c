/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* shared-providers: domains at which unrelated people have mailboxes, or have their mail signed. */
#include "inputs/settings.h"

#include <stdlib.h>
#include <string.h>

static const char *const shared_providers[] = {
#include "shared-providers.inc"
};

static const char *const shared_signers[] = {
#include "shared-signers.inc"
};

static int
compare_text (gconstpointer key, gconstpointer member)
{
    return strcmp (key, *(const char *const *)member);
}

/* What is below a listed domain is shared too. */
static gboolean
is_within_listed (const char *domain, const char *const *list, gsize n)
{
    for (; domain != NULL; domain = tf_domain_parent (domain))
        if (bsearch (domain, list, n, sizeof list[0], compare_text) != NULL)
            return TRUE;
    return FALSE;
}

gboolean
tf_settings_is_shared_provider (const char *domain)
{
    return is_within_listed (domain, shared_providers, G_N_ELEMENTS (shared_providers));
}

gboolean
tf_settings_is_shared_signer (const char *domain)
{
    return tf_settings_is_shared_provider (domain) ||
           is_within_listed (domain, shared_signers, G_N_ELEMENTS (shared_signers));
}
