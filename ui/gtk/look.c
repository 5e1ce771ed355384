/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* look: the icons have shapes of their own, so that nobody needs to tell red from grey. */
#include "gtk/look.h"

static const TfLevelLook looks[] = {
    [TF_LEVEL_QUIET] = {"truefrom-note", "truefrom-note-symbolic", 16,
                        ATK_ROLE_NOTIFICATION},
    [TF_LEVEL_NOTE] = {"truefrom-note", "truefrom-note-symbolic", 16, ATK_ROLE_ALERT},
    [TF_LEVEL_WARNING] = {"truefrom-warning", "truefrom-warning-symbolic", 24,
                          ATK_ROLE_ALERT},
    [TF_LEVEL_ALARM] = {"truefrom-alarm", "truefrom-alarm-symbolic", 24, ATK_ROLE_ALERT},
};
G_STATIC_ASSERT (G_N_ELEMENTS (looks) == TF_LEVEL_ALARM + 1);

const TfLevelLook *
tf_look_of (TfLevel level)
{
    return &looks[level];
}

void
tf_look_set_icon (GtkWidget *image, TfLevel level, int size)
{
    GtkStyleContext *context = gtk_widget_get_style_context (image);

    for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
        gtk_style_context_remove_class (context, looks[i].style_class);
    gtk_style_context_add_class (context, looks[level].style_class);
    gtk_image_set_from_icon_name (GTK_IMAGE (image), looks[level].icon,
                                  GTK_ICON_SIZE_MENU);
    gtk_image_set_pixel_size (GTK_IMAGE (image), size);
}
