/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mailbox: the messages of a store, as slices of its files.
 *
 *   separator.c  the line between two messages of an mbox
 *   mbox.c       an mbox, read forward once
 *   folder.c     a Maildir or an MH folder: one file for each message
 */
#pragma once

#include "message/message.h"

/* ---- separator.c ------------------------------------------------------------------- */

/** TfSeparator: what a line of an mbox after an empty one is. */
typedef enum {
    TF_SEPARATOR_NONE, /* text */
    TF_SEPARATOR_SURE,
    TF_SEPARATOR_BEFORE_FIELD, /* may be text; a separator if a field follows */
    TF_SEPARATOR_PATCH         /* git's: only the first line of a file, text elsewhere */
} TfSeparator;

TfSeparator tf_mbox_separator (TfSpan line); /* without its LF */
gboolean tf_mbox_is_field (TfSpan line);     /* whether LINE begins with "Name:" */
gboolean tf_mbox_begins (TfSpan start);      /* whether START is that of an mbox */

/* ---- mbox.c ------------------------------------------------------------------------ */

/** TfMboxFile: the messages of an mbox, from the first to the last. */
typedef struct _TfMboxFile TfMboxFile;

/* An mbox that starts at OFFSET of FD, which must be seekable and stays the caller's. NULL: no mbox
 * starts there; with error: it cannot be read. */
TfMboxFile *tf_mbox_file_new (int fd, goffset offset, GError **error);
void tf_mbox_file_free (TfMboxFile *mbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfMboxFile, tf_mbox_file_free)
/* Where the next message is, without its separator and the empty line after the message. FALSE:
 * none is left; with error: it cannot be read. */
gboolean tf_mbox_file_next (TfMboxFile *mbox, goffset *ret_offset, goffset *ret_length,
                            GError **error);
/* To be read as TF_STORE_MBOX. */
TfSource *
tf_mbox_file_open (TfMboxFile *mbox, goffset offset, goffset length, GError **error);
void tf_mbox_file_set_block (TfMboxFile *mbox, gsize size); /* for tests */

/* ---- folder.c ---------------------------------------------------------------------- */

/* Owned (char *): the files of the messages in FOLDER, in order. NULL and error: it cannot be read.
 * *ret_is_mailbox FALSE: it is neither a Maildir nor an MH folder. */
GPtrArray *tf_mailbox_list (const char *folder, gboolean *ret_is_mailbox, GError **error);
