/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* details: a non-modal window that says what was checked: Check again, Copy report, Report, Save
 * evidence. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"
#include "evaluate/report.h"

#define TF_TYPE_DETAILS (tf_details_get_type ())
G_DECLARE_FINAL_TYPE (TfDetails, tf_details, TF, DETAILS, GtkWindow)

/* Signals without arguments: "check-again", "report", "save-evidence". */
GtkWidget *tf_details_new (GtkWindow *parent, TfSession *session);
void tf_details_set_report (TfDetails *self, TfReport *report); /* NULL: being checked */
void tf_details_set_failed (TfDetails *self, const char *sentence);
/* For a report that stays because a newer check found out nothing; SENTENCE says why. */
void tf_details_set_not_again (TfDetails *self, const char *sentence);
/* Whether there is somebody to report to; at first there is not. */
void tf_details_set_can_report (TfDetails *self, gboolean can_report);
/* SENTENCE (or NULL: nothing) is about the servers of the message's account; CAN_USE: with a button, signal
 * "use-offer". */
void tf_details_set_offer (TfDetails *self, const char *sentence, gboolean can_use);
/* What a button did with the message that is shown; it stays while that is. */
void tf_details_set_status (TfDetails *self, const char *sentence);
/* What the reader should know of the settings, whatever is shown; NULL: nothing. */
void tf_details_set_notes (TfDetails *self, const char *notes);
