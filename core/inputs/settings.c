/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors
 *
 * What the reader told us. "Own" is narrow on purpose: an address makes only itself own, because
 * a shared mail provider's domain is nobody's. */
#include "inputs/settings.h"

#include <stdlib.h>
#include <string.h>

static const char *const shared_providers[] = {
#include "shared-providers.inc"
};

static void
free_server (gpointer data)
{
    TfTrustedServer *server = data;

    g_free (server->authserv_id);
    g_free (server);
}

TfSettings *
tf_settings_new (void)
{
    TfSettings *settings = g_new0 (TfSettings, 1);

    g_atomic_ref_count_init (&settings->references);
    settings->own_addresses = g_ptr_array_new_with_free_func (g_free);
    settings->own_domains = g_ptr_array_new_with_free_func (g_free);
    settings->protected_domains = g_ptr_array_new_with_free_func (g_free);
    settings->trusted_servers = g_ptr_array_new_with_free_func (free_server);
    settings->border_hosts = g_ptr_array_new_with_free_func (g_free);
    settings->trusted_sealers = g_ptr_array_new_with_free_func (g_free);
    settings->suffixes = tf_suffix_list_new_builtin ();
    return settings;
}

TfSettings *
tf_settings_ref (TfSettings *settings)
{
    g_atomic_ref_count_inc (&settings->references);
    return settings;
}

void
tf_settings_unref (TfSettings *settings)
{
    if (!g_atomic_ref_count_dec (&settings->references))
        return;
    g_ptr_array_unref (settings->own_addresses);
    g_ptr_array_unref (settings->own_domains);
    g_ptr_array_unref (settings->protected_domains);
    g_ptr_array_unref (settings->trusted_servers);
    g_ptr_array_unref (settings->border_hosts);
    g_ptr_array_unref (settings->trusted_sealers);
    tf_suffix_list_unref (settings->suffixes);
    g_free (settings);
}

static int
compare_text (gconstpointer key, gconstpointer member)
{
    return strcmp (key, *(const char *const *)member);
}

static gboolean
is_listed_provider (const char *domain)
{
    return bsearch (domain, shared_providers, G_N_ELEMENTS (shared_providers),
                    sizeof shared_providers[0], compare_text) != NULL;
}

/* A provider's subdomains are shared too. */
static gboolean
is_shared_provider (const char *domain)
{
    for (; domain != NULL; domain = tf_domain_parent (domain))
        if (is_listed_provider (domain))
            return TRUE;
    return FALSE;
}

static gboolean
list_has (const GPtrArray *list, const char *text)
{
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (g_ptr_array_index (list, i), text))
            return TRUE;
    return FALSE;
}

static gboolean
add_once (GPtrArray *list, char *text)
{
    if (text == NULL)
        return FALSE;
    if (list_has (list, text))
        g_free (text);
    else
        g_ptr_array_add (list, text);
    return TRUE;
}

/* Local parts are compared without case: a forger gains nothing by it, and no provider that
 * people use tells them apart. */
static char *
address_key (const char *local, const char *domain)
{
    g_autofree char *lower = g_utf8_strdown (local, -1);

    return g_strdup_printf ("%s@%s", lower, domain);
}

static char *
parse_address (const char *text, char **ret_domain)
{
    g_autofree char *domain = NULL;
    g_autofree char *local = NULL;
    const char *at = strrchr (text, '@');

    if (at == NULL || at == text || !g_utf8_validate (text, -1, NULL))
        return NULL;
    domain = tf_domain_parse (tf_span_of (at + 1));
    if (domain == NULL)
        return NULL;
    local = g_strndup (text, at - text);
    if (ret_domain != NULL)
        *ret_domain = g_strdup (domain);
    return address_key (local, domain);
}

gboolean
tf_settings_add_own (TfSettings *settings, const char *text)
{
    if (strchr (text, '@') != NULL)
        return add_once (settings->own_addresses, parse_address (text, NULL));
    return add_once (settings->own_domains, tf_domain_parse (tf_span_of (text)));
}

gboolean
tf_settings_add_account (TfSettings *settings, const char *address)
{
    g_autofree char *domain = NULL;

    if (!add_once (settings->own_addresses, parse_address (address, &domain)))
        return FALSE;
    if (!is_shared_provider (domain) &&
        !tf_suffix_list_is_suffix (settings->suffixes, domain))
        add_once (settings->own_domains, g_steal_pointer (&domain));
    return TRUE;
}

gboolean
tf_settings_add_protected (TfSettings *settings, const char *domain)
{
    return add_once (settings->protected_domains, tf_domain_parse (tf_span_of (domain)));
}

gboolean
tf_settings_add_trusted_server (TfSettings *settings, const char *text)
{
    gboolean below = g_str_has_suffix (text, ":below");
    gsize length = strlen (text) - (below ? strlen (":below") : 0);
    TfTrustedServer *server;

    if (length == 0)
        return FALSE;
    server = g_new0 (TfTrustedServer, 1);
    server->authserv_id = g_ascii_strdown (text, (gssize)length);
    server->below = below;
    g_ptr_array_add (settings->trusted_servers, server);
    return TRUE;
}

gboolean
tf_settings_add_border (TfSettings *settings, const char *host)
{
    return add_once (settings->border_hosts, tf_domain_parse (tf_span_of (host)));
}

gboolean
tf_settings_add_trusted_sealer (TfSettings *settings, const char *domain)
{
    return add_once (settings->trusted_sealers, tf_domain_parse (tf_span_of (domain)));
}

void
tf_settings_set_allow_legacy_crypto (TfSettings *settings, gboolean allow)
{
    settings->allow_legacy_crypto = allow;
}

void
tf_settings_set_offline (TfSettings *settings, gboolean offline)
{
    settings->offline = offline;
}

gboolean
tf_settings_is_own_address (const TfSettings *settings, const char *local,
                            const char *domain)
{
    g_autofree char *key = address_key (local, domain);

    return list_has (settings->own_addresses, key);
}

static gboolean
is_within_any (const GPtrArray *domains, const char *domain)
{
    for (guint i = 0; i < domains->len; i++)
        if (tf_domain_is_within (domain, g_ptr_array_index (domains, i)))
            return TRUE;
    return FALSE;
}

gboolean
tf_settings_is_own_domain (const TfSettings *settings, const char *domain)
{
    return is_within_any (settings->own_domains, domain);
}

gboolean
tf_settings_is_watched_domain (const TfSettings *settings, const char *domain)
{
    return tf_settings_is_own_domain (settings, domain) ||
           is_within_any (settings->protected_domains, domain);
}
