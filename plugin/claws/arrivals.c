/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrivals: the new messages of a folder whose numbers have changed. The client has no hook that is called
 * for each of them however they come: so the folder is looked through once it is quiet, if its list is in
 * memory anyway. Only what is stored as a file of its own is checked. Nothing is ever fetched: of IMAP, only
 * messages that the client itself has fetched whole. */
#include "truefrom-claws.h"

#include "common/hooks.h"
#include "folder.h"
#include "msgcache.h"

#include "client/arrivals.h"

#define LOOK_MS 1000
/* Going through the list of a larger folder would hold up the main loop. */
#define LARGEST 20000

/** New: a message by its place, which may be another message's by the time it is looked at. */
typedef struct {
    char *folder;
    guint number;
    char *path;
    TfClawsMessage *message; /* made by a worker; NULL: not yet, or handed over */
} New;

static TfArrivals *arrivals;
static GHashTable *changed; /* char *: folders to be looked through */
/* char * (folder) → guint: the highest number that was seen. If it is used again, after that message was
 * deleted, the new one is checked when it is opened. */
static GHashTable *highest;
static guint look_id;
static guint add_id;

/* ---- one message ------------------------------------------------------------ */

static void
new_free (gpointer data)
{
    New *new = data;

    g_clear_pointer (&new->message, tf_claws_message_free);
    g_free (new->folder);
    g_free (new->path);
    g_free (new);
}

static gboolean
is_whole_file (const MsgInfo *info)
{
    FolderType type = FOLDER_TYPE (info->folder->folder);

    return type == F_MH || (type == F_IMAP && MSG_IS_FULLY_CACHED (info->flags));
}

static void
prepare_new (gpointer data)
{
    New *new = data;

    g_clear_pointer (&new->message, tf_claws_message_free);
    new->message = tf_claws_message_new_file (new->path);
}

static TfRequest *
open_info (New *new, MsgInfo *info, char **ret_account)
{
    TfClawsMessage *message = g_steal_pointer (&new->message);
    TfRequest *request = NULL;

    if (info->folder != NULL && info->folder->folder != NULL &&
        tf_claws_message_kind (info) == TF_VIEW_RECEIVED && is_whole_file (info)) {
        tf_claws_message_describe (message, info);
        request = tf_claws_message_open (message);
        *ret_account = g_strdup (tf_claws_message_account (message));
    }
    tf_claws_message_free (message);
    return request;
}

static TfRequest *
open_new (gpointer data, char **ret_account)
{
    New *new = data;
    FolderItem *item = folder_find_item_from_identifier (new->folder);
    MsgInfo *info = item != NULL && item->cache != NULL
                        ? msgcache_get_msg (item->cache, (gint) new->number)
                        : NULL;
    TfRequest *request;

    if (info == NULL)
        return NULL;
    request = open_info (new, info, ret_account);
    procmsg_msginfo_free (&info);
    return request;
}

/* ---- one folder ------------------------------------------------------------- */

/** Found: the new messages of a folder, on their way into the queue. */
typedef struct {
    char *folder;
    char *path;       /* of the folder on the disk */
    GArray *messages; /* Message */
} Found;

typedef struct {
    guint number;
    time_t date;
} Message;

static void
found_free (gpointer data)
{
    Found *found = data;

    g_array_unref (found->messages);
    g_free (found->path);
    g_free (found->folder);
    g_free (found);
}

static gint
compare_numbers (gconstpointer one, gconstpointer two)
{
    guint first = ((const Message *)one)->number;
    guint second = ((const Message *)two)->number;

    return first < second ? -1 : first > second;
}

/* The client's own function for the path of a message also fetches the message, and reads it. */
static void
add (const Found *found, const Message *message)
{
    g_autofree char *key = g_strdup_printf ("%s/%u", found->folder, message->number);
    New *new = g_new0 (New, 1);

    new->folder = g_strdup (found->folder);
    new->number = message->number;
    new->path =
        g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%u", found->path, message->number);
    tf_arrivals_add (arrivals, key, message->date > 0 ? message->date : -1, new);
}

/* In the order in which they came; those that would not fit into the queue are not put there first. */
static gboolean
add_all (gpointer data)
{
    const Found *found = data;
    const GArray *messages = found->messages;
    guint first =
        messages->len > TF_LIMIT_ARRIVALS ? messages->len - TF_LIMIT_ARRIVALS : 0;

    g_array_sort (found->messages, compare_numbers);
    for (guint i = first; i < messages->len; i++)
        add (found, &g_array_index (messages, Message, i));
    add_id = 0;
    return G_SOURCE_REMOVE;
}

/* Borrowed: one of the new messages of LIST, which all are put into *ret_messages; NULL: there is none. */
static MsgInfo *
find_new (const MsgInfoList *list, guint seen, GArray *ret_messages)
{
    MsgInfo *any = NULL;

    for (const MsgInfoList *at = list; at != NULL; at = at->next) {
        MsgInfo *info = at->data;
        const Message message = {info->msgnum, info->date_t};

        if (!MSG_IS_NEW (info->flags) || MSG_IS_SPAM (info->flags) ||
            info->msgnum <= seen)
            continue;
        g_array_append_val (ret_messages, message);
        any = info;
    }
    return any;
}

static void
note_highest (const Found *found, guint seen)
{
    guint number = seen;

    for (guint i = 0; i < found->messages->len; i++)
        number = MAX (number, g_array_index (found->messages, Message, i).number);
    g_hash_table_insert (highest, g_strdup (found->folder), GUINT_TO_POINTER (number));
}

/* The rest is for another turn of the main loop. */
static void
look_through (FolderItem *item, const char *folder)
{
    guint seen = GPOINTER_TO_UINT (g_hash_table_lookup (highest, folder));
    MsgInfoList *list = msgcache_get_msg_list (item->cache);
    Found *found = g_new (Found, 1);
    MsgInfo *any;

    *found = (Found){g_strdup (folder), folder_item_get_path (item),
                     g_array_new (FALSE, FALSE, sizeof (Message))};
    any = find_new (list, seen, found->messages);
    note_highest (found, seen);
    if (any != NULL && found->path != NULL &&
        tf_claws_message_kind (any) == TF_VIEW_RECEIVED)
        add_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, add_all, found, found_free);
    else
        found_free (found);
    procmsg_msg_list_free (list);
}

/* FALSE: later; the client is just changing the list. */
static gboolean
look_at (const char *folder)
{
    FolderItem *item = folder_find_item_from_identifier (folder);

    if (item == NULL || item->cache == NULL || item->total_msgs > LARGEST)
        return TRUE;
    if (item->scanning != ITEM_NOT_SCANNING || add_id != 0)
        return FALSE;
    look_through (item, folder);
    return TRUE;
}

/* One folder at a time. */
static gboolean
on_look_time (gpointer unused)
{
    GHashTableIter iter;
    gpointer folder;

    g_hash_table_iter_init (&iter, changed);
    if (g_hash_table_iter_next (&iter, &folder, NULL) && look_at (folder))
        g_hash_table_iter_remove (&iter);
    if (g_hash_table_size (changed) > 0)
        return G_SOURCE_CONTINUE;
    look_id = 0;
    return G_SOURCE_REMOVE;
}

/* ---- What the client tells us ----------------------------------------------- */

/* Called very often. Always FALSE: TRUE would hide the event from the hooks after ours. */
static gboolean
on_folder_update (gpointer source, gpointer data)
{
    const FolderItemUpdateData *update = source;
    FolderItem *item = update->item;

    if ((update->update_flags & (F_ITEM_UPDATE_MSGCNT | F_ITEM_UPDATE_ADDMSG)) == 0 ||
        item == NULL || item->new_msgs == 0 || item->cache == NULL ||
        !tf_arrivals_are_wanted (arrivals))
        return FALSE;
    g_hash_table_add (changed, folder_item_get_identifier (item));
    if (look_id == 0)
        look_id = g_timeout_add (LOOK_MS, on_look_time, NULL);
    return FALSE;
}

static TfClawsHook hooks[] = {
    {FOLDER_ITEM_UPDATE_HOOKLIST, on_folder_update, HOOK_NONE},
};

/* Without our place in the list, messages are checked when they are opened. */
void
tf_claws_arrivals_start (void)
{
    static const TfArrivalsClient client = {prepare_new, open_new, new_free};

    arrivals = tf_arrivals_new (tf_claws_session_peek (), &client);
    changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    highest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    tf_claws_hooks_add (hooks, G_N_ELEMENTS (hooks));
}

void
tf_claws_arrivals_stop (void)
{
    tf_claws_hooks_remove (hooks, G_N_ELEMENTS (hooks));
    g_clear_handle_id (&look_id, g_source_remove);
    g_clear_handle_id (&add_id, g_source_remove);
    g_clear_pointer (&changed, g_hash_table_unref);
    g_clear_pointer (&highest, g_hash_table_unref);
    g_clear_pointer (&arrivals, tf_arrivals_free);
}
