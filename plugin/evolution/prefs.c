/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* prefs: our page in Evolution's preferences. Evolution makes it when it is first looked at. */
#include "truefrom-evolution.h"

#include <libebackend/libebackend.h>
#include <shell/e-shell.h>

#include "gtk/preferences-page.h"

#define PAGE_NAME  "truefrom"
#define PAGE_ORDER 460 /* behind the composer's; contacts begin at 500 */

typedef struct {
    EExtension parent;
    guint idle_id;
} TfEvolutionPrefs;

typedef EExtensionClass TfEvolutionPrefsClass;

GType tf_evolution_prefs_get_type (void);
G_DEFINE_DYNAMIC_TYPE (TfEvolutionPrefs, tf_evolution_prefs, E_TYPE_EXTENSION)

static GtkWidget *
create_page (EPreferencesWindow *window)
{
    EShell *shell = e_preferences_window_get_shell (window);
    g_autoptr (TfSession) session =
        tf_evolution_session_get (e_shell_get_registry (shell));

    return tf_preferences_page_new (session, "evolution");
}

/* The window of preferences is made after the extensions of the shell. */
static gboolean
on_idle (gpointer data)
{
    TfEvolutionPrefs *self = data;
    EShell *shell = E_SHELL (e_extension_get_extensible (E_EXTENSION (self)));

    self->idle_id = 0;
    e_preferences_window_add_page (
        E_PREFERENCES_WINDOW (e_shell_get_preferences_window (shell)), PAGE_NAME,
        "truefrom-warning-symbolic", "truefrom", NULL, create_page, PAGE_ORDER);
    return G_SOURCE_REMOVE;
}

static void
tf_evolution_prefs_constructed (GObject *object)
{
    G_OBJECT_CLASS (tf_evolution_prefs_parent_class)->constructed (object);
    ((TfEvolutionPrefs *)object)->idle_id = g_idle_add (on_idle, object);
}

static void
tf_evolution_prefs_dispose (GObject *object)
{
    g_clear_handle_id (&((TfEvolutionPrefs *)object)->idle_id, g_source_remove);
    G_OBJECT_CLASS (tf_evolution_prefs_parent_class)->dispose (object);
}

static void
tf_evolution_prefs_class_init (TfEvolutionPrefsClass *class)
{
    G_OBJECT_CLASS (class)->constructed = tf_evolution_prefs_constructed;
    G_OBJECT_CLASS (class)->dispose = tf_evolution_prefs_dispose;
    class->extensible_type = E_TYPE_SHELL;
}

static void
tf_evolution_prefs_class_finalize (TfEvolutionPrefsClass *class)
{
}

static void
tf_evolution_prefs_init (TfEvolutionPrefs *self)
{
}

void
tf_evolution_prefs_type_register (GTypeModule *module)
{
    tf_evolution_prefs_register_type (module);
}
