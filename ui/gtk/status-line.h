/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* status-line: in the details, what a button did with the message that is shown. It stays while that message
 * is, however often a mail program reads and checks it again meanwhile. */
#pragma once

#include <gtk/gtk.h>

#include "evaluate/report.h"

#define TF_TYPE_STATUS_LINE (tf_status_line_get_type ())
G_DECLARE_FINAL_TYPE (TfStatusLine, tf_status_line, TF, STATUS_LINE, GtkBox)

GtkWidget *tf_status_line_new (void);
/* NULL: nothing. */
void tf_status_line_say (TfStatusLine *self, const char *sentence);
/* Until a check has found out something. */
void tf_status_line_say_for_now (TfStatusLine *self, const char *sentence);
/* REPORT is shown: what was said about another message goes. */
void tf_status_line_set_report (TfStatusLine *self, TfReport *report);
