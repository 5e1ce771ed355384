/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrival-queue: a list and the set of its keys. */
#include "client/arrival-queue.h"

#include "base/limits.h"

struct _TfArrivalQueue {
    GQueue waiting;   /* TfArrival */
    GHashTable *keys; /* borrowed from those that wait and those that are taken */
};

void
tf_arrival_free (TfArrival *arrival)
{
    arrival->free_data (arrival->data);
    g_free (arrival->key);
    g_free (arrival);
}

TfArrivalQueue *
tf_arrival_queue_new (void)
{
    TfArrivalQueue *queue = g_new0 (TfArrivalQueue, 1);

    g_queue_init (&queue->waiting);
    queue->keys = g_hash_table_new (g_str_hash, g_str_equal);
    return queue;
}

void
tf_arrival_queue_free (TfArrivalQueue *queue)
{
    tf_arrival_queue_clear (queue);
    g_hash_table_unref (queue->keys);
    g_free (queue);
}

void
tf_arrival_queue_release (TfArrivalQueue *queue, const TfArrival *arrival)
{
    g_hash_table_remove (queue->keys, arrival->key);
}

static void
drop (TfArrivalQueue *queue, TfArrival *arrival)
{
    tf_arrival_queue_release (queue, arrival);
    tf_arrival_free (arrival);
}

void
tf_arrival_queue_clear (TfArrivalQueue *queue)
{
    TfArrival *arrival;

    while ((arrival = g_queue_pop_head (&queue->waiting)) != NULL)
        drop (queue, arrival);
}

guint
tf_arrival_queue_count (const TfArrivalQueue *queue)
{
    return queue->waiting.length;
}

static void
make_room (TfArrivalQueue *queue)
{
    if (queue->waiting.length >= TF_LIMIT_ARRIVALS)
        drop (queue, g_queue_pop_tail (&queue->waiting));
}

void
tf_arrival_queue_add (TfArrivalQueue *queue, const char *key, gint64 due, gpointer data,
                      GDestroyNotify free_data)
{
    TfArrival *arrival;

    if (g_hash_table_contains (queue->keys, key)) {
        free_data (data);
        return;
    }
    make_room (queue);
    arrival = g_new (TfArrival, 1);
    *arrival = (TfArrival){g_strdup (key), data, free_data, due, 0};
    g_queue_push_head (&queue->waiting, arrival);
    g_hash_table_add (queue->keys, arrival->key);
}

TfArrival *
tf_arrival_queue_take (TfArrivalQueue *queue, gint64 now)
{
    for (GList *item = queue->waiting.head; item != NULL; item = item->next) {
        TfArrival *arrival = item->data;

        if (arrival->due <= now) {
            g_queue_delete_link (&queue->waiting, item);
            return arrival;
        }
    }
    return NULL;
}

void
tf_arrival_queue_put_back (TfArrivalQueue *queue, TfArrival *arrival)
{
    make_room (queue);
    g_queue_push_tail (&queue->waiting, arrival);
}

gint64
tf_arrival_queue_get_due (const TfArrivalQueue *queue)
{
    gint64 due = G_MAXINT64;

    for (const GList *item = queue->waiting.head; item != NULL; item = item->next)
        due = MIN (due, ((const TfArrival *)item->data)->due);
    return due;
}
