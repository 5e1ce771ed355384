/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Checks all signatures of a message. If no aligned one passes, those that do not match the header
 * are tried again without what lists and gateways put into it. */
#include "evaluate/evidence.h"

/* Aligned with one of the Author Domains, or at least not known not to be. */
static gboolean
may_be_aligned (const GPtrArray *checks, guint signature)
{
    for (guint i = 0; i < checks->len; i++) {
        const TfDomainCheck *check = g_ptr_array_index (checks, i);

        if (check->aligned[signature] != TF_ALIGNED_NO)
            return TRUE;
    }
    return FALSE;
}

static gboolean
any_passes (const GPtrArray *checks, const GPtrArray *results)
{
    for (guint i = 0; i < results->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (results, i);

        if (result->authenticates && may_be_aligned (checks, i))
            return TRUE;
    }
    return FALSE;
}

static void
try_without_marks (const GPtrArray *checks, const TfDossier *dossier, const TfDns *dns,
                   const TfDkimContext *context, GPtrArray *results)
{
    guint n_tried = 0;

    for (guint i = 0; i < results->len && n_tried < TF_LIMIT_MARKED_SIGNATURES; i++) {
        const TfDkimResult *before = g_ptr_array_index (results, i);
        TfDkimResult *result;

        if (!before->mismatched || !may_be_aligned (checks, i))
            continue;
        n_tried++;
        result =
            tf_dkim_check_without_marks (g_ptr_array_index (dossier->signatures, i),
                                         dossier->header, dossier->body, dns, context);
        if (result == NULL)
            continue;
        tf_dkim_result_free (results->pdata[i]);
        results->pdata[i] = result;
    }
}

/* The DNS has no such key any more, another one, or does not answer. */
static void
try_seen_keys (const TfDossier *dossier, const TfDkimContext *context, GPtrArray *results)
{
    for (guint i = 0; i < results->len; i++) {
        TfDkimResult *result = tf_dkim_check_with_seen_key (
            g_ptr_array_index (dossier->signatures, i), dossier->header, dossier->body,
            context, g_ptr_array_index (results, i));

        if (result == NULL)
            continue;
        tf_dkim_result_free (results->pdata[i]);
        results->pdata[i] = result;
    }
}

void
tf_signatures_check (const GPtrArray *checks, const TfDossier *dossier, const TfDns *dns,
                     const TfDkimContext *context, GPtrArray *results)
{
    for (guint i = 0; i < dossier->signatures->len; i++)
        g_ptr_array_add (results,
                         tf_dkim_check (g_ptr_array_index (dossier->signatures, i),
                                        dossier->header, dossier->body, dns, context));
    try_seen_keys (dossier, context, results);
    if (!any_passes (checks, results))
        try_without_marks (checks, dossier, dns, context, results);
}
