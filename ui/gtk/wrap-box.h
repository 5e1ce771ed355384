/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* wrap-box: children one after the other, like words in a paragraph: a line takes as many as have room in it. */
#pragma once

#include <gtk/gtk.h>

#define TF_TYPE_WRAP_BOX (tf_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (TfWrapBox, tf_wrap_box, TF, WRAP_BOX, GtkContainer)

/* GAP in pixels, between children and between lines. */
GtkWidget *tf_wrap_box_new (int gap);
