/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings-write: settings.json. Its members are named like the options of `truefrom check` where there is
 * one. */
#include "evidence/evidence.h"
#include "evidence/settings-names.h"
#include "inputs/exceptions.h"
#include "inputs/settings.h"
#include "print/printer.h"

static void
add_servers (TfPrinter *out, const GPtrArray *servers)
{
    tf_printer_begin_array (out, "trust-authserv");
    for (guint i = 0; i < servers->len; i++) {
        const TfTrustedServer *server = g_ptr_array_index (servers, i);
        g_autofree char *value =
            g_strconcat (server->authserv_id, server->below ? ":below" : "", NULL);

        tf_printer_text (out, NULL, value);
    }
    tf_printer_end (out);
}

static void
add_exceptions (TfPrinter *out, const GPtrArray *exceptions, TfExceptionKind kind,
                const char *name)
{
    tf_printer_begin_array (out, name);
    for (guint i = 0; i < exceptions->len; i++) {
        const TfException *exception = g_ptr_array_index (exceptions, i);
        g_autofree char *value = tf_exception_to_text (exception);

        if (exception->kind == kind)
            tf_printer_text (out, NULL, value);
    }
    tf_printer_end (out);
}

static void
add_lists (TfPrinter *out, const GPtrArray *lists)
{
    tf_printer_begin_array (out, "known-list");
    for (guint i = 0; i < lists->len; i++) {
        const TfKnownList *list = g_ptr_array_index (lists, i);
        g_autofree char *value = list->signer != NULL
                                     ? g_strconcat (list->id, "=", list->signer, NULL)
                                     : g_strdup (list->id);

        tf_printer_text (out, NULL, value);
    }
    tf_printer_end (out);
}

static void
add_own (TfPrinter *out, const TfPeople *own)
{
    tf_printer_begin_array (out, "own");
    for (guint i = 0; i < own->addresses->len; i++)
        tf_printer_text (out, NULL, g_ptr_array_index (own->addresses, i));
    for (guint i = 0; i < own->domains->domains->len; i++)
        tf_printer_text (out, NULL, g_ptr_array_index (own->domains->domains, i));
    tf_printer_end (out);
}

/* ---- whom the reader knows ---------------------------------------------------------- */

static void
add_known_domain (TfPrinter *out, const TfPeople *known, const char *domain)
{
    const char *house = domain != NULL ? tf_targets_above (known->domains, domain) : NULL;

    if (house != NULL)
        tf_printer_text (out, NULL, house);
}

/* Whom the message imitates, and its author. */
static void
add_known (TfPrinter *out, const TfReport *report, const TfPeople *known)
{
    const TfImpersonation *signs = report->impersonation;
    const TfAuthor *author = report->dossier->author;

    tf_printer_begin_array (out, "known");
    if (signs != NULL && signs->contact != NULL) {
        g_autofree char *contact =
            g_strdup_printf ("%s <%s>", signs->contact, signs->contact_address);

        tf_printer_text (out, NULL, contact);
    }
    if (author->local != NULL && author->domain != NULL &&
        tf_people_has_address (known, author->local, author->domain)) {
        g_autofree char *address = g_strconcat (author->local, "@", author->domain, NULL);

        tf_printer_text (out, NULL, address);
    }
    add_known_domain (out, known, author->domain);
    if (signs != NULL) {
        add_known_domain (out, known, signs->known);
        add_known_domain (out, known, signs->shown.domain);
    }
    tf_printer_end (out);
}

/* ---- how the message was given ------------------------------------------------------ */

static void
add_circumstances (TfPrinter *out, const TfReport *report, const TfCircumstances *known)
{
    const TfDossier *dossier = report->dossier;

    tf_printer_text (out, "displayed-from", dossier->displayed_from);
    tf_printer_text (out, "ip", known->envelope_ip);
    tf_printer_text (out, "helo", known->envelope_helo);
    tf_printer_text (out, "mail-from", known->envelope_mail_from);
    tf_printer_text (out, "store", tf_evidence_stores[dossier->store]);
    tf_printer_boolean (out, "final", report->final);
    tf_printer_boolean (out, "incomplete", dossier->incomplete);
    tf_printer_boolean (out, "attached", dossier->attached);
    tf_printer_boolean (out, "attached-to-report", dossier->attached_to_report);
    if (report->time_source == TF_TIME_OUTER)
        tf_printer_number (out, "attached-at", report->received_at);
    if (report->time_source == TF_TIME_OPTION)
        tf_printer_number (out, "received-at", report->received_at);
}

static void
add_settings (TfPrinter *out, const TfReport *report, const TfSettings *settings)
{
    add_own (out, settings->own);
    tf_printer_texts (out, "protect", settings->protected_domains->domains);
    tf_printer_texts (out, "border", settings->border_hosts);
    add_servers (out, settings->trusted_servers);
    add_lists (out, settings->known_lists);
    tf_printer_texts (out, "trust-sealer", settings->trusted_sealers);
    add_exceptions (out, settings->exceptions, TF_EXCEPTION_SIGNER, "accept-signer");
    add_exceptions (out, settings->exceptions, TF_EXCEPTION_SENDER, "accept-sender");
    add_exceptions (out, settings->exceptions, TF_EXCEPTION_ALIAS_SERVICE,
                    "alias-service");
    add_known (out, report, settings->known);
    if (settings->brands->added->len > 0)
        tf_printer_text (out, "brands", settings->brands->added->str);
    tf_printer_boolean (out, "allow-legacy-crypto", settings->allow_legacy_crypto);
}

char *
tf_evidence_settings_to_json (const TfEvidenceSubject *subject)
{
    TfPrinter *out = tf_printer_new_json ();

    tf_printer_begin_object (out, NULL);
    if (subject->settings != NULL)
        add_settings (out, subject->report, subject->settings);
    add_circumstances (out, subject->report, subject->known);
    tf_printer_end (out);
    return tf_printer_finish (out);
}
