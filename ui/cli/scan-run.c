/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-run: each message that is found is looked up by its identity: what is there already is a copy, what was done
 * in an earlier run is not done again, what belongs to another shard is left to it. Which one of several copies is
 * checked depends on their order alone, never on how fast anything was. */
#include <errno.h>
#include <signal.h>

#include <glib-unix.h>

#include "cli/scan.h"
#include "io/io.h"
#include "print/scan.h"
#include "verify/verify.h"

#define PROGRESS_MS 100
#define FLUSH_MS    1000

/** Run: all of it. */
typedef struct {
    const TfCliScanPlan *plan;
    TfScanResult *result;
    TfVerifier *verifier;
    TfScanQueue *queue;
    TfCliProgress *progress; /* or NULL */
    GMainLoop *loop;
    GCancellable *cancellable;
    guint n_running;
    guint64 n_done; /* of what the queue counts */
    TfCliScanEnd *end;
} Run;

/** Group: a message and what is attached to it. */
typedef struct {
    Run *run;
    TfScanItem *item;
    TfScanRow *row;
    GPtrArray *inner; /* TfScanItem, of ITEM: what is to be checked; or NULL */
    guint n_left;
} Group;

/** Job: one check. */
typedef struct {
    Group *group;
    const TfScanItem *item;
    TfScanRow *row; /* NULL: it only tells when what is attached to it arrived */
} Job;

static gboolean go_on (gpointer data);

/* ---- results ----------------------------------------------------------------------- */

/* Takes ownership of ITEM. */
static void
item_done (Run *run, TfScanItem *item)
{
    run->n_done++;
    tf_scan_queue_done (run->queue, item);
    tf_scan_item_free (item);
}

static void
group_leave (Group *group)
{
    if (--group->n_left > 0)
        return;
    item_done (group->run, group->item);
    g_clear_pointer (&group->inner, g_ptr_array_unref);
    g_free (group);
}

static void
note_failure (Run *run, const Job *job, const char *error)
{
    TfScanItem *item = tf_scan_item_new (TF_SCAN_UNREADABLE, g_strdup (job->item->place));

    item->is_mbox = job->item->is_mbox;
    item->index = job->item->index;
    item->part = g_strdup (job->item->part);
    item->error = g_strdup (error);
    memcpy (item->identity, job->item->identity, TF_IDENTITY_LENGTH);
    tf_scan_result_add_unread (run->result, item);
    run->result->n_failed++;
}

static void
note_report (Run *run, const Job *job, const TfReport *report)
{
    g_autoptr (TfScanRecord) record = tf_print_scan_record (
        report, job->item, run->plan->settings, run->plan->with_json);

    if (!tf_scan_result_put (run->result, job->row, record))
        run->end->not_written = TRUE;
}

static void
start_job (Group *group, const TfScanItem *item, TfScanRow *row, const TfReport *carrier);

/* CARRIER NULL: it could not be checked; what it brings can be. */
static void
start_inner (Group *group, const TfReport *carrier)
{
    for (guint i = 0; group->inner != NULL && i < group->inner->len; i++) {
        const TfScanItem *item = g_ptr_array_index (group->inner, i);

        start_job (group, item,
                   tf_scan_table_take (group->run->result->table, item->identity),
                   carrier);
    }
}

static gboolean
is_cancelled (const GError *error)
{
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
end_job (Job *job)
{
    job->group->run->n_running--;
    group_leave (job->group);
    g_free (job);
}

static void
on_verified (GObject *verifier, GAsyncResult *result, gpointer data)
{
    Job *job = data;
    Group *group = job->group;
    Run *run = group->run;
    g_autoptr (GError) error = NULL;
    TfReport *report = tf_verifier_check_finish (TF_VERIFIER (verifier), result, &error);

    if (report != NULL && job->row != NULL)
        note_report (run, job, report);
    else if (report == NULL && job->row != NULL && !is_cancelled (error))
        note_failure (run, job, error->message);
    if (job->item == group->item && !is_cancelled (error))
        start_inner (group, report);
    if (report != NULL)
        tf_report_unref (report);
    end_job (job);
    go_on (run);
}

/* ---- checking ---------------------------------------------------------------------- */

/* CARRIER is the report of the message to which it is attached; or NULL. */
static void
set_attached (TfRequest *request, const TfReport *carrier)
{
    const TfEnvelope *envelope = carrier != NULL ? carrier->dossier->envelope : NULL;

    tf_request_set_attached (request, carrier != NULL ? carrier->received_at : -1,
                             envelope != NULL && envelope->is_report &&
                                 envelope->state == TF_RETURN_PATH_NULL);
}

/* Owned. */
static TfRequest *
make_request (const TfCliScanPlan *plan, const TfScanItem *item, TfSource *source,
              gboolean is_attached, const TfReport *carrier)
{
    TfRequest *request = tf_request_new (source);

    if (is_attached) {
        set_attached (request, carrier);
    } else {
        tf_request_set_file_time (request, item->time);
        if (item->is_mbox)
            tf_request_set_store (request, TF_STORE_MBOX);
    }
    tf_request_set_settings (request,
                             is_attached ? plan->attached_settings : plan->settings);
    tf_request_set_now (request, plan->now);
    tf_request_set_offline (request, plan->options->offline);
    tf_request_set_final (request, TRUE);
    tf_request_set_identify (request, plan->with_json);
    return request;
}

static void
start_job (Group *group, const TfScanItem *item, TfScanRow *row, const TfReport *carrier)
{
    Run *run = group->run;
    g_autoptr (TfSource) source = tf_scan_item_open (item);
    const char *error = g_strerror (errno);
    g_autoptr (TfRequest) request = NULL;
    Job *job = g_new0 (Job, 1);

    *job = (Job){group, item, row};
    group->n_left++;
    run->n_running++;
    if (source != NULL) {
        request = make_request (run->plan, item, source, item != group->item, carrier);
        tf_verifier_check_async (run->verifier, request, run->cancellable, on_verified,
                                 job);
        return;
    }
    if (row != NULL) /* there are no descriptors left */
        note_failure (run, job, error);
    if (item == group->item)
        start_inner (group, NULL);
    end_job (job);
}

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
count (Run *run, const TfScanItem *item, gboolean *ret_is_first)
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
count_inner (Run *run, TfScanItem *item, TfScanRow *carrier)
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
take_message (Run *run, TfScanItem *item)
{
    gboolean is_first;
    TfScanRow *row = count (run, item, &is_first);
    Group *group = g_new0 (Group, 1);

    *group = (Group){.run = run, .item = item, .row = row, .n_left = 1};
    if (is_first)
        group->inner = count_inner (run, item, row);
    if (is_first && ((row != NULL && row->record < 0) || group->inner != NULL))
        start_job (group, item, row != NULL && row->record < 0 ? row : NULL, NULL);
    group_leave (group);
}

/* Takes ownership of ITEM. */
static void
take_item (Run *run, TfScanItem *item)
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

static gboolean
go_on (gpointer data)
{
    Run *run = data;
    TfScanItem *item;

    if (run->end->not_written && !run->end->interrupted)
        tf_scan_queue_stop (run->queue);
    while (run->n_running < TF_LIMIT_SCAN_CHECKS &&
           (item = tf_scan_queue_take (run->queue)) != NULL)
        take_item (run, item);
    if (run->n_running == 0 && tf_scan_queue_is_over (run->queue))
        g_main_loop_quit (run->loop);
    return G_SOURCE_REMOVE;
}

/* ---- time and signals -------------------------------------------------------------- */

static gboolean
on_flush (gpointer data)
{
    Run *run = data;

    run->end->not_written |= !tf_spool_flush (run->result->records);
    return G_SOURCE_CONTINUE;
}

static gboolean
on_progress (gpointer data)
{
    Run *run = data;
    gboolean is_all;
    guint64 n_found = tf_scan_queue_count (run->queue, &is_all);

    tf_cli_progress_show (run->progress, run->n_done, is_all ? n_found : 0,
                          tf_resolver_count_waiting (run->plan->resolver));
    return G_SOURCE_CONTINUE;
}

/* What is done is printed; a second signal ends at once. */
static gboolean
on_signal (gpointer data)
{
    Run *run = data;

    run->end->interrupted = TRUE;
    tf_scan_queue_stop (run->queue);
    g_cancellable_cancel (run->cancellable);
    signal (SIGINT, SIG_DFL);
    signal (SIGTERM, SIG_DFL);
    return G_SOURCE_CONTINUE;
}

static void
run_loop (Run *run)
{
    guint sources[] = {
        g_timeout_add (FLUSH_MS, on_flush, run),
        g_unix_signal_add (SIGINT, on_signal, run),
        g_unix_signal_add (SIGTERM, on_signal, run),
        run->progress != NULL ? g_timeout_add (PROGRESS_MS, on_progress, run) : 0};

    run->queue = tf_scan_queue_new (run->plan, go_on, run);
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
    Run run = {.plan = plan,
               .result = result,
               .verifier = verifier,
               .progress = progress,
               .loop = loop,
               .cancellable = cancellable,
               .end = ret_end};

    tf_worker_set_threads (plan->n_jobs);
    tf_io_set_concurrent (verifier, TF_LIMIT_SCAN_CHECKS);
    run_loop (&run);
    ret_end->not_written |= !tf_spool_flush (result->records);
}
