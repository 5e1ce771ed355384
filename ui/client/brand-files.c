/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* brand-files: a file that is damaged or too large takes no protection away: what cannot be used is said and
 * left out, and the other lists are read all the same. */
#include "client/brand-files.h"

#include <gio/gio.h>

#include "words/translate.h"

/** Reading: of all lists, one after the other. */
typedef struct {
    TfBrands *brands;
    TfSuffixList *suffixes;
    GString *complaints;
    gboolean is_only; /* no further list counts */
    guint n_read;
} Reading;

static void
complain (Reading *reading, char *sentence)
{
    if (reading->complaints->len > 0)
        g_string_append_c (reading->complaints, '\n');
    g_string_append (reading->complaints, sentence);
    g_free (sentence);
}

static void
complain_of_lines (Reading *reading, const char *path, const TfBrandFaults *faults)
{
    complain (
        reading,
        g_strdup_printf (
            /* Translators: %1$s is the name of a file, %2$u the number of a line, %3$u how many lines. */
            _ ("The list of brands “%1$s” has lines that cannot be used; the first is line %2$u. "
               "Lines left out: %3$u."),
            path, faults->line, faults->count));
}

/* Owned; NULL: there is none, or it cannot be used. */
static char *
read_text (Reading *reading, const char *path, gboolean is_needed, gsize *ret_length)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
    char *text = g_malloc (TF_LIMIT_BRANDS_BYTES + 1);

    if (stream != NULL &&
        g_input_stream_read_all (G_INPUT_STREAM (stream), text, TF_LIMIT_BRANDS_BYTES + 1,
                                 ret_length, NULL, &error) &&
        *ret_length <= TF_LIMIT_BRANDS_BYTES)
        return text;
    g_free (text);
    if (error == NULL)
        /* Translators: %s is the name of a file. */
        complain (reading,
                  g_strdup_printf (_ ("The list of brands “%s” is too large."), path));
    else if (is_needed || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        /* Translators: %1$s is the name of a file, %2$s says what is wrong. */
        complain (reading,
                  g_strdup_printf (_ ("The list of brands “%1$s” cannot be read: %2$s"),
                                   path, error->message));
    return NULL;
}

/* FALSE: there is none, or it cannot be read. */
static gboolean
read_file (Reading *reading, const char *path, gboolean is_needed)
{
    gsize length = 0;
    g_autofree char *text = NULL;
    TfBrandFaults faults = {0};

    text = read_text (reading, path, is_needed, &length);
    if (text == NULL)
        return FALSE;
    reading->n_read++;
    reading->is_only = tf_brands_add_list (reading->brands, tf_span (text, length),
                                           reading->suffixes, &faults);
    if (faults.count > 0)
        complain_of_lines (reading, path, &faults);
    return TRUE;
}

static void
read_in (Reading *reading, const char *folder)
{
    g_autofree char *path = g_build_filename (folder, "truefrom", "brands.txt", NULL);

    if (!reading->is_only)
        read_file (reading, path, FALSE);
}

static void
read_usual (Reading *reading)
{
    const char *const *configuration = g_get_system_config_dirs ();
    const char *const *data = g_get_system_data_dirs ();

    for (guint i = 0; configuration[i] != NULL; i++)
        read_in (reading, configuration[i]);
    for (guint i = 0; data[i] != NULL; i++)
        read_in (reading, data[i]);
    if (!reading->is_only && reading->n_read > 0) /* alone, it is there already */
        tf_brands_add_builtin (reading->brands, reading->suffixes);
}

char *
tf_brand_files_own_path (void)
{
    return g_build_filename (g_get_user_config_dir (), "truefrom", "brands.txt", NULL);
}

gboolean
tf_brand_files_read (TfBrandFiles *ret_files, const char *own, gboolean is_needed)
{
    g_autoptr (GString) complaints = g_string_new (NULL);
    g_autoptr (TfSuffixList) suffixes = tf_suffix_list_new_builtin ();
    g_autoptr (TfBrands) brands = tf_brands_new_empty ();
    Reading reading = {brands, suffixes, complaints, FALSE, 0};
    gboolean good = TRUE;

    if (own != NULL)
        good = read_file (&reading, own, is_needed) || !is_needed;
    read_usual (&reading);
    ret_files->brands = reading.n_read > 0 ? g_steal_pointer (&brands) : NULL;
    ret_files->complaint = complaints->len > 0 ? g_strdup (complaints->str) : NULL;
    return good;
}

void
tf_brand_files_clear (TfBrandFiles *files)
{
    g_clear_pointer (&files->brands, tf_brands_unref);
    g_clear_pointer (&files->complaint, g_free);
}
