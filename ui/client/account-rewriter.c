/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-rewriter: what was learned of the servers of an account, as of when its mail was looked at, and
 * forgetting it. */
#include "client/accounts-private.h"

#include "verify/verify.h"

const TfSeenServer *
tf_accounts_peek_rewriter (TfAccounts *self, const char *id)
{
    const TfLook *look = tf_accounts_peek_look (self, id);

    return look != NULL ? tf_look_peek_rewriter (look) : NULL;
}

/** Forgetting: one server, by a worker: the file may be on a disk that never answers. */
typedef struct {
    TfAccounts *accounts;
    TfMemory *memory;
    char *name;
    gboolean good;
} Forgetting;

static void
work (gpointer data)
{
    Forgetting *forgetting = data;

    forgetting->good = tf_memory_forget_server (forgetting->memory, forgetting->name);
}

/* Several accounts may have the same provider; NULL: all of them. */
static void
drop (TfAccounts *self, const char *name)
{
    GHashTableIter looks;
    gpointer look;

    g_hash_table_iter_init (&looks, self->looks);
    while (g_hash_table_iter_next (&looks, NULL, &look)) {
        TfLook *one = look;

        if (name == NULL || g_strcmp0 (one->proposal.receiver, name) == 0)
            g_clear_pointer (&one->known, tf_knowledge_unref);
    }
    g_signal_emit_by_name (self, "looked");
}

void
tf_accounts_drop_rewriters (TfAccounts *self)
{
    g_return_if_fail (TF_IS_ACCOUNTS (self));
    drop (self, NULL);
}

static void
done (gpointer data)
{
    Forgetting *forgetting = data;

    if (forgetting->good)
        drop (forgetting->accounts, forgetting->name);
    g_object_unref (forgetting->accounts);
    tf_memory_unref (forgetting->memory);
    g_free (forgetting->name);
    g_free (forgetting);
}

void
tf_accounts_forget_rewriter (TfAccounts *self, const char *id)
{
    const TfSeenServer *server = tf_accounts_peek_rewriter (self, id);
    Forgetting *forgetting;

    if (server == NULL || self->memory == NULL)
        return;
    forgetting = g_new0 (Forgetting, 1);
    forgetting->accounts = g_object_ref (self);
    forgetting->memory = tf_memory_ref (self->memory);
    forgetting->name = g_strdup (server->name);
    tf_worker_run (work, done, forgetting);
}
