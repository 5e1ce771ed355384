/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-accounts: what is believed for which account, where that is kept, and who hears of changes. */
#include "client/accounts.h"

#include "settings-folder.h"
#include "test-resolver.h"

static const char *const mx_example[] = {"mx.example.net", NULL};
static const char *const id_example[] = {"example.net", NULL};
static const char *const nothing[] = {NULL};

/* Owned. */
static GPtrArray *
list_of (const char *incoming, const char *address)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (tf_mail_account_free);

    g_ptr_array_add (list, tf_mail_account_new ("one", "One", incoming, address));
    g_ptr_array_add (list, tf_mail_account_new ("two/ä", "Two", NULL, "me@here.example"));
    return list;
}

static void
count (guint *n)
{
    (*n)++;
}

static void
set_names (TfAccounts *accounts, const char *id, const char *key,
           const char *const *names)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (tf_accounts_set_names (accounts, id, key, names, &error));
    g_assert_no_error (error);
}

/* Owned: "trusted … | border …". */
static char *
believed (TfAccounts *accounts, const char *id)
{
    g_auto (TfServers) servers = {0};
    g_autofree char *trusted = NULL;
    g_autofree char *borders = NULL;

    tf_accounts_get_servers (accounts, id, &servers);
    trusted = g_strjoinv (" ", servers.trusted);
    borders = g_strjoinv (" ", servers.borders);
    return g_strdup_printf ("%s|%s", trusted, borders);
}

static void
expect (TfAccounts *accounts, const char *id, const char *expected)
{
    g_autofree char *found = believed (accounts, id);

    g_assert_cmpstr (found, ==, expected);
}

static void
reset (void)
{
    static const char *const ids[] = {"one", "two/ä"};
    static const char *const keys[] = {TF_ACCOUNT_TRUSTED_SERVERS,
                                       TF_ACCOUNT_BORDER_HOSTS, TF_ACCOUNT_REFUSED,
                                       TF_ACCOUNT_AUTOMATIC, TF_ACCOUNT_COLLECTED};

    for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
        g_autoptr (GSettings) store = tf_account_store_open (ids[i]);

        for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
            g_settings_reset (store, keys[k]);
    }
}

static void
test_path (void)
{
    g_autofree char *path = tf_account_store_path ("evolution-12.3@a b/ö");

    g_assert_cmpstr (path, ==,
                     "/org/truefrom/accounts/evolution-12_2e3_40a_20b_2f_c3_b6/");
}

/* Each account has its own, and nothing of it reaches another one. */
static void
test_apart (void)
{
    g_autoptr (TfAccounts) accounts = tf_accounts_new ();

    tf_accounts_set_list (accounts, list_of (NULL, NULL));
    set_names (accounts, "one", TF_ACCOUNT_BORDER_HOSTS, mx_example);
    set_names (accounts, "two/ä", TF_ACCOUNT_TRUSTED_SERVERS, id_example);
    expect (accounts, "one", "|mx.example.net");
    expect (accounts, "two/ä", "example.net|");
    expect (accounts, "three", "|");
    expect (accounts, NULL, "|");
    set_names (accounts, "one", TF_ACCOUNT_BORDER_HOSTS, nothing);
    expect (accounts, "one", "|");
    reset ();
}

/* Nobody can tell to which of two accounts a message in their common folder came. */
static void
test_mixed (void)
{
    g_autoptr (TfAccounts) accounts = tf_accounts_new ();
    GPtrArray *list = list_of (NULL, NULL);

    ((TfMailAccount *)g_ptr_array_index (list, 1))->is_mixed = TRUE;
    tf_accounts_set_list (accounts, list);
    set_names (accounts, "one", TF_ACCOUNT_BORDER_HOSTS, mx_example);
    set_names (accounts, "two/ä", TF_ACCOUNT_TRUSTED_SERVERS, id_example);
    expect (accounts, NULL, "example.net|");
    reset ();
}

static void
test_list (void)
{
    g_autoptr (TfAccounts) accounts = tf_accounts_new ();

    g_assert_true (tf_accounts_set_list (accounts, list_of (NULL, NULL)));
    g_assert_false (tf_accounts_set_list (accounts, list_of (NULL, NULL)));
    g_assert_true (tf_accounts_set_list (accounts, list_of ("mx.example", NULL)));
    g_assert_cmpuint (tf_accounts_peek_list (accounts)->len, ==, 2);
}

/* Whoever makes a change. */
static void
test_changed (void)
{
    g_autoptr (TfAccounts) accounts = tf_accounts_new ();
    g_autoptr (GSettings) store = tf_account_store_open ("one");
    guint n_changed = 0;

    tf_accounts_set_list (accounts, list_of (NULL, NULL));
    g_signal_connect_swapped (accounts, "changed", G_CALLBACK (count), &n_changed);
    set_names (accounts, "one", TF_ACCOUNT_BORDER_HOSTS, mx_example);
    while (g_main_context_iteration (NULL, FALSE))
        continue;
    g_assert_cmpuint (n_changed, ==, 1);
    g_settings_set_boolean (store, TF_ACCOUNT_AUTOMATIC, FALSE);
    g_settings_sync ();
    while (g_main_context_iteration (NULL, FALSE))
        continue;
    g_assert_cmpuint (n_changed, ==, 2);
    reset ();
}

/* ---- the MX of the reader's own domain -------------------------------------------- */

#define MX_ZONE(records) "{\"own.example\": {\"MX\": " records "}}"

typedef struct {
    const char *zone;
    const char *expected;
    guint n_changed;
} MxRow;

static const MxRow mx_rows[] = {
    {MX_ZONE ("[[1, \"aspmx.l.google.com\"], [5, \"ALT1.aspmx.l.google.com\"]]"),
     "|mx.google.com", 1},
    {MX_ZONE ("[[1, \"aspmx.l.google.com\"], [9, \"mx.gateway.example\"]]"), "|", 1},
    {MX_ZONE ("[[1, \"aspmx.l.google.com.attack.example\"]]"), "|", 1},
    {MX_ZONE ("\"SERVFAIL\""), "|", 0},
    {"{}", "|", 1}, /* there is no such domain */
};

static void
ask_mx (TfAccounts *accounts, TestResolver *resolver)
{
    tf_accounts_ask_mx (accounts, TF_RESOLVER (resolver));
    while (resolver->n_waiting > 0)
        g_main_context_iteration (NULL, TRUE);
    while (g_main_context_iteration (NULL, FALSE))
        continue;
}

static void
check_mx (const MxRow *row)
{
    g_autoptr (TfAccounts) accounts = tf_accounts_new ();
    g_autoptr (GSettings) store = tf_account_store_open ("one");
    g_autoptr (TestResolver) resolver = resolver_new (row->zone);
    guint n_changed = 0;

    g_settings_set_string (store, TF_ACCOUNT_COLLECTED, "no");
    tf_accounts_set_list (accounts, list_of ("imap.gmail.com", "me@own.example"));
    expect (accounts, "one", "|"); /* not before it is known */
    while (g_main_context_iteration (NULL, FALSE))
        continue;
    g_signal_connect_swapped (accounts, "changed", G_CALLBACK (count), &n_changed);
    ask_mx (accounts, resolver);
    expect (accounts, "one", row->expected);
    g_assert_cmpuint (n_changed, ==, row->n_changed);
    g_assert_cmpuint (resolver->n_lookups, ==, 1);
    ask_mx (accounts, resolver); /* again only after a failure */
    g_assert_cmpuint (resolver->n_lookups, ==, row->n_changed > 0 ? 1 : 2);
    reset ();
}

static void
test_mx (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (mx_rows); i++)
        check_mx (&mx_rows[i]);
}

/* Nobody is asked about an account of another provider, of the provider's own domain, or that was
 * switched off; and whoever asked may be gone when the answer comes. */
static void
test_mx_not_asked (void)
{
    static const char *const rows[][2] = {{"imap.gmail.com", "me@gmail.com"},
                                          {"mx.example", "me@own.example"},
                                          {"imap.gmail.com", NULL}};
    g_autoptr (TestResolver) resolver = resolver_new (mx_rows[0].zone);
    TfAccounts *accounts;

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        accounts = tf_accounts_new ();
        tf_accounts_set_list (accounts, list_of (rows[i][0], rows[i][1]));
        ask_mx (accounts, resolver);
        g_object_unref (accounts);
    }
    accounts = tf_accounts_new ();
    tf_accounts_set_list (accounts, list_of ("imap.gmail.com", "me@own.example"));
    g_assert_true (tf_accounts_set_automatic (accounts, "one", FALSE, NULL));
    ask_mx (accounts, resolver);
    g_assert_cmpuint (resolver->n_lookups, ==, 0);
    g_assert_true (tf_accounts_set_automatic (accounts, "one", TRUE, NULL));
    tf_accounts_ask_mx (accounts, TF_RESOLVER (resolver));
    g_object_unref (accounts);
    while (resolver->n_waiting > 0)
        g_main_context_iteration (NULL, TRUE);
    reset ();
}

int
main (int argc, char **argv)
{
    g_autofree char *folder = settings_folder_make ();
    int status;

    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/accounts/path", test_path);
    g_test_add_func ("/accounts/mx", test_mx);
    g_test_add_func ("/accounts/mx-not-asked", test_mx_not_asked);
    g_test_add_func ("/accounts/apart", test_apart);
    g_test_add_func ("/accounts/mixed", test_mixed);
    g_test_add_func ("/accounts/list", test_list);
    g_test_add_func ("/accounts/changed", test_changed);
    status = g_test_run ();
    settings_folder_remove (folder);
    return status;
}
