/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* desks: RFC 2142 §4: abuse@ the organization. Only domains that are proven to have taken part are proposed, and the
 * one that is imitated. Nobody is asked who an address belongs to. */
#include "abuse/abuse.h"

static void
desk_free (gpointer data)
{
    TfDesk *desk = data;

    g_free (desk->address);
    g_free (desk->domain);
    g_free (desk);
}

static gboolean
is_there (const GPtrArray *desks, const char *domain)
{
    for (guint i = 0; i < desks->len; i++)
        if (g_str_equal (((TfDesk *)g_ptr_array_index (desks, i))->domain, domain))
            return TRUE;
    return FALSE;
}

/* Whether the reader or the list of brands knows DOMAIN, of which the message pretends to be. */
static gboolean
is_known (const TfReport *report, const char *domain)
{
    const char *author =
        report->author_domain != NULL
            ? tf_suffix_list_registrable (report->suffixes, report->author_domain)
            : NULL;

    if (report->impersonation->known != NULL)
        return report->impersonation->imitation.kind != TF_LOOKALIKE_MIXED_SCRIPTS;
    return report->facts.watched_domain && author != NULL && g_str_equal (author, domain);
}

/* A mailbox provider lets its customers write, a firm whose name forgers use is none of them, and neither is whom the
 * reader knows, nor whose name is forged in From. Any other domain, whoever named it, may be the sender's: who writes
 * a domain into a name can have registered it, to be sent the report. */
static gboolean
may_be_forger (const TfReport *report, const char *domain, TfDeskReason reason)
{
    g_autoptr (TfBrands) brands = tf_brands_ref_builtin ();

    if (reason == TF_DESK_FORGED || tf_settings_is_shared_provider (domain) ||
        tf_targets_above (brands->targets, domain) != NULL)
        return FALSE;
    return reason != TF_DESK_IMITATED || !is_known (report, domain);
}

static void
add_desk (GPtrArray *desks, const TfReport *report, const char *name, TfDeskReason reason)
{
    const char *domain =
        name != NULL ? tf_suffix_list_registrable (report->suffixes, name) : NULL;
    TfDesk *desk;

    if (domain == NULL || is_there (desks, domain))
        return;
    desk = g_new0 (TfDesk, 1);
    desk->address = g_strconcat ("abuse@", domain, NULL);
    desk->domain = g_strdup (domain);
    desk->reason = reason;
    desk->may_be_forger = may_be_forger (report, domain, reason);
    g_ptr_array_add (desks, desk);
}

/* The server in front of the border, if its name is more than its own word. */
static const char *
host_of (const TfReport *report)
{
    const TfReceived *border;

    if (report->delivery->border < 0)
        return NULL;
    border = tf_trail_hop (report->delivery->trail, (guint)report->delivery->border);
    return border->is_name_checked ? border->name : NULL;
}

/* Whom an address or a name in the message is made to look like. */
static const char *
imitated_by (const TfReport *report)
{
    if (report->impersonation->known != NULL)
        return report->impersonation->known;
    return report->impersonation->shown.level >= TF_LEVEL_WARNING
               ? report->impersonation->shown.domain
               : NULL;
}

/* Who owns the name in From, which did not prove itself. One that only looks like another is the sender's work. */
static const char *
forged_by (const TfReport *report)
{
    return report->evidence.result == TF_EVIDENCE_FAIL &&
                   report->impersonation->imitation.kind == TF_LOOKALIKE_NONE
               ? report->author_domain
               : NULL;
}

GPtrArray *
tf_abuse_desks (const TfReport *report)
{
    GPtrArray *desks = g_ptr_array_new_with_free_func (desk_free);

    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->authenticates)
            add_desk (desks, report, result->domain, TF_DESK_SIGNER);
    }
    if (report->delivery->spf.result == TF_RESULT_PASS)
        add_desk (desks, report, report->delivery->spf_domain, TF_DESK_SENDER);
    add_desk (desks, report, host_of (report), TF_DESK_HOST);
    add_desk (desks, report, imitated_by (report), TF_DESK_IMITATED);
    add_desk (desks, report, forged_by (report), TF_DESK_FORGED);
    return desks;
}
