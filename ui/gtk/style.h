/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* style: our style sheet and icons, which are part of the program: no theme needs to know about
 * us. */
#pragma once

#include <gtk/gtk.h>

/* Called in pairs by every banner: the style sheet is removed from the screen together with the
 * last one. */
void tf_style_hold (void);
void tf_style_release (void);
/* A wrapping, left-aligned label for plain text; data is never markup. */
GtkWidget *tf_style_label_new (const char *style_class);
/* The same, at the end of BOX. */
GtkWidget *tf_style_label_in (GtkWidget *box, const char *style_class);
/* Sets TEXT (or NULL) in the direction of the program's language, whatever foreign word comes
 * first. */
void tf_style_label_set_text (GtkWidget *label, const char *text);
void tf_style_remove_children (GtkWidget *container);
