/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* main: the list of commands. The only place that sets the locale; results go to standard
 * output, everything else to standard error. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <locale.h>
#include <stdio.h>

#include "print/print.h"
#include "words/translate.h"
#include "words/words-private.h"

static gboolean is_hushed;

void
tf_cli_hush (gboolean is_said)
{
    is_hushed = is_said;
}

void
tf_cli_complain (const char *template, const char *a, const char *b)
{
    g_autofree char *shown_a = tf_print_escape (a != NULL ? a : "");
    g_autofree char *shown_b = tf_print_escape (b != NULL ? b : "");
    g_autofree char *sentence =
        tf_words_fill (_ (template), "a", shown_a, "b", shown_b, NULL);

    if (!is_hushed)
        g_printerr ("truefrom: %s\n", sentence);
}

/* "  truefrom check [OPTION…] FILE…   what it does" */
static void
add_line (GString *out, const char *arguments, const char *help)
{
    g_autofree char *call = g_strconcat ("truefrom ", arguments, NULL);
    guint width = tf_print_columns (call);

    g_string_append_printf (out, "  %s%*s%s\n", call, width < 32 ? (int)(34 - width) : 2,
                            "", help);
}

/* Owned. */
static char *
usage (void)
{
    /* Translators: the head of a list of commands; keep the line end. */
    GString *out = g_string_new (_ ("Usage:\n"));
    for (const TfCliCommand *at = tf_cli_commands; at->syntax != NULL; at++) {
        g_autofree char *call =
            g_strconcat (at->syntax->name, " ", _ (at->syntax->arguments), NULL);

        add_line (out, call, _ (at->syntax->help));
    }
    g_string_append_c (out, '\n');
    /* Translators: what the option --help shows. */
    add_line (out, "--help", _ ("this text"));
    /* Translators: what the option --version shows. */
    add_line (out, "--version", _ ("the version"));
    g_string_append (out, _ ("\n\"truefrom check --help\" lists the options. \"-\" is "
                             "standard input.\n"));
    return g_string_free (out, FALSE);
}

static int
run_command (GStrv arguments)
{
    for (const TfCliCommand *at = tf_cli_commands; at->syntax != NULL; at++)
        if (g_str_equal (arguments[0], at->syntax->name))
            return at->run (arguments);
    /* Translators: {a} is what the user typed. */
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
    g_autofree char *help = usage ();

    if (arguments[0] == NULL) {
        g_printerr ("%s", help);
        return TF_EXIT_USAGE;
    }
    if (is_any (arguments[0], "--help", "-h")) {
        g_print ("%s", help);
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
