/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Which Authentication-Results fields count: those of a named server, in a place where only that
 * server can have written, that do not contradict each other. And which of their results count: those
 * with registered words, and passes only before the place where the sender's words may be printed. */
#include "delivery/delivery-private.h"

/** Choice: what is needed while the fields are chosen. */
typedef struct {
    const TfDossier *dossier;
    const TfSettings *settings;
    TfDns *dns;
    TfDelivery *delivery;
    guint chosen; /* TfChosen */
} Choice;

static const TfTrustedServer *
find_server (const GPtrArray *servers, const char *authserv_id)
{
    for (guint i = 0; authserv_id != NULL && i < servers->len; i++) {
        const TfTrustedServer *server = g_ptr_array_index (servers, i);

        if (tf_host_is_named (authserv_id, server->authserv_id))
            return server;
    }
    return NULL;
}

/* ---- position ---------------------------------------------------------------------------- */

/* The index of the next Received field below HOP, or the end. */
static guint
next_received (const TfTrail *trail, guint hop)
{
    return hop + 1 < trail->hops->len ? tf_trail_hop (trail, hop + 1)->field_index
                                      : G_MAXUINT;
}

static gint
find_hop (const Choice *choice, const char *authserv_id)
{
    TfDelivery *delivery = choice->delivery;

    if (choice->settings->border_hosts->len > 0)
        return delivery->door;
    return tf_trail_find_server (delivery->trail, authserv_id, choice->settings->suffixes,
                                 choice->dns, &delivery->pending);
}

static TfReason
judge_position (Choice *choice, const TfTrustedServer *server, TfServerField *field)
{
    const TfTrail *trail = choice->delivery->trail;
    gint hop = find_hop (choice, field->results->authserv_id);
    guint at = field->results->field_index;

    if (hop < 0)
        return TF_REASON_NO_BORDER;
    field->below = at > tf_trail_hop (trail, (guint)hop)->field_index;
    choice->chosen |= tf_chosen_of_hop (tf_trail_hop (trail, (guint)hop));
    if (!field->below || (server->below && at < next_received (trail, (guint)hop)))
        return TF_REASON_NONE;
    return TF_REASON_FORGED_BELOW;
}

/* Without an ID: directly above the border's Received field, if that border writes no ID. */
static TfReason
judge_without_id (Choice *choice, TfServerField *field)
{
    const TfDelivery *delivery = choice->delivery;
    guint at = field->results->field_index;
    const TfReceived *hop;

    if (delivery->border < 0)
        return TF_REASON_NOT_TRUSTED;
    hop = tf_trail_hop (delivery->trail, (guint)delivery->border);
    if (!tf_house_writes_no_id (hop->by))
        return TF_REASON_NOT_TRUSTED;
    field->trusted = TRUE;
    choice->chosen |= tf_chosen_of_hop (hop);
    if (at > hop->field_index ||
        (delivery->border > 0 &&
         at < tf_trail_hop (delivery->trail, (guint)delivery->border - 1)->field_index))
        return TF_REASON_FORGED_BELOW;
    return TF_REASON_NONE;
}

static void
judge_field (Choice *choice, TfServerField *field)
{
    const TfTrustedServer *server =
        find_server (choice->settings->trusted_servers, field->results->authserv_id);

    field->server = server;
    field->trusted = server != NULL;
    field->reason = field->results->reason;
    if (field->reason != TF_REASON_NONE)
        return;
    if (field->results->authserv_id == NULL)
        field->reason = judge_without_id (choice, field);
    else
        field->reason = server != NULL ? judge_position (choice, server, field)
                                       : TF_REASON_NOT_TRUSTED;
}

/* ---- more than one ----------------------------------------------------------------------- */

static gboolean
has_used_before (const TfServerResults *all, guint at)
{
    const TfServerField *field = &g_array_index (all->fields, TfServerField, at);

    for (guint i = 0; i < at; i++) {
        const TfServerField *before = &g_array_index (all->fields, TfServerField, i);

        if (before->used && before->server == field->server)
            return TRUE;
    }
    return FALSE;
}

static void
drop (TfServerField *field, TfReason reason)
{
    field->used = FALSE;
    field->reason = reason;
}

/* Where senders can write too, only the first field of a server is its own. */
static void
drop_below (TfServerResults *all)
{
    for (guint i = 0; i < all->fields->len; i++) {
        TfServerField *field = &g_array_index (all->fields, TfServerField, i);

        if (field->used && field->below && has_used_before (all, i))
            drop (field, TF_REASON_FORGED_BELOW);
    }
}

/* A server that writes no ID writes one field, never two. */
static void
drop_without_id (TfServerResults *all)
{
    TfServerField *first = NULL;

    for (guint i = 0; i < all->fields->len; i++) {
        TfServerField *field = &g_array_index (all->fields, TfServerField, i);

        if (!field->used || field->results->authserv_id != NULL)
            continue;
        if (first == NULL) {
            first = field;
            continue;
        }
        drop (first, TF_REASON_CONFLICT);
        drop (field, TF_REASON_CONFLICT);
    }
}

/* ---- results that may be the sender's ---------------------------------------------------- */

static gboolean
is_about_signatures (const TfAuthResult *result)
{
    return g_str_has_prefix (result->method, "dkim") ||
           g_str_has_prefix (result->method, "domainkeys");
}

/* Whether RESULT prints what the sender chose; "dmarc" and "arc" print only a domain. */
static gboolean
prints_chosen (const TfAuthResult *result, guint chosen)
{
    if (is_about_signatures (result))
        return (chosen & TF_CHOSEN_IDENTITY) != 0;
    return (chosen & TF_CHOSEN_ENVELOPE) != 0 && !g_str_equal (result->method, "dmarc") &&
           !g_str_equal (result->method, "arc");
}

/* In an attached message every field may be the sender's. */
static void
mark_doubtful (TfServerField *field, guint chosen, gboolean is_attached)
{
    const GPtrArray *results = field->results->results;
    guint at = 0;

    if (!is_attached && (chosen & TF_CHOSEN_LINE_END) == 0)
        while (at < results->len &&
               !prints_chosen (g_ptr_array_index (results, at), chosen))
            at++;
    field->doubtful_from = at;
}

/* ---- all --------------------------------------------------------------------------------- */

TfServerResults *
tf_server_results_choose (const TfDossier *dossier, const TfSettings *settings,
                          TfDns *dns, TfDelivery *delivery)
{
    TfServerResults *all = g_new0 (TfServerResults, 1);
    Choice choice = {dossier, settings, dns, delivery, 0};

    all->fields = g_array_new (FALSE, TRUE, sizeof (TfServerField));
    for (guint i = 0; i < dossier->auth_results->len; i++) {
        TfServerField field = {.results = g_ptr_array_index (dossier->auth_results, i)};

        judge_field (&choice, &field);
        field.used = field.reason == TF_REASON_NONE;
        g_array_append_val (all->fields, field);
    }
    drop_below (all);
    drop_without_id (all);
    tf_server_results_compare (all);
    if (settings->trusted_servers->len > 0 || settings->border_hosts->len > 0)
        choice.chosen |= tf_chosen_of_message (dossier);
    for (guint i = 0; i < all->fields->len; i++)
        mark_doubtful (&g_array_index (all->fields, TfServerField, i), choice.chosen,
                       dossier->attached);
    return all;
}

void
tf_server_results_free (TfServerResults *results)
{
    g_array_unref (results->fields);
    g_free (results);
}

void
tf_server_results_foreach_used (const TfServerResults *results, const char *method,
                                TfServerFunc function, gpointer data)
{
    for (guint i = 0; i < results->fields->len; i++) {
        const TfServerField *field = &g_array_index (results->fields, TfServerField, i);

        for (guint k = 0; field->used && k < field->results->results->len; k++) {
            const TfAuthResult *result = g_ptr_array_index (field->results->results, k);

            if (g_str_equal (result->method, method) && tf_auth_result_is_known (result))
                function (result, k >= field->doubtful_from, data);
        }
    }
}
