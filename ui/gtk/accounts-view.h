/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts-view: what is believed for each account of the mail program: what was set up by itself and can
 * be switched off, what is proposed, and what the reader wrote. */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

GtkWidget *tf_accounts_view_new (TfSession *session);
