/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts: what is kept of an account is read whenever it is needed; a store stays open for each
 * account in the list, so that changes are noticed whoever makes them. */
#include "client/accounts-private.h"

#include "client/schema.h"

G_DEFINE_FINAL_TYPE (TfAccounts, tf_accounts, G_TYPE_OBJECT)

static guint changed_signal;

/* ---- one account ------------------------------------------------------------------- */

TfMailAccount *
tf_mail_account_new (const char *id, const char *name, const char *incoming,
                     const char *address)
{
    TfMailAccount *account = g_new0 (TfMailAccount, 1);

    account->id = g_strdup (id);
    account->name = g_strdup (name != NULL ? name : "");
    account->incoming =
        incoming != NULL && *incoming != '\0' ? g_strdup (incoming) : NULL;
    account->address = address != NULL && *address != '\0' ? g_strdup (address) : NULL;
    return account;
}

void
tf_mail_account_free (gpointer data)
{
    TfMailAccount *account = data;

    g_free (account->id);
    g_free (account->name);
    g_free (account->incoming);
    g_free (account->address);
    g_free (account);
}

static gboolean
is_equal (const TfMailAccount *one, const TfMailAccount *two)
{
    return g_str_equal (one->id, two->id) && g_str_equal (one->name, two->name) &&
           g_strcmp0 (one->incoming, two->incoming) == 0 &&
           g_strcmp0 (one->address, two->address) == 0 && one->is_mixed == two->is_mixed;
}

const TfMailAccount *
tf_accounts_find (TfAccounts *self, const char *id)
{
    for (guint i = 0; i < self->list->len; i++) {
        const TfMailAccount *account = g_ptr_array_index (self->list, i);

        if (g_str_equal (account->id, id))
            return account;
    }
    return NULL;
}

void
tf_servers_clear (TfServers *servers)
{
    g_clear_pointer (&servers->trusted, g_strfreev);
    g_clear_pointer (&servers->borders, g_strfreev);
}

/* ---- the list ---------------------------------------------------------------------- */

void
tf_accounts_emit_changed (TfAccounts *self)
{
    g_signal_emit (self, changed_signal, 0);
}

static void
watch (TfAccounts *self, const char *id)
{
    GSettings *store = tf_account_store_open (id);

    if (store == NULL)
        return;
    g_signal_connect_object (store, "changed", G_CALLBACK (tf_accounts_emit_changed),
                             self, G_CONNECT_SWAPPED);
    tf_schema_read_all (store);
    g_ptr_array_add (self->stores, store);
}

static gboolean
is_same_list (const GPtrArray *one, const GPtrArray *two)
{
    gboolean same = one->len == two->len;

    for (guint i = 0; same && i < one->len; i++)
        same = is_equal (g_ptr_array_index (one, i), g_ptr_array_index (two, i));
    return same;
}

gboolean
tf_accounts_set_list (TfAccounts *self, GPtrArray *list)
{
    g_autoptr (GPtrArray) old = NULL;

    g_return_val_if_fail (TF_IS_ACCOUNTS (self), FALSE);
    old = g_steal_pointer (&self->list);
    self->list = list;
    if (is_same_list (old, list))
        return FALSE;
    g_ptr_array_set_size (self->stores, 0);
    for (guint i = 0; i < list->len; i++)
        watch (self, ((TfMailAccount *)g_ptr_array_index (list, i))->id);
    return TRUE;
}

const GPtrArray *
tf_accounts_peek_list (TfAccounts *self)
{
    g_return_val_if_fail (TF_IS_ACCOUNTS (self), NULL);
    return self->list;
}

/* ---- how an account is set up ------------------------------------------------------ */

/* Borrowed: all MX names of the domain of ADDRESS; NULL: not known. */
static const char *const *
peek_mx (TfAccounts *self, const char *address)
{
    g_autofree char *domain = tf_account_domain (address);

    return domain != NULL ? g_hash_table_lookup (self->mx, domain) : NULL;
}

static void
advise (TfAccounts *self, const char *id, GSettings *store, TfAccountAdvice *ret_advice)
{
    static const TfMailAccount unknown = {0};
    const TfMailAccount *found = tf_accounts_find (self, id);
    const TfMailAccount *account = found != NULL ? found : &unknown;
    const TfLook *look = g_hash_table_lookup (self->looks, id);
    g_autofree char *collected = tf_schema_get_string (store, TF_ACCOUNT_COLLECTED);
    TfAccount known = {.incoming = account->incoming,
                       .address = account->address,
                       .mx = peek_mx (self, account->address),
                       .collects = look != NULL && look->n_read > 0
                                       ? look->collects
                                       : g_str_equal (collected, "yes")};

    tf_account_advise (&known, ret_advice);
}

/* In this run, or in an earlier one that found mail. */
static gboolean
was_looked_at (TfAccounts *self, const char *id, GSettings *store)
{
    g_autofree char *collected = tf_schema_get_string (store, TF_ACCOUNT_COLLECTED);

    return *collected != '\0' || g_hash_table_contains (self->looks, id);
}

TfAccountSetup *
tf_accounts_dup_setup (TfAccounts *self, const char *id)
{
    g_autoptr (GSettings) store = NULL;
    TfAccountSetup *setup;

    g_return_val_if_fail (TF_IS_ACCOUNTS (self), NULL);
    store = tf_account_store_open (id);
    setup = g_new0 (TfAccountSetup, 1);
    setup->own.trusted = tf_schema_get_list (store, TF_ACCOUNT_TRUSTED_SERVERS);
    setup->own.borders = tf_schema_get_list (store, TF_ACCOUNT_BORDER_HOSTS);
    setup->refused = tf_schema_get_list (store, TF_ACCOUNT_REFUSED);
    setup->automatic = tf_schema_get_boolean (store, TF_ACCOUNT_AUTOMATIC, TRUE);
    advise (self, id, store, &setup->advice);
    setup->is_automatic = setup->automatic && setup->advice.state == TF_ACCOUNT_AUTO &&
                          was_looked_at (self, id, store);
    return setup;
}

void
tf_account_setup_free (TfAccountSetup *setup)
{
    tf_servers_clear (&setup->own);
    g_strfreev (setup->refused);
    g_free (setup);
}

static void
add_servers (TfAccounts *self, const char *id, GStrvBuilder *trusted,
             GStrvBuilder *borders)
{
    g_autoptr (TfAccountSetup) setup = tf_accounts_dup_setup (self, id);

    g_strv_builder_addv (trusted, (const char **)setup->own.trusted);
    g_strv_builder_addv (borders, (const char **)setup->own.borders);
    if (!setup->is_automatic)
        return;
    g_strv_builder_addv (trusted, (const char **)setup->advice.trusted_servers);
    g_strv_builder_addv (borders, (const char **)setup->advice.border_hosts);
}

void
tf_accounts_get_servers (TfAccounts *self, const char *id, TfServers *ret_servers)
{
    g_autoptr (GStrvBuilder) trusted = g_strv_builder_new ();
    g_autoptr (GStrvBuilder) borders = g_strv_builder_new ();

    g_return_if_fail (TF_IS_ACCOUNTS (self));
    if (id != NULL)
        add_servers (self, id, trusted, borders);
    for (guint i = 0; id == NULL && i < self->list->len; i++) {
        const TfMailAccount *account = g_ptr_array_index (self->list, i);

        if (account->is_mixed)
            add_servers (self, account->id, trusted, borders);
    }
    ret_servers->trusted = g_strv_builder_end (trusted);
    ret_servers->borders = g_strv_builder_end (borders);
}

/* ---- changes ----------------------------------------------------------------------- */

gboolean
tf_accounts_set_names (TfAccounts *self, const char *id, const char *key,
                       const char *const *names, GError **error)
{
    g_autoptr (GSettings) store = NULL;

    g_return_val_if_fail (TF_IS_ACCOUNTS (self), FALSE);
    store = tf_account_store_open (id);
    return tf_schema_set_list (store, key, names, error);
}

gboolean
tf_accounts_set_automatic (TfAccounts *self, const char *id, gboolean automatic,
                           GError **error)
{
    g_autoptr (GSettings) store = NULL;

    g_return_val_if_fail (TF_IS_ACCOUNTS (self), FALSE);
    store = tf_account_store_open (id);
    return tf_schema_set_boolean (store, TF_ACCOUNT_AUTOMATIC, automatic, error);
}

/* ---- the object -------------------------------------------------------------------- */

static void
stop_looking (TfAccounts *self)
{
    g_clear_handle_id (&self->begin_id, g_source_remove);
    g_queue_clear_full (&self->to_look_at, g_free);
    if (self->looking != NULL)
        tf_looking_give_up (g_steal_pointer (&self->looking));
    g_clear_pointer (&self->looking_at, g_free);
}

static void
tf_accounts_finalize (GObject *object)
{
    TfAccounts *self = TF_ACCOUNTS (object);

    stop_looking (self);
    g_cancellable_cancel (self->mx_cancellable);
    g_object_unref (self->mx_cancellable);
    g_hash_table_unref (self->mx);
    g_hash_table_unref (self->looks);
    g_clear_pointer (&self->memory, tf_memory_unref);
    g_ptr_array_unref (self->stores);
    g_ptr_array_unref (self->list);
    G_OBJECT_CLASS (tf_accounts_parent_class)->finalize (object);
}

static void
tf_accounts_class_init (TfAccountsClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_accounts_finalize;
    changed_signal = g_signal_new ("changed", TF_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
    g_signal_new ("looked", TF_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
tf_accounts_init (TfAccounts *self)
{
    self->list = g_ptr_array_new_with_free_func (tf_mail_account_free);
    self->stores = g_ptr_array_new_with_free_func (g_object_unref);
    self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)tf_look_free);
    self->mx = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify)g_strfreev);
    self->mx_cancellable = g_cancellable_new ();
    g_queue_init (&self->to_look_at);
}

TfAccounts *
tf_accounts_new (void)
{
    return g_object_new (TF_TYPE_ACCOUNTS, NULL);
}
