/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* detail-row: one row of what was checked, for the list in the details. */
#pragma once

#include <gtk/gtk.h>

#include "words/words.h"

GtkWidget *tf_detail_row_new (const TfDetail *detail);
/* Adds all rows of REPORT to the list ROWS. */
void tf_detail_rows_add (GtkWidget *rows, const TfReport *report);
/* What a screen reader says: NAME without the direction marks, which are for the eye. */
void tf_detail_row_set_spoken_name (GtkWidget *widget, const char *name);
/* TEXT in LABEL, for the eye and for a screen reader; NULL: neither. */
void tf_detail_row_set_label (GtkWidget *label, const char *text);
