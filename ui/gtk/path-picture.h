/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* path-picture: the way of a message as a row of boxes, for the list in the details. */
#pragma once

#include <gtk/gtk.h>

#include "evaluate/report.h"

/* Adds it to the list ROWS, under the code, as a row that a screen reader speaks as one text. Adds nothing if there
 * is no path to be shown. */
void tf_path_picture_add (GtkWidget *rows, const TfReport *report);
