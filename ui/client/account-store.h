/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-store: what is kept of one account: the GSettings schema org.truefrom.account, once for each
 * account. Without the schema nothing can be kept, and all values are the defaults. */
#pragma once

#include <gio/gio.h>

#define TF_ACCOUNT_TRUSTED_SERVERS "trusted-servers"
#define TF_ACCOUNT_BORDER_HOSTS    "border-hosts"
#define TF_ACCOUNT_REFUSED         "refused"
#define TF_ACCOUNT_AUTOMATIC       "automatic"
#define TF_ACCOUNT_COLLECTED       "collected"

/* Owned: the settings of the account ID, which may be any text; NULL: the schema is not installed. */
GSettings *tf_account_store_open (const char *id);
/* Owned: where they are kept. */
char *tf_account_store_path (const char *id);
