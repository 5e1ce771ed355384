/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-look: reads the headers of the recent mail of one account, in a worker, and asks nobody. */
#pragma once

#include "delivery/proposal.h"
#include "memory/memory.h"
#include "truefrom.h"

/** TfInbox: the mail of one account that is kept on this computer. Its functions run in a worker, one at
 * a time; DATA is freed on the main thread. */
typedef struct {
    /* Owned (char *): one name for each message, the oldest first; NULL: it cannot be read. */
    GPtrArray *(*list) (gpointer data);
    /* Owned; NULL: it is gone. */
    TfSource *(*open) (gpointer data, const char *name);
    gpointer data;
    GDestroyNotify free_data;
} TfInbox;

/** TfLook: what was seen. */
typedef struct {
    TfProposal proposal;
    gboolean collects;  /* mail that was sent to other accounts arrives here too */
    guint n_read;       /* messages */
    TfKnowledge *known; /* of the servers that it came in through; NULL: nothing */
} TfLook;

void tf_look_free (TfLook *look);
/* Borrowed: those servers, when they usually change mail; or NULL. */
const TfSeenServer *tf_look_peek_rewriter (const TfLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfLook, tf_look_free)

/** TfLooking: a look under way. */
typedef struct _TfLooking TfLooking;
typedef void (*TfLookFunc) (TfLook *look, gpointer data);

/* Takes over INBOX's data. OWN: the domains of the reader's addresses. MEMORY: or NULL. DONE is called once with the look,
 * which it owns, unless it is given up. NULL: so much hangs already that nothing more is begun. */
TfLooking *tf_looking_start (const TfInbox *inbox, const char *const *own,
                             TfMemory *memory, TfLookFunc done, gpointer data);
/* Nobody waits for it any more; it ends soon. */
void tf_looking_give_up (TfLooking *looking);
