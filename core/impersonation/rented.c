/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* rented: hosts at which anybody can have a name of their own. */
#include "impersonation/impersonation.h"

#include <string.h>

/* The Public Suffix List does not have these. */
static const char *const rented[] = {
    "onmicrosoft.com", "freshdesk.com", "hubspot-inbox.com",
    "zendesk.com",     "zohodesk.com",
};

gboolean
tf_rented_has (const char *domain, const TfSuffixList *suffixes)
{
    const char *icann = tf_suffix_list_icann_suffix (suffixes, domain);
    const char *house = tf_suffix_list_registrable (suffixes, domain);
    const char *suffix = house != NULL ? tf_domain_parent (house) : NULL;

    for (guint i = 0; i < G_N_ELEMENTS (rented); i++)
        if (tf_domain_is_within (domain, rented[i]))
            return TRUE;
    return icann != NULL && suffix != NULL && strlen (suffix) > strlen (icann);
}
