/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings-table: the addresses are compared, because mail programs do not report every change. */
#include "client/settings-table.h"

#include "client/reader-settings.h"
#include "inputs/settings.h"

struct _TfSettingsTable {
    TfAccounts *accounts;
    void (*log) (const char *sentence);
    GStrv addresses;
    TfPeople *known;      /* or NULL */
    TfBrands *brands;     /* or NULL */
    GHashTable *settings; /* account, "" if it is not known → TfSettings */
    char *complaints;     /* or NULL */
};

TfSettingsTable *
tf_settings_table_new (TfAccounts *accounts, void (*log) (const char *sentence))
{
    TfSettingsTable *self = g_new0 (TfSettingsTable, 1);

    self->accounts = g_object_ref (accounts);
    self->log = log;
    self->addresses = g_new0 (char *, 1);
    self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify)tf_settings_unref);
    return self;
}

void
tf_settings_table_forget (TfSettingsTable *self)
{
    g_hash_table_remove_all (self->settings);
    g_clear_pointer (&self->complaints, g_free);
}

void
tf_settings_table_set_addresses (TfSettingsTable *self, GStrv addresses)
{
    if (g_strv_equal ((const char *const *)self->addresses,
                      (const char *const *)addresses)) {
        g_strfreev (addresses);
        return;
    }
    tf_settings_table_forget (self);
    g_strfreev (self->addresses);
    self->addresses = addresses;
}

void
tf_settings_table_set_known (TfSettingsTable *self, const TfPeople *known)
{
    tf_settings_table_forget (self);
    g_clear_pointer (&self->known, tf_people_unref);
    self->known = tf_people_ref ((TfPeople *)known);
}

void
tf_settings_table_set_brands (TfSettingsTable *self, TfBrands *brands)
{
    tf_settings_table_forget (self);
    tf_brands_unref (self->brands);
    self->brands = tf_brands_ref (brands);
}

/* What the preferences of all accounts have wrong comes again with each account. */
static void
complain (TfSettingsTable *self, char *complaints)
{
    if (complaints == NULL)
        return;
    if (g_strcmp0 (complaints, self->complaints) != 0)
        self->log (complaints);
    g_free (self->complaints);
    self->complaints = complaints;
}

static TfSettings *
make (TfSettingsTable *self, const TfPreferences *preferences, const char *account)
{
    g_auto (TfServers) servers = {0};
    char *complaints = NULL;
    TfSettings *settings;

    tf_accounts_get_servers (self->accounts, account, &servers);
    settings =
        tf_reader_settings_new (preferences, self->addresses, &servers, &complaints);
    if (self->known != NULL)
        tf_settings_share_known (settings, self->known);
    if (self->brands != NULL)
        tf_settings_use_brands (settings, self->brands);
    complain (self, complaints);
    return settings;
}

TfSettings *
tf_settings_table_get (TfSettingsTable *self, const TfPreferences *preferences,
                       const char *account)
{
    const char *key = account != NULL ? account : "";
    TfSettings *settings = g_hash_table_lookup (self->settings, key);

    if (settings != NULL)
        return settings;
    settings = make (self, preferences, account);
    g_hash_table_insert (self->settings, g_strdup (key), settings);
    return settings;
}

const char *
tf_settings_table_peek_complaints (const TfSettingsTable *self)
{
    return self->complaints;
}

void
tf_settings_table_free (TfSettingsTable *self)
{
    g_object_unref (self->accounts);
    g_strfreev (self->addresses);
    g_clear_pointer (&self->known, tf_people_unref);
    tf_brands_unref (self->brands);
    g_hash_table_unref (self->settings);
    g_free (self->complaints);
    g_free (self);
}
