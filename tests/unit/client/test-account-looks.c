/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* test-account-looks: what the mail of an account leads to: a proposal, which the reader accepts or
 * refuses; servers that are believed by the table of providers; or nothing. */
#include "client/accounts.h"
#include "memory/memory.h"
#include "settings-folder.h"

#define DAY (24 * 60 * 60)

/** Mail: what is in the inbox of every account. */
typedef struct {
    guint n_true;   /* through mx.here.example */
    guint n_forged; /* claims another server in a mailbox whose server writes nothing */
    guint n_forwarded; /* was sent to an account elsewhere */
} Mail;

static char *
message_of (const Mail *mail, guint number)
{
    const char *host = number < mail->n_forged ? "mx.forged.example" : "mx.here.example";
    gboolean is_forwarded =
        number >= mail->n_forged && number < mail->n_forged + mail->n_forwarded;
    g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc (1780000000 + number * DAY);
    g_autofree char *date = g_date_time_format (time, "%a, %d %b %Y %H:%M:%S +0000");

    return g_strdup_printf ("Return-Path: <a@s%u.example>\n"
                            "Received: from s.example (s.example [192.0.2.50])\n"
                            "\tby %s with ESMTPS id 1; %s\n"
                            "%sFrom: a@s%u.example\n\nHello\n",
                            number, host, date,
                            is_forwarded ? "Delivered-To: me@old.example\n" : "", number);
}

static GPtrArray *
list (gpointer data)
{
    const Mail *mail = data;
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < mail->n_forged + mail->n_true; i++)
        g_ptr_array_add (names, g_strdup_printf ("%u", i));
    return names;
}

static TfSource *
open_message (gpointer data, const char *name)
{
    char *text = message_of (data, (guint)g_ascii_strtoull (name, NULL, 10));
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

    return tf_source_new_bytes (bytes);
}

static gboolean
open_inbox (const char *id, TfInbox *ret_inbox, gpointer mail)
{
    *ret_inbox = (TfInbox){list, open_message, mail, NULL};
    return TRUE;
}

static void
on_looked (gboolean *looked)
{
    *looked = TRUE;
}

/* Owned: one account with this incoming server; its mail has been looked at. */
static TfAccounts *
look (const char *incoming, const char *address, Mail *mail, gboolean is_mixed)
{
    TfAccounts *accounts = tf_accounts_new ();
    GPtrArray *all = g_ptr_array_new_with_free_func (tf_mail_account_free);
    TfMailAccount *account = tf_mail_account_new ("one", "One", incoming, address);
    gboolean looked = FALSE;

    account->is_mixed = is_mixed;
    g_ptr_array_add (all, account);
    tf_accounts_set_list (accounts, all);
    tf_accounts_set_inboxes (accounts, open_inbox, mail);
    g_signal_connect_swapped (accounts, "looked", G_CALLBACK (on_looked), &looked);
    tf_accounts_look (accounts, "one");
    while (!looked)
        g_main_context_iteration (NULL, TRUE);
    g_signal_handlers_disconnect_by_func (accounts, on_looked, &looked);
    return accounts;
}

static void
expect_offer (TfAccounts *accounts, const char *border)
{
    g_auto (TfOffer) offer = {0};

    g_assert_true (tf_accounts_get_offer (accounts, "one", &offer) == (border != NULL));
    g_assert_cmpstr (offer.border, ==, border);
}

static void
expect_borders (TfAccounts *accounts, const char *expected)
{
    g_auto (TfServers) servers = {0};
    g_autofree char *borders = NULL;

    tf_accounts_get_servers (accounts, "one", &servers);
    borders = g_strjoinv (" ", servers.borders);
    g_assert_cmpstr (borders, ==, expected);
}

static void
reset (void)
{
    static const char *const keys[] = {TF_ACCOUNT_TRUSTED_SERVERS,
                                       TF_ACCOUNT_BORDER_HOSTS, TF_ACCOUNT_REFUSED,
                                       TF_ACCOUNT_AUTOMATIC, TF_ACCOUNT_COLLECTED};
    g_autoptr (GSettings) store = tf_account_store_open ("one");

    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_settings_reset (store, keys[i]);
}

static void
test_accepted (void)
{
    Mail mail = {.n_true = 25};
    g_autoptr (TfAccounts) accounts = look (NULL, "me@here.example", &mail, FALSE);

    expect_offer (accounts, "mx.here.example");
    expect_borders (accounts, "");
    g_assert_true (tf_accounts_get_lacks_servers (accounts, "one"));
    g_assert_true (tf_accounts_accept (accounts, "one", NULL));
    expect_borders (accounts, "mx.here.example");
    expect_offer (accounts, NULL);
    g_assert_false (tf_accounts_get_lacks_servers (accounts, "one"));
    reset ();
}

static void
test_refused (void)
{
    static const char *const nothing[] = {NULL};
    Mail mail = {.n_true = 25};
    g_autoptr (TfAccounts) accounts = look (NULL, "me@here.example", &mail, FALSE);

    g_assert_true (tf_accounts_refuse (accounts, "one", NULL));
    expect_offer (accounts, NULL);
    expect_borders (accounts, "");
    g_assert_true (
        tf_accounts_set_names (accounts, "one", TF_ACCOUNT_REFUSED, nothing, NULL));
    expect_offer (accounts, "mx.here.example");
    reset ();
}

/* What a sender can write leads to nothing, however much of it there is. */
static void
test_forged (void)
{
    Mail half = {.n_true = 25, .n_forged = 25};
    Mail few = {.n_true = 12};
    g_autoptr (TfAccounts) one = look (NULL, "me@here.example", &half, FALSE);
    g_autoptr (TfAccounts) two = look (NULL, "me@here.example", &few, FALSE);

    expect_offer (one, NULL);
    expect_offer (two, NULL);
    reset ();
}

static void
test_mixed (void)
{
    Mail mail = {.n_true = 25};
    g_autoptr (TfAccounts) accounts = look (NULL, "me@here.example", &mail, TRUE);

    expect_offer (accounts, NULL);
    reset ();
}

static void
test_automatic (void)
{
    Mail mail = {.n_true = 25};
    g_autoptr (TfAccounts) accounts =
        look ("imap.gmail.com", "me@gmail.com", &mail, FALSE);

    expect_borders (accounts, "mx.google.com");
    expect_offer (accounts, NULL);
    g_assert_true (tf_accounts_set_automatic (accounts, "one", FALSE, NULL));
    expect_borders (accounts, "");
    expect_offer (accounts, "mx.here.example");
    reset ();
}

/* Its servers saw only the other account's. */
static void
test_collected (void)
{
    Mail mail = {.n_true = 25, .n_forwarded = 3};
    Mail mistake = {.n_true = 25, .n_forwarded = 2};
    g_autoptr (TfAccounts) accounts =
        look ("imap.gmail.com", "me@gmail.com", &mail, FALSE);
    g_autoptr (TfAccounts) others = NULL;

    expect_borders (accounts, "");
    others = look ("imap.gmail.com", "me@gmail.com", &mistake, FALSE);
    expect_borders (others, "mx.google.com");
    reset ();
}

/* ---- servers that change mail ------------------------------------------------------- */

/* Of thirty senders, over thirty days. */
static void
teach (TfMemory *memory, const char *server)
{
    for (guint i = 0; i < 30; i++) {
        TfLesson lesson = {.now = 1780000000 + i * DAY, .arrived = 1780000000 + i * DAY};
        g_autofree char *sender = g_strdup_printf ("s%u.example", i);

        lesson.code = (char *)"TF19";
        lesson.level = "warning";
        lesson.evidence = "changed";
        lesson.is_settled = lesson.is_conclusive = TRUE;
        lesson.digest[0] = (guint8)i;
        lesson.digest[1] = (guint8)server[0];
        lesson.answers = lesson.habits = lesson.keys = lesson.revoked =
            g_ptr_array_new ();
        lesson.server = (char *)server;
        lesson.sender = sender;
        lesson.is_changed = TRUE;
        g_assert_true (tf_memory_keep (memory, &lesson));
        g_ptr_array_unref (lesson.answers);
    }
}

static TfAccounts *
look_with (TfMemory *memory, Mail *mail)
{
    TfAccounts *accounts = look (NULL, "me@here.example", mail, FALSE);
    gboolean looked = FALSE;

    tf_accounts_set_memory (accounts, memory);
    g_signal_connect_swapped (accounts, "looked", G_CALLBACK (on_looked), &looked);
    tf_accounts_look (accounts, "one");
    while (!looked)
        g_main_context_iteration (NULL, TRUE);
    g_signal_handlers_disconnect_by_func (accounts, on_looked, &looked);
    return accounts;
}

static void
forget (TfAccounts *accounts)
{
    gboolean looked = FALSE;

    g_signal_connect_swapped (accounts, "looked", G_CALLBACK (on_looked), &looked);
    tf_accounts_forget_rewriter (accounts, "one");
    while (!looked)
        g_main_context_iteration (NULL, TRUE);
    g_signal_handlers_disconnect_by_func (accounts, on_looked, &looked);
}

static void
test_rewriter (void)
{
    Mail mail = {.n_true = 25};
    g_autofree char *folder = g_dir_make_tmp ("truefrom-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "memory.db", NULL);
    g_autoptr (TfMemory) memory = tf_memory_open (path);
    g_autoptr (TfAccounts) accounts = NULL;
    g_autoptr (TfAccounts) others = NULL;
    g_autoptr (TfAccounts) after = NULL;

    teach (memory, "elsewhere.example");
    others = look_with (memory, &mail);
    g_assert_null (tf_accounts_peek_rewriter (others, "one"));
    teach (memory, "here.example");
    accounts = look_with (memory, &mail);
    g_assert_nonnull (tf_accounts_peek_rewriter (accounts, "one"));
    g_assert_cmpuint (tf_accounts_peek_rewriter (accounts, "one")->n_changed, ==, 30);
    expect_offer (accounts, "mx.here.example");
    forget (accounts);
    g_assert_null (tf_accounts_peek_rewriter (accounts, "one"));
    after = look_with (memory, &mail);
    g_assert_null (tf_accounts_peek_rewriter (after, "one"));
    expect_offer (after, "mx.here.example");
    reset ();
}

/* Nobody has looked yet. */
static void
test_not_looked (void)
{
    g_autoptr (TfAccounts) accounts = tf_accounts_new ();
    GPtrArray *all = g_ptr_array_new_with_free_func (tf_mail_account_free);

    g_ptr_array_add (all,
                     tf_mail_account_new ("one", "", "imap.gmail.com", "me@gmail.com"));
    tf_accounts_set_list (accounts, all);
    expect_borders (accounts, "");
}

int
main (int argc, char **argv)
{
    g_autofree char *folder = settings_folder_make ();
    int status;

    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/looks/accepted", test_accepted);
    g_test_add_func ("/looks/refused", test_refused);
    g_test_add_func ("/looks/forged", test_forged);
    g_test_add_func ("/looks/mixed", test_mixed);
    g_test_add_func ("/looks/automatic", test_automatic);
    g_test_add_func ("/looks/collected", test_collected);
    g_test_add_func ("/looks/not-looked", test_not_looked);
    g_test_add_func ("/looks/rewriter", test_rewriter);
    status = g_test_run ();
    settings_folder_remove (folder);
    return status;
}
