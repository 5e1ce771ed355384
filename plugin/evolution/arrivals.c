/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrivals: every folder that Evolution opens, in whatever account, says which messages were added to it.
 * What it knows about them is asked in a worker, because that may wait for the lock of the folder. Nothing
 * is ever fetched: of IMAP, only messages that Evolution itself has fetched are checked. */
#include "truefrom-evolution.h"

#include <libebackend/libebackend.h>
#include <libemail-engine/libemail-engine.h>

#include "client/arrivals.h"

#define TF_TYPE_EVOLUTION_ARRIVALS (tf_evolution_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (TfEvolutionArrivals, tf_evolution_arrivals, TF, EVOLUTION_ARRIVALS,
                      EExtension)

/** TfEvolutionArrivals: one for the program, at its mail session. */
struct _TfEvolutionArrivals {
    EExtension parent;
    TfArrivals *arrivals; /* NULL: not begun yet */
    guint start_id;
};

G_DEFINE_DYNAMIC_TYPE (TfEvolutionArrivals, tf_evolution_arrivals, E_TYPE_EXTENSION)

/* ---- One message ------------------------------------------------------------ */

/** New: a message that was added. It must not keep the mail session alive. */
typedef struct {
    CamelFolder *folder;
    char *uid;
    TfEvolutionMessage *message; /* made by a worker; NULL: it is not to be checked */
} New;

static void
new_free (gpointer data)
{
    New *new = data;

    g_clear_pointer (&new->message, tf_evolution_message_unref);
    g_object_unref (new->folder);
    g_free (new->uid);
    g_free (new);
}

static gint64
find_date (const CamelMessageInfo *info)
{
    gint64 received = camel_message_info_get_date_received (info);
    gint64 sent = camel_message_info_get_date_sent (info);

    if (received > 0)
        return received;
    return sent > 0 ? sent : -1;
}

/* It may have been read, filtered away or deleted meanwhile. */
static gboolean
is_still_new (const New *new)
{
    g_autoptr (CamelMessageInfo) info =
        camel_folder_get_message_info (new->folder, new->uid);
    guint32 not_new = CAMEL_MESSAGE_SEEN | CAMEL_MESSAGE_JUNK | CAMEL_MESSAGE_DELETED;

    return info != NULL && (camel_message_info_get_flags (info) & not_new) == 0 &&
           !tf_arrivals_is_old (find_date (info));
}

static void
prepare_new (gpointer data)
{
    New *new = data;
    CamelStore *store = camel_folder_get_parent_store (new->folder);
    g_autoptr (CamelSession) session =
        store != NULL ? camel_service_ref_session (CAMEL_SERVICE (store)) : NULL;

    g_clear_pointer (&new->message, tf_evolution_message_unref);
    if (session != NULL && is_still_new (new))
        new->message = tf_evolution_message_new (E_MAIL_SESSION (session), new->folder,
                                                 new->uid, NULL);
}

static TfRequest *
open_new (gpointer data, char **ret_account)
{
    const New *new = data;

    if (new->message == NULL ||
        tf_evolution_message_kind (new->message) != TF_VIEW_RECEIVED)
        return NULL;
    *ret_account = g_strdup (tf_evolution_message_account (new->message));
    return tf_evolution_message_open (new->message);
}

/* ---- What Evolution tells us ------------------------------------------------ */

static void
add (TfEvolutionArrivals *self, CamelFolder *folder, const char *uid)
{
    g_autofree char *key = g_strdup_printf ("%p/%s", (gpointer)folder, uid);
    New *new = g_new0 (New, 1);

    new->folder = g_object_ref (folder);
    new->uid = g_strdup (uid);
    tf_arrivals_add (self->arrivals, key, -1, new);
}

/* Those that would not fit into the queue are not put there first. */
static void
on_folder_changed (CamelFolder *folder, CamelFolderChangeInfo *changes,
                   TfEvolutionArrivals *self)
{
    const GPtrArray *uids = changes->uid_added;
    guint first;

    if (uids == NULL || uids->len == 0 || self->arrivals == NULL ||
        !tf_arrivals_are_wanted (self->arrivals))
        return;
    first = uids->len > TF_LIMIT_ARRIVALS ? uids->len - TF_LIMIT_ARRIVALS : 0;
    for (guint i = first; i < uids->len; i++)
        add (self, folder, g_ptr_array_index (uids, i));
}

/* What is in a search folder is in another folder too. */
static void
follow_folder (TfEvolutionArrivals *self, CamelFolder *folder)
{
    if (CAMEL_IS_VEE_FOLDER (folder) ||
        g_signal_handler_find (folder, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0,
                               NULL, (gpointer)on_folder_changed, self) != 0)
        return;
    g_signal_connect_object (folder, "changed", G_CALLBACK (on_folder_changed), self, 0);
}

static void
on_folder_opened (CamelStore *store, CamelFolder *folder, TfEvolutionArrivals *self)
{
    follow_folder (self, folder);
}

static void
follow_store (TfEvolutionArrivals *self, CamelStore *store)
{
    g_autoptr (GPtrArray) folders = NULL;

    if (g_signal_handler_find (store, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0,
                               NULL, (gpointer)on_folder_opened, self) != 0)
        return;
    g_signal_connect_object (store, "folder-opened", G_CALLBACK (on_folder_opened), self,
                             0);
    folders = camel_store_dup_opened_folders (store);
    g_ptr_array_set_free_func (folders, g_object_unref);
    for (guint i = 0; i < folders->len; i++)
        follow_folder (self, g_ptr_array_index (folders, i));
}

/* ---- The object ------------------------------------------------------------- */

static void
follow_stores (TfEvolutionArrivals *self, EMailSession *session)
{
    GList *services = camel_session_list_services (CAMEL_SESSION (session));

    for (const GList *item = services; item != NULL; item = item->next)
        if (CAMEL_IS_STORE (item->data))
            follow_store (self, item->data);
    g_list_free_full (services, g_object_unref);
    g_signal_connect_object (session, "store-added", G_CALLBACK (follow_store), self,
                             G_CONNECT_SWAPPED);
}

/* Once the mail session is complete. */
static gboolean
on_start (gpointer data)
{
    static const TfArrivalsClient client = {prepare_new, open_new, new_free};
    TfEvolutionArrivals *self = data;
    EMailSession *mail = E_MAIL_SESSION (e_extension_get_extensible (E_EXTENSION (self)));
    g_autoptr (TfSession) session =
        tf_evolution_session_get (e_mail_session_get_registry (mail));

    self->start_id = 0;
    self->arrivals = tf_arrivals_new (session, &client);
    follow_stores (self, mail);
    return G_SOURCE_REMOVE;
}

static void
tf_evolution_arrivals_constructed (GObject *object)
{
    TfEvolutionArrivals *self = TF_EVOLUTION_ARRIVALS (object);

    G_OBJECT_CLASS (tf_evolution_arrivals_parent_class)->constructed (object);
    self->start_id = g_idle_add (on_start, self);
}

static void
tf_evolution_arrivals_dispose (GObject *object)
{
    TfEvolutionArrivals *self = TF_EVOLUTION_ARRIVALS (object);

    g_clear_handle_id (&self->start_id, g_source_remove);
    g_clear_pointer (&self->arrivals, tf_arrivals_free);
    G_OBJECT_CLASS (tf_evolution_arrivals_parent_class)->dispose (object);
}

static void
tf_evolution_arrivals_class_init (TfEvolutionArrivalsClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS (class);

    object_class->constructed = tf_evolution_arrivals_constructed;
    object_class->dispose = tf_evolution_arrivals_dispose;
    E_EXTENSION_CLASS (class)->extensible_type = E_TYPE_MAIL_SESSION;
}

static void
tf_evolution_arrivals_class_finalize (TfEvolutionArrivalsClass *class)
{
}

static void
tf_evolution_arrivals_init (TfEvolutionArrivals *self)
{
}

void
tf_evolution_arrivals_type_register (GTypeModule *module)
{
    tf_evolution_arrivals_register_type (module);
}
