/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* usual: what is known from earlier mail, compared with this message. */
#include "evaluate/evidence.h"

/* ---- what is usual for the author -------------------------------------------------------- */

/* Forwarders and lists write the first recipient or the first sender into the Return-Path (SRS, VERP). */
static gboolean
is_passed_on (const TfEnvelope *envelope)
{
    return tf_span_has (envelope->mail_from, '=');
}

static gboolean
is_refuted (const TfDelivery *delivery)
{
    return delivery->spf_source != TF_SPF_SOURCE_NONE &&
           (delivery->spf.result == TF_RESULT_FAIL ||
            delivery->spf.result == TF_RESULT_SOFTFAIL);
}

/* Forwarders and lists name the servers that they send from; anybody can write an "=". */
static gboolean
is_unproved (const TfDelivery *delivery)
{
    return delivery->spf_source != TF_SPF_SOURCE_NONE &&
           (delivery->spf.result == TF_RESULT_NONE ||
            delivery->spf.result == TF_RESULT_NEUTRAL);
}

/* Its own domain says that it did not come from there, or its Return-Path names another organization. An
 * honest message that somebody forgot to sign usually comes from there. */
static gboolean
is_from_elsewhere (const TfReport *report, const TfDelivery *delivery)
{
    const TfEnvelope *envelope = report->dossier->envelope;

    if (is_refuted (delivery)) /* whatever else the sender wrote there */
        return TRUE;
    if (envelope->state == TF_RETURN_PATH_NULL) /* an answer that a program wrote */
        return FALSE;
    if (is_passed_on (envelope) && !is_unproved (delivery))
        return FALSE;
    return envelope->state == TF_RETURN_PATH_ADDRESS &&
           report->return_path == TF_ALIGNED_NO;
}

/* Invitations and shared documents come from their service, in the name of whoever sent them. */
static gboolean
is_sent_by_service (const TfReport *report)
{
    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->authenticates && result->domain != NULL &&
            tf_name_service_find (result->domain) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* It is known not to be authenticated. */
static gboolean
is_missing (const TfEvidence *evidence)
{
    return evidence->result == TF_EVIDENCE_FAIL ||
           evidence->result == TF_EVIDENCE_UNPROVEN ||
           evidence->result == TF_EVIDENCE_NONE;
}

static const TfHabit *
find (const TfReport *report, const char *name)
{
    return name != NULL ? tf_knowledge_find_habit (report->knowledge, name) : NULL;
}

/* NAME's mail is usually signed. A domain whose mail is authenticated by its path says nothing about a
 * message whose path is not known. */
static gboolean
is_usual (const TfReport *report, const TfHabit *habit, gboolean is_elsewhere)
{
    return habit != NULL &&
           (tf_habit_is_signed (habit, report->received_at) ||
            (is_elsewhere && tf_habit_is_passed (habit, report->received_at)));
}

/* Many domains sign only some of their mail, such as their newsletters, and no unsigned message can be
 * believed to teach that. So a missing signature alone is never a warning: the message must also come from
 * elsewhere, and be in the name of an address whose mail is always signed. What another address of the
 * domain does counts only for a note about what came from elsewhere. */
TfLevel
tf_usual_compare (TfReport *report, const TfDelivery *delivery)
{
    g_autofree char *name = tf_habit_address_name (report->dossier->author);
    const TfHabit *of_address = find (report, name);
    const TfHabit *of_domain = find (report, report->author_domain);
    gboolean is_elsewhere = is_from_elsewhere (report, delivery);

    if (!is_missing (&report->evidence))
        return TF_LEVEL_QUIET;
    if (is_usual (report, of_address, is_elsewhere)) {
        report->usual = of_address;
        return is_elsewhere && !is_sent_by_service (report) &&
                       tf_habit_is_always_signed (of_address, report->received_at)
                   ? TF_LEVEL_WARNING
                   : TF_LEVEL_NOTE;
    }
    if (!is_elsewhere || !is_usual (report, of_domain, TRUE))
        return TF_LEVEL_QUIET;
    report->usual = of_domain;
    return TF_LEVEL_NOTE;
}

/* ---- what is usual for a server ----------------------------------------------------------- */

/* Keys from the memory are left out: such a message was counted when it was new. */
TfArrived
tf_report_how_arrived (const TfReport *report)
{
    TfArrived arrived = TF_ARRIVED_UNKNOWN;

    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (!result->aligned || result->stored_key)
            continue;
        if (result->authenticates)
            return TF_ARRIVED_INTACT;
        if (result->change != TF_CHANGE_NONE)
            arrived = TF_ARRIVED_CHANGED;
    }
    return arrived;
}

/* Where an attached message came in, its sender may have invented. */
const TfSeenServer *
tf_usual_find_rewriter (const TfReport *report)
{
    const GPtrArray *servers = report->knowledge->servers;
    g_autofree char *name = NULL;

    if (servers->len == 0 || report->dossier->attached ||
        tf_report_how_arrived (report) != TF_ARRIVED_CHANGED)
        return NULL;
    name = tf_trail_dup_receiver (report->dossier->envelope->trail, report->suffixes);
    for (guint i = 0; name != NULL && i < servers->len; i++) {
        const TfSeenServer *server = g_ptr_array_index (servers, i);

        if (g_str_equal (server->name, name) &&
            tf_seen_server_changes (server, report->received_at))
            return server;
    }
    return NULL;
}

/* ---- what is usual for a list ------------------------------------------------------------- */

/* The author's domain signed it, and all that differs is a mark in the Subject or a footer. */
static gboolean
is_changed_as_by_list (const TfReport *report)
{
    for (guint i = 0; i < report->dkim->len; i++) {
        const TfDkimResult *result = g_ptr_array_index (report->dkim, i);

        if (result->aligned &&
            (result->change == TF_CHANGE_MARK || result->footer_removed))
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_usual_list_changed (const TfReport *report)
{
    const GPtrArray *lists = report->knowledge->lists;
    g_autofree char *id = NULL;

    if (lists->len == 0 || !is_changed_as_by_list (report) ||
        tf_header_count (report->dossier->header, "List-Id") != 1)
        return FALSE;
    id = tf_list_id_read (report->dossier->list_id);
    for (guint i = 0; i < lists->len; i++) {
        const TfSeenList *list = g_ptr_array_index (lists, i);
        const TfKnownList known = {list->id, list->signer};

        if (list->sights >= TF_LIST_SIGHTS && g_str_equal (list->id, id) &&
            tf_known_list_has_signed (&known, report))
            return TRUE;
    }
    return FALSE;
}
