/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folder-names: what kind of folder it is by its name, if the server does not say (RFC 6154). */
#pragma once

#include <glib.h>

/* Whether a folder called NAME (the last part of its path, UTF-8; or NULL) holds junk or deleted
 * mail, in any language. */
gboolean tf_folder_name_is_junk (const char *name);
