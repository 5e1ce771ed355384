/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* message: the stored file of a message and what its folder says about it. That of the message on screen is
 * opened at once on the main thread: the client has just read it there. */
#include "truefrom-claws.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "mimeview.h"

#include "client/folder-names.h"

struct _TfClawsMessage {
    int fd; /* -1: could not be opened */
    gint64 file_time;
    dev_t device; /* these two name the file as long as it is open */
    ino_t inode;
    char *account;        /* or NULL */
    char *displayed_from; /* UTF-8; or NULL */
    gboolean is_attached; /* to another message */
    gboolean incomplete;  /* POP3 with a size limit: only the beginning was fetched */
};

static gboolean
is_regular_file (TfClawsMessage *message, int fd)
{
    struct stat status;

    if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
        return FALSE;
    message->file_time = status.st_mtime;
    message->device = status.st_dev;
    message->inode = status.st_ino;
    return TRUE;
}

static void
open_file (TfClawsMessage *message, const char *path)
{
    int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;

    if (fd >= 0 && is_regular_file (message, fd))
        message->fd = fd;
    else if (fd >= 0)
        close (fd);
}

TfClawsMessage *
tf_claws_message_new_file (const char *path)
{
    TfClawsMessage *message = g_new0 (TfClawsMessage, 1);

    message->fd = -1;
    open_file (message, path);
    return message;
}

void
tf_claws_message_describe (TfClawsMessage *message, const MsgInfo *info)
{
    message->account = tf_claws_account_of (info);
    if (info == NULL)
        return;
    message->displayed_from =
        info->from != NULL ? g_utf8_make_valid (info->from, -1) : NULL;
    message->incomplete =
        info->extradata != NULL && info->extradata->partial_recv != NULL;
}

TfClawsMessage *
tf_claws_message_new (const MsgInfo *info, const char *path)
{
    TfClawsMessage *message = tf_claws_message_new_file (path);

    tf_claws_message_describe (message, info);
    return message;
}

gboolean
tf_claws_message_is (const TfClawsMessage *message, const TfClawsMessage *other)
{
    return message->fd >= 0 && other->fd >= 0 && message->device == other->device &&
           message->inode == other->inode;
}

const char *
tf_claws_message_account (const TfClawsMessage *message)
{
    return message->account;
}

void
tf_claws_message_set_attached (TfClawsMessage *message)
{
    message->is_attached = TRUE;
}

void
tf_claws_message_free (gpointer data)
{
    TfClawsMessage *message = data;

    if (message->fd >= 0)
        close (message->fd);
    g_free (message->account);
    g_free (message->displayed_from);
    g_free (message);
}

/* Each request owns a descriptor of its own; all of them are read with pread(). */
TfRequest *
tf_claws_message_open (gpointer data)
{
    TfClawsMessage *message = data;
    int fd = message->fd >= 0 ? fcntl (message->fd, F_DUPFD_CLOEXEC, 0) : -1;
    g_autoptr (TfSource) source = fd >= 0 ? tf_source_new_fd (fd, 0, -1) : NULL;
    TfRequest *request;

    if (source == NULL)
        return NULL;
    request = tf_request_new (source);
    tf_request_set_file_time (request, message->file_time);
    tf_request_set_displayed_from (request, message->displayed_from);
    tf_request_set_incomplete (request, message->incomplete);
    if (message->is_attached)
        tf_request_set_attached (request, -1, FALSE);
    return request;
}

/* ---- Folders ---------------------------------------------------------------- */

/* The folder itself or one above it is for junk; SPAM is where a spam filter of the client
 * puts it. */
static gboolean
is_within_junk (FolderItem *item, const FolderItem *spam)
{
    for (; item; item = folder_item_parent (item))
        if (item == spam || tf_folder_name_is_junk (item->name))
            return TRUE;
    return FALSE;
}

static gboolean
is_of_other_class (const FolderItem *item)
{
    FolderType type = item->folder->klass->type;

    return type == F_NEWS || type == F_UNKNOWN; /* feeds and calendars are "unknown" */
}

/* An Inbox may also be where sent mail is kept; it still counts as a place for received mail. */
static gboolean
is_written_here (FolderItem *item)
{
    return item->stype != F_INBOX && (folder_has_parent_of_type (item, F_OUTBOX) ||
                                      folder_has_parent_of_type (item, F_QUEUE) ||
                                      folder_has_parent_of_type (item, F_DRAFT));
}

TfViewKind
tf_claws_message_kind (MsgInfo *info)
{
    FolderItem *item = info->folder;

    if (MSG_IS_SPAM (info->flags))
        return TF_VIEW_SILENT;
    if (item == NULL ||
        item->folder == NULL) /* opened from a file, or attached to another message */
        return TF_VIEW_RECEIVED;
    if (is_of_other_class (item))
        return TF_VIEW_EXEMPT;
    if (is_written_here (item))
        return TF_VIEW_OWN;
    if (folder_has_parent_of_type (item, F_TRASH) ||
        is_within_junk (item, procmsg_spam_get_folder (info)))
        return TF_VIEW_SILENT;
    return TF_VIEW_RECEIVED;
}
