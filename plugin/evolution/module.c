/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* module: Evolution calls load, unload and load again at each start, and once more in
 * each command that is only passed on to the running program. So this only registers
 * types; where the reader or an administrator has switched it off, only that of the
 * preferences, where it can be switched on again. */
#include "truefrom-evolution.h"

#include <libedataserver/libedataserver.h>

#include "client/preferences.h"
#include "words/translate.h"

G_MODULE_EXPORT void e_module_load (GTypeModule *module);
G_MODULE_EXPORT void e_module_unload (GTypeModule *module);

/* Libraries keep their names from one series to the next although structures change, so
 * a module built for another series is loaded too, and must refuse by itself. */
static gboolean
is_our_series (void)
{
    return eds_major_version == TF_EVOLUTION_MAJOR &&
           eds_minor_version == TF_EVOLUTION_MINOR;
}

/* Asked once: a type that was registered at the first load must be registered at each. */
static gboolean
is_switched_off (void)
{
    static gboolean is_asked, is_off;

    if (!is_asked) {
        g_autoptr (TfPreferences) preferences = tf_preferences_load ();

        is_off = !preferences->evolution;
        is_asked = TRUE;
    }
    return is_off;
}

/* Another copy of this module, the system's or the user's, was first. */
static gboolean
is_loaded_elsewhere (GTypeModule *module)
{
    GType type = g_type_from_name ("TfEvolutionPrefs");

    return type != 0 && g_type_get_plugin (type) != G_TYPE_PLUGIN (module);
}

G_MODULE_EXPORT void
e_module_load (GTypeModule *module)
{
    if (!is_our_series ()) {
        g_message (
            "built for Evolution %d.%d, and this is %u.%u: senders are not checked",
            TF_EVOLUTION_MAJOR, TF_EVOLUTION_MINOR, eds_major_version, eds_minor_version);
        return;
    }
    if (is_loaded_elsewhere (module)) {
        g_message (
            "two copies of truefrom are installed: the one that came first is used");
        return;
    }
    /* The text domain is our own; the program's is not changed. */
    bindtextdomain (GETTEXT_PACKAGE, TF_LOCALEDIR);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    tf_evolution_prefs_type_register (module);
    if (is_switched_off ())
        return;
    tf_evolution_reader_type_register (module);
    tf_evolution_composer_type_register (module);
    tf_evolution_selection_type_register (module);
    tf_evolution_arrivals_type_register (module);
}

G_MODULE_EXPORT void
e_module_unload (GTypeModule *module)
{
}
