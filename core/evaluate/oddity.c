/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* oddity: what forgers do far more often than others. It is nothing by itself; beside another sign,
 * which would be a note or nothing, it makes a warning. */
#include "evaluate/evidence.h"

static gboolean
is_reply_at_mailbox (const TfDossier *dossier, const TfSettings *settings)
{
    const char *from = dossier->author->domain;
    const GPtrArray *reply_to = dossier->reply_to;

    for (guint i = 0; i < MIN (reply_to->len, TF_LIMIT_ADDRESS_CLAIMS); i++) {
        TfSpan written =
            tf_span_after_last (tf_span_of (g_ptr_array_index (reply_to, i)), '@');
        g_autofree char *domain = tf_domain_parse (written);

        if (domain != NULL && tf_settings_is_shared_provider (domain) &&
            !tf_suffix_list_same_organization (settings->suffixes, domain, from))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_oddity_is_there (const TfDossier *dossier, const TfSettings *settings)
{
    const TfAuthor *author = dossier->author;

    if (author->domain == NULL)
        return FALSE;
    /* An unquoted dot in a name is obsolete and common. */
    return (author->state == TF_AUTHOR_OBSOLETE_SYNTAX &&
            author->reason != TF_REASON_OBSOLETE_SYNTAX) ||
           tf_rented_has (author->domain, settings->suffixes) ||
           is_reply_at_mailbox (dossier, settings);
}
