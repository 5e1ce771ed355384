/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts: the client's accounts that receive mail, where they keep it, and to which of them a message
 * came. The folders of an IMAP account are its own. The others share the mailboxes on this computer, and
 * the client does not write down which of them has fetched a message. */
#include "truefrom-claws.h"

#include "account.h"

#include "io/io.h"
#include "mailbox/mailbox.h"

/* Owned. */
static char *
id_of (const PrefsAccount *account)
{
    return g_strdup_printf ("claws-%d", account->account_id);
}

/* Borrowed: where new mail of an account without folders of its own is put; or NULL. */
static FolderItem *
find_local_inbox (const PrefsAccount *account)
{
    const char *inbox =
        account->protocol == A_LOCAL ? account->local_inbox : account->inbox;
    FolderItem *item =
        inbox != NULL && account->protocol != A_NONE && account->protocol != A_IMAP4
            ? folder_find_item_from_identifier (inbox)
            : NULL;

    return item != NULL ? item : folder_get_default_inbox ();
}

static FolderItem *
find_inbox (const PrefsAccount *account)
{
    if (account->protocol == A_IMAP4)
        return account->folder != NULL ? FOLDER (account->folder)->inbox : NULL;
    return find_local_inbox (account);
}

static Folder *
find_mailbox (const PrefsAccount *account)
{
    FolderItem *inbox = find_inbox (account);

    return inbox != NULL ? inbox->folder : NULL;
}

static gboolean
fetches (const PrefsAccount *account)
{
    return account->protocol == A_POP3 || account->protocol == A_LOCAL ||
           account->protocol == A_IMAP4;
}

static gboolean
any_fetches_into (const Folder *mailbox)
{
    for (GList *item = account_get_list (); item != NULL; item = item->next)
        if (fetches (item->data) && find_mailbox (item->data) == mailbox)
            return TRUE;
    return FALSE;
}

/* An account that only sends stands for mail that another program puts into the mailbox, unless some
 * account fetches mail into it. */
static gboolean
receives_into (const PrefsAccount *account, const Folder *mailbox)
{
    if (mailbox == NULL || find_mailbox (account) != mailbox ||
        account->protocol == A_NNTP)
        return FALSE;
    return fetches (account) || !any_fetches_into (mailbox);
}

/* Borrowed: the only account that receives mail into MAILBOX. *ret_n: how many do. */
static const PrefsAccount *
find_receiver (const Folder *mailbox, guint *ret_n)
{
    const PrefsAccount *found = NULL;

    *ret_n = 0;
    for (GList *item = account_get_list (); item != NULL; item = item->next) {
        if (!receives_into (item->data, mailbox))
            continue;
        found = item->data;
        (*ret_n)++;
    }
    return *ret_n == 1 ? found : NULL;
}

char *
tf_claws_account_of (const MsgInfo *info)
{
    const FolderItem *item = info != NULL ? info->folder : NULL;
    const PrefsAccount *account = NULL;
    guint n;

    if (item != NULL && item->folder != NULL)
        account = item->folder->account != NULL ? item->folder->account
                                                : find_receiver (item->folder, &n);
    return account != NULL ? id_of (account) : NULL;
}

static void
add_account (GPtrArray *list, const PrefsAccount *account)
{
    g_autofree char *id = id_of (account);
    TfMailAccount *known = tf_mail_account_new (
        id, account->account_name,
        fetches (account) && account->protocol != A_LOCAL ? account->recv_server : NULL,
        account->address);
    guint n;

    find_receiver (find_mailbox (account), &n);
    known->is_mixed = n > 1;
    g_ptr_array_add (list, known);
}

GPtrArray *
tf_claws_accounts_list (gpointer unused)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (tf_mail_account_free);

    for (GList *item = account_get_list (); item != NULL; item = item->next)
        if (receives_into (item->data, find_mailbox (item->data)))
            add_account (list, item->data);
    return list;
}

/* ---- the mail that is there ------------------------------------------------- */

/* Of an IMAP account, the messages that were opened or fetched. */
static GPtrArray *
list_files (gpointer folder)
{
    gboolean is_mailbox;

    return tf_mailbox_list (folder, &is_mailbox, NULL);
}

static TfSource *
open_file (gpointer unused, const char *name)
{
    gint64 modified;

    return tf_source_open_file (name, &modified, NULL);
}

static const PrefsAccount *
find_account (const char *id)
{
    for (GList *item = account_get_list (); item != NULL; item = item->next) {
        g_autofree char *own = id_of (item->data);

        if (g_str_equal (own, id))
            return item->data;
    }
    return NULL;
}

gboolean
tf_claws_inbox_open (const char *id, TfInbox *ret_inbox, gpointer unused)
{
    const PrefsAccount *account = find_account (id);
    FolderItem *item = account != NULL ? find_inbox (account) : NULL;
    char *path = item != NULL ? folder_item_get_path (item) : NULL;

    *ret_inbox = (TfInbox){list_files, open_file, path, g_free};
    return path != NULL;
}
