/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* suffix-file: the distribution's public suffix list, in either of the forms that libpsl
 * reads: compiled (.dafsa: 0.05 ms including reading the file) or as text (.dat: 9 ms, when
 * the client starts). */
#include "io/io.h"
#include "inputs/settings.h"

#ifndef TF_PSL_FILE
#define TF_PSL_FILE "/usr/share/publicsuffix/public_suffix_list.dafsa"
#endif

TfSuffixList *
tf_suffix_file_load (void)
{
    g_autofree char *contents = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TfSuffixList *list;
    gsize length;

    if (!g_file_get_contents (TF_PSL_FILE, &contents, &length, NULL))
        return tf_suffix_list_new_builtin ();
    bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
    list = tf_suffix_list_new_from_bytes (bytes);
    return list != NULL ? list : tf_suffix_list_new_builtin ();
}

void
tf_settings_load_suffixes (TfSettings *settings)
{
    tf_suffix_list_unref (settings->suffixes);
    settings->suffixes = tf_suffix_file_load ();
}
