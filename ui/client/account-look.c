/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* account-look: spread over the recent messages, because a proposal needs mail of more than a week, and
 * a busy account gets more in a day than is read here. */
#include "client/account-look.h"

#include "io/io.h"
#include "setup/setup.h"
#include "verify/verify.h"

#define MAX_RECENT 2000 /* older ones may have come through servers that are gone */
#define MAX_READ   250
#define MAX_MISSED 500 /* of an IMAP account, most are not kept here */
/* One forwarded message may be somebody's mistake. */
#define MIN_COLLECTED 3

struct _TfLooking {
    TfInbox inbox;
    GStrv own;
    TfMemory *memory; /* or NULL */
    TfLookFunc done;  /* NULL: nobody waits; only for the main thread */
    gpointer data;
    gint given_up; /* atomic */
    TfLook *look;  /* the worker's while it works */
    guint n_missed;
    guint n_collected;
};

static void
looking_free (TfLooking *looking)
{
    if (looking->inbox.free_data != NULL)
        looking->inbox.free_data (looking->inbox.data);
    g_strfreev (looking->own);
    g_clear_pointer (&looking->memory, tf_memory_unref);
    g_clear_pointer (&looking->look, tf_look_free);
    g_free (looking);
}

void
tf_look_free (TfLook *look)
{
    tf_proposal_clear (&look->proposal);
    g_clear_pointer (&look->known, tf_knowledge_unref);
    g_free (look);
}

const TfSeenServer *
tf_look_peek_rewriter (const TfLook *look)
{
    return look->known != NULL ? tf_knowledge_find_rewriter (look->known) : NULL;
}

/* ---- in the worker ----------------------------------------------------------------- */

static TfHeader *
read_header (TfLooking *looking, const char *name)
{
    g_autoptr (TfSource) source = looking->inbox.open (looking->inbox.data, name);
    g_autoptr (TfReader) reader = source != NULL ? tf_reader_new (source) : NULL;

    return reader != NULL ? tf_header_read (reader, NULL) : NULL;
}

static void
look_at (TfLooking *looking, TfObservations *observations, const char *name)
{
    g_autoptr (TfHeader) header = read_header (looking, name);

    if (header == NULL || header->fields->len == 0) {
        looking->n_missed++;
        return;
    }
    looking->look->n_read++;
    tf_observations_add (observations, header);
    if (tf_account_is_collected (header, (const char *const *)looking->own))
        looking->n_collected++;
}

static gboolean
has_enough (TfLooking *looking)
{
    return looking->look->n_read == MAX_READ || looking->n_missed == MAX_MISSED ||
           g_atomic_int_get (&looking->given_up) || tf_worker_is_exiting ();
}

/* From the newest back in steps, and again from the one before it. */
static void
look_at_all (TfLooking *looking, TfObservations *observations, const GPtrArray *names)
{
    guint n_recent = MIN (names->len, MAX_RECENT);
    guint step = MAX (1, n_recent / MAX_READ);

    for (guint first = 0; first < step; first++)
        for (guint i = first; i < n_recent && !has_enough (looking); i += step)
            look_at (looking, observations,
                     g_ptr_array_index (names, names->len - 1 - i));
}

static void
recall (TfLooking *looking)
{
    const char *receiver = looking->look->proposal.receiver;

    if (looking->memory != NULL && receiver != NULL)
        looking->look->known = tf_memory_show_server (looking->memory, receiver);
}

static void
work (gpointer data)
{
    TfLooking *looking = data;
    g_autoptr (TfSuffixList) suffixes = tf_suffix_file_load ();
    g_autoptr (TfObservations) observations = tf_observations_new (suffixes);
    g_autoptr (GPtrArray) names = looking->inbox.list (looking->inbox.data);

    if (names != NULL)
        look_at_all (looking, observations, names);
    looking->look->collects = looking->n_collected >= MIN_COLLECTED;
    tf_observations_propose (observations, &looking->look->proposal);
    recall (looking);
}

/* ---- on the main thread ------------------------------------------------------------ */

static void
end (gpointer data)
{
    TfLooking *looking = data;

    if (looking->done != NULL)
        looking->done (g_steal_pointer (&looking->look), looking->data);
    looking_free (looking);
}

TfLooking *
tf_looking_start (const TfInbox *inbox, const char *const *own, TfMemory *memory,
                  TfLookFunc done, gpointer data)
{
    TfLooking *looking = g_new0 (TfLooking, 1);

    looking->inbox = *inbox;
    looking->own = g_strdupv ((GStrv)own);
    looking->memory = memory != NULL ? tf_memory_ref (memory) : NULL;
    looking->done = done;
    looking->data = data;
    looking->look = g_new0 (TfLook, 1);
    if (!tf_worker_has_room ()) {
        looking_free (looking);
        return NULL;
    }
    tf_worker_run (work, end, looking);
    return looking;
}

void
tf_looking_give_up (TfLooking *looking)
{
    looking->done = NULL;
    g_atomic_int_set (&looking->given_up, 1);
}
