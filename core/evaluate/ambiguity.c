/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* ambiguity: whether it is clear who the author is, and how bad it is when it is not. What From
 * says is read in message/author.c; here we also know the organizations and what the client
 * shows. */
#include "evaluate/evidence.h"

static gboolean
is_one_organization (const GPtrArray *domains, const TfSuffixList *suffixes)
{
    for (guint i = 1; i < domains->len; i++)
        if (!tf_suffix_list_same_organization (suffixes, g_ptr_array_index (domains, 0),
                                               g_ptr_array_index (domains, i)))
            return FALSE;
    return TRUE;
}

static gboolean
is_sender_an_author (const TfAuthor *author)
{
    for (guint i = 0; author->sender != NULL && i < author->addresses->len; i++)
        if (g_ascii_strcasecmp (author->sender,
                                g_ptr_array_index (author->addresses, i)) == 0)
            return TRUE;
    return FALSE;
}

/* RFC 5322 §3.6.2: several authors need a Sender. Authors of one organization are judged as one. */
static TfReason
judge_authors (const TfAuthor *author, const TfSuffixList *suffixes)
{
    if (!is_one_organization (author->domains, suffixes))
        return is_sender_an_author (author) ? TF_REASON_SEVERAL_AUTHORS
                                            : TF_REASON_SEVERAL_DOMAINS;
    return author->domains->len > TF_LIMIT_AUTHOR_DOMAINS ? TF_REASON_TOO_MANY
                                                          : TF_REASON_NONE;
}

gboolean
tf_author_lacks_sender (const TfAuthor *author, const char *domain,
                        const TfSuffixList *suffixes)
{
    return author->n_authors > 1 &&
           (author->sender_domain == NULL ||
            !tf_suffix_list_same_organization (suffixes, author->sender_domain, domain));
}

TfReason
tf_ambiguity_find (const TfDossier *dossier, const TfSettings *settings)
{
    const TfAuthor *author = dossier->author;
    const guint cut = TF_HEADER_TOO_LONG | TF_HEADER_TOO_MANY_FIELDS;
    TfReason reason = TF_REASON_NONE;

    if (dossier->header->flags & cut)
        return TF_REASON_HEADER_TOO_LONG;
    if (author->state == TF_AUTHOR_AMBIGUOUS &&
        author->reason != TF_REASON_SEVERAL_DOMAINS)
        return author->reason;
    if (author->n_authors > 1)
        reason = judge_authors (author, settings->suffixes);
    else if (author->state == TF_AUTHOR_AMBIGUOUS)
        reason = author->reason;
    if (reason != TF_REASON_NONE)
        return reason;
    if (dossier->displayed_from != NULL &&
        tf_author_displayed_differs (author, dossier->displayed_from))
        return TF_REASON_DISPLAYED_DIFFERS;
    return author->domains->len > 0 ? TF_REASON_NONE : TF_REASON_MISSING;
}

/* ---- how bad it is ----------------------------------------------------------------------- */

/* There are authors of several organizations, one of them the reader's, and the one that answers
 * for them is not the reader's. */
static gboolean
is_own_name_used (const TfDossier *dossier, const TfSettings *settings)
{
    const TfAuthor *author = dossier->author;

    for (guint i = 0; i < author->domains->len; i++) {
        const char *domain = g_ptr_array_index (author->domains, i);

        if (tf_settings_is_own_domain (settings, domain) &&
            tf_author_lacks_sender (author, domain, settings->suffixes))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_ambiguity_is_harmless (const TfDossier *dossier, const TfSettings *settings,
                          TfReason reason)
{
    const TfAuthor *author = dossier->author;

    if (reason == TF_REASON_SEVERAL_AUTHORS)
        return !is_own_name_used (dossier, settings);
    return author->state == TF_AUTHOR_AMBIGUOUS && author->harmless_ambiguity &&
           reason == author->reason;
}

gboolean
tf_ambiguity_is_expected (const TfDossier *dossier, const TfDelivery *delivery)
{
    const TfAuthor *author = dossier->author;
    const TfEnvelope *envelope = dossier->envelope;

    return author->address == NULL && author->harmless_ambiguity &&
           (delivery->has_no_trace ||
            (envelope->is_report && envelope->state == TF_RETURN_PATH_NULL));
}
