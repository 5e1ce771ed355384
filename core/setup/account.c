/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What to do with an account. In doubt the reader is asked: a wrong name would make honest mail look
 * forged, or make us believe what a stranger wrote. */
#include "setup/setup.h"

#include <string.h>

static const char *const nothing[] = {NULL};

const char *
tf_account_reason_to_string (TfAccountReason reason)
{
    static const char *const words[] = {
        "none",       "unknown-provider", "unproven-provider", "worthless",
        "own-domain", "mx-unknown",       "mx-elsewhere",      "collects"};

    G_STATIC_ASSERT (G_N_ELEMENTS (words) == TF_ACCOUNT_COLLECTS + 1);
    return words[reason];
}

char *
tf_account_domain (const char *address)
{
    gsize at = address != NULL ? strlen (address) : 0;

    while (at > 0 && address[at - 1] != '@')
        at--;
    return at > 0 ? tf_domain_parse (tf_span_of (address + at)) : NULL;
}

/* An MX that is not the provider's may be a gateway: then the provider's border sees only that. */
static gboolean
all_mx_fit (const TfProvider *provider, const char *const *mx)
{
    for (guint i = 0; mx[i] != NULL; i++)
        if (!tf_provider_names (provider->mx, mx[i]))
            return FALSE;
    return mx[0] != NULL;
}

static TfAccountReason
judge_own_domain (const TfProvider *provider, const TfAccount *account)
{
    if (!provider->own_domain_by_mx)
        return TF_ACCOUNT_OWN_DOMAIN;
    if (account->mx == NULL)
        return TF_ACCOUNT_MX_UNKNOWN;
    return all_mx_fit (provider, account->mx) ? TF_ACCOUNT_NONE : TF_ACCOUNT_MX_ELSEWHERE;
}

static TfAccountReason
judge (const TfProvider *provider, const TfAccount *account, const char *domain)
{
    if (provider == NULL)
        return TF_ACCOUNT_UNKNOWN;
    if (provider->trust != TF_PROVIDER_AUTO)
        return provider->trust == TF_PROVIDER_NEVER ? TF_ACCOUNT_WORTHLESS
                                                    : TF_ACCOUNT_UNPROVEN;
    if (account->collects)
        return TF_ACCOUNT_COLLECTS;
    if (domain == NULL)
        return TF_ACCOUNT_OWN_DOMAIN;
    return tf_provider_names (provider->domains, domain)
               ? TF_ACCOUNT_NONE
               : judge_own_domain (provider, account);
}

static TfAccountState
state_of (TfAccountReason reason)
{
    if (reason == TF_ACCOUNT_NONE)
        return TF_ACCOUNT_AUTO;
    return reason == TF_ACCOUNT_WORTHLESS ? TF_ACCOUNT_NEVER : TF_ACCOUNT_PROPOSE;
}

/* By the incoming server. If that is not the provider's (a bridge, a tunnel), the provider of the
 * address matters only when its fields can never be believed. */
static const TfProvider *
find_provider (const TfAccount *account, const char *domain)
{
    const TfProvider *provider = tf_provider_find (account->incoming, domain);

    if (provider != NULL)
        return provider;
    provider = domain != NULL ? tf_provider_find_by_domain (domain) : NULL;
    return provider != NULL && provider->trust == TF_PROVIDER_NEVER ? provider : NULL;
}

void
tf_account_advise (const TfAccount *account, TfAccountAdvice *ret_advice)
{
    g_autofree char *domain = tf_account_domain (account->address);
    const TfProvider *provider = find_provider (account, domain);
    TfAccountReason reason = judge (provider, account, domain);

    *ret_advice = (TfAccountAdvice){.state = state_of (reason),
                                    .reason = reason,
                                    .provider = provider,
                                    .trusted_servers = nothing,
                                    .border_hosts = nothing};
    if (reason != TF_ACCOUNT_NONE)
        return;
    ret_advice->trusted_servers = provider->trusted_servers;
    ret_advice->border_hosts = provider->border_hosts;
}
