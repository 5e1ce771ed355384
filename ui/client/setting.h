/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setting: one key of the schema, as a page of preferences offers it: what it is now, whether it can be
 * changed, and what may be entered. */
#pragma once

#include "client/schema.h"

/* Owned: the key NAME of the account ID (see account-store.h), for all functions here. */
char *tf_setting_of_account (const char *id, const char *name);

TfSchemaState tf_setting_get_state (const char *key);
/* The reader has not changed it, and its default is not the one that truefrom was made with. */
gboolean tf_setting_is_from_vendor (const char *key);

/* Owned, never NULL: "" and empty if the key is missing. */
char *tf_setting_get_text (const char *key);
GStrv tf_setting_get_list (const char *key);
gboolean tf_setting_get_switch (const char *key);

/* Whether TEXT may be entered for KEY, alone or in its list. Stricter than what the core can use: a whole
 * suffix such as "com" is never meant. */
gboolean tf_setting_accepts (const char *key, const char *text);

/* These save at once. FALSE and error, a whole sentence: it could not be saved. */
gboolean tf_setting_set_text (const char *key, const char *text, GError **error);
gboolean tf_setting_set_switch (const char *key, gboolean is_on, GError **error);
/* *ret_is_new is FALSE if VALUE is already there. */
gboolean
tf_setting_add (const char *key, const char *value, gboolean *ret_is_new, GError **error);
gboolean tf_setting_remove (const char *key, const char *value, GError **error);
