/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reader-settings: what the preferences and the accounts tell the core. */
#pragma once

#include "client/accounts.h"
#include "client/preferences.h"
#include "truefrom.h"

/* Owned. SERVERS: of the message's account, besides those of PREFERENCES; or NULL. *ret_complaints (owned): what cannot be used, with key and value, one sentence a line;
 * NULL when everything can. */
TfSettings *tf_reader_settings_new (const TfPreferences *preferences, GStrv addresses,
                                    const TfServers *servers, char **ret_complaints);
