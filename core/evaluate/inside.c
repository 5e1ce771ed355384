/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Whether a message came from inside the organization. The absence of public addresses proves nothing: a
 * border behind NAT shows its own address for every stranger. A log-in that the organization recorded
 * does prove it. Without one, the message is only judged more mildly, and not even that when something
 * suggests that it came from outside. */
#include "evaluate/evidence.h"

/* "@example.org" names the organization just as its hosts do. */
static gboolean
is_of_border (const TfSettings *settings, const char *domain)
{
    for (guint i = 0; i < settings->border_hosts->len; i++) {
        const char *host = g_ptr_array_index (settings->border_hosts, i);

        if (tf_suffix_list_same_organization (settings->suffixes, domain,
                                              host[0] == '@' ? host + 1 : host))
            return TRUE;
    }
    return FALSE;
}

/* A mailbox at a provider makes nobody a colleague. */
static gboolean
is_of_house (const TfSettings *settings, const char *domain)
{
    if (domain == NULL)
        return FALSE;
    return tf_settings_is_own_domain (settings, domain) ||
           (!tf_settings_is_shared_provider (domain) && is_of_border (settings, domain));
}

gboolean
tf_inside_is_proved (const TfDossier *dossier, const TfSettings *settings,
                     const TfDelivery *delivery)
{
    return delivery->login >= 0 && is_of_house (settings, dossier->author->domain);
}

static gboolean
is_other (const TfSettings *settings, const char *domain, const char *identifier)
{
    return identifier != NULL &&
           !tf_suffix_list_same_organization (settings->suffixes, domain, identifier);
}

/* "root@host" belongs to no organization: next to it, the organization's own domain is only what its
 * servers complete a local address with. */
static gboolean
is_completed (const TfSettings *settings, const char *domain, const char *return_path)
{
    return tf_domain_count_labels (domain) == 1 && is_of_house (settings, return_path);
}

static gboolean
comes_back_elsewhere (const TfSettings *settings, const char *domain,
                      const char *return_path)
{
    return is_other (settings, domain, return_path) &&
           !is_completed (settings, domain, return_path);
}

static gboolean
has_signature_of_another (const TfSettings *settings, const char *domain,
                          const GPtrArray *results)
{
    for (guint i = 0; i < results->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (results, i);

        if (result->authenticates && is_other (settings, domain, result->domain))
            return TRUE;
    }
    return FALSE;
}

static gboolean
server_denies (const TfDelivery *delivery, const TfDomainCheck *check)
{
    return (check != NULL && check->server_failed) ||
           (delivery->spf_source == TF_SPF_SOURCE_SERVER &&
            (delivery->spf.result == TF_RESULT_FAIL ||
             delivery->spf.result == TF_RESULT_SOFTFAIL));
}

gboolean
tf_inside_is_likely (const TfDossier *dossier, const TfSettings *settings,
                     const TfDelivery *delivery, const TfDomainCheck *check,
                     const GPtrArray *results)
{
    const char *domain = dossier->author->domain;

    if (!tf_delivery_is_internal (dossier))
        return FALSE;
    return !server_denies (delivery, check) &&
           (domain == NULL ||
            (!comes_back_elsewhere (settings, domain,
                                    dossier->envelope->return_path_domain) &&
             !has_signature_of_another (settings, domain, results)));
}
