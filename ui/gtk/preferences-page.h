/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* preferences-page: all settings, in the mail program's own window of preferences. Whatever is changed
 * counts at once, but for the switch of the mail program. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

/* PROGRAM_SWITCH: the key of the switch of this mail program, which stands first; or NULL. */
GtkWidget *tf_preferences_page_new (TfSession *session, const char *program_switch);
