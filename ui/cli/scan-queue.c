/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-queue: one thread goes through the files, so that reading, unpacking and hashing never wait for the DNS. It
 * reads no further ahead than the memory allows. */
#include "cli/scan.h"

struct _TfScanQueue {
    const TfCliScanPlan *plan;
    GSourceFunc come;
    gpointer data;
    GThread *thread;
    GMutex lock;
    GCond room;
    /* With the lock. */
    GQueue items;
    gsize n_bytes;    /* of these, and of what was taken and is not done */
    gboolean waiting; /* the thread, for room */
    guint64 n_found;
    guint n_taken;   /* and not done */
    gboolean called; /* COME is on its way */
    gboolean stopped;
    gboolean over;
};

/* ---- the thread -------------------------------------------------------------------- */

/* Called with the lock. */
static void
call (TfScanQueue *queue)
{
    if (queue->called)
        return;
    queue->called = TRUE;
    g_idle_add_full (G_PRIORITY_DEFAULT, queue->come, queue->data, NULL);
}

static gboolean
is_full (const TfScanQueue *queue, gsize size)
{
    return queue->items.length >= TF_LIMIT_SCAN_QUEUE ||
           (queue->n_bytes > 0 && queue->n_bytes + size > TF_LIMIT_SCAN_ATTACHED_BYTES);
}

/* So that nothing is read while something is checked. Called with the lock. */
static void
wait_until_done (TfScanQueue *queue)
{
    while (!queue->stopped && tf_scan_guard_is_careful (queue->plan->guard) &&
           queue->items.length + queue->n_taken > 0) {
        queue->waiting = TRUE;
        g_cond_wait (&queue->room, &queue->lock);
    }
    queue->waiting = FALSE;
}

static gboolean
on_reads (gpointer data, const char *file, guint64 n, gboolean is_letter)
{
    TfScanQueue *queue = data;

    return tf_scan_guard_read (queue->plan->guard, file, n, is_letter);
}

static gboolean
on_found (gpointer data, TfScanItem *item)
{
    TfScanQueue *queue = data;
    gsize size = tf_scan_item_get_size (item);
    gboolean goes_on;

    tf_scan_guard_pause (queue->plan->guard);
    g_mutex_lock (&queue->lock);
    while (!queue->stopped && is_full (queue, size)) {
        queue->waiting = TRUE;
        g_cond_wait (&queue->room, &queue->lock);
    }
    queue->waiting = FALSE;
    goes_on = !queue->stopped;
    if (goes_on) {
        g_queue_push_tail (&queue->items, item);
        queue->n_bytes += size;
        queue->n_found++;
        call (queue);
        wait_until_done (queue);
    } else {
        tf_scan_item_free (item);
    }
    g_mutex_unlock (&queue->lock);
    return goes_on;
}

static int
on_open (gpointer data, const char *name, gint64 *ret_time, GError **error)
{
    TfCliInput input;

    if (!tf_cli_input_open_raw (&input, name, error))
        return -1;
    *ret_time = input.time;
    return input.fd;
}

static gpointer
thread_main (gpointer data)
{
    TfScanQueue *queue = data;
    const TfCliScanPlan *plan = queue->plan;
    const TfScanSink sink = {.data = queue,
                             .own_files = plan->own_files,
                             .n_own_files = plan->n_own_files,
                             .found = on_found,
                             .reads = on_reads,
                             .open = on_open};

    tf_scan_walk ((const char *const *)plan->options->files, &sink);
    tf_scan_guard_pause (plan->guard);
    g_mutex_lock (&queue->lock);
    queue->over = TRUE;
    call (queue);
    g_mutex_unlock (&queue->lock);
    return NULL;
}

/* ---- the other side ---------------------------------------------------------------- */

TfScanQueue *
tf_scan_queue_new (const TfCliScanPlan *plan, GSourceFunc come, gpointer data)
{
    TfScanQueue *queue = g_new0 (TfScanQueue, 1);

    queue->plan = plan;
    queue->come = come;
    queue->data = data;
    g_mutex_init (&queue->lock);
    g_cond_init (&queue->room);
    g_queue_init (&queue->items);
    queue->thread = g_thread_new ("truefrom-scan", thread_main, queue);
    return queue;
}

/* The thread is woken for some work at once, not for each message. Called with the lock. */
static void
make_room (TfScanQueue *queue)
{
    if (queue->waiting && queue->items.length <= TF_LIMIT_SCAN_QUEUE / 2)
        g_cond_signal (&queue->room);
}

TfScanItem *
tf_scan_queue_take (TfScanQueue *queue)
{
    TfScanItem *item;

    g_mutex_lock (&queue->lock);
    queue->called = FALSE;
    item = g_queue_pop_head (&queue->items);
    if (item != NULL)
        queue->n_taken++;
    make_room (queue);
    g_mutex_unlock (&queue->lock);
    return item;
}

void
tf_scan_queue_done (TfScanQueue *queue, const TfScanItem *item)
{
    g_mutex_lock (&queue->lock);
    queue->n_taken--;
    queue->n_bytes -= MIN (queue->n_bytes, tf_scan_item_get_size (item));
    make_room (queue);
    g_mutex_unlock (&queue->lock);
}

gboolean
tf_scan_queue_is_over (TfScanQueue *queue)
{
    gboolean over;

    g_mutex_lock (&queue->lock);
    over = queue->over && queue->items.length == 0;
    g_mutex_unlock (&queue->lock);
    return over;
}

guint64
tf_scan_queue_count (TfScanQueue *queue, gboolean *ret_all)
{
    guint64 n;

    g_mutex_lock (&queue->lock);
    n = queue->n_found;
    *ret_all = queue->over;
    g_mutex_unlock (&queue->lock);
    return n;
}

void
tf_scan_queue_stop (TfScanQueue *queue)
{
    g_mutex_lock (&queue->lock);
    queue->stopped = TRUE;
    g_queue_clear_full (&queue->items, (GDestroyNotify)tf_scan_item_free);
    g_cond_signal (&queue->room);
    call (queue);
    g_mutex_unlock (&queue->lock);
}

void
tf_scan_queue_free (TfScanQueue *queue)
{
    tf_scan_queue_stop (queue);
    g_thread_join (queue->thread);
    while (g_idle_remove_by_data (queue->data))
        continue;
    g_mutex_clear (&queue->lock);
    g_cond_clear (&queue->room);
    g_free (queue);
}
