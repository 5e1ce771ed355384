/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-store: the path has to be one that every backend accepts, so all but letters, digits and
 * hyphens are written as _XX. */
#include "client/account-store.h"

#include "client/schema.h"

#define SCHEMA_ID "org.truefrom.account"
#define PARENT    "/org/truefrom/accounts/"

char *
tf_account_store_path (const char *id)
{
    GString *path = g_string_new (PARENT);

    for (const char *at = id; *at != '\0'; at++) {
        if (g_ascii_isalnum (*at) || *at == '-')
            g_string_append_c (path, *at);
        else
            g_string_append_printf (path, "_%02x", (guchar)*at);
    }
    g_string_append_c (path, '/');
    return g_string_free (path, FALSE);
}

GSettings *
tf_account_store_open (const char *id)
{
    g_autofree char *path = tf_account_store_path (id);

    return tf_schema_open (SCHEMA_ID, path);
}
