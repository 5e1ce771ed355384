/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* whose: to whom an address or a domain belongs, or whom a text mentions. Leaves out: lookalikes in
 * From (lookalike.c). */
#include "impersonation/impersonation.h"

#include <string.h>

/* ---- addresses --------------------------------------------------------------------- */

/* What may be glued to the front of an address; a dot, "_", "-" or "+" would make it another
 * one. */
static gboolean
is_glue (const char *at)
{
    return !g_ascii_isalnum (*at) && memchr ("._-+", *at, 4) == NULL;
}

static gboolean
is_address (const TfClaim *claim, const char *address)
{
    TfSpan domain = tf_span_after_last (tf_span_of (address), '@');
    g_autofree char *lower = g_utf8_strdown (claim->local, -1);
    g_autofree char *local = NULL;
    gsize length;

    if (domain.data == address || !tf_span_equal (domain, claim->domain))
        return FALSE;
    local = tf_span_dup (tf_span (address, (gsize)(domain.data - address) - 1));
    length = strlen (lower);
    if (!g_str_has_suffix (lower, local))
        return FALSE;
    return length == strlen (local) || is_glue (lower + length - strlen (local) - 1);
}

static gboolean
is_any_address (const GPtrArray *addresses, const TfClaim *claim)
{
    for (guint i = 0; addresses != NULL && claim->local != NULL && i < addresses->len;
         i++)
        if (is_address (claim, g_ptr_array_index (addresses, i)))
            return TRUE;
    return FALSE;
}

/* The same for the address of a contact: found, not searched for. */
static gboolean
is_contact (const TfContacts *contacts, const TfClaim *claim)
{
    for (const char *at = claim->local; at != NULL && *at != '\0'; at++)
        if ((at == claim->local || is_glue (at - 1)) &&
            tf_contacts_has_contact (contacts, at, claim->domain))
            return TRUE;
    return FALSE;
}

gboolean
tf_claim_is_contact (const TfClaim *claim, const TfGuarded *guarded)
{
    return guarded->contacts != NULL ? is_contact (guarded->contacts, claim)
                                     : is_any_address (guarded->known_addresses, claim);
}

gboolean
tf_claim_is_own (const TfClaim *claim, const TfGuarded *guarded)
{
    return tf_guarded_is_own (guarded, claim->domain) ||
           is_any_address (guarded->own_addresses, claim) ||
           tf_targets_has_lookalike (guarded->own_domains, claim->domain,
                                     guarded->suffixes);
}

gboolean
tf_claim_is_watched (const TfClaim *claim, const TfGuarded *guarded)
{
    return tf_claim_is_own (claim, guarded) ||
           tf_guarded_is_watched (guarded, claim->domain) ||
           tf_targets_has_lookalike (guarded->known_domains, claim->domain,
                                     guarded->suffixes) ||
           tf_targets_has_lookalike (guarded->protected_domains, claim->domain,
                                     guarded->suffixes);
}

/* ---- mentions ---------------------------------------------------------------------- */

static const char *
find_any (const TfTargets *targets, TfSpan text, const char *from,
          const TfSuffixList *suffixes)
{
    g_autoptr (GPtrArray) near = NULL;

    if (targets == NULL)
        return NULL;
    near = tf_targets_near_dots (targets, text);
    for (guint i = 0; i < near->len; i++) {
        const char *domain = g_ptr_array_index (near, i);

        if (!tf_suffix_list_same_organization (suffixes, domain, from) &&
            !tf_domain_is_within (from, domain) &&
            tf_mention_find (text, domain, from, suffixes))
            return domain;
    }
    return NULL;
}

const char *
tf_guarded_find_mention (const TfGuarded *guarded, TfSpan text, const char *from,
                         gboolean only_own)
{
    const char *found = NULL;

    if (!tf_guarded_is_own (guarded,
                            from)) /* the reader's own domains may name each other */
        found = find_any (guarded->own_domains, text, from, guarded->suffixes);
    if (found == NULL && !only_own)
        found = find_any (guarded->known_domains, text, from, guarded->suffixes);
    if (found == NULL && !only_own)
        found = find_any (guarded->protected_domains, text, from, guarded->suffixes);
    return found;
}
