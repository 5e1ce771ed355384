/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* banner: one report in the client's window. Its own shape, icon and edge; above the
 * message. */
#pragma once

#include <gtk/gtk.h>

#include "evaluate/report.h"
#include "words/words.h"

#define TF_TYPE_BANNER (tf_banner_get_type ())
G_DECLARE_FINAL_TYPE (TfBanner, tf_banner, TF, BANNER, GtkBox)

/* Hidden until a report above quiet is set. Signals without arguments: "details",
 * "report" and "check-now", for the buttons. */
GtkWidget *tf_banner_new (void);
void tf_banner_set_nothing (TfBanner *self); /* hides it */
/* NULL or quiet hides it, except that a confirmed domain has a grey line: whether it is wanted is for
 * the caller to know. */
void tf_banner_set_report (TfBanner *self, TfReport *report);
/* TF_BUTTON_REPORT or, where nobody is to be told, TF_BUTTON_SAVE; for the next report. */
void tf_banner_set_report_button (TfBanner *self, TfButton button);
/* In a composer, about the message that is answered; its REPORT is worse than a note. LINE may be
 * NULL. */
void tf_banner_set_answer (TfBanner *self, TfReport *report, const char *heading,
                           const char *text, const char *line);
/* In a composer: one grey line. */
void tf_banner_set_line (TfBanner *self, const char *sentence);
/* One grey line: the check is under way. */
void tf_banner_set_checking (TfBanner *self);
/* One grey line: nobody has checked this message. CAN_CHECK: with the button for it. */
void tf_banner_set_unchecked (TfBanner *self, gboolean can_check);
/* SENTENCE says why the message could not be checked. */
void tf_banner_set_failed (TfBanner *self, const char *sentence);
