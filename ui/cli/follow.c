/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* follow: the settings of the user's mail programs, as if they had been given as options, so that
 * somebody at a helpdesk sees what the mail program shows. What an option says comes first. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

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

/* ---- lists ------------------------------------------------------------------------- */

/* Puts those of the VALUES of KEY that ADD can use behind those that the option has, and KEY behind KEYS if there are
 * any. */
static void
follow_list (GStrv *option, const char *key, GStrv values, AddFunc add, GPtrArray *keys)
{
    static const char *const none[] = {NULL};
    const char *const *given = *option != NULL ? (const char *const *)*option : none;
    g_autoptr (TfSettings) trial = tf_settings_new ();
    g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
    gboolean takes_part = FALSE;

    g_strv_builder_addv (all, (const char **)given);
    for (guint i = 0; values[i] != NULL; i++)
        if (!g_strv_contains (given, values[i]) && add (trial, values[i])) {
            g_strv_builder_add (all, values[i]);
            takes_part = TRUE;
        }
    if (takes_part)
        g_ptr_array_add (keys, (gpointer)key);
    g_strfreev (*option);
    *option = g_strv_builder_end (all);
}

static void
follow_exceptions (TfCliOptions *options, const TfPreferences *preferences,
                   GPtrArray *keys)
{
    static const AddFunc adds[] = {
        [TF_EXCEPTION_SIGNER] = tf_exceptions_add_signer,
        [TF_EXCEPTION_SENDER] = tf_exceptions_add_sender,
        [TF_EXCEPTION_ALIAS_SERVICE] = tf_exceptions_add_alias_service,
    };
    GStrv *const lists[] = {
        [TF_EXCEPTION_SIGNER] = &options->accepted_signers,
        [TF_EXCEPTION_SENDER] = &options->accepted_senders,
        [TF_EXCEPTION_ALIAS_SERVICE] = &options->alias_services,
    };

    G_STATIC_ASSERT (G_N_ELEMENTS (adds) == TF_N_EXCEPTIONS);
    for (int kind = 0; kind < TF_N_EXCEPTIONS; kind++)
        follow_list (lists[kind], tf_preferences_exception_key ((TfExceptionKind)kind),
                     preferences->exceptions[kind], adds[kind], keys);
}

static void
follow_lists (TfCliOptions *options, const TfPreferences *preferences, GPtrArray *keys)
{
    follow_list (&options->own, "own", preferences->own, tf_settings_add_own, keys);
    follow_list (&options->protected_domains, "protected", preferences->protected_domains,
                 tf_settings_add_protected, keys);
    follow_list (&options->trusted_servers, "trusted-servers",
                 preferences->trusted_servers, tf_settings_add_trusted_server, keys);
    follow_list (&options->borders, "border-hosts", preferences->border_hosts,
                 tf_settings_add_border, keys);
    follow_list (&options->trusted_sealers, "trusted-sealers",
                 preferences->trusted_sealers, tf_settings_add_trusted_sealer, keys);
    follow_list (&options->known_lists, "known-lists", preferences->known_lists,
                 tf_settings_add_known_list, keys);
    follow_exceptions (options, preferences, keys);
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
follow_dns (TfCliOptions *options, const TfPreferences *preferences, GPtrArray *keys)
{
    g_autofree char *server = NULL;

    if (options->answers != NULL || options->resolver != NULL || options->offline)
        return;
    if (preferences->dns == TF_DNS_NEVER && !asks_anyway (options))
        return;
    if (*preferences->resolver == '\0')
        return;
    server = tf_server_address_parse (preferences->resolver);
    if (server == NULL) {
        complain_of_resolver (preferences->resolver);
        return;
    }
    options->resolver = g_strdup (preferences->resolver);
    g_ptr_array_add (keys, (gpointer) "resolver");
}

/* ---- whose they are ---------------------------------------------------------------- */

/* Whether FOLDER, or what it would be made in, is there and is ours to write to. */
static gboolean
is_ours (const char *folder)
{
    g_autofree char *parent = NULL;
    GStatBuf status;

    if (g_stat (folder, &status) == 0)
        return S_ISDIR (status.st_mode) && status.st_uid == geteuid () &&
               g_access (folder, W_OK | X_OK) == 0;
    if (errno != ENOENT || !g_path_is_absolute (folder))
        return FALSE;
    parent = g_path_get_dirname (folder);
    return !g_str_equal (parent, folder) && is_ours (parent);
}

/* Even to read settings dconf writes: below the runtime folder, which may be the home. What is run for somebody
 * else, as with sudo, must leave nothing there that its owner cannot write to; and whoever has no home, such as a
 * mail server, has no settings. */
static gboolean
has_home (void)
{
    const char *home = g_get_home_dir ();

    return g_file_test (home, G_FILE_TEST_IS_DIR) && is_ours (home) &&
           is_ours (g_get_user_runtime_dir ());
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

/* Whoever compares two results has to know of what is not on the command line. */
static void
say_what_counts (GPtrArray *keys)
{
    g_autofree char *list = NULL;

    if (keys->len == 0)
        return;
    g_ptr_array_add (keys, NULL);
    list = g_strjoinv (", ", (char **)keys->pdata);
    /* Translators: {a} is a list of names of settings, such as "own, border-hosts". */
    tf_cli_complain (N_ ("Settings of your mail programs take part: {a}."), list, NULL);
}

void
tf_cli_follow_settings (TfCliOptions *options, const TfCliSyntax *syntax)
{
    g_autoptr (TfPreferences) preferences = NULL;
    g_autoptr (GPtrArray) keys = g_ptr_array_new ();

    if (!may_follow (options, syntax) || brings_its_own (options, syntax) || !has_home ())
        return;
    preferences = tf_preferences_load ();
    follow_dns (options, preferences, keys);
    *preferences->helpdesk = '\0'; /* only mail programs send to it */
    if (!options->takes_names) {
        complain_of_entries (preferences);
        follow_lists (options, preferences, keys);
    }
    say_what_counts (keys);
}
