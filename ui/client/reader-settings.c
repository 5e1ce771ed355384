/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* reader-settings: each entry is either used or complained about; none is silently dropped. */
#include "client/reader-settings.h"

#include "client/report-mail.h"
#include "words/translate.h"

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);

#define MAX_SHOWN 100 /* characters of a value */

/* Owned: VALUE as it may stand in a sentence. Whoever wrote it, it neither turns the direction nor ends the
 * line, and its beginning says which one it is. */
static char *
show_value (const char *value)
{
    g_autofree char *valid = g_utf8_make_valid (value, -1);
    GString *out = g_string_new ("\u2068");
    guint n = 0;

    for (const char *at = valid; *at != '\0' && n < MAX_SHOWN; n++) {
        gunichar c = g_utf8_get_char (at);
        gboolean is_plain = c == ' ' || (g_unichar_isgraph (c) && !g_unichar_isspace (c));

        g_string_append_unichar (out, is_plain ? c : 0xFFFD);
        at = g_utf8_next_char (at);
    }
    g_string_append (out, n == MAX_SHOWN ? "…\u2069" : "\u2069");
    return g_string_free (out, FALSE);
}

static void
complain_of_value (GString *complaints, const char *key, const char *value)
{
    g_autofree char *shown = show_value (value);

    if (complaints->len > 0)
        g_string_append_c (complaints, '\n');
    /* Translators: the name of a setting, and its value. */
    g_string_append_printf (complaints, _ ("The setting “%s” cannot be used: “%s”"), key,
                            shown);
}

static void
complain (GString *complaints, const char *key, const char *value)
{
    g_autofree char *shown = show_value (value);

    if (complaints->len > 0)
        g_string_append_c (complaints, '\n');
    g_string_append_printf (
        complaints,
        /* Translators: the name of a setting, and an entry of its list. */
        _ ("The setting “%s” has an entry that cannot be used: “%s”"), key, shown);
}

static void
complain_of_exception (GString *complaints, TfExceptionKind kind, const char *value)
{
    const char *key = tf_preferences_exception_key (kind);
    g_autofree char *shown = show_value (value);

    if (!tf_exception_is_of_shared_signer (kind, value)) {
        complain (complaints, key, value);
        return;
    }
    if (complaints->len > 0)
        g_string_append_c (complaints, '\n');
    g_string_append_printf (
        complaints,
        /* Translators: the name of a setting, and an entry of its list. */
        _ ("The setting “%s” has an entry that is not used, because this signer signs for many "
           "unrelated senders: “%s”"),
        key, shown);
}

static void
add_all (TfSettings *settings, const char *key, GStrv values, AddFunc add,
         GString *complaints)
{
    for (guint i = 0; values[i] != NULL; i++)
        if (!add (settings, values[i]))
            complain (complaints, key, values[i]);
}

static void
add_servers (TfSettings *settings, GStrv trusted, GStrv borders, GString *complaints)
{
    add_all (settings, "trusted-servers", trusted, tf_settings_add_trusted_server,
             complaints);
    add_all (settings, "border-hosts", borders, tf_settings_add_border, complaints);
}

static void
add_exceptions (TfSettings *settings, const TfPreferences *preferences,
                GString *complaints)
{
    for (int kind = 0; kind < TF_N_EXCEPTIONS; kind++)
        for (guint i = 0; preferences->exceptions[kind][i] != NULL; i++) {
            const char *value = preferences->exceptions[kind][i];

            if (!tf_exceptions_add (settings, (TfExceptionKind)kind, value))
                complain_of_exception (complaints, (TfExceptionKind)kind, value);
        }
}

TfSettings *
tf_reader_settings_new (const TfPreferences *preferences, GStrv addresses,
                        const TfServers *servers, char **ret_complaints)
{
    g_autoptr (GString) complaints = g_string_new (NULL);
    TfSettings *settings = tf_settings_new ();

    tf_settings_load_suffixes (settings);
    /* If an account of the client has something else than an address, that is the client's
     * affair. */
    for (guint i = 0; addresses[i] != NULL; i++)
        tf_settings_add_account (settings, addresses[i]);
    add_all (settings, "own", preferences->own, tf_settings_add_own, complaints);
    add_all (settings, "protected", preferences->protected_domains,
             tf_settings_add_protected, complaints);
    add_servers (settings, preferences->trusted_servers, preferences->border_hosts,
                 complaints);
    if (servers != NULL)
        add_servers (settings, servers->trusted, servers->borders, complaints);
    add_exceptions (settings, preferences, complaints);
    add_all (settings, "trusted-sealers", preferences->trusted_sealers,
             tf_settings_add_trusted_sealer, complaints);
    add_all (settings, "known-lists", preferences->known_lists,
             tf_settings_add_known_list, complaints);
    if (*preferences->helpdesk != '\0' &&
        !tf_report_mail_is_address (preferences->helpdesk))
        complain_of_value (complaints, "helpdesk", preferences->helpdesk);
    *ret_complaints = complaints->len > 0 ? g_strdup (complaints->str) : NULL;
    return settings;
}
