/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* preferences-page: all settings, in the mail program's own window of preferences. Whatever is changed
 * counts at once. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

GtkWidget *tf_preferences_page_new (TfSession *session);
