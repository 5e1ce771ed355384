/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exception-box: what the reader may accept about a message, and what was accepted: in the details, and
 * all of them in the preferences. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"
#include "evaluate/report.h"

#define TF_TYPE_EXCEPTION_BOX (tf_exception_box_get_type ())
G_DECLARE_FINAL_TYPE (TfExceptionBox, tf_exception_box, TF, EXCEPTION_BOX, GtkBox)

/* Signal "failed" with a sentence: an exception could not be stored. When it was stored, the session
 * says so to all views. */
GtkWidget *tf_exception_box_new (void);
/* To be called before anything is shown: whose exceptions they are. */
void tf_exception_box_set_session (TfExceptionBox *self, TfSession *session);
/* Shows EXCEPTIONS (of TfException), each with a button that withdraws it. */
void tf_exception_box_set_all (TfExceptionBox *self, const GPtrArray *exceptions);
/* Hidden when there is nothing to offer; REPORT may be NULL. */
void tf_exception_box_set_report (TfExceptionBox *self, const TfReport *report);
