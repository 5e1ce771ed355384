/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* options: the options of `check`. Their names are decided by the manual page;
 * options of functions that do not exist yet are refused like any unknown one. */
#include <glib/gi18n-lib.h>

#include "base/base.h"
#include "cli/cli.h"
#include "words/words-private.h"

#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* of the year 9999 */

/** Raw: the options as they stand there, before they are understood. */
typedef struct {
    TfCliOptions *options;
    char *now;
    char *received_at;
    char *displayed_from;
} Raw;

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

/* GOption takes "--json=no" for "--json". */
static gboolean
flags_have_no_value (GStrv arguments)
{
    static const char *const flags[] = {
        "--json=", "--allow-legacy-crypto=", "--offline=", "--attached="};
    for (guint i = 0; arguments[i] != NULL && !g_str_equal (arguments[i], "--"); i++)
        for (gsize f = 0; f < G_N_ELEMENTS (flags); f++)
            if (g_str_has_prefix (arguments[i], flags[f])) {
                tf_cli_complain (N_ ("{a}: this option takes no value."), arguments[i],
                                 NULL);
                return FALSE;
            }
    return TRUE;
}

/* ---- reading ----------------------------------------------------------------------- */

static gboolean
parse_words (Raw *raw, GStrv *arguments, GError **error)
{
    TfCliOptions *options = raw->options;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json,
         N_ ("One JSON object per message, one a line"), NULL},
        {"answers", 0, 0, G_OPTION_ARG_FILENAME, &options->answers,
         N_ ("Take DNS answers from FILE and ask nobody"), N_ ("FILE")},
        {"record", 0, 0, G_OPTION_ARG_FILENAME, &options->record,
         N_ ("Write the DNS answers that were used, and the clock, to FILE"),
         N_ ("FILE")},
        {"resolver", 0, 0, G_OPTION_ARG_FILENAME, &options->resolver,
         N_ ("Ask this DNS server instead of the system's"), N_ ("ADDR[:PORT]")},
        {"now", 0, 0, G_OPTION_ARG_FILENAME, &raw->now,
         N_ ("The clock: seconds since 1970 or ISO 8601"), N_ ("TIME")},
        {"received-at", 0, 0, G_OPTION_ARG_FILENAME, &raw->received_at,
         N_ ("When the messages arrived"), N_ ("TIME")},
        {"ip", 0, 0, G_OPTION_ARG_FILENAME, &options->ip,
         N_ ("The address the messages came from: SPF is then evaluated"), N_ ("ADDR")},
        {"helo", 0, 0, G_OPTION_ARG_FILENAME, &options->helo,
         N_ ("The name the sending server gave"), N_ ("NAME")},
        {"mail-from", 0, 0, G_OPTION_ARG_FILENAME, &options->mail_from,
         N_ ("The return address of the SMTP envelope; \"<>\" for none"), N_ ("ADDRESS")},
        {"trust-authserv", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->trusted_servers,
         N_ ("Believe this server's Authentication-Results (may be repeated)"),
         N_ ("ID[:below]")},
        {"border", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->borders,
         N_ ("The server that receives your mail (may be repeated)"), N_ ("HOST")},
        {"trust-sealer", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->trusted_sealers,
         N_ ("Believe this domain's ARC seals (may be repeated)"), N_ ("DOMAIN")},
        {"own", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->own,
         N_ ("One of your addresses or domains (may be repeated)"), N_ ("ADDRESS")},
        {"protect", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->protected_domains,
         N_ ("A domain to watch over like your own (may be repeated)"), N_ ("DOMAIN")},
        {"displayed-from", 0, 0, G_OPTION_ARG_FILENAME, &raw->displayed_from,
         N_ ("What the mail program shows as From"), N_ ("TEXT")},
        {"allow-legacy-crypto", 0, 0, G_OPTION_ARG_NONE, &options->allow_legacy_crypto,
         N_ ("Judge rsa-sha1 and short keys by the rules of their day"), NULL},
        {"attached", 0, 0, G_OPTION_ARG_NONE, &options->attached,
         N_ ("Also judge attached messages"), NULL},
        {"offline", 0, 0, G_OPTION_ARG_NONE, &options->offline, N_ ("Ask nobody"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL,
         NULL},
        G_OPTION_ENTRY_NULL};
    g_autoptr (GOptionContext) context = g_option_context_new (_ ("FILE\u2026"));
    g_set_prgname ("truefrom check"); /* as --help shows it */
    g_option_context_set_summary (
        context,
        _ ("Tells of each message whether it comes from the domain in its From line."));
    g_option_context_set_description (
        context,
        _ ("\"-\" is standard input. Exit status: 3 a file could not be read, 1 at least "
           "one\nalarm or warning, 2 a check could not be finished, 64 wrong usage, else "
           "0."));
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
    return g_option_context_parse_strv (context, arguments, error);
}

/* ---- understanding ----------------------------------------------------------------- */

static gboolean
understand_time (const char *text, const char *option, gint64 *ret_seconds)
{
    *ret_seconds = -1;
    if (text == NULL || tf_cli_parse_time (text, ret_seconds))
        return TRUE;
    tf_cli_complain (
        N_ ("\"{a}\" is not a time for {b}: give seconds since 1970 or ISO 8601."), text,
        option);
    return FALSE;
}

static gboolean
understand (Raw *raw)
{
    TfCliOptions *options = raw->options;
    if (raw->displayed_from != NULL)
        options->displayed_from = g_utf8_make_valid (raw->displayed_from, -1);
    if (options->answers != NULL && options->resolver != NULL) {
        tf_cli_complain (N_ ("--answers and --resolver cannot be used together."), NULL,
                         NULL);
        return FALSE;
    }
    if (options->files == NULL) {
        tf_cli_complain (N_ ("Name at least one file; \"-\" is standard input."), NULL,
                         NULL);
        return FALSE;
    }
    return understand_time (raw->now, "--now", &options->now) &&
           understand_time (raw->received_at, "--received-at", &options->received_at) &&
           tf_cli_envelope_is_good (options);
}

gboolean
tf_cli_options_parse (TfCliOptions *options, GStrv arguments, int *ret_status)
{
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) rest = g_strdupv (arguments);
    Raw raw = {.options = options};
    gboolean parsed =
        flags_have_no_value (arguments) && parse_words (&raw, &rest, &error);
    if (error != NULL)
        tf_cli_complain (N_ ("{a}; see \"truefrom check --help\"."), error->message,
                         NULL);
    gboolean understood = parsed && understand (&raw);
    g_free (raw.now);
    g_free (raw.received_at);
    g_free (raw.displayed_from);
    if (!understood)
        *ret_status = TF_EXIT_USAGE;
    return understood;
}

void
tf_cli_options_clear (TfCliOptions *options)
{
    g_clear_pointer (&options->answers, g_free);
    g_clear_pointer (&options->record, g_free);
    g_clear_pointer (&options->resolver, g_free);
    g_clear_pointer (&options->displayed_from, g_free);
    g_clear_pointer (&options->ip, g_free);
    g_clear_pointer (&options->helo, g_free);
    g_clear_pointer (&options->mail_from, g_free);
    g_clear_pointer (&options->trusted_servers, g_strfreev);
    g_clear_pointer (&options->borders, g_strfreev);
    g_clear_pointer (&options->trusted_sealers, g_strfreev);
    g_clear_pointer (&options->own, g_strfreev);
    g_clear_pointer (&options->protected_domains, g_strfreev);
    g_clear_pointer (&options->files, g_strfreev);
}
