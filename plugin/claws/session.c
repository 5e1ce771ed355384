/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: that of ui/client/session.c, for the accounts of the client and its offline
 * switch. */
#include "truefrom-claws.h"

#include <glib/gi18n-lib.h>

#include "account.h"
#include "common/log.h"
#include "prefs_common.h"

#include "client/preferences.h"
#include "client/session.h"

static TfSession *session;

static GStrv
list_accounts (void)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    for (GList *item = account_get_list (); item; item = item->next) {
        const PrefsAccount *account = item->data;
        if (account->address && *account->address)
            g_strv_builder_add (list, account->address);
    }
    return g_strv_builder_end (list);
}

void
tf_claws_session_give (TfView *view)
{
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) accounts = list_accounts ();
    gboolean online = !prefs_common_get_prefs ()->work_offline;
    if (!tf_session_choose (session, (const char *const *)accounts, online, &error))
        log_error (LOG_PROTOCOL, _ ("truefrom: senders cannot be checked: %s\n"),
                   error->message);
    tf_view_set_verifier (view, tf_session_peek_verifier (session),
                          tf_session_peek_settings (session), tf_session_asks (session),
                          tf_session_tells_unchecked (session));
}

void
tf_claws_session_start (void)
{
    session = tf_session_new ();
}

void
tf_claws_session_stop (void)
{
    g_clear_pointer (&session, tf_session_free);
}
