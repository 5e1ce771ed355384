/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* network-watch: GNetworkMonitor reports new networks. It does not report that a laptop was
 * closed in one café and opened in the next, with the same kind of network in both: the
 * difference of two clocks does. Left out: which network it is. */
#include "io/network-watch.h"

#include <time.h>

/* Two clocks are never read at the same instant. */
#define SLEPT_US (5 * G_USEC_PER_SEC)

/** Changes: shared with the signal handler, which may run in another thread. */
typedef struct {
    gint count;
} Changes;

struct _TfNetworkWatch {
    Changes *changes;
    gint seen;
    gulong handler;
    gboolean clocks_known;
    gint64 asleep_us; /* since the machine was started */
};

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
    Changes *changes = data;

    g_atomic_int_inc (&changes->count);
}

static void
changes_unref (gpointer data, GClosure *closure)
{
    g_atomic_rc_box_release (data);
}

TfNetworkWatch *
tf_network_watch_new (void)
{
    TfNetworkWatch *watch = g_new0 (TfNetworkWatch, 1);

    watch->changes = g_atomic_rc_box_new0 (Changes);
    return watch;
}

void
tf_network_watch_free (TfNetworkWatch *watch)
{
    if (watch->handler != 0)
        g_signal_handler_disconnect (g_network_monitor_get_default (), watch->handler);
    g_atomic_rc_box_release (watch->changes);
    g_free (watch);
}

static void
connect_monitor (TfNetworkWatch *watch)
{
    if (watch->handler != 0)
        return;
    watch->handler = g_signal_connect_data (
        g_network_monitor_get_default (), "network-changed",
        G_CALLBACK (on_network_changed), g_atomic_rc_box_acquire (watch->changes),
        changes_unref, G_CONNECT_DEFAULT);
}

static gint64
read_clock (clockid_t clock)
{
    struct timespec time = {0};

    clock_gettime (clock, &time);
    return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

gboolean
tf_network_watch_note_clocks (TfNetworkWatch *watch, gint64 awake_us, gint64 elapsed_us)
{
    gint64 asleep_us = elapsed_us - awake_us;
    gboolean slept = watch->clocks_known && asleep_us - watch->asleep_us > SLEPT_US;

    watch->clocks_known = TRUE;
    watch->asleep_us = asleep_us;
    return slept;
}

gboolean
tf_network_watch_has_changed (TfNetworkWatch *watch)
{
    gint count = g_atomic_int_get (&watch->changes->count);
    gboolean changed = count != watch->seen;

    connect_monitor (watch);
    watch->seen = count;
#ifdef CLOCK_BOOTTIME
    changed |= tf_network_watch_note_clocks (watch, read_clock (CLOCK_MONOTONIC),
                                             read_clock (CLOCK_BOOTTIME));
#endif
    return changed;
}
