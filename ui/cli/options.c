/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* options: the options of a command, read and interpreted. The list of them is in syntax.c. */
#include <string.h>

#include "base/base.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "words/translate.h"
#include "words/words-private.h"

#define CALL_BYTES 4000
/* What no shell changes. */
#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%"

#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* the last one of the year 9999 */

gboolean
tf_cli_parse_time (const char *text, gint64 *ret_seconds)
{
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    g_autoptr (GDateTime) time = NULL;
    g_autofree char *midnight = g_strconcat (text, "T00:00:00", NULL);
    TfCursor cursor = tf_cursor (tf_span_of (text));
    guint64 number = 0;

    if (tf_cursor_take_number (&cursor, 12, &number) && tf_cursor_at_end (&cursor)) {
        if (number > (guint64)LAST_SECOND)
            return FALSE;
        *ret_seconds = (gint64)number;
        return TRUE;
    }
    time = g_date_time_new_from_iso8601 (text, utc);
    if (time == NULL)
        time = g_date_time_new_from_iso8601 (midnight, utc);
    if (time == NULL || g_date_time_to_unix (time) < 0)
        return FALSE;
    *ret_seconds = g_date_time_to_unix (time);
    return TRUE;
}

/* ---- reading ----------------------------------------------------------------------- */

static gboolean
is_flag_with_value (const TfCliOption *option, const char *argument)
{
    g_autofree char *prefix = g_strconcat ("--", option->name, "=", NULL);

    return option->kind == TF_CLI_FLAG && g_str_has_prefix (argument, prefix);
}

/* GOption takes "--json=no" for "--json". */
static gboolean
flags_have_no_value (const TfCliSyntax *syntax, GStrv arguments)
{
    for (guint i = 0; arguments[i] != NULL && !g_str_equal (arguments[i], "--"); i++)
        for (const TfCliOption *at = syntax->options; at->name != NULL; at++)
            if (is_flag_with_value (at, arguments[i])) {
                /* Translators: {a} is what the user typed, such as "--json=no". */
                tf_cli_complain (N_ ("{a}: this option takes no value."), arguments[i],
                                 NULL);
                return FALSE;
            }
    return TRUE;
}

static GOptionArg
argument_of (TfCliKind kind)
{
    switch (kind) {
    case TF_CLI_FLAG:
        return G_OPTION_ARG_NONE;
    case TF_CLI_WORDS:
        return G_OPTION_ARG_FILENAME_ARRAY;
    case TF_CLI_WORD:
    case TF_CLI_FILE:
        break;
    }
    return G_OPTION_ARG_FILENAME; /* any bytes */
}

/* Owned (GOptionEntry): the table in the form that GOption needs. */
static GArray *
entries_of (const TfCliSyntax *syntax, TfCliOptions *options)
{
    GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
    const GOptionEntry rest = {.long_name = G_OPTION_REMAINING,
                               .arg = G_OPTION_ARG_FILENAME_ARRAY,
                               .arg_data = &options->files};

    for (const TfCliOption *at = syntax->options; at->name != NULL; at++) {
        GOptionEntry entry = {.long_name = at->name,
                              .arg = argument_of (at->kind),
                              .arg_data = G_STRUCT_MEMBER_P (options, at->offset),
                              .description = at->help,
                              .arg_description = at->value};

        g_array_append_val (entries, entry);
    }
    g_array_append_val (entries, rest);
    return entries;
}

/* "[OPTION…] FILE…": GOption writes the first word by itself. */
static const char *
words_after_options (const TfCliSyntax *syntax)
{
    const char *arguments = _ (syntax->arguments);
    const char *blank = strchr (arguments, ' ');

    return blank != NULL ? blank + 1 : arguments;
}

static gboolean
parse_words (const TfCliSyntax *syntax, TfCliOptions *options, GStrv *arguments,
             GError **error)
{
    g_autoptr (GArray) entries = entries_of (syntax, options);
    g_autofree char *name = g_strconcat ("truefrom ", syntax->name, NULL);
    g_autoptr (GOptionContext) context =
        g_option_context_new (words_after_options (syntax));

    g_set_prgname (name); /* as --help shows it */
    g_option_context_set_summary (context, _ (syntax->summary));
    g_option_context_set_description (context, _ (syntax->notes));
    g_option_context_add_main_entries (
        context, (const GOptionEntry *)(gpointer)entries->data, GETTEXT_PACKAGE);
    return g_option_context_parse_strv (context, arguments, error);
}

/* ---- interpreting ------------------------------------------------------------------ */

static gboolean
understand_time (const char *text, const char *option, gint64 *ret_seconds)
{
    *ret_seconds = -1;
    if (text == NULL || tf_cli_parse_time (text, ret_seconds))
        return TRUE;
    tf_cli_complain (
        /* Translators: {a} is what the user typed, {b} the name of an option. */
        N_ ("\"{a}\" is not a time for {b}: give seconds since 1970 or ISO 8601."), text,
        option);
    return FALSE;
}

static gboolean
refuse_both (const char *a, const char *b)
{
    /* Translators: {a} and {b} are names of options. */
    tf_cli_complain (N_ ("{a} and {b} cannot be used together."), a, b);
    return FALSE;
}

static gboolean
understand (TfCliOptions *options)
{
    if (options->displayed_from != NULL) {
        char *valid = g_utf8_make_valid (options->displayed_from, -1);

        g_free (options->displayed_from);
        options->displayed_from = valid;
    }
    if (options->answers != NULL && options->resolver != NULL)
        return refuse_both ("--answers", "--resolver");
    if (options->summary && options->details)
        return refuse_both ("--summary", "--details");
    if (options->attached && options->no_attached)
        return refuse_both ("--attached", "--no-attached");
    if (options->files == NULL && options->list == NULL && !options->may_lack_files) {
        tf_cli_complain (
            options->takes_names
                ? N_ ("Name at least one domain, or a file of them with --file.")
                : N_ ("Name at least one file; \"-\" is standard input."),
            NULL, NULL);
        return FALSE;
    }
    return understand_time (options->now_text, "--now", &options->now) &&
           understand_time (options->received_at_text, "--received-at",
                            &options->received_at) &&
           tf_cli_envelope_is_good (options);
}

/* Owned: what to type to have the same again. */
static char *
call_of (GStrv arguments)
{
    GString *call = g_string_new ("truefrom");

    for (guint i = 0; arguments[i] != NULL && call->len < CALL_BYTES; i++) {
        g_autofree char *quoted = g_shell_quote (arguments[i]);
        gboolean is_plain =
            *arguments[i] != '\0' && arguments[i][strspn (arguments[i], PLAIN)] == '\0';

        g_string_append_printf (call, " %s", is_plain ? arguments[i] : quoted);
    }
    if (call->len >= CALL_BYTES)
        g_string_append (call, " \u2026");
    return g_string_free (call, FALSE);
}

gboolean
tf_cli_options_parse (TfCliOptions *options, const TfCliSyntax *syntax, GStrv arguments,
                      int *ret_status)
{
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) rest = g_strdupv (arguments);
    gboolean parsed;

    options->call = call_of (arguments);
    parsed = flags_have_no_value (syntax, arguments) &&
             parse_words (syntax, options, &rest, &error);

    if (error != NULL)
        /* Translators: {a} is a sentence about what is wrong, without a full stop; {b} is the name of
         * a command. */
        tf_cli_complain (N_ ("{a}; see \"truefrom {b} --help\"."), error->message,
                         syntax->name);
    if (parsed && understand (options)) {
        if (!options->follows_later)
            tf_cli_follow_settings (options, syntax);
        return TRUE;
    }
    *ret_status = TF_EXIT_USAGE;
    return FALSE;
}

gboolean
tf_cli_options_judge_attached (const TfCliOptions *options)
{
    return options->attached || (!options->json && !options->no_attached);
}

void
tf_cli_options_clear (TfCliOptions *options, const TfCliSyntax *syntax)
{
    for (const TfCliOption *at = syntax->options; at->name != NULL; at++) {
        gpointer member = G_STRUCT_MEMBER_P (options, at->offset);

        if (at->kind == TF_CLI_WORD || at->kind == TF_CLI_FILE)
            g_clear_pointer ((char **)member, g_free);
        else if (at->kind == TF_CLI_WORDS)
            g_clear_pointer ((GStrv *)member, g_strfreev);
    }
    g_clear_pointer (&options->files, g_strfreev);
    g_clear_pointer (&options->call, g_free);
}
