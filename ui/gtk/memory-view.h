/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory-view: how much was learned from mail, and a button that forgets it. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

GtkWidget *tf_memory_view_new (TfSession *session);
