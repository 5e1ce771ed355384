/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* people: an address makes its domain known too, unless unrelated people have mailboxes there. */
#include "inputs/people.h"

#include <string.h>

#include "inputs/settings.h"

TfPeople *
tf_people_new (gboolean is_own)
{
    TfPeople *people = g_new0 (TfPeople, 1);

    g_atomic_ref_count_init (&people->references);
    people->is_own = is_own;
    people->addresses = g_ptr_array_new_with_free_func (g_free);
    people->domains = tf_targets_new ();
    people->contacts = tf_contacts_new ();
    return people;
}

TfPeople *
tf_people_ref (TfPeople *people)
{
    g_atomic_ref_count_inc (&people->references);
    return people;
}

void
tf_people_unref (TfPeople *people)
{
    if (!g_atomic_ref_count_dec (&people->references))
        return;
    g_ptr_array_unref (people->addresses);
    tf_targets_free (people->domains);
    tf_contacts_free (people->contacts);
    g_free (people);
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

char *
tf_people_parse_address (const char *text, char **ret_domain)
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
house_of (const TfSuffixList *suffixes, const char *domain)
{
    const char *registrable = tf_suffix_list_registrable (suffixes, domain);

    return g_strdup (registrable == NULL || tf_settings_is_shared_provider (domain)
                         ? domain
                         : registrable);
}

static void
add_house (TfPeople *people, const char *domain, const TfSuffixList *suffixes)
{
    g_autofree char *house = house_of (suffixes, domain);

    tf_targets_add (people->domains, house, suffixes);
}

static void
add_house_of_address (TfPeople *people, const char *domain, const TfSuffixList *suffixes)
{
    if (!tf_settings_is_shared_provider (domain) &&
        !tf_suffix_list_is_suffix (suffixes, domain))
        add_house (people, domain, suffixes);
}

static gboolean
add_domain (TfPeople *people, const char *text, const TfSuffixList *suffixes)
{
    g_autofree char *domain = tf_domain_parse (tf_span_of (text));

    if (domain == NULL)
        return FALSE;
    add_house (people, domain, suffixes);
    return TRUE;
}

char *
tf_people_within_brackets (TfSpan text)
{
    TfCursor cursor;

    text = tf_span_strip (text);
    if (text.length == 0 || text.data[text.length - 1] != '>' || !tf_span_has (text, '<'))
        return tf_span_dup (text);
    cursor = tf_cursor (tf_span_after_last (text, '<'));
    return tf_span_dup (tf_span_strip (tf_cursor_take_until (&cursor, '>')));
}

/* Owned: what stands before the "<"; NULL: nothing. */
static char *
name_before (const char *text)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));
    TfSpan name = tf_span_strip (tf_cursor_take_until (&cursor, '<'));
    gboolean is_name = !tf_cursor_at_end (&cursor) && name.length > 0;

    return is_name ? tf_span_dup_utf8 (name) : NULL;
}

/* NAME may be NULL. */
static gboolean
add_address (TfPeople *people, const char *name, const char *text,
             const TfSuffixList *suffixes)
{
    g_autofree char *domain = NULL;
    g_autofree char *address = tf_people_parse_address (text, &domain);

    if (address == NULL)
        return FALSE;
    if (tf_contacts_add (people->contacts, name, address, people->is_own))
        g_ptr_array_add (people->addresses, g_strdup (address));
    add_house_of_address (people, domain, suffixes);
    return TRUE;
}

gboolean
tf_people_add_recipient (TfPeople *people, const char *address,
                         const TfSuffixList *suffixes)
{
    g_autofree char *domain = NULL;
    g_autofree char *key = tf_people_parse_address (address, &domain);

    if (key == NULL)
        return FALSE;
    tf_contacts_add_recipient (people->contacts, key);
    add_house_of_address (people, domain, suffixes);
    return TRUE;
}

gboolean
tf_people_add (TfPeople *people, const char *text, const TfSuffixList *suffixes)
{
    g_autofree char *inner = tf_people_within_brackets (tf_span_of (text));
    g_autofree char *name = name_before (text);

    if (tf_span_has (tf_span_of (inner), '@'))
        return add_address (people, name, inner, suffixes);
    return add_domain (people, inner, suffixes);
}

gboolean
tf_people_has_address (const TfPeople *people, const char *local, const char *domain)
{
    return tf_contacts_has_address (people->contacts, local, domain);
}
