/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* known-list: whether a mailing list that the reader knows vouches for a message: it has the
 * List-Id of that list, and the list's signer has signed it. Leaves out: how a list becomes
 * known. */
#include "evaluate/evaluate.h"

#include "evaluate/evidence.h"

static gboolean
is_signer (const TfKnownList *list, const char *domain, const TfSuffixList *suffixes)
{
    g_autofree char *host = NULL;

    if (list->signer != NULL)
        return tf_domain_is_within (domain, list->signer) ||
               tf_suffix_list_same_organization (suffixes, domain, list->signer);
    host = tf_domain_parse (tf_span_of (list->id));
    return host != NULL && tf_suffix_list_same_organization (suffixes, domain, host);
}

/* From, which is always signed, is the list's own address: dev@lists.example for
 * dev.lists.example. */
static gboolean
is_list_address (const TfAuthor *author, const char *id)
{
    g_autofree char *name = NULL;

    if (author->local == NULL || author->domain == NULL)
        return FALSE;
    name = g_strconcat (author->local, ".", author->domain, NULL);
    return g_ascii_strcasecmp (name, id) == 0;
}

/* Where an answer goes does not matter: an author's Reply-To is often outside a list's
 * signature. */
static gboolean
has_open_content (const TfDkimResult *result)
{
    return tf_coverage_open_content (&result->coverage) != TF_REASON_NONE ||
           result->coverage.duplicate_field != NULL;
}

/* Everybody on the list has genuine messages to start from: a signature that leaves something open
 * would vouch for any text. */
static gboolean
has_signed (const TfDkimResult *result, const TfKnownList *list, const TfDossier *dossier,
            const TfSuffixList *suffixes)
{
    if (!result->authenticates || result->domain == NULL ||
        !is_signer (list, result->domain, suffixes) || has_open_content (result))
        return FALSE;
    if (is_list_address (dossier->author, list->id))
        return TRUE;
    return result->signed_fields != NULL &&
           g_strv_contains ((const char *const *)result->signed_fields, "list-id");
}

/* Whether a server whose results count has confirmed the list's own domain. */
static gboolean
is_confirmed (const TfReport *report, const TfKnownList *list, const TfDossier *dossier,
              const TfSuffixList *suffixes)
{
    return tf_evidence_is_authenticated (&report->evidence) &&
           report->author_domain != NULL &&
           is_signer (list, report->author_domain, suffixes) &&
           is_list_address (dossier->author, list->id);
}

static gboolean
vouches (const TfKnownList *list, const TfDossier *dossier, const TfReport *report,
         const TfSuffixList *suffixes)
{
    for (guint i = 0; i < report->dkim->len; i++)
        if (has_signed (g_ptr_array_index (report->dkim, i), list, dossier, suffixes))
            return TRUE;
    return is_confirmed (report, list, dossier, suffixes);
}

gboolean
tf_known_list_has_signed (const TfKnownList *list, const TfReport *report)
{
    for (guint i = 0; i < report->dkim->len; i++)
        if (has_signed (g_ptr_array_index (report->dkim, i), list, report->dossier,
                        report->suffixes))
            return TRUE;
    return FALSE;
}

gboolean
tf_known_list_vouches (const TfDossier *dossier, const TfSettings *settings,
                       const TfReport *report)
{
    g_autofree char *id = NULL;

    /* With two of them, a program may show the other one. */
    if (settings->known_lists->len == 0 ||
        tf_header_count (dossier->header, "List-Id") != 1)
        return FALSE;
    id = tf_list_id_read (dossier->list_id);
    for (guint i = 0; i < settings->known_lists->len; i++) {
        const TfKnownList *list = g_ptr_array_index (settings->known_lists, i);

        if (g_str_equal (list->id, id) &&
            vouches (list, dossier, report, settings->suffixes))
            return TRUE;
    }
    return FALSE;
}
