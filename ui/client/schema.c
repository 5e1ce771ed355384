/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* schema: the schema is looked up before it is used, because GSettings aborts the
 * program if it is missing; and so is each key, because an older schema may be
 * installed. */
#include "client/schema.h"

#include "words/translate.h"

/* ---- Reading ---------------------------------------------------------------- */

/* The system's schemas first, then those where we were installed (under another prefix, or in a
 * sandbox). */
static GSettingsSchema *
find_schema (const char *id)
{
    GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
    GSettingsSchema *schema =
        system != NULL ? g_settings_schema_source_lookup (system, id, TRUE) : NULL;
    g_autoptr (GSettingsSchemaSource) own = NULL;

    if (schema != NULL)
        return schema;
    own = g_settings_schema_source_new_from_directory (TF_SCHEMA_DIR, system, TRUE, NULL);
    return own != NULL ? g_settings_schema_source_lookup (own, id, FALSE) : NULL;
}

GSettings *
tf_schema_open (const char *id, const char *path)
{
    g_autoptr (GSettingsSchema) schema = find_schema (id);

    return schema != NULL ? g_settings_new_full (schema, NULL, path) : NULL;
}

static gboolean
has_key (GSettings *settings, const char *key)
{
    g_autoptr (GSettingsSchema) schema = NULL;

    if (settings == NULL)
        return FALSE;
    g_object_get (settings, "settings-schema", &schema, NULL);
    return g_settings_schema_has_key (schema, key);
}

/* NULL without the key, or when it is of another type than ours. */
static GVariant *
get_value (GSettings *settings, const char *key, const char *type)
{
    g_autoptr (GVariant) value = NULL;

    if (!has_key (settings, key))
        return NULL;
    value = g_settings_get_value (settings, key);
    if (!g_variant_is_of_type (value, G_VARIANT_TYPE (type)))
        return NULL;
    return g_steal_pointer (&value);
}

char *
tf_schema_get_string (GSettings *settings, const char *key)
{
    g_autoptr (GVariant) value = get_value (settings, key, "s");

    return value != NULL ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

GStrv
tf_schema_get_list (GSettings *settings, const char *key)
{
    g_autoptr (GVariant) value = get_value (settings, key, "as");

    return value != NULL ? g_variant_dup_strv (value, NULL) : g_new0 (char *, 1);
}

gboolean
tf_schema_get_boolean (GSettings *settings, const char *key, gboolean default_value)
{
    g_autoptr (GVariant) value = get_value (settings, key, "b");

    return value != NULL ? g_variant_get_boolean (value) : default_value;
}

void
tf_schema_read_all (GSettings *settings)
{
    g_autoptr (GSettingsSchema) schema = NULL;
    g_auto (GStrv) keys = NULL;

    g_object_get (settings, "settings-schema", &schema, NULL);
    keys = g_settings_schema_list_keys (schema);
    for (guint i = 0; keys[i]; i++)
        g_variant_unref (g_settings_get_value (settings, keys[i]));
}

/* ---- Writing ---------------------------------------------------------------- */

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

TfSchemaState
tf_schema_get_state (GSettings *settings, const char *key, const char *type)
{
    g_autoptr (GVariant) value = get_value (settings, key, type);

    if (value == NULL)
        return TF_SCHEMA_MISSING;
    if (is_forgetful (settings))
        return TF_SCHEMA_FORGETFUL;
    return g_settings_is_writable (settings, key) ? TF_SCHEMA_OPEN : TF_SCHEMA_LOCKED;
}

/* FALSE and error: KEY, which is of TYPE, cannot be changed. */
static gboolean
is_changeable (GSettings *settings, const char *key, const char *type, GError **error)
{
    switch (tf_schema_get_state (settings, key, type)) {
    case TF_SCHEMA_MISSING:
        return refuse (error, _ ("The settings of truefrom are not installed here."));
    case TF_SCHEMA_FORGETFUL:
        return refuse (error, _ ("There is no place here to store settings."));
    case TF_SCHEMA_LOCKED:
        return refuse (error, _ ("An administrator has locked this setting."));
    case TF_SCHEMA_OPEN:
        break;
    }
    return TRUE;
}

/* VALUE may be floating. */
static gboolean
set_value (GSettings *settings, const char *key, GVariant *value, GError **error)
{
    g_autoptr (GVariant) owned = g_variant_ref_sink (value);

    if (!is_changeable (settings, key, g_variant_get_type_string (owned), error))
        return FALSE;
    if (!g_settings_set_value (settings, key, owned))
        return refuse (error, _ ("The settings could not be written."));
    return TRUE;
}

gboolean
tf_schema_set_list (GSettings *settings, const char *key, const char *const *values,
                    GError **error)
{
    return set_value (settings, key, g_variant_new_strv (values, -1), error);
}

gboolean
tf_schema_set_string (GSettings *settings, const char *key, const char *value,
                      GError **error)
{
    return set_value (settings, key, g_variant_new_string (value), error);
}

gboolean
tf_schema_set_boolean (GSettings *settings, const char *key, gboolean value,
                       GError **error)
{
    return set_value (settings, key, g_variant_new_boolean (value), error);
}

gboolean
tf_schema_add_to_list (GSettings *settings, const char *key, const char *value,
                       gboolean *ret_is_new, GError **error)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) before = tf_schema_get_list (settings, key);
    g_auto (GStrv) after = NULL;
    gboolean is_new = !g_strv_contains ((const char *const *)before, value);

    if (ret_is_new != NULL)
        *ret_is_new = FALSE;
    if (!is_changeable (settings, key, "as", error))
        return FALSE;
    if (!is_new)
        return TRUE;
    g_strv_builder_addv (builder, (const char **)before);
    g_strv_builder_add (builder, value);
    after = g_strv_builder_end (builder);
    if (!tf_schema_set_list (settings, key, (const char *const *)after, error))
        return FALSE;
    if (ret_is_new != NULL)
        *ret_is_new = TRUE;
    return TRUE;
}

gboolean
tf_schema_remove_from_list (GSettings *settings, const char *key, const char *value,
                            GError **error)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) before = tf_schema_get_list (settings, key);
    g_auto (GStrv) after = NULL;

    for (guint i = 0; before[i] != NULL; i++)
        if (!g_str_equal (before[i], value))
            g_strv_builder_add (builder, before[i]);
    after = g_strv_builder_end (builder);
    return tf_schema_set_list (settings, key, (const char *const *)after, error);
}
