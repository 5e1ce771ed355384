/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-run: each message that is found is looked up by its identity: what is there already is a copy, what was done
 * in an earlier run is not done again, what belongs to another shard is left to it. Which one of several copies is
 * checked depends on their order alone, never on how fast anything was. */
#include <signal.h>

#include <glib-unix.h>

#include "cli/scan-run.h"
#include "io/io.h"
#include "print/scan.h"

#define PROGRESS_MS 100
#define FLUSH_MS    1000

/* ---- counting ---------------------------------------------------------------------- */

/* R-SCAN-11: the first eight bytes of the identity decide. */
static gboolean
is_ours (const TfCliScanPlan *plan, const guint8 identity[TF_IDENTITY_LENGTH])
{
    guint64 number = 0;

    for (guint i = 0; i < 8; i++)
        number = number << 8 | identity[i];
    return number % plan->n_shards == plan->shard;
}

/* Borrowed; NULL: it is not of this shard, or is to be left alone. *ret_is_first: it was not found before. */
static TfScanRow *
count (TfScanRun *run, const TfScanItem *item, gboolean *ret_is_first)
{
    TfScanRow *row =
        tf_scan_table_find (run->result->table, item->identity, ret_is_first);

    if (!is_ours (run->plan, item->identity))
        return NULL;
    row->counts = TRUE;
    row->copies += item->part == NULL;
    row->reported += item->part != NULL;
    if (!*ret_is_first) {
        g_autofree char *place = tf_words_scan_place (item);

        tf_scan_result_add_place (run->result, row, place);
    }
    return row;
}

/* Owned (TfScanItem, of ITEM): what is attached to it and is still to be checked; or NULL. */
static GPtrArray *
count_inner (TfScanRun *run, TfScanItem *item, TfScanRow *carrier)
{
    GPtrArray *inner = NULL;

    if (run->plan->options->no_attached || item->attached == NULL)
        return NULL;
    for (guint i = 0; i < item->attached->len; i++) {
        TfScanItem *attached = g_ptr_array_index (item->attached, i);
        gboolean is_first;
        TfScanRow *row =
            attached->state == TF_SCAN_MESSAGE ? count (run, attached, &is_first) : NULL;

        if (attached->state == TF_SCAN_MESSAGE && carrier != NULL &&
            carrier->under == NULL) /* in whichever shard it is */
            carrier->under = tf_scan_table_take (run->result->table, attached->identity);
        if (row == NULL || !is_first || row->record >= 0)
            continue;
        if (inner == NULL)
            inner = g_ptr_array_new ();
        g_ptr_array_add (inner, attached);
    }
    return inner;
}

/* Takes ownership of ITEM. A copy of a report is not another report. */
static void
take_message (TfScanRun *run, TfScanItem *item)
{
    gboolean is_first;
    TfScanRow *row = count (run, item, &is_first);
    GPtrArray *inner = is_first ? count_inner (run, item, row) : NULL;
    gboolean is_new = is_first && row != NULL && row->record < 0;

    if (is_new || inner != NULL)
        tf_scan_run_check (run, item, is_new ? row : NULL, inner);
    else
        tf_scan_run_done (run, item);
}

/* Takes ownership of ITEM. */
static void
take_item (TfScanRun *run, TfScanItem *item)
{
    if (item->state == TF_SCAN_MESSAGE) {
        take_message (run, item);
        return;
    }
    run->n_done++;
    tf_scan_queue_done (run->queue, item);
    if (is_ours (run->plan, item->identity))
        tf_scan_result_add_unread (run->result, item);
    else
        tf_scan_item_free (item);
}

static void
go_on (TfScanRun *run)
{
    guint n_checks =
        tf_scan_guard_is_careful (run->plan->guard) ? 1 : TF_LIMIT_SCAN_CHECKS;
    TfScanItem *item;

    if (run->end->not_written && !run->end->interrupted)
        tf_scan_queue_stop (run->queue);
    while (run->n_running < n_checks && (item = tf_scan_queue_take (run->queue)) != NULL)
        take_item (run, item);
    if (run->n_running == 0 && tf_scan_queue_is_over (run->queue))
        g_main_loop_quit (run->loop);
}

static gboolean
on_come (gpointer data)
{
    go_on (data);
    return G_SOURCE_REMOVE;
}

/* ---- time and signals -------------------------------------------------------------- */

static gboolean
on_flush (gpointer data)
{
    TfScanRun *run = data;

    run->end->not_written |= !tf_spool_flush (run->result->records);
    return G_SOURCE_CONTINUE;
}

static gboolean
on_progress (gpointer data)
{
    TfScanRun *run = data;
    gboolean is_all;
    guint64 n_found = tf_scan_queue_count (run->queue, &is_all);

    tf_cli_progress_show (run->progress, run->n_done, is_all ? n_found : 0,
                          tf_resolver_count_waiting (run->plan->resolver));
    return G_SOURCE_CONTINUE;
}

/* What is done is printed; a second signal ends at once. A guard sends SIGUSR1. */
static gboolean
on_signal (gpointer data)
{
    TfScanRun *run = data;

    run->end->interrupted = TRUE;
    tf_scan_queue_stop (run->queue);
    g_cancellable_cancel (run->cancellable);
    if (run->plan->guard == NULL) {
        signal (SIGINT, SIG_DFL);
        signal (SIGTERM, SIG_DFL);
    }
    return G_SOURCE_CONTINUE;
}

static void
run_loop (TfScanRun *run)
{
    gboolean is_alone = run->plan->guard == NULL;
    guint sources[] = {
        g_timeout_add (FLUSH_MS, on_flush, run),
        g_unix_signal_add (SIGUSR1, on_signal, run),
        is_alone ? g_unix_signal_add (SIGINT, on_signal, run) : 0,
        is_alone ? g_unix_signal_add (SIGTERM, on_signal, run) : 0,
        run->progress != NULL ? g_timeout_add (PROGRESS_MS, on_progress, run) : 0};

    run->queue = tf_scan_queue_new (run->plan, on_come, run);
    g_main_loop_run (run->loop);
    for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        if (sources[i] > 0)
            g_source_remove (sources[i]);
    tf_scan_queue_free (run->queue);
}

void
tf_cli_scan_run (const TfCliScanPlan *plan, TfScanResult *result, TfCliScanEnd *ret_end)
{
    g_autoptr (TfVerifier) verifier = tf_verifier_new (plan->resolver);
    g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (TfCliProgress) progress =
        tf_cli_progress_new (!plan->options->offline && plan->options->answers == NULL);
    TfScanRun run = {.plan = plan,
                     .result = result,
                     .verifier = verifier,
                     .progress = progress,
                     .loop = loop,
                     .cancellable = cancellable,
                     .end = ret_end,
                     .go_on = go_on};

    tf_worker_set_threads (plan->n_jobs);
    tf_io_set_concurrent (verifier, TF_LIMIT_SCAN_CHECKS);
    run_loop (&run);
    ret_end->not_written |= !tf_spool_flush (result->records);
}
