/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* network-watch: whether this is still the same network as before. */
#pragma once

#include <gio/gio.h>

typedef struct _TfNetworkWatch TfNetworkWatch;

TfNetworkWatch *tf_network_watch_new (void);
void tf_network_watch_free (TfNetworkWatch *watch);
/* To be called before each question. The first call, and only that, may ask other programs.
 * TRUE: the network has changed, or the machine has slept, since the last call. */
gboolean tf_network_watch_has_changed (TfNetworkWatch *watch);
/* The same with the clocks given: microseconds without and with sleep. */
gboolean
tf_network_watch_note_clocks (TfNetworkWatch *watch, gint64 awake_us, gint64 elapsed_us);
