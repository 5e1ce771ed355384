/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the reader told us. An address makes its whole organization own or known, unless it is at
 * a shared mail provider, whose domain belongs to none of its users. */
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

static void
free_list (gpointer data)
{
    TfKnownList *list = data;

    g_free (list->id);
    g_free (list->signer);
    g_free (list);
}

TfSettings *
tf_settings_new (void)
{
    TfSettings *settings = g_new0 (TfSettings, 1);

    g_atomic_ref_count_init (&settings->references);
    settings->own_addresses = g_ptr_array_new_with_free_func (g_free);
    settings->own_domains = g_ptr_array_new_with_free_func (g_free);
    settings->known_addresses = g_ptr_array_new_with_free_func (g_free);
    settings->known_domains = g_ptr_array_new_with_free_func (g_free);
    settings->known_lists = g_ptr_array_new_with_free_func (free_list);
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
    g_ptr_array_unref (settings->known_addresses);
    g_ptr_array_unref (settings->known_domains);
    g_ptr_array_unref (settings->known_lists);
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
gboolean
tf_settings_is_shared_provider (const char *domain)
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

/* Local parts are compared without case: a forger gains nothing by that, and no provider in use
 * distinguishes them. */
static char *
address_key (const char *local, const char *domain)
{
    g_autofree char *lower = g_utf8_strdown (local, -1);

    return g_strdup_printf ("%s@%s", lower, domain);
}

/* RFC 5322 §3.2.3: a dot-atom, or all of it in quotes. */
static gboolean
is_local_part (TfSpan local)
{
    if (local.length > 2 && local.data[0] == '"' && local.data[local.length - 1] == '"')
        return TRUE;
    for (gsize i = 0; i < local.length; i++)
        if ((guchar)local.data[i] <= ' ' || local.data[i] == 0x7f ||
            tf_span_has (tf_span_of ("()<>@,;:\\\"[]"), local.data[i]))
            return FALSE;
    return TRUE;
}

static char *
parse_address (const char *text, char **ret_domain)
{
    g_autofree char *domain = NULL;
    g_autofree char *local = NULL;
    const char *at = strrchr (text, '@');

    if (at == NULL || at == text || !g_utf8_validate (text, -1, NULL) ||
        !is_local_part (tf_span (text, (gsize)(at - text))))
        return NULL;
    domain = tf_domain_parse (tf_span_of (at + 1));
    if (domain == NULL)
        return NULL;
    local = g_strndup (text, at - text);
    if (ret_domain != NULL)
        *ret_domain = g_strdup (domain);
    return address_key (local, domain);
}

/* Owned: the organization of DOMAIN; DOMAIN itself when it is below a shared provider's name or is
 * a public suffix. */
static char *
house_of (const TfSettings *settings, const char *domain)
{
    const char *registrable = tf_suffix_list_registrable (settings->suffixes, domain);

    return g_strdup (registrable == NULL || tf_settings_is_shared_provider (domain)
                         ? domain
                         : registrable);
}

static gboolean
add_domain (const TfSettings *settings, GPtrArray *domains, const char *text)
{
    g_autofree char *domain = tf_domain_parse (tf_span_of (text));

    return domain != NULL && add_once (domains, house_of (settings, domain));
}

static gboolean
add_address (const TfSettings *settings, GPtrArray *addresses, GPtrArray *domains,
             const char *text)
{
    g_autofree char *domain = NULL;

    if (!add_once (addresses, parse_address (text, &domain)))
        return FALSE;
    if (!tf_settings_is_shared_provider (domain) &&
        !tf_suffix_list_is_suffix (settings->suffixes, domain))
        add_once (domains, house_of (settings, domain));
    return TRUE;
}

static gboolean
add_either (const TfSettings *settings, GPtrArray *addresses, GPtrArray *domains,
            const char *text)
{
    if (tf_span_has (tf_span_of (text), '@'))
        return add_address (settings, addresses, domains, text);
    return add_domain (settings, domains, text);
}

gboolean
tf_settings_add_own (TfSettings *settings, const char *text)
{
    return add_either (settings, settings->own_addresses, settings->own_domains, text);
}

gboolean
tf_settings_add_account (TfSettings *settings, const char *address)
{
    return add_address (settings, settings->own_addresses, settings->own_domains,
                        address);
}

/* Owned: what is between the last "<" and the ">" at the end, or all of TEXT. */
static char *
within_brackets (TfSpan text)
{
    TfCursor cursor;

    text = tf_span_strip (text);
    if (text.length == 0 || text.data[text.length - 1] != '>' || !tf_span_has (text, '<'))
        return tf_span_dup (text);
    cursor = tf_cursor (tf_span_after_last (text, '<'));
    return tf_span_dup (tf_span_strip (tf_cursor_take_until (&cursor, '>')));
}

gboolean
tf_settings_add_known (TfSettings *settings, const char *text)
{
    g_autofree char *contact = within_brackets (tf_span_of (text));

    return add_either (settings, settings->known_addresses, settings->known_domains,
                       contact);
}

/* RFC 2919 §2: a dot-atom-text. */
static gboolean
is_list_id (TfSpan text)
{
    for (gsize i = 0; i < text.length; i++)
        if (!g_ascii_isgraph (text.data[i]) ||
            tf_span_has (tf_span_of ("()<>@,;:\\\"[]"), text.data[i]))
            return FALSE;
    return tf_span_has (text, '.');
}

gboolean
tf_settings_add_known_list (TfSettings *settings, const char *text)
{
    TfSpan signer = tf_span_after_last (tf_span_of (text), '=');
    gboolean is_signed = tf_span_has (tf_span_of (text), '=');
    gsize length = strlen (text) - (is_signed ? signer.length + 1 : 0);
    g_autofree char *id = within_brackets (tf_span (text, length));
    g_autofree char *domain = is_signed ? tf_domain_parse (signer) : NULL;
    TfKnownList *list;

    if (!is_list_id (tf_span_of (id)) || (is_signed && domain == NULL))
        return FALSE;
    list = g_new0 (TfKnownList, 1);
    list->id = g_ascii_strdown (id, -1);
    list->signer = g_steal_pointer (&domain);
    g_ptr_array_add (settings->known_lists, list);
    return TRUE;
}

gboolean
tf_settings_add_protected (TfSettings *settings, const char *domain)
{
    return add_once (settings->protected_domains, tf_domain_parse (tf_span_of (domain)));
}

/* "@example.org" stands for all hosts of one organization, never for those of a whole suffix. */
static gboolean
is_good_wildcard (const TfSettings *settings, const char *text)
{
    g_autofree char *domain = tf_domain_parse (tf_span_of (text + 1));

    return domain != NULL && !tf_suffix_list_is_suffix (settings->suffixes, domain);
}

/* What a field could contain as an authserv-id (RFC 8601 §2.2 "value"). */
static gboolean
is_one_word (const char *text)
{
    for (; *text != '\0'; text++)
        if (!g_ascii_isgraph (*text) && ((guchar)*text & 0x80) == 0)
            return FALSE;
    return TRUE;
}

gboolean
tf_settings_add_trusted_server (TfSettings *settings, const char *text)
{
    gboolean below = g_str_has_suffix (text, ":below");
    gsize length = strlen (text) - (below ? strlen (":below") : 0);
    g_autofree char *id = g_ascii_strdown (text, (gssize)length);
    TfTrustedServer *server;

    if (length == 0 || !is_one_word (text) ||
        (id[0] == '@' && !is_good_wildcard (settings, id)))
        return FALSE;
    server = g_new0 (TfTrustedServer, 1);
    server->authserv_id = g_steal_pointer (&id);
    server->below = below;
    g_ptr_array_add (settings->trusted_servers, server);
    return TRUE;
}

gboolean
tf_settings_add_border (TfSettings *settings, const char *host)
{
    if (host[0] != '@')
        return add_once (settings->border_hosts, tf_domain_parse (tf_span_of (host)));
    if (!is_good_wildcard (settings, host))
        return FALSE;
    return add_once (settings->border_hosts, g_ascii_strdown (host, -1));
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
           is_within_any (settings->known_domains, domain) ||
           is_within_any (settings->protected_domains, domain);
}
