/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* office: one set of verifiers for all readers of the program, so that what the DNS
 * answered to one is known to the others. It follows the preferences and the program's
 * going offline. */
#include "truefrom-evolution.h"

#include <shell/e-shell.h>

#include "client/preferences.h"
#include "client/session.h"

struct _TfEvolutionOffice {
    GObject parent;
    ESourceRegistry *registry;
    TfVerifiers *verifiers;
    guint preferences_watch;
};

G_DEFINE_FINAL_TYPE (TfEvolutionOffice, tf_evolution_office, G_TYPE_OBJECT)

static guint changed_signal;
static TfEvolutionOffice *the_office; /* weak: gone with its last reader */

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

/* ---- Verifiers -------------------------------------------------------------- */

static gboolean
is_online (void)
{
    EShell *shell = e_shell_get_default ();
    return shell && e_shell_get_online (shell);
}

void
tf_evolution_office_equip (TfEvolutionOffice *self, TfView *view)
{
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) addresses = list_addresses (self->registry);
    if (!tf_verifiers_choose (self->verifiers, (const char *const *)addresses,
                              is_online (), &error))
        g_message ("senders cannot be checked: %s", error->message);
    tf_view_set_verifiers (view, tf_verifiers_peek_online (self->verifiers),
                           tf_verifiers_peek_offline (self->verifiers));
}

static void
on_online_changed (TfEvolutionOffice *self)
{
    g_signal_emit (self, changed_signal, 0);
}

static void
on_preferences_changed (gpointer data)
{
    TfEvolutionOffice *self = data;
    tf_verifiers_reload (self->verifiers);
    g_signal_emit (self, changed_signal, 0);
}

/* ---- The object ------------------------------------------------------------- */

static void
tf_evolution_office_finalize (GObject *object)
{
    TfEvolutionOffice *self = TF_EVOLUTION_OFFICE (object);
    tf_preferences_unwatch (self->preferences_watch);
    tf_verifiers_free (self->verifiers);
    g_clear_object (&self->registry);
    G_OBJECT_CLASS (tf_evolution_office_parent_class)->finalize (object);
}

static void
tf_evolution_office_class_init (TfEvolutionOfficeClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_evolution_office_finalize;
    changed_signal =
        g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
tf_evolution_office_init (TfEvolutionOffice *self)
{
    EShell *shell = e_shell_get_default ();
    self->verifiers = tf_verifiers_new ();
    self->preferences_watch = tf_preferences_watch (on_preferences_changed, self);
    if (shell)
        g_signal_connect_object (shell, "notify::online", G_CALLBACK (on_online_changed),
                                 self, G_CONNECT_SWAPPED);
}

TfEvolutionOffice *
tf_evolution_office_get (ESourceRegistry *registry)
{
    if (the_office)
        return g_object_ref (the_office);
    the_office = g_object_new (TF_TYPE_EVOLUTION_OFFICE, NULL);
    the_office->registry = g_object_ref (registry);
    g_object_add_weak_pointer (G_OBJECT (the_office), (gpointer *)&the_office);
    return the_office;
}
