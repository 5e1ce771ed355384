/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* session: while nobody may be asked there is none that asks: what it had sent must not
 * be repeated either. The clients tell of a changed list of accounts, but not of every
 * changed address: so the addresses are compared. */
#include "client/session.h"

#include "client/preferences.h"

struct _TfSession {
    TfPreferences *preferences;
    GStrv accounts;  /* the addresses the verifiers were made with; or NULL */
    gboolean asks;   /* as was chosen last */
    gboolean failed; /* the preferences name a resolver that cannot be made */
    TfVerifier *online;
    TfVerifier *offline;
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
    g_clear_object (&self->online);
    g_clear_object (&self->offline);
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
make_settings (const TfSession *self, gboolean ask_nobody)
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
    tf_settings_set_offline (settings, ask_nobody);
    return settings;
}

static TfVerifier *
make_verifier (const TfSession *self, TfResolver *resolver, gboolean ask_nobody)
{
    TfSettings *settings = make_settings (self, ask_nobody);
    TfVerifier *verifier = tf_verifier_new (resolver, settings);
    tf_settings_unref (settings);
    return verifier;
}

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
make_online (TfSession *self, GError **error)
{
    g_autoptr (TfResolver) resolver = make_resolver (self, error);
    self->failed = resolver == NULL;
    if (resolver)
        self->online = make_verifier (self, resolver, FALSE);
    return !self->failed;
}

/* An answers file is asked for its clock only. */
static void
make_offline (TfSession *self)
{
    g_autoptr (TfResolver) clock =
        *self->preferences->answers_file ? make_resolver (self, NULL) : NULL;
    self->offline = make_verifier (self, clock, TRUE);
}

/* ---- Choosing --------------------------------------------------------------- */

static void
follow_accounts (TfSession *self, const char *const *accounts)
{
    if (self->accounts && g_strv_equal ((const char *const *)self->accounts, accounts))
        return;
    forget (self);
    self->accounts = g_strdupv ((GStrv)accounts);
}

gboolean
tf_session_choose (TfSession *self, const char *const *accounts, gboolean online,
                   GError **error)
{
    self->asks = online && self->preferences->dns != TF_DNS_NEVER;
    follow_accounts (self, accounts);
    if (!self->offline)
        make_offline (self);
    if (!self->asks)
        g_clear_object (&self->online);
    else if (!self->online && !self->failed)
        return make_online (self, error);
    return TRUE;
}

TfVerifier *
tf_session_peek_online (TfSession *self)
{
    return self->asks ? self->online : self->offline;
}

TfVerifier *
tf_session_peek_offline (TfSession *self)
{
    return self->offline;
}
