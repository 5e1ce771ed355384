/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* exceptions-view: all that the reader found to be right, each with a button that withdraws it. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

GtkWidget *tf_exceptions_view_new (TfSession *session);
/* Shows what is stored now, as soon as it was read; hidden when there is nothing. */
void tf_exceptions_view_refresh (GtkWidget *view);
