/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* look: how a level is drawn, beside its words. */
#pragma once

#include <gtk/gtk.h>

#include "base/base.h"

/** TfLook: of one level; a quiet one is that of the grey line of a check under way. */
typedef struct {
    const char *style_class;
    const char *icon;
    int icon_size; /* in the banner, pixels */
    AtkRole role;
} TfLook;

const TfLook *tf_look_of (TfLevel level);
/* SIZE in pixels. */
void tf_look_set_icon (GtkWidget *image, TfLevel level, int size);
