/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* learned: how much was learned from mail, and its end, by a worker: the file may be on a disk that never
 * answers. */
#pragma once

#include "memory/memory.h"

/* COUNTS: NULL: they cannot be read, or what was learned cannot be forgotten. WHY: a sentence, or
 * NULL. */
typedef void (*TfLearnedFunc) (const TfMemoryCounts *counts, const char *why,
                               gpointer data);

/* Counts what MEMORY keeps; with FORGET all of it is forgotten before. DONE is always called, from the main
 * loop. */
void
tf_learned_count (TfMemory *memory, gboolean forget, TfLearnedFunc done, gpointer data);
