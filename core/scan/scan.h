/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan: the messages in files and folders of any kind, many of them.
 *
 *   identity.c  one number for one message, however it is stored (identity.h)
 *   walk.c      folders: Maildir, MH, and folders of whatever
 *   contents.c  what is in a file: a message, an mbox, archives of these within each other
 *   evidence.c  an archive that is evidence: its message, and what is passed over
 *   stream.c    bytes from a file, from an entry of an archive, from memory
 *   splitter.c  the messages of an mbox that can be read only once
 *   letter.c    one message: its identity, and what is attached to it
 *   item.c      what was found
 *   arrival.c   when one arrived, for people
 *   record.c    what is kept of a message that was checked (record.h)
 *   spool.c     where that is kept, line by line
 *   table.c     the messages, each once, and the sums
 *   joins.c     what messages of one campaign have in common
 *   campaign.c  which messages have it
 *   result.c    all of that, ready to be shown (result.h)
 *
 * Nothing from an archive is written to disk, and what an archive calls its entries is only text. */
#pragma once

#include <sys/types.h>

#include "scan/identity.h"

/** TfScanState: what was found. */
typedef enum {
    TF_SCAN_MESSAGE,
    TF_SCAN_OTHER,      /* no message: its form says what it looks like */
    TF_SCAN_UNREADABLE, /* the system says why */
    TF_SCAN_BROKEN, /* an archive: damaged, encrypted, or packed in a way that is not read */
    TF_SCAN_BOMB,      /* far more comes out of it than its size allows for */
    TF_SCAN_TOO_MANY,  /* entries */
    TF_SCAN_NESTED,    /* archives within archives within archives */
    TF_SCAN_NO_FILE,   /* an entry that is a link, a device, or has holes */
    TF_SCAN_TOO_LARGE, /* to be held in memory */
    TF_SCAN_TOO_DEEP,  /* folders within each other */
    TF_SCAN_CRASHED,   /* the program did, over it */
    TF_N_SCAN_STATES
} TfScanState;

const char *tf_scan_state_to_string (TfScanState state); /* as in the JSON form */

/** TfScanItem: one message, or one thing that is none. */
typedef struct _TfScanItem {
    TfScanState state;
    TfForm form;
    char *error; /* of TF_SCAN_UNREADABLE; or NULL */
    char *place; /* the file, and what is within it; valid UTF-8, may be hostile */
    guint index; /* which message of an mbox, from 0 */
    gboolean is_mbox;
    char *part; /* of an attached message; or NULL */
    TfThrough through;
    gint64 time; /* of the file; -1 without one */
    /* Of the message; of its place, if it is none. */
    guint8 identity[TF_IDENTITY_LENGTH];
    GPtrArray *attached; /* TfScanItem; or NULL */
    /* The bytes; or NULL: they are in a file. */
    GBytes *bytes;
    int fd;
    goffset offset;
    goffset length;
} TfScanItem;

/* Takes ownership of PLACE. */
TfScanItem *tf_scan_item_new (TfScanState state, char *place);
void tf_scan_item_free (TfScanItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfScanItem, tf_scan_item_free)
/* Each source reads the message from its start. NULL: there are no descriptors left. */
TfSource *tf_scan_item_open (const TfScanItem *item);
/* Owned: the message, or as much as LIMIT; NULL: it cannot be read. */
GBytes *tf_scan_item_read (const TfScanItem *item, gsize limit);
/* How much memory it holds, with what is attached to it. */
gsize tf_scan_item_get_size (const TfScanItem *item);

/** TfScanFile: one file, whatever its name is. */
typedef struct {
    dev_t device;
    ino_t inode;
} TfScanFile;

/** TfScanSink: where it goes. */
typedef struct {
    gpointer data;
    /* What is written meanwhile, and is not to be read. */
    const TfScanFile *own_files;
    guint n_own_files;
    /* Takes ownership of ITEM. FALSE: no more is wanted. */
    gboolean (*found) (gpointer data, TfScanItem *item);
    /* FILE is read on, after N things were found in it; or the next one, of which the bytes are there. Ends with the
     * next call of FOUND. FALSE: it is to be left alone. NULL: nobody wants to know. */
    gboolean (*reads) (gpointer data, const char *file, guint64 n, gboolean is_letter);
    /* A descriptor for a name that was given, which need not be a file; -1 and error. */
    int (*open) (gpointer data, const char *name, gint64 *ret_time, GError **error);
} TfScanSink;

/* Everything under NAMES, one after another, in an order that depends only on what is there. */
void tf_scan_walk (const char *const *names, const TfScanSink *sink);
