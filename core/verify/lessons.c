/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* lessons: one worker at a time writes all that has come meanwhile. What cannot be written now waits
 * for the next report. */
#include "verify/lessons.h"

#include "verify/verify.h"

struct _TfLessons {
    TfMemory *memory;
    GQueue reports; /* TfReport */
    struct _Writing *writing;
};

/** Writing: what a worker is writing. */
typedef struct _Writing {
    TfLessons *lessons; /* NULL: nobody waits for it any more */
    TfMemory *memory;
    GQueue reports;
} Writing;

static void
clear_reports (GQueue *reports)
{
    g_queue_clear_full (reports, (GDestroyNotify)tf_report_unref);
}

TfLessons *
tf_lessons_new (TfMemory *memory)
{
    TfLessons *lessons = g_new0 (TfLessons, 1);

    lessons->memory = tf_memory_ref (memory);
    g_queue_init (&lessons->reports);
    return lessons;
}

void
tf_lessons_free (TfLessons *lessons)
{
    if (lessons->writing != NULL)
        lessons->writing->lessons = NULL;
    clear_reports (&lessons->reports);
    tf_memory_unref (lessons->memory);
    g_free (lessons);
}

gboolean
tf_lessons_is_busy (const TfLessons *lessons)
{
    return lessons->writing != NULL;
}

/* ---- writing ------------------------------------------------------------------------------ */

static gboolean
write_report (TfMemory *memory, const TfReport *report)
{
    g_autoptr (TfLesson) lesson = tf_lesson_new (report);

    return lesson == NULL || tf_memory_keep (memory, lesson);
}

static void
work (gpointer data)
{
    Writing *writing = data;
    TfReport *report;

    while ((report = g_queue_peek_head (&writing->reports)) != NULL) {
        if (tf_worker_is_exiting () || !write_report (writing->memory, report))
            return;
        tf_memory_prune (writing->memory, report->now);
        tf_report_unref (g_queue_pop_head (&writing->reports));
    }
}

static void start (TfLessons *lessons);

/* What is left was not written: it goes back to the head of the queue. */
static void
work_done (gpointer data)
{
    Writing *writing = data;
    TfLessons *lessons = writing->lessons;
    gboolean all_written = g_queue_is_empty (&writing->reports);

    if (lessons != NULL) {
        lessons->writing = NULL;
        while (!g_queue_is_empty (&writing->reports))
            g_queue_push_head (&lessons->reports, g_queue_pop_tail (&writing->reports));
        if (all_written && !g_queue_is_empty (&lessons->reports))
            start (lessons);
    }
    clear_reports (&writing->reports);
    tf_memory_unref (writing->memory);
    g_free (writing);
}

static void
start (TfLessons *lessons)
{
    Writing *writing = g_new0 (Writing, 1);

    writing->lessons = lessons;
    writing->memory = tf_memory_ref (lessons->memory);
    writing->reports = lessons->reports;
    g_queue_init (&lessons->reports);
    lessons->writing = writing;
    tf_worker_run (work, work_done, writing);
}

void
tf_lessons_add (TfLessons *lessons, TfReport *report)
{
    if (g_queue_get_length (&lessons->reports) >= TF_LIMIT_LESSONS)
        tf_report_unref (g_queue_pop_head (&lessons->reports));
    g_queue_push_tail (&lessons->reports, tf_report_ref (report));
    if (lessons->writing == NULL)
        start (lessons);
}
