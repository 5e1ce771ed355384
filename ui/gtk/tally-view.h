/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* tally-view: what was counted instead of being shown, and a button that forgets it. */
#pragma once

#include <gtk/gtk.h>

GtkWidget *tf_tally_view_new (void);
