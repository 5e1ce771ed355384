/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* explain: what a code means, and what to tell somebody who calls about it. */

#include "base/base.h"
#include "cli/cli.h"
#include "verdict/verdict.h"
#include "words/translate.h"
#include "words/words-private.h"

/* "TF03", "tf3", "3" */
static gboolean
find_number (const char *text, TfCode *ret_code)
{
    TfCursor cursor = tf_cursor (tf_span_of (text));
    guint64 number;

    tf_cursor_take_text (&cursor, "TF");
    if (!tf_cursor_take_number (&cursor, 2, &number) || !tf_cursor_at_end (&cursor) ||
        number < 1 || number >= TF_N_CODES)
        return FALSE;
    *ret_code = (TfCode)number;
    return TRUE;
}

/* A number, or "domain-unproven" */
static gboolean
find_code (const char *text, TfCode *ret_code)
{
    if (find_number (text, ret_code))
        return TRUE;
    for (guint code = 1; code < TF_N_CODES; code++) {
        if (g_ascii_strcasecmp (text, tf_code_to_rule ((TfCode)code)) == 0) {
            *ret_code = (TfCode)code;
            return TRUE;
        }
    }
    return FALSE;
}

static void
explain (TfCode code)
{
    g_print (
        "%s (%s): %s\n\n%s\n%s\n\n%s\n%s\n", tf_code_to_string (code),
        /* Translators: a line above the explanation of a code. */
        tf_code_to_rule (code), tf_words_explain_title (code), _ ("What it means:"),
        /* Translators: a line above advice, for a helpdesk that somebody has called. */
        tf_words_explain_meaning (code), _ ("What to tell a caller:"),
        tf_words_explain_advice (code));
}

static void
explain_all (void)
{
    for (guint code = 1; code < TF_N_CODES; code++) {
        g_print ("%s", code > 1 ? "\n\n" : "");
        explain ((TfCode)code);
    }
}

int
tf_cli_explain (GStrv arguments)
{
    TfCode code;
    guint n_arguments = g_strv_length (arguments);

    if (n_arguments > 2) {
        tf_cli_complain (N_ ("Name one code, such as TF01, or none for all of them."),
                         NULL, NULL);
        return TF_EXIT_USAGE;
    }
    if (n_arguments < 2) {
        explain_all ();
        return TF_EXIT_QUIET;
    }
    if (g_str_equal (arguments[1], "--help") || g_str_equal (arguments[1], "-h")) {
        g_print ("%s\n",
                 _ ("Usage: truefrom explain [CODE] (TF01 to TF21, the number alone, "
                    "or the name of a rule; without one, all of them)"));
        return TF_EXIT_QUIET;
    }
    if (!find_code (arguments[1], &code)) {
        /* Translators: {a} is what the user typed instead of a code such as TF01. */
        tf_cli_complain (N_ ("There is no code \"{a}\"; they go from TF01 to TF21."),
                         arguments[1], NULL);
        return TF_EXIT_USAGE;
    }
    explain (code);
    return TF_EXIT_QUIET;
}
