/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts: the accounts of the mail program, and the servers that are believed for each of them. One
 * object for each session (tf_session_get_accounts()). For one account these come from three places,
 * and all of them count:
 *
 *   the settings of all     org.truefrom, keys trusted-servers and border-hosts
 *   the account's settings  org.truefrom.account: what the reader wrote, or accepted when it was
 *                           proposed
 *   the table of providers  while it is switched on and tf_account_advise() says so: see
 *                           TfAccountSetup.is_automatic
 */
#pragma once

#include <gio/gio.h>

#include "client/account-look.h"
#include "client/account-store.h"
#include "io/io.h"
#include "setup/setup.h"

/** TfMailAccount: an account that receives mail, as the mail program knows it. */
typedef struct {
    char *id;   /* names it in the settings; any text, the same in each run: "claws-1" */
    char *name; /* for people, as the mail program shows it; foreign text */
    char *incoming; /* the host of its incoming server; NULL: it has none */
    char *address;  /* or NULL */
    gboolean
        is_mixed; /* its mail is stored together with that of other accounts, so nobody can
                           tell to which of them a message came */
} TfMailAccount;

/* Owned. The texts are copied; only ID must not be NULL. */
TfMailAccount *tf_mail_account_new (const char *id, const char *name,
                                    const char *incoming, const char *address);
void tf_mail_account_free (gpointer account);

/** TfServers: names of servers, in the form of the settings. */
typedef struct {
    GStrv trusted; /* as in trusted-servers; never NULL */
    GStrv borders; /* as in border-hosts; never NULL */
} TfServers;

void tf_servers_clear (TfServers *servers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfServers, tf_servers_clear)

/** TfAccountSetup: how one account is set up, without the settings that apply to all. */
typedef struct {
    TfServers own;      /* the reader's for this account: they can be edited */
    GStrv refused;      /* what was proposed and refused, in the form of the settings */
    gboolean automatic; /* the reader's switch; on by default */
    /* What the table of providers says of the account. Its texts live as long as the program; the names
     * of its servers are empty unless advice.state is TF_ACCOUNT_AUTO. */
    TfAccountAdvice advice;
    /* The servers in ADVICE are believed now: the switch is on, and the mail of the account has been
     * looked at. */
    gboolean is_automatic;
} TfAccountSetup;

void tf_account_setup_free (TfAccountSetup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfAccountSetup, tf_account_setup_free)

/** TfAccounts: signals without arguments: "changed": what is believed for some account has changed;
 * "looked": the mail of one has been looked at. */
#define TF_TYPE_ACCOUNTS (tf_accounts_get_type ())
G_DECLARE_FINAL_TYPE (TfAccounts, tf_accounts, TF, ACCOUNTS, GObject)

TfAccounts *tf_accounts_new (void);
/**
 * tf_accounts_set_list:
 * @list: (transfer full) (element-type TfMailAccount): all accounts that receive mail
 *
 * For the session. Emits nothing.
 *
 * Returns: whether they are others than before
 */
gboolean tf_accounts_set_list (TfAccounts *self, GPtrArray *list);
/**
 * tf_accounts_peek_list:
 *
 * Returns: (transfer none) (element-type TfMailAccount): in the order of the mail program; valid until
 * "changed". Empty until the session was first asked for its accounts
 */
const GPtrArray *tf_accounts_peek_list (TfAccounts *self);
/**
 * tf_accounts_dup_setup:
 * @id: of an account, whether it is in the list or not
 *
 * Returns: (transfer full): how it is set up now
 */
TfAccountSetup *tf_accounts_dup_setup (TfAccounts *self, const char *id);
/**
 * tf_accounts_get_servers:
 * @id: (nullable): of an account; %NULL: nobody can tell to which account the message came
 * @ret_servers: (out caller-allocates): to be cleared with tf_servers_clear()
 *
 * What is believed for a message of this account, besides the settings that apply to all. For a message
 * of an unknown account: what is believed for any account whose mail is mixed.
 */
void tf_accounts_get_servers (TfAccounts *self, const char *id, TfServers *ret_servers);

/* ---- changes: each is saved at once and then emits "changed" ---------------------------------
 *
 * FALSE and @error, a whole sentence for people: it could not be saved, and nothing has changed. */

/**
 * tf_accounts_set_names:
 * @key: %TF_ACCOUNT_TRUSTED_SERVERS, %TF_ACCOUNT_BORDER_HOSTS or %TF_ACCOUNT_REFUSED
 * @names: ends with %NULL; each as in the settings that apply to all
 *
 * Replaces a list of the account. With the last of these keys, names that are left out may be proposed
 * again.
 */
gboolean tf_accounts_set_names (TfAccounts *self, const char *id, const char *key,
                                const char *const *names, GError **error);
/**
 * tf_accounts_set_automatic:
 * @automatic: %FALSE: the table of providers does not count for this account
 */
gboolean tf_accounts_set_automatic (TfAccounts *self, const char *id, gboolean automatic,
                                    GError **error);

/* ---- looking at the mail that is there, and proposing what it shows: account-looks.c ----------- */

/* For the session: opens the mail of account ID. FALSE: there is none; *ret_inbox's data, if any, is
 * freed by the caller in each case. */
typedef gboolean (*TfInboxOpenFunc) (const char *id, TfInbox *ret_inbox, gpointer data);
void tf_accounts_set_inboxes (TfAccounts *self, TfInboxOpenFunc open, gpointer data);
/* For the session: what was learned from mail; NULL: nothing is remembered. */
void tf_accounts_set_memory (TfAccounts *self, TfMemory *memory);
/* For the session: looks at the mail of each account, once, a moment from now. */
void tf_accounts_look_at_all (TfAccounts *self);
/**
 * tf_accounts_look:
 * @id: of an account
 *
 * Reads the headers of its recent mail in the background, without asking anybody, and emits "looked"
 * (no arguments) at the end.
 */
void tf_accounts_look (TfAccounts *self, const char *id);
/**
 * tf_accounts_peek_look:
 *
 * Returns: (transfer none) (nullable): what was seen in this run, and what it rests on; valid until
 * "looked". %NULL: nobody has looked yet
 */
const TfLook *tf_accounts_peek_look (TfAccounts *self, const char *id);

/**
 * tf_accounts_peek_rewriter:
 *
 * Returns: (transfer none) (nullable): what was learned of the servers through which the mail of this
 * account comes in, when they usually change it; valid until "looked"
 */
const TfSeenServer *tf_accounts_peek_rewriter (TfAccounts *self, const char *id);
/* Forgets that, in the background; then "looked" is emitted. */
void tf_accounts_forget_rewriter (TfAccounts *self, const char *id);
/* All that was learned is forgotten: so is what is known of any account. */
void tf_accounts_drop_rewriters (TfAccounts *self);

/** TfOffer: what is proposed for an account and neither believed nor refused yet. */
typedef struct {
    char *trusted; /* for trusted-servers; or NULL */
    char *border;  /* for border-hosts; or NULL */
} TfOffer;

void tf_offer_clear (TfOffer *offer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfOffer, tf_offer_clear)
/**
 * tf_accounts_get_offer:
 * @ret_offer: (out caller-allocates): to be cleared with tf_offer_clear() in each case
 *
 * Returns: whether there is one. Never for an account that is set up by the table, or whose mail is mixed
 * with that of others
 */
gboolean tf_accounts_get_offer (TfAccounts *self, const char *id, TfOffer *ret_offer);
/* Whether nothing at all is believed for this account, by its own settings, those of all or the table. */
gboolean tf_accounts_get_lacks_servers (TfAccounts *self, const char *id);
/* Believes the offer for this account, or never makes it again. FALSE and error as above. */
gboolean tf_accounts_accept (TfAccounts *self, const char *id, GError **error);
gboolean tf_accounts_refuse (TfAccounts *self, const char *id, GError **error);

/* ---- account-mx.c ------------------------------------------------------------------------------- */

/* For the session: asks for the MX of the reader's own domains, where the table needs to know them.
 * Emits "changed" when they are known. */
void tf_accounts_ask_mx (TfAccounts *self, TfResolver *resolver);
