/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-mx: who accepts mail for the reader's own domain. Only asked for where the table of providers
 * needs to know it, and only once for each domain. */
#include "client/accounts-private.h"

/** Question: one look-up under way. */
typedef struct {
    GWeakRef accounts;
    char *domain;
} Question;

/* Owned; NULL: it is not known. */
static GStrv
names_of (const TfDnsAnswer *answer)
{
    g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

    if (answer == NULL || tf_dns_status_is_failure (answer->status))
        return NULL;
    for (guint i = 0; i < answer->exchanges->len; i++)
        g_strv_builder_add (names,
                            ((TfDnsMx *)g_ptr_array_index (answer->exchanges, i))->host);
    return g_strv_builder_end (names);
}

static void
on_answer (GObject *resolver, GAsyncResult *result, gpointer data)
{
    Question *question = data;
    g_autoptr (TfDnsAnswer) answer =
        tf_resolver_lookup_finish (TF_RESOLVER (resolver), result, NULL);
    g_autoptr (TfAccounts) self = g_weak_ref_get (&question->accounts);
    GStrv names = names_of (answer);

    if (self != NULL && names != NULL)
        g_hash_table_insert (self->mx, g_strdup (question->domain), names);
    else if (self != NULL)
        g_hash_table_remove (self->mx, question->domain);
    if (self != NULL && names != NULL)
        tf_accounts_emit_changed (self);
    else
        g_strfreev (names);
    g_weak_ref_clear (&question->accounts);
    g_free (question->domain);
    g_free (question);
}

static void
ask (TfAccounts *self, TfResolver *resolver, const char *domain)
{
    Question *question;

    if (g_hash_table_contains (self->mx, domain))
        return;
    g_hash_table_insert (self->mx, g_strdup (domain), NULL);
    question = g_new0 (Question, 1);
    g_weak_ref_init (&question->accounts, self);
    question->domain = g_strdup (domain);
    tf_resolver_lookup_async (resolver, TF_DNS_MX, domain, self->mx_cancellable,
                              on_answer, question);
}

void
tf_accounts_ask_mx (TfAccounts *self, TfResolver *resolver)
{
    g_return_if_fail (TF_IS_ACCOUNTS (self));
    for (guint i = 0; i < self->list->len; i++) {
        const TfMailAccount *account = g_ptr_array_index (self->list, i);
        g_autoptr (TfAccountSetup) setup = tf_accounts_dup_setup (self, account->id);
        g_autofree char *domain = tf_account_domain (account->address);

        if (setup->automatic && setup->advice.reason == TF_ACCOUNT_MX_UNKNOWN)
            ask (self, resolver, domain);
    }
}
