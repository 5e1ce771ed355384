/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* One result of a server: whether its word means anything, and which domain it is about. */
#include "delivery/delivery.h"

/* RFC 8601 §2.7: a word that we do not know is neither pass nor fail. */
gboolean
tf_auth_result_is_known (const TfAuthResult *result)
{
    TfResult word;

    return (g_str_equal (result->method, "dkim") || g_str_equal (result->method, "spf") ||
            g_str_equal (result->method, "dmarc")) &&
           tf_result_from_string (result->result, &word);
}

/* The domain of an address, or a domain alone. */
static char *
domain_of (const char *value)
{
    return value != NULL ? tf_domain_parse (tf_span_after_last (tf_span_of (value), '@'))
                         : NULL;
}

char *
tf_auth_result_domain (const TfAuthResult *result)
{
    static const char *const properties[][3] = {
        {"dkim", "header", "d"},     {"dkim", "header", "i"},
        {"spf", "smtp", "mailfrom"}, {"spf", "smtp", "mfrom"},
        {"dmarc", "header", "from"},
    };

    for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
        const char *value =
            tf_auth_result_get (result, properties[i][1], properties[i][2]);

        if (g_str_equal (properties[i][0], result->method) && value != NULL)
            return domain_of (value);
    }
    return NULL;
}
