/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* schema: GSettings without its ways to end the program: a schema or a key that is not installed is
 * a missing value. */
#pragma once

#include <gio/gio.h>

/**
 * tf_schema_open:
 * @id: a schema
 * @path: (nullable): where its settings are kept, if the schema does not say
 *
 * Returns: (transfer full) (nullable): its settings; %NULL if it is not installed
 */
GSettings *tf_schema_open (const char *id, const char *path);

/* The value of KEY, owned; SETTINGS may be NULL. Without the key, or when it is of another type, what is
 * empty, or DEFAULT_VALUE. */
char *tf_schema_get_string (GSettings *settings, const char *key);
GStrv tf_schema_get_list (GSettings *settings, const char *key);
gboolean
tf_schema_get_boolean (GSettings *settings, const char *key, gboolean default_value);

/** TfSchemaState: whether a key can be changed. */
typedef enum {
    TF_SCHEMA_OPEN,
    TF_SCHEMA_LOCKED,   /* by an administrator */
    TF_SCHEMA_MISSING,  /* the schema or the key, or it is of another type */
    TF_SCHEMA_FORGETFUL /* there is nowhere to save it */
} TfSchemaState;

TfSchemaState
tf_schema_get_state (GSettings *settings, const char *key, const char *type);

/* Each of them gives the value to the store, which may write it a moment later: nobody waits for a disk.
 * Whoever reads it, in this program or another, finds it at once or is told then. FALSE and error, a whole
 * sentence: there is no schema, the key is locked, or there is nowhere to save it. */
gboolean tf_schema_set_list (GSettings *settings, const char *key,
                             const char *const *values, GError **error);
gboolean tf_schema_set_string (GSettings *settings, const char *key, const char *value,
                               GError **error);
gboolean tf_schema_set_boolean (GSettings *settings, const char *key, gboolean value,
                                GError **error);
/* *ret_is_new (or NULL) is FALSE if VALUE is already in the list. */
gboolean tf_schema_add_to_list (GSettings *settings, const char *key, const char *value,
                                gboolean *ret_is_new, GError **error);
gboolean tf_schema_remove_from_list (GSettings *settings, const char *key,
                                     const char *value, GError **error);

/* GSettings reports changes only of keys that were read once while somebody was listening. */
void tf_schema_read_all (GSettings *settings);
