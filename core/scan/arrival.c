/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrival: when a message arrived, for people. What a message was judged by stays as it is: nothing in an attached
 * message excuses it. */
#include "scan/record.h"

#include "delivery/delivery.h"

/* The topmost Received field of the border in an attached message; -1: there is none. Nobody is asked. */
static gint64
border_time (const TfReport *report, const TfSettings *settings)
{
    const TfTrail *trail = report->delivery->trail;
    gboolean pending = FALSE;
    gint door;
    gint at = tf_trail_find_border (trail, settings->border_hosts, NULL, &door, &pending);

    return at >= 0 ? tf_trail_hop (trail, (guint)at)->time : -1;
}

/* A message is reported after it arrived, and soon: with any other time the field is made up, or the clock wrong. */
static gboolean
is_likely (gint64 time, gint64 reported)
{
    return time >= 0 && time >= reported - TF_LIMIT_REPORT_DELAY &&
           time <= reported + TF_FUTURE_GRACE;
}

void
tf_scan_record_set_arrival (TfScanRecord *record, const TfReport *report,
                            const TfSettings *settings)
{
    gint64 reported = report->received_at;
    gint64 own = report->dossier->attached ? border_time (report, settings) : -1;

    record->texts[TF_SCAN_RECEIVED_AT] = g_strdup_printf ("%" G_GINT64_FORMAT, reported);
    if (is_likely (own, reported))
        record->texts[TF_SCAN_OWN_ARRIVAL] =
            g_strdup_printf ("%" G_GINT64_FORMAT, MIN (own, reported));
}

gint64
tf_scan_record_get_arrival (const TfScanRecord *record)
{
    const char *own = tf_scan_record_get (record, TF_SCAN_OWN_ARRIVAL);
    const char *at =
        *own != '\0' ? own : tf_scan_record_get (record, TF_SCAN_RECEIVED_AT);

    return *at != '\0' ? g_ascii_strtoll (at, NULL, 10) : -1;
}
