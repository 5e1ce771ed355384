/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-group: one message is checked, then what is attached to it. */
#include <errno.h>

#include "cli/scan-run.h"
#include "print/scan.h"

/** Group: a message and what is attached to it, which is checked one after another. */
typedef struct {
    TfScanRun *run;
    TfScanItem *item;
    TfScanRow *row;   /* NULL: it only tells when what is attached to it arrived */
    GPtrArray *inner; /* TfScanItem, of ITEM: what is to be checked; or NULL */
    TfReport *report; /* of ITEM; NULL: there is none yet, or it could not be checked */
    guint n_begun;
    /* Which of them is being checked. */
    const TfScanItem *now;
    TfScanRow *now_row;
} Group;

/* ---- results ----------------------------------------------------------------------- */

void
tf_scan_run_done (TfScanRun *run, TfScanItem *item)
{
    run->n_done++;
    tf_scan_queue_done (run->queue, item);
    tf_scan_item_free (item);
}

static void
group_end (Group *group)
{
    tf_scan_run_done (group->run, group->item);
    g_clear_pointer (&group->inner, g_ptr_array_unref);
    g_clear_pointer (&group->report, tf_report_unref);
    g_free (group);
}

/* ERROR or NULL. */
static void
note_failure (const Group *group, TfScanState state, const char *error)
{
    const TfScanItem *failed = group->now;
    TfScanItem *item;

    if (group->now_row == NULL)
        return;
    item = tf_scan_item_new (state, g_strdup (failed->place));
    item->is_mbox = failed->is_mbox;
    item->index = failed->index;
    item->part = g_strdup (failed->part);
    item->error = g_strdup (error);
    memcpy (item->identity, failed->identity, TF_IDENTITY_LENGTH);
    tf_scan_result_add_unread (group->run->result, item);
    group->run->result->n_failed++;
}

/* Takes ownership of REPORT. */
static void
note_report (Group *group, TfReport *report)
{
    TfScanRun *run = group->run;

    if (group->now_row != NULL) {
        g_autoptr (TfScanRecord) record = tf_print_scan_record (
            report, group->now, run->plan->settings, run->plan->with_json);

        if (!tf_scan_result_put (run->result, group->now_row, record))
            run->end->not_written = TRUE;
        /* This process may die soon, too. */
        if (tf_scan_guard_is_again (run->plan->guard))
            run->end->not_written |= !tf_spool_flush (run->result->records);
    }
    if (group->now == group->item && group->inner != NULL)
        group->report = report;
    else
        tf_report_unref (report);
}

/* ---- checking ---------------------------------------------------------------------- */

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
make_request (const Group *group, TfSource *source)
{
    const TfCliScanPlan *plan = group->run->plan;
    gboolean is_attached = group->now != group->item;
    TfRequest *request = tf_request_new (source);

    if (is_attached) {
        set_attached (request, group->report);
    } else {
        tf_request_set_file_time (request, group->item->time);
        if (group->item->is_mbox)
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

/* FALSE: that was all. */
static gboolean
turn_to_next (Group *group)
{
    guint index = group->n_begun++;

    if (index == 0) {
        group->now = group->item;
        group->now_row = group->row;
        return TRUE;
    }
    if (group->inner == NULL || index > group->inner->len)
        return FALSE;
    group->now = g_ptr_array_index (group->inner, index - 1);
    group->now_row = tf_scan_table_take (group->run->result->table, group->now->identity);
    return TRUE;
}

static void on_verified (GObject *verifier, GAsyncResult *result, gpointer data);

/* FALSE: it cannot be checked, which has been noted. */
static gboolean
start (Group *group)
{
    TfScanRun *run = group->run;
    g_autoptr (TfSource) source = NULL;
    g_autoptr (TfRequest) request = NULL;

    if (!tf_scan_guard_enter (run->plan->guard, group->now->identity)) {
        note_failure (group, TF_SCAN_CRASHED, NULL);
        return FALSE;
    }
    source = tf_scan_item_open (group->now);
    if (source == NULL) { /* there are no descriptors left */
        note_failure (group, TF_SCAN_UNREADABLE, g_strerror (errno));
        tf_scan_guard_leave (run->plan->guard, group->now->identity);
        return FALSE;
    }
    request = make_request (group, source);
    run->n_running++;
    tf_verifier_check_async (run->verifier, request, run->cancellable, on_verified,
                             group);
    return TRUE;
}

/* What cannot be checked itself may bring what can. */
static void
group_go_on (Group *group)
{
    while (turn_to_next (group))
        if (start (group))
            return;
    group_end (group);
}

static void
on_verified (GObject *verifier, GAsyncResult *result, gpointer data)
{
    Group *group = data;
    TfScanRun *run = group->run;
    g_autoptr (GError) error = NULL;
    TfReport *report = tf_verifier_check_finish (TF_VERIFIER (verifier), result, &error);
    gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    if (report != NULL)
        note_report (group, report);
    else if (!is_cancelled)
        note_failure (group, TF_SCAN_UNREADABLE, error->message);
    tf_scan_guard_leave (run->plan->guard, group->now->identity);
    run->n_running--;
    if (is_cancelled)
        group_end (group);
    else
        group_go_on (group);
    run->go_on (run);
}

void
tf_scan_run_check (TfScanRun *run, TfScanItem *item, TfScanRow *row, GPtrArray *inner)
{
    Group *group = g_new0 (Group, 1);

    *group = (Group){.run = run, .item = item, .row = row, .inner = inner};
    group_go_on (group);
}
