/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* look: how a level is drawn, besides its words. */
#pragma once

#include <gtk/gtk.h>

#include "base/base.h"

/** TfLevelLook: the look of one level; that of "quiet" is used for the grey line. */
typedef struct {
    const char *style_class;
    const char *icon;
    int icon_size; /* in the banner, in pixels */
    AtkRole role;
} TfLevelLook;

const TfLevelLook *tf_look_of (TfLevel level);
/* SIZE in pixels. */
void tf_look_set_icon (GtkWidget *image, TfLevel level, int size);
