/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-looks: the mail of each account is looked at once in each run, one account after the other, a
 * moment after the accounts are known: whoever opens a message must not wait for it. */
#include "client/accounts-private.h"

#include "client/preferences.h"
#include "client/schema.h"

#define BEGIN_MS 2000

static void look_at_next (TfAccounts *self);

/* ---- looking ----------------------------------------------------------------------- */

/* Owned: the domains of the reader's addresses. */
static GStrv
list_own_domains (TfAccounts *self)
{
    g_autoptr (GStrvBuilder) domains = g_strv_builder_new ();

    for (guint i = 0; i < self->list->len; i++) {
        const TfMailAccount *account = g_ptr_array_index (self->list, i);
        char *domain = tf_account_domain (account->address);

        if (domain != NULL)
            g_strv_builder_add (domains, domain);
        g_free (domain);
    }
    return g_strv_builder_end (domains);
}

static gboolean
is_automatic (TfAccounts *self, const char *id)
{
    g_autoptr (TfAccountSetup) setup = tf_accounts_dup_setup (self, id);

    return setup->is_automatic;
}

/* Kept, so that the next run need not wait for a look. Where nothing can be kept it waits. */
static void
keep_collected (const char *id, const TfLook *look)
{
    g_autoptr (GSettings) store = tf_account_store_open (id);
    g_autofree char *old = tf_schema_get_string (store, TF_ACCOUNT_COLLECTED);
    const char *new = look->collects ? "yes" : "no";

    if (look->n_read > 0 && store != NULL && !g_str_equal (old, new))
        g_settings_set_string (store, TF_ACCOUNT_COLLECTED, new);
}

static void
on_looked (TfLook *look, gpointer data)
{
    TfAccounts *self = data;
    g_autofree char *id = g_steal_pointer (&self->looking_at);
    gboolean was_automatic = is_automatic (self, id);

    self->looking = NULL;
    keep_collected (id, look);
    g_hash_table_insert (self->looks, g_strdup (id), look);
    if (is_automatic (self, id) != was_automatic)
        tf_accounts_emit_changed (self);
    g_signal_emit_by_name (self, "looked");
    look_at_next (self);
}

static gboolean
begin (TfAccounts *self, const char *id)
{
    g_auto (GStrv) own = list_own_domains (self);
    TfInbox inbox = {0};

    if (self->open_inbox == NULL)
        return FALSE;
    if (self->open_inbox (id, &inbox, self->open_data)) {
        self->looking_at = g_strdup (id);
        self->looking = tf_looking_start (&inbox, (const char *const *)own, self->memory,
                                          on_looked, self);
    } else if (inbox.free_data != NULL) {
        inbox.free_data (inbox.data);
    }
    if (self->looking == NULL)
        g_clear_pointer (&self->looking_at, g_free);
    return self->looking != NULL;
}

static void
look_at_next (TfAccounts *self)
{
    while (self->looking == NULL && !g_queue_is_empty (&self->to_look_at)) {
        g_autofree char *id = g_queue_pop_head (&self->to_look_at);

        begin (self, id);
    }
}

void
tf_accounts_look (TfAccounts *self, const char *id)
{
    g_return_if_fail (TF_IS_ACCOUNTS (self));
    g_queue_push_tail (&self->to_look_at, g_strdup (id));
    look_at_next (self);
}

static gboolean
on_begin (gpointer data)
{
    TfAccounts *self = data;

    self->begin_id = 0;
    for (guint i = 0; i < self->list->len; i++) {
        const TfMailAccount *account = g_ptr_array_index (self->list, i);

        tf_accounts_look (self, account->id);
    }
    return G_SOURCE_REMOVE;
}

void
tf_accounts_look_at_all (TfAccounts *self)
{
    g_return_if_fail (TF_IS_ACCOUNTS (self));
    if (self->has_begun || self->list->len == 0 || self->open_inbox == NULL)
        return;
    self->has_begun = TRUE;
    self->begin_id = g_timeout_add (BEGIN_MS, on_begin, self);
}

void
tf_accounts_set_inboxes (TfAccounts *self, TfInboxOpenFunc open, gpointer data)
{
    g_return_if_fail (TF_IS_ACCOUNTS (self));
    self->open_inbox = open;
    self->open_data = data;
}

void
tf_accounts_set_memory (TfAccounts *self, TfMemory *memory)
{
    g_return_if_fail (TF_IS_ACCOUNTS (self));
    g_clear_pointer (&self->memory, tf_memory_unref);
    self->memory = memory != NULL ? tf_memory_ref (memory) : NULL;
}

/* ---- what is proposed -------------------------------------------------------------- */

const TfLook *
tf_accounts_peek_look (TfAccounts *self, const char *id)
{
    g_return_val_if_fail (TF_IS_ACCOUNTS (self), NULL);
    return g_hash_table_lookup (self->looks, id);
}

static gboolean
has (GStrv names, const char *name)
{
    return g_strv_contains ((const char *const *)names, name);
}

/* Takes over NAME. */
static char *
unless_known (char *name, GStrv own, GStrv refused, GStrv of_all)
{
    if (name == NULL || (!has (own, name) && !has (refused, name) && !has (of_all, name)))
        return name;
    g_free (name);
    return NULL;
}

/* Nobody knows from which of several accounts the mail in one folder came, so what it shows is not
 * known of any of them. */
static gboolean
may_be_proposed (TfAccounts *self, const char *id, const TfAccountSetup *setup)
{
    const TfMailAccount *account = tf_accounts_find (self, id);

    return account != NULL && !account->is_mixed && !setup->is_automatic &&
           setup->advice.state != TF_ACCOUNT_NEVER;
}

gboolean
tf_accounts_get_offer (TfAccounts *self, const char *id, TfOffer *ret_offer)
{
    g_autoptr (TfAccountSetup) setup = NULL;
    g_autoptr (TfPreferences) preferences = NULL;
    const TfLook *look;

    *ret_offer = (TfOffer){0};
    g_return_val_if_fail (TF_IS_ACCOUNTS (self), FALSE);
    look = tf_accounts_peek_look (self, id);
    if (look == NULL)
        return FALSE;
    setup = tf_accounts_dup_setup (self, id);
    if (!may_be_proposed (self, id, setup))
        return FALSE;
    preferences = tf_preferences_load ();
    ret_offer->trusted =
        unless_known (tf_proposal_dup_trusted_server (&look->proposal),
                      setup->own.trusted, setup->refused, preferences->trusted_servers);
    ret_offer->border =
        unless_known (g_strdup (look->proposal.border), setup->own.borders,
                      setup->refused, preferences->border_hosts);
    return ret_offer->trusted != NULL || ret_offer->border != NULL;
}

gboolean
tf_accounts_get_lacks_servers (TfAccounts *self, const char *id)
{
    g_autoptr (TfPreferences) preferences = tf_preferences_load ();
    g_auto (TfServers) servers = {0};

    g_return_val_if_fail (TF_IS_ACCOUNTS (self), FALSE);
    tf_accounts_get_servers (self, id, &servers);
    return servers.trusted[0] == NULL && servers.borders[0] == NULL &&
           preferences->trusted_servers[0] == NULL &&
           preferences->border_hosts[0] == NULL;
}

void
tf_offer_clear (TfOffer *offer)
{
    g_clear_pointer (&offer->trusted, g_free);
    g_clear_pointer (&offer->border, g_free);
}

static gboolean
add (GSettings *store, const char *key, const char *name, GError **error)
{
    return name == NULL || tf_schema_add_to_list (store, key, name, NULL, error);
}

gboolean
tf_accounts_accept (TfAccounts *self, const char *id, GError **error)
{
    g_autoptr (GSettings) store = tf_account_store_open (id);
    g_auto (TfOffer) offer = {0};

    return !tf_accounts_get_offer (self, id, &offer) ||
           (add (store, TF_ACCOUNT_BORDER_HOSTS, offer.border, error) &&
            add (store, TF_ACCOUNT_TRUSTED_SERVERS, offer.trusted, error));
}

gboolean
tf_accounts_refuse (TfAccounts *self, const char *id, GError **error)
{
    g_autoptr (GSettings) store = tf_account_store_open (id);
    g_auto (TfOffer) offer = {0};

    return !tf_accounts_get_offer (self, id, &offer) ||
           (add (store, TF_ACCOUNT_REFUSED, offer.border, error) &&
            add (store, TF_ACCOUNT_REFUSED, offer.trusted, error));
}
