/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* mirror: a module for GTK that turns a program's layout round, as under a language that is
 * written from right to left, whether or not the machine has such a language. */
#include <gtk/gtk.h>

G_MODULE_EXPORT void gtk_module_init (int *argc, char ***argv);

void
gtk_module_init (int *argc, char ***argv)
{
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}
