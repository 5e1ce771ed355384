/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts-private: the inside of TfAccounts, for accounts.c, account-looks.c and account-mx.c. */
#pragma once

#include "client/accounts.h"

struct _TfAccounts {
    GObject parent;
    GPtrArray *list;   /* TfMailAccount */
    GPtrArray *stores; /* GSettings, one for each account in the list, or empty */
    /* account-looks.c */
    TfInboxOpenFunc open_inbox; /* NULL: no mail can be looked at */
    gpointer open_data;
    TfMemory *memory;   /* or NULL */
    GQueue to_look_at;  /* char *: accounts */
    GHashTable *looks;  /* account → TfLook; of this run */
    TfLooking *looking; /* or NULL */
    char *looking_at;   /* its account */
    gboolean has_begun; /* all accounts have been put on the list */
    guint begin_id;
    /* account-mx.c */
    GHashTable *mx; /* domain → GStrv, all names; NULL: being asked for */
    GCancellable *mx_cancellable;
};

/* Borrowed: NULL: it is not in the list. */
const TfMailAccount *tf_accounts_find (TfAccounts *self, const char *id);
void tf_accounts_emit_changed (TfAccounts *self);
