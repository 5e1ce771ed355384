/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts: Evolution's accounts that receive mail, where they keep it, and to which of them a message
 * came. What POP3 accounts fetch is all put under "On This Computer". */
#include "truefrom-evolution.h"

#include <libemail-engine/libemail-engine.h>
#include <mail/e-mail-backend.h>
#include <shell/e-shell.h>

/* ---- which there are -------------------------------------------------------- */

static char *
id_of (const char *uid)
{
    return g_strconcat ("evolution-", uid, NULL);
}

/* Owned. */
static char *
dup_backend (ESource *source)
{
    return e_source_backend_dup_backend_name (
        e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT));
}

static gboolean
is_pop (ESource *source)
{
    g_autofree char *backend = dup_backend (source);

    return g_strcmp0 (backend, "pop") == 0;
}

static gboolean
receives (ESource *source)
{
    static const char *const others[] = {"none", "vfolder", "rss", "nntp", NULL};
    g_autofree char *backend = dup_backend (source);

    return backend != NULL && !g_strv_contains (others, backend) &&
           g_strcmp0 (e_source_get_uid (source), E_MAIL_SESSION_LOCAL_UID) != 0;
}

/* Owned; or NULL. */
static char *
dup_host (ESource *source)
{
    if (!e_source_has_extension (source, E_SOURCE_EXTENSION_AUTHENTICATION))
        return NULL;
    return e_source_authentication_dup_host (
        e_source_get_extension (source, E_SOURCE_EXTENSION_AUTHENTICATION));
}

/* Owned; or NULL. */
static char *
dup_address (ESourceRegistry *registry, ESource *source)
{
    g_autofree char *uid = e_source_mail_account_dup_identity_uid (
        e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT));
    g_autoptr (ESource) identity =
        uid != NULL ? e_source_registry_ref_source (registry, uid) : NULL;

    if (identity == NULL ||
        !e_source_has_extension (identity, E_SOURCE_EXTENSION_MAIL_IDENTITY))
        return NULL;
    return e_source_mail_identity_dup_address (
        e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_IDENTITY));
}

/* The only POP3 account, a reference. *ret_n: how many there are. */
static ESource *
find_pop (ESourceRegistry *registry, guint *ret_n)
{
    GList *sources =
        e_source_registry_list_enabled (registry, E_SOURCE_EXTENSION_MAIL_ACCOUNT);
    ESource *found = NULL;

    *ret_n = 0;
    for (const GList *item = sources; item != NULL; item = item->next) {
        if (!is_pop (item->data))
            continue;
        found = item->data;
        (*ret_n)++;
    }
    found = *ret_n == 1 ? g_object_ref (found) : NULL;
    g_list_free_full (sources, g_object_unref);
    return found;
}

static void
add_account (GPtrArray *list, ESourceRegistry *registry, ESource *source, guint n_pop)
{
    g_autofree char *id = id_of (e_source_get_uid (source));
    g_autofree char *name = e_source_dup_display_name (source);
    g_autofree char *host = dup_host (source);
    g_autofree char *address = dup_address (registry, source);
    TfMailAccount *account = tf_mail_account_new (id, name, host, address);

    account->is_mixed = is_pop (source) && n_pop > 1;
    g_ptr_array_add (list, account);
}

GPtrArray *
tf_evolution_accounts_list (gpointer registry)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (tf_mail_account_free);
    GList *sources =
        e_source_registry_list_enabled (registry, E_SOURCE_EXTENSION_MAIL_ACCOUNT);
    guint n_pop;
    g_autoptr (ESource) pop = find_pop (registry, &n_pop);

    for (const GList *item = sources; item != NULL; item = item->next)
        if (receives (item->data))
            add_account (list, registry, item->data, n_pop);
    g_list_free_full (sources, g_object_unref);
    return list;
}

/* ---- that of a message ------------------------------------------------------ */

char *
tf_evolution_account_of (EMailSession *session, CamelFolder *folder)
{
    CamelStore *store = camel_folder_get_parent_store (folder);
    const char *uid =
        store != NULL ? camel_service_get_uid (CAMEL_SERVICE (store)) : NULL;
    g_autoptr (ESource) pop = NULL;
    guint n_pop;

    if (uid == NULL)
        return NULL;
    if (!g_str_equal (uid, E_MAIL_SESSION_LOCAL_UID))
        return id_of (uid);
    pop = find_pop (e_mail_session_get_registry (session), &n_pop);
    return pop != NULL ? id_of (e_source_get_uid (pop)) : NULL;
}

/* ---- the mail that is there ------------------------------------------------- */

/** Inbox: used by one thread at a time. */
typedef struct {
    CamelStore *store; /* NULL: the folder is known */
    CamelFolder *folder;
} Inbox;

static void
inbox_free (gpointer data)
{
    Inbox *inbox = data;

    g_clear_object (&inbox->store);
    g_clear_object (&inbox->folder);
    g_free (inbox);
}

/* Only what is kept here: no server is asked for more. */
static GPtrArray *
list_messages (gpointer data)
{
    Inbox *inbox = data;
    GPtrArray *uids;
    GPtrArray *list;

    if (inbox->folder == NULL)
        inbox->folder = camel_store_get_inbox_folder_sync (inbox->store, NULL, NULL);
    if (inbox->folder == NULL)
        return NULL;
    uids = camel_folder_get_uids (inbox->folder);
    camel_folder_sort_uids (inbox->folder, uids);
    list = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < uids->len; i++)
        g_ptr_array_add (list, g_strdup (g_ptr_array_index (uids, i)));
    camel_folder_free_uids (inbox->folder, uids);
    return list;
}

static TfSource *
open_message (gpointer data, const char *uid)
{
    Inbox *inbox = data;
    TfEvolutionPlace place = {.folder = inbox->folder,
                              .uid = (char *)uid,
                              .store = tf_evolution_store (inbox->folder)};

    return tf_evolution_bytes_new (&place);
}

static EMailSession *
get_mail_session (void)
{
    EShell *shell = e_shell_get_default ();
    EShellBackend *backend =
        shell != NULL ? e_shell_get_backend_by_name (shell, "mail") : NULL;

    return E_IS_MAIL_BACKEND (backend)
               ? e_mail_backend_get_session (E_MAIL_BACKEND (backend))
               : NULL;
}

gboolean
tf_evolution_inbox_open (const char *id, TfInbox *ret_inbox, gpointer unused)
{
    EMailSession *session = get_mail_session ();
    g_autoptr (CamelService) service = NULL;
    Inbox *inbox = g_new0 (Inbox, 1);

    *ret_inbox = (TfInbox){list_messages, open_message, inbox, inbox_free};
    if (session == NULL || !g_str_has_prefix (id, "evolution-"))
        return FALSE;
    service =
        camel_session_ref_service (CAMEL_SESSION (session), id + strlen ("evolution-"));
    if (service == NULL || !CAMEL_IS_STORE (service))
        return FALSE;
    if (g_strcmp0 (camel_service_get_provider (service)->protocol, "pop") == 0)
        inbox->folder = g_object_ref (
            e_mail_session_get_local_folder (session, E_MAIL_LOCAL_FOLDER_INBOX));
    else
        inbox->store = CAMEL_STORE (g_steal_pointer (&service));
    return TRUE;
}
