/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* cure: in the details, what would help to check the message: to believe the server that it came through,
 * or why nobody can say which that is. */
#pragma once

#include <gtk/gtk.h>

/* Hidden at first. Its button emits SIGNAL of OBJECT, which must live as long. */
GtkWidget *tf_cure_new (GObject *object, const char *signal);
/* SENTENCE NULL: hides it. CAN_USE: with the button. */
void tf_cure_set (GtkWidget *cure, const char *sentence, gboolean can_use);
