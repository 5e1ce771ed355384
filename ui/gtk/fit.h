/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* fit: how large something may be, in characters of the reader's font and on the reader's screen.
 */
#pragma once

#include <gtk/gtk.h>

/* SIZE pixels beside text of the usual size; larger beside larger text. */
int tf_fit_icon (GtkWidget *widget, int size);
/* A line of this many characters, as far as the screen of PARENT (or NULL) is wide enough. */
int tf_fit_width (GtkWidget *widget, GtkWindow *parent, guint characters);
/* LINES of text in PART of WINDOW, as far as the screen has room for them and for the rest of
 * WINDOW; never less than two lines. */
int tf_fit_height (GtkWindow *window, GtkWidget *part, guint lines);
/* Moves WINDOW up until its end, at HEIGHT, is on the screen. */
void tf_fit_on_screen (GtkWindow *window, int height);
