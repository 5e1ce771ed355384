/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors
 *
 * The envelope for SPF, best source first: what the user knows, a trusted server's own result, the
 * border's Received field with the Return-Path, the Received-SPF field that the border wrote above
 * it. Below it the sender can write one. */
#include "delivery/delivery.h"

#include <string.h>

/* ---- SPF --------------------------------------------------------------------------------- */

/** ServerSpf: where a server's SPF result goes; null_path: HELO stands for MAIL FROM. */
typedef struct {
    TfWay *way;
    gboolean null_path;
} ServerSpf;

/* Unknown words say nothing. The server's own result is not done again. */
static void
take_server_spf (const TfAuthResult *result, gpointer data)
{
    const ServerSpf *target = data;
    TfWay *way = target->way;
    const char *helo = tf_auth_result_get (result, "smtp", "helo");
    gboolean has_mail_from = tf_auth_result_get (result, "smtp", "mailfrom") != NULL ||
                             tf_auth_result_get (result, "smtp", "mfrom") != NULL;

    if (way->spf_source != TF_SPF_SOURCE_NONE)
        return;
    way->spf_domain = tf_auth_result_domain (result);
    /* A null reverse-path stands for postmaster@HELO, as this server saw it. */
    if (!has_mail_from && helo != NULL && target->null_path)
        way->spf_domain = tf_domain_parse (tf_span_of (helo));
    if (way->spf_domain == NULL)
        return;
    way->spf_source = TF_SPF_SOURCE_SERVER;
    if (!tf_result_from_string (result->result, &way->spf.result))
        way->spf.result = TF_RESULT_NONE;
}

/* RFC 5321 §4.4: written at final delivery, so above the border's Received. Where the reader's server
 * writes none the topmost may be the sender's. */
static gboolean
is_return_path_ours (const TfWay *way, const TfDossier *dossier)
{
    gint field = tf_header_find (dossier->header, "Return-Path", 0);

    return field >= 0 &&
           (guint)field < g_array_index (way->trail->indexes, guint, (guint)way->border);
}

/* Of the fields between the border's Received and the one above it: a sender writes below the
 * first, and servers within see the border as their client. */
static gint
find_received_spf (const TfWay *way, const TfHeader *header)
{
    guint border = g_array_index (way->trail->indexes, guint, (guint)way->border);
    gint first = way->border > 0 ? (gint)g_array_index (way->trail->indexes, guint,
                                                        (guint)way->border - 1)
                                 : -1;
    gint found = tf_header_find (header, "Received-SPF", (guint)(first + 1));
    gint second =
        found >= 0 ? tf_header_find (header, "Received-SPF", (guint)found + 1) : -1;

    if (second >= 0 && (guint)second < border)
        return -1; /* one too many */
    return found >= 0 && (guint)found < border ? found : -1;
}

/* What the border wrote of its own check, about the client that it wrote of: for a message that is
 * too old to be checked now, or where no Return-Path is kept. */
static void
take_received_spf (TfWay *way, const TfHeader *header)
{
    g_auto (TfReceivedSpf) spf = {0};
    gint field = way->border >= 0 ? find_received_spf (way, header) : -1;
    const TfIp *client;

    if (field < 0 ||
        !tf_received_spf_parse (tf_header_get (header, (guint)field)->value, &spf))
        return;
    client = &tf_trail_hop (way->trail, (guint)way->border)->client;
    if (spf.domain == NULL || spf.of_other_identity || client->length == 0 ||
        spf.client.length != client->length ||
        memcmp (spf.client.octets, client->octets, client->length) != 0)
        return;
    way->spf_domain = g_steal_pointer (&spf.domain);
    way->spf_source = TF_SPF_SOURCE_SERVER;
    way->spf.result = spf.result;
}

static void
choose_sender (TfWay *way, const TfDossier *dossier, gint64 now)
{
    if (way->border < 0 || !is_return_path_ours (way, dossier))
        return;
    /* What the DNS says now is not what it said long ago. */
    if (now - way->received_at > TF_LONG_AGO)
        return;
    tf_path_sender_from_hop (tf_trail_hop (way->trail, (guint)way->border),
                             dossier->envelope, &way->sender);
}

static void
evaluate_spf (TfWay *way, const TfPathSender *sender, TfDns *dns)
{
    way->spf_source = sender->source;
    way->spf_domain = tf_domain_parse (tf_span_of (sender->domain));
    way->spf = tf_spf_check_host (&sender->sender, dns);
    way->pending = way->spf.pending;
}

static gboolean
is_refuted (const TfSpfResult *spf)
{
    return !spf->pending && spf->result != TF_RESULT_PASS &&
           spf->result != TF_RESULT_TEMPERROR;
}

/* Who logs in sends from anywhere: SPF is about servers (RFC 6409 §3.3). */
static void
forget_spf (TfWay *way)
{
    g_clear_pointer (&way->spf_domain, g_free);
    way->spf_source = TF_SPF_SOURCE_NONE;
    way->spf = (TfSpfResult){TF_RESULT_NONE, TF_REASON_NOT_EVALUATED, FALSE};
}

static void
find_spf (TfWay *way, const TfDossier *dossier, TfDns *dns, gint64 now)
{
    ServerSpf target = {way, dossier->envelope->state == TF_RETURN_PATH_NULL};

    if (dossier->envelope_sender.source != TF_SPF_SOURCE_NONE) {
        evaluate_spf (way, &dossier->envelope_sender, dns);
        return;
    }
    tf_server_results_foreach_used (way->server, "spf", take_server_spf, &target);
    if (way->spf_source != TF_SPF_SOURCE_NONE)
        return;
    choose_sender (way, dossier, now);
    if (way->sender.source != TF_SPF_SOURCE_NONE)
        evaluate_spf (way, &way->sender, dns);
    else
        take_received_spf (way, dossier->header);
    if (way->spf_source != TF_SPF_SOURCE_NONE && is_refuted (&way->spf) &&
        tf_trail_hop (way->trail, (guint)way->border)->is_authenticated)
        forget_spf (way);
}

/* ---- the whole --------------------------------------------------------------------------- */

/* After an option the border's own date. */
static void
decide_arrival (TfWay *way, const TfDossier *dossier, gint64 now)
{
    way->received_at = dossier->received_at >= 0 ? dossier->received_at : now;
    way->time_source = dossier->time_source;
    if (way->time_source == TF_TIME_OPTION || way->border < 0)
        return;
    if (tf_trail_hop (way->trail, (guint)way->border)->time < 0)
        return;
    way->received_at = tf_trail_hop (way->trail, (guint)way->border)->time;
    way->time_source = TF_TIME_BORDER;
}

TfWay *
tf_way_read (const TfDossier *dossier, const TfSettings *settings, TfDns *dns, gint64 now)
{
    TfWay *way = g_new0 (TfWay, 1);
    gboolean has_border = settings->border_hosts->len > 0;

    /* Nobody asks where the border is: then the trail is not worth its time. */
    way->trail = has_border || settings->trusted_servers->len > 0
                     ? tf_trail_read (dossier->header)
                     : tf_trail_new ();
    way->border = tf_trail_find_border (way->trail, settings->border_hosts);
    way->server = tf_server_results_choose (dossier->auth_results,
                                            settings->trusted_servers, way->trail,
                                            way->border, has_border, settings->suffixes);
    decide_arrival (way, dossier, now);
    find_spf (way, dossier, dns, now);
    return way;
}

void
tf_way_free (TfWay *way)
{
    tf_server_results_free (way->server);
    tf_trail_free (way->trail);
    tf_path_sender_clear (&way->sender);
    g_free (way->spf_domain);
    g_free (way);
}

gboolean
tf_way_is_internal (const TfDossier *dossier)
{
    return dossier->envelope->n_received > 0 && !dossier->envelope->has_public_address;
}

/* ---- ARC --------------------------------------------------------------------------------- */

static gboolean
is_trusted_sealer (const TfSettings *settings, const char *domain)
{
    for (guint i = 0; domain != NULL && i < settings->trusted_sealers->len; i++)
        if (tf_domain_is_within (domain,
                                 g_ptr_array_index (settings->trusted_sealers, i)))
            return TRUE;
    return FALSE;
}

static gboolean
reports_pass (const TfHeader *header, const TfArcSet *set, const char *domain)
{
    guint instance;
    g_autoptr (TfAuthResults) results = tf_auth_results_parse_arc (
        tf_header_get (header, (guint)set->results_index)->value, &instance);

    for (guint i = 0; i < results->results->len; i++) {
        const TfAuthResult *result = g_ptr_array_index (results->results, i);
        g_autofree char *from = NULL;

        if (!g_str_equal (result->method, "dmarc") ||
            !g_str_equal (result->result, "pass"))
            continue;
        from = tf_auth_result_domain (result);
        if (g_strcmp0 (from, domain) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
tf_way_is_explained (const TfDossier *dossier, const TfSettings *settings,
                     const TfArcResult *arc, const char *domain)
{
    if (arc->result != TF_RESULT_PASS || !arc->covers_from || domain == NULL)
        return FALSE;
    for (guint i = dossier->arc->sets->len; i > 0; i--) {
        const TfArcSet *set = &g_array_index (dossier->arc->sets, TfArcSet, i - 1);

        if (!is_trusted_sealer (settings, set->seal->domain))
            return FALSE;
        if (reports_pass (dossier->header, set, domain))
            return TRUE;
    }
    return FALSE;
}
