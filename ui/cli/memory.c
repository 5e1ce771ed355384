/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory: `memory`. What was learned from earlier mail: how much, of whom, and forgetting it. */

#include "cli/cli.h"
#include "cli/commands.h"
#include "client/memory-trouble.h"
#include "print/print.h"
#include "verify/verify.h"
#include "words/translate.h"
#include "words/words-private.h"

TfMemory *
tf_cli_memory_open (const char *file)
{
    TfMemory *memory = tf_memory_open (file);
    const char *trouble = tf_memory_trouble_to_words (tf_memory_get_trouble (memory));

    if (trouble != NULL)
        tf_cli_complain ("{a}: {b}", file, trouble);
    return memory;
}

/* Its trouble never stops a check. */
TfMemory *
tf_cli_use_memory (const TfCliOptions *options, TfVerifier *verifier)
{
    TfMemory *memory;

    if (options->memory == NULL || options->no_memory)
        return NULL;
    memory = tf_cli_memory_open (options->memory);
    tf_verifier_set_memory (verifier, memory);
    return memory;
}

/* Whoever only looks at a file or forgets does not make it. */
static TfMemory *
open_for_reading (const char *file)
{
    return g_file_test (file, G_FILE_TEST_EXISTS) ? tf_cli_memory_open (file)
                                                  : tf_memory_new (file);
}

static int
complain_of_usage (const char *word)
{
    /* Translators: {a} is what the user typed. */
    tf_cli_complain (N_ ("\"{a}\" cannot be used here; see \"truefrom memory --help\"."),
                     word, NULL);
    return TF_EXIT_USAGE;
}

static int
complain_of_no_domain (void)
{
    tf_cli_complain (N_ ("Name the domain to forget, as in \"truefrom memory forget "
                         "example.org\", or say --all to forget everything."),
                     NULL, NULL);
    return TF_EXIT_USAGE;
}

static int
complain_of_file (const char *file)
{
    /* Translators: {a} is the name of a file. */
    tf_cli_complain (N_ ("{a} could not be read or written."), file, NULL);
    return TF_EXIT_FILE;
}

/* ---- how much ---------------------------------------------------------------------- */

static void
print_number (const char *label, gint64 number)
{
    g_print ("%*" G_GINT64_FORMAT "  %s\n", 9, number, label);
}

static int
print_stats (TfMemory *memory)
{
    TfMemoryCounts counts;

    if (!tf_memory_count (memory, &counts))
        return complain_of_file (tf_memory_peek_path (memory));
    g_print ("%s\n", tf_memory_peek_path (memory));
    /* Translators: each of these follows a number in a table. */
    print_number (_ ("messages whose check is kept"), counts.messages);
    print_number (_ ("domains whose mail was confirmed"), counts.domains);
    print_number (_ ("keys that fit a signature"), counts.keys);
    print_number (_ ("mailing lists that sign their mail"), counts.lists);
    print_number (_ ("addresses that were written to"), counts.recipients);
    print_number (_ ("providers through which mail came in"), counts.servers);
    print_number (_ ("bytes on the disk"), counts.bytes);
    return TF_EXIT_QUIET;
}

/* ---- what is known ----------------------------------------------------------------- */

/* Owned; a date alone. */
static char *
date_of (gint64 seconds)
{
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

    return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

/* TEMPLATE with the name, the two dates and a number. */
static void
print_fact (const char *template, const char *name, const char *other, gint64 first,
            gint64 last, guint number)
{
    g_autofree char *since = date_of (first);
    g_autofree char *until = date_of (last);
    g_autofree char *count = g_strdup_printf ("%u", number);
    g_autofree char *shown = tf_print_escape (name);
    g_autofree char *shown_other = tf_print_escape (other);
    g_autofree char *sentence =
        tf_words_fill (template, "name", shown, "other", shown_other, "since", since,
                       "until", until, "number", count, NULL);
    g_autofree char *wrapped = tf_print_wrap (sentence, tf_cli_terminal_width (), 0, 2);

    g_print ("%s", wrapped);
}

static void
print_habits (const TfKnowledge *knowledge)
{
    for (guint i = 0; i < knowledge->habits->len; i++) {
        const TfHabit *habit = g_ptr_array_index (knowledge->habits, i);

        print_fact (
            strchr (habit->name, '@') == NULL
                /* Translators: {name} is a domain; {since} and {until} are dates such as
                         * 2026-11-27; {number} is how many messages. */
                ? _ ("{name}: mail from this domain was confirmed between {since} "
                     "and {until}; messages: {number}.")
                /* Translators: the same; {name} is an address. */
                : _ ("{name}: mail from this address was confirmed between {since} "
                     "and {until}; messages: {number}."),
            habit->name, "", habit->first, habit->last, habit->n_passed);
    }
}

static void
print_lists (const TfKnowledge *knowledge)
{
    for (guint i = 0; i < knowledge->lists->len; i++) {
        const TfSeenList *list = g_ptr_array_index (knowledge->lists, i);

        /* Translators: {name} is the ID of a mailing list, {other} a domain, {number} how often. */
        print_fact (_ ("{name}: this mailing list is signed by {other}; messages between "
                       "{since} and {until}: {number}."),
                    list->id, list->signer, list->first, list->last, list->sights);
    }
}

static void
print_keys (const TfKnowledge *knowledge)
{
    for (guint i = 0; i < knowledge->keys->len; i++) {
        const TfSeenKey *key = g_ptr_array_index (knowledge->keys, i);

        /* Translators: {name} is the name of a key in the DNS. */
        print_fact (key->revoked >= 0
                        ? _ ("{name}: a key that was in use from {since} to {until}, and "
                             "was withdrawn.")
                        : _ ("{name}: a key that was in use from {since} to {until}."),
                    key->name, "", key->first, key->last, 0);
    }
}

static void
print_recipients (const TfKnowledge *knowledge)
{
    for (guint i = 0; i < knowledge->recipients->len; i++) {
        const TfRecipient *recipient = g_ptr_array_index (knowledge->recipients, i);

        /* Translators: {name} is an address, {number} how often. */
        print_fact (_ ("{name}: mail was written to this address between {since} and "
                       "{until}; messages: {number}."),
                    recipient->address, "", recipient->first, recipient->last,
                    recipient->sights);
    }
}

static void
print_servers (const TfKnowledge *knowledge)
{
    for (guint i = 0; i < knowledge->servers->len; i++) {
        const TfSeenServer *server = g_ptr_array_index (knowledge->servers, i);
        g_autofree char *intact = g_strdup_printf ("%u", server->n_intact);

        /* Translators: {name} is a domain, {number} and {other} are numbers. */
        print_fact (
            _ ("{name}: signed mail that came in through its servers between {since} "
               "and {until}; changed after it was signed: {number}; unchanged: "
               "{other}."),
            server->name, intact, server->first, server->last, server->n_changed);
    }
}

static int
show (TfMemory *memory, const char *domain)
{
    g_autoptr (TfKnowledge) knowledge = tf_memory_show (memory, domain);

    if (knowledge == NULL)
        return complain_of_file (tf_memory_peek_path (memory));
    if (tf_knowledge_is_empty (knowledge))
        g_print ("%s\n", _ ("Nothing is known."));
    print_habits (knowledge);
    print_lists (knowledge);
    print_keys (knowledge);
    print_recipients (knowledge);
    print_servers (knowledge);
    return TF_EXIT_QUIET;
}

/* What each column of the facts below is called in the manual; the names are not translated, because
 * programs read this. */
static void
print_columns (const TfKnowledge *knowledge)
{
    if (knowledge->keys->len > 0)
        g_print ("# key NAME FIRST LAST WITHDRAWN RECORD\n");
    if (knowledge->habits->len > 0)
        g_print ("# usual NAME SIGNED PASSED FIRST LAST MESSAGES\n");
    if (knowledge->lists->len > 0)
        g_print ("# list LIST-ID SIGNER MESSAGES FIRST LAST\n");
    if (knowledge->recipients->len > 0)
        g_print ("# written ADDRESS MESSAGES FIRST LAST\n");
    if (knowledge->exceptions->len > 0)
        g_print ("# exception KIND TEXT\n");
    if (knowledge->servers->len > 0)
        g_print ("# server NAME CHANGED UNCHANGED SENDERS FIRST LAST\n");
}

static int
export_facts (TfMemory *memory)
{
    g_autoptr (TfKnowledge) knowledge = tf_memory_show (memory, NULL);
    g_autoptr (GPtrArray) lines = NULL;

    if (knowledge == NULL)
        return complain_of_file (tf_memory_peek_path (memory));
    lines = tf_knowledge_to_lines (knowledge);
    print_columns (knowledge);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *shown = tf_print_escape (g_ptr_array_index (lines, i));

        g_print ("%s\n", shown);
    }
    return TF_EXIT_QUIET;
}

/* ---- the command ------------------------------------------------------------------- */

/* Filled in with DOMAIN, which may be NULL. */
static void
print_forgotten (const char *template, const char *domain)
{
    g_autofree char *sentence =
        tf_words_fill (template, "name", domain != NULL ? domain : "", NULL);
    g_autofree char *wrapped = tf_print_wrap (sentence, tf_cli_terminal_width (), 0, 0);

    g_print ("%s", wrapped);
}

static int
forget_domain (TfMemory *memory, const char *domain)
{
    gboolean known = FALSE;

    if (!tf_memory_forget_domain (memory, domain, &known))
        return complain_of_file (tf_memory_peek_path (memory));
    /* Translators: {name} is a domain. */
    print_forgotten (known ? _ ("What was learned from mail of {name} is forgotten.")
                           /* Translators: {name} is a domain. */
                           : _ ("Nothing was known of {name}."),
                     domain);
    return TF_EXIT_QUIET;
}

static int
forget_all (TfMemory *memory)
{
    if (!tf_memory_forget_all (memory))
        return complain_of_file (tf_memory_peek_path (memory));
    print_forgotten (_ ("Everything that was learned from mail is forgotten."), NULL);
    return TF_EXIT_QUIET;
}

/* NULL: TEXT is not a domain; that has been said. Owned. */
static char *
read_domain (const char *text)
{
    char *domain = tf_domain_parse (tf_span_of (text));

    if (domain == NULL)
        complain_of_usage (text);
    return domain;
}

static int
run_with_domain (const char *file, const char *word, const char *text)
{
    g_autofree char *domain = read_domain (text);
    g_autoptr (TfMemory) memory = domain != NULL ? open_for_reading (file) : NULL;

    if (memory == NULL)
        return TF_EXIT_USAGE;
    return g_str_equal (word, "show") ? show (memory, domain)
                                      : forget_domain (memory, domain);
}

static int
run_without (const char *file, const char *word, gboolean all)
{
    g_autoptr (TfMemory) memory = NULL;
    gboolean forgets = g_str_equal (word, "forget");

    if (forgets && !all)
        return complain_of_no_domain ();
    if (forgets != all || !(forgets || g_str_equal (word, "stats") ||
                            g_str_equal (word, "show") || g_str_equal (word, "export")))
        return complain_of_usage (word);
    memory = open_for_reading (file);
    if (forgets)
        return forget_all (memory);
    if (g_str_equal (word, "show"))
        return show (memory, NULL);
    return g_str_equal (word, "export") ? export_facts (memory) : print_stats (memory);
}

static int
run (const TfCliOptions *options)
{
    g_autofree char *file =
        options->memory != NULL ? g_strdup (options->memory) : tf_memory_default_path ();
    const char *word = "stats";
    guint n_words = options->files != NULL ? g_strv_length (options->files) : 0;

    if (n_words > 0)
        word = options->files[0];
    if (n_words < 2)
        return run_without (file, word, options->all);
    if (n_words > 2 || options->all ||
        !(g_str_equal (word, "show") || g_str_equal (word, "forget")))
        return complain_of_usage (options->files[n_words - 1]);
    return run_with_domain (file, word, options->files[1]);
}

int
tf_cli_memory (GStrv arguments)
{
    TfCliOptions options = {.may_lack_files = TRUE};
    int status = TF_EXIT_USAGE;

    if (tf_cli_options_parse (&options, &tf_cli_memory_syntax, arguments, &status))
        status = run (&options);
    tf_cli_options_clear (&options, &tf_cli_memory_syntax);
    return status;
}
