/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Who forwarded the message, according to its ARC seals (RFC 8617). A seal by someone the reader
 * trusts explains why the sender's own signature no longer verifies; it never confirms. */
#include "delivery/delivery.h"

static gboolean
is_trusted_sealer (const TfSettings *settings, const char *domain)
{
    for (guint i = 0; domain != NULL && i < settings->trusted_sealers->len; i++)
        if (tf_domain_is_within (domain,
                                 g_ptr_array_index (settings->trusted_sealers, i)))
            return TRUE;
    return FALSE;
}

static gboolean
reports_pass (const TfAuthResults *results, const char *domain)
{
    for (guint i = 0; i < results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);
        g_autofree char *from = NULL;

        if (!g_str_equal (result->method, "dmarc") ||
            !g_str_equal (result->result, "pass"))
            continue;
        from = tf_auth_result_domain (result);
        if (g_strcmp0 (from, domain) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_delivery_is_explained (const TfDossier *dossier, const TfSettings *settings,
                          const TfArcResult *arc, const char *domain)
{
    if (arc->result != TF_RESULT_PASS || !arc->covers_from || domain == NULL)
        return FALSE;
    for (guint i = dossier->arc->sets->len; i > 0; i--) {
        const TfArcSet *set = &g_array_index (dossier->arc->sets, TfArcSet, i - 1);

        if (!is_trusted_sealer (settings, set->seal->domain))
            return FALSE;
        if (reports_pass (set->results, domain))
            return TRUE;
    }
    return FALSE;
}
