/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* explain: what a code means, and what to tell somebody who calls about it. */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "verdict/verdict.h"
#include "words/words-private.h"

/* "TF01", "tf01" or "domain-forged". */
static gboolean
find_code (const char *text, TfCode *ret_code)
{
    if (tf_code_from_string (text, ret_code))
        return TRUE;
    for (guint code = 1; code < TF_N_CODES; code++) {
        if (g_ascii_strcasecmp (text, tf_code_to_rule ((TfCode)code)) == 0) {
            *ret_code = (TfCode)code;
            return TRUE;
        }
    }
    return FALSE;
}

int
tf_cli_explain (GStrv arguments)
{
    TfCode code;
    if (g_strv_length (arguments) != 2) {
        tf_cli_complain (N_ ("Name one code, such as TF01."), NULL, NULL);
        return TF_EXIT_USAGE;
    }
    if (g_str_equal (arguments[1], "--help")) {
        g_print (
            "%s\n",
            _ ("Usage: truefrom explain CODE (TF01 to TF21, or the name of a rule)"));
        return TF_EXIT_QUIET;
    }
    if (!find_code (arguments[1], &code)) {
        tf_cli_complain (N_ ("There is no code \"{a}\"; they go from TF01 to TF21."),
                         arguments[1], NULL);
        return TF_EXIT_USAGE;
    }
    g_print ("%s (%s): %s\n\n%s\n%s\n\n%s\n%s\n", tf_code_to_string (code),
             tf_code_to_rule (code), tf_words_explain_title (code), _ ("What it means:"),
             tf_words_explain_meaning (code), _ ("What to tell a caller:"),
             tf_words_explain_advice (code));
    return TF_EXIT_QUIET;
}
