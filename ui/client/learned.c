/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* learned: one call of a worker for each count; nothing is kept in between. */
#include "client/learned.h"

#include "client/memory-trouble.h"
#include "verify/verify.h"

/** Counting: one of them. */
typedef struct {
    TfMemory *memory;
    gboolean forget;
    gboolean good;
    TfMemoryCounts counts;
    TfLearnedFunc done;
    gpointer data;
} Counting;

static void
work (gpointer data)
{
    Counting *counting = data;

    counting->good = (!counting->forget || tf_memory_forget_all (counting->memory)) &&
                     tf_memory_count (counting->memory, &counting->counts);
}

static void
done (gpointer data)
{
    Counting *counting = data;
    TfMemoryTrouble trouble = tf_memory_get_trouble (counting->memory);

    counting->done (counting->good ? &counting->counts : NULL,
                    tf_memory_trouble_to_words (trouble), counting->data);
    tf_memory_unref (counting->memory);
    g_free (counting);
}

void
tf_learned_count (TfMemory *memory, gboolean forget, TfLearnedFunc func, gpointer data)
{
    Counting *counting = g_new0 (Counting, 1);

    counting->memory = tf_memory_ref (memory);
    counting->forget = forget;
    counting->done = func;
    counting->data = data;
    tf_worker_run (work, done, counting);
}
