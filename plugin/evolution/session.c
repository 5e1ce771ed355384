/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: one session for all readers of the program, so that what the DNS
 * answered to one is known to the others. It follows the preferences and the program's
 * going offline. */
#include "truefrom-evolution.h"

#include <shell/e-shell.h>

#include "client/preferences.h"
#include "client/session.h"

struct _TfEvolutionSession {
    GObject parent;
    ESourceRegistry *registry;
    TfSession *session;
    guint preferences_watch;
};

G_DEFINE_FINAL_TYPE (TfEvolutionSession, tf_evolution_session, G_TYPE_OBJECT)

static guint changed_signal;
static TfEvolutionSession *the_session; /* weak: gone with its last reader */

/* ---- Accounts --------------------------------------------------------------- */

static void
add_address (GStrvBuilder *list, const char *address)
{
    if (address && *address)
        g_strv_builder_add (list, address);
}

static void
add_aliases (GStrvBuilder *list, ESourceMailIdentity *identity)
{
    g_autoptr (GHashTable) aliases =
        e_source_mail_identity_get_aliases_as_hash_table (identity);
    g_autoptr (GList) addresses = aliases ? g_hash_table_get_keys (aliases) : NULL;
    addresses = g_list_sort (addresses, (GCompareFunc)g_strcmp0);
    for (const GList *item = addresses; item; item = item->next)
        add_address (list, item->data);
}

static GStrv
list_addresses (ESourceRegistry *registry)
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

/* ---- Checking --------------------------------------------------------------- */

static gboolean
is_online (void)
{
    EShell *shell = e_shell_get_default ();
    return shell && e_shell_get_online (shell);
}

void
tf_evolution_session_give (TfEvolutionSession *self, TfView *view)
{
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) addresses = list_addresses (self->registry);
    if (!tf_session_choose (self->session, (const char *const *)addresses, is_online (),
                            &error))
        g_message ("senders cannot be checked: %s", error->message);
    tf_view_set_verifier (view, tf_session_peek_verifier (self->session),
                          tf_session_peek_settings (self->session),
                          tf_session_asks (self->session),
                          tf_session_tells_unchecked (self->session));
}

static void
on_online_changed (TfEvolutionSession *self)
{
    g_signal_emit (self, changed_signal, 0);
}

static void
on_preferences_changed (gpointer data)
{
    TfEvolutionSession *self = data;
    tf_session_reload (self->session);
    g_signal_emit (self, changed_signal, 0);
}

/* ---- The object ------------------------------------------------------------- */

static void
tf_evolution_session_finalize (GObject *object)
{
    TfEvolutionSession *self = TF_EVOLUTION_SESSION (object);
    tf_preferences_unwatch (self->preferences_watch);
    tf_session_free (self->session);
    g_clear_object (&self->registry);
    G_OBJECT_CLASS (tf_evolution_session_parent_class)->finalize (object);
}

static void
tf_evolution_session_class_init (TfEvolutionSessionClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_evolution_session_finalize;
    changed_signal =
        g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_evolution_session_init (TfEvolutionSession *self)
{
    EShell *shell = e_shell_get_default ();
    self->session = tf_session_new ();
    self->preferences_watch = tf_preferences_watch (on_preferences_changed, self);
    if (shell)
        g_signal_connect_object (shell, "notify::online", G_CALLBACK (on_online_changed),
                                 self, G_CONNECT_SWAPPED);
}

TfEvolutionSession *
tf_evolution_session_get (ESourceRegistry *registry)
{
    if (the_session)
        return g_object_ref (the_session);
    the_session = g_object_new (TF_TYPE_EVOLUTION_SESSION, NULL);
    the_session->registry = g_object_ref (registry);
    g_object_add_weak_pointer (G_OBJECT (the_session), (gpointer *)&the_session);
    return the_session;
}
