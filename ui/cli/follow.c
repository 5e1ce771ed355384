/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* follow: the settings of the user's mail programs, as if they had been given as options, so that
 * somebody at a helpdesk sees what the mail program shows. What an option says comes first. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "client/preferences.h"
#include "client/reader-settings.h"
#include "inputs/exceptions.h"
#include "inputs/settings.h"
#include "io/io.h"
#include "words/translate.h"
#include "words/words-private.h"

typedef gboolean (*AddFunc) (TfSettings *settings, const char *text);

/* ---- what cannot be used ----------------------------------------------------------- */

/* Says SENTENCE, made for a window, without the marks of direction around what it quotes: a complaint shows
 * each of these as a number. */
static void
complain_plainly (const char *sentence)
{
    g_autoptr (GString) plain = g_string_new (sentence);

    g_string_replace (plain, TF_WORDS_FSI, "", 0);
    g_string_replace (plain, TF_WORDS_PDI, "", 0);
    tf_cli_complain ("{a}", plain->str, NULL);
}

/* One sentence a line, as in the log of a mail program. */
static void
complain_of_entries (const TfPreferences *preferences)
{
    char *none[] = {NULL};
    g_autofree char *complaints = NULL;
    g_autoptr (TfSettings) settings =
        tf_reader_settings_new (preferences, none, NULL, &complaints);
    g_auto (GStrv) lines = g_strsplit (complaints != NULL ? complaints : "", "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
        complain_plainly (lines[i]);
}

static gboolean
add_signer (TfSettings *settings, const char *text)
{
    return tf_exceptions_add (settings, TF_EXCEPTION_SIGNER, text);
}

static gboolean
add_sender (TfSettings *settings, const char *text)
{
    return tf_exceptions_add (settings, TF_EXCEPTION_SENDER, text);
}

static gboolean
add_alias_service (TfSettings *settings, const char *text)
{
    return tf_exceptions_add (settings, TF_EXCEPTION_ALIAS_SERVICE, text);
}

/* ---- lists ------------------------------------------------------------------------- */

/* Puts those of VALUES that ADD can use behind those that the option has. */
static void
follow_list (GStrv *option, GStrv values, AddFunc add)
{
    g_autoptr (TfSettings) trial = tf_settings_new ();
    g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

    if (*option != NULL)
        g_strv_builder_addv (all, (const char **)*option);
    for (guint i = 0; values[i] != NULL; i++)
        if (add (trial, values[i]))
            g_strv_builder_add (all, values[i]);
    g_strfreev (*option);
    *option = g_strv_builder_end (all);
}

static void
follow_lists (TfCliOptions *options, const TfPreferences *preferences)
{
    const GStrv *exceptions = preferences->exceptions;

    follow_list (&options->own, preferences->own, tf_settings_add_own);
    follow_list (&options->protected_domains, preferences->protected_domains,
                 tf_settings_add_protected);
    follow_list (&options->trusted_servers, preferences->trusted_servers,
                 tf_settings_add_trusted_server);
    follow_list (&options->borders, preferences->border_hosts, tf_settings_add_border);
    follow_list (&options->trusted_sealers, preferences->trusted_sealers,
                 tf_settings_add_trusted_sealer);
    follow_list (&options->known_lists, preferences->known_lists,
                 tf_settings_add_known_list);
    follow_list (&options->accepted_signers, exceptions[TF_EXCEPTION_SIGNER], add_signer);
    follow_list (&options->accepted_senders, exceptions[TF_EXCEPTION_SENDER], add_sender);
    follow_list (&options->alias_services, exceptions[TF_EXCEPTION_ALIAS_SERVICE],
                 add_alias_service);
}

/* ---- the DNS ----------------------------------------------------------------------- */

static void
complain_of_resolver (const char *text)
{
    g_autofree char *sentence = g_strdup_printf (
        /* Translators: the name of a setting, and its value. */
        _ ("The setting “%s” cannot be used: “%s”"), "resolver", text);

    complain_plainly (sentence);
}

/* Says what becomes of the setting that nobody is asked. To look at a domain is to ask about it. */
static gboolean
asks_anyway (TfCliOptions *options)
{
    options->offline = !options->takes_names;
    tf_cli_complain (
        options->offline
            /* Translators: do not translate "dns", "never" and --no-settings. */
            ? N_ ("No DNS query is sent, because your setting \"dns\" is \"never\"; "
                  "--no-settings asks all the same.")
            /* Translators: do not translate "dns", "never", "truefrom domain" and --offline. */
            : N_ ("DNS queries are sent although your setting \"dns\" is \"never\", because "
                  "\"truefrom domain\" cannot do without them; --offline sends none."),
        NULL, NULL);
    return options->takes_names;
}

/* Answers in a file are for tests and shows of a mail program, and say nothing about today's mail: only an option
 * names them here. */
static void
follow_dns (TfCliOptions *options, const TfPreferences *preferences)
{
    g_autofree char *server = NULL;

    if (options->answers != NULL || options->resolver != NULL || options->offline)
        return;
    if (preferences->dns == TF_DNS_NEVER && !asks_anyway (options))
        return;
    if (*preferences->resolver == '\0')
        return;
    server = tf_server_address_parse (preferences->resolver);
    if (server != NULL)
        options->resolver = g_strdup (preferences->resolver);
    else
        complain_of_resolver (preferences->resolver);
}

/* ---- all of them ------------------------------------------------------------------- */

static gboolean
may_follow (const TfCliOptions *options, const TfCliSyntax *syntax)
{
    const TfCliOption *at = syntax->options;

    while (at->name != NULL && !g_str_equal (at->name, "no-settings"))
        at++;
    return at->name != NULL && !options->no_settings;
}

/* Results that are only added up, and evidence, were made with settings of their own. */
static gboolean
brings_its_own (const TfCliOptions *options, const TfCliSyntax *syntax)
{
    GStrv files = options->files;

    if (syntax == &tf_cli_evidence_syntax)
        return !g_str_equal (files[0], "create");
    if (syntax == &tf_cli_check_syntax)
        return files[1] == NULL && tf_cli_is_evidence (files[0]);
    return options->merge;
}

void
tf_cli_follow_settings (TfCliOptions *options, const TfCliSyntax *syntax)
{
    g_autoptr (TfPreferences) preferences = NULL;

    if (!may_follow (options, syntax) || brings_its_own (options, syntax))
        return;
    preferences = tf_preferences_load ();
    follow_dns (options, preferences);
    if (options->takes_names)
        return;
    complain_of_entries (preferences);
    follow_lists (options, preferences);
}
