/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* verifiers: one that asks the DNS and one that asks nobody, made anew when the
 * preferences or the addresses of the accounts change. The resolver, which holds the
 * answers it got, is kept as long as the preferences are the same. */
#include "truefrom-claws.h"

#include <glib/gi18n-lib.h>

#include "account.h"
#include "common/log.h"
#include "prefs_common.h"

#include "preferences.h"

static TfPreferences *preferences;
static TfResolver *resolver; /* NULL: the preferences name one that cannot be made */
static TfVerifier *online;
static TfVerifier *offline;
static char *known_accounts; /* the addresses the verifiers were made with */

/* ---- Settings --------------------------------------------------------------- */

/* The client tells of a changed list of accounts, but not of a changed address: so we
 * look. */
static char *
list_accounts (void)
{
    GString *list = g_string_new (NULL);
    for (GList *item = account_get_list (); item; item = item->next) {
        const PrefsAccount *account = item->data;
        if (account->address)
            g_string_append_printf (list, "%s\n", account->address);
    }
    return g_string_free (list, FALSE);
}

static void
add_accounts (TfSettings *settings)
{
    for (GList *item = account_get_list (); item; item = item->next) {
        const PrefsAccount *account = item->data;
        if (account->address && *account->address)
            tf_settings_add_account (settings, account->address);
    }
}

static TfSettings *
make_settings (gboolean ask_nobody)
{
    TfSettings *settings = tf_settings_new ();
    add_accounts (settings);
    for (guint i = 0; preferences->own[i]; i++)
        tf_settings_add_own (settings, preferences->own[i]);
    for (guint i = 0; preferences->protected_domains[i]; i++)
        tf_settings_add_protected (settings, preferences->protected_domains[i]);
    tf_settings_set_offline (settings, ask_nobody);
    return settings;
}

/* ---- Resolver --------------------------------------------------------------- */

static TfResolver *
new_resolver (GError **error)
{
    if (*preferences->answers_file)
        return tf_resolver_new_answers (preferences->answers_file, error);
    return tf_resolver_new_system (*preferences->resolver ? preferences->resolver : NULL,
                                   error);
}

static void
make_resolver (void)
{
    g_autoptr (GError) error = NULL;
    g_clear_object (&resolver);
    resolver = new_resolver (&error);
    if (!resolver)
        log_error (LOG_PROTOCOL, _ ("truefrom: senders cannot be checked: %s\n"),
                   error->message);
}

/* ---- Verifiers -------------------------------------------------------------- */

static TfVerifier *
new_verifier (TfResolver *answers_from, gboolean ask_nobody)
{
    TfSettings *settings = make_settings (ask_nobody);
    TfVerifier *verifier = tf_verifier_new (answers_from, settings);
    tf_settings_unref (settings);
    return verifier;
}

/* It needs a resolver too, although it never asks. */
static TfVerifier *
new_offline_verifier (void)
{
    g_autoptr (TfResolver) any =
        resolver ? g_object_ref (resolver) : tf_resolver_new_system (NULL, NULL);
    return any ? new_verifier (any, TRUE) : NULL;
}

static void
make_verifiers (void)
{
    g_clear_object (&online);
    g_clear_object (&offline);
    g_free (known_accounts);
    known_accounts = list_accounts ();
    online = resolver ? new_verifier (resolver, FALSE) : NULL;
    offline = new_offline_verifier ();
}

static void
follow_accounts (void)
{
    g_autofree char *accounts = list_accounts ();
    if (!g_str_equal (accounts, known_accounts))
        make_verifiers ();
}

static gboolean
may_ask (void)
{
    return preferences->dns != TF_DNS_NEVER && !prefs_common_get_prefs ()->work_offline;
}

void
tf_claws_verifiers_give (TfView *view)
{
    follow_accounts ();
    tf_view_set_verifiers (view, may_ask () ? online : offline, offline);
}

void
tf_claws_verifiers_reload (void)
{
    g_clear_pointer (&preferences, tf_preferences_free);
    preferences = tf_preferences_load ();
    make_resolver ();
    make_verifiers ();
}

void
tf_claws_verifiers_start (void)
{
    tf_claws_verifiers_reload ();
}

void
tf_claws_verifiers_stop (void)
{
    g_clear_object (&online);
    g_clear_object (&offline);
    g_clear_object (&resolver);
    g_clear_pointer (&known_accounts, g_free);
    g_clear_pointer (&preferences, tf_preferences_free);
}
