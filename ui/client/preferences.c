/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* preferences: the schema is looked up before it is used, because GSettings aborts the
 * program if it is missing; and so is each key, because an older schema may be
 * installed. */
#include "client/preferences.h"

#include <glib/gi18n-lib.h>

#define SCHEMA_ID "org.truefrom"

static const char *const dns_words[] = {
    [TF_DNS_ON_ARRIVAL] = "arrival",
    [TF_DNS_ON_OPENING] = "opening",
    [TF_DNS_NEVER] = "never",
};
G_STATIC_ASSERT (G_N_ELEMENTS (dns_words) == TF_DNS_NEVER + 1);

/* The system's schemas first, then those where we were installed (under another prefix, or in a
 * sandbox). */
static GSettingsSchema *
find_schema (void)
{
    GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
    GSettingsSchema *schema =
        system != NULL ? g_settings_schema_source_lookup (system, SCHEMA_ID, TRUE) : NULL;
    g_autoptr (GSettingsSchemaSource) own = NULL;

    if (schema != NULL)
        return schema;
    own = g_settings_schema_source_new_from_directory (TF_SCHEMA_DIR, system, TRUE, NULL);
    return own != NULL ? g_settings_schema_source_lookup (own, SCHEMA_ID, FALSE) : NULL;
}

static GSettings *
open_settings (void)
{
    g_autoptr (GSettingsSchema) schema = find_schema ();

    return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* NULL without the key, or when it is of another type than ours. */
static GVariant *
get_value (GSettings *settings, const char *key, const char *type)
{
    g_autoptr (GSettingsSchema) schema = NULL;
    g_autoptr (GVariant) value = NULL;

    if (settings == NULL)
        return NULL;
    g_object_get (settings, "settings-schema", &schema, NULL);
    if (!g_settings_schema_has_key (schema, key))
        return NULL;
    value = g_settings_get_value (settings, key);
    if (!g_variant_is_of_type (value, G_VARIANT_TYPE (type)))
        return NULL;
    return g_steal_pointer (&value);
}

static char *
get_string (GSettings *settings, const char *key)
{
    g_autoptr (GVariant) value = get_value (settings, key, "s");

    return value != NULL ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

static GStrv
get_list (GSettings *settings, const char *key)
{
    g_autoptr (GVariant) value = get_value (settings, key, "as");

    return value != NULL ? g_variant_dup_strv (value, NULL) : g_new0 (char *, 1);
}

static TfDnsMode
get_dns_mode (GSettings *settings)
{
    g_autofree char *word = get_string (settings, "dns");

    for (guint i = 0; i < G_N_ELEMENTS (dns_words); i++)
        if (g_str_equal (word, dns_words[i]))
            return (TfDnsMode)i;
    return TF_DNS_ON_OPENING;
}

TfPreferences *
tf_preferences_load (void)
{
    g_autoptr (GSettings) settings = open_settings ();
    TfPreferences *preferences = g_new0 (TfPreferences, 1);

    preferences->dns = get_dns_mode (settings);
    preferences->resolver = get_string (settings, "resolver");
    preferences->answers_file = get_string (settings, "answers-file");
    preferences->helpdesk = get_string (settings, "helpdesk");
    preferences->trusted_servers = get_list (settings, "trusted-servers");
    preferences->border_hosts = get_list (settings, "border-hosts");
    preferences->own = get_list (settings, "own");
    preferences->protected_domains = get_list (settings, "protected");
    return preferences;
}

void
tf_preferences_free (TfPreferences *preferences)
{
    g_free (preferences->resolver);
    g_free (preferences->answers_file);
    g_free (preferences->helpdesk);
    g_strfreev (preferences->trusted_servers);
    g_strfreev (preferences->border_hosts);
    g_strfreev (preferences->own);
    g_strfreev (preferences->protected_domains);
    g_free (preferences);
}

/* ---- Changing --------------------------------------------------------------- */

/* What GSettings uses where there is nothing to keep settings in; it forgets them at the end. */
static gboolean
is_forgetful (GSettings *settings)
{
    g_autoptr (GObject) backend = NULL;

    g_object_get (settings, "backend", &backend, NULL);
    return g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend");
}

static gboolean
refuse (GError **error, const char *sentence)
{
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
    return FALSE;
}

/* FALSE and error: KEY cannot be changed. */
static gboolean
is_changeable (GSettings *settings, const char *key, GError **error)
{
    g_autoptr (GVariant) value = get_value (settings, key, "as");

    if (value == NULL)
        return refuse (error, _ ("The settings of truefrom are not installed here."));
    if (is_forgetful (settings))
        return refuse (error, _ ("There is no place here to store settings."));
    if (!g_settings_is_writable (settings, key))
        return refuse (error, _ ("An administrator has locked this setting."));
    return TRUE;
}

gboolean
tf_preferences_add (const char *key, const char *value, gboolean *ret_is_new,
                    GError **error)
{
    g_autoptr (GSettings) settings = open_settings ();
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) before = NULL;
    g_auto (GStrv) after = NULL;

    *ret_is_new = FALSE;
    if (!is_changeable (settings, key, error))
        return FALSE;
    before = get_list (settings, key);
    if (g_strv_contains ((const char *const *)before, value))
        return TRUE;
    for (guint i = 0; before[i] != NULL; i++)
        g_strv_builder_add (builder, before[i]);
    g_strv_builder_add (builder, value);
    after = g_strv_builder_end (builder);
    if (!g_settings_set_strv (settings, key, (const char *const *)after))
        return refuse (error, _ ("The settings could not be written."));
    g_settings_sync ();
    *ret_is_new = TRUE;
    return TRUE;
}

/* ---- Watching --------------------------------------------------------------- */

/** Watch: a function to be called about changes. */
typedef struct {
    GSettings *settings;
    TfPreferencesFunc changed;
    gpointer data;
} Watch;

static GHashTable *watches; /* guint id → Watch; NULL when there are none */
static guint last_watch;

static void
watch_free (gpointer data)
{
    Watch *watch = data;

    g_signal_handlers_disconnect_by_data (watch->settings, watch);
    g_object_unref (watch->settings);
    g_free (watch);
}

static void
on_changed (Watch *watch)
{
    watch->changed (watch->data);
}

/* GSettings reports only keys that have been read once while somebody was listening. */
static void
read_all_keys (GSettings *settings)
{
    g_autoptr (GSettingsSchema) schema = NULL;
    g_auto (GStrv) keys = NULL;

    g_object_get (settings, "settings-schema", &schema, NULL);
    keys = g_settings_schema_list_keys (schema);
    for (guint i = 0; keys[i]; i++)
        g_variant_unref (g_settings_get_value (settings, keys[i]));
}

guint
tf_preferences_watch (TfPreferencesFunc changed, gpointer data)
{
    GSettings *settings = open_settings ();
    Watch *watch;

    if (settings == NULL)
        return 0;
    watch = g_new0 (Watch, 1);
    *watch = (Watch){settings, changed, data};
    g_signal_connect_swapped (settings, "changed", G_CALLBACK (on_changed), watch);
    read_all_keys (settings);
    if (watches == NULL)
        watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
    g_hash_table_insert (watches, GUINT_TO_POINTER (++last_watch), watch);
    return last_watch;
}

void
tf_preferences_unwatch (guint id)
{
    if (watches == NULL)
        return;
    g_hash_table_remove (watches, GUINT_TO_POINTER (id));
    if (g_hash_table_size (watches) == 0)
        g_clear_pointer (&watches, g_hash_table_unref);
}
