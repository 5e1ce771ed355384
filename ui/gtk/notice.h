/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* notice: one sentence in a window of its own, for what has no better place. */
#pragma once

#include <gtk/gtk.h>

void tf_notice_show (GtkWindow *parent, const char *sentence); /* PARENT may be NULL */
