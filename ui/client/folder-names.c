/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* folder-names: the names of data/junk-folders.txt. Names are compared only by their letters and
 * digits, in their plain forms: "Junk E-mail" equals "junk-email", and a full-width "Ｊｕｎｋ" equals
 * "Junk". */
#include "client/folder-names.h"

static const char *const junk_names[] = {
#include "junk-folders.inc"
};

static char *
letters_of (const char *name)
{
    g_autofree char *valid = g_utf8_make_valid (name, -1);
    g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold (normal, -1);
    GString *letters = g_string_new (NULL);

    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (g_unichar_isalnum (c) || g_unichar_ismark (c))
            g_string_append_unichar (letters, c);
    }
    return g_string_free (letters, FALSE);
}

static GHashTable *
make_table (void)
{
    GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (junk_names); i++)
        g_hash_table_add (table, letters_of (junk_names[i]));
    return table;
}

static GHashTable *
peek_table (void)
{
    static gsize once = 0;

    if (g_once_init_enter (&once))
        g_once_init_leave (&once, (gsize)make_table ());
    return (GHashTable *)once;
}

gboolean
tf_folder_name_is_junk (const char *name)
{
    g_autofree char *letters = name != NULL ? letters_of (name) : NULL;

    return letters != NULL && g_hash_table_contains (peek_table (), letters);
}
