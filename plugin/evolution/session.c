/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: one session for all readers of the program, so that they share the answers
 * of the DNS. It follows the preferences, and notices when the program goes
 * offline. */
#include "truefrom-evolution.h"

#include <shell/e-shell.h>

#include "client/session.h"

static TfSession *the_session; /* weak: freed with its last reader */

/* ---- Accounts --------------------------------------------------------------- */

static void
add_address (GStrvBuilder *list, const char *address)
{
    if (address != NULL && *address)
        g_strv_builder_add (list, address);
}

static void
add_aliases (GStrvBuilder *list, ESourceMailIdentity *identity)
{
    g_autoptr (GHashTable) aliases =
        e_source_mail_identity_get_aliases_as_hash_table (identity);
    g_autoptr (GList) addresses =
        aliases != NULL ? g_hash_table_get_keys (aliases) : NULL;

    addresses = g_list_sort (addresses, (GCompareFunc)g_strcmp0);
    for (const GList *item = addresses; item; item = item->next)
        add_address (list, item->data);
}

static GStrv
list_addresses (gpointer registry)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    GList *sources =
        e_source_registry_list_enabled (registry, E_SOURCE_EXTENSION_MAIL_IDENTITY);

    for (const GList *item = sources; item; item = item->next) {
        ESourceMailIdentity *identity =
            e_source_get_extension (item->data, E_SOURCE_EXTENSION_MAIL_IDENTITY);
        g_autofree char *address = e_source_mail_identity_dup_address (identity);

        add_address (list, address);
        add_aliases (list, identity);
    }
    g_list_free_full (sources, g_object_unref);
    return g_strv_builder_end (list);
}

/* ---- The session ------------------------------------------------------------ */

static gboolean
is_online (gpointer registry)
{
    EShell *shell = e_shell_get_default ();

    return shell != NULL && e_shell_get_online (shell);
}

static void
write_log (const char *sentence)
{
    g_message ("%s", sentence);
}

TfSession *
tf_evolution_session_get (ESourceRegistry *registry)
{
    static const TfSessionClient client = {
        list_addresses,
        is_online,
        write_log,
        "Evolution " TF_EVOLUTION_VERSION,
        tf_evolution_report_compose,
        tf_evolution_accounts_list,
        tf_evolution_inbox_open,
        {tf_evolution_books_open, tf_evolution_books_read, tf_evolution_books_close}};
    EShell *shell = e_shell_get_default ();

    if (the_session != NULL)
        return g_object_ref (the_session);
    the_session = tf_session_new (&client, g_object_ref (registry), g_object_unref);
    g_object_add_weak_pointer (G_OBJECT (the_session), (gpointer *)&the_session);
    if (shell != NULL)
        g_signal_connect_object (shell, "notify::online",
                                 G_CALLBACK (tf_session_client_changed), the_session,
                                 G_CONNECT_SWAPPED);
    return the_session;
}
