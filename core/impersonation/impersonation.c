/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* impersonation: every sign of it in one message. */
#include "impersonation/lookalike-private.h"

/* The domain as the message writes it: after the last "@". */
static const char *
written_domain (const TfAuthor *author)
{
    return author->address != NULL
               ? tf_span_after_last (tf_span_of (author->address), '@').data
               : NULL;
}

/* Honest ticket systems have names with hyphens, rented names and other suffixes too. */
static gboolean
is_deceiving (TfLookalike kind)
{
    switch (kind) {
    case TF_LOOKALIKE_SKELETON:
    case TF_LOOKALIKE_EMBEDDED:
    case TF_LOOKALIKE_WEAK_SKELETON:
    case TF_LOOKALIKE_OTHER_SUFFIX:
    case TF_LOOKALIKE_EDIT:
    case TF_LOOKALIKE_COMBINED:
    case TF_LOOKALIKE_MIXED_SCRIPTS:
        return TRUE;
    case TF_LOOKALIKE_NONE:
    case TF_LOOKALIKE_HOSTED:
    case TF_LOOKALIKE_HYPHEN:
    case TF_N_LOOKALIKES:
        break;
    }
    return FALSE;
}

/* The reader's own domains imitate nobody. */
static gboolean
imitates_sender (const TfImpersonationInput *input, const char *address)
{
    TfSpan written = tf_span_after_last (tf_span_of (address), '@');
    g_autofree char *domain = tf_domain_parse (written);

    return domain != NULL && !tf_guarded_is_own (&input->guarded, domain) &&
           is_deceiving (tf_lookalike_compare (
               domain, written.data, input->author->domain, input->guarded.suffixes));
}

static char *
find_reply_lookalike (const TfImpersonationInput *input)
{
    const GPtrArray *addresses = input->reply_to;

    for (guint i = 0;
         addresses != NULL && i < MIN (addresses->len, TF_LIMIT_ADDRESS_CLAIMS); i++)
        if (imitates_sender (input, g_ptr_array_index (addresses, i)))
            return g_strdup (g_ptr_array_index (addresses, i));
    return NULL;
}

static void
look_at_name (const TfImpersonationInput *input, TfImpersonation *impersonation)
{
    TfBrandUse use = tf_brand_use_find (input);
    const char *address = NULL;

    impersonation->brand_kind = use.kind;
    impersonation->brand = g_strdup (use.brand);
    impersonation->contact = g_strdup (tf_contacts_find_name (input, &address));
    impersonation->contact_address = g_strdup (address);
}

static void
look_at_letters (const char *domain, TfImpersonation *impersonation)
{
    impersonation->known = tf_lookalike_find_drawn (domain);
    if (impersonation->known != NULL) {
        impersonation->imitation.level = TF_LEVEL_WARNING;
        impersonation->imitation.kind = TF_LOOKALIKE_MIXED_SCRIPTS;
    }
}

TfImpersonation *
tf_impersonation_new (const TfImpersonationInput *input)
{
    TfImpersonation *impersonation = g_new0 (TfImpersonation, 1);
    const TfAuthor *author = input->author;

    if (author->name != NULL)
        impersonation->decoration = tf_decoration_find (author->name);
    if (author->domain == NULL)
        return impersonation;
    tf_shown_find (input, &impersonation->shown);
    impersonation->imitation = tf_lookalike_find (author->domain, written_domain (author),
                                                  &input->guarded, input->brands);
    impersonation->known = g_strdup (impersonation->imitation.known);
    if (impersonation->known == NULL &&
        !tf_guarded_is_watched (&input->guarded, author->domain))
        look_at_letters (author->domain, impersonation);
    impersonation->imitation.known = impersonation->known;
    impersonation->reply_lookalike = find_reply_lookalike (input);
    look_at_name (input, impersonation);
    return impersonation;
}

void
tf_impersonation_free (TfImpersonation *impersonation)
{
    if (impersonation == NULL)
        return;
    tf_shown_clear (&impersonation->shown);
    g_free (impersonation->known);
    g_free (impersonation->brand);
    g_free (impersonation->contact);
    g_free (impersonation->contact_address);
    g_free (impersonation->reply_lookalike);
    g_free (impersonation);
}
