/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folder-names: servers name the folder of junk so. */
#include "client/folder-names.h"

static const char *const junk_names[] = {"junk", "junk e-mail", "junk email",   "spam",
                                         "bulk", "bulk mail",   "probably spam"};

gboolean
tf_folder_name_is_junk (const char *name)
{
    for (guint i = 0; name && i < G_N_ELEMENTS (junk_names); i++)
        if (g_ascii_strcasecmp (name, junk_names[i]) == 0)
            return TRUE;
    return FALSE;
}
