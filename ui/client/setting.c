/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* setting: GSettings keeps no type of its own for addresses and domains, so what may be entered is
 * known here. */
#include "client/setting.h"

#include <string.h>

#include "client/account-store.h"
#include "client/report-mail.h"
#include "inputs/settings.h"
#include "io/io.h"

#define SCHEMA_ID  "org.truefrom"
#define OF_ACCOUNT "account:"

/* ---- what may be entered ----------------------------------------------------------- */

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);

static gboolean
can_add (AddFunc add, const char *text)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();

    return add (settings, text);
}

/* Not a whole suffix, and not a name without a dot. */
static gboolean
is_domain (const char *text)
{
    g_autoptr (TfSettings) settings = tf_settings_new ();
    g_autofree char *domain = tf_domain_parse (tf_span_of (text));

    return domain != NULL && strchr (domain, '.') != NULL &&
           !tf_suffix_list_is_suffix (settings->suffixes, domain);
}

static gboolean
is_own (const char *text)
{
    return strchr (text, '@') != NULL ? can_add (tf_settings_add_account, text)
                                      : is_domain (text);
}

static gboolean
is_list (const char *text)
{
    return can_add (tf_settings_add_known_list, text);
}

static gboolean
is_border (const char *text)
{
    return can_add (tf_settings_add_border, text);
}

/* Servers call themselves what they like, but nobody means a sentence. */
static gboolean
is_server (const char *text)
{
    gsize length = strcspn (text, ":");
    g_autofree char *name = g_strndup (text, length);

    return (text[length] == '\0' || g_str_equal (text + length, ":below")) &&
           is_border (name) && can_add (tf_settings_add_trusted_server, text);
}

static gboolean
is_helpdesk (const char *text)
{
    return *text == '\0' || tf_report_mail_is_address (text);
}

static gboolean
is_resolver (const char *text)
{
    g_autofree char *parsed = *text != '\0' ? tf_server_address_parse (text) : NULL;

    return *text == '\0' || parsed != NULL;
}

/* ---- the keys ---------------------------------------------------------------------- */

/** Key: what is known about one, besides its words. */
typedef struct {
    const char *name;
    const char *type;
    const char *usual; /* its default as truefrom was made, as GVariant text */
    gboolean (*accepts) (const char *text);
} Key;

static const Key keys[] = {
    {TF_ACCOUNT_AUTOMATIC, "b", "true", NULL},
    {"border-hosts", "as", "@as []", is_border},
    {"dns", "s", "'arrival'", NULL},
    {"evolution", "b", "true", NULL},
    {"helpdesk", "s", "''", is_helpdesk},
    {"known-lists", "as", "@as []", is_list},
    {"marks", "b", "false", NULL},
    {"own", "as", "@as []", is_own},
    {"protected", "as", "@as []", is_domain},
    {"report-only", "b", "false", NULL},
    {"memory", "b", "true", NULL},
    {"resolver", "s", "''", is_resolver},
    {"talk", "s", "'notes'", NULL},
    {"trusted-sealers", "as", "@as []", is_domain},
    {"trusted-servers", "as", "@as []", is_server},
};

char *
tf_setting_of_account (const char *id, const char *name)
{
    return g_strconcat (OF_ACCOUNT, id, "/", name, NULL);
}

/* Borrowed: the name of KEY in its schema. */
static const char *
name_of (const char *key)
{
    return g_str_has_prefix (key, OF_ACCOUNT) ? strrchr (key, '/') + 1 : key;
}

static const Key *
find_key (const char *key)
{
    const char *name = name_of (key);

    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (g_str_equal (keys[i].name, name))
            return &keys[i];
    return NULL;
}

gboolean
tf_setting_accepts (const char *key, const char *text)
{
    const Key *found = find_key (key);

    g_return_val_if_fail (found != NULL, FALSE);
    return found->accepts == NULL || found->accepts (text);
}

/* ---- what it is now ---------------------------------------------------------------- */

static GSettings *
open_settings (const char *key)
{
    const char *id = key + strlen (OF_ACCOUNT);
    g_autofree char *account = NULL;

    if (!g_str_has_prefix (key, OF_ACCOUNT))
        return tf_schema_open (SCHEMA_ID, NULL);
    account = g_strndup (id, (gsize)(strrchr (key, '/') - id));
    return tf_account_store_open (account);
}

char *
tf_setting_get_text (const char *key)
{
    g_autoptr (GSettings) settings = open_settings (key);

    return tf_schema_get_string (settings, name_of (key));
}

GStrv
tf_setting_get_list (const char *key)
{
    g_autoptr (GSettings) settings = open_settings (key);

    return tf_schema_get_list (settings, name_of (key));
}

gboolean
tf_setting_get_switch (const char *key)
{
    g_autoptr (GSettings) settings = open_settings (key);
    const Key *found = find_key (key);

    g_return_val_if_fail (found != NULL, FALSE);
    return tf_schema_get_boolean (settings, name_of (key),
                                  g_str_equal (found->usual, "true"));
}

TfSchemaState
tf_setting_get_state (const char *key)
{
    g_autoptr (GSettings) settings = open_settings (key);
    const Key *found = find_key (key);

    g_return_val_if_fail (found != NULL, TF_SCHEMA_MISSING);
    return tf_schema_get_state (settings, name_of (key), found->type);
}

gboolean
tf_setting_is_from_vendor (const char *key)
{
    g_autoptr (GSettings) settings = open_settings (key);
    const Key *found = find_key (key);
    g_autoptr (GVariant) changed = NULL;
    g_autoptr (GVariant) value = NULL;
    g_autoptr (GVariant) usual = NULL;

    if (tf_setting_get_state (key) == TF_SCHEMA_MISSING)
        return FALSE;
    changed = g_settings_get_user_value (settings, name_of (key));
    value = g_settings_get_default_value (settings, name_of (key));
    usual = g_variant_parse (NULL, found->usual, NULL, NULL, NULL);
    return changed == NULL && !g_variant_equal (value, usual);
}

/* ---- changing it ------------------------------------------------------------------- */

gboolean
tf_setting_set_text (const char *key, const char *text, GError **error)
{
    g_autoptr (GSettings) settings = open_settings (key);

    return tf_schema_set_string (settings, name_of (key), text, error);
}

gboolean
tf_setting_set_switch (const char *key, gboolean is_on, GError **error)
{
    g_autoptr (GSettings) settings = open_settings (key);

    return tf_schema_set_boolean (settings, name_of (key), is_on, error);
}

gboolean
tf_setting_add (const char *key, const char *value, gboolean *ret_is_new, GError **error)
{
    g_autoptr (GSettings) settings = open_settings (key);

    return tf_schema_add_to_list (settings, name_of (key), value, ret_is_new, error);
}

gboolean
tf_setting_remove (const char *key, const char *value, GError **error)
{
    g_autoptr (GSettings) settings = open_settings (key);

    return tf_schema_remove_from_list (settings, name_of (key), value, error);
}
