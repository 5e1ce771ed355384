/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* main: the list of commands. The only place that sets the locale; results go to standard
 * output, all else to standard error. */
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "print/print.h"
#include "words/words-private.h"

/* clang-format off */
static const char usage[] = N_ (
    "Usage:\n"
    "  truefrom check [OPTION\u2026] FILE\u2026   whether messages come from the domain "
    "they name\n"
    "  truefrom explain CODE            what a code means, and what to tell a caller\n"
    "\n"
    "  truefrom --help                  this text\n"
    "  truefrom --version               the version\n"
    "\n"
    "\"truefrom check --help\" lists the options. \"-\" is standard input.\n");
/* clang-format on */

typedef struct {
    const char *name;
    int (*run) (GStrv arguments);
} Command;

static const Command commands[] = {
    {"check", tf_cli_check},
    {"explain", tf_cli_explain},
};

void
tf_cli_complain (const char *template, const char *a, const char *b)
{
    g_autofree char *shown_a = tf_print_escape (a != NULL ? a : "");
    g_autofree char *shown_b = tf_print_escape (b != NULL ? b : "");
    g_autofree char *sentence =
        tf_words_fill (_ (template), "a", shown_a, "b", shown_b, NULL);
    g_printerr ("truefrom: %s\n", sentence);
}

static int
run_command (GStrv arguments)
{
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        if (g_str_equal (arguments[0], commands[i].name))
            return commands[i].run (arguments);
    tf_cli_complain (N_ ("There is no command \"{a}\"; see \"truefrom --help\"."),
                     arguments[0], NULL);
    return TF_EXIT_USAGE;
}

static gboolean
is_any (const char *argument, const char *a, const char *b)
{
    return g_str_equal (argument, a) || g_str_equal (argument, b);
}

static int
run (GStrv arguments)
{
    if (arguments[0] == NULL) {
        g_printerr ("%s", _ (usage));
        return TF_EXIT_USAGE;
    }
    if (is_any (arguments[0], "--help", "-h")) {
        g_print ("%s", _ (usage));
        return TF_EXIT_QUIET;
    }
    if (is_any (arguments[0], "--version", "-V")) {
        g_print ("truefrom %s\n", TF_VERSION);
        return TF_EXIT_QUIET;
    }
    return run_command (arguments);
}

/* A full disk or a closed pipe must not look like an honest message. */
static int
flush_output (int status)
{
    if (fflush (stdout) == 0 && !ferror (stdout))
        return status;
    tf_cli_complain (N_ ("The results could not be written."), NULL, NULL);
    return TF_EXIT_FILE;
}

int
tf_cli_main (int argc, char **argv)
{
    g_auto (GStrv) arguments = g_strdupv (argc > 0 ? argv + 1 : argv);
    setlocale (LC_ALL, "");
    bindtextdomain (GETTEXT_PACKAGE, TF_LOCALEDIR);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    g_set_prgname ("truefrom");
    return flush_output (run (arguments));
}
