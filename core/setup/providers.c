/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The table of providers, and how one is found in it. */
#include "setup/setup.h"

static const TfProvider providers[] = {
#include "providers.inc"
};

const TfProvider *
tf_providers (guint *ret_n_providers)
{
    *ret_n_providers = G_N_ELEMENTS (providers);
    return providers;
}

/* Owned: HOST in the form of the table; NULL: it is not the name of a host. */
static char *
normalize (const char *host)
{
    return host != NULL ? tf_domain_parse (tf_span_of (host)) : NULL;
}

static gboolean
has_name (const char *const *names, const char *host)
{
    for (guint i = 0; host != NULL && names[i] != NULL; i++) {
        if (names[i][0] == '@' ? tf_domain_is_within (host, names[i] + 1)
                               : g_str_equal (host, names[i]))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_provider_names (const char *const *names, const char *host)
{
    g_autofree char *normal = normalize (host);

    return has_name (names, normal);
}

const TfProvider *
tf_provider_find (const char *incoming, const char *domain)
{
    g_autofree char *host = normalize (incoming);
    g_autofree char *of_address = normalize (domain);
    const TfProvider *found = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (providers); i++) {
        if (!has_name (providers[i].incoming, host))
            continue;
        if (has_name (providers[i].domains, of_address))
            return &providers[i];
        if (found == NULL)
            found = &providers[i];
    }
    return found;
}

const TfProvider *
tf_provider_find_by_domain (const char *domain)
{
    g_autofree char *normal = normalize (domain);

    for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
        if (has_name (providers[i].domains, normal))
            return &providers[i];
    return NULL;
}
