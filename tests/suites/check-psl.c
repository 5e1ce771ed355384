/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The public tests of the Public Suffix List, with the list that they belong to; TAP on standard
 * output. A folder given as argument, or $TRUEFROM_SUITES, contains psl/tests.txt and
 * psl/public_suffix_list.dat; if it does not, the test is skipped. */
#include <stdio.h>

#include "base/base.h"

static guint n_tests;
static guint n_wrong;

static char *
read_suite (const char *folder, const char *name, gsize *ret_length)
{
    const char *places[] = {g_getenv ("TRUEFROM_SUITES"), folder};
    char *text = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (places) && text == NULL; i++) {
        g_autofree char *path =
            places[i] != NULL ? g_build_filename (places[i], "psl", name, NULL) : NULL;

        if (path != NULL)
            g_file_get_contents (path, &text, ret_length, NULL);
    }
    return text;
}

/* The suite's input is not normalised; what truefrom asks the list always is. */
static void
check_line (const TfSuffixList *list, const char *input, const char *expected)
{
    g_autofree char *domain = tf_domain_parse (tf_span_of (input));
    g_autofree char *wanted =
        g_str_equal (expected, "null") ? NULL : tf_domain_parse (tf_span_of (expected));
    const char *got = domain != NULL ? tf_suffix_list_registrable (list, domain) : NULL;
    gboolean good = g_strcmp0 (got, wanted) == 0;

    n_wrong += !good;
    printf ("%s %u - %s", good ? "ok" : "not ok", ++n_tests, input);
    if (good)
        puts ("");
    else
        printf (": %s instead of %s\n", got != NULL ? got : "null", expected);
}

static void
check_all (const TfSuffixList *list, const char *tests)
{
    g_auto (GStrv) lines = g_strsplit (tests, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", 2);

        /* "null null" is a null input, which a domain of ours never is. */
        if (g_strv_length (words) != 2 || g_str_has_prefix (words[0], "//") ||
            g_str_equal (words[0], "null"))
            continue;
        check_line (list, words[0], g_strstrip (words[1]));
    }
    printf ("1..%u\n", n_tests);
}

int
main (int argc, char **argv)
{
    gsize length = 0, n_tests_bytes = 0;
    const char *folder = argc > 1 ? argv[1] : NULL;
    char *text = read_suite (folder, "public_suffix_list.dat", &length);
    g_autofree char *tests = read_suite (folder, "tests.txt", &n_tests_bytes);
    g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new_take (text, length) : NULL;
    g_autoptr (TfSuffixList) list = NULL;

    if (bytes == NULL || tests == NULL) {
        puts ("1..0 # SKIP the public suite psl is not here (see $TRUEFROM_SUITES)");
        return 0;
    }
    list = tf_suffix_list_new_from_bytes (bytes);
    if (list == NULL) {
        puts ("Bail out! the list cannot be read");
        return 1;
    }
    check_all (list, tests);
    return n_wrong == 0 ? 0 : 1;
}
