/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions: which of the reader's exceptions apply to a message. Everybody may know them, so none
 * counts without evidence that its subject really took part: a signer must have signed all of
 * the message, a sender's or a service's own domain must be confirmed. */
#include "inputs/exceptions.h"

#include "evaluate/evidence.h"

/* Only a domain itself, never those below it. */
static gboolean
is_about_sender (const TfException *exception, const TfAuthor *author)
{
    g_autofree char *address = NULL;
    g_autofree char *lower = NULL;

    if (author->domain == NULL || author->addresses->len > 1)
        return FALSE;
    if (g_str_equal (exception->sender, author->domain))
        return TRUE;
    if (author->local == NULL)
        return FALSE;
    address = g_strconcat (author->local, "@", author->domain, NULL);
    lower = g_utf8_strdown (address, -1);
    return g_str_equal (exception->sender, lower);
}

/* Owned (of const TfException *): those of one kind, whoever keeps them. None for an attached message: it
 * was judged by somebody else's eyes. */
static GPtrArray *
list_of_kind (TfExceptionKind kind, const TfReport *report, const TfSettings *settings)
{
    const GPtrArray *lists[] = {settings->exceptions, report->knowledge->exceptions};
    GPtrArray *found = g_ptr_array_new ();

    for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
        for (guint i = 0; !report->dossier->attached && i < lists[list]->len; i++) {
            const TfException *exception = g_ptr_array_index (lists[list], i);

            if (exception->kind == kind)
                g_ptr_array_add (found, (gpointer)exception);
        }
    return found;
}

static const TfException *
find_sender (const TfReport *report, const TfSettings *settings)
{
    g_autoptr (GPtrArray) list = list_of_kind (TF_EXCEPTION_SENDER, report, settings);

    for (guint i = 0; i < list->len; i++)
        if (is_about_sender (g_ptr_array_index (list, i), report->dossier->author))
            return g_ptr_array_index (list, i);
    return NULL;
}

static void
use (TfReport *report, const TfException *exception)
{
    g_ptr_array_add (report->exceptions, tf_exception_copy (exception));
}

/* ---- a signer ---------------------------------------------------------------------- */

/* A signature that leaves something open would confirm any text. */
static gboolean
has_signed_all (const TfDkimResult *result, const char *signer)
{
    return result->authenticates && g_strcmp0 (result->domain, signer) == 0 &&
           tf_coverage_open_part (&result->coverage) == TF_REASON_NONE;
}

static gboolean
is_signed_by (const TfReport *report, const char *signer)
{
    for (guint i = 0; i < report->dkim->len; i++)
        if (has_signed_all (g_ptr_array_index (report->dkim, i), signer))
            return TRUE;
    return FALSE;
}

/* What would be shown without the exception. */
static gboolean
lacks_confirmation (const TfReport *report)
{
    TfEvidenceResult result = report->evidence.result;

    return result == TF_EVIDENCE_FAIL ||
           ((result == TF_EVIDENCE_UNPROVEN || result == TF_EVIDENCE_CHANGED) &&
            report->evidence.policy != TF_POLICY_NONE);
}

const char *
tf_exceptions_possible_signer (const TfReport *report)
{
    if (report->dossier->attached || !lacks_confirmation (report) ||
        report->facts.own_domain || report->facts.own_address ||
        report->facts.signer_accepted)
        return NULL;
    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->domain != NULL && has_signed_all (result, result->domain))
            return result->domain;
    }
    return NULL;
}

gboolean
tf_exceptions_accept_signer (TfReport *report, const TfSettings *settings)
{
    g_autoptr (GPtrArray) list = list_of_kind (TF_EXCEPTION_SIGNER, report, settings);

    if (!lacks_confirmation (report) || report->facts.own_domain ||
        report->facts.own_address)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TfException *exception = g_ptr_array_index (list, i);

        if (!is_about_sender (exception, report->dossier->author) ||
            !is_signed_by (report, exception->signer))
            continue;
        use (report, exception);
        return TRUE;
    }
    return FALSE;
}

/* ---- a sender ---------------------------------------------------------------------- */

/* The reader's own address in a stranger's name is never quite right. */
static void
calm_name (TfShown *shown)
{
    if (shown->level == TF_LEVEL_ALARM)
        shown->level = TF_LEVEL_NOTE;
    else
        tf_shown_clear (shown);
}

static gboolean
has_sign_of_sender (const TfImpersonation *signs)
{
    return signs->shown.level != TF_LEVEL_QUIET ||
           signs->imitation.level != TF_LEVEL_QUIET ||
           signs->brand_kind != TF_BRAND_NONE || signs->contact != NULL;
}

void
tf_exceptions_calm_signs (TfReport *report, const TfSettings *settings)
{
    TfImpersonation *signs = report->impersonation;
    const TfException *exception = find_sender (report, settings);

    if (exception == NULL || !tf_evidence_is_authenticated (&report->evidence) ||
        !has_sign_of_sender (signs))
        return;
    use (report, exception);
    calm_name (&signs->shown);
    g_clear_pointer (&signs->known, g_free);
    g_clear_pointer (&signs->brand, g_free);
    g_clear_pointer (&signs->contact, g_free);
    g_clear_pointer (&signs->contact_address, g_free);
    signs->brand_kind = TF_BRAND_NONE;
    signs->imitation = (TfImitation){TF_LEVEL_QUIET, TF_LOOKALIKE_NONE, NULL};
}

/* ---- an alias service -------------------------------------------------------------- */

static const TfException *
find_alias_service (const TfReport *report, const TfSettings *settings)
{
    g_autoptr (GPtrArray) list =
        list_of_kind (TF_EXCEPTION_ALIAS_SERVICE, report, settings);
    const char *domain = report->dossier->author->domain;

    if (domain == NULL || !tf_evidence_is_authenticated (&report->evidence))
        return NULL;
    for (guint i = 0; i < list->len; i++) {
        const TfException *exception = g_ptr_array_index (list, i);

        if (tf_domain_is_within (domain, exception->sender))
            return exception;
    }
    return NULL;
}

/* The name is read again as one that an alias service has written; INPUT gave what is known so far. */
void
tf_exceptions_read_alias (TfReport *report, const TfSettings *settings,
                          const TfImpersonationInput *input)
{
    const TfException *exception = find_alias_service (report, settings);
    TfImpersonationInput again = *input;
    g_autoptr (TfImpersonation) signs = NULL;

    if (exception == NULL || report->impersonation->shown.level == TF_LEVEL_QUIET)
        return;
    again.is_alias_service = TRUE;
    signs = tf_impersonation_new (&again);
    if (signs->shown.level >= report->impersonation->shown.level)
        return;
    use (report, exception);
    tf_impersonation_free (report->impersonation);
    report->impersonation = g_steal_pointer (&signs);
}
