/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* arrival-queue: the messages that came in and wait to be checked, the newest first. Bounded: the oldest one
 * makes room. */
#pragma once

#include <glib.h>

/** TfArrival: one message. */
typedef struct {
    char *key; /* tells it from all others */
    gpointer data;
    GDestroyNotify free_data;
    gint64 due; /* monotonic, microseconds: not before */
    guint n_tries;
} TfArrival;

void tf_arrival_free (TfArrival *arrival);

typedef struct _TfArrivalQueue TfArrivalQueue;

TfArrivalQueue *tf_arrival_queue_new (void);
void tf_arrival_queue_free (TfArrivalQueue *queue);
/* Takes over DATA. One with the same KEY, waiting or taken, stays, and the new one is dropped. */
void tf_arrival_queue_add (TfArrivalQueue *queue, const char *key, gint64 due,
                           gpointer data, GDestroyNotify free_data);
/* Owned: the newest that is due at NOW; NULL: none is. It still counts as known, until it is put back, or
 * released. */
TfArrival *tf_arrival_queue_take (TfArrivalQueue *queue, gint64 now);
/* Takes over ARRIVAL; it waits behind all others. */
void tf_arrival_queue_put_back (TfArrivalQueue *queue, TfArrival *arrival);
/* It is the caller's alone now. */
void tf_arrival_queue_release (TfArrivalQueue *queue, const TfArrival *arrival);
void tf_arrival_queue_clear (TfArrivalQueue *queue);
guint tf_arrival_queue_count (const TfArrivalQueue *queue);
/* When the first of them is due; G_MAXINT64: none waits. */
gint64 tf_arrival_queue_get_due (const TfArrivalQueue *queue);
