/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: connects ui/client/session.c with the accounts of the client, its offline switch
 * and its log. */
#include "truefrom-claws.h"

#include "account.h"
#include "common/log.h"
#include "common/version.h"
#include "prefs_common.h"

#include "client/session.h"

static TfSession *session;

static GStrv
list_accounts (gpointer unused)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

    for (GList *item = account_get_list (); item; item = item->next) {
        const PrefsAccount *account = item->data;

        if (account->address != NULL && *account->address)
            g_strv_builder_add (list, account->address);
    }
    return g_strv_builder_end (list);
}

static gboolean
is_online (gpointer unused)
{
    return !prefs_common_get_prefs ()->work_offline;
}

static void
write_log (const char *sentence)
{
    log_warning (LOG_PROTOCOL, "truefrom: %s\n", sentence);
}

TfSession *
tf_claws_session_peek (void)
{
    return session;
}

void
tf_claws_session_start (void)
{
    static const TfSessionClient client = {
        list_accounts,
        is_online,
        write_log,
        "Claws Mail " VERSION,
        tf_claws_report_compose,
        tf_claws_accounts_list,
        tf_claws_inbox_open,
        {tf_claws_books_open, tf_claws_books_read, g_free}};

    session = tf_session_new (&client, NULL, NULL);
}

void
tf_claws_session_stop (void)
{
    g_clear_object (&session);
}
