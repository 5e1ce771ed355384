/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The envelope for SPF, best source first: what the user knows, a trusted server's own result, the
 * border's Received field with the Return-Path, the Received-SPF field that the border wrote above
 * it. A Received-SPF field below it may be the sender's. */
#include "delivery/delivery-private.h"

#include <string.h>

/* ---- SPF --------------------------------------------------------------------------------- */

/** ServerSpf: where a server's SPF result goes; null_path: HELO takes the place of MAIL FROM. */
typedef struct {
    TfDelivery *delivery;
    gboolean null_path;
} ServerSpf;

/* Takes over the server's own result; the check is not repeated. */
static void
take_server_spf (const TfAuthResult *result, gboolean doubtful, gpointer data)
{
    const ServerSpf *target = data;
    TfDelivery *delivery = target->delivery;
    const char *helo = tf_auth_result_get (result, "smtp", "helo");
    gboolean has_mail_from = tf_auth_result_get (result, "smtp", "mailfrom") != NULL ||
                             tf_auth_result_get (result, "smtp", "mfrom") != NULL;

    if (delivery->spf_source != TF_SPF_SOURCE_NONE ||
        (doubtful && g_str_equal (result->result, "pass")))
        return;
    delivery->spf_domain = tf_auth_result_domain (result);
    /* A null reverse-path stands for postmaster@HELO, as this server saw it. */
    if (!has_mail_from && helo != NULL && target->null_path)
        delivery->spf_domain = tf_domain_parse (tf_span_of (helo));
    if (delivery->spf_domain == NULL)
        return;
    delivery->spf_source = TF_SPF_SOURCE_SERVER;
    if (!tf_result_from_string (result->result, &delivery->spf.result))
        delivery->spf.result = TF_RESULT_NONE;
}

/* RFC 5321 §4.4: written at final delivery, so above the border's Received field. If the reader's server
 * writes none, the topmost may be the sender's. */
static gboolean
is_return_path_ours (const TfDelivery *delivery, const TfDossier *dossier)
{
    gint field = tf_header_find (dossier->header, "Return-Path", 0);

    return field >= 0 &&
           (guint)field <
               tf_trail_hop (delivery->trail, (guint)delivery->border)->field_index;
}

/* Only fields between the border's Received field and the one above it count: a sender can write below
 * the border's, and to servers further inside the border is the client. */
static gint
find_received_spf (const TfDelivery *delivery, const TfHeader *header)
{
    guint hop = (guint)delivery->border;
    guint border = tf_trail_hop (delivery->trail, hop)->field_index;
    gint first =
        hop > 0 ? (gint)tf_trail_hop (delivery->trail, hop - 1)->field_index : -1;
    gint found = tf_header_find (header, "Received-SPF", (guint)(first + 1));
    gint second =
        found >= 0 ? tf_header_find (header, "Received-SPF", (guint)found + 1) : -1;

    if (second >= 0 && (guint)second < border)
        return -1; /* one too many */
    return found >= 0 && (guint)found < border ? found : -1;
}

/* What the border wrote about its own check, if it is about the same client: for a message that is
 * too old to be checked now, or where no Return-Path was kept. */
static void
take_received_spf (TfDelivery *delivery, const TfHeader *header)
{
    g_auto (TfReceivedSpf) spf = {0};
    gint field = delivery->border >= 0 ? find_received_spf (delivery, header) : -1;
    const TfIp *client;

    if (field < 0 ||
        !tf_received_spf_parse (tf_header_get (header, (guint)field)->value, &spf))
        return;
    client = &tf_trail_hop (delivery->trail, (guint)delivery->border)->client;
    if (spf.domain == NULL || spf.of_other_identity || client->length == 0 ||
        spf.client.length != client->length ||
        memcmp (spf.client.octets, client->octets, client->length) != 0)
        return;
    delivery->spf_domain = g_steal_pointer (&spf.domain);
    delivery->spf_source = TF_SPF_SOURCE_SERVER;
    delivery->spf.result = spf.result;
}

static void
choose_sender (TfDelivery *delivery, const TfDossier *dossier, gint64 now)
{
    if (delivery->border < 0 || !is_return_path_ours (delivery, dossier))
        return;
    /* What the DNS says now is not what it said long ago. */
    if (now - delivery->received_at > TF_LONG_AGO)
        return;
    tf_spf_envelope_from_hop (tf_trail_hop (delivery->trail, (guint)delivery->border),
                              dossier->envelope, &delivery->sender);
}

static void
evaluate_spf (TfDelivery *delivery, const TfSpfEnvelope *sender, TfDns *dns)
{
    delivery->spf_source = sender->source;
    delivery->spf_domain = tf_domain_parse (tf_span_of (sender->domain));
    delivery->spf = tf_spf_check_host (&sender->sender, dns);
    delivery->pending = delivery->spf.pending;
}

static gboolean
is_refuted (const TfSpfResult *spf)
{
    return !spf->pending && spf->result != TF_RESULT_PASS &&
           spf->result != TF_RESULT_TEMPERROR;
}

/* People who log in send from anywhere: SPF is about servers (RFC 6409 §3.3). */
static void
forget_spf (TfDelivery *delivery)
{
    g_clear_pointer (&delivery->spf_domain, g_free);
    delivery->spf_source = TF_SPF_SOURCE_NONE;
    delivery->spf = (TfSpfResult){TF_RESULT_NONE, TF_REASON_NOT_EVALUATED, FALSE};
}

/* The sender who attached the message may have written its delivery fields, so only what accuses it
 * counts. */
static void
doubt_spf (TfDelivery *delivery, const TfDossier *dossier)
{
    gboolean proves_nothing = dossier->attached && !delivery->spf.pending &&
                              (delivery->spf.result == TF_RESULT_PASS ||
                               delivery->spf.result == TF_RESULT_TEMPERROR);

    if (delivery->spf_source == TF_SPF_SOURCE_NONE)
        return;
    if (proves_nothing ||
        (!dossier->attached && delivery->border >= 0 && is_refuted (&delivery->spf) &&
         tf_trail_hop (delivery->trail, (guint)delivery->border)->is_authenticated))
        forget_spf (delivery);
}

static void
find_spf (TfDelivery *delivery, const TfDossier *dossier, TfDns *dns, gint64 now)
{
    ServerSpf target = {delivery, dossier->envelope->state == TF_RETURN_PATH_NULL};

    if (dossier->envelope_sender.source != TF_SPF_SOURCE_NONE) {
        evaluate_spf (delivery, &dossier->envelope_sender, dns);
        return;
    }
    tf_server_results_foreach_used (delivery->server, "spf", take_server_spf, &target);
    if (delivery->spf_source != TF_SPF_SOURCE_NONE)
        return;
    choose_sender (delivery, dossier, now);
    if (delivery->sender.source != TF_SPF_SOURCE_NONE)
        evaluate_spf (delivery, &delivery->sender, dns);
    else
        take_received_spf (delivery, dossier->header);
    doubt_spf (delivery, dossier);
}

/* ---- the whole message ------------------------------------------------------------------- */

/* The border's own date counts, unless an option gives the arrival. In an attached message that date
 * may be invented. */
static void
find_arrival (TfDelivery *delivery, const TfDossier *dossier, gint64 now)
{
    delivery->received_at = dossier->received_at >= 0 ? dossier->received_at : now;
    delivery->time_source = dossier->time_source;
    if (delivery->time_source == TF_TIME_OPTION || delivery->door < 0 ||
        dossier->attached)
        return;
    if (tf_trail_hop (delivery->trail, (guint)delivery->door)->time < 0)
        return;
    delivery->received_at = tf_trail_hop (delivery->trail, (guint)delivery->door)->time;
    delivery->time_source = TF_TIME_BORDER;
}

/* A message that is here has arrived: a server's fast clock must not make signatures expire. */
static void
decide_arrival (TfDelivery *delivery, const TfDossier *dossier, gint64 now)
{
    find_arrival (delivery, dossier, now);
    if (delivery->time_source != TF_TIME_OPTION)
        delivery->received_at = MIN (delivery->received_at, now);
}

static gboolean
is_from_reader (const TfDossier *dossier, const TfSettings *settings)
{
    const TfAuthor *author = dossier->author;

    return author->local != NULL && author->domain != NULL &&
           tf_settings_is_own_address (settings, author->local, author->domain);
}

/* Without a trace, no server accepted the message: it is a copy, an import, a page of an archive. Anyone
 * who attaches a message can leave the trace out, so among attached messages only the reader's own that
 * a delivery report brings back counts as such. */
static void
look_for_trace (TfDelivery *delivery, const TfDossier *dossier,
                const TfSettings *settings)
{
    gboolean is_own;

    if (dossier->envelope->has_trace ||
        dossier->envelope_sender.source != TF_SPF_SOURCE_NONE)
        return;
    is_own = is_from_reader (dossier, settings);
    delivery->is_own_copy = is_own && !dossier->attached;
    delivery->has_no_trace =
        !dossier->attached || (is_own && dossier->attached_to_report);
}

TfDelivery *
tf_delivery_read (const TfDossier *dossier, const TfSettings *settings, TfDns *dns,
                  gint64 now)
{
    TfDelivery *delivery = g_new0 (TfDelivery, 1);

    delivery->trail = dossier->envelope->trail;
    delivery->border = tf_trail_find_border (delivery->trail, settings->border_hosts, dns,
                                             &delivery->door, &delivery->pending);
    delivery->login =
        dossier->attached ? -1 : tf_trail_find_login (delivery->trail, settings);
    delivery->server = tf_server_results_choose (dossier, settings, dns, delivery);
    look_for_trace (delivery, dossier, settings);
    decide_arrival (delivery, dossier, now);
    if (!delivery->pending)
        find_spf (delivery, dossier, dns, now);
    return delivery;
}

void
tf_delivery_free (TfDelivery *delivery)
{
    tf_server_results_free (delivery->server);
    tf_spf_envelope_clear (&delivery->sender);
    g_free (delivery->spf_domain);
    g_free (delivery);
}

/* If the caller gave the envelope, it is known where the message came from. */
gboolean
tf_delivery_is_internal (const TfDossier *dossier)
{
    const TfTrail *trail = dossier->envelope->trail;

    return trail->hops->len > 0 && !trail->has_public_address && !dossier->attached &&
           (dossier->envelope_sender.source == TF_SPF_SOURCE_NONE ||
            !tf_ip_is_public (&dossier->envelope_sender.sender.address));
}
