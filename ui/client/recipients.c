/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* recipients: mail programs choose for themselves among Reply-To, List-Post and
 * Mail-Followup-To. So what stands in the composer is compared with what the message asked for. */
#include "client/recipients.h"

/* ---- addresses --------------------------------------------------------------------- */

/* Owned; NULL without a domain that can be read. */
static char *
domain_of (const char *address)
{
    const char *at = strrchr (address, '@');

    return at != NULL ? tf_domain_parse (tf_span_of (at + 1)) : NULL;
}

static gboolean
is_outside (const char *address, const TfReport *report)
{
    const char *author = report->author_domain != NULL ? report->author_domain
                                                       : report->dossier->author->domain;
    g_autofree char *domain = domain_of (address);

    return author == NULL || domain == NULL ||
           !tf_suffix_list_same_organization (report->suffixes, domain, author);
}

static void
add_once (GPtrArray *found, const char *address)
{
    if (!g_ptr_array_find_with_equal_func (found, address, g_str_equal, NULL))
        g_ptr_array_add (found, g_strdup (address));
}

static void
add_field (GPtrArray *found, const char *field)
{
    g_autoptr (TfAddressList) list = tf_address_list_parse (tf_span_of (field));

    for (guint i = 0; i < list->mailboxes->len; i++) {
        const TfMailbox *mailbox = g_ptr_array_index (list->mailboxes, i);

        if (mailbox->address != NULL)
            add_once (found, mailbox->address);
    }
}

static gint
compare_places (gconstpointer a, gconstpointer b, gpointer report)
{
    const char *const *first = a;
    const char *const *second = b;

    return is_outside (*second, report) - is_outside (*first, report);
}

GStrv
tf_recipients_read (const char *const *fields, const TfReport *report)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new ();

    for (guint i = 0; fields[i] != NULL; i++)
        add_field (found, fields[i]);
    /* Only a few are shown: the author's own come last. The sort is a stable one. */
    if (report != NULL)
        g_ptr_array_sort_with_data (found, compare_places, (gpointer)report);
    g_ptr_array_add (found, NULL);
    return (GStrv)g_ptr_array_steal (found, NULL);
}

/* ---- where the message takes it ---------------------------------------------------- */

/* Programs read in their own ways what we cannot read: then any address outside may come from it. */
static gboolean
leads_to (const TfAnswerTarget *target, const char *address)
{
    g_autofree char *domain = NULL;

    if (target->address == NULL)
        return TRUE;
    if (g_ascii_strcasecmp (target->address, address) == 0)
        return TRUE;
    domain = domain_of (address);
    return domain != NULL && g_strcmp0 (target->domain, domain) == 0;
}

static gboolean
was_taken_to (const TfReport *report, const char *address)
{
    for (guint i = 0; i < report->elsewhere->len; i++)
        if (leads_to (g_ptr_array_index (report->elsewhere, i), address))
            return is_outside (address, report);
    return FALSE;
}

GStrv
tf_recipients_elsewhere (const char *const *recipients, const TfReport *report)
{
    g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

    for (guint i = 0; report->elsewhere != NULL && recipients[i] != NULL; i++)
        if (was_taken_to (report, recipients[i]))
            g_strv_builder_add (found, recipients[i]);
    return g_strv_builder_end (found);
}

gboolean
tf_recipients_need_question (const TfReport *report)
{
    return tf_report_peek_level (report) >= TF_LEVEL_WARNING;
}

/* A note is a doubt too. */
gboolean
tf_recipients_may_be_learned (const TfReport *report)
{
    return tf_report_peek_level (report) == TF_LEVEL_QUIET &&
           report->evidence.result != TF_EVIDENCE_UNKNOWN;
}
