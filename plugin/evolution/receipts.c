/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* receipts: no read receipt is sent by itself for a forged message, nor before its check is over. Evolution
 * sends one when a message was seen, unless a flag at the message says that this was done: we set that flag,
 * and take it away again if the receipt may be sent. A reader who is asked about receipts decides alone. */
#include "truefrom-evolution.h"

#include <libemail-engine/libemail-engine.h>
#include <mail/e-mail-backend.h>

#define FLAG   "receipt-handled"
#define HEADER "Disposition-Notification-To"
#define SEEN   "message-seen"

struct _TfEvolutionReceipts {
    EMailReader *reader; /* weak */
    gulong seen_id;
    TfView *view;
    gulong changed_id;
    CamelMessageInfo *held; /* the flag there is ours; or NULL */
    char *uid;
    CamelMimeMessage *message;
    gboolean is_seen;
};

static void
forget (TfEvolutionReceipts *self)
{
    g_clear_object (&self->held);
    g_clear_pointer (&self->uid, g_free);
    g_clear_object (&self->message);
    self->is_seen = FALSE;
}

/* Nothing is known of the message yet, and it is not shown any more. */
static void
give_back (TfEvolutionReceipts *self)
{
    if (self->held != NULL)
        camel_message_info_set_user_flag (self->held, FLAG, FALSE);
    forget (self);
}

/* The receipt is sent now, if the message was seen before the check was over. */
static void
release (TfEvolutionReceipts *self)
{
    g_autofree char *uid = g_strdup (self->uid);
    g_autoptr (CamelMimeMessage) message = g_object_ref (self->message);
    gboolean is_seen = self->is_seen;

    give_back (self);
    if (is_seen && self->reader != NULL)
        g_signal_emit_by_name (self->reader, SEEN, uid, message);
}

static void
on_seen (TfEvolutionReceipts *self, const char *uid)
{
    if (g_strcmp0 (self->uid, uid) == 0)
        self->is_seen = TRUE;
}

static void
on_view_changed (TfEvolutionReceipts *self)
{
    if (self->held == NULL || tf_view_is_checking (self->view))
        return;
    if (tf_view_holds_back (self->view))
        forget (self);
    else
        release (self);
}

static gboolean
sends_by_itself (TfEvolutionReceipts *self, CamelFolder *folder, const char *uid,
                 CamelMimeMessage *message)
{
    EMailSession *session =
        e_mail_backend_get_session (e_mail_reader_get_backend (self->reader));
    g_autoptr (ESource) source = NULL;

    if (camel_medium_get_header (CAMEL_MEDIUM (message), HEADER) == NULL)
        return FALSE;
    source = em_utils_guess_mail_identity_with_recipients (
        e_mail_session_get_registry (session), message, folder, uid, NULL, NULL);
    return source != NULL &&
           e_source_mdn_get_response_policy (e_source_get_extension (
               source, E_SOURCE_EXTENSION_MDN)) == E_MDN_RESPONSE_POLICY_ALWAYS;
}

void
tf_evolution_receipts_begin (TfEvolutionReceipts *self, CamelFolder *folder,
                             const char *uid, CamelMimeMessage *message)
{
    g_autoptr (CamelMessageInfo) info = NULL;

    give_back (self);
    if (!tf_view_holds_back (self->view) || !sends_by_itself (self, folder, uid, message))
        return;
    info = camel_folder_get_message_info (folder, uid);
    if (info == NULL || camel_message_info_get_user_flag (info, FLAG))
        return;
    camel_message_info_set_user_flag (info, FLAG, TRUE);
    if (!tf_view_is_checking (self->view))
        return;
    self->held = g_steal_pointer (&info);
    self->uid = g_strdup (uid);
    self->message = g_object_ref (message);
}

TfEvolutionReceipts *
tf_evolution_receipts_new (EMailReader *reader, TfView *view)
{
    TfEvolutionReceipts *self = g_new0 (TfEvolutionReceipts, 1);

    g_set_weak_pointer (&self->reader, reader);
    self->seen_id = g_signal_connect_swapped (reader, SEEN, G_CALLBACK (on_seen), self);
    self->view = g_object_ref (view);
    self->changed_id =
        g_signal_connect_swapped (view, "changed", G_CALLBACK (on_view_changed), self);
    return self;
}

void
tf_evolution_receipts_free (TfEvolutionReceipts *self)
{
    give_back (self);
    g_signal_handler_disconnect (self->view, self->changed_id);
    g_object_unref (self->view);
    if (self->reader != NULL) {
        g_signal_handler_disconnect (self->reader, self->seen_id);
        g_clear_weak_pointer (&self->reader);
    }
    g_free (self);
}
