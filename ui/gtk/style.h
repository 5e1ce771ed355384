/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* style: our style sheet and icons, which are part of the program: no theme has to know
 * us. */
#pragma once

#include <gtk/gtk.h>

/* In pairs, by each banner that lives: the style sheet leaves the screen with the last
 * one. */
void tf_style_hold (void);
void tf_style_release (void);
/* A wrapping, left-aligned label for plain text; data is never markup. */
GtkWidget *tf_style_label_new (const char *style_class);
/* TEXT in the direction of the program's language, whatever foreign word comes first; or NULL. */
void tf_style_label_set_text (GtkWidget *label, const char *text);
void tf_style_remove_children (GtkWidget *container);
