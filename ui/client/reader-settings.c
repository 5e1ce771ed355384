/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reader-settings: each entry is either used or complained about; none is silently dropped. */
#include "client/reader-settings.h"

#include "client/report-mail.h"
#include "words/translate.h"

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);

static void
complain_of_value (GString *complaints, const char *key, const char *value)
{
    if (complaints->len > 0)
        g_string_append_c (complaints, '\n');
    /* Translators: the name of a setting, and its value. */
    g_string_append_printf (complaints, _ ("The setting “%s” cannot be used: “%s”"), key,
                            value);
}

static void
complain (GString *complaints, const char *key, const char *value)
{
    if (complaints->len > 0)
        g_string_append_c (complaints, '\n');
    g_string_append_printf (
        complaints,
        /* Translators: the name of a setting, and an entry of its list. */
        _ ("The setting “%s” has an entry that cannot be used: “%s”"), key, value);
}

static void
add_all (TfSettings *settings, const char *key, GStrv values, AddFunc add,
         GString *complaints)
{
    for (guint i = 0; values[i] != NULL; i++)
        if (!add (settings, values[i]))
            complain (complaints, key, values[i]);
}

TfSettings *
tf_reader_settings_new (const TfPreferences *preferences, GStrv accounts,
                        char **ret_complaints)
{
    g_autoptr (GString) complaints = g_string_new (NULL);
    TfSettings *settings = tf_settings_new ();

    tf_settings_load_suffixes (settings);
    /* If an account of the client has something else than an address, that is the client's
     * affair. */
    for (guint i = 0; accounts[i] != NULL; i++)
        tf_settings_add_account (settings, accounts[i]);
    add_all (settings, "own", preferences->own, tf_settings_add_own, complaints);
    add_all (settings, "protected", preferences->protected_domains,
             tf_settings_add_protected, complaints);
    add_all (settings, "trusted-servers", preferences->trusted_servers,
             tf_settings_add_trusted_server, complaints);
    add_all (settings, "border-hosts", preferences->border_hosts, tf_settings_add_border,
             complaints);
    if (*preferences->helpdesk != '\0' &&
        !tf_report_mail_is_address (preferences->helpdesk))
        complain_of_value (complaints, "helpdesk", preferences->helpdesk);
    *ret_complaints = complaints->len > 0 ? g_strdup (complaints->str) : NULL;
    return settings;
}
