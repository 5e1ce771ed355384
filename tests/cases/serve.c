/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* Runs one command line of `truefrom` after another, each through the same code as the
 * program, so that thousands of them take seconds.
 *
 *   serve-cases IN OUT
 *
 * Descriptor IN gives the number of arguments and the arguments, each with a NUL behind it;
 * when the run is over, its exit status and a line feed go to descriptor OUT. What the run
 * prints goes where it always goes; run_cases.py empties these files before each run. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

/* FALSE: IN is at its end. */
static gboolean
read_word (FILE *in, char **word, size_t *size)
{
    return getdelim (word, size, '\0', in) > 0;
}

/* Owned; NULL: there is no further command line. */
static GStrv
read_command_line (FILE *in)
{
    g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
    char *word = NULL;
    size_t size = 0;
    gboolean good = read_word (in, &word, &size);

    for (int left = good ? atoi (word) : 0; good && left > 0; left--) {
        good = read_word (in, &word, &size);
        if (good)
            g_strv_builder_add (words, word);
    }
    free (word);
    return good ? g_strv_builder_end (words) : NULL;
}

int
main (int argc, char **argv)
{
    FILE *in = argc == 3 ? fdopen (atoi (argv[1]), "r") : NULL;
    FILE *out = argc == 3 ? fdopen (atoi (argv[2]), "w") : NULL;
    GStrv words;

    if (in == NULL || out == NULL)
        return EXIT_FAILURE;
    while ((words = read_command_line (in)) != NULL) {
        int status = tf_cli_main ((int)g_strv_length (words), words);

        g_strfreev (words);
        fprintf (out, "%d\n", status);
        fflush (out);
    }
    fclose (out);
    fclose (in);
    return EXIT_SUCCESS;
}
