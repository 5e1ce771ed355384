/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* What the reader told us. An address makes its whole organization own or known, unless it is at
 * a shared mail provider, whose domain belongs to none of its users. */
#include "inputs/settings.h"

#include <string.h>

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

static void
free_exception (gpointer data)
{
    TfException *exception = data;

    g_free (exception->sender);
    g_free (exception->signer);
    g_free (exception);
}

TfSettings *
tf_settings_new (void)
{
    TfSettings *settings = g_new0 (TfSettings, 1);

    g_atomic_ref_count_init (&settings->references);
    settings->own = tf_people_new (TRUE);
    settings->known = tf_people_new (FALSE);
    settings->known_lists = g_ptr_array_new_with_free_func (free_list);
    settings->protected_domains = tf_targets_new ();
    settings->trusted_servers = g_ptr_array_new_with_free_func (free_server);
    settings->border_hosts = g_ptr_array_new_with_free_func (g_free);
    settings->trusted_sealers = g_ptr_array_new_with_free_func (g_free);
    settings->exceptions = g_ptr_array_new_with_free_func (free_exception);
    settings->suffixes = tf_suffix_list_new_builtin ();
    settings->brands = tf_brands_ref_builtin ();
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
    tf_people_unref (settings->own);
    tf_people_unref (settings->known);
    g_ptr_array_unref (settings->known_lists);
    tf_targets_free (settings->protected_domains);
    g_ptr_array_unref (settings->trusted_servers);
    g_ptr_array_unref (settings->border_hosts);
    g_ptr_array_unref (settings->trusted_sealers);
    g_ptr_array_unref (settings->exceptions);
    tf_suffix_list_unref (settings->suffixes);
    tf_brands_unref (settings->brands);
    g_free (settings);
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

gboolean
tf_settings_add_own (TfSettings *settings, const char *text)
{
    return tf_people_add (settings->own, text, settings->suffixes);
}

gboolean
tf_settings_add_account (TfSettings *settings, const char *address)
{
    return tf_span_has (tf_span_of (address), '@') &&
           tf_settings_add_own (settings, address);
}

gboolean
tf_settings_add_known (TfSettings *settings, const char *text)
{
    return tf_people_add (settings->known, text, settings->suffixes);
}

gboolean
tf_settings_know_recipient (TfSettings *settings, const char *address)
{
    return tf_people_add_recipient (settings->known, address, settings->suffixes);
}

void
tf_settings_use_brands (TfSettings *settings, TfBrands *brands)
{
    tf_brands_unref (settings->brands);
    settings->brands = tf_brands_ref (brands);
}

void
tf_settings_share_known (TfSettings *settings, const TfPeople *known)
{
    tf_people_unref (settings->known);
    settings->known = tf_people_ref ((TfPeople *)known);
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
    g_autofree char *id = tf_people_within_brackets (tf_span (text, length));
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
    g_autofree char *parsed = tf_domain_parse (tf_span_of (domain));

    if (parsed != NULL)
        tf_targets_add (settings->protected_domains, parsed, settings->suffixes);
    return parsed != NULL;
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
    return tf_people_has_address (settings->own, local, domain);
}

gboolean
tf_settings_is_own_domain (const TfSettings *settings, const char *domain)
{
    return tf_targets_above (settings->own->domains, domain) != NULL;
}

gboolean
tf_settings_is_watched_domain (const TfSettings *settings, const char *domain)
{
    return tf_settings_is_own_domain (settings, domain) ||
           tf_targets_above (settings->known->domains, domain) != NULL ||
           tf_targets_above (settings->protected_domains, domain) != NULL;
}
