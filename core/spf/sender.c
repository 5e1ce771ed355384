/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The SMTP envelope for SPF. The Return-Path is MAIL FROM as the final server saw it. */
#include "spf/spf.h"

#include <string.h>

const char *
tf_spf_source_to_string (TfSpfSource source)
{
    static const char *const words[] = {"none", "envelope", "server", "received"};

    G_STATIC_ASSERT (G_N_ELEMENTS (words) == TF_SPF_SOURCE_RECEIVED + 1);
    return words[source];
}

static void
link_strings (TfSpfEnvelope *sender)
{
    sender->sender.helo = sender->helo;
    sender->sender.local = sender->local;
    sender->sender.domain = sender->domain;
}

/* RFC 7208 §4.3: no local part means postmaster. */
static void
set_mail_from (TfSpfEnvelope *sender, const char *address)
{
    TfSpan whole = tf_span_of (address);
    TfSpan domain = tf_span_after_last (whole, '@');
    gsize before = whole.length - domain.length;

    sender->domain = tf_span_dup_lower (domain);
    sender->local =
        before > 1 ? g_strndup (address, before - 1) : g_strdup ("postmaster");
}

static char *
without_brackets (const char *address)
{
    gsize length = strlen (address);

    if (length >= 2 && address[0] == '<' && address[length - 1] == '>')
        return g_strndup (address + 1, length - 2);
    return g_strdup (address);
}

gboolean
tf_spf_envelope_from_envelope (const char *ip, const char *helo, const char *mail_from,
                               TfSpfEnvelope *ret_sender)
{
    g_autofree char *address = without_brackets (mail_from != NULL ? mail_from : "");
    TfSpfEnvelope sender = {.source = TF_SPF_SOURCE_ENVELOPE};

    if (!tf_ip_parse (tf_span_of (ip), &sender.sender.address))
        return FALSE;
    if (*address == '\0' && (helo == NULL || *helo == '\0'))
        return FALSE;
    sender.helo = g_strdup (helo);
    set_mail_from (&sender, *address != '\0' ? address : helo);
    link_strings (&sender);
    *ret_sender = sender;
    return TRUE;
}

void
tf_spf_envelope_from_hop (const TfReceived *hop, const TfEnvelope *envelope,
                          TfSpfEnvelope *ret_sender)
{
    TfSpfEnvelope sender = {.source = TF_SPF_SOURCE_RECEIVED};

    *ret_sender = (TfSpfEnvelope){.source = TF_SPF_SOURCE_NONE};
    if (hop->client.length == 0 || envelope->state != TF_RETURN_PATH_ADDRESS)
        return;
    sender.sender.address = hop->client;
    sender.helo = g_strdup (hop->helo);
    set_mail_from (&sender, envelope->return_path);
    /* RFC 8616 §3: asked as A-labels */
    g_free (sender.domain);
    sender.domain = g_strdup (envelope->return_path_domain);
    link_strings (&sender);
    *ret_sender = sender;
}

void
tf_spf_envelope_clear (TfSpfEnvelope *sender)
{
    g_clear_pointer (&sender->helo, g_free);
    g_clear_pointer (&sender->local, g_free);
    g_clear_pointer (&sender->domain, g_free);
    sender->source = TF_SPF_SOURCE_NONE;
}
