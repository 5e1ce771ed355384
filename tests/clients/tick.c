/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tick: a second, throw-away plugin for the client tests. It measures the main loop of the real
 * program from inside: a timer that should fire every 5 ms records each time it was late, so
 * that anything that blocks the loop is noticed, whoever causes it. Never installed. */
#include <stdio.h>

#include <gio/gio.h>
#include <gtk/gtk.h>

#include <common/defs.h>
#include <common/plugin.h>
#include <common/version.h>

#define PERIOD_MS 5
#define LATE_MS   20

G_MODULE_EXPORT gint plugin_init (gchar **error);
G_MODULE_EXPORT gboolean plugin_done (void);
G_MODULE_EXPORT const gchar *plugin_name (void);
G_MODULE_EXPORT const gchar *plugin_desc (void);
G_MODULE_EXPORT const gchar *plugin_type (void);
G_MODULE_EXPORT const gchar *plugin_licence (void);
G_MODULE_EXPORT const gchar *plugin_version (void);
G_MODULE_EXPORT struct PluginFeature *plugin_provides (void);

static guint source;
static gint64 last_us;
static FILE *out;

static gboolean
tick (gpointer data)
{
    gint64 now_us = g_get_monotonic_time ();
    gint64 gap_ms = (now_us - last_us) / 1000;

    if (gap_ms >= LATE_MS) {
        fprintf (out, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now_us / 1000,
                 gap_ms);
        fflush (out);
    }
    last_us = now_us;
    return G_SOURCE_CONTINUE;
}

gint
plugin_init (gchar **error)
{
    const char *path = g_getenv ("TRUEFROM_TICK_FILE");

    if (!check_plugin_version (MAKE_NUMERIC_VERSION (4, 1, 0, 0), VERSION_NUMERIC, "tick",
                               error))
        return -1;
    out = path != NULL ? fopen (path, "a") : NULL;
    if (out == NULL) {
        *error = g_strdup ("TRUEFROM_TICK_FILE cannot be written");
        return -1;
    }
    last_us = g_get_monotonic_time ();
    fprintf (out, "%" G_GINT64_FORMAT " 0\n", last_us / 1000); /* it is running */
    fflush (out);
    source = g_timeout_add (PERIOD_MS, tick, NULL);
    return 0;
}

gboolean
plugin_done (void)
{
    g_clear_handle_id (&source, g_source_remove);
    g_clear_pointer (&out, fclose);
    return TRUE;
}

const gchar *
plugin_name (void)
{
    return "Main loop ticks";
}

const gchar *
plugin_desc (void)
{
    return "Measures how late the main loop is, for tests.";
}

const gchar *
plugin_type (void)
{
    return "GTK3";
}

const gchar *
plugin_licence (void)
{
    return "GPL3+";
}

const gchar *
plugin_version (void)
{
    return TF_VERSION;
}

struct PluginFeature *
plugin_provides (void)
{
    static struct PluginFeature features[] = {{PLUGIN_UTILITY, "Main loop ticks"},
                                              {PLUGIN_NOTHING, NULL}};

    return features;
}
