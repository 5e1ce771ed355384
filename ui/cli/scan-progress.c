/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* scan-progress: one line on standard error, only where somebody sees it. How many there are, and with it a
 * percentage and the time that is left, is known once all files have been read; before that nothing is guessed. */
#include <unistd.h>

#include "cli/scan.h"
#include "words/aggregate.h"
#include "words/translate.h"
#include "words/words.h"

#define ERASE "\r\033[K"

struct _TfCliProgress {
    gint64 begun_us;
};

TfCliProgress *
tf_cli_progress_new (gboolean asks)
{
    TfCliProgress *progress;

    if (!isatty (STDERR_FILENO) || g_strcmp0 (g_getenv ("TERM"), "dumb") == 0)
        return NULL;
    if (asks)
        g_printerr (
            "%s\n",
            _ ("The DNS is asked slowly, so as not to be a burden to it: the mail "
               "of 10,000 domains takes some 25 minutes."));
    progress = g_new0 (TfCliProgress, 1);
    progress->begun_us = g_get_monotonic_time ();
    return progress;
}

/* Owned: hours, minutes and seconds. */
static char *
duration (guint64 seconds)
{
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", seconds / 3600,
                            (guint)(seconds / 60 % 60), (guint)(seconds % 60));
}

void
tf_cli_progress_show (TfCliProgress *progress, guint64 n_done, guint64 n_all,
                      guint n_waiting)
{
    double seconds = (double)(g_get_monotonic_time () - progress->begun_us) / 1e6;
    double rate = seconds > 0 ? (double)n_done / seconds : 0;
    g_autofree char *done = tf_words_number (n_done);
    g_autofree char *all = tf_words_number (n_all);
    g_autofree char *each = tf_words_number ((guint64)rate);
    g_autofree char *waiting = tf_words_number (n_waiting);
    g_autofree char *percent =
        g_strdup_printf ("%u", n_all > 0 ? (guint)(n_done * 100 / n_all) : 0);
    g_autofree char *left = duration (
        n_all > n_done && rate > 0 ? (guint64)((double)(n_all - n_done) / rate) : 0);
    g_autofree char *text =
        n_all > 0
            /* Translators: how far a scan of messages is. {left} is a time such as 0:12:30. */
            ? tf_words_fill (_ ("{done} of {all} ({percent} %), {each} a second, {left} "
                                "left, questions waiting: {waiting}"),
                             "done", done, "all", all, "percent", percent, "each", each,
                             "left", left, "waiting", waiting, NULL)
            /* Translators: how far a scan of messages is. */
            : tf_words_fill (
                  _ ("{done} done, {each} a second, questions waiting: {waiting}"),
                  "done", done, "each", each, "waiting", waiting, NULL);

    g_printerr (ERASE "%s", text);
}

void
tf_cli_progress_free (TfCliProgress *progress)
{
    g_printerr (ERASE);
    g_free (progress);
}
