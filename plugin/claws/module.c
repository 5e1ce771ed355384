/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* module: the eight functions that Claws Mail calls. The file stays mapped after it is
 * unloaded (-z nodelete), so each start must begin from scratch and each stop must leave
 * nothing behind. */
#include "truefrom-claws.h"

#include "common/claws.h"
#include "common/plugin.h"
#include "common/version.h"
#include "plugin.h"
#include "words/translate.h"

#define NAME "truefrom"

/* The text domain is our own; the client's is not changed. */
static void
bind_translations (void)
{
    bindtextdomain (GETTEXT_PACKAGE, TF_LOCALEDIR);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

G_MODULE_EXPORT gint
plugin_init (gchar **error)
{
    bind_translations ();
    if (!check_plugin_version (MAKE_NUMERIC_VERSION (4, 1, 0, 0), VERSION_NUMERIC, NAME,
                               error))
        return -1;
    tf_claws_session_start ();
    if (!tf_claws_view_start (error)) {
        tf_claws_session_stop ();
        return -1;
    }
    if (!tf_claws_compose_start (error)) {
        tf_claws_view_stop ();
        tf_claws_session_stop ();
        return -1;
    }
    tf_claws_arrivals_start ();
    tf_claws_prefs_start ();
    return 0;
}

G_MODULE_EXPORT gboolean
plugin_done (void)
{
    tf_claws_prefs_stop ();
    tf_claws_arrivals_stop ();
    tf_claws_compose_stop ();
    tf_claws_view_stop ();
    tf_claws_session_stop ();
    return TRUE;
}

G_MODULE_EXPORT const gchar *
plugin_name (void)
{
    return NAME;
}

G_MODULE_EXPORT const gchar *
plugin_desc (void)
{
    return _ (
        /* Translators: the description of the plugin in the Plugins window. */
        "Checks whether a message is really from the domain that its From line names, "
        "and "
        "warns above the message when it is not.\n\n"
        "The menu item “Check sender…” in the Message menu shows what was checked.\n\n"
        "To check a message, the DNS is asked about the sender's domain. Nothing is "
        "asked "
        "for messages in the trash and in junk folders, nor while working offline.");
}

G_MODULE_EXPORT const gchar *
plugin_version (void)
{
    return TF_VERSION;
}

G_MODULE_EXPORT const gchar *
plugin_type (void)
{
    return "GTK3";
}

G_MODULE_EXPORT const gchar *
plugin_licence (void)
{
    return "GPL3+";
}

G_MODULE_EXPORT struct PluginFeature *
plugin_provides (void)
{
    static struct PluginFeature features[] = {
        {PLUGIN_UTILITY, "Sender check (truefrom)"},
        {PLUGIN_NOTHING, NULL},
    };

    return features;
}
