/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* settings-table: the settings for the messages of each account, made when they are first needed. */
#pragma once

#include "client/accounts.h"
#include "client/preferences.h"
#include "inputs/people.h"
#include "truefrom.h"

typedef struct _TfSettingsTable TfSettingsTable;

/* LOG is told once of entries that cannot be used. */
TfSettingsTable *
tf_settings_table_new (TfAccounts *accounts, void (*log) (const char *sentence));
void tf_settings_table_free (TfSettingsTable *self);
/* Something that the settings are made from has changed. */
void tf_settings_table_forget (TfSettingsTable *self);
/* Takes over ADDRESSES, the reader's own. */
void tf_settings_table_set_addresses (TfSettingsTable *self, GStrv addresses);
/* The brands to look for, in place of the built-in ones. */
void tf_settings_table_set_brands (TfSettingsTable *self, TfBrands *brands);
/* Those in the address books, in place of who was known before. */
void tf_settings_table_set_known (TfSettingsTable *self, const TfPeople *known);
/* Borrowed, until something is forgotten. ACCOUNT: NULL: it is not known. */
TfSettings *tf_settings_table_get (TfSettingsTable *self,
                                   const TfPreferences *preferences, const char *account);
/* Borrowed: what cannot be used, one sentence a line; NULL: nothing that is known of. */
const char *tf_settings_table_peek_complaints (const TfSettingsTable *self);
