/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* explain: what a code means, and what to tell somebody who calls about it. */

#include "base/base.h"
#include "cli/cli.h"
#include "cli/commands.h"
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
explain (TfCode code, TfAudience audience)
{
    g_print ("%s (%s): %s\n\n%s\n%s\n\n%s\n%s\n", tf_code_to_string (code),
             /* Translators: a line above the explanation of a code. */
             tf_code_to_rule (code), tf_words_explain_title (code), _ ("What it means:"),
             tf_words_explain_meaning (code), tf_words_explain_heading (audience),
             tf_words_explain_for (code, audience));
}

static void
explain_all (TfAudience audience)
{
    for (guint code = 1; code < TF_N_CODES; code++) {
        g_print ("%s", code > 1 ? "\n\n" : "");
        explain ((TfCode)code, audience);
    }
}

/* FALSE: there is no such audience. NULL is a caller. */
static gboolean
find_audience (const char *text, TfAudience *ret_audience)
{
    static const char *const names[] = {[TF_AUDIENCE_CALLER] = "caller",
                                        [TF_AUDIENCE_READER] = "reader",
                                        [TF_AUDIENCE_ADMIN] = "admin"};

    *ret_audience = TF_AUDIENCE_CALLER;
    for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++) {
        if (g_str_equal (text, names[i])) {
            *ret_audience = (TfAudience)i;
            return TRUE;
        }
    }
    return text == NULL;
}

static int
run (const TfCliOptions *options)
{
    guint n_words = options->files != NULL ? g_strv_length (options->files) : 0;
    TfAudience audience;
    TfCode code;

    if (!find_audience (options->audience, &audience)) {
        /* Translators: {a} is what the user typed. Do not translate the other words in quotes. */
        tf_cli_complain (
            N_ ("\"{a}\" is not a value for --for: say \"caller\", \"reader\" or "
                "\"admin\"."),
            options->audience, NULL);
        return TF_EXIT_USAGE;
    }
    if (n_words > 1) {
        tf_cli_complain (N_ ("Name one code, such as TF01, or none for all of them."),
                         NULL, NULL);
        return TF_EXIT_USAGE;
    }
    if (n_words == 0) {
        explain_all (audience);
        return TF_EXIT_QUIET;
    }
    if (!find_code (options->files[0], &code)) {
        /* Translators: {a} is what the user typed instead of a code such as TF01. */
        tf_cli_complain (N_ ("There is no code \"{a}\"; they go from TF01 to TF21."),
                         options->files[0], NULL);
        return TF_EXIT_USAGE;
    }
    explain (code, audience);
    return TF_EXIT_QUIET;
}

int
tf_cli_explain (GStrv arguments)
{
    TfCliOptions options = {.now = -1, .received_at = -1, .may_lack_files = TRUE};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_explain_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_explain_syntax);
    return status;
}
