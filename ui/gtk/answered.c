/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* answered: see answered.h. */
#include "gtk/answered.h"

#include "client/recipients.h"

/* -1: nothing is known about it. */
static int
rank_of (TfView *view)
{
    TfReport *report = tf_view_peek_report (view);

    return report != NULL ? (int)tf_report_peek_level (report) : -1;
}

TfView *
tf_answered_find_worst (const GPtrArray *views)
{
    TfView *worst = NULL;

    for (guint i = 0; i < views->len; i++) {
        TfView *view = g_ptr_array_index (views, i);

        if (worst == NULL || rank_of (view) > rank_of (worst))
            worst = view;
    }
    return worst;
}

gboolean
tf_answered_are_checked (const GPtrArray *views)
{
    for (guint i = 0; i < views->len; i++)
        if (tf_view_is_checking (g_ptr_array_index (views, i)))
            return TRUE;
    return FALSE;
}

static gboolean
may_be_learned (TfView *view)
{
    TfReport *report = tf_view_peek_report (view);

    return report != NULL && !tf_view_is_checking (view) &&
           tf_recipients_may_be_learned (report);
}

gboolean
tf_answered_may_be_learned (const GPtrArray *views)
{
    for (guint i = 0; i < views->len; i++)
        if (!may_be_learned (g_ptr_array_index (views, i)))
            return FALSE;
    return views->len > 0;
}

gboolean
tf_answered_none_leads (void)
{
    const GPtrArray *views = tf_view_peek_all ();

    for (guint i = 0; i < views->len; i++) {
        TfView *view = g_ptr_array_index (views, i);

        if (tf_view_has_message (view) && !may_be_learned (view))
            return FALSE;
    }
    return TRUE;
}

const char *
tf_answered_peek_failure (const GPtrArray *views)
{
    for (guint i = 0; i < views->len; i++) {
        const char *failure = tf_view_peek_failure (g_ptr_array_index (views, i));

        if (failure != NULL)
            return failure;
    }
    return NULL;
}
