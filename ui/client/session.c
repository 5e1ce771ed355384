/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: while nobody may be asked there is none that asks: what it had sent must not
 * be repeated either. The clients tell of a changed list of accounts, but not of every
 * changed address: so the addresses are compared. */
#include "client/session.h"

#include "client/preferences.h"

struct _TfSession {
    TfPreferences *preferences;
    GStrv accounts;       /* the addresses the settings were made with; or NULL */
    TfSettings *settings; /* NULL: to be made */
    TfVerifier *verifier; /* NULL: to be made, or it cannot be made */
    gboolean asks;        /* as was chosen last */
    gboolean failed;      /* the preferences name a resolver that cannot be made */
};

TfSession *
tf_session_new (void)
{
    TfSession *self = g_new0 (TfSession, 1);
    self->preferences = tf_preferences_load ();
    return self;
}

static void
forget (TfSession *self)
{
    g_clear_object (&self->verifier);
    g_clear_pointer (&self->settings, tf_settings_unref);
    g_clear_pointer (&self->accounts, g_strfreev);
    self->failed = FALSE;
}

void
tf_session_free (TfSession *self)
{
    forget (self);
    tf_preferences_free (self->preferences);
    g_free (self);
}

void
tf_session_reload (TfSession *self)
{
    forget (self);
    tf_preferences_free (self->preferences);
    self->preferences = tf_preferences_load ();
}

/* ---- Making ----------------------------------------------------------------- */

static TfSettings *
make_settings (const TfSession *self)
{
    const TfPreferences *preferences = self->preferences;
    TfSettings *settings = tf_settings_new ();

    tf_settings_load_suffixes (settings);
    for (guint i = 0; self->accounts[i]; i++)
        tf_settings_add_account (settings, self->accounts[i]);
    for (guint i = 0; preferences->own[i]; i++)
        tf_settings_add_own (settings, preferences->own[i]);
    for (guint i = 0; preferences->protected_domains[i]; i++)
        tf_settings_add_protected (settings, preferences->protected_domains[i]);
    for (guint i = 0; preferences->trusted_servers[i] != NULL; i++)
        tf_settings_add_trusted_server (settings, preferences->trusted_servers[i]);
    for (guint i = 0; preferences->border_hosts[i] != NULL; i++)
        tf_settings_add_border (settings, preferences->border_hosts[i]);
    return settings;
}

/* While nobody may be asked an answers file is asked for its clock only. */
static TfResolver *
make_resolver (const TfSession *self, GError **error)
{
    const TfPreferences *preferences = self->preferences;
    if (*preferences->answers_file)
        return tf_resolver_new_answers (preferences->answers_file, error);
    return tf_resolver_new_system (*preferences->resolver ? preferences->resolver : NULL,
                                   error);
}

static gboolean
make_verifier (TfSession *self, GError **error)
{
    g_autoptr (TfResolver) resolver = NULL;
    if (self->asks || *self->preferences->answers_file)
        resolver = make_resolver (self, self->asks ? error : NULL);
    self->failed = self->asks && resolver == NULL;
    if (!self->failed)
        self->verifier = tf_verifier_new (resolver);
    return !self->failed;
}

/* ---- Choosing --------------------------------------------------------------- */

static void
follow_accounts (TfSession *self, const char *const *accounts)
{
    if (self->accounts && g_strv_equal ((const char *const *)self->accounts, accounts))
        return;
    g_strfreev (self->accounts);
    self->accounts = g_strdupv ((GStrv)accounts);
    g_clear_pointer (&self->settings, tf_settings_unref);
}

static void
follow_dns (TfSession *self, gboolean online)
{
    gboolean asks = online && self->preferences->dns != TF_DNS_NEVER;
    if (asks == self->asks)
        return;
    self->asks = asks;
    self->failed = FALSE;
    g_clear_object (&self->verifier);
}

gboolean
tf_session_choose (TfSession *self, const char *const *accounts, gboolean online,
                   GError **error)
{
    follow_dns (self, online);
    follow_accounts (self, accounts);
    if (!self->settings)
        self->settings = make_settings (self);
    return self->verifier || self->failed || make_verifier (self, error);
}

TfVerifier *
tf_session_peek_verifier (TfSession *self)
{
    return self->verifier;
}

TfSettings *
tf_session_peek_settings (TfSession *self)
{
    return self->settings;
}

gboolean
tf_session_asks (const TfSession *self)
{
    return self->asks;
}

gboolean
tf_session_tells_unchecked (const TfSession *self)
{
    return self->preferences->dns != TF_DNS_NEVER;
}
