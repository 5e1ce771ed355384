/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* request: making, filling and freeing it. */
#include "verify/request.h"

#include "io/io.h"

TfRequest *
tf_request_new (TfSource *message)
{
    TfRequest *request = g_new0 (TfRequest, 1);

    g_atomic_ref_count_init (&request->references);
    request->source = tf_source_ref (message);
    request->known = (TfCircumstances)TF_CIRCUMSTANCES_INIT;
    request->now = -1;
    request->remember = TRUE;
    return request;
}

TfRequest *
tf_request_new_file (const char *path, GError **error)
{
    gint64 modified = -1;
    g_autoptr (TfSource) source = tf_source_open_file (path, &modified, error);
    TfRequest *request;

    if (source == NULL)
        return NULL;
    request = tf_request_new (source);
    tf_request_set_file_time (request, modified);
    return request;
}

TfRequest *
tf_request_ref (TfRequest *request)
{
    g_atomic_ref_count_inc (&request->references);
    return request;
}

void
tf_request_unref (TfRequest *request)
{
    if (!g_atomic_ref_count_dec (&request->references))
        return;
    tf_source_unref (request->source);
    g_clear_pointer (&request->settings, tf_settings_unref);
    tf_circumstances_clear (&request->known);
    g_free (request);
}

/* ---- how it is to be checked ------------------------------------------------------- */

void
tf_request_set_settings (TfRequest *request, TfSettings *settings)
{
    TfSettings *old = request->settings;

    request->settings = settings != NULL ? tf_settings_ref (settings) : NULL;
    if (old != NULL)
        tf_settings_unref (old);
}

void
tf_request_set_now (TfRequest *request, gint64 seconds)
{
    request->now = seconds;
}

void
tf_request_set_offline (TfRequest *request, gboolean offline)
{
    request->offline = offline;
}

void
tf_request_set_afresh (TfRequest *request, gboolean afresh)
{
    request->afresh = afresh;
}

void
tf_request_set_final (TfRequest *request, gboolean final)
{
    request->final = final;
}

void
tf_request_set_remember (TfRequest *request, gboolean remember)
{
    request->remember = remember;
}

void
tf_request_set_identify (TfRequest *request, gboolean identify)
{
    request->known.identify = identify;
}

/* ---- what is known about the message ----------------------------------------------- */

void
tf_request_set_store (TfRequest *request, TfStore store)
{
    request->known.store = store;
}

void
tf_request_set_received_at (TfRequest *request, gint64 seconds)
{
    request->known.received_at = seconds;
}

void
tf_request_set_file_time (TfRequest *request, gint64 seconds)
{
    request->known.file_time = seconds;
}

void
tf_request_set_displayed_from (TfRequest *request, const char *text)
{
    tf_circumstances_set_displayed_from (&request->known, text);
}

void
tf_request_set_own_field (TfRequest *request, const char *name, const char *value)
{
    tf_circumstances_set_own_field (&request->known, name, value);
}

void
tf_request_set_envelope (TfRequest *request, const char *ip, const char *helo,
                         const char *mail_from)
{
    tf_circumstances_set_envelope (&request->known, ip, helo, mail_from);
}

void
tf_request_set_incomplete (TfRequest *request, gboolean incomplete)
{
    request->known.incomplete = incomplete;
}

void
tf_request_set_attached (TfRequest *request, gint64 seconds, gboolean to_report)
{
    request->known.attached = TRUE;
    request->known.attached_at = seconds;
    request->known.attached_to_report = to_report;
}

/* ---- what an answers file says about it -------------------------------------------- */

gint64
tf_request_get_time (const TfRequest *request, TfResolver *resolver)
{
    gint64 now = request->now;

    if (now < 0 && resolver != NULL)
        now = tf_resolver_get_now (resolver);
    return now >= 0 ? now : g_get_real_time () / G_USEC_PER_SEC;
}

TfCircumstances
tf_request_get_circumstances (const TfRequest *request, TfResolver *resolver)
{
    gint64 received_at = resolver != NULL ? tf_resolver_get_received_at (resolver) : -1;
    gint64 file_time = resolver != NULL ? tf_resolver_get_file_time (resolver) : -1;
    TfCircumstances known = request->known;

    if (known.received_at < 0)
        known.received_at = received_at;
    if (file_time >= 0 && !known.attached)
        known.file_time = file_time;
    return known;
}
