/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folder-names: what a folder is by its name, where the server does not say. */
#pragma once

#include <glib.h>

gboolean tf_folder_name_is_junk (const char *name); /* NULL: no */
