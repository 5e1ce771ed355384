/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lessons: reports on their way into the memory, written by a worker after their callers have them. */
#pragma once

#include "memory/memory.h"

typedef struct _TfLessons TfLessons;

TfLessons *tf_lessons_new (TfMemory *memory);
void
tf_lessons_free (TfLessons *lessons); /* what a worker writes, it writes to the end */
void tf_lessons_add (TfLessons *lessons, TfReport *report);
/* FALSE: nothing is being written. */
gboolean tf_lessons_is_busy (const TfLessons *lessons);
